"""A reading: everything that was found in one report, ready to be kept or shown."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.records.findings import Actor, Attribution, Event, Figure, Happening, Place, Time
from dragoman.records.report import Report, Segment
from dragoman.records.spans import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One report read. ``sentences`` are spans in the text; all ids are unique within the reading."""

    report: Report
    segments: tuple[Segment, ...]
    sentences: tuple[Span, ...]
    actors: tuple[Actor, ...]
    places: tuple[Place, ...]
    times: tuple[Time, ...]
    attributions: tuple[Attribution, ...]
    events: tuple[Event, ...]
    happenings: tuple[Happening, ...]
    figures: tuple[Figure, ...]
