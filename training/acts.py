"""A trained network and silver events go in; the network with its event head fitted to them comes out.

    python -m training.acts --start RUN/last.pt --silver DIR --out RUN/acts.pt

In the joint training the event head sees few event words among many others. Here the encoder stays as it is:
the vector of each labelled word is worked out once, and the head alone is fitted to them until it reads the
documents that are kept apart no better. Words whose stem is kept apart tell how it reads what no row names.
"""

from __future__ import annotations

import argparse
import copy
import random
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from dragoman.parse.pieces import Pieces
from training.corpora import EVENT_TAGS, Document
from training.network import Heads, Network
from training.silver import read_silver
from training.train import load, minilm, read_words, save
from training.windows import IGNORE, Labels, Window, batches, encode, stack, windows

BATCH, EPOCHS, PATIENCE = 256, 40, 4
RATE, DECAY, DROP = 1e-3, 0.02, 0.2
EXAMPLES = 3.0
"""For how many words of the news one of the lexicon's examples counts."""
APART, STEM = 12, 5
"""One document in so many and one stem (of so many letters) in so many is kept apart."""
SURE = (0.3, 0.5, 0.7, 0.8, 0.9)


@dataclass(frozen=True)
class Points:
    """Labelled words: vectors (words, width), places in EVENT_TAGS, weights; whether the document, whether
    the stem is kept apart.
    """

    vectors: Tensor
    types: Tensor
    weights: Tensor
    apart: Tensor
    unseen: Tensor


@torch.no_grad()
def points(network: Network, labels: Labels, pieces: Pieces, docs: Sequence[Document]) -> Points:
    """The labelled words of documents as the network sees them."""
    network.eval()
    encoded = [encode(doc, labels, pieces) for doc in docs]
    pairs = zip(encoded, docs, strict=True)
    home = {id(one): (number, doc) for number, (one, doc) in enumerate(pairs)}
    parts: list[tuple[Tensor, ...]] = []
    for chosen in batches(windows(encoded, 240, 240, random.Random(0)), 6000, random.Random(0)):
        batch = stack(chosen, pieces.start, pieces.stop)
        known = batch.layers["event"] != IGNORE
        if not known.any():
            continue
        vectors = read_words(network, batch).float()[known]
        facts = [fact for row, window in enumerate(chosen) for fact in _facts(window, home, known[row])]
        weights, apart, unseen = (torch.tensor(column) for column in zip(*facts, strict=True))
        parts.append((vectors, batch.layers["event"][known], weights, apart, unseen))
    return Points(*(torch.cat(column) for column in zip(*parts, strict=True)))


def _facts(
    window: Window, home: dict[int, tuple[int, Document]], known: Tensor
) -> list[tuple[float, bool, bool]]:
    """Weight, and what is kept apart, of the labelled words of one window."""
    number, source = home[id(window.doc)]
    example = source.corpus == "examples"
    apart = not example and number % APART == 0
    return [
        (EXAMPLES if example else 1.0, apart, _is_apart(source.forms[window.start + i]))
        for i in torch.nonzero(known).flatten().tolist()
    ]


def _is_apart(form: str) -> bool:
    return zlib.crc32(form.lower()[:STEM].encode()) % STEM == 0


def fit(heads: Heads, all_points: Points, seed: int = 1) -> None:
    """Fits the two layers of the event head; keeps those that read the documents apart best."""
    torch.manual_seed(seed)
    layers = nn.ModuleList([heads.event_in, heads.event])
    for layer in layers:
        layer.reset_parameters()  # type: ignore[operator]
    optim = torch.optim.AdamW(layers.parameters(), lr=RATE, weight_decay=DECAY)
    learnt = torch.nonzero(~all_points.apart).flatten()
    best, kept, since = float("inf"), copy.deepcopy(layers.state_dict()), 0
    for epoch in range(EPOCHS):
        for some in learnt[torch.randperm(len(learnt))].split(BATCH):
            scores = heads.acts(F.dropout(all_points.vectors[some], DROP))
            lost = F.cross_entropy(scores, all_points.types[some], reduction="none")
            (lost * all_points.weights[some]).mean().backward()
            optim.step()
            optim.zero_grad()
        loss = loss_of(heads, all_points, all_points.apart)
        print(f"epoch {epoch + 1}: loss of the documents apart {loss:.4f}", flush=True)
        since = 0 if loss < best else since + 1
        if loss < best:
            best, kept = loss, copy.deepcopy(layers.state_dict())
        if since >= PATIENCE:
            break
    layers.load_state_dict(kept)


@torch.no_grad()
def loss_of(heads: Heads, some: Points, rows: Tensor) -> float:
    """Mean cross-entropy of some words."""
    return float(F.cross_entropy(heads.acts(some.vectors[rows]), some.types[rows]))


@torch.no_grad()
def told(heads: Heads, some: Points, rows: Tensor) -> dict[str, float]:
    """Precision and recall of the event types (per cent) from several probabilities on."""
    shares = torch.softmax(heads.acts(some.vectors[rows]), 1)
    types, none = some.types[rows], EVENT_TAGS.index("none")
    best, kind = shares[:, 1:].max(1)
    right = (kind + 1 == types) & (types != none)
    out: dict[str, float] = {"words": float(len(types))}
    for sure in SURE:
        said = best >= sure
        out[f"precision {sure}"] = 100 * float((right & said).sum()) / max(int(said.sum()), 1)
        out[f"recall {sure}"] = 100 * float((right & said).sum()) / max(int((types != none).sum()), 1)
    return out


def refit(start: Path, silver: Path, out: Path) -> None:
    """Tells how stems and documents kept apart are read, then fits on all stems and writes the checkpoint."""
    network, labels = load(start)
    pieces = Pieces(minilm() / "vocab.txt")
    docs = read_silver(silver / "events.jsonl") + read_silver(silver / "examples.jsonl")
    found = points(network, labels, pieces, docs)
    seen = ~found.unseen
    fit(network.heads, Points(*(getattr(found, name)[seen] for name in Points.__dataclass_fields__)))
    tell("stems apart", told(network.heads, found, found.unseen & found.apart))
    fit(network.heads, found)
    tell("documents apart", told(network.heads, found, found.apart))
    note = torch.load(start, weights_only=True)["note"]
    save(out, network, labels, note)


def tell(title: str, numbers: dict[str, float]) -> None:
    """Prints a table."""
    for name, value in numbers.items():
        print(f"  {name:<16} {title:<18} {value:9.1f}", flush=True)


def main() -> None:
    """The command line of ``refit``."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--start", type=Path, required=True)
    parser.add_argument("--silver", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--threads", type=int, default=2)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    refit(args.start, args.silver, args.out)


if __name__ == "__main__":
    main()
