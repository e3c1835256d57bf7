"""Meanings made of other meanings: parts, ranges, the nth of a period, a time of a day, an approximation."""

from __future__ import annotations

from dataclasses import dataclass, replace

from dragoman.extract.times import spans
from dragoman.extract.times.named import Calendar, Node
from dragoman.extract.times.relative import Anchor
from dragoman.extract.times.scene import Scene
from dragoman.extract.times.spans import DAY, Day, Resolved


@dataclass(frozen=True, slots=True, kw_only=True)
class PartOf(Node):
    """A part of a period: its start, middle, end, a half, a third, the rest."""

    part: str
    inner: Node

    def resolve(self, scene: Scene) -> Resolved | None:
        """START, MID and END keep the value and take a mod; halves and thirds are first/last."""
        whole = self.inner.resolve(scene)
        if whole is None or whole.value is None or whole.type == "SET":
            return None
        first, last = whole.earliest, whole.latest
        if self.part in ("START", "MID", "END"):
            narrow = cut(first, last, whole.grain, self.part) if first and last else (None, None)
            if narrow[0] is None:
                return replace(whole, mod=self.part)
            return replace(whole, mod=self.part, earliest=narrow[0], latest=narrow[1])
        if first is None or last is None or self.part == "ALL":
            return whole
        if self.part == "FIRST":
            return spans.of_day(first)
        if self.part == "CLOSE":
            short = whole.grain in ("week", "month", "quarter", "year", "half", "season")
            start = last if short else cut(first, last, whole.grain, "END")[0]
            return replace(whole, mod="END", earliest=start)
        if self.part == "REST":
            start = scene.today if scene.today and first <= scene.today <= last else first
            return replace(whole, earliest=start)
        if whole.grain == "year" and self.part.startswith("HALF"):
            return spans.of_half(first.year, int(self.part[-1]))
        start, end = fraction(first, last, whole.grain, self.part)
        return spans.between(start, end, whole.grain or "day")


def cut(first: Day, last: Day, grain: str | None, part: str) -> tuple[Day | None, Day | None]:
    """A period in; the days that its early, middle or late part takes out: thirds of months and years,
    halves of decades, quarters of centuries. A day is not cut."""
    if grain in ("day", "time", None):
        return first, last
    if grain == "month":
        days = {"START": (1, 10), "MID": (11, 20), "END": (21, last.day)}[part]
        return first.replace(day=days[0]), first.replace(day=days[1])
    if grain == "decade":
        years = {"START": (0, 4), "MID": (2, 8), "END": (5, 9)}[part]
    elif grain == "century":
        years = {"START": (0, 24), "MID": (25, 74), "END": (75, 99)}[part]
    elif grain == "year":
        months = {"START": (1, 4), "MID": (5, 8), "END": (9, 12)}[part]
        return Day(first.year, months[0], 1), Day(
            first.year, months[1], spans.month_end(first.year, months[1])
        )
    else:
        third = (last - first).days // 3
        begin = {"START": 0, "MID": third, "END": 2 * third}[part]
        stop = {"START": third, "MID": 2 * third, "END": (last - first).days}[part]
        return first + begin * DAY, first + stop * DAY
    return Day(first.year + years[0], 1, 1), Day(first.year + years[1], 12, 31)


def fraction(first: Day, last: Day, grain: str | None, part: str) -> tuple[Day, Day]:
    """A period and the name of a fraction in (HALF1 ... THIRD3), its first and last day out."""
    pieces, number = (2, int(part[-1])) if part.startswith("HALF") else (3, int(part[-1]))
    if grain in ("decade", "century"):
        years = (last.year - first.year + 1) // pieces
        start = Day(first.year + years * (number - 1), 1, 1)
        return start, last if number == pieces else Day(first.year + years * number - 1, 12, 31)
    if grain == "month":
        size = 15 if pieces == 2 else 10
        start = first + size * (number - 1) * DAY
        return start, last if number == pieces else first + (size * number - 1) * DAY
    size = ((last - first).days + 1) // pieces
    start = first + size * (number - 1) * DAY
    return start, last if number == pieces else first + (size * number - 1) * DAY


