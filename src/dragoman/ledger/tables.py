"""A Reading goes in; its rows for each table of the ledger come out. The columns and their types stand here.

Every row begins with ``run`` and ``seq`` (which reading of the run), and ``report`` (the report's id).
Words are kept beside the spans, so that a question can be answered without opening the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

import msgspec

from dragoman.records import Actor, Attribution, Event, Reading, ReportError, Span

Row = dict[str, Any]

_TEXT, _INT, _REAL, _BOOL, _DATE = "VARCHAR", "INTEGER", "DOUBLE", "BOOLEAN", "DATE"
_TEXTS, _SPANS = "VARCHAR[]", "INTEGER[][]"
_KEYS = {"run": _TEXT, "seq": _INT, "report": _TEXT}

TABLES: dict[str, dict[str, str]] = {
    "reports": _KEYS
    | {"ref": _TEXT, "title": _TEXT, "headline": _TEXT, "source": _TEXT, "url": _TEXT, "language": _TEXT}
    | {"published": _DATE, "published_earliest": _DATE, "published_latest": _DATE, "published_basis": _TEXT}
    | {"text": _TEXT, "reading": _TEXT},
    "segments": _KEYS | {"segment": _INT, "start": _INT, "end": _INT, "kind": _TEXT, "of": _INT},
    "actors": _KEYS
    | {"actor": _TEXT, "name": _TEXT, "kind": _TEXT, "country": _TEXT, "sector": _TEXT, "office": _TEXT}
    | {"wikidata": _TEXT, "mentions": _SPANS, "rule": _TEXT},
    "places": _KEYS
    | {"place": _TEXT, "name": _TEXT, "country": _TEXT, "lat": _REAL, "lon": _REAL, "geonames": _INT}
    | {"mentions": _SPANS},
    "times": _KEYS
    | {"time": _TEXT, "start": _INT, "end": _INT, "text": _TEXT, "type": _TEXT, "value": _TEXT, "mod": _TEXT}
    | {"edtf": _TEXT, "earliest": _DATE, "latest": _DATE, "grain": _TEXT, "rule": _TEXT},
    "attributions": _KEYS
    | {"attribution": _TEXT, "start": _INT, "source_text": _TEXT, "cue_text": _TEXT, "content_text": _TEXT}
    | {"quote": _TEXT, "source_kind": _TEXT, "source_actor": _TEXT, "source_name": _TEXT}
    | {"source_country": _TEXT, "named": _BOOL, "number": _INT, "number_bound": _TEXT}
    | {"affiliation": _TEXT, "affiliation_country": _TEXT, "reason": _TEXT, "said_earliest": _DATE}
    | {"said_latest": _DATE, "parent": _TEXT, "medium": _TEXT, "addressee": _TEXT, "rule": _TEXT},
    "events": _KEYS
    | {"event": _TEXT, "type": _TEXT, "mode": _TEXT, "contexts": _TEXTS, "actors": _TEXTS}
    | {"actor_countries": _TEXTS, "recipients": _TEXTS, "recipient_countries": _TEXTS}
    | {"places": _TEXTS, "trigger": _TEXT, "start": _INT, "end": _INT}
    | {"sentence": _INT, "sentence_text": _TEXT, "status": _TEXT, "status_rule": _TEXT, "earliest": _DATE}
    | {"latest": _DATE, "grain": _TEXT, "date_basis": _TEXT, "time_text": _TEXT, "attribution": _TEXT}
    | {"source": _TEXT, "source_kind": _TEXT, "same_as": _TEXT, "intensity": _REAL, "quad": _INT}
    | {"confidence": _REAL, "rule": _TEXT},
    "participants": _KEYS
    | {"event": _TEXT, "role": _TEXT, "actor": _TEXT, "name": _TEXT, "kind": _TEXT, "country": _TEXT}
    | {"sector": _TEXT, "start": _INT, "end": _INT},
    "relations": _KEYS | {"event": _TEXT, "type": _TEXT, "other": _TEXT},
    "happenings": _KEYS
    | {"happening": _TEXT, "events": _TEXTS, "status": _TEXT, "earliest": _DATE, "latest": _DATE}
    | {"named_sources": _TEXTS, "unnamed_at_least": _INT, "unnamed_at_most": _INT, "evidence": _SPANS},
    "figures": _KEYS
    | {"figure": _TEXT, "start": _INT, "end": _INT, "text": _TEXT, "value": _REAL, "unit": _TEXT, "of": _TEXT}
    | {"period": _TEXT, "bound": _TEXT, "event": _TEXT, "source": _TEXT, "sentence_text": _TEXT}
    | {"rule": _TEXT},
    "failures": {"run": _TEXT, "seq": _INT, "kind": _TEXT, "message": _TEXT, "path": _TEXT},
}


def rows_of(reading: Reading, run: str, seq: int) -> dict[str, list[Row]]:
    """One Reading -> its rows by table."""
    view = _View(reading)
    keys: Row = {"run": run, "seq": seq, "report": reading.report.id}
    tables = {
        "reports": [_report(reading)],
        "segments": [
            {"segment": index, "start": s.start, "end": s.end, "kind": s.kind, "of": s.of}
            for index, s in enumerate(reading.segments)
        ],
        "actors": [_with_id(actor, "actor", TABLES["actors"]) for actor in reading.actors],
        "places": [_with_id(place, "place", TABLES["places"]) for place in reading.places],
        "times": [_with_id(time, "time", TABLES["times"]) for time in reading.times],
        "attributions": [_attribution(a, view) for a in reading.attributions],
        "events": [_event(event, view) for event in reading.events],
        "participants": [row for event in reading.events for row in _participants(event, view)],
        "relations": [
            {"event": event.id, "type": r.type, "other": r.event}
            for event in reading.events
            for r in event.relations
        ],
        "happenings": _happenings(reading, view),
        "figures": _figures(reading, view),
    }
    return {name: [keys | row for row in rows] for name, rows in tables.items()}


def failure_row(error: ReportError, run: str, seq: int) -> Row:
    """A report that could not be read -> its row of the table ``failures``."""
    return {"run": run, "seq": seq, "kind": error.kind, "message": error.message, "path": error.path}


def reading_of(stored: str, text: str) -> Reading:
    """The columns ``reading`` and ``text`` of a report's row -> the Reading they were made from."""
    reading = msgspec.json.decode(stored, type=Reading)
    return replace(reading, report=replace(reading.report, text=text))


