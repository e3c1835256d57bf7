"""The event lexicon: data files in (predicates, frames, sets, status words, contexts, PLOVER), checked tables
out.

``load_events`` reads ``data/en/events/*.toml`` and the tables beside it, checks shape, ids and references,
and indexes predicates by part of speech and head lemma: a look-up costs the same however many rows there are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, TypeVar

import msgspec

from dragoman.lexicon.acts import ActLexicon, load_acts
from dragoman.lexicon.confidence import Weights, load_confidence
from dragoman.lexicon.tables import read_toml, toml_rows
from dragoman.records import LexiconError

Row = TypeVar("Row")
Pos = Literal["VERB", "NOUN", "ADJ", "ADV", "AUX"]
StatusName = Literal[
    "occurred", "ongoing", "planned", "possible", "postponed", "cancelled", "denied", "not_occurred"
]
Effect = Literal[
    "occurred",
    "ongoing",
    "planned",
    "possible",
    "postponed",
    "cancelled",
    "denied",
    "not_occurred",
    "negate",
    "expect",
    "would",
    "same",
    "unreal",
    "light",
]
Slot = Literal["aux", "adv", "mark", "case", "verb", "adj", "noun", "modifier", "event_of"]


class Need(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A condition on a dependent: which relation, and what must stand there.

    All that is given must hold; with ``either`` one of the words or somebody of the kind is enough.
    """

    rel: str
    words: tuple[str, ...] = ()
    actor: bool = False
    person: bool = False
    country: bool = False
    either: bool = False


