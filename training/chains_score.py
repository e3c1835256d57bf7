"""Chains of mentions, answered and gold, go in; MUC, B3, CEAF-e, their mean and intervals come out.

Definitions as in Pradhan et al. 2014 (the reference scorer of CoNLL 2012, version 8): Vilain et al. 1995,
Bagga and Baldwin 1998 and Luo 2005 with the entity similarity 2|K n R| / (|K| + |R|), over the mentions as
they stand, without repairs. Sums run over documents before the division.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

Chain = frozenset[Hashable]
Row = tuple[float, float, float, float]
"""For one document: found and whole for recall, found and whole for precision."""

MEASURES = ("MUC", "B3", "CEAF-e")


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """A mention as scored: words ``start`` to ``end`` of a sentence, its type and its chain."""

    sentence: int
    start: int
    end: int
    kind: str
    chain: Hashable

    @property
    def span(self) -> tuple[int, int, int]:
        """Where it is."""
        return self.sentence, self.start, self.end


def chains_of(mentions: Iterable[Marked], singles: bool = True) -> list[Chain]:
    """The chains as sets of spans; without ``singles`` those of one mention are left out (as OntoNotes)."""
    groups: dict[Hashable, set[Hashable]] = defaultdict(set)
    taken: set[Hashable] = set()
    for mention in mentions:
        if mention.span not in taken:
            taken.add(mention.span)
            groups[mention.chain].add(mention.span)
    return [frozenset(group) for group in groups.values() if singles or len(group) > 1]


def muc(key: Sequence[Chain], answer: Sequence[Chain]) -> Row:
    """Links that join what belongs together (Vilain et al. 1995)."""

    def links(mine: Sequence[Chain], other: Sequence[Chain]) -> tuple[float, float]:
        home = {mention: number for number, chain in enumerate(other) for mention in chain}
        found = whole = 0
        for chain in mine:
            parts = len({home[m] for m in chain if m in home}) + sum(m not in home for m in chain)
            found += len(chain) - parts
            whole += len(chain) - 1
        return found, whole

    return *links(key, answer), *links(answer, key)


def b_cubed(key: Sequence[Chain], answer: Sequence[Chain]) -> Row:
    """The share of each mention's chain that is found with it (Bagga and Baldwin 1998)."""

    def shares(mine: Sequence[Chain], other: Sequence[Chain]) -> tuple[float, float]:
        home = {mention: number for number, chain in enumerate(other) for mention in chain}
        found = 0.0
        for chain in mine:
            parts = Counter(home[m] for m in chain if m in home)
            found += sum(size * size for size in parts.values()) / len(chain)
        return found, sum(map(len, mine))

    return *shares(key, answer), *shares(answer, key)


def ceaf(key: Sequence[Chain], answer: Sequence[Chain]) -> Row:
    """Likeness of chains under the best one-to-one pairing (Luo 2005, entity based)."""
    home = {mention: number for number, chain in enumerate(answer) for mention in chain}
    common = [Counter(home[m] for m in chain if m in home) for chain in key]
    total = 0.0
    for rows in _components(common):
        columns = sorted({column for row in rows for column in common[row]})
        likeness = np.zeros((len(rows), len(columns)))
        for at, row in enumerate(rows):
            for column, size in common[row].items():
                likeness[at, columns.index(column)] = 2 * size / (len(key[row]) + len(answer[column]))
        total += best_pairing(likeness)
    return total, len(key), total, len(answer)


def _components(common: Sequence[Counter[int]]) -> list[list[int]]:
    """Rows that touch, directly or over others, the same columns; rows that touch none are left out."""
    top: dict[int, int] = {}
    groups: dict[int, list[int]] = {}
    for row, columns in enumerate(common):
        if not columns:
            continue
        met = {top[column] for column in columns if column in top}
        members = [row, *(r for old in met for r in groups.pop(old))]
        groups[row] = members
        for member in members:
            top.update(dict.fromkeys(common[member], row))
    return [sorted(rows) for rows in groups.values()]


