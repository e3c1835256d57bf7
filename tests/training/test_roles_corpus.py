"""PropBank joins EWT word by word, and its spans come back from its tags (needs the corpora)."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from training.corpora import Document, read_ewt
from training.roles import (
    IGNORE,
    ROLE_TAGS,
    ROLES,
    SENSES,
    UNREAD,
    add_roles,
    predicates,
    rolesets,
    tag_rows,
    write_rolesets,
)
from training.roles_score import Reader, semantic_roles

from dragoman.parse.paths import MARKS, rows_for
from dragoman.parse.roles import Moves, Role, RoleArrays, Rolesets, RoleTagger, roles_of

ROOT = Path(__file__).parents[3] / "shared" / "data" / "corpora"
SIZE = 3

pytestmark = pytest.mark.skipif(not (ROOT / "propbank_ewt").is_dir(), reason="no corpora beside the project")


@pytest.fixture(scope="module")
def dev() -> list[Document]:
    docs = read_ewt(ROOT, "dev")
    add_roles(docs, ROOT, "dev")
    return docs


@pytest.fixture(scope="module")
def train() -> list[Document]:
    docs = read_ewt(ROOT, "train")
    add_roles(docs, ROOT, "train")
    return docs


def test_every_training_sentence_has_roles_and_known_senses(train: list[Document]) -> None:
    senses = [sense for doc in train for sense in doc.sense or ()]
    assert set(senses) == set(SENSES)
    assert sum(map(bool, senses)) > 40_000
    counts: dict[str, int] = {}
    for doc in train:
        for *_, label in doc.roles or ():
            counts[label] = counts.get(label, 0) + 1
    assert {label for label, times in counts.items() if times >= 30} == set(ROLES)


def test_few_dev_sentences_are_unread_and_the_roles_lie_in_their_sentence(dev: list[Document]) -> None:
    unread = sum((doc.sense or [])[a] == UNREAD for doc in dev for _, a, _ in doc.ids or ())
    assert unread == 28
    for doc in dev:
        assert doc.sentence is not None and doc.sense is not None
        for word, start, end, _ in doc.roles or ():
            assert doc.sense[word] not in ("", UNREAD)
            assert start < end and not start <= word < end
            assert doc.sentence[word] == doc.sentence[start] == doc.sentence[end - 1]


def test_gold_tags_give_the_gold_roles_back(dev: list[Document]) -> None:
    moves = Moves(ROLE_TAGS)
    right = wrong = 0
    for doc in dev:
        gold = {Role(*one) for one in doc.roles or ()}
        for word, start, tags in tag_rows(doc):
            scores = np.eye(len(ROLE_TAGS), dtype=np.float32)[np.where(tags == IGNORE, 0, tags)][None]
            found = roles_of(scores, [word - start], moves)
            mine = {Role(start + r.predicate, start + r.start, start + r.end, r.label) for r in found}
            right += len(mine & gold)
            wrong += len(mine - gold)
    total = sum(len(doc.roles or ()) for doc in dev)
    assert right >= 0.99 * total
    assert wrong <= 0.001 * total


def test_the_table_knows_which_verb_a_noun_belongs_to(train: list[Document], tmp_path: Path) -> None:
    table = {(lemma, upos): names for lemma, upos, names in rolesets(train, ROOT)}
    assert table["agreement", "NOUN"].startswith("agree.01:")
    write_rolesets(train, ROOT, tmp_path / "rolesets.tsv")
    assert (tmp_path / "rolesets.tsv").stat().st_size < 150_000
    read = Rolesets(SENSES, tmp_path / "rolesets.tsv")
    assert read.of("statement", "NOUN", np.zeros(len(SENSES), dtype=np.float32)) == "state.01"


class Gold:
    """One sentence's scores that say the gold senses and no roles at all."""

    def __init__(self, doc: Document, start: int, end: int) -> None:
        self.sense = np.zeros((end - start, len(SENSES)), dtype=np.float32)
        for word in predicates(doc, start, end):
            sense = (doc.sense or [])[word]
            self.sense[word - start, SENSES.index(sense) if sense in SENSES else 1] = 50
        self.sense[:, 0] = 10
        self.role_pred = self.role_arg = np.zeros((end - start, SIZE), dtype=np.float32)


def test_the_measures_count_as_they_say(dev: list[Document]) -> None:
    some = dev[:6]
    gold = iter([[Gold(doc, a, b) for _, a, b in doc.ids or ()] for doc in some])
    tags = len(ROLE_TAGS)
    zeros = lambda *shape: np.zeros(shape, dtype=np.float32)  # noqa: E731
    bias = zeros(tags)
    bias[0] = 1
    arrays = RoleArrays(
        form=zeros(SIZE, tags, SIZE),
        weight=zeros(tags, 2 * SIZE),
        bias=bias,
        path=zeros(rows_for(1), SIZE),
        mark=zeros(MARKS, SIZE),
        own=zeros(1, SIZE),
    )
    reader = Reader(
        scores_of=lambda sentences, breaks: next(gold),
        tree_of=lambda scores: ([-1, *[0] * (len(scores.sense) - 1)], ["root"] * len(scores.sense)),
        tagger=RoleTagger(ROLE_TAGS, ["root"], arrays),
        rolesets=Rolesets(SENSES),
    )
    counts = semantic_roles(reader, some, ROOT)
    assert all(len(rows) == len(some) for rows in counts.values())
    assert all(right == answered == sure for right, answered, sure in counts["predicates"])
    assert sum(r[0] for r in counts["senses"]) >= 0.98 * sum(r[2] for r in counts["senses"])
    assert sum(r[1] for r in counts["roles"]) == 0
    assert sum(r[2] for r in counts["roles"]) == sum(len(doc.roles or ()) for doc in some)
    assert sum(r[2] for r in counts["roles without auxiliaries"]) < sum(r[2] for r in counts["roles"])
