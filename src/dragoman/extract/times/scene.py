"""Where an expression stands: the day it is seen from, what was spoken of before, and which way it leans."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from dragoman.extract.times.spans import ORDER, Day, Resolved
from dragoman.lexicon.numbers import Numbers
from dragoman.lexicon.times import HolidayRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """What a meaning is resolved against.

    ``today``: the day from which "yesterday" is counted (the publication, or in a quotation the day of the
    saying); ``near``: the day near which a date without a year lies; ``lean``: -1 back, 1 ahead, 0 not told;
    ``told``: what was resolved before, the latest last; ``here``: how many of those in the same sentence;
    ``narrative``: the report tells of times long gone.
    """

    today: Day | None
    near: Day | None
    lean: int
    told: tuple[Resolved, ...]
    here: int
    narrative: bool
    numbers: Numbers
    holidays: Mapping[str, HolidayRow]

    def hand(self, grain: str) -> Day | None:
        """The day that "the year" or "the month" without more is in: today, unless this sentence or a
        history told
        of another."""
        told = self.told if self.narrative else self.told[len(self.told) - self.here :]
        return replace(self, told=told).reference(grain) or self.today

    def reference(self, grain: str) -> Day | None:
        """The day last spoken of that is at least as fine as the grain, or None."""
        found = self.last_told(grain)
        if found is None:
            return None
        return found.latest if grain == "end" else found.earliest

    def last_told(self, grain: str) -> Resolved | None:
        """What was last spoken of that is at least as fine as the grain, or None."""
        limit = ORDER.index(grain) if grain in ORDER else 1
        for resolved in reversed(self.told):
            if resolved.earliest and resolved.grain in ORDER and ORDER.index(resolved.grain) <= max(limit, 1):
                return resolved
        return None
