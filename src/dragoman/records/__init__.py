"""The records: frozen dataclasses that every other part passes along. Imports nothing of ours."""

from dragoman.records.analysis import Analysis, SaidSpan, Sentence, Word
from dragoman.records.errors import (
    DragomanError,
    EngineError,
    LedgerError,
    LexiconError,
    ReportError,
    UsageError,
)
from dragoman.records.findings import (
    Actor,
    Attribution,
    Event,
    Figure,
    Happening,
    Mention,
    Place,
    Relation,
    Role,
    Time,
)
from dragoman.records.reading import Reading
from dragoman.records.report import Published, Report, Segment
from dragoman.records.spans import Span, contains, hull, overlaps

__all__ = [
    "Actor",
    "Analysis",
    "Attribution",
    "DragomanError",
    "EngineError",
    "Event",
    "Figure",
    "Happening",
    "LedgerError",
    "LexiconError",
    "Mention",
    "Place",
    "Published",
    "Reading",
    "Relation",
    "Report",
    "ReportError",
    "Role",
    "SaidSpan",
    "Segment",
    "Sentence",
    "Span",
    "Time",
    "UsageError",
    "Word",
    "contains",
    "hull",
    "overlaps",
]
