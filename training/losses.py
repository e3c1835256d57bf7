"""A batch and the network's scores go in, one loss a head comes out."""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor

from training.network import Heads
from training.windows import IGNORE, Batch

WEIGHTS = {
    "end": 0.5, "upos": 0.5, "feats": 0.5, "lemma": 0.5, "arc": 1.0, "rel": 1.0,
    "name": 2.0, "said": 1.0, "link": 0.5, "factual": 0.3, "eventive": 0.5, "time": 0.3, "mention": 0.3,
    "chain": 0.2, "sense": 0.3, "role": 1.5, "event": 0.5,
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
    for name in ("upos", "feats", "lemma", "time", "mention", "sense"):
        if (gold[name] != IGNORE).any():
            chosen = gold[name] != IGNORE
            out[name] = F.cross_entropy(getattr(heads, name)(words[chosen]).float(), gold[name][chosen])
    chosen = gold["event"] != IGNORE
    if chosen.any():
        out["event"] = F.cross_entropy(heads.acts(words[chosen]).float(), gold["event"][chosen])
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
    if batch.roles is not None:
        scores = heads.role_scores(words, batch.roles).float()
        chosen = batch.roles.gold != IGNORE
        out["role"] = F.cross_entropy(scores[chosen], batch.roles.gold[chosen])
    if (gold["chain"] >= 0).any():
        out["chain"] = chain_of_mentions(heads, words, gold["chain"], gold["begins"] == 1)
    if (gold["rel"] != IGNORE).any():
        out |= tree_losses(heads, words, batch)
    return out


def chain_of_mentions(heads: Heads, words: Tensor, chain: Tensor, begins: Tensor) -> Tensor:
    """Negative log share of the earlier mentions of the same chain, or of "none" where the chain begins.

    A mention whose chain began before the window and is not met again in it teaches nothing.
    """
    pair, none = heads.chain_scores(words)
    mention = chain >= 0
    place = torch.arange(chain.shape[1])
    earlier = (place.unsqueeze(1) > place).unsqueeze(0) & mention.unsqueeze(1) & mention.unsqueeze(2)
    same = earlier & (chain.unsqueeze(1) == chain.unsqueeze(2))
    whole = torch.cat([none.unsqueeze(2), pair], 2).float()
    first = torch.zeros_like(earlier[:, :, :1])
    open_ = whole.masked_fill(~torch.cat([~first, earlier], 2), -1e4)
    right = whole.masked_fill(~torch.cat([~same.any(2, keepdim=True), same], 2), -1e4)
    lost = torch.logsumexp(open_, 2) - torch.logsumexp(right, 2)
    return lost[mention & (same.any(2) | begins)].sum() / mention.sum()


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
