"""A folder goes in; a Ledger comes out: its runs, its files, and who may write.

::

    DIR/ledger.json               names the format
    DIR/runs/RUN/started.json     what the run set out with
    DIR/runs/RUN/part-00000/      readings kept while the run goes on (a folder appears whole or not at all)
    DIR/runs/RUN/tables/          the run's tables, one Parquet file each, once it is finished
    DIR/runs/RUN/run.json         the manifest, written last: a run without it is not seen

Nothing is overwritten, so many may read while others write. A run whose program was killed has parts but no
manifest; the next writer finds that its lock is free and writes the manifest for it (state "cut off").
"""

from __future__ import annotations

import contextlib
import datetime
import errno
import os
import secrets
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from dragoman.records import LedgerError

if TYPE_CHECKING:
    from dragoman.ledger.ask import Questions
    from dragoman.ledger.writing import RunWriter

FORMAT = "dragoman-ledger/1"
Clock = Callable[[], datetime.datetime]


class LedgerWriteError(LedgerError):
    """The ledger could not be added to (full, no permission): what was kept before stays (exit status 1)."""

    while_writing = True


@dataclass(frozen=True, slots=True, kw_only=True)
class RunInfo:
    """A run's manifest. ``state``: "complete", "stopped" (Ctrl-C, an error), or "cut off" (killed).

    ``hashes``: SHA-256 of code, model and lexicon; ``options``: what the caller chose; ``files``: for each
    table its files, relative to the run's folder; ``counts``: rows by table.
    """

    run: str
    started: datetime.datetime
    finished: datetime.datetime | None = None
    state: str = "complete"
    reason: str | None = None
    version: str
    hashes: dict[str, str]
    options: dict[str, Any] = field(default_factory=dict)
    files: dict[str, list[str]] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)


def utc_now() -> datetime.datetime:
    """The clock: now, in UTC."""
    return datetime.datetime.now(datetime.UTC)


@dataclass(frozen=True, slots=True)
class Ledger:
    """A ledger's folder, checked. Make one with ``Ledger.open``."""

    path: Path

    @classmethod
    def open(cls, path: Path, *, create: bool = False) -> Ledger:
        """A folder -> its Ledger. With ``create`` a missing or empty folder becomes a ledger.

        Raises LedgerError when the folder is missing, is something else, or cannot be used.
        """
        try:
            if create and _is_free(path):
                (path / "runs").mkdir(parents=True, exist_ok=True)
                write_whole(path / "ledger.json", msgspec.json.encode({"format": FORMAT}))
            _check_format(path)
        except OSError as fault:
            raise refused(path, fault) from fault
        return cls(path)

    def runs(self) -> list[RunInfo]:
        """The manifests of all runs that are to be seen, oldest first."""
        infos = []
        for folder in self._run_folders():
            manifest = folder / "run.json"
            try:
                infos.append(msgspec.json.decode(manifest.read_bytes(), type=RunInfo))
            except FileNotFoundError:
                continue
            except (OSError, msgspec.MsgspecError) as fault:
                message = (
                    f"{manifest}: the run's manifest cannot be read: {fault}. Move its folder away to go on."
                )
                raise LedgerError(message) from fault
        return sorted(infos, key=lambda info: (info.finished or info.started, info.run))

    def unfinished(self) -> list[Path]:
        """Folders of runs without a manifest: at work now, or cut off."""
        return [folder for folder in self._run_folders() if not (folder / "run.json").exists()]

    def ask(self, *, as_of: datetime.datetime | None = None) -> Questions:
        """The ledger's current readings, ready to be asked; with ``as_of`` as they stood at that moment."""
        from dragoman.ledger.ask import Questions

        return Questions(self, as_of=as_of)

    def start_run(
        self,
        *,
        version: str,
        hashes: Mapping[str, str],
        options: Mapping[str, Any] | None = None,
        clock: Clock = utc_now,
    ) -> RunWriter:
        """A new run to which readings can be added; a context manager that finishes it."""
        from dragoman.ledger.writing import RunWriter, adopt

        for folder in self.unfinished():
            adopt(folder)
        started = clock()
        run = f"{started:%Y%m%dT%H%M%SZ}-{secrets.token_hex(3)}"
        info = RunInfo(
            run=run,
            started=started,
            state="open",
            version=version,
            hashes=dict(hashes),
            options=dict(options or {}),
        )
        return RunWriter(self.path / "runs" / run, info, clock=clock)

    def _run_folders(self) -> Iterator[Path]:
        runs = self.path / "runs"
        try:
            yield from sorted(f for f in runs.iterdir() if not f.name.startswith(".") and f.is_dir())
        except FileNotFoundError:
            return
        except OSError as fault:
            raise LedgerError(explain_os_error(runs, fault)) from fault


def write_whole(path: Path, data: bytes) -> None:
    """Bytes -> a file that is there whole or not at all."""
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(3)}")
    try:
        with temporary.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise


def remove_folder(folder: Path) -> None:
    """Removes a folder of ours as far as it can."""
    shutil.rmtree(folder, ignore_errors=True)


def refused(path: Path, fault: OSError) -> LedgerError:
    """What the system refused before anything was written -> the error: a full disk is no wrong use."""
    full = fault.errno in (errno.ENOSPC, errno.EDQUOT)
    return (LedgerWriteError if full else LedgerError)(explain_os_error(path, fault))


def explain_os_error(path: Path, fault: OSError) -> str:
    """What the system refused -> a sentence that says what, where and what to do."""
    if fault.errno in (errno.ENOSPC, errno.EDQUOT) or "No space left" in str(fault):
        return f"{path}: the disk is full. Make room, or choose another place with --ledger, and read again."
    if fault.errno in (errno.EACCES, errno.EPERM):
        return (
            f"{path}: no permission. Choose a folder that is yours with --ledger, or change its permissions."
        )
    if fault.errno == errno.EROFS:
        return f"{path}: the disk can only be read. Choose another place with --ledger."
    return (
        f"{path}: cannot be used as a ledger: {fault.strerror or fault}. Choose another folder with --ledger."
    )


def _is_free(path: Path) -> bool:
    """Whether a ledger may be made there: nothing, or a folder that holds nothing or only empty ``runs``."""
    if not path.exists() and not path.is_symlink():
        return True
    if not path.is_dir() or (path / "ledger.json").exists():
        return False
    names = [p.name for p in path.iterdir() if not p.name.startswith(".ledger.json.")]
    return not names or (names == ["runs"] and not any((path / "runs").iterdir()))


def _check_format(path: Path) -> None:
    if not path.exists():
        raise LedgerError(f"{path}: no ledger there. Make one with: dragoman read FILE --ledger {path}")
    if not path.is_dir():
        raise LedgerError(f"{path}: is a file, not a ledger's folder. Choose another name with --ledger.")
    marker = path / "ledger.json"
    try:
        found = msgspec.json.decode(marker.read_bytes())
    except FileNotFoundError as fault:
        message = f"{path}: holds other things and is no ledger. Choose a new or empty folder with --ledger."
        raise LedgerError(message) from fault
    except msgspec.MsgspecError as fault:
        raise LedgerError(
            f"{marker}: is no ledger's marker ({fault}). Choose another folder with --ledger."
        ) from fault
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        kind = found.get("format") if isinstance(found, dict) else None
        message = f"{path}: written in another format ({kind or 'unknown'}; this program reads {FORMAT}). "
        raise LedgerError(message + "Use the version of dragoman that made it, or choose another folder.")
