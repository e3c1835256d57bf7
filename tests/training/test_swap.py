"""Other names are put in the places of names, of the same kind and written alike; all else stays."""

from __future__ import annotations

import pytest

torch = pytest.importorskip("torch")

from training.corpora import Document  # noqa: E402
from training.swap import pool, swapped, written_as  # noqa: E402

from dragoman.parse.decode import tag_spans  # noqa: E402


def document() -> Document:
    forms = ["Anna", "Berg", "met", "them", "in", "Oslo", ".", "It", "rained", ".", "She", "left", "OSLO"]
    tags = ["B-PER", "I-PER", "O", "O", "O", "B-LOC", "O", "O", "O", "O", "O", "O", "B-LOC"]
    return Document(
        corpus="ewt",
        forms=forms,
        paragraph=[0] * 13,
        sentence=[0] * 7 + [1] * 3 + [2] * 3,
        name=tags,
        ids=[("a", 0, 7), ("b", 7, 10), ("c", 10, 13)],
    )


def test_sentences_without_names_are_left_out_and_kinds_stay() -> None:
    other = Document(corpus="wikigold", forms=["New", "York"], paragraph=[0, 0], name=["B-LOC", "I-LOC"])
    (copy,) = swapped([document(), other])
    assert "rained" not in copy.forms
    assert [kind for kind, _, _ in tag_spans(copy.name or [])] == ["PER", "LOC", "LOC"]
    assert len(copy.forms) == len(copy.name or []) == len(copy.paragraph) == len(copy.sentence or [])
    assert copy.forms[2:5] == ["met", "them", "in"]


def test_the_pool_has_names_by_kind() -> None:
    assert pool([document()]) == {"PER": [["Anna", "Berg"]], "LOC": [["Oslo"], ["OSLO"]], "ORG": []}


def test_a_name_is_written_as_the_one_it_replaces() -> None:
    assert written_as(["New", "York"], "london") == ["new", "york"]
    assert written_as(["New", "York"], "LONDON") == ["NEW", "YORK"]
    assert written_as(["New", "York"], "US") == ["New", "York"]
