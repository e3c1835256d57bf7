"""A report without its date in, the publication day that its own text supports out, or unknown.

What counts, strongest first: a line that is nothing but a full date, or a dateline; a dated caption or lead
whose days agree with the weekdays of "yesterday" and "today". Wrong is worse than missing: what does not
agree is given up.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from dragoman.extract.times.composed import Clock, Modified, PartOf
from dragoman.extract.times.discourse import ends_with, governor, is_deictic, quotations, verb_lean
from dragoman.extract.times.finding import Sighted, is_line, sight_times
from dragoman.extract.times.named import Calendar, Node
from dragoman.extract.times.relative import Duration, Moved
from dragoman.extract.times.spans import DAY, Day, safe_day
from dragoman.lexicon.times import TimeLexicon
from dragoman.records import Analysis, Published, Report, Segment, Span

# A date line stands near the top; further down a lone date is as likely a heading of a chronicle.
TOP = 600
DATELINE = re.compile(r"^[^\w\n]*(?:[A-ZÀ-Þ][\w.'’À-ÿ-]*[ ,/]*){1,6}$")
AFTER_DATELINE = re.compile(r"^\s*(?:\([^)\n]{2,30}\)|/[^/\n]{2,30}/)?\s*(?:[-–—:]|$)")
WINDOW = 7
SHARED_WORDS = 3
# "Friday, March 4" without its year falls in the last year that the text names or one of the three after it.
# The same weekday comes back after five years at the earliest, so that no two of them fit.
YEARS_ON = 4
# The lead is the first of these sentences that tells of something past; a title may stand before it.
LEAD = 3
WORD_BEFORE = re.compile(r"\w+\s*$")
WORD = re.compile(r"[^\W\d_]{3,}")


@dataclass(frozen=True, slots=True)
class Dated:
    """An expression of the text that names a full day."""

    day: Day
    one: Sighted

    @property
    def span(self) -> Span:
        """Where it stands."""
        return self.one.start, self.one.end


@dataclass(frozen=True, slots=True)
class Spoken:
    """An expression that says how the day of writing lies to a weekday: ``weekday`` is that of the day
    itself."""

    weekday: int
    evidence: tuple[Span, ...]


def date_report(
    report: Report, segments: Sequence[Segment], analysis: Analysis, lexicon: TimeLexicon
) -> Published:
    """A report, its parts, its parse and the rules in; the day or an interval of at most seven days with the
    spans that show it, or nothing. Called only where no date was given."""
    title_day = lone_day(report.title or "", lexicon)
    if title_day is not None:
        return _day(title_day, ())
    text = report.text
    sighted = sight_times(text, Analysis(sentences=()), lexicon)
    full = [*full_days(sighted), *completed_days(sighted)]
    top = [one for one in full if one.one.start < TOP and is_head(text, one)]
    if top:
        return _day(top[0].day, (top[0].span,))
    return from_agreement(text, segments, analysis, sighted, full, lexicon)


def lone_day(line: str, lexicon: TimeLexicon) -> Day | None:
    """A line in; the day when it is nothing but a full date."""
    for one in full_days(sight_times(line, Analysis(sentences=()), lexicon)):
        if is_line(line, one.span):
            return one.day
    return None


def full_days(sighted: Iterable[Sighted]) -> Iterator[Dated]:
    """Sightings in, those that name a day with its year out."""
    for one in sighted:
        node = named_day(one)
        if node is not None and node.year and node.month and node.day:
            day = safe_day(node.year, node.month, node.day)
            if day is not None and (node.weekday is None or day.isoweekday() == node.weekday):
                yield Dated(day, one)


def completed_days(sighted: Sequence[Sighted]) -> Iterator[Dated]:
    """Sightings in, those that name weekday, month and day out, with the year that the weekday fits: the last
    that the text names as past, or one of the three after it."""
    last = last_year(sighted)
    for one in sighted if last else ():
        node = named_day(one)
        if node is None or node.year or not (node.weekday and node.month and node.day):
            continue
        for year in range(last, last + YEARS_ON):
            day = safe_day(year, node.month, node.day)
            if day is not None and day.isoweekday() == node.weekday:
                yield Dated(day, one)


def last_year(sighted: Sequence[Sighted]) -> int:
    """The latest year that the text tells of as past; 0 when it tells of none."""
    named = ((one, named_day(one)) for one in sighted)
    years = [node.year for one, node in named if node and node.year and one.lean <= 0]
    return max(years, default=0)


def named_day(one: Sighted) -> Calendar | None:
    """The date of the calendar that an expression names, the time of day and "about" left off."""
    node: Node | None = one.found.node
    while isinstance(node, Modified | Clock):
        node = node.inner if isinstance(node, Modified) else node.day
    return node if isinstance(node, Calendar) and not node.before_christ else None


def is_head(text: str, one: Dated) -> bool:
    """Whether a date heads the text: alone on its line, a dateline, or with its weekday at the head of a
    paragraph whose sentence begins behind it."""
    if is_line(text, one.span) or is_dateline(text, one.span):
        return True
    node = one.one.found.node
    opens = not text[text.rfind("\n", 0, one.one.start) + 1 : one.one.start].strip()
    begins = re.match(r"\s+[A-ZÀ-Þ“\"]", text[one.one.end : one.one.end + 3])
    return opens and begins is not None and isinstance(node, Calendar) and node.weekday is not None


def is_dateline(text: str, span: Span) -> bool:
    """Whether a date is the end of "CITY, May 3, 2031 (Agency) -" at the head of a paragraph."""
    start = text.rfind("\n", 0, span[0]) + 1
    before = text[start : span[0]].strip()
    if not before or not DATELINE.match(before) or not before[:4].isupper():
        return False
    return bool(AFTER_DATELINE.match(text[span[1] : span[1] + 40]))


def from_agreement(
    text: str, segments: Sequence[Segment], analysis: Analysis, sighted: Sequence[Sighted],
    full: Sequence[Dated], lexicon: TimeLexicon,
) -> Published:  # fmt: skip
    """A day told once by "yesterday" or "today" and once in full; else the latest day that a caption or the
    lead dates in. It, with what the text says of weekdays, dates the report, if no past day lies after it."""
    spoken = spoken_weekdays(text, sighted, lexicon)
    latest_told = max((one.day for one in full if one.one.lean <= 0), default=None)
    told = [one for one in full if one.one.lean <= 0 and not in_caption(segments, one)]
    pinned = pinned_days(text, sighted, told, lexicon)
    days = {day for day, _ in pinned}
    if len(days) == 1 and latest_told is not None:
        day = days.pop()
        agrees = all(day.isoweekday() == s.weekday for s in spoken)
        late = latest_told > day
        return Published() if late or not agrees else _day(day, tuple(e for _, es in pinned for e in es))
    anchors = [one for one in full if is_anchor(text, segments, analysis, one, lexicon)]
    if days or not anchors:
        return Published()
    latest = max(anchors, key=lambda one: one.day)
    if (latest_told is not None and latest_told > latest.day) or latest.day.year < last_year(sighted):
        return Published()
    candidates = [latest.day + n * DAY for n in range(WINDOW)]
    if spoken:
        agreed = [day for day in candidates if all(day.isoweekday() == s.weekday for s in spoken)]
        if len(agreed) != 1:
            return Published()
        return _day(agreed[0], (latest.span, *(span for s in spoken for span in s.evidence)))
    if not is_news(sighted):
        return Published()
    return Published(earliest=candidates[0], latest=candidates[-1], basis="inferred", evidence=(latest.span,))


def is_anchor(
    text: str, segments: Sequence[Segment], analysis: Analysis, one: Dated, lexicon: TimeLexicon
) -> bool:
    """Whether a full date is that of the news: at the end of a caption; "as of" it; a past day with its
    weekday in the lead; or the day of the lead's main clause."""
    segment = in_caption(segments, one)
    if segment is not None:
        words = text[segment.start : segment.end]
        return not lexicon.cue_patterns["file_photo"].search(words) and one.one.end >= segment.end - 20
    before = text[max(0, one.one.start - 12) : one.one.start]
    if ends_with(before, lexicon.cue_patterns["as_of"]):
        return True
    word = WORD_BEFORE.search(before)
    allowed = lexicon.cues["at_a_time" if isinstance(one.one.found.node, Clock) else "on_a_day"]
    if one.one.lean > 0 or (word is not None and word[0].strip().lower() not in allowed):
        return False
    if dates_the_lead(analysis, one, lexicon):
        return True
    node = named_day(one.one)
    return node is not None and node.weekday is not None and (one.one.number <= 1 or not node.year)


