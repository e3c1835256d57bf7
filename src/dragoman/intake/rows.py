"""One line of a ``.jsonl`` file goes in; a Report comes out, or a ReportError with the line's number."""

from __future__ import annotations

import datetime
import hashlib
import re
from collections.abc import Iterator
from typing import Any, BinaryIO

import msgspec

from dragoman.intake.decoding import MAX_CHARACTERS, check_text, too_long
from dragoman.records import Published, Report, ReportError

MAX_LINE = 12 * MAX_CHARACTERS + 65_536
"""A character takes twelve bytes at most in JSON (two escapes); the rest is room for the other fields."""

_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ].*)?$", re.DOTALL)
_OPTIONAL_TEXTS = ("title", "source", "url")


def read_rows(
    stream: BinaryIO, path: str, published: datetime.date | None, *, first: int = 1
) -> Iterator[Report | ReportError]:
    """The lines of a JSONL stream -> an iterator over Reports and ReportErrors; blank lines are passed over.

    ``first`` is the number of the stream's first line. No more than one line is in memory at a time.
    """
    number = first - 1
    while line := stream.readline(MAX_LINE + 1):
        number += 1
        where = f"{path}:{number}"
        if len(line) > MAX_LINE:
            _skip_line(stream, line)
            yield too_long(where)
        elif line.strip(b"\xef\xbb\xbf \t\r\n"):
            try:
                yield read_row(line, path, published, where=where)
            except ReportError as fault:
                yield fault


def read_row(line: bytes, path: str, published: datetime.date | None, *, where: str) -> Report:
    """One JSON line -> a Report; ``published`` overrides the row's own day. Raises ReportError."""
    row = _parse(line.removeprefix(b"\xef\xbb\xbf"), where)
    text = row.get("text")
    if text is None:
        keys = ", ".join(sorted(map(str, row))[:8]) or "none"
        raise ReportError(
            "no_text", f'{where}: no "text" in the row (keys: {keys}). Put the report there.', where
        )
    if not isinstance(text, str):
        raise _wrong(where, "text", "a string", text)
    check_text(text, where)
    fields = {key: _optional_text(row, key, where) for key in _OPTIONAL_TEXTS}
    return make_report(
        text, ref=_ref(row, where) or path, published=_published(row, published, where), **fields
    )


def make_report(text: str, *, ref: str, published: Published, **fields: str | None) -> Report:
    """A text and what is known of it -> a Report whose id is the SHA-256 of the text's UTF-8 bytes."""
    return Report(
        id=hashlib.sha256(text.encode("utf-8")).hexdigest(), ref=ref, text=text, published=published, **fields
    )


def given(day: datetime.date | None) -> Published:
    """A day that the caller gave -> Published with basis "given"; None -> unknown."""
    return Published(day=day, earliest=day, latest=day, basis="given") if day else Published()


def parse_day(value: str) -> datetime.date:
    """ "2024-03-19", or a time stamp that begins so -> the day. Raises ValueError with the reason."""
    match = _DAY.match(value.strip())
    if not match:
        raise ValueError(f"{value[:40]!r} is not a day written YYYY-MM-DD")
    try:
        return datetime.date.fromisoformat(match[1])
    except ValueError as fault:
        raise ValueError(f"{match[1]!r} is not in the calendar") from fault


def _parse(line: bytes, where: str) -> dict[str, Any]:
    try:
        row = msgspec.json.decode(line)
    except UnicodeDecodeError as fault:
        message = f"{where}: not UTF-8 (byte {fault.start}), as JSON must be. Save the file again as UTF-8."
        raise ReportError("encoding", message, where) from fault
    except (msgspec.MsgspecError, ValueError, RecursionError) as fault:
        message = f'{where}: not valid JSON: {fault}. Each line must be one object, {{"text": ...}}.'
        raise ReportError("bad_json", message, where) from fault
    if not isinstance(row, dict):
        message = f'{where}: the line is not a JSON object. Write {{"text": ...}}, one report a line.'
        raise ReportError("bad_row", message, where)
    return row


def _ref(row: dict[str, Any], where: str) -> str | None:
    ref = row.get("id")
    if isinstance(ref, int) and not isinstance(ref, bool):
        return str(ref)
    return _optional_text(row, "id", where)


def _optional_text(row: dict[str, Any], key: str, where: str) -> str | None:
    value = row.get(key)
    if value is None:
        return None
    if not isinstance(value, str):
        raise _wrong(where, key, "a string or null", value)
    return value if value.strip() else None


def _published(row: dict[str, Any], override: datetime.date | None, where: str) -> Published:
    value = _optional_text(row, "published", where)
    if override:
        return given(override)
    if value is None:
        return Published()
    try:
        day = parse_day(value)
    except ValueError as fault:
        message = (
            f'{where}: "published": {fault}. Mend the row, or leave the key out to have the day worked out.'
        )
        raise ReportError("bad_date", message, where) from fault
    return Published(day=day, earliest=day, latest=day, basis="metadata")


def _wrong(where: str, key: str, wanted: str, value: object) -> ReportError:
    found = type(value).__name__
    return ReportError("bad_row", f'{where}: "{key}" must be {wanted}, not {found}. Mend the row.', where)


def _skip_line(stream: BinaryIO, line: bytes) -> None:
    while line and not line.endswith(b"\n"):
        line = stream.readline(1 << 20)
