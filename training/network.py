"""Piece ids and case classes go in, word vectors and every head's scores come out (training only)."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from dragoman.parse.paths import MARKS, rows_for
from training.corpora import EVENT_TAGS, MENTION_TAGS, TIME_TAGS
from training.roles import ROLE_TAGS, SENSES
from training.windows import RoleBatch

WIDTH, LAYERS, HEADS, VOCABULARY, POSITIONS = 384, 6, 12, 30522, 512
CASES = 12


@dataclass(frozen=True)
class Sizes:
    """How many labels each head has, and how wide the biaffine projections are."""

    upos: int
    feats: int
    lemma: int
    relation: int
    name: int = 7
    said: int = 7
    arc: int = 256
    rel: int = 64
    link: int = 128
    time: int = len(TIME_TAGS)
    mention: int = len(MENTION_TAGS)
    event: int = len(EVENT_TAGS)
    sense: int = len(SENSES)
    role: int = len(ROLE_TAGS)
    roles: int = 64
    chain: int = 64


class Layer(nn.Module):
    """One post-norm BERT layer."""

    def __init__(self) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm1 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.up = nn.Linear(WIDTH, 4 * WIDTH)
        self.down = nn.Linear(4 * WIDTH, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        """States (batch, length, width) and an additive mask, or None, to new states."""
        batch, length, _ = x.shape
        qkv = self.qkv(x).view(batch, length, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        q, k, v = qkv[0], qkv[1], qkv[2]
        # Spelled out: torch's fused attention is several times slower in bfloat16 on a processor (backward).
        scores = (q @ k.transpose(-1, -2)).float() * (WIDTH // HEADS) ** -0.5
        if mask is not None:
            scores = scores + mask
        seen = torch.softmax(scores, -1).to(v.dtype) @ v
        seen = seen.permute(0, 2, 1, 3).reshape(batch, length, WIDTH)
        x = self.norm1(x + self.out(seen))
        return self.norm2(x + self.down(F.gelu(self.up(x))))


class Encoder(nn.Module):
    """MiniLM-L6 with a case embedding for every piece; gives a learned mix of its layers."""

    def __init__(self) -> None:
        super().__init__()
        self.words = nn.Embedding(VOCABULARY, WIDTH)
        self.places = nn.Embedding(POSITIONS, WIDTH)
        self.cases = nn.Embedding(CASES, WIDTH)
        nn.init.zeros_(self.cases.weight)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.mix = nn.Parameter(torch.tensor([0.0] * (LAYERS - 2) + [1.0, 2.0]))

    def forward(self, pieces: Tensor, cases: Tensor, mask: Tensor | None, drop: float = 0.0) -> Tensor:
        """Piece ids and case classes (batch, length) to states (batch, length, width)."""
        place = self.places.weight[: pieces.shape[1]]
        x = self.norm(self.words(pieces) + place + self.cases(cases))
        x = F.dropout(x, drop, self.training)
        share = torch.softmax(self.mix, 0)
        mixed = torch.zeros_like(x)
        for number, layer in enumerate(self.layers):
            x = layer(x, mask)
            mixed = mixed + share[number] * x
        return mixed


def load_pretrained(encoder: Encoder, path: Path) -> None:
    """Fills the encoder from ``model.safetensors``; word-piece vectors are rounded to int8 and frozen."""
    from safetensors.torch import load_file

    saved = load_file(str(path))
    saved = {key.removeprefix("bert."): value for key, value in saved.items()}
    with torch.no_grad():
        encoder.words.weight.copy_(rounded(saved["embeddings.word_embeddings.weight"]))
        place = saved["embeddings.position_embeddings.weight"]
        encoder.places.weight.copy_(place + saved["embeddings.token_type_embeddings.weight"][0])
        encoder.norm.weight.copy_(saved["embeddings.LayerNorm.weight"])
        encoder.norm.bias.copy_(saved["embeddings.LayerNorm.bias"])
        for number, layer in enumerate(encoder.layers):
            root = f"encoder.layer.{number}."
            for kind in ("weight", "bias"):
                parts = [saved[f"{root}attention.self.{name}.{kind}"] for name in ("query", "key", "value")]
                getattr(layer.qkv, kind).copy_(torch.cat(parts))
                getattr(layer.out, kind).copy_(saved[f"{root}attention.output.dense.{kind}"])
                getattr(layer.norm1, kind).copy_(saved[f"{root}attention.output.LayerNorm.{kind}"])
                getattr(layer.up, kind).copy_(saved[f"{root}intermediate.dense.{kind}"])
                getattr(layer.down, kind).copy_(saved[f"{root}output.dense.{kind}"])
                getattr(layer.norm2, kind).copy_(saved[f"{root}output.LayerNorm.{kind}"])
    encoder.words.weight.requires_grad_(False)


def rounded(weight: Tensor) -> Tensor:
    """A matrix as its row-wise int8 form gives it back."""
    scale = weight.abs().amax(1, keepdim=True).clamp_min(1e-8) / 127
    return (weight / scale).round().clamp(-127, 127) * scale


class Heads(nn.Module):
    """All heads over word vectors."""

    def __init__(self, sizes: Sizes) -> None:
        super().__init__()
        self.sizes = sizes
        self.join = nn.Linear(2 * WIDTH, WIDTH)
        with torch.no_grad():
            eye = torch.eye(WIDTH) * 0.5
            self.join.weight.copy_(torch.cat([eye, eye], 1))
            self.join.bias.zero_()
        self.end = nn.Linear(WIDTH, 1)
        self.upos = nn.Linear(WIDTH, sizes.upos)
        self.feats = nn.Linear(WIDTH, sizes.feats)
        self.lemma = nn.Linear(WIDTH, sizes.lemma)
        self.name = nn.Linear(WIDTH, sizes.name)
        self.said = nn.Linear(WIDTH, sizes.said)
        self.factual = nn.Linear(WIDTH, 1)
        self.eventive = nn.Linear(WIDTH, 1)
        self.name_moves = nn.Parameter(torch.zeros(sizes.name, sizes.name))
        self.said_moves = nn.Parameter(torch.zeros(sizes.said, sizes.said))
        self.arc_dep = nn.Linear(WIDTH, sizes.arc)
        self.arc_head = nn.Linear(WIDTH, sizes.arc)
        self.arc_root = nn.Parameter(torch.randn(sizes.arc) * 0.02)
        self.arc_form = nn.Parameter(torch.eye(sizes.arc) * 0.1)
        self.arc_bias = nn.Parameter(torch.zeros(sizes.arc))
        self.rel_dep = nn.Linear(WIDTH, sizes.rel)
        self.rel_head = nn.Linear(WIDTH, sizes.rel)
        self.rel_root = nn.Parameter(torch.randn(sizes.rel) * 0.02)
        self.rel_form = nn.Parameter(torch.randn(sizes.rel, sizes.relation, sizes.rel) * 0.02)
        self.rel_one = nn.Linear(2 * sizes.rel, sizes.relation)
        self.link_dep = nn.Linear(WIDTH, sizes.link)
        self.link_head = nn.Linear(WIDTH, sizes.link)
        self.time = nn.Linear(WIDTH, sizes.time)
        self.mention = nn.Linear(WIDTH, sizes.mention)
        self.event_in = nn.Linear(WIDTH, WIDTH // 2)
        self.event = nn.Linear(WIDTH // 2, sizes.event)
        self.sense = nn.Linear(WIDTH, sizes.sense)
        self.role_pred = nn.Linear(WIDTH, sizes.roles)
        self.role_arg = nn.Linear(WIDTH, sizes.roles)
        self.role_form = nn.Parameter(torch.randn(sizes.roles, sizes.role, sizes.roles) * 0.02)
        self.role_one = nn.Linear(2 * sizes.roles, sizes.role)
        self.role_path = nn.Embedding(rows_for(sizes.relation), sizes.roles)
        self.role_mark = nn.Embedding(MARKS, sizes.roles)
        self.role_own = nn.Embedding(sizes.relation, sizes.roles)
        for table in (self.role_path, self.role_mark, self.role_own):
            nn.init.normal_(table.weight, std=0.1)
        self.chain_from = nn.Linear(WIDTH, sizes.chain)
        self.chain_to = nn.Linear(WIDTH, sizes.chain)
        self.chain_none = nn.Parameter(torch.randn(sizes.chain) * 0.02)

    def words(self, states: Tensor, first: Tensor, last: Tensor) -> Tensor:
        """States at each word's first and last piece (batch, words) to word vectors."""
        pick = lambda at: torch.gather(states, 1, at.unsqueeze(-1).expand(-1, -1, WIDTH))  # noqa: E731
        return self.join(torch.cat([pick(first), pick(last)], -1))

    def tags(self, words: Tensor) -> dict[str, Tensor]:
        """Scores of every head that judges a word alone."""
        names = ("end", "upos", "feats", "lemma", "name", "said", "factual", "eventive")
        return {name: getattr(self, name)(words) for name in names}

    def arcs(self, words: Tensor) -> tuple[Tensor, Tensor]:
        """Projections whose product scores arcs: dependents already multiplied by the form, and heads."""
        dep = F.gelu(self.arc_dep(words)) @ self.arc_form + self.arc_bias
        return dep, F.gelu(self.arc_head(words))

    def relations(self, words: Tensor) -> tuple[Tensor, Tensor]:
        """Projections for relation scores: dependents and heads."""
        return F.gelu(self.rel_dep(words)), F.gelu(self.rel_head(words))

    def relation_scores(self, dep: Tensor, head: Tensor) -> Tensor:
        """Pairs of projections (pairs, rel) to relation scores (pairs, relations)."""
        size, relations, _ = self.rel_form.shape
        turned = (dep @ self.rel_form.reshape(size, -1)).view(-1, relations, size)
        return (turned * head.unsqueeze(1)).sum(-1) + self.rel_one(torch.cat([dep, head], -1))

    def acts(self, words: Tensor) -> Tensor:
        """Scores of the event types that a word may name."""
        return self.event(F.gelu(self.event_in(words)))

    def role_scores(self, words: Tensor, roles: RoleBatch) -> Tensor:
        """Scores of the role tags of each predicate's sentence (predicates, words, tags)."""
        size, tags, _ = self.role_form.shape
        pred = F.gelu(self.role_pred(words[roles.row, roles.predicate]))
        placed = self.role_path(roles.path) + self.role_mark(roles.mark)
        placed = placed + self.role_own(roles.own).unsqueeze(1)
        arg = F.relu(self.role_arg(words)[roles.row.unsqueeze(1), roles.words] + placed)
        turned = (pred @ self.role_form.reshape(size, -1)).view(-1, tags, size)
        whole = arg @ turned.transpose(1, 2)
        one, two = self.role_one.weight[:, :size], self.role_one.weight[:, size:]
        return whole + (pred @ one.T).unsqueeze(1) + arg @ two.T + self.role_one.bias

    def chain_scores(self, words: Tensor) -> tuple[Tensor, Tensor]:
        """Scores that a word's mention goes on with that of another (batch, words, words), or with none."""
        here = self.chain_from(words) * self.chain_none.shape[0] ** -0.5
        return here @ self.chain_to(words).transpose(1, 2), here @ self.chain_none

    def links(self, words: Tensor) -> tuple[Tensor, Tensor]:
        """Projections whose product scores "this word belongs to the attribution with that cue"."""
        return self.link_dep(words), self.link_head(words)


class Network(nn.Module):
    """Encoder and heads."""

    def __init__(self, sizes: Sizes) -> None:
        super().__init__()
        self.encoder = Encoder()
        self.heads = Heads(sizes)

    def forward(
        self, pieces: Tensor, cases: Tensor, mask: Tensor | None, first: Tensor, last: Tensor
    ) -> Tensor:
        """A batch of windows to word vectors (batch, words, width)."""
        states = self.encoder(pieces, cases, mask, drop=0.1)
        return self.heads.words(F.dropout(states, 0.2, self.training), first, last)

    def state(self) -> dict[str, object]:
        """What a checkpoint holds."""
        return {"sizes": asdict(self.heads.sizes), "weights": self.state_dict()}
