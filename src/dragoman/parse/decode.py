"""Scores go in, structures come out: tag paths (Viterbi) and single-rooted trees (Chu-Liu/Edmonds)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

LONGEST_TREE = 300
"""Words beyond which a sentence is parsed in stretches (windows of running text are shorter)."""
ROOT_TRIES = 4
"""Roots tried before the best tree so far is taken; a second is rarely needed in real text."""


def best_path(scores: Floats, moves: Floats) -> Ints:
    """The best tag of each word: scores (words, tags), moves from tag to tag (tags, tags)."""
    count, tags = scores.shape
    if count == 0:
        return np.zeros(0, dtype=np.int64)
    back = np.zeros((count, tags), dtype=np.int64)
    total = scores[0].astype(np.float64)
    for place in range(1, count):
        ways = total[:, None] + moves
        back[place] = ways.argmax(0)
        total = ways.max(0) + scores[place]
    path = np.zeros(count, dtype=np.int64)
    path[-1] = total.argmax()
    for place in range(count - 1, 0, -1):
        path[place - 1] = back[place, path[place]]
    return path


def closed_moves(moves: Floats, labels: tuple[str, ...]) -> Floats:
    """Moves between BIO tags in which an I can only follow its own B or I."""
    out = np.array(moves, dtype=np.float32)
    for before, left in enumerate(labels):
        for after, right in enumerate(labels):
            if right.startswith("I-") and left[1:] != right[1:]:
                out[before, after] = -1e4
    return out


def best_heads(scores: Floats) -> Ints:
    """The best tree with one root: scores (words, 1 + words), column 0 the root; the root's head is -1."""
    count = scores.shape[0]
    if count == 1:
        return np.full(1, -1, dtype=np.int64)
    if count > LONGEST_TREE:
        return _chunked(scores)
    # Log shares a word make the sum over the tree a probability, as in training.
    top = scores.max(1, keepdims=True)
    full = np.full((count + 1, count + 1), -np.inf)
    full[1:] = scores - top - np.log(np.exp(scores - top).sum(1, keepdims=True))
    np.fill_diagonal(full, -np.inf)
    heads = full.argmax(1)
    heads[0] = -1
    if (heads[1:] == 0).sum() != 1 or _cycle(heads) is not None:
        heads = _best_with_one_root(full)
    out: Ints = heads[1:].astype(np.int64) - 1
    return out


def _best_with_one_root(full: NDArray[np.float64]) -> Ints:
    """The best tree in which one word hangs on the root: roots are tried in the order of what each can reach.

    A root's reach is the sum of every other word's best head; no tree with that root has more. So the search
    may stop at the first root whose reach is below the best tree found.
    """
    inner = full[1:, 1:].max(1)
    reach = inner.sum() - inner + full[1:, 0]
    best, most = np.zeros(len(full), dtype=np.int64), -np.inf
    rows = np.arange(1, len(full))
    for root in np.argsort(-reach, kind="stable")[:ROOT_TRIES] + 1:
        if reach[root - 1] <= most:
            break
        one = full.copy()
        one[1:, 0] = -np.inf
        one[root] = -np.inf
        one[root, 0] = full[root, 0]
        heads = _edmonds(one)
        total = float(full[rows, heads[1:]].sum())
        if total > most:
            best, most = heads, total
    return best


def _chunked(scores: Floats) -> Ints:
    """Trees of stretches of an endless sentence; the stretches' roots hang on the first root."""
    count = scores.shape[0]
    heads = np.zeros(count, dtype=np.int64)
    first = -1
    for low in range(0, count, LONGEST_TREE):
        high = min(low + LONGEST_TREE, count)
        columns = np.r_[0, low + 1 : high + 1]
        part = best_heads(np.ascontiguousarray(scores[low:high, columns]))
        heads[low:high] = np.where(part < 0, first, part + low)
        if first < 0:
            first = low + int(np.flatnonzero(part < 0)[0])
    return heads


def _cycle(heads: NDArray[Any]) -> list[int] | None:
    """Some cycle among heads (index 0 is the root), or None."""
    state = np.zeros(len(heads), dtype=np.int8)
    state[0] = 2
    for start in range(1, len(heads)):
        path = []
        node = start
        while state[node] == 0:
            state[node] = 1
            path.append(node)
            node = int(heads[node])
        if state[node] == 1:
            return path[path.index(node) :]
        for seen in path:
            state[seen] = 2
    return None


def _edmonds(scores: NDArray[np.float64]) -> Ints:
    """Heads of the best tree below node 0: ``scores[dependent, head]``; cycles are shrunk one by one."""
    heads: Ints = scores.argmax(1).astype(np.int64)
    heads[0] = -1
    cycle = _cycle(heads)
    if cycle is None:
        return heads
    size = len(heads)
    inside = np.zeros(size, dtype=bool)
    inside[cycle] = True
    outer = np.flatnonzero(~inside)
    ring = np.array(cycle)
    small = len(outer)
    shrunk = np.full((small + 1, small + 1), -np.inf)
    shrunk[:small, :small] = scores[np.ix_(outer, outer)]
    leave = scores[np.ix_(outer, ring)]
    shrunk[:small, small] = leave.max(1)
    exits = ring[leave.argmax(1)]
    held = scores[ring, heads[ring]]
    enter = scores[np.ix_(ring, outer)] - held[:, None]
    shrunk[small, :small] = enter.max(0)
    entries = ring[enter.argmax(0)]
    shrunk[0, :] = -np.inf
    np.fill_diagonal(shrunk, -np.inf)
    found = _edmonds(shrunk)
    out: Ints = heads.copy()
    for place, node in enumerate(outer):
        if node == 0:
            continue
        head = int(found[place])
        out[node] = exits[place] if head == small else outer[head]
    head = int(found[small])
    out[entries[head]] = outer[head]
    out[0] = -1
    return out


def spans_of(path: Ints, labels: tuple[str, ...]) -> list[tuple[str, int, int]]:
    """Runs of BIO tags, given as numbers of labels."""
    return tag_spans([labels[number] for number in path.tolist()])


def tag_spans(tags: Sequence[str]) -> list[tuple[str, int, int]]:
    """Runs of BIO tags ("" counts as "O") as (kind, first word, word after the last)."""
    found: list[tuple[str, int, int]] = []
    kind, start = "", 0
    for place, tag in enumerate([*tags, "O"]):
        if kind and tag != f"I-{kind}":
            found.append((kind, start, place))
            kind = ""
        if tag not in ("O", "") and not kind:
            kind, start = tag[2:], place
    return found
