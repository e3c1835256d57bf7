"""Corpora are converted to windows without losing words, heads or links (needs the training extra)."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

pytest.importorskip("torch")

import itertools

from training.corpora import read_conllu, tidy
from training.windows import IGNORE, Encoded, collect_labels, encode, stack, windows

from dragoman.parse.engine import weights_folder
from dragoman.parse.pieces import Pieces

ROWS = """# newdoc
# newpar
# sent_id = 1
1\tAnna\tAnna\tPROPN\t_\tNumber=Sing\t2\tnsubj\t_\t_
2\tleft\tleave\tVERB\t_\tMood=Ind\t0\troot\t_\t_
3\t.\t.\tPUNCT\t_\t_\t2\tpunct\t_\t_

# sent_id = 2
1\tBob\tBob\tPROPN\t_\tNumber=Sing\t2\tnsubj\t_\t_
2\tleft\tleave\tVERB\t_\tMood=Ind\t0\troot\t_\t_
3\t.\t.\tPUNCT\t_\t_\t2\tpunct\t_\t_

# newpar
# sent_id = 3
1\tEveryone\teveryone\tPRON\t_\tNumber=Sing\t2\tnsubj\t_\t_
2\tleft\tleave\tVERB\t_\tMood=Ind\t0\troot\t_\t_
3\t.\t.\tPUNCT\t_\t_\t2\tpunct\t_\t_

"""


@pytest.fixture
def encoded(tmp_path: Path) -> Encoded:
    path = tmp_path / "ewt.conllu"
    path.write_text(ROWS, encoding="utf-8")
    docs = list(read_conllu(path))
    return encode(docs[0], collect_labels(docs * 2), Pieces(weights_folder() / "vocab.txt"))


@pytest.mark.parametrize("limit", [4, 9, 12, 200])
def test_windows_hold_every_word_once(encoded: Encoded, limit: int) -> None:
    found = windows([encoded], limit, limit, random.Random(1))
    assert next((w.start, w.end) for w in found)[0] == 0
    assert sum(w.end - w.start for w in found) == 9
    assert all(a.end == b.start for a, b in itertools.pairwise(found))


def test_heads_count_within_the_window_and_ends_are_known_inside_paragraphs_only(encoded: Encoded) -> None:
    batch = stack(windows([encoded], 200, 200, random.Random(1)), 101, 102)
    assert batch.layers["head"][0].tolist() == [2, 0, 2, 5, 0, 5, 8, 0, 8]
    assert batch.layers["end"][0].tolist() == [0, 0, 1, 0, 0, IGNORE, 0, 0, IGNORE]
    assert batch.pieces[0].tolist().count(102) == 2


def test_a_head_outside_the_window_is_unknown(encoded: Encoded) -> None:
    cut = stack(windows([encoded], 4, 4, random.Random(1)), 101, 102)
    assert IGNORE in cut.layers["head"].flatten().tolist()


def test_tags_begin_with_b() -> None:
    assert tidy(["I-PER", "I-PER", "O", "I-LOC", "B-LOC"]) == ["B-PER", "I-PER", "O", "B-LOC", "B-LOC"]
