"""GUM's mentions come to the words that head them, and go back to their spans (needs the corpora)."""

from __future__ import annotations

from pathlib import Path

import pytest
from training.chains import MENTION_TAGS, add_chains, document_name, read_mentions, trees
from training.chains_score import Marked, mention_counts
from training.corpora import Document, read_gum

from dragoman.parse.chains import KINDS, mention_heads

ROOT = Path(__file__).parents[3] / "shared" / "data" / "corpora"

pytestmark = pytest.mark.skipif(not (ROOT / "gum_open").is_dir(), reason="no corpora beside the project")


@pytest.fixture(scope="module")
def dev() -> list[Document]:
    docs = read_gum(ROOT, "dev")
    add_chains(docs, ROOT)
    return docs


def test_the_types_are_those_of_the_program() -> None:
    assert tuple(tag for tag in MENTION_TAGS if tag != "O") == KINDS


def test_every_document_has_mentions_and_each_mention_one_chain(dev: list[Document]) -> None:
    for doc in dev:
        assert doc.mention is not None
        assert doc.chain is not None
        assert [tag != "O" for tag in doc.mention] == [number >= 0 for number in doc.chain]
        assert set(doc.mention) <= set(MENTION_TAGS)
        used = [number for number in doc.chain if number >= 0]
        assert sorted(set(used)) == list(range(max(used) + 1))


def test_few_mentions_share_a_head_with_another(dev: list[Document]) -> None:
    known = read_mentions(ROOT)
    told = sum(number >= 0 for doc in dev for number in doc.chain or ())
    assert told > 0.98 * sum(len(known[document_name(doc)][1]) for doc in dev)


def test_heads_and_annotated_trees_give_most_spans_back(dev: list[Document]) -> None:
    known = read_mentions(ROOT)
    right = answered = wanted = 0
    for doc in dev:
        tags = [(doc.mention or [])[low:high] for _, low, high in doc.ids or ()]
        heads = mention_heads(trees(doc), tags)
        have = [Marked(sentence=h.sentence, start=h.start, end=h.end, kind="", chain=0) for h in heads]
        gold = [
            Marked(sentence=m.sentence, start=m.start, end=m.end, kind="", chain=0)
            for m in known[document_name(doc)][1]
        ]
        counts = mention_counts(gold, have)["mentions"]
        right, answered, wanted = right + counts[0], answered + counts[1], wanted + counts[2]
    assert 200 * right / (answered + wanted) > 92


def test_other_documents_are_left_alone() -> None:
    doc = Document(corpus="other", forms=["Yes"], paragraph=[0], ids=[("x-1", 0, 1)])
    add_chains([doc], ROOT)
    assert doc.mention is None
    assert doc.chain is None
