"""The commands of ``dragoman`` in one place, and ``main``, which turns errors into messages and statuses."""

from __future__ import annotations

import signal
import sys
from types import FrameType
from typing import Annotated

import typer

from dragoman.cli import messages
from dragoman.cli.asking import events, timeline, upcoming
from dragoman.cli.explaining import explain
from dragoman.cli.listing import figures, info, quotes
from dragoman.cli.parsing import parse
from dragoman.cli.reading import read
from dragoman.cli.version import program_version
from dragoman.records import DragomanError

app = typer.Typer(
    name="dragoman",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
    context_settings={"help_option_names": ["-h", "--help"]},
    add_completion=False,
)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"dragoman {program_version()}")
        raise typer.Exit


@app.callback()
def dragoman(
    _version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_print_version, is_eager=True, help="Print the version and leave."
        ),
    ] = False,
) -> None:
    """Reads news reports and keeps a sourced, dated record of what states and leaders did, said and plan."""


for command in (read, events, timeline, explain, quotes, figures, upcoming, info, parse):
    app.command()(command)


def _stop(signum: int, frame: FrameType | None) -> None:
    """A polite kill ends as Ctrl-C does: what was read is kept."""
    raise KeyboardInterrupt


def main() -> None:
    """Run the program: exit status 0 done, 1 the program failed, 2 usage, 3 some report could not be read."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    signal.signal(signal.SIGTERM, _stop)
    try:
        app()
    except DragomanError as fault:
        messages.say(str(fault))
        sys.exit(messages.status_of(fault))
    except KeyboardInterrupt:
        messages.say("stopped.")
        sys.exit(messages.INTERRUPTED)
    except BrokenPipeError:
        messages.hush_stdout()
        sys.exit(messages.OK)
    except Exception as fault:
        messages.say_fault(fault)
        sys.exit(messages.FAILED)
