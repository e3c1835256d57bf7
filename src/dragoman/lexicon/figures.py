"""The rule file of the figures in, currencies, measures, bounds and compiled rules out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import msgspec

from dragoman.lexicon.numbers import DIGITS, Numbers, either, load_numbers
from dragoman.lexicon.tables import read_toml, require_unique, toml_rows
from dragoman.lexicon.times import RuleRow, TimeRule, compile_rule
from dragoman.records import LexiconError

Bound = Literal["exact", "over", "under", "about"]


class CurrencyRow(msgspec.Struct, forbid_unknown_fields=True):
    """A currency by its ISO 4217 code: the signs before a number and the names behind it."""

    code: str
    signs: list[str]
    names: list[str]


class MeasureRow(msgspec.Struct, forbid_unknown_fields=True):
    """A unit of measure by its symbol, and the words for it."""

    unit: str
    words: list[str]


class BoundRow(msgspec.Struct, forbid_unknown_fields=True):
    """Words before (or behind) a figure that make it a bound or an approximation."""

    bound: Bound
    words: list[str]
    behind: list[str] = []


class MultipleRow(msgspec.Struct, forbid_unknown_fields=True):
    """A verb that multiplies: "doubled" is 2."""

    words: list[str]
    value: float


class StopsRow(msgspec.Struct, forbid_unknown_fields=True):
    """Words beside a number by which it is no figure."""

    named: frozenset[str]
    known: frozenset[str]
    counts_one: frozenset[str]
    ordinal_names: frozenset[str]
    ordinal_of_name: frozenset[str]
    ordinal_turns: frozenset[str]
    collective: frozenset[str]
    joined_names: frozenset[str]
    range_open: frozenset[str]
    range_link: frozenset[str]


class FigureExample(msgspec.Struct, forbid_unknown_fields=True):
    """A made-up text, the figure in it, and its value, unit and bound."""

    text: str
    at: str
    value: float
    unit: str
    bound: Bound = "exact"


class FigureRow(msgspec.Struct, forbid_unknown_fields=True):
    """One rule: a pattern (docs/times.md) and what it makes."""

    id: str
    pattern: str
    make: str
    examples: list[FigureExample]
    must_not: list[str] = []


@dataclass(frozen=True, slots=True)
class FigureLexicon:
    """Everything the figures need. ``currencies`` and ``measures``: word (lower case) to code or symbol."""

    numbers: Numbers
    currencies: Mapping[str, str]
    measures: Mapping[str, str]
    multiples: Mapping[str, float]
    vague: Mapping[str, int]
    before: tuple[tuple[re.Pattern[str], Bound], ...]
    behind: tuple[tuple[re.Pattern[str], Bound], ...]
    stops: StopsRow
    trigger: re.Pattern[str]
    rules: tuple[TimeRule, ...]
    rows: tuple[FigureRow, ...]


def load_figures(root: Path) -> FigureLexicon:
    """The folder of data files in, checked and compiled figure rules out; LexiconError when a row is
    wrong."""
    path = root / "en" / "figures.toml"
    numbers = load_numbers(root)
    currencies = toml_rows(path, "currency", CurrencyRow)
    measures = toml_rows(path, "measure", MeasureRow)
    bounds = toml_rows(path, "bound", BoundRow)
    multiples = toml_rows(path, "multiple", MultipleRow)
    rows = toml_rows(path, "rule", FigureRow)
    require_unique(path, [row.id for row in rows])
    try:
        stops = msgspec.convert(read_toml(path).get("stops", {}), StopsRow)
    except msgspec.ValidationError as fault:
        raise LexiconError(f"{path}: [stops]: {fault}.") from fault
    codes = {name.lower(): row.code for row in currencies for name in (*row.signs, *row.names)}
    units = {word.lower(): row.unit for row in measures for word in row.words}
    macros = figure_macros(numbers, currencies, measures, multiples)
    rules = tuple(
        compile_rule(path, RuleRow(row.id, row.pattern, row.make, []), macros, n)
        for n, row in enumerate(rows)
    )
    return FigureLexicon(
        numbers=numbers, currencies=codes, measures=units,
        multiples={word: row.value for row in multiples for word in row.words}, vague=numbers.rows.vague,
        before=bound_patterns(bounds, ahead=True), behind=bound_patterns(bounds, ahead=False), stops=stops,
        trigger=trigger_pattern(numbers, multiples), rules=rules, rows=rows,
    )  # fmt: skip


def figure_macros(
    numbers: Numbers, currencies: tuple[CurrencyRow, ...], measures: tuple[MeasureRow, ...],
    multiples: tuple[MultipleRow, ...],
) -> dict[str, str]:  # fmt: skip
    """Rows in, the regular expression behind each name of a pattern out."""
    suffixes = either(numbers.rows.suffixes)
    signs = sorted({s for row in currencies for s in row.signs}, key=len, reverse=True)
    return {
        "number": f"(?i:{numbers.cardinal})",
        "ordinal": f"(?i:{numbers.ordinal})",
        "amount": rf"(?:(?:{DIGITS})(?:{suffixes})(?!\w)|(?i:{numbers.cardinal}))",
        "sign": "|".join(re.escape(s) for s in signs),
        "money": f"(?i:{either([n for row in currencies for n in row.names])})",
        "measure": f"(?i:{either([w for row in measures for w in row.words])})",
        "multiple": f"(?i:{either([w for row in multiples for w in row.words])})",
        "vague_number": f"(?i:{either(numbers.rows.vague)})",
    }


def bound_patterns(rows: tuple[BoundRow, ...], *, ahead: bool) -> tuple[tuple[re.Pattern[str], Bound], ...]:
    """Bound rows in, patterns that must end (or begin) at a figure out."""
    out: list[tuple[re.Pattern[str], Bound]] = []
    for row in rows:
        words = either(row.words if ahead else row.behind)
        if not words:
            continue
        pattern = rf"(?<!\w)(?:{words})\s+(?:the\s+)?$" if ahead else rf"^\s+(?:{words})(?!\w)"
        out.append((re.compile(pattern, re.IGNORECASE), row.bound))
    return tuple(out)


def trigger_pattern(numbers: Numbers, multiples: tuple[MultipleRow, ...]) -> re.Pattern[str]:
    """The cheap test: a digit, or any word that can begin a figure."""
    rows = numbers.rows
    words: list[str] = [*rows.units, *rows.tens, *rows.magnitudes, *rows.vague, *rows.ordinals]
    words += [word for row in multiples for word in row.words]
    return re.compile(rf"\d|(?<!\w)(?:{either(words)})(?!\w)", re.IGNORECASE)
