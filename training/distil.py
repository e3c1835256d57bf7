"""Texts and teachers' checkpoints go in; the same texts with the teachers' joint parses come out.

    python -m training.distil --teachers A.pt B.pt --corpora DIR --silver training/runs/silver

Read are the news of ``events.jsonl`` (out comes ``news.jsonl``) and the corpora that have no trees of their
own (``polnear.jsonl``, ``wikigold.jsonl``, ``qanom.jsonl``): a batch of theirs then teaches syntax, too.

The teachers' log shares are averaged a word, the tree is the best of their mean; what they do not agree on
(a mean share under ``SURE``) is left unknown.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F

from dragoman.parse.decode import best_heads, best_path, closed_moves
from dragoman.parse.lemma import UNKNOWN, apply_script
from dragoman.parse.onnx import ends
from dragoman.parse.pieces import Pieces
from training.corpora import Document, read_qanom, read_wikigold
from training.losses import arc_scores
from training.network import Network
from training.polnear import read_polnear
from training.silver import read_silver, write_silver
from training.train import load, minilm, read_words
from training.windows import IGNORE, Encoded, Labels, Window, batches, encode, stack, windows

SURE = 0.55
SIZE = 110
"""Pieces a window: teachers that saw few long windows parse short ones better (LAS on GUM dev 0.3 higher)."""
TAGS = ("upos", "feats", "lemma", "name")


@dataclass
class Said:
    """What the teachers say of one window, summed: log shares of arcs, relations' projections, tags."""

    arcs: np.ndarray
    tags: dict[str, np.ndarray]
    parts: list[tuple[np.ndarray, np.ndarray]] = field(default_factory=list)


@torch.no_grad()
def hear(teachers: list[Network], chosen: list[Window], pieces: Pieces) -> Iterator[tuple[Window, Said]]:
    """The mean of the teachers' log shares for each window of a batch."""
    batch = stack(chosen, pieces.start, pieces.stop)
    sentence = batch.layers["sentence"]
    arcs, tags, parts = None, {}, []
    for teacher in teachers:
        words = read_words(teacher, batch).float()
        one = F.log_softmax(arc_scores(teacher.heads, words, sentence, batch.words), -1)
        arcs = one if arcs is None else arcs + one
        for name in TAGS:
            scores = F.log_softmax(getattr(teacher.heads, name)(words), -1)
            tags[name] = scores if name not in tags else tags[name] + scores
        dep, head = teacher.heads.relations(words)
        parts.append((dep, torch.cat([teacher.heads.rel_root.expand(head.shape[0], 1, -1), head], 1)))
    assert arcs is not None
    count = len(teachers)
    for row, window in enumerate(chosen):
        size = window.end - window.start
        yield (
            window,
            Said(
                (arcs[row, :size, : size + 1] / count).numpy(),
                {name: (scores[row, :size] / count).numpy() for name, scores in tags.items()},
                [(dep[row, :size], head[row, : size + 1]) for dep, head in parts],
            ),
        )


