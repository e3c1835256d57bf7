"""A Reading goes in; the JSON object ``dragoman/1`` comes out: every key always there, unknown is null.

Spans are ``[start, end)`` lists in code points of ``report.text``; days are ISO 8601 strings. docs/json.md
explains each key.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any

import msgspec

from dragoman.records import (
    Actor,
    Attribution,
    Event,
    Figure,
    Happening,
    Place,
    Reading,
    Report,
    ReportError,
    Segment,
    Span,
    Time,
)

SCHEMA = "dragoman/1"

Object = dict[str, Any]


def reading_object(reading: Reading) -> Object:
    """A Reading -> its JSON object as plain dictionaries, lists, strings, numbers and None."""
    return {
        "schema": SCHEMA,
        "report": _report(reading.report),
        "segments": [_segment(segment) for segment in reading.segments],
        "sentences": _spans(reading.sentences),
        "actors": [_actor(actor) for actor in reading.actors],
        "places": [_place(place) for place in reading.places],
        "times": [_time(time) for time in reading.times],
        "attributions": [_attribution(attribution) for attribution in reading.attributions],
        "events": [_event(event) for event in reading.events],
        "happenings": [_happening(happening) for happening in reading.happenings],
        "figures": [_figure(figure) for figure in reading.figures],
    }


def error_object(error: ReportError) -> Object:
    """The error of a report that could not be read -> its JSON object."""
    fault = {"kind": error.kind, "message": error.message, "path": error.path}
    return {"schema": SCHEMA, "error": fault}


def to_json(value: Any) -> bytes:
    """Plain values -> JSON in UTF-8 on one line, without the line's end; dates become ISO strings."""
    return msgspec.json.encode(value)


def _report(report: Report) -> Object:
    published = report.published
    return {
        "id": report.id,
        "ref": report.ref,
        "title": _text(report.title),
        "text": report.text,
        "published": _day(published.day),
        "published_earliest": _day(published.earliest),
        "published_latest": _day(published.latest),
        "published_basis": published.basis,
        "published_evidence": _spans(published.evidence),
        "source": _text(report.source),
        "url": _text(report.url),
        "language": _text(report.language),
    }


def _segment(segment: Segment) -> Object:
    return {"start": segment.start, "end": segment.end, "kind": segment.kind, "of": segment.of}


def _actor(actor: Actor) -> Object:
    return {
        "id": actor.id,
        "name": actor.name,
        "kind": actor.kind,
        "country": _text(actor.country),
        "sector": _text(actor.sector),
        "office": _text(actor.office),
        "wikidata": _text(actor.wikidata),
        "mentions": _spans(actor.mentions),
        "loaded": _spans(actor.loaded),
        "rule": _text(actor.rule),
    }


def _place(place: Place) -> Object:
    return {
        "id": place.id,
        "name": place.name,
        "country": _text(place.country),
        "lat": place.lat,
        "lon": place.lon,
        "geonames": place.geonames,
        "mentions": _spans(place.mentions),
    }


def _time(time: Time) -> Object:
    return {
        "id": time.id,
        "start": time.start,
        "end": time.end,
        "text": time.text,
        "type": time.type,
        "value": _text(time.value),
        "mod": _text(time.mod),
        "edtf": _text(time.edtf),
        "earliest": _day(time.earliest),
        "latest": _day(time.latest),
        "grain": _text(time.grain),
        "rule": _text(time.rule),
    }


def _attribution(attribution: Attribution) -> Object:
    return {
        "id": attribution.id,
        "source": _spans(attribution.source),
        "cue": _span(attribution.cue),
        "content": _spans(attribution.content),
        "quote": attribution.quote,
        "source_kind": attribution.source_kind,
        "source_actor": attribution.source_actor,
        "named": attribution.named,
        "number": attribution.number,
        "number_bound": attribution.number_bound,
        "affiliation": attribution.affiliation,
        "reason": _text(attribution.reason),
        "time": attribution.time,
        "parent": attribution.parent,
        "medium": _span(attribution.medium),
        "addressee": _span(attribution.addressee),
        "rule": _text(attribution.rule),
    }


def _event(event: Event) -> Object:
    return {
        "id": event.id,
        "type": event.type,
        "mode": _text(event.mode),
        "contexts": list(event.contexts),
        "actors": list(event.actors),
        "recipients": list(event.recipients),
        "places": list(event.places),
        "trigger": _span(event.trigger),
        "sentence": event.sentence,
        "roles": [{"actor": r.actor, "role": r.role, "mention": _span(r.mention)} for r in event.roles],
        "status": event.status,
        "status_rule": _text(event.status_rule),
        "status_evidence": _spans(event.status_evidence),
        "earliest": _day(event.earliest),
        "latest": _day(event.latest),
        "grain": _text(event.grain),
        "date_basis": event.date_basis,
        "time": event.time,
        "attribution": event.attribution,
        "same_as": event.same_as,
        "relations": [{"type": r.type, "event": r.event} for r in event.relations],
        "intensity": _number(event.intensity),
        "quad": event.quad,
        "confidence": event.confidence,
        "rule": _text(event.rule),
    }


def _happening(happening: Happening) -> Object:
    return {
        "id": happening.id,
        "events": list(happening.events),
        "status": happening.status,
        "earliest": _day(happening.earliest),
        "latest": _day(happening.latest),
        "named_sources": list(happening.named_sources),
        "unnamed_at_least": happening.unnamed_at_least,
        "unnamed_at_most": happening.unnamed_at_most,
        "evidence": _spans(happening.evidence),
    }


def _figure(figure: Figure) -> Object:
    return {
        "id": figure.id,
        "start": figure.start,
        "end": figure.end,
        "text": figure.text,
        "value": _number(figure.value),
        "unit": figure.unit,
        "of": _text(figure.of),
        "of_span": _span(figure.of_span),
        "period": _text(figure.period),
        "bound": figure.bound,
        "event": figure.event,
        "attribution": figure.attribution,
        "rule": _text(figure.rule),
    }


def _text(value: str | None) -> str | None:
    return value or None


def _day(value: datetime.date | None) -> str | None:
    return value.isoformat() if value else None


def _span(span: Span | None) -> list[int] | None:
    return [span[0], span[1]] if span else None


def _spans(spans: Iterable[Span]) -> list[list[int]]:
    return [[start, end] for start, end in spans]


def _number(value: float | None) -> float | int | None:
    """Whole numbers without ".0": 88 rather than 88.0."""
    if value is not None and value == int(value) and abs(value) < 2**53:
        return int(value)
    return value
