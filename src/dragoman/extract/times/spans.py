"""Days and grains in, TIMEX3 values, EDTF and first and last days out. Pure calendar, no language."""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from dragoman.records.findings import TimeType

Day = datetime.date
DAY = datetime.timedelta(days=1)

SEASONS = {"SP": (3, "21"), "SU": (6, "22"), "FA": (9, "23"), "WI": (12, "24")}
DURATION_LETTERS = {
    "second": ("T", "S"), "minute": ("T", "M"), "hour": ("T", "H"), "day": ("", "D"), "night": ("", "D"),
    "week": ("", "W"), "weekend": ("", "WE"), "month": ("", "M"), "quarter": ("", "Q"), "year": ("", "Y"),
    "decade": ("", "DE"), "century": ("", "CE"), "millennium": ("", "ML"),
}  # fmt: skip
# The issue's convention: a counted decade is ten years; only an uncounted one keeps TIMEX3's own unit.
IN_YEARS = {"decade": 10, "century": 100, "millennium": 1000}
# Half a unit is told in the next smaller one.
HALVES = {"year": "P6M", "hour": "PT30M", "minute": "PT30S"}
ORDER = ("time", "day", "weekend", "week", "month", "quarter", "season", "half", "year", "decade", "century")


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """What an expression comes to. Days are None where it has none."""

    type: TimeType = "DATE"
    value: str | None = None
    mod: str | None = None
    edtf: str | None = None
    earliest: Day | None = None
    latest: Day | None = None
    grain: str | None = None

    def with_mod(self, mod: str | None) -> Resolved:
        """The same with a TIMEX3 mod; an approximate one gets EDTF's tilde."""
        if not mod:
            return self
        edtf = f"{self.edtf}~" if mod == "APPROX" and self.edtf and "/" not in self.edtf else self.edtf
        return replace(self, mod=mod, edtf=edtf)


def safe_day(year: int, month: int, day: int) -> Day | None:
    """The day, or None when the calendar has no such day."""
    try:
        return Day(year, month, day)
    except ValueError:
        return None


def month_end(year: int, month: int) -> int:
    """The number of the last day of a month."""
    return calendar.monthrange(year, month)[1]


def shift(day: Day, amount: int, unit: str) -> Day | None:
    """A day moved by so many units (months keep the day where they can); None out of the calendar."""
    try:
        if unit in ("day", "night"):
            return day + amount * DAY
        if unit in ("week", "weekend"):
            return day + 7 * amount * DAY
        months = {"month": 1, "quarter": 3, "season": 3, "half": 6, "year": 12}.get(unit)
        if months is None:
            months = 12 * IN_YEARS[unit]
        count = day.year * 12 + day.month - 1 + months * amount
        year, month = divmod(count, 12)
        return Day(year, month + 1, min(day.day, month_end(year, month + 1)))
    except (ValueError, OverflowError):
        return None


def of_day(day: Day) -> Resolved:
    """One day."""
    text = day.isoformat()
    return Resolved(value=text, edtf=text, earliest=day, latest=day, grain="day")


def of_week(day: Day) -> Resolved:
    """The week, Monday to Sunday, that holds the day."""
    year, week, weekday = day.isocalendar()
    first = day - (weekday - 1) * DAY
    return _between(f"{year:04d}-W{week:02d}", first, first + 6 * DAY, "week")


def of_weekend(day: Day) -> Resolved:
    """Saturday and Sunday of the week that holds the day."""
    year, week, weekday = day.isocalendar()
    first = day + (6 - weekday) * DAY
    return _between(f"{year:04d}-W{week:02d}-WE", first, first + DAY, "weekend")


def of_month(year: int, month: int) -> Resolved:
    """One month."""
    text = f"{year:04d}-{month:02d}"
    return Resolved(value=text, edtf=text, earliest=Day(year, month, 1),
                    latest=Day(year, month, month_end(year, month)), grain="month")  # fmt: skip


def of_months(value: str, edtf: str, year: int, month: int, count: int, grain: str) -> Resolved:
    """So many whole months from one month on, under a name of their own (a quarter, a half, a season)."""
    first = Day(year, month, 1)
    end = shift(first, count - 1, "month") or first
    return Resolved(value=value, edtf=edtf, earliest=first,
                    latest=Day(end.year, end.month, month_end(end.year, end.month)), grain=grain)  # fmt: skip


def of_season(year: int, season: str) -> Resolved:
    """A season; a winter goes by the year in which it begins."""
    month, code = SEASONS[season]
    return of_months(f"{year:04d}-{season}", f"{year:04d}-{code}", year, month, 3, "season")


