"""Spans: half-open ``(start, end)`` positions in Unicode code points of ``Report.text``."""

from __future__ import annotations

from collections.abc import Iterable

Span = tuple[int, int]


def overlaps(a: Span, b: Span) -> bool:
    """Whether two spans share at least one code point."""
    return a[0] < b[1] and b[0] < a[1]


def contains(outer: Span, inner: Span) -> bool:
    """Whether ``inner`` lies wholly inside ``outer``."""
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def hull(spans: Iterable[Span]) -> Span | None:
    """The smallest span that holds all of ``spans``; None when there are none."""
    all_spans = list(spans)
    if not all_spans:
        return None
    return min(s for s, _ in all_spans), max(e for _, e in all_spans)
