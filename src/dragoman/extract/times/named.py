"""Meanings with a name in the calendar: dates, seasons, quarters, holidays, decades. Each node is resolved
against a Scene; nodes never look at words: the makers build them from words, the scene brings the days."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from dragoman.extract.times import spans
from dragoman.extract.times.scene import Scene
from dragoman.extract.times.spans import DAY, Day, Resolved

# Within so many days the nearest date wins over the tense ("is to run from January 23", said on the 28th).
NEAR_DAYS = 20
# A history goes forward: a bare month behind what was told last counts as farther.
BACK_IN_A_HISTORY = 1.25


class Node:
    """Something that can be resolved. ``kind`` says what join rules may take it for."""

    __slots__ = ()
    kind: str = "date"

    def resolve(self, scene: Scene) -> Resolved | None:
        """The scene in; what the expression comes to there, or None when that cannot be told."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar(Node):
    """A date of the calendar, with what is not said left None. ``weekday``: 1 Monday to 7 Sunday."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    before_christ: bool = False

    def resolve(self, scene: Scene) -> Resolved | None:
        """The year is taken where it is said, else the nearest that fits; a weekday is the last or the
        next."""
        if self.before_christ:
            return Resolved(value=f"BC{self.year:04d}", edtf=f"-{(self.year or 1) - 1:04d}", grain="year")
        if self.month is None:
            if self.year is not None:
                return spans.of_year(self.year) if 0 < self.year <= 9999 else None
            return self._weekday(scene)
        year = self.year if self.year is not None else self._nearest_year(scene)
        if year is None:
            day = "" if self.day is None else f"-{self.day:02d}"
            return Resolved(value=f"XXXX-{self.month:02d}{day}", grain="day" if day else "month")
        if self.day is None:
            return spans.of_month(year, self.month)
        found = spans.safe_day(year, self.month, self.day)
        return spans.of_day(found) if found else None

    def _weekday(self, scene: Scene) -> Resolved | None:
        if self.weekday is None:
            return None
        base = scene.near
        if base is None:
            return Resolved(value=f"XXXX-WXX-{self.weekday}", grain="day")
        back = (base.isoweekday() - self.weekday) % 7
        ahead = (self.weekday - base.isoweekday()) % 7
        found = base + ahead * DAY if scene.lean > 0 else base - back * DAY
        return spans.of_day(found)

    def _nearest_year(self, scene: Scene) -> int | None:
        base = scene.near
        if base is None or self.month is None:
            return None
        years = [base.year - 1, base.year, base.year + 1]
        if self.weekday is not None and self.day is not None:
            days = [spans.safe_day(y, self.month, self.day) for y in years]
            fits = [d.year for d in days if d and d.isoweekday() == self.weekday]
            years = fits or years

        def distance(year: int) -> int:
            months = (year - base.year) * 12 + (self.month or 1) - base.month
            return months * 31 + ((self.day or base.day) - base.day)

        back = BACK_IN_A_HISTORY if scene.narrative else 1.0
        nearest = min(years, key=lambda y: (abs(distance(y)) * (back if distance(y) < 0 else 1.0), -y))
        if scene.lean and distance(nearest) * scene.lean < 0 and abs(distance(nearest)) > NEAR_DAYS:
            leaning = [y for y in years if distance(y) * scene.lean >= 0]
            return min(leaning or years, key=lambda y: abs(distance(y)))
        return nearest


@dataclass(frozen=True, slots=True, kw_only=True)
class Season(Node):
    """A season, of a year or the nearest."""

    season: str
    year: int | None = None

    def resolve(self, scene: Scene) -> Resolved | None:
        """Without a year: the season nearest to the day of the scene, in the way it leans."""
        if self.year is not None:
            return spans.of_season(self.year, self.season)
        if scene.near is None:
            return Resolved(value=f"XXXX-{self.season}", grain="season")
        return self.pick(scene.near, scene.lean)

    def pick(self, base: Day, lean: int, strict: bool = False) -> Resolved:
        """The season nearest to a day; ``strict``: not the one that the day is in."""
        found = [spans.of_season(base.year + n, self.season) for n in (-2, -1, 0, 1)]
        return pick(found, base, lean, strict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Division(Node):
    """A quarter or half by number, of a year or the nearest."""

    part: Literal["quarter", "half"]
    number: int
    year: int | None = None

    def resolve(self, scene: Scene) -> Resolved | None:
        """Without a year: the nearest that has begun, or ahead when the text leans there."""
        if self.year is not None:
            return self.of(self.year)
        if scene.near is None:
            return Resolved(value=f"XXXX-{self.part[0].upper()}{self.number}", grain=self.part)
        return self.pick(scene.near, scene.lean or -1)

    def of(self, year: int) -> Resolved:
        """This quarter or half of one year."""
        return (spans.of_quarter if self.part == "quarter" else spans.of_half)(year, self.number)

    def pick(self, base: Day, lean: int, strict: bool = False) -> Resolved:
        """The one nearest to a day, in the direction of ``lean``."""
        return pick([self.of(base.year + n) for n in (-2, -1, 0, 1)], base, lean, strict)


def pick(found: list[Resolved], base: Day, lean: int, strict: bool) -> Resolved:
    """Several periods in, the one nearest to the day out: back (-1), ahead (1) or either way (0)."""

    def distance(one: Resolved) -> int:
        first, last = one.earliest or base, one.latest or base
        return 0 if first <= base <= last else (first - base).days if first > base else (last - base).days

    kept = (
        [one for one in found if (not strict or distance(one)) and distance(one) * (lean or 1) >= 0]
        if (lean)
        else [one for one in found if not strict or distance(one)]
    )
    return min(kept or found, key=lambda one: abs(distance(one)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Holiday(Node):
    """A named day, of a year or the nearest."""

    name: str
    year: int | None = None

    def resolve(self, scene: Scene) -> Resolved | None:
        """Without a year: the one nearest to the day of the scene, in the way it leans."""
        if self.year is not None:
            return self.of(scene, self.year)
        fixed = scene.holidays[self.name].year
        if fixed is not None:
            return self.of(scene, fixed)
        return self.pick(scene, scene.lean) if scene.near else None

    def of(self, scene: Scene, year: int) -> Resolved | None:
        """The holiday in one year."""
        row = scene.holidays[self.name]
        if row.easter is not None:
            return spans.of_day(easter(year) + row.easter * DAY)
        month = row.month or 1
        if row.weekday is None:
            day = spans.safe_day(year, month, row.day or 1)
            return spans.of_day(day) if day else None
        found = nth_weekday(year, month, row.weekday, row.nth or 1)
        return spans.of_day(found + row.plus * DAY) if found else None

    def pick(self, scene: Scene, lean: int, strict: bool = False) -> Resolved | None:
        """The holiday nearest to the day of the scene."""
        base = scene.near or scene.today
        if base is None:
            return None
        found = [one for n in (-1, 0, 1) if (one := self.of(scene, base.year + n))]
        return pick(found, base, lean, strict) if found else None


def easter(year: int) -> Day:
    """Easter Sunday of the western churches (the anonymous Gregorian algorithm, Nature 1876)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return Day(year, month, day + 1)


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> Day | None:
    """The nth Monday (or other weekday) of a month; nth -1 is the last."""
    if nth < 0:
        last = Day(year, month, spans.month_end(year, month))
        return last - ((last.isoweekday() - weekday) % 7) * DAY
    first = Day(year, month, 1)
    return spans.safe_day(year, month, 1 + (weekday - first.isoweekday()) % 7 + 7 * (nth - 1))


@dataclass(frozen=True, slots=True, kw_only=True)
class Fixed(Node):
    """Something whose value is the same wherever it stands: a decade, a century, PAST_REF, a set."""

    resolved: Resolved
    kind: str = "date"

    def resolve(self, scene: Scene) -> Resolved | None:
        """The value itself."""
        return self.resolved


@dataclass(frozen=True, slots=True, kw_only=True)
class DecadeOf(Node):
    """A decade by its tens ("the sixties"): the latest that has begun."""

    tens: int

    def resolve(self, scene: Scene) -> Resolved | None:
        """The latest decade of that name that is not ahead; the twentieth century's when no day is known."""
        year = 1900 + self.tens * 10
        if scene.near and year + 100 <= scene.near.year:
            year += 100
        return spans.of_decade(year)
