"""Which events of a report tell of the same happening: events in, the same events with ``same_as`` out.

Two events are one happening when type and mode agree, no participant's country speaks against it, neither
their days nor their statuses exclude each other, and something beyond the type ties them: shared
participants on both sides, a shared day, or a segment that repeats another. Each event points to
the first of its happening.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from dragoman.records import Actor, Analysis, Attribution, Event, Segment

# An act can be told of as planned, then postponed or called off; what happened is not what did not.
_STAGES = (
    frozenset({"planned", "possible", "postponed", "cancelled"}),
    frozenset({"occurred", "ongoing"}),
    frozenset({"occurred", "denied", "not_occurred"}),
)
# Words of one moment: saying the same thing twice is two acts unless day or segment ties them.
_MOMENTS = frozenset({"ACCUSE", "REQUEST", "THREATEN", "SUPPORT", "REJECT", "AGREE", "CONCEDE"})


@dataclass(slots=True)
class _Group:
    """A happening in the making: its events and the countries seen on each side."""

    events: list[Event] = field(default_factory=list)


def link_same(
    events: Sequence[Event],
    *,
    actors: Sequence[Actor] = (),
    segments: Sequence[Segment] = (),
    attributions: Sequence[Attribution] = (),
    analysis: Analysis | None = None,
) -> tuple[Event, ...]:
    """Events in text order with ``same_as`` set to the id of the first event of their happening.

    "Several trips" is no mention of the one trip told of: a plural visit is never linked to a single one.
    """
    known = {actor.id: actor for actor in actors}
    several = {e.id for e in events if analysis is not None and e.mode == "visit" and _plural(e, analysis)}
    groups: list[_Group] = []
    out: list[Event] = []
    for event in events:
        copied = _in_copy(event, segments)
        alike = (g for g in groups if (event.id in several) == (g.events[0].id in several))
        home = next((g for g in alike if _joins(event, g, known, copied)), None)
        if home is None:
            groups.append(_Group([event]))
            out.append(replace(event, same_as=None))
        else:
            out.append(replace(event, same_as=home.events[0].id))
            home.events.append(event)
    return tuple(out)


def _plural(event: Event, analysis: Analysis) -> bool:
    word = analysis.sentences[event.sentence].words[event.word]
    return word.upos == "NOUN" and word.feat("Number") == "Plur"


def _in_copy(event: Event, segments: Sequence[Segment]) -> bool:
    """Whether the event stands in a headline, caption or duplicate, which repeat what the body tells."""
    return any(
        s.kind in ("headline", "caption", "duplicate") and s.start <= event.trigger[0] < s.end
        for s in segments
    )


def _joins(event: Event, group: _Group, known: Mapping[str, Actor], copied: bool) -> bool:
    """Whether the event can be the group's happening: compatible with all of it and tied to some of it."""
    return all(_compatible(event, other, known) for other in group.events) and any(
        _tied(event, other, known, copied) for other in group.events
    )


def _compatible(a: Event, b: Event, known: Mapping[str, Actor]) -> bool:
    if a.type != b.type or (a.mode is not None and b.mode is not None and a.mode != b.mode):
        return False
    if a.mode != b.mode and (a.type == "OFFICE" or {"visit", "phone"} & {a.mode, b.mode}):
        return False
    if not any(a.status in stage and b.status in stage for stage in _STAGES):
        return False
    if (a.earliest and b.latest and a.earliest > b.latest) or (
        b.earliest and a.latest and b.earliest > a.latest
    ):
        return False
    if a.type == "CONSULT" and a.mode != "visit":
        return _near(_names(a, known), _names(b, known))
    return _near(_side(a.actors, known), _side(b.actors, known)) and _near(
        _side(a.recipients, known), _side(b.recipients, known)
    )


def _names(event: Event, known: Mapping[str, Actor]) -> frozenset[str]:
    return _side((*event.actors, *event.recipients), known)


def _side(ids: Sequence[str], known: Mapping[str, Actor]) -> frozenset[str]:
    """What one side is called by: countries where known, else the actor itself."""
    return frozenset(_called(known[i]) if i in known else i for i in ids)


def _called(actor: Actor) -> str:
    return actor.id if actor.country in (None, "IGO", "NGO", "MNC") else str(actor.country)


def _near(a: frozenset[str], b: frozenset[str]) -> bool:
    """One side is unknown, or the smaller is part of the larger."""
    return not a or not b or a <= b or b <= a


def _tied(a: Event, b: Event, known: Mapping[str, Actor], copied: bool) -> bool:
    """Whether more than the type speaks for one happening."""
    same_people = bool(_names(a, known) & _names(b, known)) and _full(a, b, known)
    if not same_people:
        return False
    same_day = a.earliest is not None and a.earliest == b.earliest and a.latest == b.latest
    if a.type in _MOMENTS:
        undated = a.earliest is None and b.earliest is None
        return same_day or (undated and (copied or _first_lines(b)))
    if a.status in ("planned", "possible", "postponed", "cancelled"):
        return True
    undated = a.earliest is None or b.earliest is None
    return same_day or undated or _overlap(a, b)


def _first_lines(event: Event) -> bool:
    """A report's first two sentences sum up what follows."""
    return event.sentence <= 1


def _full(a: Event, b: Event, known: Mapping[str, Actor]) -> bool:
    """Both sides of the one agree with the other's where both are known, and at least one side is shared."""
    for one, two in ((a.actors, b.actors), (a.recipients, b.recipients)):
        if one and two and not _side(one, known) & _side(two, known):
            return a.type == "CONSULT" and a.mode != "visit"
    return True


def _overlap(a: Event, b: Event) -> bool:
    if a.earliest is None or a.latest is None or b.earliest is None or b.latest is None:
        return False
    return a.earliest <= b.latest and b.earliest <= a.latest
