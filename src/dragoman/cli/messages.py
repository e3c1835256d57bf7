"""What the program says on standard error, and the exit status for each kind of error."""

from __future__ import annotations

import os
import sys
import traceback

from dragoman.records import DragomanError, LedgerError, ReportError, UsageError

OK = 0
FAILED = 1
USAGE = 2
SOME_NOT_READ = 3
INTERRUPTED = 130
"""As shells count a program that Ctrl-C ended (128 + SIGINT)."""


def say(message: str) -> None:
    """One line on standard error."""
    print(f"dragoman: {message}", file=sys.stderr, flush=True)


def status_of(error: DragomanError) -> int:
    """The exit status that an error of ours stands for (the tree in records/errors.py)."""
    if isinstance(error, ReportError):
        return SOME_NOT_READ
    if isinstance(error, LedgerError) and getattr(error, "while_writing", False):
        return FAILED
    return USAGE if isinstance(error, UsageError | LedgerError) else FAILED


def say_fault(fault: BaseException) -> None:
    """An error that nobody foresaw -> its trace and what to do with it, on standard error."""
    traceback.print_exception(fault, file=sys.stderr)
    say("this is a fault of the program. Please report it with the lines above.")


def hush_stdout() -> None:
    """After the reader of a pipe has gone: keeps Python from complaining when it closes standard output."""
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, sys.stdout.fileno())
