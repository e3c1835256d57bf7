"""Reports go in; Readings come out in the same order, read in this process or in several at once."""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from typing import Protocol

from dragoman.records import EngineError, Reading, Report, ReportError
from dragoman.settings import Settings

AHEAD = 4
"""Reports handed out per process before the oldest is waited for: keeps all busy and memory flat."""


class Prints(Protocol):
    """Hashes of what a reading rests on."""

    @property
    def code(self) -> str: ...  # noqa: D102

    @property
    def model(self) -> str: ...  # noqa: D102

    @property
    def lexicon(self) -> str: ...  # noqa: D102


class ReadsReports(Protocol):
    """What the command line needs of a pipeline."""

    def read(self, report: Report) -> Reading:
        """One report -> its Reading. Raises ReportError."""
        ...

    @property
    def fingerprints(self) -> Prints:
        """Hashes of code, model and lexicon."""
        ...


Maker = Callable[[Settings], ReadsReports]
Item = Report | ReportError
Outcome = Reading | ReportError
Fault = tuple[str, str, str | None]


@dataclass(frozen=True, slots=True)
class Readings:
    """Outcomes in the order of the reports (to be taken once), and the hashes of what reads them."""

    fingerprints: Prints
    outcomes: Iterator[Outcome]


def open_pipeline(settings: Settings) -> ReadsReports:
    """Settings -> the real pipeline. Imported here: the model's libraries take half a second."""
    from dragoman.pipeline import Pipeline

    return Pipeline(settings)


def read_all(
    items: Iterable[Item], settings: Settings, *, jobs: int = 1, make: Maker = open_pipeline
) -> Readings:
    """Reports (and errors, passed through) -> Readings in the same order, ``jobs`` at a time.

    ``make`` builds the pipeline, once in each process; with several jobs it must be importable.
    """
    if jobs == 1:
        pipeline = make(settings)
        return Readings(pipeline.fingerprints, (_read_one(pipeline, item) for item in items))
    # Spawned, not forked: a forked copy of a threaded process can hang.
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(jobs, mp_context=context, initializer=_start, initargs=(make, settings))
    try:
        fingerprints = pool.submit(_fingerprints).result()
    except BaseException:
        pool.shutdown(wait=False, cancel_futures=True)
        raise
    return Readings(fingerprints, _in_order(pool, items, jobs * AHEAD))


def _in_order(pool: ProcessPoolExecutor, items: Iterable[Item], ahead: int) -> Iterator[Outcome]:
    waiting: deque[ReportError | Future[Reading | Fault]] = deque()
    try:
        for item in items:
            waiting.append(item if isinstance(item, ReportError) else pool.submit(_work, item))
            if len(waiting) >= ahead:
                yield _result(waiting.popleft())
        while waiting:
            yield _result(waiting.popleft())
    except BrokenProcessPool as fault:
        message = "a reading process was killed, perhaps for want of memory. Try again with fewer --jobs."
        raise EngineError(message) from fault
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _result(entry: ReportError | Future[Reading | Fault]) -> Outcome:
    if isinstance(entry, ReportError):
        return entry
    outcome = entry.result()
    return ReportError(*outcome) if isinstance(outcome, tuple) else outcome


def _read_one(pipeline: ReadsReports, item: Item) -> Outcome:
    if isinstance(item, ReportError):
        return item
    try:
        return pipeline.read(item)
    except ReportError as fault:
        message = fault.message if fault.message.startswith(item.ref) else f"{item.ref}: {fault.message}"
        return ReportError(fault.kind, message, item.ref)


class _Worker:
    """The pipeline of a worker process, made when the process starts."""

    pipeline: ReadsReports | None = None
    fault: Exception | None = None


def _start(make: Maker, settings: Settings) -> None:
    # An exception in an initializer only says "broken pool": kept, to be raised where it is seen.
    try:
        _Worker.pipeline = make(settings)
    except Exception as fault:
        _Worker.fault = fault


def _ready() -> ReadsReports:
    if _Worker.fault is not None:
        raise _Worker.fault
    assert _Worker.pipeline is not None
    return _Worker.pipeline


def _fingerprints() -> Prints:
    return _ready().fingerprints


def _work(report: Report) -> Reading | Fault:
    outcome = _read_one(_ready(), report)
    # An error with its own constructor does not survive the way between processes: its parts do.
    return (outcome.kind, outcome.message, outcome.path) if isinstance(outcome, ReportError) else outcome
