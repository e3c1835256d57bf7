"""The JSON object ``dragoman/1`` as a specification, and what of it an object breaks.

A specification is a type, a tuple of choices, a set of allowed words, a list (of the one thing in it), or a
dictionary (its keys, all of them there). "?" after a key: it may be null.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, get_args

from dragoman.records.findings import (
    ActorKind,
    DateBasis,
    FigureBound,
    NumberBound,
    Quote,
    RelationType,
    SourceKind,
    Status,
    TimeType,
)
from dragoman.records.report import PublishedBasis, SegmentKind

TEXT, NUMBER, DAY, SPAN, ID = "text", "number", "day", "span", "id"


def one_of(kind: Any) -> set[str]:
    return set(get_args(kind))


CONTRACT: dict[str, Any] = {
    "schema": {"dragoman/1"},
    "report": {
        "id": TEXT, "ref": TEXT, "title?": TEXT, "text": TEXT, "published?": DAY, "published_earliest?": DAY,
        "published_latest?": DAY, "published_basis?": one_of(PublishedBasis), "published_evidence": [SPAN],
        "source?": TEXT, "url?": TEXT, "language?": TEXT,
    },
    "segments": [{"start": int, "end": int, "kind": one_of(SegmentKind), "of?": int}],
    "sentences": [SPAN],
    "actors": [
        {"id": ID, "name": TEXT, "kind": one_of(ActorKind), "country?": TEXT, "sector?": TEXT,
         "office?": TEXT, "wikidata?": TEXT, "mentions": [SPAN]}
    ],
    "places": [
        {"id": ID, "name": TEXT, "country?": TEXT, "lat?": NUMBER, "lon?": NUMBER, "geonames?": int,
         "mentions": [SPAN]}
    ],
    "times": [
        {"id": ID, "start": int, "end": int, "text": TEXT, "type": one_of(TimeType), "value?": TEXT,
         "mod?": TEXT, "edtf?": TEXT, "earliest?": DAY, "latest?": DAY, "grain?": TEXT, "rule?": TEXT}
    ],
    "attributions": [
        {"id": ID, "source": [SPAN], "cue?": SPAN, "content": [SPAN], "quote": one_of(Quote),
         "source_kind": one_of(SourceKind), "source_actor?": "actors", "named": bool, "number?": int,
         "number_bound?": one_of(NumberBound), "affiliation?": "actors", "reason?": TEXT, "time?": "times",
         "parent?": "attributions"}
    ],
    "events": [
        {"id": ID, "type": TEXT, "mode?": TEXT, "contexts": [TEXT], "actors": ["actors"],
         "recipients": ["actors"], "places": ["places"], "trigger": SPAN, "sentence": int,
         "roles": [{"actor": "actors", "role": {"actor", "recipient"}, "mention?": SPAN}],
         "status": one_of(Status), "earliest?": DAY, "latest?": DAY, "grain?": TEXT,
         "date_basis?": one_of(DateBasis), "time?": "times", "attribution?": "attributions",
         "same_as?": "events", "relations": [{"type": one_of(RelationType), "event": "events"}],
         "intensity?": NUMBER,
         "quad?": int, "confidence": NUMBER, "rule?": TEXT}
    ],
    "happenings": [
        {"id": ID, "events": ["events"], "status": one_of(Status), "earliest?": DAY, "latest?": DAY,
         "named_sources": ["actors"], "unnamed_at_least": int, "unnamed_at_most?": int, "evidence": [SPAN]}
    ],
    "figures": [
        {"id": ID, "start": int, "end": int, "text": TEXT, "value": NUMBER, "unit": TEXT, "of?": TEXT,
         "of_span?": SPAN, "period?": TEXT, "bound": one_of(FigureBound), "event?": "events",
         "attribution?": "attributions"}
    ],
}  # fmt: skip


def faults(value: dict[str, Any]) -> list[str]:
    """An object that ``read --json`` wrote -> everything in it that breaks the contract."""
    found = list(_check(value, CONTRACT, "", value))
    if not found:
        found = [fault for kind in value if isinstance(value[kind], list) for fault in _ids(value, kind)]
    return found


def _check(value: Any, spec: Any, path: str, whole: dict[str, Any]) -> Iterator[str]:
    if isinstance(spec, dict):
        for name, inner in spec.items():
            key = name.rstrip("?")
            if key not in value:
                yield f"{path}.{key}: missing"
            elif value[key] is not None:
                yield from _check(value[key], inner, f"{path}.{key}", whole)
            elif not name.endswith("?"):
                yield f"{path}.{key}: null"
    elif isinstance(spec, list):
        if not isinstance(value, list):
            yield f"{path}: no list"
            return
        for index, item in enumerate(value):
            yield from _check(item, spec[0], f"{path}[{index}]", whole)
    elif not _fits(value, spec, whole):
        yield f"{path}: {value!r} is no {spec}"


def _fits(value: Any, spec: Any, whole: dict[str, Any]) -> bool:
    text = whole["report"]["text"]
    if isinstance(spec, set):
        return value in spec
    if spec is int or spec is bool:
        return type(value) is spec
    if spec == NUMBER:
        return type(value) in (int, float)
    if spec in (TEXT, ID):
        return isinstance(value, str) and value != ""
    if spec == DAY:
        return isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value) is not None
    if spec == SPAN:
        whole_numbers = isinstance(value, list) and [type(n) for n in value] == [int, int]
        return whole_numbers and 0 <= value[0] < value[1] <= len(text)
    return any(item["id"] == value for item in whole[spec])  # a reference into another list


def _ids(value: dict[str, Any], kind: str) -> Iterator[str]:
    items = [item for item in value[kind] if isinstance(item, dict)]
    ids = [item["id"] for item in items if "id" in item]
    if len(set(ids)) != len(ids):
        yield f"{kind}: an id is there twice"
    text = value["report"]["text"]
    for item in items:
        if {"start", "end", "text"} <= set(item) and text[item["start"] : item["end"]] != item["text"]:
            yield f"{kind} {item.get('id')}: its words are not those of its span"
        earliest, latest = item.get("earliest"), item.get("latest")
        if earliest and latest and earliest > latest:
            yield f"{kind} {item.get('id')}: ends before it begins"
    for event in value["events"]:
        if not 0 <= event["sentence"] < len(value["sentences"]):
            yield f"events {event['id']}: no such sentence"
