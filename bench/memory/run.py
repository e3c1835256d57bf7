"""Memory over many reports: everything that ``dragoman read`` does, with the process's memory as it goes.

``python bench/memory/run.py [--reports 10000] [--limit 16]``: the reports are invented, of many lengths, with
ever new names. Exit status 1 when memory grew by more than ``--limit`` MB after the first tenth was read.
"""

from __future__ import annotations

import argparse
import contextlib
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from invented import invented_rows

from dragoman.cli import workers
from dragoman.export import reading_object, to_json
from dragoman.intake import read_inputs
from dragoman.ledger import Ledger
from dragoman.ledger.writing import RunWriter
from dragoman.records import ReportError
from dragoman.settings import Settings

TENTHS = 10
"""The first tenth of the reports warms up: lists grow, files are loaded, the widest window is seen."""


def resident() -> float:
    """The process's memory at this moment, in MB; the most it ever had where the system does not tell."""
    table = Path("/proc/self/statm")
    if table.exists():
        return int(table.read_text().split()[1]) * resource.getpagesize() / 1e6
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3


def main() -> int:
    """Read invented reports; print memory at each tenth."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=10_000)
    parser.add_argument("--limit", type=float, default=16.0, help="MB that memory may grow by")
    parser.add_argument("--engine", default="onnx")
    parser.add_argument("--small", action="store_true", help="reports of two sentences, kept in no ledger")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        rows = Path(folder) / "reports.jsonl"
        with rows.open("w", encoding="utf-8") as stream:
            stream.writelines(f"{row}\n" for row in invented_rows(given.reports, given.small))
        readings = workers.read_all(read_inputs([str(rows)]), Settings(engine=given.engine))
        step = max(1, given.reports // TENTHS)
        with contextlib.ExitStack() as stack:
            run = None if given.small else stack.enter_context(_run(Path(folder) / "ledger", readings))
            sizes = measure(readings.outcomes, step, run)
    grown = max(sizes) - sizes[0]
    print(f"memory grew by {grown:.1f} MB after the first tenth (limit {given.limit:g} MB)")
    return int(grown > given.limit)


def _run(folder: Path, readings: workers.Readings) -> RunWriter:
    hashes = {name: getattr(readings.fingerprints, name) for name in ("code", "model", "lexicon")}
    return Ledger.open(folder, create=True).start_run(version="bench", hashes=hashes, options={})


def measure(outcomes: Iterator[workers.Outcome], step: int, run: RunWriter | None) -> list[float]:
    """Takes all outcomes, makes JSON of each and keeps it in the run -> MB of memory after each ``step``."""
    began, sizes, events = time.perf_counter(), [], 0
    for number, outcome in enumerate(outcomes, 1):
        if isinstance(outcome, ReportError):
            raise outcome
        to_json(reading_object(outcome))
        if run:
            run.add(outcome)
        events += len(outcome.events)
        if number % step == 0:
            sizes.append(resident())
            took = time.perf_counter() - began
            print(f"{number:>7,} reports {events:>7,} events {took:7.0f} s {sizes[-1]:8.1f} MB", flush=True)
    return sizes


if __name__ == "__main__":
    sys.exit(main())
