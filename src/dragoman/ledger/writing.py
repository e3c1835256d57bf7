"""Readings go in one by one; a run of immutable Parquet files comes out. Memory holds one part at most.

A part is written under a hidden name and renamed, so it is there whole or not at all; so is the manifest.
When a run ends early (Ctrl-C, a full disk), the readings whose part was written are kept and seen.
"""

from __future__ import annotations

import contextlib
import datetime
import time
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq

from dragoman.ledger.store import (
    Clock,
    LedgerWriteError,
    RunInfo,
    explain_os_error,
    refused,
    remove_folder,
    write_whole,
)
from dragoman.ledger.tables import TABLES, Row, failure_row, rows_of
from dragoman.records import Reading, ReportError

try:
    import fcntl
except ImportError:  # Windows has no flock: runs that were cut off are then left as they are.
    fcntl = None  # type: ignore[assignment]

REPORTS_PER_PART = 200
CHARACTERS_PER_PART = 8_000_000
SECONDS_PER_PART = 60.0

_TYPES = {
    "VARCHAR": pa.string(),
    "INTEGER": pa.int32(),
    "DOUBLE": pa.float64(),
    "BOOLEAN": pa.bool_(),
    "DATE": pa.date32(),
    "VARCHAR[]": pa.list_(pa.string()),
    "INTEGER[][]": pa.list_(pa.list_(pa.int32())),
}


class RunWriter:
    """One run being written; a context manager: leaving it finishes the run and makes it visible."""

    def __init__(self, folder: Path, info: RunInfo, *, clock: Clock) -> None:
        self.info = info
        self._folder = folder
        self._clock = clock
        self._rows: dict[str, list[Row]] = {name: [] for name in TABLES}
        self._seq = 0
        self._parts = 0
        self._characters = 0
        self._kept = 0
        self._flushed_at = time.monotonic()
        self._lock = self._make_folder()

    @property
    def kept(self) -> int:
        """How many reports are safely on disk."""
        return self._kept

    def add(self, reading: Reading) -> None:
        """Keep one reading. Raises LedgerWriteError when the disk refuses; earlier parts stay."""
        for table, rows in rows_of(reading, self.info.run, self._seq).items():
            self._rows[table].extend(rows)
        self._seq += 1
        self._characters += len(reading.report.text)
        self._flush_if_due()

    def add_failure(self, error: ReportError) -> None:
        """Keep that a report could not be read, and why."""
        self._rows["failures"].append(failure_row(error, self.info.run, self._seq))
        self._seq += 1
        self._flush_if_due()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is None:
            self.finish()
            return
        reason = (
            "stopped by the user"
            if isinstance(error, KeyboardInterrupt)
            else str(error) or type(error).__name__
        )
        with contextlib.suppress(LedgerWriteError):
            self.finish(state="stopped", reason=reason, flush=not isinstance(error, LedgerWriteError))

    def finish(self, *, state: str = "complete", reason: str | None = None, flush: bool = True) -> None:
        """Write what is left and the manifest: from now on the run is seen."""
        try:
            if flush:
                self._flush()
        except LedgerWriteError as fault:
            self.finish(state="stopped", reason=str(fault), flush=False)
            raise
        try:
            if self._seq == 0 or (self._parts == 0 and state != "complete"):
                remove_folder(self._folder)  # a run that kept nothing leaves no trace
            else:
                _write_manifest(
                    self._folder, replace(self.info, finished=self._clock(), state=state, reason=reason)
                )
        except OSError as fault:
            raise LedgerWriteError(explain_os_error(self._folder, fault)) from fault
        finally:
            if self._lock:
                self._lock.close()

    def _make_folder(self) -> IO[bytes] | None:
        hidden = self._folder.with_name(f".{self._folder.name}")
        try:
            hidden.mkdir(parents=True)
            write_whole(hidden / "started.json", msgspec.json.encode(self.info))
            lock = _lock(hidden / "lock")
            hidden.rename(self._folder)
        except OSError as fault:
            remove_folder(hidden)
            raise refused(self._folder.parent, fault) from fault
        return lock

    def _flush_if_due(self) -> None:
        rows = len(self._rows["reports"]) + len(self._rows["failures"])
        late = time.monotonic() - self._flushed_at > SECONDS_PER_PART
        if rows >= REPORTS_PER_PART or self._characters >= CHARACTERS_PER_PART or late:
            self._flush()

    def _flush(self) -> None:
        if not any(self._rows.values()):
            return
        name = f"part-{self._parts:05d}"
        hidden = self._folder / f".{name}"
        try:
            hidden.mkdir(exist_ok=True)
            for table, rows in self._rows.items():
                if rows:
                    pq.write_table(
                        pa.Table.from_pylist(rows, schema=_schema(table)),
                        hidden / f"{table}.parquet",
                        compression="zstd",
                    )
            hidden.rename(self._folder / name)
        except OSError as fault:
            remove_folder(hidden)  # its bytes are what the manifest may need
            message = f"{explain_os_error(self._folder, fault)} {self._kept} reports of this run are kept."
            raise LedgerWriteError(message) from fault
        self._kept += len(self._rows["reports"])
        self._parts += 1
        self._rows = {table: [] for table in TABLES}
        self._characters = 0
        self._flushed_at = time.monotonic()


