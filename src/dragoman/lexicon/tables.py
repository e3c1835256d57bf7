"""Data files in: rows out, checked. TOML arrays of tables and TSV with a header line.

TOML and TSV because in YAML the country code ``NO`` is false. Every fault names the file, the row
and what is wrong, so that a person can mend it without reading code.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from dragoman.records import LexiconError

Row = TypeVar("Row")


def read_toml(path: Path) -> dict[str, Any]:
    """The whole TOML file as a dictionary, which nobody may change; LexiconError when it does not parse."""
    try:
        stamp = path.stat()
        return _parsed(path, stamp.st_mtime_ns, stamp.st_size)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        raise LexiconError(f"{path}: not valid TOML: {fault}. Mend the file and run again.") from fault
    except OSError as fault:
        raise LexiconError(f"{path}: cannot be read: {fault.strerror}.") from fault


@lru_cache(maxsize=64)
def _parsed(path: Path, changed: int, size: int) -> dict[str, Any]:
    """A file as it was when it had this stamp: its arrays are asked for one by one, parsed once."""
    with path.open("rb") as file:
        return tomllib.load(file)


def toml_rows(path: Path, key: str, kind: type[Row]) -> tuple[Row, ...]:
    """The rows ``[[key]]`` of a TOML file as msgspec structs; unknown and missing fields are faults."""
    rows = read_toml(path).get(key, [])
    out: list[Row] = []
    for number, row in enumerate(rows, 1):
        try:
            out.append(msgspec.convert(row, kind))
        except msgspec.ValidationError as fault:
            name = row.get("id") or row.get("name") or "" if isinstance(row, dict) else ""
            raise LexiconError(f"{path}: [[{key}]] row {number} {name!r}: {fault}.") from fault
    return tuple(out)


def tsv_rows(path: Path, kind: type[Row]) -> tuple[Row, ...]:
    """The rows of a TSV file (header line = field names) as msgspec structs.

    Empty cells are left out, so that the field's default holds; lines that begin with ``#`` are comments.
    A field of type tuple[str, ...] is written with ``|`` between its items.
    """
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as fault:
        raise LexiconError(f"{path}: cannot be read: {fault}.") from fault
    numbered = [(n, line) for n, line in enumerate(lines, 1) if line.strip() and not line.startswith("#")]
    if not numbered:
        return ()
    header = numbered[0][1].split("\t")
    many = {f.name for f in msgspec.structs.fields(kind) if "tuple" in str(f.type)}  # type: ignore[arg-type]
    out: list[Row] = []
    for number, line in numbered[1:]:
        cells = line.split("\t")
        if len(cells) > len(header):
            raise LexiconError(f"{path}: line {number}: {len(cells)} cells, the header has {len(header)}.")
        row: dict[str, Any] = {
            name: tuple(cell.split("|")) if name in many else cell
            for name, cell in zip(header, cells, strict=False)
            if cell != ""
        }
        try:
            out.append(msgspec.convert(row, kind, strict=False))
        except msgspec.ValidationError as fault:
            raise LexiconError(f"{path}: line {number}: {fault}.") from fault
    return tuple(out)


def require_unique(path: Path, ids: Iterable[str]) -> None:
    """Raise LexiconError when an id stands twice in a file."""
    seen: set[str] = set()
    for name in ids:
        if name in seen:
            raise LexiconError(f"{path}: the id {name!r} stands twice; ids must be unique.")
        seen.add(name)
