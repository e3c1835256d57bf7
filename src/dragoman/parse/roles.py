"""A sentence's projections and tree go in; who did what to whom (PropBank roles, rolesets) comes out."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from dragoman.parse.decode import Floats, Ints
from dragoman.parse.paths import Tree, numbered, paths_to

CLOSED = np.float32(-1e4)
"""The score of what may not be."""
STRAY = 0.03
"""How often, against a roleset seen once, a lemma is taken to have a roleset that the table lacks."""

Doubles = NDArray[np.float64]


@dataclass(frozen=True, slots=True, order=True)
class Role:
    """One argument: the predicate's word, first word, word after the last, label ("ARG0", "ARGM-TMP")."""

    predicate: int
    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True)
class RoleArrays:
    """The learnt arrays: ``form`` (R, tags, R), ``weight`` (tags, 2R) and ``bias`` (tags) score a tag for
    predicate and word; ``path``, ``mark`` and ``own`` (rows, R) are added to a word's projection.
    """

    form: Floats
    weight: Floats
    bias: Floats
    path: Floats
    mark: Floats
    own: Floats


class RoleTagger:
    """Arguments of given predicates: the best BIO path of each, every core role (ARG0, ARG1...) at most once.

    ``tags`` begin with "O"; ``relations`` are the names of the rows of ``arrays.own``.
    """

    def __init__(self, tags: Sequence[str], relations: Sequence[str], arrays: RoleArrays) -> None:
        size = arrays.form.shape[0]
        self._form = np.ascontiguousarray(arrays.form.reshape(size, -1))
        self._of_predicate = np.ascontiguousarray(arrays.weight[:, :size].T)
        self._of_word = np.ascontiguousarray(arrays.weight[:, size:])
        self._arrays = arrays
        self._moves = Moves(tags)
        self._number = {name: i for i, name in enumerate(relations)}

    def tree(self, heads: Sequence[int], relations: Sequence[str]) -> Tree:
        """A sentence's tree as ``read`` takes it."""
        return numbered(heads, relations, self._number)

    def scores(self, predicates: Sequence[int], pred: Floats, arg: Floats, tree: Tree) -> Floats:
        """Scores (predicates, words, tags) from the projections of one sentence's words."""
        at = np.array(predicates, dtype=np.int64)
        rows, marks = zip(*(paths_to(tree, word) for word in predicates), strict=True)
        own = self._arrays.own[np.array(tree.relations, dtype=np.int64)[at]]
        placed = self._arrays.path[np.stack(rows)] + self._arrays.mark[np.stack(marks)] + own[:, None]
        words = np.maximum(arg[None] + placed, 0)
        heads = pred[at]
        turned = (heads @ self._form).reshape(len(heads), -1, arg.shape[1]) + self._of_word
        alone = heads @ self._of_predicate + self._arrays.bias
        both: Floats = words @ turned.transpose(0, 2, 1) + alone[:, None]
        return both

    def read(self, predicates: Iterable[int], pred: Floats, arg: Floats, tree: Tree) -> tuple[Role, ...]:
        """The arguments of the predicates among one sentence's words, in order."""
        chosen = sorted(set(predicates))
        if not chosen:
            return ()
        return roles_of(self.scores(chosen, pred, arg, tree), chosen, self._moves)


class Moves:
    """Which tags go together: of each tag its label and, if an I, its B (``own``); of core roles B and I."""

    def __init__(self, tags: Sequence[str]) -> None:
        number = {tag: i for i, tag in enumerate(tags)}
        inner = [i for i, tag in enumerate(tags) if tag.startswith("I-")]
        self.tags = tuple(tags)
        self.labels = tuple(tag[2:] for tag in tags)
        self.inner = np.array(inner, dtype=np.int64)
        begin = [number["B-" + tags[i][2:]] for i in inner]
        self.own = np.full(len(tags), -1, dtype=np.int64)
        self.own[self.inner] = begin
        others = sorted({*number.values()} - {*inner, *begin})
        self.order = np.array([*begin, *others, *inner], dtype=np.int64)
        self.core = {
            tag[2:]: (i, number.get("I-" + tag[2:], i))
            for i, tag in enumerate(tags)
            if tag.startswith("B-ARG") and tag[5:].isdigit()
        }


