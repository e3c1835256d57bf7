"""Data files in, the words of saying out: cue verbs, nouns, phrases, kinds of source, reasons, settings.

The files are ``data/en/said_verbs.toml``, ``said_cues.toml`` and ``said_sources.toml``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Literal, TypeVar

import msgspec

from dragoman.lexicon.tables import read_toml, require_unique, toml_rows
from dragoman.records import LexiconError
from dragoman.records.findings import SourceKind

Sense = Literal["saying", "thinking", "knowing", "promising", "asking", "judging", "showing"]


class VerbGroup(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Verbs that take their content alike; the flags are explained at the head of the data file."""

    id: str
    sense: Sense
    lemmas: tuple[str, ...]
    clause: bool = False
    quote: bool = False
    to: bool = False
    asks: bool = False
    object: bool = False
    names: bool = False
    as_: bool = msgspec.field(default=False, name="as")
    passive: bool = False
    loose: bool = False
    about: tuple[str, ...] = ()
    about_to: tuple[str, ...] = ()
    charge: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    must_not: tuple[str, ...] = ()


class Phrase(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Fixed words before a source: "according to"; with ``kinds`` only before such a source."""

    id: str
    words: tuple[str, ...]
    kinds: tuple[SourceKind, ...] = ()
    examples: tuple[str, ...] = ()
    must_not: tuple[str, ...] = ()


class CueNouns(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Nouns or adjectives with a content: a clause, an infinitive, or a phrase after a preposition."""

    id: str
    lemmas: tuple[str, ...]
    clause: bool = False
    to: bool = False
    about: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    must_not: tuple[str, ...] = ()


class Adverbs(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Adverbs that mark hearsay without a source."""

    id: str
    words: tuple[str, ...]
    examples: tuple[str, ...] = ()
    must_not: tuple[str, ...] = ()


class KindNouns(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Nouns that make a source of one kind."""

    id: str
    kind: SourceKind
    nouns: tuple[str, ...]


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A table of plain word lists in ``said_cues.toml`` or ``said_sources.toml``; unused lists are empty."""

    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    prepositions: tuple[str, ...] = ()
    longest_source: int = 0
    not_sources: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    inside_cue: tuple[str, ...] = ()
    plural_only: tuple[str, ...] = ()
    more: tuple[str, ...] = ()
    confirming: tuple[str, ...] = ()
    whole: tuple[str, ...] = ()
    partitive: tuple[str, ...] = ()
    same: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    media: tuple[str, ...] = ()
    media_prepositions: tuple[str, ...] = ()
    addressee_prepositions: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    must_not: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class SaidLexicon:
    """The words of saying, checked. ``tables`` holds the plain lists by the name of their table."""

    verbs: tuple[VerbGroup, ...]
    phrases: tuple[Phrase, ...]
    nouns: tuple[CueNouns, ...]
    adjectives: tuple[CueNouns, ...]
    adverbs: tuple[Adverbs, ...]
    kinds: tuple[KindNouns, ...]
    tables: Mapping[str, Words]

    @cached_property
    def verb_groups(self) -> Mapping[str, tuple[VerbGroup, ...]]:
        """The groups of each verb, by lemma ("point out" with its particle)."""
        return _by_word((word, row) for row in self.verbs for word in row.lemmas)

    @cached_property
    def noun_groups(self) -> Mapping[str, tuple[CueNouns, ...]]:
        """The groups of each cue noun, by lemma."""
        return _by_word((word, row) for row in self.nouns for word in row.lemmas)

    @cached_property
    def adjective_groups(self) -> Mapping[str, tuple[CueNouns, ...]]:
        """The groups of each cue adjective, by lemma."""
        return _by_word((word, row) for row in self.adjectives for word in row.lemmas)

    @cached_property
    def hearsay(self) -> frozenset[str]:
        """Adverbs of hearsay, lower-cased."""
        return frozenset(word for row in self.adverbs for word in row.words)

    @cached_property
    def kind_of(self) -> Mapping[str, SourceKind]:
        """The kind of source that a noun's lemma makes; the first row that lists it decides."""
        out: dict[str, SourceKind] = {}
        for row in self.kinds:
            for noun in row.nouns:
                out.setdefault(noun, row.kind)
        return out

    @cached_property
    def word_sets(self) -> Mapping[str, frozenset[str]]:
        """Each plain list as a set, under "table.list" ("people.nouns")."""
        return {
            f"{name}.{field}": frozenset(value)
            for name, table in self.tables.items()
            for field, value in msgspec.structs.asdict(table).items()
            if isinstance(value, tuple)
        }

    def has(self, table: str, word: str) -> bool:
        """Whether a plain list ("light.verbs") holds a word, which must be given lower-cased."""
        return word in self.word_sets.get(table, frozenset())


TABLES = {
    "said_cues.toml": ("light", "channel", "colon", "impersonal", "plain", "owner", "deed", "unreal"),
    "said_sources.toml": ("people", "corroboration", "anonymity", "setting"),
}
ROWS: Mapping[str, tuple[str, ...]] = {
    "said_verbs.toml": ("verb",),
    "said_cues.toml": ("phrase", "noun", "adjective", "adverb"),
    "said_sources.toml": ("kind",),
}

Row = TypeVar("Row")
Value = TypeVar("Value")


def load_said(root: Path) -> SaidLexicon:
    """The words of saying from ``root``/en; LexiconError names file, row and fault."""
    verbs, cues, sources = (root / "en" / name for name in ROWS)
    for path in (verbs, cues, sources):
        _check_keys(path)
    return SaidLexicon(
        verbs=_rows(verbs, "verb", VerbGroup),
        phrases=_rows(cues, "phrase", Phrase),
        nouns=_rows(cues, "noun", CueNouns),
        adjectives=_rows(cues, "adjective", CueNouns),
        adverbs=_rows(cues, "adverb", Adverbs),
        kinds=_rows(sources, "kind", KindNouns),
        tables={name: _table(path, name) for path in (cues, sources) for name in TABLES[path.name]},
    )


def _rows(path: Path, key: str, kind: type[Row]) -> tuple[Row, ...]:
    found = toml_rows(path, key, kind)
    require_unique(path, (str(getattr(row, "id", "")) for row in found))
    return found


def _check_keys(path: Path) -> None:
    """A table that no code reads is a fault: it is most often a misspelt name."""
    known = {*ROWS[path.name], *TABLES.get(path.name, ())}
    for key in read_toml(path):
        if key not in known:
            raise LexiconError(f"{path}: unknown table {key!r}; known are {', '.join(sorted(known))}.")


def _table(path: Path, name: str) -> Words:
    try:
        return msgspec.convert(read_toml(path).get(name, {}), Words)
    except msgspec.ValidationError as fault:
        raise LexiconError(f"{path}: [{name}]: {fault}.") from fault


def _by_word(pairs: Iterable[tuple[str, Value]]) -> Mapping[str, tuple[Value, ...]]:
    out: dict[str, tuple[Value, ...]] = {}
    for word, value in pairs:
        out[word] = (*out.get(word, ()), value)
    return out
