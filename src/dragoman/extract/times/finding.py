"""A report and its parse in, its times out: sighted sentence by sentence, resolved in the order of the
text."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from dragoman.extract.times import discourse
from dragoman.extract.times.composed import Clock
from dragoman.extract.times.doubts import borne_out
from dragoman.extract.times.named import Calendar
from dragoman.extract.times.scan import Found, join, openings, scan
from dragoman.extract.times.scene import Scene
from dragoman.extract.times.spans import DAY, Day, Resolved, safe_day
from dragoman.lexicon.times import TimeLexicon
from dragoman.records import Analysis, Report, Sentence, Span, Time

BRACKET = re.compile(r"\s*[({\[/,]\s*")
BRACKETS = frozenset(")]},")
PIECE = re.compile(r"[^\W\d_]+|\S")
DASHES = frozenset("-‐–—,")
# How far back in the account "that year" and a bare month of a history may look.
MEMORY = 12
# A date line stands near the top.
HEAD = 600


@dataclass(frozen=True, slots=True)
class Sighted:
    """An expression with its place in the report, its sentence and that one's number, and which way it
    leans."""

    found: Found
    start: int
    end: int
    sentence: Sentence | None
    number: int
    lean: int
    attributive: bool
    within: Span


def find_times(report: Report, analysis: Analysis, lexicon: TimeLexicon) -> tuple[Time, ...]:
    """The report with its publication day (or None), its parse and the rules in; its times out, t1, t2 ...
    in order.

    Without a publication day relative expressions have no days. Never fails on any text.
    """
    sighted = sight_times(report.text, analysis, lexicon)
    resolved = resolve_times(report.text, sighted, report.published.day, lexicon)
    return tuple(
        record(number, report.text, one, found)
        for number, (one, found) in enumerate(zip(sighted, resolved, strict=True), 1)
    )


def record(number: int, text: str, one: Sighted, found: Resolved) -> Time:
    """An expression and what it came to in, the record out."""
    return Time(
        id=f"t{number}", start=one.start, end=one.end, text=text[one.start : one.end], type=found.type,
        value=found.value, mod=found.mod, edtf=found.edtf, earliest=found.earliest, latest=found.latest,
        grain=found.grain, rule=one.found.rule,
    )  # fmt: skip


def sight_times(text: str, analysis: Analysis, lexicon: TimeLexicon) -> list[Sighted]:
    """A text and its parse in, its time expressions before any day is known out, in order."""
    out: list[Sighted] = []
    for number, (start, end, sentence) in enumerate(discourse.stretches(text, analysis)):
        piece = text[start:end]
        opened = openings(piece, lexicon)
        found = scan(piece, opened, lexicon)
        if not found:
            continue
        found = [f for f in found if borne_out(f, piece, start, sentence, lexicon)]
        found = link_years(piece, join(piece, opened, found, lexicon), lexicon)
        for one in link_days(piece, found, lexicon):
            way = discourse.lean(piece, one.start, one.end, sentence, start, lexicon)
            beside = is_attributive(one, piece, start, sentence, lexicon)
            out.append(
                Sighted(one, start + one.start, start + one.end, sentence, number, way, beside, (start, end))
            )
    return out


def link_years(text: str, found: list[Found], lexicon: TimeLexicon) -> list[Found]:
    """Dates of one sentence in; a date before "to" or a dash takes the year of the date behind it."""
    out = list(found)
    for at in range(len(out) - 2, -1, -1):
        one, two = out[at], out[at + 1]
        if not isinstance(one.node, Calendar) or not isinstance(two.node, Calendar):
            continue
        a, b = one.node, two.node
        if a.year is not None or a.month is None or b.year is None or b.month is None or b.before_christ:
            continue
        if linked(text[one.end : two.start], lexicon):
            wraps = (a.month, a.day or 1) > (b.month, b.day or 31)
            out[at] = replace(one, node=replace(a, year=b.year - wraps))
    return out


def link_days(text: str, found: list[Found], lexicon: TimeLexicon) -> list[Found]:
    """Times of one sentence in; two clock times beside each other take the day that one of them or what
    follows has: "on Friday at 2 a.m. (0100 UTC)", "at 2 a.m. (0100 UTC) on Friday"."""
    out = list(found)
    for at in range(len(out) - 1):
        one, two = out[at].node, out[at + 1].node
        if not isinstance(one, Clock) or not isinstance(two, Clock) or "told" in (one.anchor, two.anchor):
            continue
        if not BRACKET.fullmatch(text[out[at].end : out[at + 1].start]):
            continue
        day = one.day or two.day
        if day is None and at + 2 < len(out):
            behind = PIECE.findall(text[out[at + 1].end : out[at + 2].start].lower())
            near = set(behind) <= lexicon.cues["on_a_day"] | BRACKETS
            node = out[at + 2].node
            day = node if near and isinstance(node, Calendar) and (node.day or node.weekday) else None
        if day is not None:
            out[at] = replace(out[at], node=replace(one, day=one.day or day))
            out[at + 1] = replace(out[at + 1], node=replace(two, day=two.day or day))
    return out


def linked(between: str, lexicon: TimeLexicon) -> bool:
    """Whether the text between two dates makes one range or list of them ("to", a dash, "and early")."""
    pieces = PIECE.findall(between.lower())
    small = lexicon.cues["date_before"]
    return (
        0 < len(pieces) <= 4
        and (pieces[0] in DASHES or pieces[0] in lexicon.cues["range_link"])
        and all(p in DASHES or p in small for p in pieces)
    )


def is_attributive(
    found: Found, text: str, offset: int, sentence: Sentence | None, lexicon: TimeLexicon
) -> bool:
    """Whether a date only tells which thing is meant ("the November 27 deal"): it moves no account
    forward."""
    if sentence is not None:
        words = [w for w in sentence.words if w.start < offset + found.end and offset + found.start < w.end]
        inside = {w.index for w in words}
        top = next((w for w in words if w.head not in inside), None)
        if top is not None and top.head > top.index:
            above = sentence.words[top.head]
            marked = any(sentence.dependents(top.index, "case"))
            return above.upos in ("NOUN", "PROPN") and not marked and above.start >= offset + found.end
        return False
    before = text[max(0, found.start - 8) : found.start].lower().split()
    after = text[found.end : found.end + 2]
    return (
        bool(before)
        and before[-1] in lexicon.cues["article"]
        and len(after) == 2
        and after[0] == " "
        and after[1].islower()
    )


class Account:
    """What has been told so far, sentence by sentence, and on what day the reporter's account stands."""

    def __init__(self, published: Day | None) -> None:
        self.published = published
        self.told: list[tuple[int, Resolved]] = []
        self.said: tuple[int, Day] | None = None

    def tell(self, one: Sighted, resolved: Resolved, quoted: bool) -> None:
        """Take up what an expression came to."""
        if resolved.earliest is None or resolved.type not in ("DATE", "TIME") or one.attributive:
            return
        self.told.append((one.number, resolved))
        del self.told[:-MEMORY]
        first_here = self.said is None or self.said[0] != one.number
        if not quoted and first_here and discourse.account_day(one.found.node, resolved, one.number < 2):
            self.said = (one.number, resolved.earliest)

    def middle(self) -> Day | None:
        """The middle of what was told last: a bare month of a history lies nearest to it."""
        last = self.told[-1][1]
        if last.earliest is None or last.latest is None:
            return self.published
        return last.earliest + (last.latest - last.earliest) // 2

    def today(self, one: Sighted, quoted: bool) -> Day | None:
        """The day that "today" is for an expression: in a quotation the day of the saying, where one is
        told."""
        if not quoted or self.published is None or not discourse.is_deictic(one.found.node):
            return self.published
        coarse = next((r for n, r in self.told if n == one.number), None)
        if coarse and coarse.latest and coarse.grain in ("month", "year") and coarse.latest < self.published:
            return None
        if self.said and self.published - 7 * DAY < self.said[1] <= self.published:
            return self.said[1]
        return self.published


