"""The findings of all stages in, one Reading out: same happenings linked, sources counted, ids checked."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.assemble.happenings import build_happenings
from dragoman.assemble.sameness import link_same
from dragoman.lexicon import Lexicon
from dragoman.records import (
    Actor,
    Analysis,
    Attribution,
    Event,
    Figure,
    Place,
    Reading,
    Report,
    Segment,
    Time,
)


def assemble(
    *,
    report: Report,
    segments: Sequence[Segment],
    analysis: Analysis,
    actors: Sequence[Actor],
    places: Sequence[Place],
    times: Sequence[Time],
    attributions: Sequence[Attribution],
    events: Sequence[Event],
    figures: Sequence[Figure],
    lexicon: Lexicon,
) -> Reading:
    """Everything found in one report -> its Reading.

    Events that tell of the same happening get ``same_as``; happenings gather them with their sources.
    """
    linked = link_same(
        events, actors=actors, places=places, segments=segments, analysis=analysis, lexicon=lexicon.events
    )
    happenings = build_happenings(
        report=report,
        analysis=analysis,
        events=linked,
        attributions=attributions,
        actors=actors,
        lexicon=lexicon.said,
    )
    return Reading(
        report=report,
        segments=tuple(segments),
        sentences=tuple((s.start, s.end) for s in analysis.sentences),
        actors=tuple(actors),
        places=tuple(places),
        times=tuple(times),
        attributions=tuple(attributions),
        events=linked,
        happenings=happenings,
        figures=tuple(figures),
    )
