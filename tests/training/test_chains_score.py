"""Coreference scores agree with the worked examples of the papers that define them."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from training.chains_score import (
    Chain,
    Marked,
    b_cubed,
    best_pairing,
    ceaf,
    chains_of,
    conll,
    document_rows,
    f_scores,
    mention_counts,
    muc,
)


def chains(*told: str) -> list[Chain]:
    return [frozenset(one) for one in told]


def rounded(row: tuple[float, float, float, float]) -> tuple[float, float, float]:
    recall, precision = row[0] / row[1], row[2] / row[3]
    return round(100 * recall, 1), round(100 * precision, 1), round(float(f_scores(np.array(row))), 1)


PRADHAN = chains("abc", "defg"), chains("ab", "cd", "fghi")
BAGGA = chains("12345", "67", "89ABC")
FIRST = chains("12345", "6789ABC")
SECOND = chains("1234589ABC", "67")


def test_the_example_of_pradhan_and_others_2014() -> None:
    assert rounded(muc(*PRADHAN)) == (40.0, 40.0, 40.0)
    assert rounded(b_cubed(*PRADHAN)) == (41.7, 50.0, 45.5)
    assert rounded(ceaf(*PRADHAN)) == (65.0, 43.3, 52.0)


def test_the_example_of_bagga_and_baldwin_1998() -> None:
    assert rounded(muc(BAGGA, FIRST)) == rounded(muc(BAGGA, SECOND)) == (100.0, 90.0, 94.7)
    assert rounded(b_cubed(BAGGA, FIRST))[:2] == (100.0, 76.2)
    assert rounded(b_cubed(BAGGA, SECOND))[:2] == (100.0, 58.3)


@pytest.mark.parametrize(
    ("answer", "expected"),
    [(FIRST, 73.3), (SECOND, 66.7), (chains("123456789ABC"), 29.4), (chains(*"123456789ABC"), 17.8)],
)
def test_the_examples_of_luo_2005(answer: list[Chain], expected: float) -> None:
    assert rounded(ceaf(BAGGA, answer))[2] == expected


def test_the_example_of_vilain_and_others_1995() -> None:
    assert rounded(muc(chains("ABCD"), chains("AB", "CD"))) == (66.7, 100.0, 80.0)
    assert rounded(muc(chains("AB", "CD"), chains("ABCD")))[:2] == (100.0, 66.7)


def test_a_right_answer_scores_full_and_an_empty_one_nothing() -> None:
    marked = [Marked(sentence=0, start=i, end=i + 1, kind="person", chain=i % 2) for i in range(5)]
    assert conll([document_rows(marked, marked)])["CoNLL"] == pytest.approx(100)
    assert conll([document_rows(marked, [])])["CoNLL"] == 0


def test_without_single_mentions_they_count_nowhere() -> None:
    key = [Marked(sentence=0, start=i, end=i + 1, kind="place", chain=c) for i, c in enumerate("aab")]
    answer = [Marked(sentence=0, start=i, end=i + 1, kind="place", chain=c) for i, c in enumerate("aac")]
    assert len(chains_of(key)) == 2
    assert len(chains_of(key, singles=False)) == 1
    assert conll([document_rows(key, answer, singles=False)])["CoNLL"] == pytest.approx(100)


@pytest.mark.parametrize("seed", range(30))
def test_the_pairing_is_the_best_of_all(seed: int) -> None:
    draw = np.random.default_rng(seed)
    gain = draw.random((1 + seed % 4, 1 + seed % 5)) * (draw.random((1 + seed % 4, 1 + seed % 5)) > 0.3)
    wide = gain if gain.shape[0] <= gain.shape[1] else gain.T
    ways = itertools.permutations(range(wide.shape[1]), wide.shape[0])
    best = max(sum(wide[r, c] for r, c in enumerate(way)) for way in ways)
    assert best_pairing(gain) == pytest.approx(best)


@pytest.mark.parametrize("seed", range(20))
def test_pairing_in_parts_is_pairing_the_whole(seed: int) -> None:
    draw = np.random.default_rng(seed)
    key, answer = ([int(n) for n in draw.integers(0, 7, 24)] for _ in range(2))
    sides = [
        [frozenset(i for i, n in enumerate(side) if n == one) for one in set(side)] for side in (key, answer)
    ]
    gain = np.array([[2 * len(k & r) / (len(k) + len(r)) for r in sides[1]] for k in sides[0]])
    assert ceaf(*sides)[0] == pytest.approx(best_pairing(gain))


def test_mentions_are_counted_with_and_without_their_type() -> None:
    gold = [Marked(sentence=0, start=0, end=2, kind="person", chain=1)]
    told = [
        Marked(sentence=0, start=0, end=2, kind="place", chain=1),
        Marked(sentence=0, start=3, end=4, kind="time", chain=2),
    ]
    assert mention_counts(gold, told) == {"mentions": (1, 2, 1), "mentions with type": (0, 2, 1)}
