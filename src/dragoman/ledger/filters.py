"""What to ask a ledger for: empty and None mean any."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

Day = datetime.date


@dataclass(frozen=True, slots=True, kw_only=True)
class EventFilter:
    """Which events. Names are countries (code or name) or persons and groups; empty means any.

    ``between``: two names of which one acts on the other, or both act together. ``since``/``until``: the
    days that the event's own days must touch. ``source_kinds`` may hold "reporter". ``report``: the
    beginning of a report's id, or its ref.
    """

    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    anyone: tuple[str, ...] = ()
    between: tuple[str, str] | None = None
    types: tuple[str, ...] = ()
    modes: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    since: Day | None = None
    until: Day | None = None
    source_kinds: tuple[str, ...] = ()
    report: str | None = None
    repeats: bool = True
    dated: bool | None = None
    limit: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteFilter:
    """Which attributions: by whom, to whom, about what (a word or phrase), published since when."""

    by: str | None = None
    to: str | None = None
    about: str | None = None
    since: Day | None = None
    source_kinds: tuple[str, ...] = ()
    limit: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureFilter:
    """Which figures: by unit, by what is counted or measured (a word or phrase), published since when."""

    unit: str | None = None
    about: str | None = None
    since: Day | None = None
    report: str | None = None
    limit: int | None = None
