"""Actors: who is named or pointed to in a report, and by which words. ``find_actors`` gives the ``Cast``."""

from collections.abc import Sequence

from dragoman.extract.actors.cast import Cast
from dragoman.extract.actors.reading import Reader
from dragoman.lexicon import data_root
from dragoman.lexicon.cast import CastWords, load_cast
from dragoman.lexicon.world import World
from dragoman.records import Analysis, Report, Segment

__all__ = ["Cast", "find_actors"]


def find_actors(
    report: Report,
    segments: Sequence[Segment],
    analysis: Analysis,
    world: World,
    words: CastWords | None = None,
) -> Cast:
    """A parsed report in, its cast out: actors and every mention of them.

    ``report.published.day`` decides who holds an office; without it only the text tells. ``words`` are the
    bundled word lists unless others are given.
    """
    return Reader(report, segments, analysis, world, words or load_cast(data_root())).read()