class _View:
    """Look-ups in one reading: actors, times and attributions by id, and the words of spans."""

    def __init__(self, reading: Reading) -> None:
        self.text = reading.report.text
        self.sentences = reading.sentences
        self.actors = {actor.id: actor for actor in reading.actors}
        self.places = {place.id: place for place in reading.places}
        self.times = {time.id: time for time in reading.times}
        self.attributions = {a.id: a for a in reading.attributions}

    def words(self, spans: Iterable[Span | None]) -> str | None:
        """The words of spans on one line, parts joined by " … "; None when there are none."""
        parts = (" ".join(self.text[span[0] : span[1]].split()) for span in spans if span)
        return " … ".join(part for part in parts if part) or None

    def names(self, ids: Sequence[str]) -> list[str]:
        """Actor ids -> names; an id without an actor stands for itself."""
        return [self.actors[i].name if i in self.actors else i for i in ids]

    def countries(self, ids: Sequence[str]) -> list[str | None]:
        """Actor ids -> their countries' codes, in the same order."""
        return [self.actors[i].country if i in self.actors else None for i in ids]

    def actor(self, id: str | None) -> Actor | None:
        return self.actors.get(id) if id else None

    def source(self, id: str | None) -> tuple[str | None, str | None]:
        """An attribution's id -> its source in words and its kind: (None, None) for the reporter."""
        attribution = self.attributions.get(id) if id else None
        if attribution is None:
            return None, None
        actor = self.actor(attribution.source_actor)
        return actor.name if actor else self.words(attribution.source), attribution.source_kind

    def sentence(self, position: int) -> str | None:
        """The sentence that holds a position, on one line."""
        return self.words(s for s in self.sentences if s[0] <= position < s[1])


def _report(reading: Reading) -> Row:
    report, published = reading.report, reading.report.published
    first = next((s for s in reading.segments if s.kind == "headline"), None)
    headline = " ".join(report.text[first.start : first.end].split()) if first else None
    bare = replace(reading, report=replace(report, text=""))
    return {
        "ref": report.ref,
        "title": report.title,
        "headline": headline,
        "source": report.source,
        "url": report.url,
        "language": report.language,
        "published": published.day,
        "published_earliest": published.earliest or published.day,
        "published_latest": published.latest or published.day,
        "published_basis": published.basis,
        "text": report.text,
        "reading": msgspec.json.encode(bare).decode("utf-8"),
    }