def of_quarter(year: int, number: int) -> Resolved:
    """A quarter of a year, 1 to 4."""
    return of_months(f"{year:04d}-Q{number}", f"{year:04d}-{32 + number}", year, 3 * number - 2, 3, "quarter")


def of_half(year: int, number: int) -> Resolved:
    """A half of a year, 1 or 2."""
    return of_months(f"{year:04d}-H{number}", f"{year:04d}-{39 + number}", year, 6 * number - 5, 6, "half")


def of_year(year: int) -> Resolved:
    """One year from 1 to 9999."""
    text = f"{year:04d}"
    return Resolved(value=text, edtf=text, earliest=Day(year, 1, 1), latest=Day(year, 12, 31), grain="year")


def of_decade(year: int) -> Resolved:
    """The decade that holds the year."""
    first = year // 10 * 10
    return Resolved(value=f"{first // 10:03d}", edtf=f"{first // 10:03d}X", earliest=Day(max(first, 1), 1, 1),
                    latest=Day(first + 9, 12, 31), grain="decade")  # fmt: skip


def of_century(first: int) -> Resolved:
    """The century that begins with the year (1800 for the nineteenth)."""
    number = f"{first // 100:02d}"
    return Resolved(value=number, edtf=f"{number}XX", earliest=Day(max(first, 1), 1, 1),
                    latest=Day(first + 99, 12, 31), grain="century")  # fmt: skip


def between(first: Day, last: Day, grain: str) -> Resolved:
    """Days that TIMEX3 has no value for: first/last, in order."""
    first, last = min(first, last), max(first, last)
    return _between(f"{first.isoformat()}/{last.isoformat()}", first, last, grain)


def _between(value: str, first: Day, last: Day, grain: str) -> Resolved:
    return Resolved(value=value, edtf=f"{first.isoformat()}/{last.isoformat()}", earliest=first, latest=last,
                    grain=grain)  # fmt: skip


def season_of(day: Day) -> tuple[int, str]:
    """The season that holds the day, and the year in which it begins."""
    for season, (month, _) in SEASONS.items():
        if season != "WI" and month <= day.month < month + 3:
            return day.year, season
    return (day.year if day.month == 12 else day.year - 1), "WI"


def period(day: Day, grain: str) -> Resolved | None:
    """The day, week, month ... that holds the day; None for a grain without a place in the calendar."""
    makers: dict[str, Callable[[Day], Resolved]] = {
        "day": of_day, "night": of_day, "week": of_week, "weekend": of_weekend,
        "month": lambda d: of_month(d.year, d.month),
        "quarter": lambda d: of_quarter(d.year, (d.month + 2) // 3),
        "half": lambda d: of_half(d.year, 1 if d.month < 7 else 2),
        "season": lambda d: of_season(*season_of(d)),
        "year": lambda d: of_year(d.year),
        "decade": lambda d: of_decade(d.year),
        "century": lambda d: of_century(d.year // 100 * 100),
    }  # fmt: skip
    maker = makers.get(grain)
    return maker(day) if maker else None


def duration_value(amount: float | None, unit: str) -> str:
    """An amount (None: not told) of a unit in, the TIMEX3 duration out: P3D, PT2H, PXY, P2.5Y, PT30M."""
    if amount == 0.5 and unit in HALVES:
        return HALVES[unit]
    clock, letter = DURATION_LETTERS[unit]
    if amount is None:
        return f"P{clock}X{letter}"
    if unit in IN_YEARS:
        amount, letter = amount * IN_YEARS[unit], "Y"
    number = str(int(amount)) if float(amount).is_integer() else f"{amount:g}"
    return f"P{clock}{number}{letter}"


_DATE = r"(?:BC\d{2,4}|[\dX]{4}-\d\d-\d\d|[\dX]{4}-XX-XX|[\dX]{4}-W(?:\d\d|XX)(?:-(?:WE|[1-7]))?"
_DATE += r"|[\dX]{4}-(?:\d\d|Q[1-4]|H[12]|SP|SU|FA|WI)|[\dX]{4}|\d{3}|\d\d)"
_CLOCK = r"T(?:MO|AF|EV|NI|DT|\d\d(?::\d\d)?(?:Z|[+-]\d\d:\d\d)?)"
_LENGTH = r"P(?:T?(?:\d+(?:\.\d+)?|X)(?:DE|CE|ML|WE|[YMWDHSQ]))"
VALUE = re.compile(rf"(?:PAST|PRESENT|FUTURE)_REF|{_DATE}(?:{_CLOCK})?|{_DATE}/{_DATE}|{_CLOCK}|{_LENGTH}")


def is_value(value: str) -> bool:
    """Whether a text is a value of TIMEX3, or first/last of two."""
    return VALUE.fullmatch(value) is not None