def in_caption(segments: Sequence[Segment], one: Dated) -> Segment | None:
    """The caption, or the repeated part, that a date stands in."""
    segment = next((s for s in segments if s.start <= one.one.start < s.end), None)
    captioned = segment is not None and (segment.kind == "caption" or segment.of is not None)
    return segment if captioned else None


def dates_the_lead(analysis: Analysis, one: Dated, lexicon: TimeLexicon) -> bool:
    """Whether a date hangs on the main verb of the first sentence whose main verb is past."""
    for sentence in analysis.sentences[:LEAD]:
        root = sentence.words[sentence.root]
        if verb_lean(sentence, root, lexicon) >= 0:
            continue
        verb, direct = governor(sentence, one.one.start, one.one.end)
        within = sentence.start <= one.one.start < sentence.end
        return within and direct and verb is not None and verb.index == root.index
    return False


def is_news(sighted: Sequence[Sighted]) -> bool:
    """Whether the text counts from its own day anywhere: "yesterday", "the last ten years", "Friday, May 9"
    without its year."""
    return any(
        is_deictic(s.found.node)
        or (isinstance(s.found.node, Duration) and s.found.node.anchored)
        or ((node := named_day(s)) is not None and node.weekday and not node.year)
        for s in sighted
    )


def near_days(sighted: Sequence[Sighted]) -> Iterator[tuple[Sighted, int]]:
    """Sightings in, "yesterday" and "today" with how far they lie from the day of the report out."""
    for one in sighted:
        node: Node | None = one.found.node
        while isinstance(node, Clock | Modified | PartOf) and not (
            isinstance(node, Clock) and node.day is None
        ):
            node = node.day if isinstance(node, Clock) else node.inner
        if (
            isinstance(node, Moved)
            and node.unit == "day"
            and node.anchor == "today"
            and node.amount in (-1, 0)
        ):
            yield one, int(node.amount)


