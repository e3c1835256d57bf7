"""What is found in a report. Every id is unique within its report; None means unknown, never "no"."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Literal

from dragoman.records.spans import Span

ActorKind = Literal["state", "person", "group", "organisation", "outlet"]
TimeType = Literal["DATE", "TIME", "DURATION", "SET"]
Quote = Literal["direct", "indirect", "mixed"]
SourceKind = Literal[
    "person", "group", "state", "organisation", "document", "data", "media", "poll", "event", "unknown"
]
Status = Literal[
    "occurred", "ongoing", "planned", "possible", "postponed", "cancelled", "denied", "not_occurred"
]
DateBasis = Literal["stated", "carried", "inferred"]
RelationType = Literal["before", "after", "during", "part_of", "because_of"]
MentionForm = Literal["name", "nominal", "pronoun"]
NumberBound = Literal["exact", "at_least"]
FigureBound = Literal["exact", "over", "under", "about"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A state, person, group, organisation or outlet that the report names or points to.

    ``country``: ISO 3166 alpha-3, or IGO, NGO, MNC, or None. ``sector``: a PLOVER sector or None.
    ``office``: the office held at the report's date, in words. ``rule``: what resolved it (a row id of
    the world tables, or a rule's name). ``loaded``: words of the mentions that judge rather than name.
    """

    id: str
    name: str
    kind: ActorKind
    country: str | None = None
    sector: str | None = None
    office: str | None = None
    wikidata: str | None = None
    mentions: tuple[Span, ...] = ()
    loaded: tuple[Span, ...] = ()
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A noun phrase or pronoun that points to one actor, or to several ("the two leaders").

    ``sentence`` and ``head`` locate its head word; ``start``/``end`` its words in the text (without
    relative clauses and appositions); ``actors`` are actor ids, empty when it cannot be told who is meant.
    """

    sentence: int
    head: int
    start: int
    end: int
    form: MentionForm
    actors: tuple[str, ...]
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place on the map. ``geonames``: GeoNames id or None; latitude and longitude in degrees."""

    id: str
    name: str
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    geonames: int | None = None
    mentions: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Time:
    """A time expression: TIMEX3 value and mod, EDTF, and the days it covers where it is a date."""

    id: str
    start: int
    end: int
    text: str
    type: TimeType
    value: str | None = None
    mod: str | None = None
    edtf: str | None = None
    earliest: datetime.date | None = None
    latest: datetime.date | None = None
    grain: str | None = None
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Somebody is said to have said, written, thought, promised or known something."""

    id: str
    source: tuple[Span, ...]
    cue: Span | None
    content: tuple[Span, ...]
    quote: Quote
    source_kind: SourceKind
    source_actor: str | None = None
    named: bool = False
    number: int | None = None
    number_bound: NumberBound | None = None
    affiliation: str | None = None
    reason: str | None = None
    time: str | None = None
    parent: str | None = None
    medium: Span | None = None
    addressee: Span | None = None
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """Which words make an actor take part in an event."""

    actor: str
    role: Literal["actor", "recipient"]
    mention: Span | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """An order or dependence stated in the text between an event and another."""

    type: RelationType
    event: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that an actor did, does, plans or refuses (PLOVER 2.0 type and mode, plus OFFICE)."""

    id: str
    type: str
    mode: str | None
    contexts: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    trigger: Span
    sentence: int
    word: int
    roles: tuple[Role, ...] = ()
    status: Status = "occurred"
    status_rule: str = ""
    status_evidence: tuple[Span, ...] = ()
    earliest: datetime.date | None = None
    latest: datetime.date | None = None
    grain: str | None = None
    date_basis: DateBasis | None = None
    time: str | None = None
    attribution: str | None = None
    same_as: str | None = None
    relations: tuple[Relation, ...] = ()
    intensity: float | None = None
    quad: int | None = None
    confidence: float = 0.5
    grounds: tuple[tuple[str, float], ...] = ()
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """All mentions in one report of one happening, with the sources that stand behind it."""

    id: str
    events: tuple[str, ...]
    status: Status
    earliest: datetime.date | None = None
    latest: datetime.date | None = None
    named_sources: tuple[str, ...] = ()
    unnamed_at_least: int = 0
    unnamed_at_most: int | None = 0
    evidence: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number that says something of the record, with unit, what is counted, period and bound."""

    id: str
    start: int
    end: int
    text: str
    value: float
    unit: str
    of: str | None = None
    of_span: Span | None = None
    period: str | None = None
    bound: FigureBound = "exact"
    event: str | None = None
    attribution: str | None = None
    rule: str = ""
