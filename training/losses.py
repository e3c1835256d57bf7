"""A batch and the network's scores go in, one loss a head comes out."""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor

from training.network import Heads
from training.windows import IGNORE, Batch

WEIGHTS = {
    "end": 0.5, "upos": 0.5, "feats": 0.5, "lemma": 0.5, "arc": 1.0, "rel": 1.0,
    "name": 2.0, "said": 1.0, "link": 0.5, "factual": 0.3, "eventive": 0.5,
}  # fmt: skip


def forward_sum(scores: Tensor, moves: Tensor, words: Tensor) -> Tensor:
    """Log of the sum over all tag paths: scores (batch, words, tags), moves (tags, tags), words a mask."""
    total = scores[:, 0]
    for place in range(1, scores.shape[1]):
        step = torch.logsumexp(total.unsqueeze(2) + moves, 1) + scores[:, place]
        total = torch.where(words[:, place, None], step, total)
    return torch.logsumexp(total, 1)


def chain_loss(scores: Tensor, moves: Tensor, gold: Tensor, words: Tensor) -> Tensor:
    """Negative log likelihood a word of a linear-chain CRF; unknown tags (IGNORE) are summed over."""
    rows = (gold != IGNORE).any(1)
    if not rows.any():
        return scores.new_zeros(())
    scores, gold, words = scores[rows], gold[rows], words[rows]
    closed = F.one_hot(gold.clamp_min(0), scores.shape[2]) == 0
    closed &= (gold != IGNORE).unsqueeze(2)
    kept = scores.masked_fill(closed, -1e4)
    lost = forward_sum(scores, moves, words) - forward_sum(kept, moves, words)
    return lost.sum() / (gold != IGNORE).sum()


def losses(heads: Heads, words: Tensor, batch: Batch) -> dict[str, Tensor]:
    """Every head's mean loss over the words for which the batch has an answer."""
    out: dict[str, Tensor] = {}
    gold = batch.layers
    for name in ("upos", "feats", "lemma"):
        if (gold[name] != IGNORE).any():
            chosen = gold[name] != IGNORE
            out[name] = F.cross_entropy(getattr(heads, name)(words[chosen]).float(), gold[name][chosen])
    for name in ("end", "eventive"):
        chosen = gold[name] != IGNORE
        if chosen.any():
            scores = getattr(heads, name)(words[chosen]).float().squeeze(-1)
            out[name] = F.binary_cross_entropy_with_logits(scores, gold[name][chosen].float())
    chosen = ~torch.isnan(batch.factual)
    if chosen.any():
        scores = heads.factual(words[chosen]).float().squeeze(-1)
        out["factual"] = F.smooth_l1_loss(scores, batch.factual[chosen])
    if (gold["name"] != IGNORE).any():
        out["name"] = chain_loss(heads.name(words).float(), heads.name_moves, gold["name"], batch.words)
    if (gold["said"] != IGNORE).any():
        out["said"] = chain_loss(heads.said(words).float(), heads.said_moves, gold["said"], batch.words)
        dep, head = heads.links(words)
        chosen = gold["link"] != IGNORE
        if chosen.any():
            scores = (dep @ head.transpose(1, 2)).float().masked_fill(~batch.words.unsqueeze(1), -1e4)
            out["link"] = F.cross_entropy(scores[chosen], gold["link"][chosen])
    if (gold["rel"] != IGNORE).any():
        out |= tree_losses(heads, words, batch)
    return out


def tree_losses(heads: Heads, words: Tensor, batch: Batch) -> dict[str, Tensor]:
    """Losses of arcs (among the words of the same sentence) and of relations at gold arcs."""
    gold = batch.layers
    scores = arc_scores(heads, words, gold["sentence"], batch.words)
    chosen = gold["head"] != IGNORE
    out = {"arc": F.cross_entropy(scores[chosen], gold["head"][chosen])}
    dep, head = heads.relations(words)
    root = heads.rel_root.to(head.dtype).expand(head.shape[0], 1, -1)
    head = torch.cat([root, head], 1)
    chosen = chosen & (gold["rel"] != IGNORE)
    at = gold["head"].clamp_min(0).unsqueeze(-1).expand(-1, -1, head.shape[2])
    pairs = torch.gather(head, 1, at)[chosen]
    out["rel"] = F.cross_entropy(heads.relation_scores(dep[chosen], pairs).float(), gold["rel"][chosen])
    return out


def arc_scores(heads: Heads, words: Tensor, sentence: Tensor, mask: Tensor) -> Tensor:
    """Arc scores (batch, words, 1 + words); column 0 is the root; other sentences' words are closed."""
    dep, head = heads.arcs(words)
    head = torch.cat([heads.arc_root.to(head.dtype).expand(head.shape[0], 1, -1), head], 1)
    scores = (dep @ head.transpose(1, 2)).float()
    same = (sentence.unsqueeze(2) == sentence.unsqueeze(1)) & mask.unsqueeze(1)
    same = same & ~torch.eye(same.shape[1], dtype=torch.bool)
    closed = torch.cat([torch.zeros_like(same[:, :, :1]), ~same], 2)
    return scores.masked_fill(closed, -1e4)
