"""Every error that Dragoman raises on purpose.

DragomanError
├── ReportError     one report cannot be read; the others go on (exit status 3)
├── UsageError      what the caller asked for is not possible (exit status 2)
│   └── LexiconError   a row of a data file is wrong: says file, row and fault
├── LedgerError     the ledger folder cannot be used (exit status 2)
└── EngineError     the parser's engine or its weights are missing or broken (exit status 1)
"""

from __future__ import annotations


class DragomanError(Exception):
    """Root of the tree. ``str(error)`` says what, where, and what to do next."""


class ReportError(DragomanError):
    """One report cannot be read. ``kind`` is a short stable word, ``path`` where it came from."""

    def __init__(self, kind: str, message: str, path: str | None = None) -> None:
        super().__init__(message)
        self.kind = kind
        self.message = message
        self.path = path


class UsageError(DragomanError):
    """The caller asked for something that is not possible."""


class LexiconError(UsageError):
    """A data file's row is wrong; the message names file, row and fault."""


class LedgerError(DragomanError):
    """The ledger folder is missing, is something else, or cannot be read or written."""


class EngineError(DragomanError):
    """The parser's engine or its weights are missing or broken; the message says the remedy."""
