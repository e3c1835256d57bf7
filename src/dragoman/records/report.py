"""A report as it came in: its text, never rewritten, and what is known of its origin."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Literal

from dragoman.records.spans import Span

PublishedBasis = Literal["given", "metadata", "inferred"]
SegmentKind = Literal["headline", "body", "caption", "duplicate", "boilerplate"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """The publication day: a day, or an interval of at most seven days, or unknown (all None)."""

    day: datetime.date | None = None
    earliest: datetime.date | None = None
    latest: datetime.date | None = None
    basis: PublishedBasis | None = None
    evidence: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One report. ``id`` is the SHA-256 of ``text``; ``ref`` is the row's own id, else the path as given."""

    id: str
    ref: str
    text: str
    title: str | None = None
    source: str | None = None
    url: str | None = None
    language: str | None = "en"
    published: Published = Published()


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A labelled stretch of the text, a paragraph as a rule. ``of``: index of the segment it repeats."""

    start: int
    end: int
    kind: SegmentKind
    of: int | None = None
