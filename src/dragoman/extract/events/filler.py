"""What fills a place in an event: an actor's id with the words that say so, and the two sides of an event."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.records import Span


@dataclass(frozen=True, slots=True)
class Filler:
    """An actor that takes part and the words that say so (None when carried over from elsewhere)."""

    actor: str
    mention: Span | None
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Sides:
    """The participants of one event, read from one place."""

    actors: tuple[Filler, ...]
    recipients: tuple[Filler, ...]