def best_pairing(gain: np.ndarray) -> float:
    """The greatest sum of a one-to-one pairing of rows and columns (Kuhn 1955, with potentials)."""
    if gain.shape[0] > gain.shape[1]:
        gain = gain.T
    rows, columns = gain.shape
    cost = -gain
    above, beside = np.zeros(rows + 1), np.zeros(columns + 1)
    owner = np.zeros(columns + 1, dtype=np.int64)
    for row in range(1, rows + 1):
        owner[0], here = row, 0
        least = np.full(columns + 1, np.inf)
        used = np.zeros(columns + 1, dtype=bool)
        back = np.zeros(columns + 1, dtype=np.int64)
        while owner[here]:
            used[here] = True
            reduced = cost[owner[here] - 1] - above[owner[here]] - beside[1:]
            better = ~used[1:] & (reduced < least[1:])
            least[1:][better] = reduced[better]
            back[1:][better] = here
            step_to = int(np.where(used, np.inf, least)[1:].argmin()) + 1
            step = least[step_to]
            above[owner[used]] += step
            beside[used] -= step
            least[~used] -= step
            here = step_to
        while here:
            owner[here] = owner[back[here]]
            here = int(back[here])
    return float(sum(gain[owner[c] - 1, c - 1] for c in range(1, columns + 1) if owner[c]))


def document_rows(gold: Sequence[Marked], answered: Sequence[Marked], singles: bool = True) -> list[Row]:
    """MUC, B3 and CEAF-e of one document."""
    key, answer = chains_of(gold, singles), chains_of(answered, singles)
    return [muc(key, answer), b_cubed(key, answer), ceaf(key, answer)]


def f_scores(sums: np.ndarray) -> np.ndarray:
    """F1 in per cent from (..., found, whole, found, whole)."""
    recall = sums[..., 0] / np.maximum(sums[..., 1], 1e-9)
    precision = sums[..., 2] / np.maximum(sums[..., 3], 1e-9)
    scores: np.ndarray = 200 * recall * precision / np.maximum(recall + precision, 1e-9)
    return scores


def conll(rows: Sequence[Sequence[Row]], times: int = 1000) -> dict[str, float]:
    """The three F1, their mean ("CoNLL") and its 95 % bootstrap interval over documents ("low", "high")."""
    table = np.array(rows, dtype=np.float64)
    single = f_scores(table.sum(0))
    draw = np.random.default_rng(7)
    picks = draw.integers(0, len(table), (times, len(table)))
    means = f_scores(table[picks].sum(1)).mean(1)
    low, high = (float(np.quantile(means, q)) for q in (0.025, 0.975))
    named = dict(zip(MEASURES, map(float, single), strict=True))
    return named | {"CoNLL": float(single.mean()), "low": low, "high": high}


def mention_counts(gold: Sequence[Marked], answered: Sequence[Marked]) -> dict[str, tuple[int, int, int]]:
    """(right, answered, gold) of one document's mentions by span, and by span and type."""
    out = {}
    for name in ("mentions", "mentions with type"):
        typed = name != "mentions"
        want, have = ({(*m.span, m.kind if typed else "") for m in side} for side in (gold, answered))
        out[name] = (len(want & have), len(have), len(want))
    return out


def score(
    gold: Mapping[str, Sequence[Marked]], answered: Mapping[str, Sequence[Marked]]
) -> dict[str, dict[str, float]]:
    """CoNLL scores over documents by name: with and without single mentions, news apart."""
    out = {}
    for part, names in (("all", list(gold)), ("news", [n for n in gold if "_news_" in n])):
        for singles in (True, False):
            rows = [document_rows(gold[n], answered.get(n, ()), singles) for n in names]
            if rows:
                out[f"{part}, {'with' if singles else 'without'} single mentions"] = conll(rows)
    return out
