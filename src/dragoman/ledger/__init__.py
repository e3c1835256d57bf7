"""The record on disk: immutable Parquet files, one set per run, asked through DuckDB.

``Ledger.open`` is the way in; what writes and asks is loaded when it is first needed.
"""

from dragoman.ledger.filters import EventFilter, FigureFilter, QuoteFilter
from dragoman.ledger.names import SHORTEST
from dragoman.ledger.store import Ledger, LedgerWriteError, RunInfo

__all__ = [
    "SHORTEST",
    "EventFilter",
    "FigureFilter",
    "Ledger",
    "LedgerWriteError",
    "QuoteFilter",
    "RunInfo",
]