def roles_of(scores: Floats, predicates: Sequence[int], moves: Moves) -> tuple[Role, ...]:
    """The arguments by scores (predicates, words, tags): no two of one predicate overlap or hold its word.

    Where the best path has a core role twice, the one with the larger margin stays, and the path is sought
    anew without the others.
    """
    scores = scores.copy()
    scores[np.arange(len(predicates)), list(predicates), 1:] = CLOSED
    paths = best_paths(scores, moves)
    unsettled = np.arange(len(predicates))
    for _ in moves.core:
        again = [row for row in unsettled.tolist() if _settle(scores[row], paths[row], moves)]
        if not again:
            break
        unsettled = np.array(again)
        paths[unsettled] = best_paths(scores[unsettled], moves)
    found: list[Role] = []
    for word, path in zip(predicates, paths, strict=True):
        spans = _whole(_spans(path, moves))
        found += [Role(predicate=word, start=low, end=high, label=label) for low, high, label in spans]
    return tuple(found)


def best_paths(scores: Floats, moves: Moves) -> Ints:
    """The best path of tags (rows, words) in which an I follows only its own B or I.

    Where the best tags of the words already make such a path, there is no better one.
    """
    paths: Ints = scores.argmax(2)
    if not paths.size:
        return paths
    before = np.concatenate([np.zeros_like(paths[:, :1]), paths[:, :-1]], 1)
    own = moves.own[paths]
    good = (own < 0) | (before == paths) | (before == own)
    broken = np.flatnonzero(~good.all(1))
    if len(broken):
        paths[broken] = _viterbi(scores[broken], moves)
    return paths


def _viterbi(scores: Floats, moves: Moves) -> Ints:
    """The best paths, step by step; the tags stand in the order B's, others, I's of the B's labels."""
    rows, words, count = scores.shape
    pairs = len(moves.inner)
    total = scores[:, :, moves.order].astype(np.float64).transpose(1, 0, 2)
    total[0, :, count - pairs :] += CLOSED
    for place in range(1, words):
        last, now = total[place - 1], total[place]
        now[:, : count - pairs] += last.max(1)[:, None]
        now[:, count - pairs :] += np.maximum(last[:, :pairs], last[:, count - pairs :])
    best = total.argmax(2)
    goes_on = total[:, :, count - pairs :] > total[:, :, :pairs]
    paths = np.zeros((rows, words), dtype=np.int64)
    for row in range(rows):
        tag = int(best[-1, row])
        for place in range(words - 1, -1, -1):
            paths[row, place] = tag
            if tag < count - pairs:
                tag = int(best[place - 1, row])
            elif place and not goes_on[place - 1, row, tag - count + pairs]:
                tag -= count - pairs
    found: Ints = moves.order[paths]
    return found


def _settle(scores: Floats, path: Ints, moves: Moves) -> bool:
    """Closes a core role that a path has twice everywhere but in its surest span; True if there was one."""
    spans = _spans(path, moves)
    changed = False
    for label, (begin, inner) in moves.core.items():
        mine = [(low, high) for low, high, found in spans if found == label]
        if len(mine) < 2:
            continue
        low, high = max(mine, key=lambda span: (_margin(scores, path, span), -span[0]))
        kept = scores[low, begin], scores[low + 1 : high, inner].copy()
        scores[:, [begin, inner]] = CLOSED
        scores[low, begin], scores[low + 1 : high, inner] = kept
        changed = True
    return changed


