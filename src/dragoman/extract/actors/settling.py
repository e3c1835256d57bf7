"""Cast and events in, actors out: people of whose state nothing is told get the one that the text implies."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from dragoman.extract.actors.cast import Cast
from dragoman.records import Actor, Event

AT_HOME = "of the one state spoken of"
IN_OFFICE = "of the state whose office it is"
THE_UNION = "the continent's name for its union"
# The continent whose name stands for its union, where a report speaks of both.
_CONTINENT, _UNION = "places/europe", "organisations/EU"
_NO_STATE = frozenset({"IGO", "NGO", "MNC"})


def settle_actors(cast: Cast, events: Sequence[Event]) -> tuple[Actor, ...]:
    """The actors, participants of events without a state settled in the state that the text implies.

    "Police fired on protesters" in a report that speaks of Kenya alone: both are Kenya's, and so is a person
    whom it names. Whom a state appoints is its own. Visitors are left alone, for they come from elsewhere.
    It is done last, so that what is read stays what the words tell.
    """
    travelling = {actor for event in events if event.mode == "visit" for actor in event.actors}
    partaking = {actor for event in events for actor in (*event.actors, *event.recipients)}
    appointed = _appointed(cast, events)
    home = ((cast.stateless | cast.unplaced) & partaking) - travelling - _struck(cast, events)
    home = home if cast.home else frozenset()
    europe = _europe(cast, partaking)
    unnamed = {a.id for a in cast.actors if a.kind == "state"} - _pointed_to(cast)
    out: list[Actor] = []
    for actor in cast.actors:
        if actor.id in unnamed - partaking:
            continue
        if actor.id in appointed:
            actor = replace(actor, country=appointed[actor.id], rule=IN_OFFICE)
        elif actor.id == europe:
            actor = replace(actor, country="IGO", rule=THE_UNION)
        elif actor.id in home:
            actor = replace(actor, country=cast.home, rule=AT_HOME)
        out.append(actor)
    return tuple(out)


def _appointed(cast: Cast, events: Sequence[Event]) -> Mapping[str, str]:
    """Persons of no known state whom one state appoints, elects or dismisses, with that state."""
    out: dict[str, str] = {}
    for event in events:
        countries = (
            {cast.actor(a).country for a in event.actors} - {None} if event.type == "OFFICE" else set()
        )
        country = next(iter(countries)) if len(countries) == 1 else None
        if country is not None and country not in _NO_STATE:
            out.update((a, country) for a in event.recipients if a in cast.unplaced | cast.stateless)
    return out


def _pointed_to(cast: Cast) -> set[str]:
    """The actors that a mention or a thing of the report points to."""
    held = {a for mention in cast.mentions for a in mention.actors}
    return held | {a for owners in cast.things.values() for a in owners}


def _struck(cast: Cast, events: Sequence[Event]) -> set[str]:
    """Whom armed forces strike: they may do so far from home."""
    struck = (
        e for e in events if e.type == "ASSAULT" and any(cast.actor(a).sector == "MIL" for a in e.actors)
    )
    return {a for event in struck for a in event.recipients}


def _europe(cast: Cast, partaking: set[str]) -> str | None:
    """The continent as one who acts, in a report that names its union: "talks with Europe"."""
    rules = {a.rule: a.id for a in cast.actors}
    found = rules.get(_CONTINENT) if _UNION in rules else None
    return found if found in partaking else None
