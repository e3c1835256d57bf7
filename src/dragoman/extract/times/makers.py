"""What a base rule matched in, the meaning of it out. One maker a kind of expression; rules name them in
``make``."""

from __future__ import annotations

from dataclasses import replace

from dragoman.extract.times import spans
from dragoman.extract.times.composed import Clock, PartOf, Range
from dragoman.extract.times.named import Calendar, DecadeOf, Division, Fixed, Holiday, Node, Season
from dragoman.extract.times.parts import Maker, Parts
from dragoman.extract.times.relative import Duration, Moved, Told, ToldPeriod, Which
from dragoman.extract.times.spans import Resolved


def calendar(parts: Parts) -> Node | None:
    """Groups weekday, day, month, year, era: a date of the calendar."""
    year = parts.number("year", "year_old", "year_oldb")
    day = parts.number("day", "day_two", "ordinal")
    month = parts.number("month", "month_sure", "month_two", "month_number")
    weekday = parts.number("weekday", "weekday_short")
    short = parts.number("year_short", "two")
    if year is None and short is not None:
        year = short + (1900 if short >= 40 else 2000)
    if day is not None and not 1 <= day <= 31:
        return None
    if "BC" in (parts.worth("era"), parts.worth("erab")):
        return Calendar(year=year, before_christ=True)
    return Calendar(year=year, month=month, day=day, weekday=weekday)


def pair(parts: Parts) -> Node | None:
    """Two calendar dates in one expression: groups day, dayb, month, monthb, year, yearb."""
    year, year_b = parts.number("year"), parts.number("yearb", "year")
    month = parts.number("month", "month_sure")
    month_b = parts.number("monthb", "month", "month_sure")
    day, day_b = parts.number("day"), parts.number("dayb")
    if parts.text("yearb") is None and parts.text("monthb") and year is None:
        year = None
    first = Calendar(year=year if parts.text("yearb") else None, month=month, day=day)
    last = Calendar(year=year_b, month=month_b, day=day_b)
    if month == month_b and (not day or not day_b or day >= day_b):
        return None
    return Range(first=first, last=last)


def years(parts: Parts) -> Node | None:
    """Two years as one expression ("the 2023-24 school year"): from the one to the other."""
    year = parts.number("year")
    last = parts.number("yearb", "two")
    if year is None or last is None:
        return None
    if last < 100:
        last += year // 100 * 100
    return Range(first=Calendar(year=year), last=Calendar(year=last)) if year < last <= year + 60 else None


