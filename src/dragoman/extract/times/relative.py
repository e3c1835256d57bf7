"""Meanings counted from a day: lengths of time, "last", "next", "ago", "that year"."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from dragoman.extract.times import spans
from dragoman.extract.times.named import Calendar, Division, Holiday, Node, Season
from dragoman.extract.times.scene import Scene
from dragoman.extract.times.spans import DAY, Day, Resolved

Anchor = Literal["today", "told"]
# More days than a month has: what "this period" may speak of.
LONG = 31


@dataclass(frozen=True, slots=True, kw_only=True)
class Duration(Node):
    """A length of time. ``anchored``: -1 the last so long, 1 the next so long, seen from today."""

    amount: float | None
    unit: str
    mod: str | None = None
    anchored: int = 0
    kind: str = "dur"

    def resolve(self, scene: Scene) -> Resolved | None:
        """The TIMEX3 duration; with days where it is anchored and counted."""
        value = spans.duration_value(self.amount, self.unit)
        first = last = None
        base = until = scene.today
        told = scene.last_told(self.unit) if self.anchored > 0 and scene.narrative else None
        if told is not None:
            # A history counts on from what it told last: "in 1655 ... the next five years" ends with 1660.
            base, until = told.earliest, told.latest
        if self.anchored and base is not None and until is not None and self.amount is not None:
            end = move(until, self.amount * self.anchored, self.unit)
            if end is not None:
                first, last = min(base, end), max(base, end)
        edtf = f"{first}/{last}" if first else value if "X" not in value else None
        grain = "day" if first else None
        return Resolved(type="DURATION", value=value, mod=self.mod, edtf=edtf, earliest=first, latest=last,
                        grain=grain)  # fmt: skip


def move(day: Day, amount: float, unit: str) -> Day | None:
    """A day moved by an amount that may have a fraction ("a year and a half"); hours move by whole days."""
    if unit in ("second", "minute", "hour"):
        hours = amount / {"second": 3600, "minute": 60, "hour": 1}[unit]
        return spans.shift(day, int(hours / 24), "day")
    if float(amount).is_integer():
        return spans.shift(day, int(amount), unit)
    if unit in ("week", "weekend", "day", "night"):
        return spans.shift(day, round(amount * (7 if unit.startswith("week") else 1)), "day")
    months = amount * {"month": 1, "quarter": 3, "year": 12}.get(unit, 12 * spans.IN_YEARS.get(unit, 1))
    return spans.shift(day, round(months), "month")


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved(Node):
    """So many units from a day: from today, from the day last told of, or from another expression.

    ``grain``: how wide the answer is ("last month" is a month); None: as wide as the unit.
    """

    amount: float | None
    unit: str
    anchor: Anchor | Node = "today"
    grain: str | None = None

    def resolve(self, scene: Scene) -> Resolved | None:
        """The period at that distance. An uncounted distance is PAST_REF or FUTURE_REF."""
        if self.amount is None:
            return Resolved(value="PAST_REF")
        base = self._base(scene)
        if base is None:
            return Resolved(value="PRESENT_REF" if self.amount == 0 and self.unit == "day" else None)
        if self.unit == "weekend" and self.amount == 0:
            base = weekend_of(base, scene.lean)
        found = move(base, self.amount, self.unit)
        if found is None:
            return None
        grain = self.grain or self._grain()
        return spans.period(found, grain)

    def _grain(self) -> str:
        if self.unit in ("second", "minute", "hour"):
            return "day"
        whole = self.amount is not None and float(self.amount).is_integer()
        if self.unit in ("decade", "century", "millennium") and self.amount:
            return "year"
        return self.unit if whole else {"year": "month", "month": "week"}.get(self.unit, "day")

    def _base(self, scene: Scene) -> Day | None:
        if self.anchor == "today":
            return scene.today
        if self.anchor == "told":
            grain = self.grain or ("day" if self.unit in ("hour", "night") else self.unit)
            return scene.reference(grain) or scene.today
        inner = self.anchor.resolve(scene) if isinstance(self.anchor, Node) else None
        if inner is None or inner.earliest is None:
            return None
        return inner.latest if (self.amount or 0) > 0 else inner.earliest


@dataclass(frozen=True, slots=True, kw_only=True)
class Which(Node):
    """The last, this or next of something with a name ("last Monday", "next May", "this summer").

    ``which``: -1, 0 or 1; ``anchor``: seen from today or from the day last told of.
    """

    which: int
    inner: Calendar | Season | Division | Holiday
    anchor: Anchor = "today"

    def resolve(self, scene: Scene) -> Resolved | None:
        """The one before, in, or after the day it is seen from; today's own never counts for last and
        next."""
        base = scene.today
        if self.anchor == "told":
            base = scene.reference("day" if self._weekday() else "year") or scene.today
        if base is None:
            return self.inner.resolve(replace(scene, near=None))
        inner = self.inner
        if isinstance(inner, Holiday):
            return inner.pick(replace(scene, near=base), self.which, strict=self.which != 0)
        if isinstance(inner, Season | Division):
            if self.which == 0:
                return this_year(inner, base, scene)
            return inner.pick(base, self.which, strict=True)
        if inner.weekday is not None and inner.month is None:
            if self.which == 0 and scene.lean:
                # "This Sunday they crossed": the verb says which side.
                return replace(inner, month=None).resolve(replace(scene, near=base))
            return spans.of_day(pick_weekday(base, inner.weekday, self.which))
        return self._calendar(inner, base, scene)

    def _weekday(self) -> bool:
        return isinstance(self.inner, Calendar) and self.inner.month is None

    def _calendar(self, inner: Calendar, base: Day, scene: Scene) -> Resolved | None:
        if self.which == 0:
            return replace(inner, year=base.year).resolve(scene)
        years = (base.year, base.year + self.which)
        for year in years:
            found = replace(inner, year=year).resolve(scene)
            if (
                found
                and found.earliest
                and found.latest
                and (found.latest < base if self.which < 0 else found.earliest > base)
            ):
                return found
        return None


def this_year(inner: Season | Division, base: Day, scene: Scene) -> Resolved | None:
    """ "This fall" is that of the running year, also when the last one lies nearer, unless the text looks
    back and it is still to come. A winter is the nearest."""
    if isinstance(inner, Season) and inner.season == "WI":
        return inner.pick(base, 0)
    found = replace(inner, year=base.year).resolve(scene)
    ahead = found is not None and found.earliest is not None and found.earliest > base
    return inner.pick(base, -1) if ahead and scene.lean < 0 else found


def pick_weekday(base: Day, weekday: int, which: int) -> Day:
    """The weekday before (-1), in the week of (0) or after (1) a day."""
    if which == 0:
        return base + (weekday - base.isoweekday()) * DAY
    if which < 0:
        return base - ((base.isoweekday() - weekday) % 7 or 7) * DAY
    return base + ((weekday - base.isoweekday()) % 7 or 7) * DAY


@dataclass(frozen=True, slots=True, kw_only=True)
class Within(Node):
    """A date inside a frame that says year, month or week: "March last year", "Monday next week"."""

    inner: Calendar | Season | Division | Holiday
    frame: Node

    def resolve(self, scene: Scene) -> Resolved | None:
        """The inner date completed by the frame's year or week."""
        frame = self.frame.resolve(scene)
        if frame is None or frame.earliest is None or frame.latest is None:
            return self.inner.resolve(replace(scene, near=None))
        inner = self.inner
        first = frame.earliest
        if isinstance(inner, Calendar) and inner.month is None and inner.weekday is not None:
            if frame.grain == "week":
                return spans.of_day(first + (inner.weekday - 1) * DAY)
            return spans.of_day(pick_weekday(frame.latest + DAY, inner.weekday, -1))
        if isinstance(inner, Calendar) and frame.grain == "month" and inner.month is None:
            return replace(inner, month=first.month, year=first.year).resolve(scene)
        if frame.grain != "year":
            return None
        return replace(inner, year=first.year).resolve(scene)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told(Node):
    """The period last spoken of, by its grain ("that year", "the same day"), moved by so many.

    ``near``: without anything told of, it is today's ("the day", "the year" in news); else it has no days.
    """

    unit: str
    amount: int = 0
    near: bool = True

    def resolve(self, scene: Scene) -> Resolved | None:
        """The period at the same grain as the unit."""
        base = scene.hand(self.unit) if self.near else scene.reference(self.unit) or scene.today
        if base is None:
            return Resolved()
        if self.unit == "weekend" and self.near:
            base = weekend_of(base, scene.lean or -1)
        moved = spans.shift(base, self.amount, self.unit)
        return spans.period(moved, self.unit) if moved else None


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldPeriod(Node):
    """The stretch of time last spoken of that is longer than a month ("during this period")."""

    def resolve(self, scene: Scene) -> Resolved | None:
        """Its value and days again; nothing where none was told."""
        for told in reversed(scene.told):
            if told.earliest and told.latest and (told.latest - told.earliest).days > LONG:
                return replace(told, mod=None)
        return Resolved()


def weekend_of(base: Day, lean: int) -> Day:
    """A day of the weekend meant by "this weekend": the one behind, from Monday to Thursday, when the text
    looks
    back."""
    return base - 7 * DAY if lean < 0 and base.isoweekday() < 5 else base
