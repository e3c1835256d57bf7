"""GUM documents, read by the parser, go in; the weights of the antecedent features come out as JSON.

    python -m training.chains_fit --corpora DIR [--weights FOLDER] [--out FILE]

A log-linear choice among the candidates and "none": the log share of all right antecedents together is
maximised (Lee et al. 2017), with a small penalty on large weights. The network knows the training part by
heart, so that its scores look surer there than they are: weights are fitted on the dev part, and every dev
document is scored with weights that were fitted without it (folds of documents).
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from dragoman.parse.chain_facts import (
    ALONE,
    PAIR,
    Head,
    alone_features,
    candidates,
    facts_of,
    pair_features,
)
from dragoman.parse.chains import (
    ChainWeights,
    Nominal,
    Projections,
    find_nominals,
    mention_heads,
    network_scores,
)
from dragoman.parse.decode import Floats
from dragoman.parse.engine import weights_folder
from dragoman.parse.onnx import OnnxEngine
from dragoman.records import Sentence
from training.chains import GoldMention, add_chains, document_name, read_mentions
from training.chains_score import Marked, mention_counts, score
from training.corpora import Document, read_gum
from training.evaluate import f1, interval, read_given, sentences_of

PENALTY = 1e-4
FOLDS = 6


@dataclass(frozen=True)
class Choices:
    """The choices of one or more documents: features, which candidates there are, which are right."""

    pair: Floats
    alone: Floats
    there: np.ndarray
    right: np.ndarray


@dataclass(frozen=True)
class Reading:
    """A document as the parser reads it, and ``gold``: the chain of the mention that each word heads."""

    name: str
    sentences: list[Sentence]
    tags: list[list[str]]
    projections: Projections
    gold: list[int]


def read(weights: Path, docs: Sequence[Document]) -> list[Reading]:
    """Reads the documents' own words and sentences with the weights in a folder."""
    engine = OnnxEngine(weights)
    labels = json.loads((weights / "labels.json").read_text(encoding="utf-8"))["mention"]
    with np.load(weights / "decoder.npz") as arrays:
        none = arrays["chain_none"]
    return [_read(engine, doc, labels, none) for doc in docs]


def _read(engine: OnnxEngine, doc: Document, labels: Sequence[str], none: Floats) -> Reading:
    spans = sentences_of(doc)
    breaks = [i == 0 or doc.paragraph[a] != doc.paragraph[spans[i - 1][0]] for i, (a, _) in enumerate(spans)]
    scores = list(engine.scores_of([doc.forms[a:b] for a, b in spans], breaks))
    return Reading(
        document_name(doc),
        read_given(engine, doc),
        [[labels[i] for i in one.mention.argmax(1)] for one in scores],
        Projections(
            np.concatenate([one.chain_from for one in scores]),
            np.concatenate([one.chain_to for one in scores]),
            none,
        ),
        list(doc.chain or ()),
    )


def choices_of(reading: Reading) -> Choices:
    """The choices that a reading leaves, with the gold chains of the heads that it got right."""
    heads = mention_heads(reading.sentences, reading.tags)
    starts = np.cumsum([0, *(len(s.words) for s in reading.sentences)])
    gold = [reading.gold[starts[h.sentence] + h.word] for h in heads]
    named = [number if number >= 0 else None for number in gold]
    return choices(reading.sentences, heads, named, reading.projections)


def nominals(reading: Reading, weights: ChainWeights) -> tuple[Nominal, ...]:
    """The mentions and chains of a reading."""
    return find_nominals(reading.sentences, reading.tags, reading.projections, weights)


def crossed(readings: Sequence[Reading]) -> dict[str, tuple[Nominal, ...]]:
    """Each document's mentions with weights that were fitted on the other folds."""
    parts = [choices_of(one) for one in readings]
    out = {}
    for fold in range(FOLDS):
        weights = fit([part for i, part in enumerate(parts) if i % FOLDS != fold])
        out |= {one.name: nominals(one, weights) for one in readings[fold::FOLDS]}
    return out