def adopt(folder: Path) -> None:
    """The folder of a run without a manifest -> seen as far as it got, if its writer is gone."""
    if fcntl is None:
        return
    try:
        lock = _lock(folder / "lock")
    except OSError:  # its writer is at work, or the folder is not ours to mend
        return
    try:
        if (folder / "run.json").exists():
            return
        parts = _parts_of(folder)
        if not parts:
            remove_folder(folder)
            return
        info = msgspec.json.decode((folder / "started.json").read_bytes(), type=RunInfo)
        last = max(part.stat().st_mtime for part in parts)
        finished = datetime.datetime.fromtimestamp(last, datetime.UTC)
        _write_manifest(
            folder, replace(info, finished=finished, state="cut off", reason="the program was killed")
        )
    except (OSError, msgspec.MsgspecError):
        return
    finally:
        if lock:
            lock.close()


def _write_manifest(folder: Path, info: RunInfo) -> None:
    parts = _parts_of(folder)
    with contextlib.suppress(OSError):  # without room to join them, the parts serve as they are
        parts = [_join(folder, parts)]
    files: dict[str, list[str]] = {}
    counts: dict[str, int] = {}
    for table in TABLES:
        for part in parts:
            file = part / f"{table}.parquet"
            if file.exists():
                files.setdefault(table, []).append(file.relative_to(folder).as_posix())
                counts[table] = counts.get(table, 0) + pq.ParquetFile(file).metadata.num_rows
    write_whole(folder / "run.json", msgspec.json.encode(replace(info, files=files, counts=counts)))
    if parts[0].name == "tables":
        for part in folder.glob("part-*"):
            remove_folder(part)


def _parts_of(folder: Path) -> list[Path]:
    """The run's table folders in order: the joined one alone where it is there."""
    joined = folder / "tables"
    return [joined] if joined.is_dir() else sorted(folder.glob("part-*"))


def _join(folder: Path, parts: list[Path]) -> Path:
    """Parts -> one folder ``tables`` with one file per table; a single part is only renamed."""
    joined, hidden = folder / "tables", folder / ".tables"
    if parts == [joined]:
        return joined
    if len(parts) == 1:
        return parts[0].rename(joined)
    remove_folder(hidden)
    try:
        hidden.mkdir()
        for table in TABLES:
            files = [file for part in parts if (file := part / f"{table}.parquet").exists()]
            if files:
                with pq.ParquetWriter(
                    hidden / f"{table}.parquet", _schema(table), compression="zstd"
                ) as writer:
                    for file in files:
                        writer.write_table(pq.read_table(file))
        return hidden.rename(joined)
    except OSError:
        remove_folder(hidden)
        raise


def _schema(table: str) -> Any:
    return pa.schema([(name, _TYPES[kind]) for name, kind in TABLES[table].items()])


def _lock(path: Path) -> IO[bytes] | None:
    """An exclusive lock, freed when this process ends. Raises OSError when another holds it."""
    if fcntl is None:
        return None
    file = path.open("ab")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        file.close()
        raise
    return file
