"""Rows of events go in; a table, short entries or a timeline are printed."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from dragoman.cli import paper

Row = dict[str, Any]

ROOMY = 118
"""Columns that a table of events needs to be read with ease; narrower terminals get short entries."""

HEADERS = ("id", "when", "status", "what", "who → to whom", "where", "according to", "reported")


def print_events(rows: Sequence[Row]) -> None:
    """Rows of events -> a table, or two lines each where the terminal is narrow."""
    if not rows:
        return
    if paper.console().width >= ROOMY:
        paper.print_table(HEADERS, (_cells(row) for row in rows), fixed=(0, 1, 2, 7))
    else:
        _print_entries(rows)


def _cells(row: Row) -> tuple[Any, ...]:
    return (
        row["id"],
        paper.days(row["earliest"], row["latest"]),
        paper.status(row["status"]),
        paper.kind(row["type"], row["mode"]),
        paper.parties(row["actors"], row["recipients"]),
        ", ".join(row["places"]),
        row["source"] or row["source_kind"],
        _reported(row),
    )


def _print_entries(rows: Sequence[Row]) -> None:
    from rich.text import Text

    page = paper.console()
    for row in rows:
        line = Text()
        line.append(f"{row['id']}  ", style="bold")
        line.append(f"{row['status']}  ", style=paper.STATUS_STYLES.get(row["status"], ""))
        line.append(f"{paper.kind(row['type'], row['mode'])}  {paper.days(row['earliest'], row['latest'])}")
        page.print(line)
        places = f" in {', '.join(row['places'])}" if row["places"] else ""
        source = row["source"] or row["source_kind"]
        told = f", {_reported(row)}" if _reported(row) else ""
        page.print(f"    {paper.parties(row['actors'], row['recipients'])}{places} ({source}{told})")


def _reported(row: Row) -> str:
    return paper.days(row["published_earliest"], row["published_latest"])


def print_days(rows: Sequence[Row]) -> None:
    """Rows of events -> lines under the days on which they begin."""
    from rich.text import Text

    page = paper.console()
    ordered = sorted(rows, key=lambda row: _day_of(row)[0] or "9999")
    for day, group in groupby(ordered, key=lambda row: _day_of(row)[0]):
        page.print(Text(day or "no day known", style="bold"))
        for row in group:
            line = Text("  ")
            line.append(f"{row['status']:<13}", style=paper.STATUS_STYLES.get(row["status"], ""))
            line.append(f"{paper.parties(row['actors'], row['recipients'])}: ")
            line.append(paper.kind(row["type"], row["mode"]), style="bold")
            for place in row["places"][:1]:
                line.append(f" in {place}")
            for extra in (_day_of(row)[1], row["source"] and f"says {row['source']}", row["id"]):
                if extra:
                    line.append(f"  {extra}", style="dim")
            page.print(line)


def _day_of(row: Row) -> tuple[str | None, str | None]:
    """The day under which an event stands, and a remark: its interval, or that only its report has a day."""
    if row["earliest"] or row["latest"]:
        interval = paper.days(row["earliest"], row["latest"])
        day = (row["earliest"] or row["latest"]).isoformat()
        return day, None if interval == day else interval
    day = row["published"] or row["published_earliest"]
    return (day.isoformat(), "reported") if day else (None, None)
