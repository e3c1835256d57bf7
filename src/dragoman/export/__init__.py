"""Readings go in; JSON objects, tables and files made for others come out."""

from dragoman.export.contract import SCHEMA, error_object, reading_object, to_json
from dragoman.export.rows import (
    EVENT_COLUMNS,
    FIGURE_COLUMNS,
    QUOTE_COLUMNS,
    REPORT_COLUMNS,
    to_csv,
    to_lines,
)

__all__ = [
    "EVENT_COLUMNS", "FIGURE_COLUMNS", "QUOTE_COLUMNS", "REPORT_COLUMNS", "SCHEMA",
    "error_object", "reading_object", "to_csv", "to_json", "to_lines",
]  # fmt: skip
