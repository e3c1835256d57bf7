"""Scores and documents with gold roles go in; counts for predicates, senses, rolesets and roles come out.

The way in is ``semantic_roles``; the rows are those of ``training.evaluate``. A role is right if predicate,
first word, last word and label are; the predicates are the gold ones but for "own predicates".
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from dragoman.parse.decode import Floats
from dragoman.parse.roles import Role, Rolesets, RoleTagger
from training.corpora import Document
from training.roles import UNREAD, predicates, read_propbank

Counts = dict[str, list[tuple[int, int, int]]]
AUXILIARIES = frozenset({"be", "have", "do"})


class RoleScores(Protocol):
    """What is needed of one sentence's scores: rows for its words."""

    @property
    def sense(self) -> Floats:
        """Scores of SENSES."""

    @property
    def role_pred(self) -> Floats:
        """Projections as predicates."""

    @property
    def role_arg(self) -> Floats:
        """Projections as parts of arguments."""


ScoresOf = Callable[[Sequence[Sequence[str]], Sequence[bool]], Iterable[RoleScores]]
"""As ``OnnxEngine.scores_of``."""


@dataclass(frozen=True)
class Reader:
    """What turns scores into roles."""

    scores_of: ScoresOf
    tree_of: Callable[[RoleScores], tuple[Sequence[int], Sequence[str]]]
    tagger: RoleTagger
    rolesets: Rolesets


def semantic_roles(reader: Reader, docs: Iterable[Document], root: Path) -> Counts:
    """All measures over documents that ``add_roles`` has filled; one row a document.

    "predicates": which words are predicates; "rolesets" and "senses" (the number alone): of the gold
    predicates, with gold lemma and part of speech; "roles" of all gold predicates, of all but the auxiliaries
    (be, have, do as AUX, the copula with them), of verbs, of nouns; "roles core": ARG0 to ARG5 alone; "roles,
    own predicates": of the predicates that the reader finds.
    """
    names = gold_rolesets(root)
    kinds = ("roles", "roles without auxiliaries", "roles of verbs", "roles of nouns", "roles core")
    measures = ("predicates", "senses", "rolesets", *kinds, "roles, own predicates")
    out: Counts = {name: [] for name in measures}
    for doc in docs:
        sums = {name: [0, 0, 0] for name in measures}
        for sent_id, start, end, scores in _sentences(reader, doc):
            want = predicates(doc, start, end)
            found = [start + i for i in reader.rolesets.predicates(scores.sense)]
            _add(sums["predicates"], set(want), set(found))
            for word in want:
                name = _roleset(reader, doc, word, scores.sense[word - start])
                gold = names[sent_id][word - start]
                _add(sums["rolesets"], {gold}, {name})
                _add(sums["senses"], {gold.rpartition(".")[2]}, {name.rpartition(".")[2]})
            sure = {Role(*one) for one in doc.roles or () if start <= one[0] < end}
            read = _roles(reader, scores, want, start)
            for kind in kinds:
                _add(sums[kind], *({one for one in side if _counts(kind, doc, one)} for side in (sure, read)))
            _add(sums["roles, own predicates"], sure, _roles(reader, scores, found, start))
        for name, row in sums.items():
            out[name].append((row[0], row[1], row[2]))
    return out


def gold_rolesets(root: Path) -> dict[str, dict[int, str]]:
    """Sentence ids to the roleset of each predicate's word; of two at a word the first, as in add_roles."""
    return {
        sent_id: {one["i"]: one["roleset"] for one in reversed(row["preds"])}
        for sent_id, row in read_propbank(root).items()
    }


def _sentences(reader: Reader, doc: Document) -> Iterator[tuple[str, int, int, RoleScores]]:
    """The annotated sentences with their scores (all sentences are read, as context)."""
    spans = doc.ids or []
    at = doc.paragraph
    breaks = [i == 0 or at[a] != at[spans[i - 1][1]] for i, (_, a, _) in enumerate(spans)]
    found = reader.scores_of([doc.forms[a:b] for _, a, b in spans], breaks)
    for (sent_id, start, end), scores in zip(spans, found, strict=True):
        if doc.sense is not None and doc.sense[start] != UNREAD:
            yield sent_id, start, end, scores


def _roles(reader: Reader, scores: RoleScores, words: Sequence[int], start: int) -> set[Role]:
    """Roles of predicates, in positions of the document, by the tree that the reader finds."""
    tree = reader.tagger.tree(*reader.tree_of(scores))
    found = reader.tagger.read([word - start for word in words], scores.role_pred, scores.role_arg, tree)
    return {Role(start + r.predicate, start + r.start, start + r.end, r.label) for r in found}


def _roleset(reader: Reader, doc: Document, word: int, scores: Floats) -> str:
    assert doc.lemma is not None and doc.upos is not None
    return reader.rolesets.of(doc.lemma[word], doc.upos[word], scores)


def _counts(kind: str, doc: Document, role: Role) -> bool:
    """Whether a measure counts a role."""
    assert doc.lemma is not None and doc.upos is not None
    upos = doc.upos[role.predicate]
    if kind == "roles without auxiliaries":
        return not (upos == "AUX" and doc.lemma[role.predicate] in AUXILIARIES)
    if kind == "roles core":
        return role.label.startswith("ARG") and role.label[3:].isdigit()
    return kind == "roles" or upos == {"roles of verbs": "VERB", "roles of nouns": "NOUN"}[kind]


def _add(sums: list[int], gold: Set[object], found: Set[object]) -> None:
    sums[0] += len(gold & found)
    sums[1] += len(found)
    sums[2] += len(gold)