class Example(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A sentence a row must fire on, with what must be read from it (only what is given is checked)."""

    text: str
    actors: tuple[str, ...] | None = None
    recipients: tuple[str, ...] | None = None
    status: StatusName | None = None
    mode: str | None = None


class Predicate(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A row of events/*.toml: words that, under conditions, report an event of one type."""

    id: str
    type: str
    pos: Pos
    words: tuple[str, ...]
    frame: str
    mode: str | None = None
    needs: tuple[Need, ...] = ()
    unless: tuple[Need, ...] = ()
    actor: tuple[str, ...] | None = None
    recipient: tuple[str, ...] | None = None
    status: StatusName | None = None
    precedence: int = 0
    confidence: float = 0.8
    examples: tuple[str | Example, ...] = ()
    must_not: tuple[str, ...] = ()

    def said_examples(self) -> Iterator[Example]:
        """The examples, plain strings made into ``Example``."""
        for example in self.examples:
            yield Example(text=example) if isinstance(example, str) else example


class Frame(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which relations give actor, recipient and place; see the head of frames.toml."""

    about: str
    actor: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    actor_noun: tuple[str, ...] = ()
    recipient_noun: tuple[str, ...] = ()
    place: tuple[str, ...] = ("obl:in", "obl:at", "nmod:in", "nmod:at")
    mutual: bool = False
    saying: bool = False
    located: bool = False
    forum: bool = False
    lone: tuple[str, ...] = ()
    public: bool = False
    fallback: Literal["text", "none"] = "text"


class StatusRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that, standing in a slot near an event word, change its status."""

    id: str
    slot: Slot
    effect: Effect
    words: tuple[str, ...]
    about: str = ""
    examples: tuple[Example, ...] = ()


class PloverType(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A PLOVER type: its modes with their scores, its own score and quad class (None for OFFICE)."""

    requires_recipient: bool
    modes: dict[str, float]
    score: float | None = None
    quad: int | None = None


class ContextRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Lemmas that put an event into a PLOVER context, and event types or modes that are in it by nature.

    ``unless``: phrases in which a word says nothing of it; ``between_states``: types that are in it where two
    countries take part; ``titles``: whether the words count in the title of a named person.
    """

    id: str
    words: tuple[str, ...]
    unless: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    between_states: tuple[str, ...] = ()
    titles: bool = True
    examples: tuple[str, ...] = ()
    must_not: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One word of a row as the index holds it: ``rest`` are the other words of a multi-word predicate."""

    row: Predicate
    rest: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventLexicon:
    """Everything the events stage reads from files. ``index``: (part of speech, head lemma) -> entries;
    ``vocabulary``: every lemma that any of them names; ``context_heads``: first words of context phrases."""

    predicates: tuple[Predicate, ...]
    index: Mapping[tuple[str, str], tuple[Entry, ...]]
    frames: Mapping[str, Frame]
    sets: Mapping[str, frozenset[str]]
    status: Mapping[tuple[str, str], StatusRow]
    status_rows: tuple[StatusRow, ...]
    plover: Mapping[str, PloverType]
    contexts: Mapping[str, tuple[str, ...]]
    context_rows: tuple[ContextRow, ...]
    context_heads: frozenset[str]
    vocabulary: frozenset[str]
    acts: ActLexicon
    confidence: Weights
    _spread: dict[tuple[str, ...], frozenset[str]] = field(default_factory=dict, repr=False, compare=False)

    def words_of(self, names: tuple[str, ...]) -> frozenset[str]:
        """Lemmas in lower case, "@name" replaced by the words of that set; worked out once a list."""
        if names not in self._spread:
            out: set[str] = set()
            for name in names:
                out |= self.sets[name[1:]] if name.startswith("@") else {name.lower()}
            self._spread[names] = frozenset(out)
        return self._spread[names]

    def in_set(self, name: str, word: str) -> bool:
        """Whether a lemma is in a named set (False when there is no such set)."""
        return word.lower() in self.sets.get(name, frozenset())


def load_events(root: Path, overlays: Sequence[Path] = ()) -> EventLexicon:
    """The event lexicon from the data folder ``root`` and users' files of rows (``overlays``).

    A user's row with a bundled row's id takes its place. LexiconError names file, row and fault.
    """
    root = root / "en"
    files = sorted((root / "events").glob("*.toml")) + list(overlays)
    sets = _read_sets([root / "sets.toml", root / "grammar.toml", *files])
    frames = {
        name: _convert(root / "frames.toml", name, body, Frame)
        for name, body in read_toml(root / "frames.toml").get("frame", {}).items()
    }
    plover = {
        name: _convert(root / "plover.toml", name, body, PloverType)
        for name, body in read_toml(root / "plover.toml").get("type", {}).items()
    }
    rows: dict[str, Predicate] = {}
    for path in files:
        for row in toml_rows(path, "predicate", Predicate):
            if row.id in rows and path.is_relative_to(root):
                raise LexiconError(f"{path}: the id {row.id!r} stands twice; ids must be unique.")
            _check(path, row, frames, sets, plover)
            rows[row.id] = row
    status = toml_rows(root / "status.toml", "status", StatusRow)
    contexts = toml_rows(root / "contexts.toml", "context", ContextRow)
    index = _index(rows.values(), sets)
    words = {w for key, entries in index.items() for e in entries for w in (key[1], *e.rest)}
    words |= {w for group in sets.values() for w in group} | {w.lower() for row in status for w in row.words}
    words |= {w for row in rows.values() for need in (*row.needs, *row.unless) for w in need.words}
    return EventLexicon(
        predicates=tuple(rows.values()),
        index=index,
        frames=frames,
        sets=sets,
        status=_index_status(root / "status.toml", status),
        status_rows=status,
        plover=plover,
        contexts=_index_contexts(contexts),
        context_rows=contexts,
        context_heads=frozenset(w.split()[0] for row in contexts for w in (*row.words, *row.unless)),
        vocabulary=frozenset(words),
        acts=load_acts(root, plover, frames),
        confidence=load_confidence(root),
    )


def _read_sets(files: Sequence[Path]) -> dict[str, frozenset[str]]:
    """The named word sets of all files (table ``[sets]``); a set may name others with "@"."""
    raw: dict[str, set[str]] = {}
    for path in files:
        for name, words in read_toml(path).get("sets", {}).items():
            if not isinstance(words, list) or not all(isinstance(w, str) for w in words):
                raise LexiconError(f"{path}: set {name!r}: must be a list of words.")
            raw.setdefault(name, set()).update(words)

    def spread(name: str, seen: frozenset[str]) -> set[str]:
        if name not in raw or name in seen:
            raise LexiconError(f"{files[0]}: set {name!r} is unknown or names itself.")
        out: set[str] = set()
        for word in raw[name]:
            out |= spread(word[1:], seen | {name}) if word.startswith("@") else {word.lower()}
        return out

    return {name: frozenset(spread(name, frozenset())) for name in raw}


def _convert(path: Path, name: str, body: Any, kind: type[Row]) -> Row:
    """A table of a TOML file as a struct; LexiconError when its shape is wrong."""
    try:
        return msgspec.convert(body, kind)
    except msgspec.ValidationError as fault:
        raise LexiconError(f"{path}: {name!r}: {fault}.") from fault


def _check(
    path: Path,
    row: Predicate,
    frames: Mapping[str, Frame],
    sets: Mapping[str, Any],
    plover: Mapping[str, PloverType],
) -> None:
    """Raise LexiconError when a row names a type, mode, frame or set that does not exist."""

    def fault(text: str) -> LexiconError:
        return LexiconError(f"{path}: row {row.id!r}: {text}.")

    if row.type not in plover:
        raise fault(f"unknown type {row.type!r}; known: {', '.join(sorted(plover))}")
    if row.mode is not None and row.mode not in plover[row.type].modes:
        raise fault(f"unknown mode {row.mode!r} of {row.type}; known: {', '.join(plover[row.type].modes)}")
    if row.frame not in frames:
        raise fault(f"unknown frame {row.frame!r}; known: {', '.join(sorted(frames))}")
    if not row.words or not all(row.words):
        raise fault("words must hold at least one word, none empty")
    for need in (*row.needs, *row.unless):
        for word in need.words:
            if word.startswith("@") and word[1:] not in sets:
                raise fault(f"unknown word set {word!r}; sets stand in sets.toml under [sets]")
    for word in row.words:
        if word.startswith("@") and word[1:] not in sets:
            raise fault(f"unknown word set {word!r}; sets stand in sets.toml under [sets]")


def _index(
    rows: Iterable[Predicate], sets: Mapping[str, frozenset[str]]
) -> dict[tuple[str, str], tuple[Entry, ...]]:
    """Rows by (part of speech, head lemma), higher precedence and more conditions first."""
    table: dict[tuple[str, str], list[Entry]] = {}
    for row in rows:
        spread = (w for words in row.words for w in (sorted(sets[words[1:]]) if words[0] == "@" else [words]))
        for words in spread:
            parts = words.lower().split()
            head = parts[-1] if row.pos == "NOUN" else parts[0]
            rest = tuple(parts[:-1]) if row.pos == "NOUN" else tuple(parts[1:])
            table.setdefault((row.pos, head), []).append(Entry(row=row, rest=rest))

    def rank(entry: Entry) -> tuple[int, int, int]:
        return -entry.row.precedence, -len(entry.rest), -len(entry.row.needs)

    return {key: tuple(sorted(entries, key=rank)) for key, entries in table.items()}


def _index_status(path: Path, rows: Iterable[StatusRow]) -> dict[tuple[str, str], StatusRow]:
    table: dict[tuple[str, str], StatusRow] = {}
    for row in rows:
        for word in row.words:
            key = (row.slot, word.lower())
            if key in table:
                raise LexiconError(f"{path}: row {row.id!r}: {word!r} stands in {table[key].id!r} already.")
            table[key] = row
    return table


def _index_contexts(rows: Iterable[ContextRow]) -> dict[str, tuple[str, ...]]:
    table: dict[str, list[str]] = {}
    for row in rows:
        for word in (*row.words, *row.types):
            table.setdefault(word.lower() if word in row.words else word, []).append(row.id)
    return {word: tuple(dict.fromkeys(ids)) for word, ids in table.items()}
