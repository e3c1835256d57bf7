"""What a rule matched in, the meaning of it out. One maker a kind of expression; rules name them in
``make``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from dragoman.extract.times import spans
from dragoman.extract.times.composed import Clock, Counted, Modified, PartOf, Range, Sofar
from dragoman.extract.times.named import Calendar, DecadeOf, Division, Fixed, Holiday, Node, Season
from dragoman.extract.times.relative import Duration, Moved, Told, Which, Within
from dragoman.extract.times.spans import Resolved
from dragoman.lexicon.times import TimeLexicon, TimeRule

UNITS = ("unit", "unit_one", "unit_long", "unit_many")
WAYS = ("ago", "later", "after_alone", "after")
NAMED = (Calendar, Season, Division, Holiday)


@dataclass(frozen=True, slots=True)
class Parts:
    """The groups of one match. ``worth(name)``: the group's value by its word list; ``held``: inner
    meanings."""

    rule: TimeRule
    texts: Mapping[str, str | None]
    held: Mapping[str, Node]
    lexicon: TimeLexicon

    def text(self, name: str) -> str | None:
        """The words of a group; None when it did not match."""
        return self.texts.get(name)

    def worth(self, name: str) -> str | None:
        """The constant that the rule sets, else the value of the group's words."""
        if name in self.rule.set:
            return self.rule.set[name]
        text = self.texts.get(name)
        if text is None:
            return None
        kind = self.rule.groups[name]
        if kind in ("number", "ordinal"):
            number = (
                self.lexicon.numbers.value(text) if kind == "number" else self.lexicon.numbers.place(text)
            )
            return None if number is None else f"{number:g}"
        text = text.replace("’", "'")
        return self.lexicon.worth(kind, text) or self.lexicon.worth(kind, text.partition(" ")[2])

    def number(self, *names: str) -> int | None:
        """The first of the groups that is there, as a whole number ("21st" is 21)."""
        for name in names:
            worth = self.worth(name)
            if worth is None and (text := self.texts.get(name)):
                worth = "".join(c for c in text if c.isdigit())
            if worth:
                return int(float(worth))
        return None

    def unit(self) -> str | None:
        """The unit of time among the groups, singular."""
        return next((u for name in UNITS if (u := self.worth(name))), None)

    def need(self, name: str) -> str:
        """The value of a group that the rule cannot be without."""
        return self.worth(name) or ""


Maker = Callable[[Parts], Node | None]


def calendar(parts: Parts) -> Node | None:
    """Groups weekday, day, month, year, era: a date of the calendar."""
    year = parts.number("year", "year_old", "year_oldb")
    day = parts.number("day", "day_two", "ordinal")
    month = parts.number("month", "month_sure", "month_two", "month_number")
    weekday = parts.number("weekday", "weekday_short")
    if parts.text("year_short") is not None:
        short = parts.number("year_short") or 0
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
    number = parts.number("ordinal")
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
    return Moved(amount=amount or 0, unit=unit, grain=parts.worth("grain"))


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
    return Duration(amount=amount, unit=unit, mod=mod, anchored=anchored)


def anchored(parts: Parts) -> Node | None:
    """A length of time held, seen from today: "the last four years", "the next <dur>"."""
    inner = parts.held.get("dur")
    way = int(parts.worth("last") or parts.worth("next") or parts.worth("anchored") or 0)
    return replace(inner, anchored=way) if isinstance(inner, Duration) else None


def repeated(parts: Parts) -> Node | None:
    """Sets: "every Tuesday", "each year", "weekly", "Fridays"."""
    often = parts.worth("often")
    if often:
        return Fixed(resolved=Resolved(type="SET", value=often), kind="set")
    weekday = parts.worth("weekday") or parts.worth("weekdays")
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
    value = value or parts.worth("recent") or parts.worth("current")
    return Fixed(resolved=Resolved(value=value), kind="ref") if value else None


def clock(parts: Parts) -> Node | None:
    """Groups hour, sixty, meridiem, noon, zone or daypart; set.shift days from today, set.anchor told."""
    anchor = "told" if parts.worth("anchor") == "told" else "today"
    shift = int(parts.worth("shift") or parts.worth("anaphor") or 0)
    time = parts.worth("daypart") or parts.worth("noon")
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
    number = parts.number("ordinal", "last", "amount")
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


def modified(parts: Parts) -> Node | None:
    """An approximate date: "around May 7"."""
    inner = parts.held.get("date") or parts.held.get("clock")
    mod = parts.worth("about") or parts.worth("circa") or parts.worth("mod")
    if inner is None or (isinstance(inner, Fixed) and inner.kind != "date"):
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


def year_end(parts: Parts) -> Node | None:
    """The end of the year, quarter or month in hand."""
    return PartOf(part="CLOSE", inner=Told(unit=parts.need("unit"), near=True))


def named_period(parts: Parts) -> Node | None:
    """A named stretch of history with its first and last day."""
    first, _, last = parts.need("period").partition("/")
    return Fixed(
        resolved=spans.between(spans.Day.fromisoformat(first), spans.Day.fromisoformat(last), "period")
    )


def kept(parts: Parts) -> Node | None:
    """What is held, with the words around it: "weekday, date" where the weekday adds nothing."""
    return parts.held.get("date") or parts.held.get("dur")


MAKERS: dict[str, Maker] = {
    "calendar": calendar, "pair": pair, "years": years, "second year": second_year, "season": season,
    "division": division, "decade": decade, "century": century, "holiday": holiday, "relative": relative,
    "told": told, "named": named, "duration": duration, "anchored": anchored, "set": repeated,
    "reference": reference, "clock": clock, "clock on": clock_on, "part of": part_of, "so far": sofar,
    "counted": counted, "within": within, "offset": offset, "modified": modified, "sum": joined, "kept": kept,
    "year end": year_end, "named period": named_period,
}  # fmt: skip
