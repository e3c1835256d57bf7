"""Cast and events in, actors out: people described without a state get the one state a report speaks of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dragoman.extract.actors.cast import Cast
from dragoman.records import Actor, Event

AT_HOME = "of the one state spoken of"


def settle_actors(cast: Cast, events: Sequence[Event]) -> tuple[Actor, ...]:
    """The actors, participants of events without a state settled in the report's only one.

    "Police fired on protesters" in a report that speaks of Kenya alone: both are Kenya's. Visitors are left
    alone, for they come from elsewhere. It is done last, so that what is read stays what the words tell.
    """
    if cast.home is None:
        return cast.actors
    travelling = {actor for event in events if event.mode == "visit" for actor in event.actors}
    partaking = {actor for event in events for actor in (*event.actors, *event.recipients)}
    settled = (cast.stateless & partaking) - travelling
    return tuple(
        replace(actor, country=cast.home, rule=AT_HOME) if actor.id in settled else actor
        for actor in cast.actors
    )
