"""A word's path to a predicate says where in the tree it stands, and by which relation it got there."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from dragoman.parse.paths import (
    AFTER,
    BLOCK,
    FAR,
    FIRST,
    KINDS,
    MARKS,
    PLAIN,
    SELF,
    TOP,
    Tree,
    paths_to,
    rows_for,
)

RELATIONS = ("root", "nsubj", "obj", "det", "xcomp", "mark")
# The minister promised to visit the town
HEADS = [1, 2, -1, 4, 2, 6, 4]
NAMES = ["det", "nsubj", "root", "mark", "xcomp", "det", "obj"]
TREE = Tree(HEADS, [RELATIONS.index(name) for name in NAMES], len(RELATIONS))


def told(row: int) -> tuple[str, str]:
    """A row in words."""
    if row in (SELF, FAR):
        return ("self", "") if row == SELF else ("far", "")
    kind, relation = divmod(row - PLAIN, len(RELATIONS))
    return KINDS[kind], RELATIONS[relation]


def test_what_hangs_on_the_predicate_and_what_stands_beside_it() -> None:
    rows, _ = paths_to(TREE, 4)
    assert [told(row) for row in rows.tolist()] == [
        ("beside", "nsubj"),
        ("beside", "nsubj"),
        ("head", "xcomp"),
        ("below", "mark"),
        ("self", ""),
        ("below", "obj"),
        ("below", "obj"),
    ]


def test_marks_tell_the_edges_of_a_branch() -> None:
    _, marks = paths_to(TREE, 4)
    assert [int(mark) for mark in marks] == [
        FIRST + BLOCK,
        TOP,
        FIRST + TOP,
        FIRST + TOP + BLOCK,
        FIRST + TOP,
        FIRST + AFTER,
        TOP + AFTER,
    ]


@st.composite
def trees(draw: st.DrawFn) -> Tree:
    """Any heads at all, also those that make no tree."""
    size = draw(st.integers(1, 12))
    heads = [draw(st.integers(-1, size - 1)) for _ in range(size)]
    return Tree(heads, [draw(st.integers(0, 3)) for _ in range(size)], 4)


@given(tree=trees(), data=st.data())
def test_every_word_has_a_row_whatever_the_heads(tree: Tree, data: st.DataObject) -> None:
    word = data.draw(st.integers(0, len(tree.heads) - 1))
    rows, marks = paths_to(tree, word)
    assert rows[word] == SELF
    assert np.all((rows >= 0) & (rows < rows_for(4)))
    assert np.all((marks >= 0) & (marks < MARKS))
