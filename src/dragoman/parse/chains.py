"""Head tags and trees go in, mentions with their spans come out; word projections go in, chains come out.

A mention is told by its head word; its span is what hangs under the head in the tree, less what GUM leaves
outside of mentions: appositions, further conjuncts, asides, and the clause around a predicate noun. The
relations were set on the training part of GUM (annotated trees and heads: F1 91.7 of exact spans).
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from dragoman.parse.chain_facts import ALONE, PAIR, Head, alone_features, candidates, facts_of, pair_features
from dragoman.parse.decode import Floats, Ints
from dragoman.records import Sentence

KINDS = (
    "person", "place", "organization", "event", "time", "object", "abstract", "substance", "animal", "plant",
)  # fmt: skip
"""GUM's entity types."""
AT_ONCE = 512
"""Mentions whose candidates are weighed in one go, so that memory stays flat in long texts."""

OUTSIDE = frozenset(
    {"conj", "cc", "appos", "parataxis", "list", "discourse", "vocative", "orphan", "reparandum", "punct"}
)
"""Relations whose dependents never belong to the mention that their head heads."""
CLAUSAL = frozenset(
    {"nsubj", "csubj", "expl", "cop", "aux", "mark", "advmod", "advcl", "obl", "dislocated", "dep"}
)
"""Relations that hang on a predicate noun for the clause's sake."""
BEFORE = frozenset({"case", "cop", "mark", "advmod", "obl", "advcl", "nmod", "acl"})
"""Relations, subtypes apart, that stand outside when they come before a nominal head."""
SET_OFF = frozenset({"nmod", "acl", "obl", "advcl", "advmod", "amod", "dep"})
"""Relations, subtypes apart, that stand outside when a mark sets them off behind the head."""
PAIRS = {"(": ")", "[": "]", "{": "}", "“": "”", "‘": "’", "«": "»", '"': '"', "'": "'", "``": "''"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Nominal:
    """A mention: its head word, the words ``start`` to ``end`` of its sentence, its type and its chain.

    ``kind`` is one of GUM's ten entity types; ``chain`` numbers what is mentioned within the text, from 0 in
    order of the first mention.
    """

    sentence: int
    head: int
    start: int
    end: int
    kind: str
    chain: int


@dataclass(frozen=True, slots=True)
class Projections:
    """The network's vectors of the words of a text, in order: ``backward`` asks for an antecedent,
    ``forward`` offers one (words, size each); ``none`` stands for having no antecedent (size).
    """

    backward: Floats
    forward: Floats
    none: Floats


@dataclass(frozen=True, slots=True)
class ChainWeights:
    """What each feature counts, in the order of PAIR and ALONE."""

    pair: Floats
    alone: Floats

    @staticmethod
    def load(path: Path) -> ChainWeights:
        """Reads a JSON file {"pair": {feature: weight}, "alone": {feature: weight}}."""
        told = json.loads(path.read_text(encoding="utf-8"))
        return ChainWeights(
            np.array([told["pair"][name] for name in PAIR], dtype=np.float32),
            np.array([told["alone"][name] for name in ALONE], dtype=np.float32),
        )


def find_nominals(
    sentences: Sequence[Sentence],
    tags: Sequence[Sequence[str]],
    projections: Projections | None,
    weights: ChainWeights,
) -> tuple[Nominal, ...]:
    """All mentions of a text, in text order, with their chains.

    ``tags`` has one tag a word for each sentence ("O" or one of KINDS); the rows of ``projections`` are the
    words of all the sentences, one after the other (without them every network score is 0).
    """
    heads = mention_heads(sentences, tags)
    numbers = chain_numbers(antecedents(sentences, heads, projections, weights))
    return tuple(
        Nominal(sentence=h.sentence, head=h.word, start=h.start, end=h.end, kind=KINDS[h.kind], chain=number)
        for h, number in zip(heads, numbers, strict=True)
    )


def mention_heads(sentences: Sequence[Sentence], tags: Sequence[Sequence[str]]) -> list[Head]:
    """The words that head a mention, with the mentions' spans."""
    out = []
    for sentence, row in zip(sentences, tags, strict=True):
        for word, tag in enumerate(row):
            if tag != "O":
                out.append(Head(sentence.index, word, *mention_span(sentence, word), KINDS.index(tag)))
    return out


def antecedents(
    sentences: Sequence[Sentence],
    heads: Sequence[Head],
    projections: Projections | None,
    weights: ChainWeights,
) -> list[int]:
    """For each mention the number of the earlier one that it takes up, or -1: the best of the candidates.

    At most ``NEAR + FAR`` candidates are looked at, so the work grows with the text's length only.
    """
    if not heads:
        return []
    facts = facts_of(sentences, heads)
    earlier = candidates(facts)
    out: list[int] = []
    for low in range(0, len(heads), AT_ONCE):
        rows = np.arange(low, min(low + AT_ONCE, len(heads)))
        there = earlier[rows]
        pair, none = network_scores(facts.place, rows, there, projections)
        pairs = pair_features(facts, rows, there, pair) @ weights.pair
        alone = alone_features(facts, rows, none) @ weights.alone
        pairs = np.where(there >= 0, pairs, -np.inf)
        best = pairs.argmax(1)
        at = np.arange(len(rows))
        out += np.where(pairs[at, best] > alone, there[at, best], -1).tolist()
    return out


def network_scores(
    place: Ints, rows: Ints, earlier: Ints, projections: Projections | None
) -> tuple[Floats, Floats]:
    """The network's scores of some mentions with their candidates, and with none; 0 without projections."""
    if projections is None:
        return np.zeros(earlier.shape, dtype=np.float32), np.zeros(len(rows), dtype=np.float32)
    asking = projections.backward[place[rows]]
    offered = projections.forward[place[earlier]]
    scale = len(projections.none) ** -0.5
    pairs: Floats = (np.einsum("nc,nkc->nk", asking, offered) * scale).astype(np.float32)
    none: Floats = (asking @ projections.none * scale).astype(np.float32)
    return pairs, none


def chain_numbers(chosen: Sequence[int]) -> list[int]:
    """Numbers of the chains, from 0 in order of their first mentions, from the antecedents."""
    out: list[int] = []
    count = 0
    for earlier in chosen:
        out.append(out[earlier] if earlier >= 0 else count)
        count += earlier < 0
    return out


def mention_span(sentence: Sentence, head: int) -> tuple[int, int]:
    """First and last-but-one word of the mention that a word heads."""
    words = sentence.words
    inside = {head}
    for child in sentence.children[head]:
        if _belongs(sentence, head, child):
            inside.update(sentence.subtree(child))
    inside |= {i for i in sentence.children[head] if words[i].upos == "PUNCT"}
    start = end = head
    while start - 1 in inside:
        start -= 1
    while end + 1 in inside:
        end += 1
    return _trimmed(sentence, start, end + 1, head)


def _belongs(sentence: Sentence, head: int, child: int) -> bool:
    """Whether a dependent of a mention's head is part of the mention."""
    top, word = sentence.words[head], sentence.words[child]
    if word.relation in OUTSIDE:
        return False
    if top.upos in ("VERB", "AUX"):
        return True
    if word.relation in CLAUSAL and any(True for _ in sentence.dependents(head, "cop")):
        return False
    if child < head:
        return word.deprel not in BEFORE and word.relation not in CLAUSAL
    first = sentence.words[sentence.subtree(child)[0]]
    if first.upos != "PUNCT":
        return True
    return word.deprel not in SET_OFF and not (word.deprel == "nmod:unmarked" and first.form in PAIRS)


def _trimmed(sentence: Sentence, start: int, end: int, head: int) -> tuple[int, int]:
    """The span without marks at its edges, save a quote or bracket whose other half stands within."""
    words = sentence.words

    def partner(low: int, high: int) -> bool:
        return PAIRS.get(words[low].form) == words[high].form

    while start < head and words[start].upos == "PUNCT":
        if any(partner(start, i) for i in range(start + 1, end - 1)):
            break
        start += 1
    while end - 1 > head and words[end - 1].upos == "PUNCT":
        if any(partner(i, end - 1) for i in range(start, end - 1)):
            break
        end -= 1
    return start, end