def second_year(parts: Parts) -> Node | None:
    """The short second year of "1950-53", with the century of the first, which is not in the span."""
    first, last = parts.number("year"), parts.number("two")
    if first is None or last is None or first % 100 >= last:
        return None
    return Calendar(year=first // 100 * 100 + last)


def season(parts: Parts) -> Node | None:
    """Groups season, year, two: a season; "the winter of 1776-77" goes by its first year."""
    return Season(season=parts.need("season"), year=parts.number("year"))


def division(parts: Parts) -> Node | None:
    """A quarter or half by number, with a year or the nearest."""
    number = parts.number("ordinal", "quarter_number", "half_word")
    part = parts.need("part")
    if number is None or not 1 <= number <= (4 if part == "quarter" else 2):
        return None
    return Division(part="quarter" if part == "quarter" else "half", number=number, year=parts.number("year"))


def decade(parts: Parts) -> Node | None:
    """Groups decade ("1980s") or decade_short ("'80s") or decade_word ("the eighties")."""
    year = parts.number("decade")
    if year is not None:
        if year % 100 == 0 and parts.worth("whole") == "century":
            return Fixed(resolved=spans.of_century(year))
        return Fixed(resolved=spans.of_decade(year))
    tens = parts.number("decade_short", "decade_word")
    if tens is None:
        return None
    return DecadeOf(tens=tens // 10 if tens >= 10 else tens)


def century(parts: Parts) -> Node | None:
    """Groups ordinal, era: a century; before Christ without days."""
    number = parts.number("ordinal", "roman")
    if number is None or not 1 <= number <= 30:
        return None
    if parts.worth("era") == "BC":
        return Fixed(resolved=Resolved(value=f"BC{number:02d}", grain="century"))
    return Fixed(resolved=spans.of_century(100 * (number - 1)))


def holiday(parts: Parts) -> Node | None:
    """Groups holiday, year."""
    return Holiday(name=parts.need("holiday"), year=parts.number("year"))


def relative(parts: Parts) -> Node | None:
    """Groups deictic_day, or which + unit: so many units from today, or from the day told of (set.anchor)."""
    amount = parts.number("deictic_day", "which", "amount")
    unit = parts.unit() or "day"
    if amount is None and parts.worth("deictic_day") is not None:
        amount = 0
    anchor = parts.worth("anchor")
    if anchor == "told":
        return Told(unit=unit, amount=amount or 0, near=parts.worth("near") != "no")
    grain = unit if unit in ("decade", "century") else None
    return Moved(amount=amount or 0, unit=unit, grain=grain)


def told(parts: Parts) -> Node | None:
    """Groups anaphor + unit_one: the period last told of, or the one before or after it."""
    unit = parts.unit() or "day"
    amount = parts.number("anaphor", "amount", "later", "after_alone") or 0
    return Told(unit=unit, amount=amount, near=parts.worth("near") != "no")


def named(parts: Parts) -> Node | None:
    """Groups which or anaphor, and weekday, month, season, holiday, or a numbered quarter: last May, that
    summer."""
    which = parts.number("which", "anaphor", "last", "next", "amount")
    inner = _named_inner(parts)
    if inner is None or which is None:
        return None
    if parts.text("anaphor") is not None or parts.worth("anchor") == "told":
        return Which(which=which, inner=inner, anchor="told")
    return Which(which=which, inner=inner)


def _named_inner(parts: Parts) -> Calendar | Season | Division | Holiday | None:
    if parts.text("season"):
        return Season(season=parts.need("season"))
    if parts.text("holiday"):
        return Holiday(name=parts.need("holiday"))
    if parts.text("weekday") or parts.text("weekday_short"):
        return Calendar(weekday=parts.number("weekday", "weekday_short"))
    month = parts.number("month", "month_sure")
    return Calendar(month=month, day=parts.number("day")) if month else None


def duration(parts: Parts) -> Node | None:
    """Groups number, vague or article, and a unit, with about before and a half after: a length of time."""
    unit = parts.unit()
    if unit is None:
        return None
    amount: float | None = None
    worth = parts.worth("number") or parts.worth("article") or parts.worth("vague") or parts.worth("amount")
    if worth not in (None, "X"):
        amount = float(worth or 0)
    if amount is not None and 1000 <= amount <= 2100 and "," not in (parts.text("number") or ""):
        return None
    if parts.text("fortnight") or parts.worth("fortnight"):
        amount = (amount or 1) * 2
    more = parts.worth("plus")
    if more and amount is not None:
        amount += float(more)
    mod = parts.worth("about") or parts.worth("mod") or None
    anchored = int(parts.worth("anchored") or parts.worth("last") or parts.worth("next") or 0)
    kind = parts.worth("kind") or "dur"
    return Duration(amount=amount, unit=unit, mod=mod, anchored=anchored, kind=kind)


def repeated(parts: Parts) -> Node | None:
    """Sets: "every Tuesday", "each year", "weekly", "Fridays"."""
    often = parts.worth("often")
    if often:
        return Fixed(resolved=Resolved(type="SET", value=often), kind="set")
    weekday = parts.worth("weekday") or parts.worth("weekdayb") or parts.worth("weekdays")
    every = parts.worth("every")
    if weekday in ("weekend", "workday"):
        value = "XXXX-WXX-WE" if weekday == "weekend" else "XXXX-WXX"
    elif weekday:
        value = f"XXXX-WXX-{weekday}" + (parts.worth("daypart") or parts.worth("dayparts") or "")
    elif parts.text("month"):
        value = f"XXXX-{parts.number('month') or 1:02d}"
    elif parts.text("season"):
        value = f"XXXX-{parts.worth('season')}"
    elif parts.text("daypart"):
        value = f"XXXX-XX-XX{parts.worth('daypart')}"
    else:
        unit = parts.worth("unit") or parts.worth("unit_one") or "day"
        amount = float(parts.worth("number") or (2 if every == "OTHER" else 1))
        if unit not in spans.DURATION_LETTERS:
            return None
        value = spans.duration_value(amount, unit)
    return Fixed(resolved=Resolved(type="SET", value=value), kind="set")


def reference(parts: Parts) -> Node | None:
    """PAST_REF, PRESENT_REF or FUTURE_REF, by word or set by the rule."""
    value = parts.worth("value") or parts.worth("now") or parts.worth("once") or parts.worth("ahead")
    value = value or parts.worth("recent") or parts.worth("current") or parts.worth("now_at")
    return Fixed(resolved=Resolved(value=value), kind="ref") if value else None


def clock(parts: Parts) -> Node | None:
    """Groups hour, sixty, meridiem, noon, zone or daypart; set.shift days from today, set.anchor told."""
    anchor = "told" if parts.worth("anchor") == "told" else "today"
    shift = int(parts.worth("shift") or parts.worth("anaphor") or 0)
    time = parts.worth("daypart") or parts.worth("twilight") or parts.worth("noon")
    if time is None:
        hour = parts.number("hour", "hour_twelve", "number")
        if hour is None:
            return None
        half = parts.worth("meridiem")
        if half is not None:
            if not 1 <= hour <= 12:
                return None
            hour = hour % 12 + int(half)
        minute = parts.number("sixty") or 0
        if hour > 24 or (hour == 24 and minute):
            return None
        time = f"{hour:02d}:{minute:02d}"
    zone = parts.worth("zone") or ""
    return Clock(time=time, anchor=anchor, shift=shift, zone="" if time.startswith("T") else zone)  # type: ignore[arg-type]


def stamp(parts: Parts) -> Node | None:
    """A date of the calendar with hours and minutes behind it."""
    day, time = calendar(parts), clock(parts)
    return replace(time, day=day) if isinstance(time, Clock) and day is not None else None


def named_period(parts: Parts) -> Node | None:
    """A named stretch of history with its first and last day."""
    first, _, last = parts.need("period").partition("/")
    return Fixed(
        resolved=spans.between(spans.Day.fromisoformat(first), spans.Day.fromisoformat(last), "period")
    )


def told_period(parts: Parts) -> Node | None:
    """The long stretch of time told last."""
    return ToldPeriod()


def year_end(parts: Parts) -> Node | None:
    """The end of the year, quarter or month in hand."""
    return PartOf(part="CLOSE", inner=Told(unit=parts.need("unit"), near=True))


MAKERS: dict[str, Maker] = {
    "calendar": calendar, "pair": pair, "years": years, "second year": second_year, "season": season,
    "division": division, "decade": decade, "century": century, "holiday": holiday, "relative": relative,
    "told": told, "named": named, "duration": duration, "set": repeated, "reference": reference,
    "clock": clock, "stamp": stamp, "year end": year_end, "named period": named_period,
    "told period": told_period,
}  # fmt: skip
