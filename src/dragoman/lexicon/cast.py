"""The words that the actors stage needs beside the world tables: ``data/<language>/actors.toml``."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal, TypeVar

import msgspec

from dragoman.lexicon.tables import read_toml, require_unique, toml_rows
from dragoman.records import LexiconError

Kind = Literal["state", "person", "group", "organisation", "outlet"]
Points = Literal["state", "person", "organisation", "side", "pair"]
Value = TypeVar("Value")

_SETS = (
    "posted",
    "local",
    "worldwide",
    "statehood",
    "definite",
    "pair-words",
    "thing",
    "say",
    "counterpart",
    "apart",
    "not-now",
    "lower",
    "female",
    "male",
    "particle",
    "where",
    "place-noun",
    "place-verb",
    "local-definite",
    "any-body",
    "gathering",
    "ethnic",
    "unnamed",
    "installing",
    "as",
    "for",
    "sides",
    "place-deed",
    "judge",
    "motion",
    "prompting",
    "inside",
    "matter",
    "direction",
    "backed",
    "division-office",
    "condition",
)


class CastExample(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A text and what the words ``at`` in it come to: an actor with these traits, ``nobody``, a ``place``.

    In ``must_not`` the traits are those that must not come out.
    """

    text: str
    at: str
    name: str | None = None
    country: str | None = None
    sector: str | None = None
    kind: Kind | None = None
    count: int | None = None
    nobody: bool = False
    place: str | None = None
    published: str | None = None


class PronounRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One pronoun with its forms. ``wants``: the kinds it may stand for, the likeliest first."""

    id: str
    forms: tuple[str, ...]
    person: Literal[1, 2, 3]
    wants: tuple[Kind, ...]
    gender: Literal["m", "f"] | None = None
    plural: bool = False
    relative: bool = False
    examples: tuple[CastExample, ...] = ()
    must_not: tuple[CastExample, ...] = ()


class NumberRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A number word that counts the ones meant ("both" counts two)."""

    id: str
    forms: tuple[str, ...]
    value: int
    examples: tuple[CastExample, ...] = ()
    must_not: tuple[CastExample, ...] = ()


class FormsRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words of one class; which of the optional fields are read depends on the array the row stands in."""

    id: str
    forms: tuple[str, ...]
    gender: Literal["m", "f"] | None = None
    kind: Kind | None = None
    points: Points | None = None
    strength: Literal[1, 2] | None = None
    examples: tuple[CastExample, ...] = ()
    must_not: tuple[CastExample, ...] = ()


@dataclass(frozen=True, slots=True)
class CastWords:
    """All word lists, by lower-cased form or lemma.

    ``titles`` and ``given`` give a gender (None: tells none); ``nouns`` the kind of actor that a noun is;
    ``points`` the kind of antecedent of a description; ``links`` how strongly a preposition tells whose it
    is;
    ``sets`` the plain word sets by id; ``loaded`` the words that judge;
    ``numbers`` number words; ``rows`` all rows of the file, for their examples.
    """

    pronouns: dict[str, PronounRow]
    titles: dict[str, str | None]
    given: dict[str, str | None]
    nouns: dict[str, Kind]
    points: dict[str, Points]
    links: dict[str, int]
    sets: dict[str, frozenset[str]]
    loaded: frozenset[str]
    numbers: dict[str, int]
    rows: tuple[PronounRow | NumberRow | FormsRow, ...]

    def has(self, name: str, word: str) -> bool:
        """Whether a word is in one of the plain sets."""
        return word in self.sets[name]


@lru_cache(maxsize=2)
def load_cast(root: Path) -> CastWords:
    """The data folder in (with ``en/``); the word lists. LexiconError names file, row and fault.

    Cached because the lists are the same for every report; a frozen value, so sharing is safe.
    """
    path = root / "en" / "actors.toml"
    rows = {
        key: toml_rows(path, key, FormsRow)
        for key in ("title", "noun", "description", "link", "given", "words")
    }
    pronouns = toml_rows(path, "pronoun", PronounRow)
    numbers = toml_rows(path, "number", NumberRow)
    listed = [row for group in rows.values() for row in group]
    every: tuple[PronounRow | NumberRow | FormsRow, ...] = (*listed, *pronouns, *numbers)
    require_unique(path, [row.id for row in every])
    sets = {row.id: frozenset(row.forms) for row in rows["words"]}
    missing = [name for name in _SETS if name not in sets]
    if missing:
        raise LexiconError(f"{path}: [[words]] with the id {missing[0]!r} is missing.")
    nouns: dict[str, Kind] = {}
    points: dict[str, Points] = {}
    for row in rows["noun"]:
        for form in row.forms:
            nouns.setdefault(form, _required(path, row, row.kind))
    for row in rows["description"]:
        for form in row.forms:
            points.setdefault(form, _required(path, row, row.points))
    return CastWords(
        pronouns={form: row for row in pronouns for form in row.forms},
        titles=_genders(rows["title"]),
        given=_given(rows["given"]),
        nouns=nouns,
        points=points,
        links={form: _required(path, row, row.strength) for row in rows["link"] for form in row.forms},
        sets=sets,
        numbers={form: row.value for row in numbers for form in row.forms},
        loaded=frozenset(read_toml(root / "en" / "loaded.toml").get("words", ())),
        rows=every,
    )


def _required(path: Path, row: FormsRow, value: Value | None) -> Value:
    if value is None:
        raise LexiconError(f"{path}: row {row.id!r} lacks the field that its array needs.")
    return value


def _genders(rows: Iterable[FormsRow]) -> dict[str, str | None]:
    return {form: row.gender for row in rows for form in row.forms}


def _given(rows: Iterable[FormsRow]) -> dict[str, str | None]:
    """Given names; one that stands under both genders tells neither."""
    out: dict[str, str | None] = {}
    for row in rows:
        for form in row.forms:
            out[form] = None if form in out and out[form] != row.gender else row.gender
    return out
