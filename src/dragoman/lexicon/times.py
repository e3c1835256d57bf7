"""The rule files of the times in, compiled rules out. Words, patterns and makers stay apart (docs/times.md).

A pattern is a regular expression with four additions: ``{list}`` stands for any word of a word list or
shape and keeps it under that name (``{list:b}`` under the name ``listb``), a space for white space, ``~``
for a dash with or without spaces, and ``<date>``, ``<dur>`` or ``<clock>`` (join rules only) for a time
that an earlier rule found.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

import msgspec

from dragoman.lexicon.numbers import Numbers, load_numbers
from dragoman.lexicon.tables import read_toml, require_unique, toml_rows
from dragoman.records import LexiconError

FILES = ("times_words.toml", "times_holidays.toml", "times_rules.toml", "times_relative.toml",
         "times_durations.toml", "times_joins.toml")  # fmt: skip
MACRO = re.compile(r"\{(?P<list>[a-z_]+)(?::(?P<copy>[a-z]))?\}|<(?P<held>date|dur|clock)(?P<number>\d?)>")
MASKS = {"date": "\ue000", "dur": "\ue001", "clock": "\ue002"}
# A character class stays as it is; outside of one a space and a dash are loose.
LOOSE = re.compile(r"\[(?:\\.|[^\]])*\]|\\.| [?*]|[ ~]")
SPACING = {" ": r"\s+", " ?": r"\s?", " *": r"\s*", "~": r"\s?[-‐–—]\s?"}
SLOT = "[\ue100-\uf8ff]"
# How words of the lists may be written: any white space, any dash, either apostrophe.
LETTERS = {" ": r"\s+", "-": r"\s?[-‐–]\s?", "'": "['’]"}
SHARED_LETTERS = 3


class WordRow(msgspec.Struct, forbid_unknown_fields=True):
    """A word list: each word with what it is worth. ``exact``: only as written, or all in capitals."""

    name: str
    words: dict[str, str]
    exact: bool = False


class ShapeRow(msgspec.Struct, forbid_unknown_fields=True):
    """A shape: a regular expression with a name, for what is written in digits."""

    name: str
    pattern: str


class ExampleRow(msgspec.Struct, forbid_unknown_fields=True):
    """A made-up text, the expression in it, and what it must come to. ``days``: "a", "a/b" or "none"."""

    text: str
    at: str
    value: str
    published: str | None = None
    days: str | None = None
    mod: str | None = None
    type: str | None = None


class RuleRow(msgspec.Struct, forbid_unknown_fields=True):
    """One rule. ``needs``: it is tried only where a word of one of these lists stands; ``make``: the
    maker."""

    id: str
    pattern: str
    make: str
    examples: list[ExampleRow]
    needs: list[str] = []
    set: dict[str, str] = {}
    must_not: list[str] = []
    weak: bool = False


class GuardRow(msgspec.Struct, forbid_unknown_fields=True):
    """A pattern no time may touch ("Sunday Times"). ``keeps``: a text in which it must find nothing."""

    id: str
    pattern: str
    must_not: list[str]
    needs: list[str] = []


class CueRow(msgspec.Struct, forbid_unknown_fields=True):
    """Words that turn the direction of a time near them. ``where``: lemma of the verb above, or text."""

    id: str
    words: list[str]


class HolidayRow(msgspec.Struct, forbid_unknown_fields=True):
    """A named day. Fixed (month, day), the nth weekday of a month (nth -1 is the last), or days from
    Easter."""

    name: str
    words: list[str]
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    nth: int | None = None
    easter: int | None = None
    plus: int = 0
    year: int | None = None


class GoverningRow(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """Words that tell how a time stands to the event that it governs (table ``governing``)."""

    starting: frozenset[str]
    ending: frozenset[str]
    before: frozenset[str]
    after: frozenset[str]
    during: frozenset[str]
    when: frozenset[str]
    genitive: frozenset[str]
    perfect: frozenset[str]
    anniversary: frozenset[str]
    to: frozenset[str]
    by: frozenset[str]
    speaking_of: frozenset[str]
    ahead: frozenset[str]


class PeriodRow(msgspec.Struct, forbid_unknown_fields=True):
    """A named stretch of history, with its first and last day."""

    words: list[str]
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class TimeRule:
    """A compiled rule. ``groups``: what each named group holds, by the list's name; ``kinds``: the kinds of
    times that a join rule takes up."""

    id: str
    regex: re.Pattern[str]
    make: str
    set: Mapping[str, str]
    needs: frozenset[str]
    groups: Mapping[str, str]
    order: int
    weak: bool
    kinds: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class TimeLexicon:
    """Everything the times need. ``values``: list name to word (lower case) to worth; ``index``: word to
    lists."""

    numbers: Numbers
    values: Mapping[str, Mapping[str, str]]
    index: Mapping[str, frozenset[str]]
    base: tuple[TimeRule, ...]
    joins: tuple[TimeRule, ...]
    guards: tuple[TimeRule, ...]
    cues: Mapping[str, frozenset[str]]
    cue_patterns: Mapping[str, re.Pattern[str]]
    holidays: Mapping[str, HolidayRow]
    examples: tuple[tuple[RuleRow | GuardRow, Literal["rule", "guard"]], ...]

    def worth(self, list_name: str, text: str) -> str | None:
        """The value that a word list gives to a text; None when the list has no such word."""
        return self.values.get(list_name, {}).get(" ".join(text.lower().split()))


def load_times(root: Path) -> TimeLexicon:
    """The folder of data files in, checked and compiled rules out. Raises LexiconError with file, row and
    fault."""
    folder = root / "en"
    numbers = load_numbers(root)
    words = toml_rows(folder / "times_words.toml", "list", WordRow)
    shapes = toml_rows(folder / "times_words.toml", "shape", ShapeRow)
    cues = toml_rows(folder / "times_words.toml", "cue", CueRow)
    holidays = toml_rows(folder / "times_holidays.toml", "holiday", HolidayRow)
    words += (WordRow(name="holiday", words={w: h.name for h in holidays for w in h.words}, exact=True),)
    periods = toml_rows(folder / "times_holidays.toml", "period", PeriodRow)
    words += (
        WordRow(
            name="period", words={w: f"{p.first}/{p.last}" for p in periods for w in p.words}, exact=True
        ),
    )
    macros = pattern_macros(words, shapes, numbers)
    rules: dict[str, list[RuleRow]] = {"rule": [], "join": []}
    guards: list[GuardRow] = []
    for name in FILES[2:]:
        for kind in rules:
            rules[kind] += toml_rows(folder / name, kind, RuleRow)
        guards += toml_rows(folder / name, "guard", GuardRow)
    all_rules = [*rules["rule"], *rules["join"]]
    require_unique(folder, [*(row.id for row in all_rules), *(row.id for row in guards)])
    check_examples(folder, all_rules)
    check_needs(folder, [*all_rules, *guards], {"digit", "year", *(row.name for row in words)})
    base = tuple(compile_rule(folder, row, macros, n) for n, row in enumerate(rules["rule"]))
    joins = tuple(compile_rule(folder, row, macros, n) for n, row in enumerate(rules["join"]))
    return TimeLexicon(
        numbers=numbers,
        values={row.name: {w.lower(): v for w, v in row.words.items()} for row in words},
        index=word_index(words, next((row.words for row in cues if row.id == "weak_word"), ())),
        base=base,
        joins=joins,
        guards=tuple(
            compile_rule(folder, RuleRow(row.id, row.pattern, "guard", [], row.needs), macros, n)
            for n, row in enumerate(guards)
        ),
        cues={row.id: frozenset(row.words) for row in cues},
        cue_patterns={row.id: whole_words(row.words) for row in cues},
        holidays={row.name: row for row in holidays},
        examples=(*((row, "rule") for row in all_rules), *((row, "guard") for row in guards)),
    )


def check_examples(folder: Path, rows: Iterable[RuleRow]) -> None:
    """Every rule has an example; published dates parse. LexiconError otherwise."""
    for row in rows:
        if not row.examples:
            raise LexiconError(f"{folder}: rule {row.id!r} has no example; give at least one.")
        for example in row.examples:
            try:
                datetime.date.fromisoformat(example.published or "2000-01-01")
            except ValueError as fault:
                raise LexiconError(
                    f"{folder}: rule {row.id!r}: published {example.published!r}: {fault}."
                ) from fault


def check_needs(folder: Path, rows: Iterable[RuleRow | GuardRow], lists: Collection[str]) -> None:
    """What a rule needs is a word list, "digit" or "year". LexiconError otherwise: it never would be tried,
    in silence."""
    for row in rows:
        for name in row.needs:
            if name not in lists:
                raise LexiconError(
                    f"{folder}: rule {row.id!r}: it needs {name!r}, and there is no such word list."
                )


def words_pattern(words: Iterable[str]) -> str:
    """Words in, an alternation out, longest first; a space stands for white space, a hyphen may have spaces.

    What begins alike is taken together, so that a place in the text is tried once for each letter and not
    once for each word.
    """
    return branches(sorted(words, key=len, reverse=True), SHARED_LETTERS)


def branches(words: Sequence[str], depth: int) -> str:
    """Words or their ends in, longest first; an alternation that shares their first letters out."""
    heads: dict[str, list[str]] = {}
    for word in words:
        heads.setdefault(word[:1] if depth else word, []).append(word)
    out = [
        loose(ends[0]) if len(ends) == 1 else f"{loose(head)}(?:{branches([w[1:] for w in ends], depth - 1)})"
        for head, ends in heads.items()
        if head
    ]
    return "|".join([*out, ""] if "" in heads else out)


def loose(word: str) -> str:
    """A word in, the pattern of its letters out."""
    return "".join(LETTERS.get(char) or re.escape(char) for char in word)


def whole_words(words: Iterable[str]) -> re.Pattern[str]:
    """Words in, a pattern for any of them as whole words out, capitals or not."""
    return re.compile(rf"(?i:(?<!\w)(?:{words_pattern(words)})(?!\w))")


def pattern_macros(words: Iterable[WordRow], shapes: Iterable[ShapeRow], numbers: Numbers) -> dict[str, str]:
    """Word lists and shapes in, the regular expression behind each name out."""
    macros = {"number": f"(?i:{numbers.cardinal})", "ordinal": f"(?i:{numbers.ordinal})"}
    for row in words:
        if row.exact:
            exact = words_pattern({*row.words, *(w.upper() for w in row.words)})
            macros[row.name] = f"(?-i:{exact})"
        else:
            macros[row.name] = f"(?i:{words_pattern(row.words)})"
    for shape in shapes:
        macros[shape.name] = shape.pattern
    return macros


def compile_rule(folder: Path, row: RuleRow, macros: Mapping[str, str], order: int) -> TimeRule:
    """A rule's row in, the compiled rule out; LexiconError when a name or the expression is wrong."""
    groups: dict[str, str] = {}

    def expand(match: re.Match[str]) -> str:
        if match["held"]:
            groups[match["held"] + match["number"]] = match["held"]
            return f"{MASKS[match['held']]}(?P<{match['held']}{match['number']}>{SLOT})"
        name = match["list"]
        if name not in macros:
            raise LexiconError(f"{folder}: rule {row.id!r}: no word list or shape {name!r}.")
        if row.make == "guard":
            return f"(?:{macros[name]})"
        group = name + (match["copy"] or "")
        if group in groups:
            raise LexiconError(f"{folder}: rule {row.id!r}: {{{group}}} stands twice; write {{{name}:b}}.")
        groups[group] = name
        return f"(?P<{group}>{macros[name]})"

    text = LOOSE.sub(lambda m: m[0] if m[0] not in SPACING else SPACING[m[0]], row.pattern)
    case = "" if row.make == "guard" else "i"
    try:
        regex = re.compile(rf"(?<![\w$£€#])(?{case}:{MACRO.sub(expand, text)})(?!\w)")
    except re.error as fault:
        raise LexiconError(f"{folder}: rule {row.id!r}: the pattern is wrong: {fault}.") from fault
    for name in regex.groupindex:
        groups.setdefault(name, name)
    return TimeRule(
        id=row.id, regex=regex, make=row.make, set=row.set, needs=frozenset(row.needs), groups=groups,
        order=order, weak=row.weak, kinds=frozenset(groups.values()) & MASKS.keys(),
    )  # fmt: skip


def word_index(words: Iterable[WordRow], weak: Collection[str]) -> dict[str, frozenset[str]]:
    """The telling word of every entry (lower case) in, the lists that it may open out: the cheap test before
    patterns. Of several words the longest that is not weak tells ("the day before yesterday": yesterday)."""
    index: dict[str, set[str]] = {}
    for row in words:
        for word in row.words:
            pieces = re.findall(r"[^\W\d_]+|\d+", word.lower())
            telling = [piece for piece in pieces if piece not in weak] or pieces
            index.setdefault(max(telling, key=len), set()).add(row.name)
    return {word: frozenset(names) for word, names in index.items()}


@cache
def governing_words(root: Path | None = None) -> GoverningRow:
    """The folder of data files in (the bundled ones by default), the words that bound a governing time out.

    Kept once read: callers ask for every event word of a report.
    """
    path = (root or Path(__file__).parent / "data") / "en" / "times_words.toml"
    try:
        return msgspec.convert(read_toml(path).get("governing", {}), GoverningRow)
    except msgspec.ValidationError as fault:
        raise LexiconError(f"{path}: [governing]: {fault}.") from fault
