"""A Reading and an event's id go in; what each field of the event rests on comes out, words and rules."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from dragoman.records import Actor, Attribution, Event, Reading, Role, Span, Time, UsageError, overlaps


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceRow:
    """One field of an event: its value, the words it rests on, the rule or model head behind it."""

    field: str
    value: str
    words: str | None = None
    spans: tuple[Span, ...] = ()
    rests_on: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedSentence:
    """A sentence on one line; ``marks``: (start, end, field) in ``text``; ``at``: its span in the report."""

    at: Span
    text: str
    marks: tuple[tuple[int, int, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """All that an event rests on: a headline, the report it comes from, its sentences, its fields."""

    event: str
    report: str
    headline: str
    origin: str
    sentences: tuple[MarkedSentence, ...]
    rows: tuple[EvidenceRow, ...]

    def as_object(self) -> dict[str, Any]:
        """The same as plain values for JSON."""
        return asdict(self)


def evidence_of(reading: Reading, id: str) -> Evidence:
    """An event of a reading -> what it rests on. Raises UsageError when the reading has no such event."""
    event = next((event for event in reading.events if event.id == id), None)
    if event is None:
        raise UsageError(f"the report has no event {id!r}.")
    book = _Book(reading)
    rows = tuple(_rows(event, book))
    return Evidence(
        event=id,
        report=reading.report.id,
        headline=book.headline(event),
        origin=book.origin(),
        sentences=tuple(_sentences(event, rows, book)),
        rows=rows,
    )


class _Book:
    """Look-ups in one reading, and how its findings are put in words."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.text = reading.report.text
        self.actors = {actor.id: actor for actor in reading.actors}
        self.places = {place.id: place for place in reading.places}
        self.times = {time.id: time for time in reading.times}
        self.attributions = {a.id: a for a in reading.attributions}
        self.events = {event.id: event for event in reading.events}

    def words(self, spans: Iterable[Span | None]) -> str | None:
        parts = (" ".join(self.text[span[0] : span[1]].split()) for span in spans if span)
        return " … ".join(dict.fromkeys(parts)) or None

    def name(self, id: str) -> str:
        return self.actors[id].name if id in self.actors else id

    def who(self, actor: Actor) -> str:
        """An actor with country, sector and office: "Asta Ilvane (ILM, GOV, prime minister)"."""
        inside = ", ".join(part for part in (actor.country, actor.sector, actor.office) if part)
        return f"{actor.name} ({inside})" if inside else actor.name

    def headline(self, event: Event) -> str:
        names = ", ".join(map(self.name, event.actors)) or "?"
        if event.recipients:
            names += " → " + ", ".join(map(self.name, event.recipients))
        kind = f"{event.type} {event.mode}" if event.mode else event.type
        when = _interval(event.earliest, event.latest)
        return " · ".join(part for part in (kind, names, event.status, when) if part)

    def origin(self) -> str:
        report = self.reading.report
        published = report.published
        day = _interval(published.day or published.earliest, published.day or published.latest)
        told = f"published {day} ({published.basis})" if day else "day of publication unknown"
        names = [f"“{report.title}”" if report.title else None, report.ref, report.source, told]
        return ", ".join(name for name in names if name)


def _rows(event: Event, book: _Book) -> Iterable[EvidenceRow]:
    kind = f"{event.type} {event.mode}" if event.mode else event.type
    contexts = f" [{', '.join(event.contexts)}]" if event.contexts else ""
    yield EvidenceRow(
        field="what",
        value=kind + contexts,
        words=book.words([event.trigger]),
        spans=(event.trigger,),
        rests_on=event.rule or None,
    )
    for field, ids in (("actor", event.actors), ("recipient", event.recipients)):
        for actor in ids:
            yield _participant(field, actor, event.roles, book)
    for id in event.places:
        if place := book.places.get(id):
            spans = _near(place.mentions, event, book)
            value = f"{place.name} ({place.country})" if place.country else place.name
            named = f"GeoNames {place.geonames}" if place.geonames else None
            yield EvidenceRow(
                field="where", value=value, words=book.words(spans), spans=spans, rests_on=named
            )
    yield _when(event, book)
    yield EvidenceRow(
        field="status",
        value=event.status,
        words=book.words(event.status_evidence),
        spans=event.status_evidence,
        rests_on=event.status_rule or None,
    )
    yield from _chain(event, book)
    yield from _links(event, book)


def _participant(field: str, id: str, roles: Iterable[Role], book: _Book) -> EvidenceRow:
    actor = book.actors.get(id)
    mention = next((r.mention for r in roles if r.actor == id and r.role == field and r.mention), None)
    if actor is None:
        return EvidenceRow(field=field, value=id)
    if mention is not None:
        return EvidenceRow(
            field=field,
            value=book.who(actor),
            words=book.words([mention]),
            spans=(mention,),
            rests_on=actor.rule or None,
        )
    first = actor.mentions[:1]
    known = "not in the sentence" + (", known from the report" if first else "")
    rule = f"{actor.rule}; {known}" if actor.rule else known
    return EvidenceRow(
        field=field, value=book.who(actor), words=book.words(first), spans=first, rests_on=rule
    )


