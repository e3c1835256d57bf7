"""Paths go in (files, folders, ``-``); Reports come out in order, and a ReportError for each that fails.

Nothing is held but the report at hand: memory stays flat however many there are.
"""

from __future__ import annotations

import datetime
import errno
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from dragoman.intake.decoding import MAX_BYTES, decode_text, empty
from dragoman.intake.rows import MAX_LINE, given, make_report, read_row, read_rows
from dragoman.records import Report, ReportError

ROW_SUFFIXES = frozenset({".jsonl", ".ndjson"})
FOLDER_SUFFIXES = frozenset({".txt"}) | ROW_SUFFIXES


def read_inputs(
    paths: Sequence[str],
    *,
    published: datetime.date | None = None,
    stdin: BinaryIO | None = None,
    say: Callable[[str], None] = lambda message: None,
) -> Iterator[Report | ReportError]:
    """Paths as given -> Reports in order, with a ReportError in the place of each that cannot be read.

    A folder gives its ``.txt``, ``.jsonl`` and ``.ndjson`` files, sorted by path, those of its folders too;
    ``-`` is standard input: rows when its first line is a JSON object with a ``text``, else one plain report.
    ``published`` overrides the day that a row states. ``say`` hears notes such as a detected encoding.
    """
    for path in paths:
        if path == "-":
            yield from _read_stdin(stdin or sys.stdin.buffer, published, say)
        elif os.path.isdir(path):  # noqa: PTH112 (false, not an error, where permission lacks)
            yield from _read_folder(path, published, say)
        else:
            yield from _read_file(path, published, say)


def _read_folder(
    folder: str, published: datetime.date | None, say: Callable[[str], None]
) -> Iterator[Report | ReportError]:
    faults: list[OSError] = []
    found = False
    for at, folders, names in os.walk(folder, onerror=faults.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = os.path.join(at, name)  # noqa: PTH118 (keeps the path as given: "./news/a.txt")
            if _is_report(name, path):
                found = True
                yield from _read_file(path, published, say)
    yield from (_unreadable(fault.filename or folder, fault) for fault in faults)
    if not found and not faults:
        message = (
            f"{folder}: the folder holds no .txt or .jsonl files. Name the folder that does, or the files."
        )
        yield ReportError("no_reports", message, folder)


def _is_report(name: str, path: str) -> bool:
    """Whether to read a file of a folder: pipes and sockets would block; broken links get their error."""
    wanted = Path(name).suffix.lower() in FOLDER_SUFFIXES and not name.startswith(".")
    return wanted and (os.path.isfile(path) or os.path.islink(path))  # noqa: PTH113, PTH114


def _read_file(
    path: str, published: datetime.date | None, say: Callable[[str], None]
) -> Iterator[Report | ReportError]:
    try:
        with Path(path).open("rb") as stream:
            if Path(path).suffix.lower() in ROW_SUFFIXES:
                yield from _rows_of(stream, path, published)
            else:
                yield _read_text(stream.read(MAX_BYTES + 1), path, published, say)
    except (OSError, ValueError) as fault:  # ValueError: a NUL in the path
        yield _unreadable(path, fault)


def _rows_of(stream: BinaryIO, path: str, published: datetime.date | None) -> Iterator[Report | ReportError]:
    found = False
    for item in read_rows(stream, path, published):
        found = True
        yield item
    if not found:
        yield empty(path, "rows")


def _read_text(
    data: bytes, path: str, published: datetime.date | None, say: Callable[[str], None]
) -> Report | ReportError:
    try:
        text = decode_text(data, path, say)
    except ReportError as fault:
        return fault
    if text[:200].lstrip().lower().startswith(("<!doctype html", "<html")):
        say(f"{path}: looks like a web page; it is read as plain text, mark-up and all.")
    return make_report(text, ref=path, published=given(published))


def _read_stdin(
    stream: BinaryIO, published: datetime.date | None, say: Callable[[str], None]
) -> Iterator[Report | ReportError]:
    head = stream.readline(MAX_LINE + 1)
    if head.lstrip(b"\xef\xbb\xbf \t").startswith(b"{") and len(head) <= MAX_LINE and _is_row(head):
        yield read_row_or_fault(head, published)
        yield from read_rows(stream, "-", published, first=2)
        return
    rest = stream.read(max(0, MAX_BYTES + 1 - len(head)))
    yield _read_text(head + rest, "-", published, say)


def read_row_or_fault(line: bytes, published: datetime.date | None) -> Report | ReportError:
    """The first line of standard input -> a Report, or the ReportError that it gives."""
    try:
        return read_row(line, "-", published, where="-:1")
    except ReportError as fault:
        return fault


def _is_row(line: bytes) -> bool:
    try:
        read_row(line, "-", None, where="-:1")
    except ReportError as fault:
        return fault.kind in ("bad_date", "bad_row", "empty", "too_long")
    return True


def _unreadable(path: str, fault: OSError | ValueError) -> ReportError:
    code = fault.errno if isinstance(fault, OSError) else None
    if code == errno.ENOENT and Path(path).is_symlink():
        target = Path(path).readlink()
        message = f"{path}: a link to {target}, which does not exist. Mend the link or leave it out."
        return ReportError("dangling_link", message, path)
    if code in (errno.ENOENT, errno.ENOTDIR):
        return ReportError("missing", f"{path}: no such file. Check the name; the others are read.", path)
    if code in (errno.EACCES, errno.EPERM):
        message = f"{path}: no permission to read it. Change its permissions (chmod +r) or ask its owner."
        return ReportError("no_permission", message, path)
    reason = fault.strerror if isinstance(fault, OSError) else str(fault)
    return ReportError("unreadable", f"{path}: cannot be read: {reason}.", path)


def count_inputs(paths: Sequence[str]) -> int | None:
    """Paths -> about how many reports they hold (rows by their line ends), None with standard input.

    For a progress bar: reads the rows' files once, opens no others.
    """
    total = 0
    for path in paths:
        if path == "-":
            return None
        for file in _files_of(path):
            if Path(file).suffix.lower() in ROW_SUFFIXES and os.path.isfile(file):  # noqa: PTH113
                total += _count_lines(file)
            else:
                total += 1
    return total


def _files_of(path: str) -> Iterator[str]:
    if not os.path.isdir(path):  # noqa: PTH112
        yield path
        return
    for at, folders, names in os.walk(path):
        folders[:] = (name for name in folders if not name.startswith("."))
        for name in names:
            file = os.path.join(at, name)  # noqa: PTH118
            if _is_report(name, file):
                yield file


def _count_lines(path: str) -> int:
    try:
        with Path(path).open("rb") as stream:
            return sum(block.count(b"\n") for block in iter(lambda: stream.read(1 << 20), b"")) or 1
    except OSError:
        return 1


def read_whole(path: str) -> str:
    """A path or ``-`` -> all its text, of any length, which must be UTF-8. Raises ReportError."""
    try:
        data = sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()
    except (OSError, ValueError) as fault:
        raise _unreadable(path, fault) from fault
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        message = f"{path}: not UTF-8 (byte {fault.start}). Save it again as UTF-8."
        raise ReportError("encoding", message, path) from fault