def pinned_days(
    text: str, sighted: Sequence[Sighted], told: Sequence[Dated], lexicon: TimeLexicon
) -> list[tuple[Day, tuple[Span, ...]]]:
    """The days of the report that follow where one act is told with "yesterday" or "today", outside of what
    others say, and with a full date of the last year told of, each with the words that show it."""
    out: list[tuple[Day, tuple[Span, ...]]] = []
    quotes = quotations(text)
    full = [one for one in told if one.day.year >= last_year(sighted)]
    for near, shift in near_days(sighted):
        if any(start <= near.start < end for start, end in quotes):
            continue
        best = max(full, key=lambda one: kinship(text, near, one.one, lexicon), default=None)
        if best is not None and kinship(text, near, best.one, lexicon) >= SHARED_WORDS:
            out.append((best.day - shift * DAY, ((near.start, near.end), best.span)))
    return out


def spoken_weekdays(text: str, sighted: Sequence[Sighted], lexicon: TimeLexicon) -> list[Spoken]:
    """What the text says of the weekday of its own day: "today, Monday", and one act told once with
    "yesterday" and once with a weekday."""
    weekdays: list[tuple[Sighted, int]] = []
    for one in sighted:
        node = one.found.node
        if isinstance(node, Calendar) and node.weekday and not node.month:
            weekdays.append((one, node.weekday))
    out: list[Spoken] = []
    for day, shift in near_days(sighted):
        best = max(weekdays, key=lambda w: kinship(text, day, w[0], lexicon), default=None)
        if best is not None and kinship(text, day, best[0], lexicon) >= SHARED_WORDS:
            weekday = (best[1] - shift - 1) % 7 + 1
            out.append(Spoken(weekday, ((day.start, day.end), (best[0].start, best[0].end))))
    return out


def kinship(text: str, one: Sighted, other: Sighted, lexicon: TimeLexicon) -> int:
    """How surely two expressions tell of one day: beside each other ("today, Monday") surely, else by the
    telling
    words that their sentences share; not at all apart in one sentence."""
    if 0 <= other.start - one.end <= 3 or 0 <= one.start - other.end <= 3:
        return 100
    if one.number == other.number:
        return 0
    return len(sentence_words(text, one, lexicon) & sentence_words(text, other, lexicon))


def sentence_words(text: str, one: Sighted, lexicon: TimeLexicon) -> frozenset[str]:
    """The telling words of the sentence around an expression."""
    start, end = one.within
    words = {word.lower() for word in WORD.findall(text[start:end])}
    return frozenset(words - lexicon.cues["weak_word"])


def _day(day: datetime.date, evidence: tuple[Span, ...]) -> Published:
    return Published(
        day=day, earliest=day, latest=day, basis="inferred", evidence=tuple(dict.fromkeys(evidence))
    )