def _margin(scores: Floats, path: Ints, span: tuple[int, int]) -> float:
    """How much better the tags of a span are than the next best of its words, a word."""
    part = scores[span[0] : span[1]]
    chosen = part[np.arange(len(part)), path[span[0] : span[1]]]
    return float((chosen - np.partition(part, -2, axis=1)[:, -2]).mean())


def _spans(path: Ints, moves: Moves) -> list[tuple[int, int, str]]:
    found: list[tuple[int, int, str]] = []
    for place, tag in enumerate(path.tolist()):
        label = moves.labels[tag]
        if moves.tags[tag][0] == "B":
            found.append((place, place + 1, label))
        elif label:
            found[-1] = (found[-1][0], place + 1, label)
    return found


def _whole(spans: Sequence[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Spans in which a part that goes on (C-) follows its first part.

    A C-ARG1 before any ARG1 is the ARG1 itself, and a later ARG1 then its C-. (C-V goes on the predicate.)
    """
    labels = {label for *_, label in spans}
    seen: set[str] = set()
    out = []
    for low, high, label in spans:
        plain = label.removeprefix("C-")
        if label != plain and plain != "V" and plain not in seen:
            label = plain
        elif plain in seen and label == plain and "C-" + plain in labels:
            label = "C-" + plain
        seen.add(plain)
        out.append((low, high, label))
    return out


class Rolesets:
    """The rolesets of words ("agree.01"): scores of numbers, weighed by how often a lemma had which roleset.

    The table has rows of lemma, part of speech and ``name:times`` of each roleset seen in training.
    ``senses`` are the labels of the scores; the first, "", means that a word is no predicate.
    """

    def __init__(self, senses: Sequence[str], table: Path | None = None) -> None:
        self._senses = tuple(senses)
        self._number = {sense: i for i, sense in enumerate(senses)}
        self._known: dict[tuple[str, str], tuple[tuple[str, int], ...]] = {}
        for line in table.read_text(encoding="utf-8").splitlines() if table else ():
            lemma, upos, names = line.split("\t")
            pairs = [name.rpartition(":") for name in names.split(" ")]
            self._known[lemma, upos] = tuple((name, int(times)) for name, _, times in pairs)

    def predicates(self, scores: Floats) -> list[int]:
        """Which of a sentence's words are predicates: scores (words, senses)."""
        top = scores.max(1, keepdims=True)
        others = np.log(np.exp(scores[:, 1:] - top).sum(1)) + top[:, 0]
        found: list[int] = np.flatnonzero(others > scores[:, 0]).tolist()
        return found

    def of(self, lemma: str, upos: str, scores: Floats) -> str:
        """The roleset of a predicate, given the scores of its senses."""
        best = int(scores[1:].argmax()) + 1
        lemma = lemma.lower()
        known = self._known.get((lemma, upos), ())
        if not known:
            return f"{lemma}.{self._senses[best]}"
        ways = [
            (float(scores[self._place(name)]) + math.log(times), -rank, name)
            for rank, (name, times) in enumerate(known)
        ]
        bases = [name.rpartition(".")[0] for name, _ in known]
        # "check_out" is the verb with its particle: a number that the table lacks is that of the bare verb.
        base = next((one for one in bases if "_" not in one), lemma)
        stray = f"{base}.{self._senses[best]}"
        if all(name != stray for name, _ in known):
            ways.append((float(scores[best]) + math.log(STRAY), -len(known), stray))
        return max(ways)[2]

    def _place(self, name: str) -> int:
        """The number of a roleset's score; training calls numbers that are rare everywhere 01."""
        return self._number.get(name.rpartition(".")[2], self._number.get("01", 1))


def tagger_of(arrays: Mapping[str, Floats], tags: Sequence[str], relations: Sequence[str]) -> RoleTagger:
    """The tagger of ``decoder.npz``, for the model's tags and relations."""
    parts = {name: arrays[f"role_{name}"] for name in RoleArrays.__dataclass_fields__}
    return RoleTagger(tags, relations, RoleArrays(**parts))
