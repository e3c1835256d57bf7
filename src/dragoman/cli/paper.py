"""Rows go in; tables and lines that a person likes to read are printed."""

from __future__ import annotations

import calendar
import datetime
import sys
from collections.abc import Iterable, Sequence
from typing import IO, TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.console import Console

Day = datetime.date

WIDE = 160
"""Columns of a table that no terminal limits (a pipe, a file)."""

STATUS_STYLES = {
    "occurred": "green", "ongoing": "green", "planned": "cyan", "possible": "blue", "postponed": "yellow",
    "cancelled": "yellow", "denied": "red", "not_occurred": "red",
}  # fmt: skip


def console(file: IO[str] | None = None) -> Console:
    """A rich console on a stream (standard output): its terminal's width, or a wide page for a pipe."""
    from rich.console import Console

    stream = file or sys.stdout
    page = Console(file=stream, highlight=False, markup=False, emoji=False)
    return (
        page
        if page.is_terminal
        else Console(file=stream, highlight=False, markup=False, emoji=False, width=WIDE)
    )


def print_table(
    headers: Sequence[str], rows: Iterable[Sequence[Any]], *, fixed: Sequence[int] = (0,), header: bool = True
) -> None:
    """Cells -> a table without rules; columns of ``fixed`` are never broken. Cells may be rich texts."""
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold", show_header=header)
    for index, name in enumerate(headers):
        table.add_column(name, no_wrap=index in fixed, overflow="fold")
    for row in rows:
        table.add_row(*(cell if isinstance(cell, Text) else Text(str(cell or "")) for cell in row))
    console().print(table)


def status(word: str) -> Any:
    """A status -> the word in its colour."""
    from rich.text import Text

    return Text(word, style=STATUS_STYLES.get(word, ""))


def days(earliest: Day | None, latest: Day | None) -> str:
    """An interval of days -> the shortest ISO 8601 form: "2024-05-16", "2024-05", "2024", or "start/end"."""
    if earliest is None or latest is None:
        only = earliest or latest
        return f"{earliest or '..'}/{latest or '..'}" if only else ""
    if earliest == latest:
        return earliest.isoformat()
    if (earliest.year, earliest.month) == (latest.year, latest.month):
        last = calendar.monthrange(latest.year, latest.month)[1]
        if (earliest.day, latest.day) == (1, last):
            return f"{earliest:%Y-%m}"
    whole_year = (earliest.month, earliest.day, latest.month, latest.day) == (1, 1, 12, 31)
    if whole_year and earliest.year == latest.year:
        return f"{earliest:%Y}"
    return f"{earliest}/{latest}"


def parties(actors: Sequence[str], recipients: Sequence[str]) -> str:
    """Who acts on whom: "Velmora → Ilmaria, Asta Ilvane"; "?" for an actor that is not known."""
    left = ", ".join(actors) or "?"
    return f"{left} → {', '.join(recipients)}" if recipients else left


def kind(type_: str, mode: str | None) -> str:
    """An event's type with its mode: "CONSULT visit"."""
    return f"{type_} {mode}" if mode else type_


def count(number: int, noun: str) -> str:
    """A number with its noun: "1 report", "2 reports"."""
    plural = noun[:-1] + "ies" if noun.endswith("y") else noun + "s"
    return f"{number:,} {noun if number == 1 else plural}"


def shorten(text: str | None, width: int) -> str:
    """A text on one line, cut at ``width`` with an ellipsis."""
    line = " ".join((text or "").split())
    return line if len(line) <= width else line[: width - 1].rstrip() + "…"