def _with_id(finding: Any, name: str, columns: dict[str, str]) -> Row:
    """A finding -> the columns that bear the names of its fields, its ``id`` under the table's own name."""
    row: Row = {column: getattr(finding, column) for column in columns if hasattr(finding, column)}
    row[name] = finding.id
    if "mentions" in row:
        row["mentions"] = _lists(finding.mentions)
    return row


def _attribution(attribution: Attribution, view: _View) -> Row:
    actor, affiliation = view.actor(attribution.source_actor), view.actor(attribution.affiliation)
    time = view.times.get(attribution.time or "")
    return {
        "attribution": attribution.id,
        "start": min((s for s, _ in (*attribution.source, *attribution.content)), default=0),
        "source_text": view.words(attribution.source),
        "cue_text": view.words([attribution.cue]),
        "content_text": view.words(attribution.content),
        "quote": attribution.quote,
        "source_kind": attribution.source_kind,
        "source_actor": attribution.source_actor,
        "source_name": actor.name if actor else None,
        "source_country": actor.country if actor else None,
        "named": attribution.named,
        "number": attribution.number,
        "number_bound": attribution.number_bound,
        "affiliation": affiliation.name if affiliation else None,
        "affiliation_country": affiliation.country if affiliation else None,
        "reason": attribution.reason,
        "said_earliest": time.earliest if time else None,
        "said_latest": time.latest if time else None,
        "parent": attribution.parent,
        "medium": view.words([attribution.medium]),
        "addressee": view.words([attribution.addressee]),
        "rule": attribution.rule or None,
    }


def _event(event: Event, view: _View) -> Row:
    source, source_kind = view.source(event.attribution)
    time = view.times.get(event.time or "")
    places = [view.places[i].name for i in event.places if i in view.places]
    same = ("type", "mode", "sentence", "status", "earliest", "latest", "grain", "date_basis", "attribution")
    row: Row = {name: getattr(event, name) for name in (*same, "same_as", "intensity", "quad", "confidence")}
    return row | {
        "event": event.id,
        "contexts": list(event.contexts),
        "actors": view.names(event.actors),
        "actor_countries": view.countries(event.actors),
        "recipients": view.names(event.recipients),
        "recipient_countries": view.countries(event.recipients),
        "places": places,
        "trigger": view.words([event.trigger]),
        "start": event.trigger[0],
        "end": event.trigger[1],
        "sentence_text": view.sentence(event.trigger[0]),
        "status_rule": event.status_rule or None,
        "time_text": time.text if time else None,
        "source": source,
        "source_kind": source_kind,
        "rule": event.rule or None,
    }


def _participants(event: Event, view: _View) -> Iterable[Row]:
    mentions: dict[tuple[str, str], Span | None] = {(r.actor, r.role): r.mention for r in event.roles}
    for role, ids in (("actor", event.actors), ("recipient", event.recipients)):
        for id in ids:
            actor, mention = view.actor(id), mentions.get((id, role))
            yield {
                "event": event.id,
                "role": role,
                "actor": id,
                "name": actor.name if actor else id,
                "kind": actor.kind if actor else None,
                "country": actor.country if actor else None,
                "sector": actor.sector if actor else None,
                "start": mention[0] if mention else None,
                "end": mention[1] if mention else None,
            }


def _happenings(reading: Reading, view: _View) -> list[Row]:
    return [
        {
            "happening": happening.id,
            "events": list(happening.events),
            "status": happening.status,
            "earliest": happening.earliest,
            "latest": happening.latest,
            "named_sources": view.names(happening.named_sources),
            "unnamed_at_least": happening.unnamed_at_least,
            "unnamed_at_most": happening.unnamed_at_most,
            "evidence": _lists(happening.evidence),
        }
        for happening in reading.happenings
    ]


def _figures(reading: Reading, view: _View) -> list[Row]:
    same = ("start", "end", "text", "value", "unit", "of", "period", "bound", "event")
    return [
        {name: getattr(figure, name) for name in same}
        | {
            "figure": figure.id,
            "source": view.source(figure.attribution)[0],
            "sentence_text": view.sentence(figure.start),
            "rule": figure.rule or None,
        }
        for figure in reading.figures
    ]


def _lists(spans: Iterable[Span]) -> list[list[int]]:
    return [[start, end] for start, end in spans]
