"""The text of a sentence and the figure rules in, the numbers that may be figures out, with value and
unit."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from dragoman.lexicon.figures import FigureLexicon
from dragoman.lexicon.times import TimeRule
from dragoman.records import Span, overlaps
from dragoman.records.findings import FigureBound

BEFORE_REACH = 28


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a text: its place, rule, kind, worth, unit and bound."""

    start: int
    end: int
    rule: str
    make: str
    value: float
    unit: str
    order: int
    bound: FigureBound = "exact"

    @property
    def span(self) -> Span:
        """Start and end."""
        return self.start, self.end


@dataclass(frozen=True, slots=True)
class Match:
    """What one rule matched, with the words to read it by."""

    found: re.Match[str]
    lexicon: FigureLexicon

    def text(self, group: str) -> str:
        """The words of a group, "" when it is not there."""
        return self.found.groupdict().get(group) or ""

    def value(self, group: str) -> float | None:
        """The worth of a cardinal group."""
        return self.lexicon.numbers.value(self.text(group))


Maker = Callable[[Match], tuple[float, str] | None]


def money(match: Match) -> tuple[float, str] | None:
    """A sign or a name of a currency, and an amount."""
    value = match.value("amount")
    code = match.lexicon.currencies.get(" ".join((match.text("sign") or match.text("money")).lower().split()))
    return None if value is None or code is None else (value, code)


def percent(match: Match) -> tuple[float, str] | None:
    """An amount of hundredths."""
    value = match.value("amount")
    return None if value is None else (value, "percent")


def measure(match: Match) -> tuple[float, str] | None:
    """An amount of a unit of measure."""
    value = match.value("amount")
    unit = match.lexicon.measures.get(" ".join(match.text("measure").lower().split()))
    return None if value is None or unit is None else (value, unit)


def count(match: Match) -> tuple[float, str] | None:
    """A plain number."""
    value = match.value("amount" if match.text("amount") else "number")
    return None if value is None else (value, "count")


def ratio(match: Match) -> tuple[float, str] | None:
    """So many in so many: the share, when it is one."""
    one, two = match.value("number"), match.value("numberb")
    if one is None or not two or one >= two or two > 1000:
        return None
    return one / two, "ratio"


def multiple(match: Match) -> tuple[float, str] | None:
    """A verb that multiplies."""
    value = match.lexicon.multiples.get(match.text("multiple").lower())
    return None if value is None else (value, "ratio")


def vague(match: Match) -> tuple[float, str] | None:
    """A bare plural of magnitude: at least two of them; "tens of thousands" at least twenty thousand."""
    value = match.lexicon.vague.get(" ".join(match.text("vague_number").lower().split()))
    return None if value is None else (float(value), "count")


def ordinal(match: Match) -> tuple[float, str] | None:
    """A place in a row."""
    place = match.lexicon.numbers.place(match.text("ordinal"))
    return None if place is None else (float(place), "ordinal")


MAKERS: dict[str, Maker] = {
    "money": money, "percent": percent, "measure": measure, "count": count, "joined": count, "times": count,
    "ratio": ratio, "multiple": multiple, "vague": vague, "ordinal": ordinal,
}  # fmt: skip


def read_numbers(text: str, blocked: Sequence[Span], lexicon: FigureLexicon) -> list[Number]:
    """A sentence's text and the spans of its times in; numbers out in order, the longest where they
    overlap."""
    if not lexicon.trigger.search(text):
        return []
    found: list[Number] = []
    for rule in lexicon.rules:
        found += by_rule(rule, text, lexicon)
    found = [n for n in found if not any(overlaps(n.span, b) for b in blocked)]
    kept: list[Number] = []
    for one in sorted(found, key=lambda n: (n.start - n.end, n.order)):
        at = bisect_left(kept, one.end, key=lambda n: n.start)
        if at == 0 or kept[at - 1].end <= one.start:
            kept.insert(at, one)
    return with_bounds(text, with_ranges(text, kept, lexicon), lexicon)


def by_rule(rule: TimeRule, text: str, lexicon: FigureLexicon) -> list[Number]:
    """All that one rule finds."""
    out: list[Number] = []
    group = "span" if "span" in rule.regex.groupindex else 0
    for found in rule.regex.finditer(text):
        made = MAKERS[rule.make](Match(found, lexicon))
        if made is not None:
            start, end = found.span(group)
            out.append(Number(start, end, rule.id, rule.make, made[0], made[1], rule.order))
    return out


def with_ranges(text: str, numbers: list[Number], lexicon: FigureLexicon) -> list[Number]:
    """Two ends of a range share unit and magnitude: "16-17 percent", "between $5 and $7 billion"."""
    out = list(numbers)
    for at in range(len(out) - 1):
        one, two = out[at], out[at + 1]
        if two.unit in ("count", "ordinal", "ratio") or one.unit == "ordinal":
            continue
        between = text[one.end : two.start].strip()
        dash = between in ("-", "–", "—", "‐")
        if not dash and between.lower() not in lexicon.stops.range_link:
            continue
        if one.unit not in ("count", two.unit):
            continue
        scale = scale_of(text[two.start : two.end], lexicon)
        small = one.value < 1000 and scale_of(text[one.start : one.end], lexicon) == 1
        out[at] = replace(one, unit=two.unit, make=two.make, value=one.value * (scale if small else 1))
    return out


def scale_of(text: str, lexicon: FigureLexicon) -> int:
    """The magnitude word in a number's text, 1 when there is none."""
    rows = lexicon.numbers.rows
    for word in re.findall(r"[^\W\d_]+", text.lower()):
        if word in rows.magnitudes:
            return rows.magnitudes[word]
        if word in rows.suffixes:
            return rows.suffixes[word]
    return 1


def with_bounds(text: str, numbers: list[Number], lexicon: FigureLexicon) -> list[Number]:
    """Numbers and their sentence in, the same with what the words around them make of them."""
    out: list[Number] = []
    for at, one in enumerate(numbers):
        before = text[max(0, one.start - BEFORE_REACH) : one.start]
        behind = text[one.end : one.end + BEFORE_REACH]
        bound: FigureBound = "over" if one.make == "vague" else "exact"
        for pattern, name in lexicon.before:
            if pattern.search(before):
                bound = name
        for pattern, name in lexicon.behind:
            if pattern.search(behind):
                bound = name
        previous = out[-1] if out else None
        if previous is not None and previous.unit == one.unit and bound == "exact":
            bound = second_of_range(text, previous, one, lexicon)
            if bound == "under" and previous.bound == "exact":
                out[-1] = replace(previous, bound="over")
            elif bound == "under" and previous.bound == "about":
                bound = "about"
        del at
        out.append(replace(one, bound=bound))
    return out


def second_of_range(text: str, one: Number, two: Number, lexicon: FigureLexicon) -> FigureBound:
    """ "under" for the upper end of a range, "exact" where the two are not one."""
    between = text[one.end : two.start].strip().lower()
    if between in ("-", "–", "—", "‐") and two.value > one.value:
        return "under"
    opened = text[: one.start].split()[-1:] or [""]
    linked = between in lexicon.stops.range_link
    return (
        "under"
        if linked and opened[0].lower() in lexicon.stops.range_open and two.value > one.value
        else "exact"
    )
