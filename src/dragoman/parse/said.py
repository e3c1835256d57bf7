"""Attribution tags and link scores of a window go in; attributions (source, cue, content) come out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from dragoman.parse.decode import Floats, Ints, spans_of
from dragoman.parse.model import Scores
from dragoman.records import SaidSpan, Span

Run = tuple[int, int]


@dataclass
class Group:
    """One attribution as runs of words of a window."""

    source: list[Run] = field(default_factory=list)
    cue: list[Run] = field(default_factory=list)
    content: list[Run] = field(default_factory=list)


def attributions(
    scores: Scores, path: Ints, labels: tuple[str, ...], spans: Sequence[Span]
) -> list[SaidSpan]:
    """The attributions of one window; ``spans`` are its words' positions in the text, in order of the cue."""
    runs = spans_of(path, labels)
    groups = [Group(cue=[(low, high)]) for kind, low, high in runs if kind == "cue"]
    loose: list[Group] = []
    heads = scores.link_head[[g.cue[0][0] for g in groups]]
    for kind, low, high in runs:
        if kind == "cue":
            continue
        if groups:
            group = groups[_nearest(scores.link_dep[low:high], heads)]
            getattr(group, kind).append((low, high))
        elif kind == "content":
            loose.append(Group(content=[(low, high)]))
    sure = _sureness(scores.said, path)
    # A cue to which no content belongs is a wrong cue more often than not.
    found = [g for g in groups if g.content] + loose
    found.sort(key=lambda g: min(run[0] for run in [*g.source, *g.cue, *g.content]))
    return [_span(group, sure, spans) for group in found]


def _nearest(dep: Floats, heads: Floats) -> int:
    """Which cue the words of a run belong to: the mean over words of the log share of each cue."""
    scores = dep @ heads.T
    top = scores.max(1, keepdims=True)
    shares = scores - top - np.log(np.exp(scores - top).sum(1, keepdims=True))
    return int(shares.mean(0).argmax())


def _sureness(scores: Floats, path: Ints) -> Floats:
    """Each word's probability of its tag, neighbours apart."""
    top = scores.max(1, keepdims=True)
    shares = np.exp(scores - top)
    shares /= shares.sum(1, keepdims=True)
    chosen: Floats = shares[np.arange(len(path)), path]
    return chosen


def _span(group: Group, sure: Floats, spans: Sequence[Span]) -> SaidSpan:
    runs = [*group.source, *group.cue, *group.content]
    score = float(np.mean([sure[low:high].mean() for low, high in runs]))

    def place(found: list[Run]) -> tuple[Span, ...]:
        return tuple((spans[low][0], spans[high - 1][1]) for low, high in found)

    return SaidSpan(
        source=place(group.source), cue=place(group.cue), content=place(group.content), score=round(score, 4)
    )
