"""Documents go in; windows of several sentences, padded batches of tensors come out."""

from __future__ import annotations

import json
import math
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from dragoman.parse.lemma import UNKNOWN, apply_script, script_of
from dragoman.parse.paths import Tree, numbered, paths_to
from dragoman.parse.pieces import (
    CASE_LETTER,
    CASE_LOWER,
    CASE_MIXED,
    CASE_TITLE,
    CASE_UPPER,
    Pieces,
    case_class,
)
from training.corpora import EVENT_TAGS, MENTION_TAGS, NAME_TAGS, SAID_TAGS, TIME_TAGS, Document
from training.roles import ROLE_TAGS, SENSES, tag_rows

IGNORE = -100
LAYERS = (
    "end", "sentence", "upos", "feats", "lemma", "head", "rel", "name", "said", "link", "eventive", "time",
    "mention", "chain", "begins", "sense", "event",
)  # fmt: skip
TREEBANKS = frozenset({"ewt", "gum"})
"""Corpora whose sentence ends and sentences are annotated."""
FIXED = ("name", "said", "time", "mention", "event", "sense", "role")
"""Label lists that no corpus changes."""


@dataclass(frozen=True)
class Labels:
    """The label lists of the heads, in the order of their scores."""

    upos: list[str]
    feats: list[str]
    lemma: list[str]
    rel: list[str]
    name: tuple[str, ...] = NAME_TAGS
    said: tuple[str, ...] = SAID_TAGS
    time: tuple[str, ...] = TIME_TAGS
    mention: tuple[str, ...] = MENTION_TAGS
    event: tuple[str, ...] = EVENT_TAGS
    sense: tuple[str, ...] = SENSES
    role: tuple[str, ...] = ROLE_TAGS

    def save(self, path: Path) -> None:
        """Writes the labels as JSON, as the package carries them."""
        lists = {k: list(v) for k, v in self.__dict__.items()}
        path.write_text(json.dumps(lists, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")

    @staticmethod
    def load(path: Path) -> Labels:
        """Reads what ``save`` wrote."""
        lists = json.loads(path.read_text(encoding="utf-8"))
        return Labels(
            **{k: tuple(v) if k in FIXED else v for k, v in lists.items()},
        )


def collect_labels(docs: Sequence[Document]) -> Labels:
    """Labels seen in the training documents; feature bundles and lemma scripts at least twice."""
    upos: Counter[str] = Counter()
    feats: Counter[str] = Counter()
    lemma: Counter[str] = Counter()
    rel: Counter[str] = Counter()
    for doc in docs:
        if doc.upos is None or doc.feats is None or doc.lemma is None or doc.rel is None:
            continue
        upos.update(doc.upos)
        feats.update(doc.feats)
        rel.update(doc.rel)
        lemma.update(
            script_of(f, m) for f, m in zip(doc.forms, doc.lemma, strict=True) if m != "_" or f == "_"
        )
    keep = lambda c, least: sorted(k for k, n in c.items() if n >= least)  # noqa: E731
    return Labels(keep(upos, 1), keep(feats, 2), [UNKNOWN, *keep(lemma, 2)], keep(rel, 2))


@dataclass(frozen=True)
class RoleRow:
    """A predicate, the first word of its sentence, the number of its own relation; of the sentence's words
    the role tags, and the paths to the predicate with their marks.
    """

    word: int
    start: int
    own: int
    tags: np.ndarray
    path: np.ndarray
    mark: np.ndarray


def role_rows(doc: Document, labels: Labels) -> list[RoleRow]:
    """The predicates of a document with roles, by its own trees."""
    assert doc.head is not None and doc.rel is not None
    number = {name: i for i, name in enumerate(labels.rel)}
    trees: dict[int, Tree] = {}
    out = []
    for word, start, tags in tag_rows(doc):
        if start not in trees:
            part = slice(start, start + len(tags))
            heads = [head - start if head >= 0 else -1 for head in doc.head[part]]
            trees[start] = numbered(heads, doc.rel[part], number)
        path, mark = paths_to(trees[start], word - start)
        out.append(RoleRow(word, start, trees[start].relations[word - start], tags, path, mark))
    return out


@dataclass
class Encoded:
    """A document as integers: its pieces a word, case classes, borders and one array a layer."""

    corpus: str
    pieces: list[tuple[int, ...]]
    cases: np.ndarray
    paragraph: list[int]
    units: list[tuple[int, int]]
    layers: dict[str, np.ndarray]
    factual: np.ndarray
    roles: list[RoleRow] = field(default_factory=list)


def encode(doc: Document, labels: Labels, pieces: Pieces) -> Encoded:
    """Turns names of labels into numbers; what is not annotated or unknown becomes IGNORE.

    The layer "begins" is 1 at a word that heads the first mention of its chain in the document.
    """
    count = len(doc.forms)
    layers = {name: np.full(count, IGNORE, dtype=np.int64) for name in LAYERS}
    for layer in ("upos", "feats", "rel", "name", "said", "time", "mention", "sense", "event"):
        values = getattr(doc, layer)
        if values is not None:
            number = {label: i for i, label in enumerate(getattr(labels, layer))}
            layers[layer][:] = [number.get(value, IGNORE) for value in values]
    if doc.lemma is not None:
        number = {label: i for i, label in enumerate(labels.lemma)}
        scripts = [script_of(f, m) for f, m in zip(doc.forms, doc.lemma, strict=True)]
        layers["lemma"][:] = [
            number.get(s, IGNORE) if m != "_" or f == "_" else IGNORE
            for s, f, m in zip(scripts, doc.forms, doc.lemma, strict=True)
        ]
    for layer in ("head", "link", "chain"):
        values = getattr(doc, layer)
        if values is not None:
            layers[layer][:] = values
    if doc.chain is not None:
        seen: set[int] = set()
        for place, chain in enumerate(doc.chain):
            layers["begins"][place] = int(chain >= 0 and chain not in seen)
            seen.add(chain)
    if doc.eventive is not None:
        layers["eventive"][:] = [v if v >= 0 else IGNORE for v in doc.eventive]
    if doc.sentence is not None:
        layers["sentence"][:] = doc.sentence
    if doc.upos is not None and doc.sentence is not None and doc.corpus in TREEBANKS:
        ends = [i + 1 == count or doc.sentence[i + 1] != doc.sentence[i] for i in range(count)]
        last = [i + 1 == count or doc.paragraph[i + 1] != doc.paragraph[i] for i in range(count)]
        layers["end"][:] = [IGNORE if stop else int(end) for end, stop in zip(ends, last, strict=True)]
    factual = np.full(count, math.nan, dtype=np.float32)
    if doc.factual is not None:
        factual[:] = doc.factual
    return Encoded(
        corpus=doc.corpus,
        pieces=pieces.of(doc.forms),
        cases=np.array([case_class(f) for f in doc.forms], dtype=np.int64),
        paragraph=doc.paragraph,
        units=_units(doc),
        layers=layers,
        factual=factual,
        roles=role_rows(doc, labels) if doc.roles is not None else [],
    )


def _units(doc: Document) -> list[tuple[int, int]]:
    """What is never cut by a window: sentences, or paragraphs where sentences are unknown or only guessed."""
    guessed = doc.sentence is None or doc.corpus == "polnear"
    key = doc.paragraph if guessed else doc.sentence
    assert key is not None
    starts = [i for i in range(len(key)) if i == 0 or key[i] != key[i - 1]]
    return list(zip(starts, [*starts[1:], len(key)], strict=True))


@dataclass(frozen=True)
class Window:
    """A stretch of a document, and its length in pieces."""

    doc: Encoded
    start: int
    end: int
    size: int
    recase: int = 0


def cut(doc: Encoded, limit: int) -> Iterator[tuple[int, int, int]]:
    """Stretches of whole units of at most ``limit`` pieces; a longer unit is cut within."""
    start, size = 0, 2
    for low, high in doc.units:
        cost = sum(len(doc.pieces[i]) for i in range(low, high)) + int(
            low > 0 and doc.paragraph[low] != doc.paragraph[low - 1]
        )
        if low > start and size + cost > limit:
            yield start, low, size
            start, size = low, 2
        if size + cost <= limit:
            size += cost
            continue
        for place in range(low, high):
            more = len(doc.pieces[place])
            if size + more > limit and place > start:
                yield start, place, size
                start, size = place, 2
            size += more
    if start < len(doc.pieces):
        yield start, len(doc.pieces), size


def windows(
    docs: Sequence[Encoded],
    low: int,
    high: int,
    draw: random.Random,
    recase: float = 0.0,
    full: float = 0.0,
) -> list[Window]:
    """Windows over all documents, each with its own random limit between ``low`` and ``high`` pieces.

    ``recase``: the share of windows read as if all in small or large letters; ``full``: the share of
    documents whose limit is ``high``.
    """
    out = []
    for doc in docs:
        limit = high if full and draw.random() < full else draw.randint(low, high)
        for start, end, size in cut(doc, limit):
            how = 0
            if recase and draw.random() < recase:
                how = draw.choice((1, 1, 2))
            out.append(Window(doc, start, end, size, how))
    return out


def batches(found: Sequence[Window], pieces: int, draw: random.Random) -> list[list[Window]]:
    """Batches of similar length with about ``pieces`` pieces each, in random order."""
    order = sorted(found, key=lambda w: w.size + draw.random() * 8)
    out: list[list[Window]] = []
    now: list[Window] = []
    for window in order:
        if now and (len(now) + 1) * max(window.size, now[-1].size) > pieces:
            out.append(now)
            now = []
        now.append(window)
    if now:
        out.append(now)
    draw.shuffle(out)
    return out


def recased(cases: np.ndarray, how: int) -> np.ndarray:
    """Case classes as if the text were all small (1) or all large letters (2)."""
    cases = cases.copy()
    letters = (cases >= CASE_LOWER) & (cases <= CASE_MIXED)
    if how == 1:
        cases[letters] = CASE_LOWER
    elif how == 2:
        cases[letters] = np.where(cases[letters] == CASE_LETTER, CASE_LETTER, CASE_UPPER)
    return cases


@dataclass
class Batch:
    """Tensors of a batch; ``layers`` are (batch, words) with IGNORE where nothing is known."""

    pieces: Tensor
    cases: Tensor
    mask: Tensor
    first: Tensor
    last: Tensor
    words: Tensor
    layers: dict[str, Tensor]
    factual: Tensor
    roles: RoleBatch | None = None


@dataclass
class RoleBatch:
    """Predicates of a batch: row, word and own relation of each (predicates); its sentence's words, their
    role tags, paths and marks (predicates, words), padded with word 0, IGNORE and path 0.
    """

    row: Tensor
    predicate: Tensor
    own: Tensor
    words: Tensor
    gold: Tensor
    path: Tensor
    mark: Tensor


def stack_roles(chosen: Sequence[Window]) -> RoleBatch | None:
    """The predicates whose sentence lies whole within its window."""
    found = [
        (row, window.start, one)
        for row, window in enumerate(chosen)
        for one in window.doc.roles
        if one.start >= window.start and one.start + len(one.tags) <= window.end
    ]
    if not found:
        return None
    most = max(len(one.tags) for *_, one in found)
    words, path, mark = (np.zeros((len(found), most), dtype=np.int64) for _ in range(3))
    gold = np.full((len(found), most), IGNORE, dtype=np.int64)
    for at, (_, start, one) in enumerate(found):
        size = len(one.tags)
        words[at, :size] = np.arange(one.start - start, one.start - start + size)
        gold[at, :size], path[at, :size], mark[at, :size] = one.tags, one.path, one.mark
    return RoleBatch(
        row=torch.tensor([row for row, _, _ in found]),
        predicate=torch.tensor([one.word - start for _, start, one in found]),
        own=torch.tensor([one.own for *_, one in found]),
        words=torch.from_numpy(words),
        gold=torch.from_numpy(gold),
        path=torch.from_numpy(path),
        mark=torch.from_numpy(mark),
    )


def stack(chosen: Sequence[Window], start_id: int, stop_id: int) -> Batch:
    """Pads windows into one batch; heads and links become positions in the window (IGNORE when outside)."""
    count = len(chosen)
    length = max(w.size for w in chosen)
    most = max(w.end - w.start for w in chosen)
    pieces = np.zeros((count, length), dtype=np.int64)
    cases = np.zeros((count, length), dtype=np.int64)
    mask = np.zeros((count, length), dtype=bool)
    first = np.zeros((count, most), dtype=np.int64)
    last = np.zeros((count, most), dtype=np.int64)
    words = np.zeros((count, most), dtype=bool)
    layers = {name: np.full((count, most), IGNORE, dtype=np.int64) for name in LAYERS}
    factual = np.full((count, most), math.nan, dtype=np.float32)
    for row, window in enumerate(chosen):
        doc = window.doc
        span = slice(window.start, window.end)
        size = window.end - window.start
        case = recased(doc.cases[span], window.recase)
        at = 1
        pieces[row, 0] = start_id
        for place in range(window.start, window.end):
            if place > window.start and doc.paragraph[place] != doc.paragraph[place - 1]:
                pieces[row, at] = stop_id
                at += 1
            mine = doc.pieces[place]
            pieces[row, at : at + len(mine)] = mine
            cases[row, at : at + len(mine)] = case[place - window.start]
            first[row, place - window.start] = at
            at += len(mine)
            last[row, place - window.start] = at - 1
        pieces[row, at] = stop_id
        mask[row, : at + 1] = True
        words[row, :size] = True
        for name, values in doc.layers.items():
            layers[name][row, :size] = values[span]
        _shift(layers, row, size, window.start)
        layers["end"][row, size - 1] = IGNORE
        if window.recase:
            layers["lemma"][row] = IGNORE
        factual[row, :size] = doc.factual[span]
    tensors = {name: torch.from_numpy(values) for name, values in layers.items()}
    return Batch(
        pieces=torch.from_numpy(pieces),
        cases=torch.from_numpy(cases),
        mask=torch.from_numpy(mask),
        first=torch.from_numpy(first),
        last=torch.from_numpy(last),
        words=torch.from_numpy(words),
        layers=tensors,
        factual=torch.from_numpy(factual),
        roles=stack_roles(chosen),
    )


def _shift(layers: dict[str, np.ndarray], row: int, size: int, start: int) -> None:
    """Heads: 0 is the root, i+1 the window's word i. Links: the window's word; IGNORE outside the window."""
    head = layers["head"][row, :size]
    known = head != IGNORE
    local = np.where(head < 0, 0, head - start + 1)
    good = known & (local >= 0) & (local <= size) & ((head < 0) | (local > 0))
    layers["head"][row, :size] = np.where(good, local, IGNORE)
    link = layers["link"][row, :size]
    local = link - start
    layers["link"][row, :size] = np.where((link >= 0) & (local >= 0) & (local < size), local, IGNORE)


__all__ = [
    "CASE_TITLE",
    "Batch",
    "Encoded",
    "Labels",
    "Window",
    "apply_script",
    "batches",
    "encode",
    "stack",
    "windows",
]
