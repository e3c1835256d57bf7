"""``dragoman read``: reports go in; JSON lines go out, or a ledger grows and a summary is printed."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli import messages, options, workers
from dragoman.cli.progress import Progress
from dragoman.cli.summary import Summary
from dragoman.cli.version import program_version
from dragoman.intake import count_inputs, read_inputs
from dragoman.records import Reading, ReportError, UsageError
from dragoman.settings import Settings

if TYPE_CHECKING:
    from dragoman.ledger import Ledger
    from dragoman.ledger.writing import RunWriter


def read(
    files: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="FILE", help="Text files, .jsonl files, folders of them, or - (standard input)."
        ),
    ] = None,
    published: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="Day of publication (YYYY-MM-DD), over what reports say."),
    ] = None,
    json: Annotated[
        bool, typer.Option("--json", help="Write one JSON object per report on standard output.")
    ] = False,
    ledger: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR", help="Keep the readings there (default ./dragoman-ledger; with --json none)."
        ),
    ] = None,
    jobs: Annotated[
        int, typer.Option(min=1, max=256, metavar="N", help="Read N reports at a time, a process each.")
    ] = 1,
    lexicon: Annotated[
        list[Path] | None,
        typer.Option(
            metavar="PATH", help="Your words and facts over the bundled: file or folder; repeatable."
        ),
    ] = None,
    engine: options.EngineOption = "onnx",
) -> None:
    """Read reports into a ledger, or write what they hold as JSON.

    Examples:

        dragoman read news/ --ledger my-ledger

        dragoman read report.txt --published 2024-03-19 --json
    """
    day = options.given_day(published, "--published")
    settings = Settings(lexicon=tuple(lexicon or ()), engine=engine)
    paths = _paths(files)
    where = ledger or (None if json else options.DEFAULT_LEDGER)
    kept = _open_ledger(where) if where else None
    total = count_inputs(paths) if Progress.wanted() else None
    readings = workers.read_all(
        read_inputs(paths, published=day, say=messages.say), settings, jobs=jobs, make=workers.open_pipeline
    )
    summary = Summary()
    overlays = [str(path) for path in settings.lexicon]
    choices = {"files": paths, "published": published, "lexicon": overlays, "engine": engine}
    try:
        with _run(kept, readings.fingerprints, choices) as run, Progress(total) as progress:
            for outcome in readings.outcomes:
                _take(outcome, run=run, json=json, summary=summary)
                progress.step()
    except KeyboardInterrupt:
        messages.say(f"stopped.{_kept_words(kept, summary)}")
        raise typer.Exit(messages.INTERRUPTED) from None
    if not json:
        summary.show(where)
    if summary.failed:
        raise typer.Exit(messages.SOME_NOT_READ)


def _take(outcome: Reading | ReportError, *, run: RunWriter | None, json: bool, summary: Summary) -> None:
    """One outcome -> standard output, ledger and summary, whichever are wanted."""
    if isinstance(outcome, ReportError):
        messages.say(outcome.message)
    if json:
        _write_json(outcome)
    summary.add(outcome)
    if run is None:
        return
    if isinstance(outcome, ReportError):
        run.add_failure(outcome)
    else:
        run.add(outcome)


def _paths(files: list[str] | None) -> list[str]:
    if files:
        return files
    if sys.stdin is None or sys.stdin.isatty():
        raise UsageError(
            "nothing to read. Name a file, a folder, or - for standard input: dragoman read news/"
        )
    return ["-"]


def _open_ledger(where: Path) -> Ledger:
    # Before the model is loaded: a wrong folder is told at once, not after a second.
    from dragoman.ledger import Ledger

    return Ledger.open(where, create=True)


@contextlib.contextmanager
def _run(
    ledger: Ledger | None, fingerprints: workers.Prints, choices: Mapping[str, object]
) -> Iterator[RunWriter | None]:
    if ledger is None:
        yield None
        return
    names = ("code", "model", "lexicon")
    hashes = {name: str(getattr(fingerprints, name)) for name in names}
    with ledger.start_run(version=program_version(), hashes=hashes, options=choices) as run:
        yield run


def _kept_words(ledger: Ledger | None, summary: Summary) -> str:
    if ledger is None or not summary.read:
        return ""
    return f" What was read so far is kept in {ledger.path}."


def _write_json(outcome: Reading | ReportError) -> None:
    from dragoman.export import error_object, reading_object, to_json

    value = error_object(outcome) if isinstance(outcome, ReportError) else reading_object(outcome)
    sys.stdout.buffer.write(to_json(value) + b"\n")
    sys.stdout.buffer.flush()