@torch.no_grad()
def relations(teachers: list[Network], said: Said, heads: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The likeliest relation at each given head (0 is the root) and its mean share."""
    total = None
    at = torch.from_numpy(heads)
    for teacher, (dep, head) in zip(teachers, said.parts, strict=True):
        scores = F.log_softmax(teacher.heads.relation_scores(dep, head[at]), -1)
        total = scores if total is None else total + scores
    assert total is not None
    share, best = (total / len(teachers)).exp().max(-1)
    return best.numpy(), share.numpy()


def write_parse(doc: Document, window: Window, said: Said, teachers: list[Network], labels: Labels) -> None:
    """Fills the layers of a document for the words of one window."""
    assert doc.head is not None and doc.rel is not None and doc.upos is not None and doc.sentence is not None
    assert doc.feats is not None and doc.lemma is not None and doc.name is not None
    low, size = window.start, window.end - window.start
    local = np.zeros(size, dtype=np.int64)
    cuts = [
        i for i in range(size + 1) if i in (0, size) or doc.sentence[low + i] != doc.sentence[low + i - 1]
    ]
    moves = closed_moves(teachers[0].heads.name_moves.detach().numpy(), labels.name)
    for start, end in pairwise(cuts):
        rows = said.arcs[start:end]
        inner = np.concatenate([rows[:, :1], rows[:, 1 + start : 1 + end]], 1)
        found = best_heads(inner.astype(np.float32))
        local[start:end] = np.where(found < 0, 0, found + start + 1)
        path = best_path(said.tags["name"][start:end].astype(np.float32), moves)
        doc.name[low + start : low + end] = [labels.name[i] for i in path]
    arc_share = np.exp(said.arcs[np.arange(size), local])
    rel, rel_share = relations(teachers, said, local)
    shares = {name: np.exp(said.tags[name].max(1)) for name in ("upos", "feats", "lemma")}
    best = {name: said.tags[name].argmax(1) for name in shares}
    for i in range(size):
        at = low + i
        if arc_share[i] >= SURE:
            doc.head[at] = low + int(local[i]) - 1 if local[i] else -1
            doc.rel[at] = labels.rel[rel[i]] if rel_share[i] >= SURE else ""
        if shares["upos"][i] >= SURE:
            doc.upos[at] = labels.upos[best["upos"][i]]
        if shares["feats"][i] >= SURE:
            doc.feats[at] = labels.feats[best["feats"][i]]
        script = labels.lemma[best["lemma"][i]]
        if shares["lemma"][i] >= SURE and script != UNKNOWN:
            doc.lemma[at] = apply_script(doc.forms[at], script) or "_"
        if np.exp(said.tags["name"][i, labels.name.index(doc.name[at])]) < SURE:
            doc.name[at] = ""


def blank(doc: Document) -> None:
    """Layers of the right length in which nothing is known."""
    count = len(doc.forms)
    doc.head, doc.rel = [IGNORE] * count, [""] * count
    doc.upos, doc.feats, doc.lemma, doc.name = (["_none_"] * count for _ in range(4))
    doc.lemma, doc.name = ["_"] * count, [""] * count


@torch.no_grad()
def divide(network: Network, labels: Labels, pieces: Pieces, docs: list[Document]) -> None:
    """Fills ``sentence`` of documents that lack it, by the network's sentence head and the paragraphs."""
    encoded = {id(one): (one, doc) for doc in docs for one in [encode(doc, labels, pieces)]}
    stops = {id(doc): [False] * len(doc.forms) for doc in docs}
    found = windows([one for one, _ in encoded.values()], 200, 200, random.Random(0))
    for chosen in batches(found, 6000, random.Random(0)):
        batch = stack(chosen, pieces.start, pieces.stop)
        scores = network.heads.end(read_words(network, batch).float()).squeeze(-1).numpy()
        for row, window in enumerate(chosen):
            doc = encoded[id(window.doc)][1]
            for place in range(window.start, window.end - 1):
                stops[id(doc)][place] = ends(float(scores[row, place - window.start]), doc.forms, place)
    for doc in docs:
        number, doc.sentence = 0, []
        for place, paragraph in enumerate(doc.paragraph):
            if place and (stops[id(doc)][place - 1] or paragraph != doc.paragraph[place - 1]):
                number += 1
            doc.sentence.append(number)


def distil(checkpoints: list[Path], root: Path, silver: Path, most: int | None = None) -> None:
    """Writes the four files of a folder that holds ``events.jsonl``; of it at most so many words are read."""
    pieces = Pieces(minilm() / "vocab.txt")
    teachers, labels = load_teachers(checkpoints)
    polnear = read_polnear(root / "polnear" / "train.jsonl")
    divide(teachers[-1], labels, pieces, polnear)
    sources = {
        "wikigold": read_wikigold(root), "qanom": read_qanom(root, "train"), "polnear": polnear,
        "news": some(read_silver(silver / "events.jsonl"), most),
    }  # fmt: skip
    for name, docs in sources.items():
        parse(teachers, labels, pieces, docs)
        write_silver(docs, silver / f"{name}.jsonl")
        print(name, sum(len(doc.forms) for doc in docs), "words", flush=True)


def distil_examples(checkpoints: list[Path], silver: Path) -> None:
    """Gives trees to the event lexicon's examples in a folder: without them a network that learns event types
    from these short sentences forgets how to parse their like.
    """
    teachers, labels = load_teachers(checkpoints)
    docs = read_silver(silver / "examples.jsonl")
    parse(teachers, labels, Pieces(minilm() / "vocab.txt"), docs)
    write_silver(docs, silver / "examples.jsonl")


def load_teachers(checkpoints: list[Path]) -> tuple[list[Network], Labels]:
    """The teachers of checkpoints, one that is named twice counting twice, and their labels."""
    loaded = {path: load(path) for path in dict.fromkeys(checkpoints)}
    teachers, labels = [loaded[path][0].eval() for path in checkpoints], loaded[checkpoints[0]][1]
    for _, other in loaded.values():
        assert (other.upos, other.feats, other.rel, other.lemma) == (
            labels.upos, labels.feats, labels.rel, labels.lemma,
        ), "the teachers' labels differ: train them on the same corpora"  # fmt: skip
    return teachers, labels


def parse(teachers: list[Network], labels: Labels, pieces: Pieces, docs: list[Document]) -> None:
    """Fills the syntax of documents, and their names where they have none."""
    home: dict[int, Document] = {}
    encoded: list[Encoded] = []
    names = [doc.name for doc in docs]
    for doc in docs:
        one = encode(doc, labels, pieces)
        blank(doc)
        encoded.append(one)
        home[id(one)] = doc
    found = windows(encoded, SIZE, SIZE, random.Random(0))
    for number, chosen in enumerate(batches(found, 6000, random.Random(0))):
        for window, said in hear(teachers, chosen, pieces):
            write_parse(home[id(window.doc)], window, said, teachers, labels)
        if number % 20 == 0:
            print(number, flush=True)
    for doc, name in zip(docs, names, strict=True):
        doc.name = name or doc.name


def some(docs: list[Document], most: int | None) -> list[Document]:
    """Documents drawn at random while their words do not exceed ``most``."""
    if most is None:
        return docs
    random.Random(3).shuffle(docs)
    out, words = [], 0
    for doc in docs:
        if words + len(doc.forms) <= most:
            out.append(doc)
            words += len(doc.forms)
    return out


def main() -> None:
    """The command line of ``distil``."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--teachers", type=Path, nargs="+", required=True)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--silver", type=Path, required=True)
    parser.add_argument("--words", type=int)
    parser.add_argument("--threads", type=int, default=2)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    distil(args.teachers, args.corpora, args.silver, args.words)


if __name__ == "__main__":
    main()