def own_day(text: str, sighted: Sequence[Sighted], published: Day | None) -> Day | None:
    """The day of the report's own date line, when it is within a few days of the one given: from it the
    writer
    counts, the other may be that of a feed or an archive."""
    if published is None:
        return None
    for one in sighted:
        node = one.found.node
        if one.start > HEAD or not isinstance(node, Calendar) or not (node.year and node.month and node.day):
            continue
        day = safe_day(node.year, node.month, node.day)
        if day and abs(day - published) <= 3 * DAY and is_line(text, (one.start, one.end)):
            return day
    return None


def is_line(text: str, span: Span) -> bool:
    """Whether an expression stands alone on its line."""
    start = text.rfind("\n", 0, span[0]) + 1
    end = text.find("\n", span[1])
    rest = text[start : span[0]] + text[span[1] : end if end >= 0 else len(text)]
    return not re.search(r"\w", rest)


def resolve_times(
    text: str, sighted: Sequence[Sighted], published: Day | None, lexicon: TimeLexicon
) -> list[Resolved]:
    """Expressions in order and the publication day in; what each comes to out, in the same order."""
    published = own_day(text, sighted, published) or published
    narrative = discourse.is_narrative([s.found.node for s in sighted], published)
    quotes = discourse.quotations(text)
    account = Account(published)
    out: list[Resolved] = []
    for one in sighted:
        at = bisect_left(quotes, (one.start, 0))
        quoted = at > 0 and one.start < quotes[at - 1][1]
        today = account.today(one, quoted)
        near, lean = today, one.lean
        if narrative and account.told:
            near, lean = account.middle(), 0
        scene = Scene(
            today=today, near=near, lean=lean, told=tuple(r for _, r in account.told),
            here=sum(n == one.number for n, _ in account.told), narrative=narrative, numbers=lexicon.numbers,
            holidays=lexicon.holidays,
        )  # fmt: skip
        resolved = one.found.node.resolve(scene) or Resolved()
        out.append(resolved)
        account.tell(one, resolved, quoted)
    return out
