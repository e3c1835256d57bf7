"""Rows of an answer go in; CSV or JSON lines come out, their columns always the same and in one order."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from typing import Any

from dragoman.export.contract import to_json

EVENT_COLUMNS = (
    "id", "type", "mode", "contexts", "actors", "actor_countries", "recipients",
    "recipient_countries", "places", "status", "earliest", "latest",
    "grain", "date_basis", "time_text", "trigger", "source", "source_kind", "same_as", "intensity",
    "quad", "confidence", "rule", "sentence", "ref", "outlet", "title", "headline",
    "published", "published_earliest", "published_latest", "report",
)  # fmt: skip
QUOTE_COLUMNS = (
    "id", "source_text", "source_name", "source_country", "source_kind", "named", "number",
    "number_bound", "affiliation", "affiliation_country", "reason", "cue", "content", "quote",
    "said_earliest", "said_latest", "addressee", "medium", "parent", "rule", "ref", "outlet",
    "published", "report",
)  # fmt: skip
FIGURE_COLUMNS = (
    "id", "text", "value", "unit", "of", "period", "bound", "source", "event", "rule", "sentence",
    "ref", "outlet", "published", "report",
)  # fmt: skip
REPORT_COLUMNS = (
    "id", "ref", "title", "headline", "outlet", "published", "published_earliest", "published_latest",
    "published_basis", "events", "report",
)  # fmt: skip


def to_csv(rows: Iterable[Mapping[str, Any]], columns: Iterable[str]) -> str:
    """Rows -> CSV (RFC 4180) with a header; lists are joined by "; ", unknown is an empty cell."""
    out = io.StringIO()
    writer = csv.writer(out)
    names = list(columns)
    writer.writerow(names)
    for row in rows:
        writer.writerow([_cell(row.get(name)) for name in names])
    return out.getvalue()


def to_lines(rows: Iterable[Mapping[str, Any]], columns: Iterable[str]) -> bytes:
    """Rows -> JSON, one object a line; dates are ISO strings, unknown is null."""
    names = list(columns)
    return b"".join(to_json({name: row.get(name) for name in names}) + b"\n" for row in rows)


def _cell(value: Any) -> Any:
    if isinstance(value, list):
        return "; ".join("" if item is None else str(item) for item in value)
    return "" if value is None else value
