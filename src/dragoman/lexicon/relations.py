"""Words that order events in time or cause (data/<language>/relations.toml)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import msgspec

from dragoman.lexicon.tables import require_unique, toml_rows
from dragoman.records import LexiconError
from dragoman.records.findings import RelationType


class RelationExample(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A sentence with the words of the first and the second event."""

    text: str
    first: str
    second: str


class RelationRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One row of relations.toml: how the governing event stands to the governed one. ``verbs`` (lemmas) have
    the second event as subject and the first as object ("the arrest sparked protests").
    """

    id: str
    type: RelationType
    words: tuple[str, ...]
    verbs: tuple[str, ...] = ()
    examples: tuple[RelationExample, ...] = ()
    must_not: tuple[RelationExample, ...] = ()


@dataclass(frozen=True, slots=True)
class RelationLexicon:
    """Rows in file order, and the row of each word or phrase (lower case) and of each verb (lemma)."""

    rows: tuple[RelationRow, ...]
    by_word: dict[str, RelationRow]
    by_verb: dict[str, RelationRow]


def load_relations(root: Path) -> RelationLexicon:
    """The relation words of a language folder; LexiconError names file, row and fault."""
    path = root / "en" / "relations.toml"
    rows = toml_rows(path, "relation", RelationRow)
    require_unique(path, (row.id for row in rows))
    by_word: dict[str, RelationRow] = {}
    for row in rows:
        for word in row.words:
            if word in by_word:
                raise LexiconError(f"{path}: {word!r} stands in {by_word[word].id!r} and in {row.id!r}.")
            by_word[word] = row
    return RelationLexicon(rows, by_word, {verb: row for row in rows for verb in row.verbs})
