"""Which events of a report tell of the same happening: events in, the same events with ``same_as`` out.

Two events are one happening when type and mode agree, no participant's country speaks against it, neither
their days, places nor statuses exclude each other, and something beyond the type ties them: shared
participants, and a word that takes the first one's up, points back to it or gives the same day, or a
segment that repeats another. Each event points to the first of its happening.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from dragoman.lexicon.events import EventLexicon
from dragoman.records import Actor, Analysis, Event, Place, Segment, Word, overlaps

# An act can be told of as planned, then postponed or called off; what happened is not what did not.
_STAGES = (
    frozenset({"planned", "possible", "postponed", "cancelled"}),
    frozenset({"occurred", "ongoing"}),
    frozenset({"occurred", "denied", "not_occurred"}),
)
# Words of one moment: saying the same thing twice is two acts unless day or segment ties them.
_MOMENTS = frozenset({"ACCUSE", "REQUEST", "THREATEN", "SUPPORT", "REJECT", "AGREE", "CONCEDE"})
# As many first letters make one family of a verb and its noun ("arrest", "arrested"; "invade", "invasion").
_STEM = 4
# A headline sums up the sentences right behind it.
_SUMMED = 3
_NAMED = frozenset({"person", "group", "organisation"})


@dataclass(frozen=True, slots=True)
class _Page:
    """What the linking looks things up in."""

    known: Mapping[str, Actor]
    places: Mapping[str, Place]
    segments: Sequence[Segment]
    analysis: Analysis | None
    lexicon: EventLexicon | None

    def word(self, event: Event) -> Word | None:
        return self.analysis.sentences[event.sentence].words[event.word] if self.analysis else None


@dataclass(slots=True)
class _Group:
    """A happening in the making: its events and the countries seen on each side."""

    events: list[Event] = field(default_factory=list)


def link_same(
    events: Sequence[Event],
    *,
    actors: Sequence[Actor] = (),
    places: Sequence[Place] = (),
    segments: Sequence[Segment] = (),
    analysis: Analysis | None = None,
    lexicon: EventLexicon | None = None,
) -> tuple[Event, ...]:
    """Events in text order with ``same_as`` set to the id of the first event of their happening.

    "Several trips" is no mention of the one trip told of: a plural visit is never linked to a single one.
    Without an analysis only type, participants, days and segments decide.
    """
    page = _Page({a.id: a for a in actors}, {p.id: p for p in places}, segments, analysis, lexicon)
    several = {e.id for e in events if analysis is not None and e.mode == "visit" and _plural(e, analysis)}
    groups: list[_Group] = []
    out: list[Event] = []
    for event in events:
        alike = (g for g in groups if (event.id in several) == (g.events[0].id in several))
        home = next((g for g in alike if _joins(event, g, page)), None)
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


def _joins(event: Event, group: _Group, page: _Page) -> bool:
    """Whether the event can be the group's happening: compatible with all of it and tied to some of it."""
    if not all(_compatible(other, event, page) for other in group.events):
        return False
    copied = _in_copy(event, page.segments)
    if not copied and _told_apart(event, page):
        return False
    return any(_tied(other, event, page, copied) for other in group.events)


def _told_apart(event: Event, page: _Page) -> bool:
    """Whether its own words set it apart from what was told ("another attack", "was arrested again")."""
    word = page.word(event)
    if word is None or page.analysis is None or page.lexicon is None:
        return False
    sentence = page.analysis.sentences[event.sentence]
    telling = {word.index, *(w.index for w in sentence.words if overlaps((w.start, w.end), event.trigger))}
    around = [w for i in telling for w in sentence.dependents(i, "amod", "det", "advmod")]
    telling_words = [sentence.words[i] for i in telling]
    return any(page.lexicon.in_set("told_apart", w.lemma) for w in (*telling_words, *around))


def _compatible(a: Event, b: Event, page: _Page) -> bool:
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
    if _elsewhere(a, b, page.places):
        return False
    if a.type == "CONSULT" and a.mode != "visit":
        everyone = [(*e.actors, *e.recipients) for e in (a, b)]
        return _near(_names(a, page), _names(b, page)) and not _others(everyone[0], everyone[1], page)
    return all(
        _near(_side(one, page), _side(two, page)) and not _others(one, two, page)
        for one, two in ((a.actors, b.actors), (a.recipients, b.recipients))
    )


def _elsewhere(a: Event, b: Event, places: Mapping[str, Place]) -> bool:
    """Whether the one happens in another country than the other."""
    one, two = ({places[i].country for i in e.places if i in places} - {None} for e in (a, b))
    return bool(one and two) and not one & two


def _others(one: Sequence[str], two: Sequence[str], page: _Page) -> bool:
    """Whether both sides name people, parties or bodies, and none of them is on both."""
    named = [{i for i in side if i in page.known and _is_named(page.known[i])} for side in (one, two)]
    return bool(named[0] and named[1]) and not named[0] & named[1]


