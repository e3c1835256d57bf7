"""Decoding finds the best path and the best single-rooted tree."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from dragoman.parse.decode import best_heads, best_path, closed_moves, spans_of


def is_tree(heads: tuple[int, ...]) -> bool:
    if sum(h < 0 for h in heads) != 1:
        return False
    for word in range(len(heads)):
        node, steps = word, 0
        while node >= 0 and steps <= len(heads):
            node, steps = heads[node], steps + 1
        if node >= 0:
            return False
    return True


@pytest.mark.parametrize("seed", range(40))
def test_the_tree_is_the_best_of_all_single_rooted_trees(seed: int) -> None:
    draw = np.random.default_rng(seed)
    count = 2 + seed % 4
    scores = draw.normal(size=(count, count + 1)).astype(np.float32) * 3
    scores[np.arange(count), np.arange(count) + 1] = -1e4
    shares = scores - np.log(np.exp(scores).sum(1, keepdims=True))

    def total(heads: tuple[int, ...]) -> float:
        return float(sum(shares[i, h + 1] for i, h in enumerate(heads)))

    best = max((h for h in itertools.product(range(-1, count), repeat=count) if is_tree(h)), key=total)
    found = tuple(best_heads(scores).tolist())
    assert is_tree(found)
    assert total(found) == pytest.approx(total(best), abs=1e-4)


@pytest.mark.parametrize("count", [1, 2, 30, 250, 1500])
def test_any_scores_give_one_tree(count: int) -> None:
    draw = np.random.default_rng(count)
    scores = draw.normal(size=(count, count + 1)).astype(np.float32)
    scores[np.arange(count), np.arange(count) + 1] = -1e4
    assert is_tree(tuple(best_heads(scores).tolist()))


def test_the_path_is_the_best_of_all_paths() -> None:
    draw = np.random.default_rng(3)
    scores = draw.normal(size=(5, 3)).astype(np.float32)
    moves = draw.normal(size=(3, 3)).astype(np.float32)

    def total(path: tuple[int, ...]) -> float:
        steps = sum(moves[a, b] for a, b in itertools.pairwise(path))
        return float(sum(scores[i, t] for i, t in enumerate(path)) + steps)

    best = max(itertools.product(range(3), repeat=5), key=total)
    assert tuple(best_path(scores, moves).tolist()) == best


def test_an_inner_tag_follows_only_its_own_kind() -> None:
    labels = ("O", "B-PER", "I-PER", "B-LOC", "I-LOC")
    moves = closed_moves(np.zeros((5, 5), dtype=np.float32), labels)
    scores = np.array([[0, 3, 0, 0, 0], [0, 0, 1, 0, 2]], dtype=np.float32)
    path = best_path(scores, moves)
    assert [labels[i] for i in path] == ["B-PER", "I-PER"]
    assert spans_of(path, labels) == [("PER", 0, 2)]