def measured(answered: Mapping[str, Sequence[Nominal]], root: Path) -> dict[str, dict[str, float]]:
    """CoNLL scores of GUM documents, and F1 of their mentions with a 95 % interval over documents."""
    known = read_mentions(root)
    gold = {name: [_marked(m) for m in known[name][1]] for name in answered}
    told = {name: [_marked(m) for m in found] for name, found in answered.items()}
    out = score(gold, told)
    for what in ("mentions", "mentions with type"):
        rows = [mention_counts(gold[name], told[name])[what] for name in answered]
        low, high = interval(rows)
        out[what] = {"F1": f1(rows), "low": low, "high": high}
    return out


def _marked(one: Nominal | GoldMention) -> Marked:
    return Marked(sentence=one.sentence, start=one.start, end=one.end, kind=one.kind, chain=one.chain)


def choices(
    sentences: Sequence[Sentence],
    heads: Sequence[Head],
    chain: Sequence[object],
    projections: Projections | None = None,
) -> Choices:
    """The choices of one document; ``chain`` names the gold chain of each head (None: no gold mention)."""
    facts = facts_of(sentences, heads)
    earlier = candidates(facts)
    rows = np.arange(len(heads))
    pair, none = network_scores(facts.place, rows, earlier, projections)
    names = {name: number for number, name in enumerate(dict.fromkeys(chain)) if name is not None}
    gold = np.array([names.get(name, -1) for name in chain], dtype=np.int64)
    there = earlier >= 0
    right = there & (gold[:, None] == gold[earlier]) & (gold >= 0)[:, None]
    return Choices(pair_features(facts, rows, earlier, pair), alone_features(facts, rows, none), there, right)


def fit(parts: Sequence[Choices], rounds: int = 120) -> ChainWeights:
    """The weights that make the right choices likeliest."""
    pair, alone, there, right = (
        torch.from_numpy(np.concatenate([getattr(p, name) for p in parts]))
        for name in ("pair", "alone", "there", "right")
    )
    weights = torch.zeros(len(PAIR) + len(ALONE), requires_grad=True)
    good = torch.cat([right, ~right.any(1, keepdim=True)], 1)
    open_ = torch.cat([there, torch.ones_like(good[:, :1])], 1)
    optim = torch.optim.LBFGS([weights], max_iter=rounds, history_size=20, line_search_fn="strong_wolfe")

    def loss() -> torch.Tensor:
        optim.zero_grad()
        scores = torch.cat([pair @ weights[: len(PAIR)], (alone @ weights[len(PAIR) :]).unsqueeze(1)], 1)
        whole = scores.masked_fill(~open_, -1e4).logsumexp(1)
        value = (whole - scores.masked_fill(~good, -1e4).logsumexp(1)).mean()
        value = value + PENALTY * (weights**2).sum()
        value.backward()
        return value

    optim.step(loss)
    found = weights.detach().numpy()
    return ChainWeights(found[: len(PAIR)].copy(), found[len(PAIR) :].copy())


def save(weights: ChainWeights, path: Path) -> None:
    """Writes the weights by name."""
    named = {
        "pair": dict(zip(PAIR, (round(float(w), 4) for w in weights.pair), strict=True)),
        "alone": dict(zip(ALONE, (round(float(w), 4) for w in weights.alone), strict=True)),
    }
    path.write_text(json.dumps(named, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    """Fits the weights, says how good they are on documents that they were not fitted on, and writes them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--weights", type=Path, default=weights_folder())
    parser.add_argument("--out", type=Path)
    args = parser.parse_args()
    for part, scores in measured(crossed(dev_readings(args.weights, args.corpora)), args.corpora).items():
        print(f"{part:32}", " ".join(f"{name} {value:.1f}" for name, value in scores.items()))
    fit_chains(args.weights, args.corpora, args.out)


def dev_readings(weights: Path, root: Path) -> list[Reading]:
    """The GUM dev documents as the weights in a folder read them."""
    docs = read_gum(root, "dev")
    add_chains(docs, root)
    return read(weights, docs)


def fit_chains(weights: Path, root: Path, out: Path | None = None) -> None:
    """Writes ``chains.json`` of a folder of weights, fitted on the GUM dev documents."""
    save(fit([choices_of(one) for one in dev_readings(weights, root)]), out or weights / "chains.json")


if __name__ == "__main__":
    main()
