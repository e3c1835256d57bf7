"""The world tables' files in: rows as plain lists, quickly; a user's actors.toml in: checked rows.

The bundled tables are checked row by row by a test; here only the shape is looked at, so that some thirty
thousand rows load in a fraction of a second.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import cast

from dragoman.lexicon.entries import Entry, Form, Kind, OverlayActor
from dragoman.lexicon.tables import toml_rows
from dragoman.records import LexiconError

OVERLAY = "actors.toml"
OVERLAY_WEIGHT = 2.0

_COUNTRY = re.compile(r"[A-Z]{3}")


def rows(path: Path) -> Iterator[dict[str, str]]:
    """The rows of a TSV file as dictionaries, header line first; LexiconError when a line has other cells."""
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as fault:
        raise LexiconError(f"{path}: cannot be read: {fault}.") from fault
    header: list[str] = []
    for number, line in enumerate(lines, 1):
        if not line or line[0] == "#":
            continue
        cells = line.split("\t")
        if not header:
            header = cells
            continue
        if len(cells) != len(header):
            raise LexiconError(f"{path}: line {number}: {len(cells)} cells, the header has {len(header)}.")
        yield dict(zip(header, cells, strict=True))


def split(cell: str) -> Sequence[str]:
    """A cell with ``|`` between its items in; the items."""
    return cell.split("|") if cell else ()


def day(cell: str) -> datetime.date | None:
    """An ISO date in, or an empty cell; the day or None."""
    return datetime.date.fromisoformat(cell) if cell else None


class Row:
    """One line of an entry table, cut into cells, made an Entry only when somebody asks for it."""

    __slots__ = ("_made", "cells", "form", "table")

    def __init__(self, cells: list[str], table: Table, form: str = "") -> None:
        self.cells = cells
        self.table = table
        self.form = form
        self._made: Entry | None = None

    def entry(self) -> Entry:
        """The line as an Entry."""
        if self._made is None:
            self._made = self.table.entry(self.cells, self.form)
        return self._made


class Table:
    """An entry table's name and columns: reads cells by column, whichever columns the file has."""

    def __init__(self, path: Path, header: Sequence[str]) -> None:
        self.path = path
        self._column = {name: number for number, name in enumerate(header)}

    def at(self, name: str) -> int:
        """The number of a column, or -1 (an empty cell, see ``entry_rows``)."""
        return self._column.get(name, -1)

    def entry(self, cells: Sequence[str], form: str) -> Entry:
        """Cells in; the Entry. Raises ValueError on a wrong cell."""
        row = {name: cells[number] for name, number in self._column.items()}
        get = row.get
        role, *also = row["role"].split("|") if get("role") else (None,)
        return Entry(
            row["id"],
            row["name"],
            cast(Kind, row["kind"]),
            row["country"] or None,
            row["sector"] or None,
            get("office") or None,
            role,
            row["wikidata"] or None,
            day(row["from"]),
            day(row["to"]),
            self.path.name,
            float(row["weight"]) if get("weight") else 0.5,
            get("entity") or row["id"],
            cast(Form, form or get("form") or "name"),
            row["source"],
            row["surname"].split("|")[0] if get("surname") else None,
            tuple(also),
        )


_NEEDED = ("id", "name", "aliases", "kind", "country", "sector", "wikidata", "from", "to", "source")


def entry_rows(path: Path) -> tuple[Table, list[list[str]]]:
    """An entry table in; its columns and its lines cut into cells, an empty cell added at each line's end."""
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as fault:
        raise LexiconError(f"{path}: cannot be read: {fault}.") from fault
    header = lines[0].split("\t")
    missing = [name for name in _NEEDED if name not in header]
    if missing:
        raise LexiconError(f"{path}: line 1: the columns {', '.join(missing)} are missing.")
    width = len(header) + 1
    body = [(line + "\t").split("\t") for line in lines[1:] if line]
    if any(len(cells) != width for cells in body):
        number = next(n for n, cells in enumerate(body, 2) if len(cells) != width)
        raise LexiconError(
            f"{path}: line {number}: {len(body[number - 2]) - 1} cells, the header has {width - 1}."
        )
    return Table(path, header), body


def overlay_files(overlays: Sequence[Path]) -> Iterator[Path]:
    """Files and folders of a user's own words in; the files among them that hold actors."""
    for place in overlays:
        if place.is_dir():
            if (place / OVERLAY).is_file():
                yield place / OVERLAY
        elif place.suffix == ".toml":
            yield place
        elif not place.exists():
            raise LexiconError(
                f"{place}: no such file or folder. Give a TOML file or a folder that holds one."
            )


def overlay_actors(path: Path, sectors: frozenset[str]) -> Iterator[tuple[int, OverlayActor]]:
    """The ``[[actor]]`` rows of a user's file with their numbers, each checked beyond its shape."""
    for number, row in enumerate(toml_rows(path, "actor", OverlayActor), 1):
        fault = _fault(row, sectors)
        if fault:
            raise LexiconError(f"{path}: [[actor]] row {number} {row.name!r}: {fault}.")
        yield number, row


def _fault(row: OverlayActor, sectors: frozenset[str]) -> str | None:
    """What is wrong with a user's row, or None."""
    if not row.name.strip():
        return "the name is empty"
    if any(not alias.strip() for alias in row.aliases):
        return "an alias is empty"
    if row.country is not None and not _COUNTRY.fullmatch(row.country):
        return f"country {row.country!r} is not three capital letters (ISO alpha-3, IGO, NGO or MNC)"
    if row.kind == "state" and row.country is None:
        return "a state needs a country code"
    if row.sector is not None and row.sector not in sectors:
        return f"sector {row.sector!r} is none of PLOVER's: {', '.join(sorted(sectors))}"
    if row.start and row.end and row.end < row.start:
        return f"it ends ({row.end}) before it begins ({row.start})"
    return None
