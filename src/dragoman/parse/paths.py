"""A sentence's tree goes in; how each word stands to a predicate in that tree comes out, as row numbers.

Arguments are mostly what hangs on the predicate, or on what the predicate hangs on. A word climbs until it
meets the line from the predicate to the root; the meeting place and the relation of the branch it came by
make its path. The rows are learnt (``training/network.py``) and added to the word's vector.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from dragoman.parse.decode import Ints

SELF, FAR, PLAIN = 0, 1, 2
"""The predicate itself; words that meet its line over two steps up; how many rows come before the others."""
KINDS = ("below", "head", "beside", "head's head", "beside the head")
FIRST, TOP, AFTER, BLOCK = 1, 2, 4, 8
"""Marks: first word of its branch, the branch's highest word, behind the predicate, first at its height."""
MARKS = 16


def rows_for(relations: int) -> int:
    """How many rows paths have with so many relations."""
    return PLAIN + len(KINDS) * relations


@dataclass(frozen=True, slots=True)
class Tree:
    """Heads (-1 is the root's) and numbers of the relations, a word each; how many relations there are."""

    heads: Sequence[int]
    relations: Sequence[int]
    count: int

    def line(self, word: int) -> list[int]:
        """A word and all words above it, each once."""
        out = [word]
        while self.heads[out[-1]] >= 0 and self.heads[out[-1]] not in out:
            out.append(self.heads[out[-1]])
        return out


def numbered(heads: Sequence[int], names: Sequence[str], number: Mapping[str, int]) -> Tree:
    """A tree with numbers for relations; a subtype without a number counts as its plain relation."""
    relations = [number.get(name, number.get(name.partition(":")[0], 0)) for name in names]
    return Tree(heads, relations, len(number))


def paths_to(tree: Tree, predicate: int) -> tuple[Ints, Ints]:
    """The row of the path and the marks of each word (words) with regard to a predicate."""
    size = len(tree.heads)
    line = tree.line(predicate)
    height = {word: step for step, word in enumerate(line)}
    met: list[tuple[int, int]] = [(-1, -1)] * size
    for word in range(size):
        branch, at = -1, word
        for _ in range(size):
            if at in height or at < 0:
                break
            branch, at = at, tree.heads[at]
        met[word] = (height.get(at, size), branch)
    rows, marks = np.zeros(size, dtype=np.int64), np.zeros(size, dtype=np.int64)
    for word, (step, branch) in enumerate(met):
        rows[word] = _row(tree, line, step, branch)
        new = word == 0 or met[word - 1] != met[word]
        block = word == 0 or met[word - 1][0] != step
        top = branch in (word, -1)
        marks[word] = FIRST * new + TOP * top + AFTER * (word > predicate) + BLOCK * block
    return rows, marks


def _row(tree: Tree, line: Sequence[int], step: int, branch: int) -> int:
    if step > 2:
        return FAR
    if step == 0 and branch < 0:
        return SELF
    by = branch if branch >= 0 else line[step - 1]
    kind = 2 * step - (branch < 0)
    return PLAIN + kind * tree.count + tree.relations[by]