def _when(event: Event, book: _Book) -> EvidenceRow:
    value = _interval(event.earliest, event.latest) or "not told"
    details = ", ".join(part for part in (event.grain, event.date_basis) if part)
    value = f"{value} ({details})" if details else value
    time = book.times.get(event.time or "")
    if time is None:
        return EvidenceRow(field="when", value=value)
    span = (time.start, time.end)
    return EvidenceRow(
        field="when", value=value, words=book.words([span]), spans=(span,), rests_on=_time_rule(time)
    )


def _time_rule(time: Time) -> str:
    return " ".join(part for part in (time.rule, f"({time.type} {time.value})" if time.value else "") if part)


def _chain(event: Event, book: _Book) -> Iterable[EvidenceRow]:
    """The attributions that hold the event, innermost first."""
    if event.attribution is None:
        yield EvidenceRow(field="source", value="the report itself (reporter)")
        return
    seen: set[str] = set()
    id: str | None = event.attribution
    while id is not None and id not in seen and id in book.attributions:
        seen.add(id)
        attribution = book.attributions[id]
        spans = attribution.source
        yield EvidenceRow(
            field="source" if len(seen) == 1 else "within",
            value=f"{_source(attribution, book)} [{id}]",
            words=book.words(spans),
            spans=spans,
            rests_on=attribution.rule or None,
        )
        if attribution.cue:
            cue = (attribution.cue,)
            yield EvidenceRow(field="says", value=attribution.quote, words=book.words(cue), spans=cue)
        id = attribution.parent


def _source(attribution: Attribution, book: _Book) -> str:
    actor = book.actors.get(attribution.source_actor or "")
    name = book.who(actor) if actor else book.words(attribution.source) or "not said"
    number = None
    if attribution.number is not None:
        number = f"{'at least ' if attribution.number_bound == 'at_least' else ''}{attribution.number}"
    of = book.name(attribution.affiliation) if attribution.affiliation else None
    parts = [
        attribution.source_kind,
        "named" if attribution.named else "unnamed",
        number and f"number {number}",
        of and f"of {of}",
        attribution.reason and f"unnamed because: {attribution.reason}",
    ]
    return f"{name}: {', '.join(part for part in parts if part)}"


def _links(event: Event, book: _Book) -> Iterable[EvidenceRow]:
    if event.same_as in book.events and event.same_as is not None:
        first = book.events[event.same_as]
        yield EvidenceRow(field="repeats", value=f"{first.id}: {book.headline(first)}")
    for relation in event.relations:
        other = book.events.get(relation.event)
        told = f"{relation.event}: {book.headline(other)}" if other else relation.event
        yield EvidenceRow(field=relation.type.replace("_", " "), value=told)
    for happening in book.reading.happenings:
        if event.id in happening.events and len(happening.events) > 1:
            yield EvidenceRow(
                field="told in", value=f"{len(happening.events)} places: {', '.join(happening.events)}"
            )
    if event.intensity is not None:
        quad = f", quad class {event.quad}" if event.quad is not None else ""
        yield EvidenceRow(field="intensity", value=f"{event.intensity:g}{quad}", rests_on="PLOVER 2.0 score")
    told = ", ".join(f"{name} {value:g}" for name, value in event.grounds if value)
    yield EvidenceRow(field="confidence", value=f"{event.confidence:.2f}", rests_on=told)


def _sentences(event: Event, rows: Iterable[EvidenceRow], book: _Book) -> Iterable[MarkedSentence]:
    """The event's sentence, and after it others that hold words it rests on."""
    spans = [(span, row.field) for row in rows for span in row.spans]
    at_home = [s for s in book.reading.sentences if s[0] <= event.trigger[0] < s[1]][:1]
    home = at_home[0] if at_home else event.trigger
    others = [s for s in book.reading.sentences if s != home and any(overlaps(s, span) for span, _ in spans)]
    for at in [home, *others]:
        raw = book.text[at[0] : at[1]]
        marks = tuple(
            (max(span[0], at[0]) - at[0], min(span[1], at[1]) - at[0], field)
            for span, field in spans
            if overlaps(at, span)
        )
        # Line ends become spaces one for one, so that the marks stay where they are.
        yield MarkedSentence(at=at, text="".join(" " if c.isspace() else c for c in raw), marks=marks)


def _near(mentions: tuple[Span, ...], event: Event, book: _Book) -> tuple[Span, ...]:
    """A place's mention in the event's sentence, else its first."""
    at = next((s for s in book.reading.sentences if s[0] <= event.trigger[0] < s[1]), event.trigger)
    inside = tuple(mention for mention in mentions if overlaps(mention, at))
    return inside[:1] or mentions[:1]


def _interval(earliest: datetime.date | None, latest: datetime.date | None) -> str:
    if earliest is None and latest is None:
        return ""
    return f"{earliest}" if earliest == latest else f"{earliest or '..'}/{latest or '..'}"
