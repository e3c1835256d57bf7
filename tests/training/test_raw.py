"""Scoring from raw text aligns words by their characters."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("torch")

from training.raw import from_raw_text, read_raw

from dragoman.parse import default_engine

ROWS = """# newdoc
# newpar
# sent_id = 1
# text = They didn't go.
1\tThey\tthey\tPRON\t_\t_\t4\tnsubj\t_\t_
2-3\tdidn't\t_\t_\t_\t_\t_\t_\t_\t_
2\tdid\tdo\tAUX\t_\t_\t4\taux\t_\t_
3\tn't\tnot\tPART\t_\t_\t4\tadvmod\t_\t_
4\tgo\tgo\tVERB\t_\t_\t0\troot\t_\tSpaceAfter=No
5\t.\t.\tPUNCT\t_\t_\t4\tpunct\t_\t_

# newpar
# sent_id = 2
# text = Anna left.
1\tAnna\tAnna\tPROPN\t_\t_\t2\tnsubj\t_\t_
2\tleft\tleave\tVERB\t_\t_\t0\troot\t_\tSpaceAfter=No
3\t.\t.\tPUNCT\t_\t_\t2\tpunct\t_\t_

"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "x.conllu"
    made.write_text(ROWS, encoding="utf-8")
    return made


def test_the_words_of_a_contraction_have_their_number_in_it(path: Path) -> None:
    (doc,) = read_raw(path)
    assert doc.text.split("\n\n")[1].strip() == "They didn't go."
    assert doc.gold.words[4, 10, 1] == ((10, 12, 0), "advmod")
    assert doc.gold.sentences == {(0, 13), (13, 22)}


def test_an_easy_text_is_read_wholly_right(path: Path) -> None:
    scores = from_raw_text(default_engine(), path)
    assert scores["tokens"] == [(7, 7, 7)]
    assert scores["sentences"] == [(2, 2, 2)]
    assert scores["LAS"] == [(8, 8, 8)]
