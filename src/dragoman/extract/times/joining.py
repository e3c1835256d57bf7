"""What a join rule matched in, a meaning made of meanings out."""

from __future__ import annotations

from dataclasses import replace

from dragoman.extract.times.composed import Clock, Counted, Modified, PartOf, Sofar
from dragoman.extract.times.makers import clock
from dragoman.extract.times.named import Calendar, Division, Fixed, Holiday, Node, Season
from dragoman.extract.times.parts import Maker, Parts
from dragoman.extract.times.relative import Duration, Moved, Told, Which, Within
from dragoman.extract.times.spans import Resolved

WAYS = ("ago", "later", "after_alone", "after")
NAMED = (Calendar, Season, Division, Holiday)


def anchored(parts: Parts) -> Node | None:
    """A length of time held, seen from today: "the last four years", "the next <dur>"."""
    inner = parts.held.get("dur")
    way = int(parts.worth("last") or parts.worth("next") or parts.worth("anchored") or 0)
    return replace(inner, anchored=way) if isinstance(inner, Duration) else None


def clock_on(parts: Parts) -> Node | None:
    """A clock time or part of the day held or said, and a day held: "8 p.m. on Friday", "Tuesday night"."""
    day = parts.held.get("date")
    held = parts.held.get("clock")
    if not isinstance(day, Calendar | Which | Moved | Told | Within | Holiday | Modified):
        return None
    if isinstance(day, Calendar) and day.day is None and day.weekday is None:
        return None
    if isinstance(day, Moved | Told) and day.unit not in ("day", "night"):
        return None
    if isinstance(held, Clock):
        return replace(held, day=day) if held.day is None else None
    made = clock(parts)
    return replace(made, day=day) if isinstance(made, Clock) else None


def part_of(parts: Parts) -> Node | None:
    """Groups part, part_of or part_after and a date held: early May, the end of the year, the second half
    of 2014."""
    inner = parts.held.get("date")
    part = parts.worth("part") or parts.worth("part_of") or parts.worth("part_after")
    if inner is None or part is None or isinstance(inner, PartOf):
        return None
    if isinstance(inner, Fixed) and inner.resolved.grain is None:
        return None
    return PartOf(part=part, inner=inner)


def sofar(parts: Parts) -> Node | None:
    """Earlier or later in a current period: "earlier this month", "later that day"."""
    inner = parts.held.get("date")
    way = parts.worth("way")
    return Sofar(ahead=way == "1", inner=inner) if inner is not None else None


def counted(parts: Parts) -> Node | None:
    """The nth unit or weekday of a period held: "the first week of May", "the last Friday of the month"."""
    inner = parts.held.get("date") or parts.held.get("date2")
    number = parts.number("ordinal", "last", "final", "amount")
    unit, count = parts.unit(), 1
    named, length = parts.held.get("date1"), parts.held.get("dur")
    if isinstance(named, Calendar):
        unit = str(named.weekday) if named.weekday and not named.month else None
    if isinstance(length, Duration):
        unit, count = length.unit, int(length.amount or 0)
    if inner is None or number is None or unit is None:
        return None
    if unit in ("decade", "century", "hour", "minute", "second") or not count:
        return None
    return Counted(number=number, unit=unit, inner=inner, count=count)


def within(parts: Parts) -> Node | None:
    """A named date and its frame, both held: "March last year", "Monday next week", "May 3 this year"."""
    inner, frame = parts.held.get("date1"), parts.held.get("date2")
    if not isinstance(inner, NAMED) or inner.year is not None:
        return None
    if not isinstance(frame, Moved | Told) or frame.unit not in ("year", "week", "month"):
        return None
    return Within(inner=inner, frame=frame)


def offset(parts: Parts) -> Node | None:
    """A length of time held, and the way: "two weeks ago", "three days later", "a month after <date>"."""
    inner = parts.held.get("dur")
    way = parts.number("way") or int(next((w for n in WAYS if (w := parts.worth(n))), 0))
    if not isinstance(inner, Duration) or not way:
        return None
    anchor = parts.held.get("date")
    from_told = (
        parts.text("later") is not None
        or parts.text("after_alone") is not None
        or parts.worth("anchor") == "told"
    )
    if inner.amount is None:
        if anchor is not None or from_told:
            return None
        return Fixed(resolved=Resolved(value="PAST_REF" if way < 0 else "FUTURE_REF"), kind="ref")
    moved = Moved(
        amount=inner.amount * way, unit=inner.unit, anchor=anchor or ("told" if from_told else "today")
    )
    if anchor is not None and inner.unit in ("week", "month"):
        moved = replace(moved, grain="day")
    return Modified(mod=inner.mod, inner=moved) if inner.mod == "APPROX" else moved


def beside(parts: Parts) -> Node | None:
    """The unit of time next to a date held: "the day before 5 May", "the year after 1914"."""
    anchor, unit = parts.held.get("date"), parts.unit()
    way = parts.number("after")
    if anchor is None or unit is None or not way or isinstance(anchor, Clock):
        return None
    return Moved(amount=way, unit=unit, anchor=anchor)


def holding(parts: Parts) -> Node | None:
    """The unit of time that a date held lies in: "the week of April 8"."""
    inner, unit = parts.held.get("date"), parts.unit()
    return Moved(amount=0, unit=unit, anchor=inner) if inner is not None and unit is not None else None


def modified(parts: Parts) -> Node | None:
    """An approximate date ("around May 7"); not what is only spoken about."""
    inner = parts.held.get("date") or parts.held.get("clock")
    mod = parts.worth("about") or parts.worth("circa") or parts.worth("mod")
    if inner is None or (isinstance(inner, Fixed) and inner.kind != "date"):
        return None
    if isinstance(inner, Moved | Told | Which):
        # "They talked about tomorrow."
        return None
    return Modified(mod=mod, inner=inner) if mod else inner


def joined(parts: Parts) -> Node | None:
    """A length of time in two parts ("two years and three months"): the sum in the smaller unit's months
    or days."""
    one, two = parts.held.get("dur1"), parts.held.get("dur2")
    if (
        not isinstance(one, Duration)
        or not isinstance(two, Duration)
        or one.amount is None
        or two.amount is None
    ):
        return None
    if one.unit == "year" and two.unit == "month":
        return Duration(amount=one.amount * 12 + two.amount, unit="month", mod=one.mod)
    if one.unit == "hour" and two.unit == "minute":
        return Duration(amount=one.amount * 60 + two.amount, unit="minute", mod=one.mod)
    return None


def kept(parts: Parts) -> Node | None:
    """What is held, with the words around it: "weekday, date" where the weekday adds nothing."""
    return parts.held.get("date") or parts.held.get("dur")


JOINERS: dict[str, Maker] = {
    "anchored": anchored, "clock on": clock_on, "part of": part_of, "so far": sofar, "counted": counted,
    "within": within, "offset": offset, "beside": beside, "modified": modified, "sum": joined, "kept": kept,
    "holding": holding,
}  # fmt: skip
