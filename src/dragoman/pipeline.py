"""A report in, its Reading out. Every stage stands in one list, with what it needs and what it gives."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from dragoman.assemble import assemble
from dragoman.extract.actors import find_actors
from dragoman.extract.actors.settling import settle_actors
from dragoman.extract.attributions import find_attributions
from dragoman.extract.dating import date_report
from dragoman.extract.events import find_events
from dragoman.extract.figures import find_figures
from dragoman.extract.places import find_places
from dragoman.extract.relations import relate_events
from dragoman.extract.times import find_times
from dragoman.intake.segments import split_segments
from dragoman.lexicon import Lexicon, load
from dragoman.parse import Engine, engine_of
from dragoman.records import Analysis, DragomanError, Reading, Report, ReportError, Segment
from dragoman.settings import Settings


@dataclass(frozen=True, slots=True)
class Stage:
    """One step: the names it needs, the name it gives, and the function that takes the needs in order."""

    gives: str
    needs: tuple[str, ...]
    run: Callable[..., Any]


def _segments(report: Report, lexicon: Lexicon) -> tuple[Segment, ...]:
    return split_segments(report.text, report.title, lexicon.segments)


def _analysis(report: Report, segments: tuple[Segment, ...], engine: Engine) -> Analysis:
    return engine.analyse(report.text, segments, report.ref)


def _dated(report: Report, segments: tuple[Segment, ...], analysis: Analysis, lexicon: Lexicon) -> Report:
    """The report with its publication day worked out of the text where none was given."""
    if report.published.basis is not None:
        return report
    return replace(report, published=date_report(report, segments, analysis, lexicon.times))


def _reading(
    report: Report, segments: Any, analysis: Analysis, actors: Any, places: Any, times: Any,
    attributions: Any, events: Any, figures: Any, lexicon: Lexicon,
) -> Reading:  # fmt: skip
    return assemble(
        report=report,
        segments=segments,
        analysis=analysis,
        actors=actors,
        places=places,
        times=times,
        attributions=attributions,
        events=events,
        figures=figures,
        lexicon=lexicon,
    )


STAGES = (
    Stage("segments", ("report", "lexicon"), _segments),
    Stage("analysis", ("report", "segments", "engine"), _analysis),
    Stage("dated", ("report", "segments", "analysis", "lexicon"), _dated),
    Stage("times", ("dated", "analysis", "lexicon.times"), find_times),
    Stage("cast", ("dated", "segments", "analysis", "lexicon.world"), find_actors),
    Stage("places", ("dated", "analysis", "cast", "lexicon.world"), find_places),
    Stage(
        "attributions",
        ("dated", "segments", "analysis", "cast", "times", "lexicon.said"),
        find_attributions,
    ),
    Stage(
        "acts",
        ("dated", "segments", "analysis", "cast", "places", "times", "attributions", "lexicon.events"),
        find_events,
    ),
    Stage("events", ("analysis", "acts", "lexicon.relations"), relate_events),
    Stage("actors", ("cast", "events"), settle_actors),
    Stage(
        "figures",
        ("dated", "analysis", "times", "events", "attributions", "lexicon.figures"),
        find_figures,
    ),
    Stage(
        "reading",
        ("dated", "segments", "analysis", "actors", "places", "times", "attributions", "events", "figures",
         "lexicon"),
        _reading,
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fingerprints:
    """SHA-256 of the code, of the weights and of the data files: the same three, the same answer."""

    code: str
    model: str
    lexicon: str


class Pipeline:
    """Reads reports one at a time. Holds the lexicon and the engine; keeps nothing between reports.

    ``seconds`` sums the time each stage took, by the name of what it gives.
    """

    def __init__(self, settings: Settings | None = None, engine: Engine | None = None) -> None:
        self.settings = settings or Settings()
        self.lexicon = load(self.settings.lexicon)
        self.engine = engine or engine_of(self.settings)
        self.seconds: dict[str, float] = {}

    def read(self, report: Report) -> Reading:
        """One report -> its Reading. Raises ReportError when it cannot be read, and nothing else."""
        at_hand: dict[str, Any] = {"report": report, "engine": self.engine, "lexicon": self.lexicon}
        for area in ("world", "events", "times", "said", "figures", "relations"):
            at_hand[f"lexicon.{area}"] = getattr(self.lexicon, area)
        for stage in STAGES:
            began = time.perf_counter()
            try:
                at_hand[stage.gives] = stage.run(*(at_hand[name] for name in stage.needs))
            except DragomanError:
                raise
            except Exception as fault:
                raise ReportError(
                    "internal",
                    f"the stage {stage.gives!r} failed: {type(fault).__name__}: {fault}. "
                    "The other reports are not touched; please report this text as a bug.",
                    report.ref,
                ) from fault
            took = time.perf_counter() - began
            self.seconds[stage.gives] = self.seconds.get(stage.gives, 0.0) + took
        reading: Reading = at_hand["reading"]
        return reading

    @cached_property
    def fingerprints(self) -> Fingerprints:
        """What a run's record names, so that an answer can be had again."""
        return Fingerprints(
            code=code_fingerprint(), model=self.engine.fingerprint, lexicon=self.lexicon.fingerprint
        )


def code_fingerprint() -> str:
    """SHA-256 over the names and bytes of the package's Python files and of the parser's own tables."""
    root = Path(__file__).parent
    digest = hashlib.sha256()
    tables = [*(root / "parse").glob("*.toml"), *(root / "parse").glob("*.tsv")]
    for file in sorted([*root.rglob("*.py"), *tables]):
        digest.update(file.relative_to(root).as_posix().encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()