@dataclass(frozen=True, slots=True, kw_only=True)
class Sofar(Node):
    """The part of the current period before today ("earlier this month") or after it ("later this year")."""

    ahead: bool
    inner: Node

    def resolve(self, scene: Scene) -> Resolved | None:
        """The period's value, cut at today. A period that today is not in is only cut by name."""
        whole = self.inner.resolve(scene)
        if whole is None or whole.earliest is None or whole.latest is None:
            return whole
        today = scene.today
        if today is None or not whole.earliest <= today <= whole.latest:
            return PartOf(part="END" if self.ahead else "START", inner=self.inner).resolve(scene)
        if self.ahead:
            return replace(whole, earliest=min(today + DAY, whole.latest))
        return replace(whole, latest=today)


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted(Node):
    """The nth day, week, month, quarter or weekday of a period; -1 is the last."""

    number: int
    unit: str
    inner: Node
    count: int = 1

    def resolve(self, scene: Scene) -> Resolved | None:
        """That unit inside the period; None where the period has no such one."""
        whole = self.inner.resolve(scene)
        if whole is None or whole.earliest is None or whole.latest is None:
            return whole and Resolved(value=None)
        first, last = whole.earliest, whole.latest
        if self.unit.isdigit():
            return self._weekday(first, last)
        if self.unit == "weekend":
            saturday = replace(self, unit="6").resolve(scene)
            return spans.of_weekend(saturday.earliest) if saturday and saturday.earliest else None
        if self.unit == "week":
            # The first week of a year is that of ISO 8601, with 4 January in it; the last has 28 December.
            inset = 3 * DAY if whole.grain == "year" else 0 * DAY
            if self.number < 0:
                return spans.of_week(last - (inset or 6 * DAY))
            return spans.of_week(first + inset + 7 * (self.number - 1) * DAY)
        at = first if self.number > 0 else last
        steps = self.number - 1 if self.number > 0 else self.number + 1
        begin = spans.shift(at, steps * self.count, self.unit)
        if begin is None or not first <= begin <= last:
            return None
        if self.count == 1:
            return spans.period(begin, self.unit)
        ends = spans.shift(begin, self.count - 1 if self.number > 0 else 1 - self.count, self.unit)
        one, two = spans.period(begin, self.unit), ends and spans.period(ends, self.unit)
        if not one or not two or not one.earliest or not two.latest or not one.latest or not two.earliest:
            return None
        return spans.between(min(one.earliest, two.earliest), max(one.latest, two.latest), self.unit)

    def _weekday(self, first: Day, last: Day) -> Resolved | None:
        wanted = int(self.unit)
        if self.number < 0:
            return spans.of_day(last - ((last.isoweekday() - wanted) % 7) * DAY)
        found = first + ((wanted - first.isoweekday()) % 7 + 7 * (self.number - 1)) * DAY
        return spans.of_day(found) if found <= last else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Range(Node):
    """From one date to another, written as one expression ("May 18-19", "the January-November period").

    Without a year the whole range is the latest that is over, or the next when the text leans ahead.
    """

    first: Calendar
    last: Calendar

    def resolve(self, scene: Scene) -> Resolved | None:
        """first/last; both ends in one year unless the first month comes after the last."""
        first, last = self.first, self.last
        if last.year is None and first.year is None and scene.near is not None:
            nearest = last.resolve(scene)
            if nearest is None or nearest.latest is None:
                return None
            over = (
                first.day is None and scene.lean <= 0 and nearest.earliest and nearest.earliest > scene.near
            )
            last = replace(last, year=nearest.latest.year - bool(over))
        wraps = (first.month or 1, first.day or 1) > (last.month or 12, last.day or 31)
        if first.year is None and last.year is not None:
            first = replace(first, year=last.year - wraps)
        one, two = first.resolve(scene), last.resolve(scene)
        if one is None or two is None or one.value is None or two.value is None:
            return None
        if one.earliest is None or two.latest is None or one.earliest > two.latest:
            return None if one.earliest else Resolved(value=f"{one.value}/{two.value}")
        value = f"{one.value}/{two.value}"
        return Resolved(value=value, edtf=value, earliest=one.earliest, latest=two.latest, grain=two.grain)


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock(Node):
    """A time of day: TMO and its kin, or hours and minutes; of a day said, of today, or of the day told
    of."""

    time: str
    day: Node | None = None
    anchor: Anchor = "today"
    shift: int = 0
    zone: str = ""
    kind: str = "clock"

    def resolve(self, scene: Scene) -> Resolved | None:
        """The day's value with the time behind it."""
        text = (self.time if self.time.startswith("T") else f"T{self.time}") + self.zone
        if self.day is not None:
            day = self.day.resolve(scene)
            if day is None or day.grain not in ("day", "time"):
                return None
        else:
            account = self.anchor == "told" or scene.narrative
            base = scene.reference("day") if account else None
            base = base or scene.today
            if base is None:
                return Resolved(type="TIME", value=text, grain="time")
            moved = spans.shift(base, self.shift, "day")
            day = spans.of_day(moved) if moved else None
            if day is None:
                return None
        value = (day.value or "").partition("T")[0] + text
        first = day.earliest
        return Resolved(type="TIME", value=value, mod=day.mod, edtf=first.isoformat() if first else None,
                        earliest=first, latest=day.latest, grain="time")  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Modified(Node):
    """Another expression with a TIMEX3 mod ("around May 7")."""

    mod: str
    inner: Node

    def resolve(self, scene: Scene) -> Resolved | None:
        """The inner value, with the mod."""
        found = self.inner.resolve(scene)
        return found.with_mod(self.mod) if found else None