def _is_named(actor: Actor) -> bool:
    return actor.kind in _NAMED and actor.name[:1].isupper()


def _names(event: Event, page: _Page) -> frozenset[str]:
    return _side((*event.actors, *event.recipients), page)


def _side(ids: Sequence[str], page: _Page) -> frozenset[str]:
    """What one side is called by: countries where known, else the actor itself."""
    return frozenset(_called(page.known[i]) if i in page.known else i for i in ids)


def _called(actor: Actor) -> str:
    return actor.id if actor.country in (None, "IGO", "NGO", "MNC") else str(actor.country)


def _near(a: frozenset[str], b: frozenset[str]) -> bool:
    """One side is unknown, or the smaller is part of the larger."""
    return not a or not b or a <= b or b <= a


def _tied(a: Event, b: Event, page: _Page, copied: bool) -> bool:
    """Whether more than the type speaks for one happening."""
    if not _names(a, page) & _names(b, page) or not _full(a, b, page):
        return False
    copied = copied or (_in_copy(a, page.segments) and b.sentence - a.sentence <= _SUMMED)
    same_day = a.earliest is not None and a.earliest == b.earliest and a.latest == b.latest
    if a.type in _MOMENTS:
        undated = a.earliest is None and b.earliest is None
        summed = undated and (copied or (_first_lines(b) and _takes_up(a, b, page)))
        return (same_day and (copied or _takes_up(a, b, page))) or summed
    if not (copied or _same_hosts(a, b, page) or _takes_up(a, b, page)):
        return False
    if a.status in ("planned", "possible", "postponed", "cancelled"):
        return True
    undated = a.earliest is None or b.earliest is None
    return same_day or undated or _overlap(a, b)


def _takes_up(a: Event, b: Event, page: _Page) -> bool:
    """Whether the later word is of the earlier one's family ("arrested ... the arrest") or points back to it
    ("the raid", "their meeting"), or the two do the same to the same person; a new one is
    told with "a".
    """
    first, word = page.word(a), page.word(b)
    if first is None or word is None or page.analysis is None:
        return True
    if a.sentence == b.sentence and first.upos == word.upos == "VERB":
        return False
    if word.upos == "NOUN":
        if first.upos == "NOUN" and (first.feat("Number"), word.feat("Number")) == ("Sing", "Plur"):
            return False
        held = list(page.analysis.sentences[b.sentence].dependents(word.index, "det", "nmod:poss"))
        if any(w.feat("Definite") == "Ind" for w in held):
            return False
        if any(w.relation == "nmod" or _definite(w) for w in held):
            return a.mode == b.mode or _family(first, word)
        return _family(first, word)
    return (_family(first, word) and _same_people(a, b, page)) or _same_victim(a, b, page)


def _definite(word: Word) -> bool:
    return word.feat("Definite") == "Def" or word.feat("PronType") == "Dem"


def _family(a: Word, b: Word) -> bool:
    one, two = a.lemma.casefold(), b.lemma.casefold()
    return one == two or (len(one) >= _STEM and one[:_STEM] == two[:_STEM])


def _same_people(a: Event, b: Event, page: _Page) -> bool:
    """Whether on each side that both tell stands the same actor, or a state for its people; once at least."""
    shared = False
    for one, two in ((a.actors, b.actors), (a.recipients, b.recipients)):
        if not one or not two:
            continue
        states = any(i in page.known and page.known[i].kind == "state" for i in (*one, *two))
        if not states and not set(one) & set(two):
            return False
        shared = True
    return shared


def _same_hosts(a: Event, b: Event, page: _Page) -> bool:
    """Whether both are visits to the same hosts: "trip", "visit" and "travels" are then one word."""
    return a.mode == b.mode == "visit" and bool(_side(a.recipients, page) & _side(b.recipients, page))


def _same_victim(a: Event, b: Event, page: _Page) -> bool:
    """Whether both are done to one person, in the same mode."""
    shared = set(a.recipients) & set(b.recipients)
    return a.mode == b.mode and any(page.known[i].kind == "person" for i in shared if i in page.known)


def _first_lines(event: Event) -> bool:
    """A report's first two sentences sum up what follows."""
    return event.sentence <= 1


def _full(a: Event, b: Event, page: _Page) -> bool:
    """Both sides of the one agree with the other's where both are known, and at least one side is shared."""
    for one, two in ((a.actors, b.actors), (a.recipients, b.recipients)):
        if one and two and not _side(one, page) & _side(two, page):
            return a.type == "CONSULT" and a.mode != "visit"
    return True


def _overlap(a: Event, b: Event) -> bool:
    if a.earliest is None or a.latest is None or b.earliest is None or b.latest is None:
        return False
    return a.earliest <= b.latest and b.earliest <= a.latest
