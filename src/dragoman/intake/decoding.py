"""The bytes of a plain-text file go in; its text comes out, or a ReportError that says what they are."""

from __future__ import annotations

import codecs
import unicodedata
from collections.abc import Callable
from typing import TYPE_CHECKING

from dragoman.records import ReportError

if TYPE_CHECKING:
    from charset_normalizer import CharsetMatches

MAX_CHARACTERS = 1_000_000
"""Longest report that is read. The longest official release we know of has a third of this."""

MAX_BYTES = 4 * MAX_CHARACTERS + 4

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    # UTF-32 first: its little-endian mark begins with that of UTF-16.
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_SIGNATURES = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a ZIP archive (or an Office document)"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"PAR1", "a Parquet file"),
    (b"SQLite format 3", "a database"),
    (b"\x7fELF", "a program"),
)

_ALLOWED_CONTROLS = frozenset("\t\n\r\f\v\x1c\x1d\x1e\x85")


def decode_text(data: bytes, path: str, say: Callable[[str], None]) -> str:
    """The bytes of one file -> its text without the byte-order mark; ``say`` hears of other encodings.

    Raises ReportError: ``not_text`` (a picture, an archive, noise), ``encoding`` (it cannot be told),
    ``empty``, ``too_long``.
    """
    if len(data) > MAX_BYTES:
        raise too_long(path)
    for signature, name in _SIGNATURES:
        if data.startswith(signature):
            raise not_text(path, f"is {name}")
    text = _decode(data, path, say)
    if _is_noise(text):
        raise not_text(path, "holds control bytes")
    check_text(text, path)
    return text


def check_text(text: str, path: str) -> None:
    """Raises ReportError when a text is empty, too long, or holds halves of surrogate pairs."""
    if not text.strip():
        raise empty(path, "text")
    if len(text) > MAX_CHARACTERS:
        raise too_long(path)
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as fault:
        message = (
            f"{path}: character {fault.start} of the text is half of a surrogate pair, which no text holds. "
            "Write the row again with whole characters."
        )
        raise ReportError("encoding", message, path) from fault


def empty(path: str, what: str) -> ReportError:
    """The error for a file without ``what`` ("text", "rows")."""
    return ReportError(
        "empty", f"{path}: holds no {what}. Leave it out, or see whether it was saved whole.", path
    )


def too_long(path: str) -> ReportError:
    """The error for a text that is longer than MAX_CHARACTERS."""
    message = (
        f"{path}: longer than {MAX_CHARACTERS:,} characters, which is no single news report. "
        "Split it into one file per report, or write them as rows of a .jsonl file."
    )
    return ReportError("too_long", message, path)


def not_text(path: str, what: str) -> ReportError:
    """The error for a file that is something else than text."""
    return ReportError(
        "not_text",
        f"{path}: {what}, not plain text. Save the report as UTF-8 text (.txt) and read that.",
        path,
    )


def _decode(data: bytes, path: str, say: Callable[[str], None]) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                text = data[len(mark) :].decode(encoding)
            except UnicodeDecodeError as fault:
                message = (
                    f"{path}: begins as {encoding.upper()}, which byte {fault.start + len(mark)} is not. "
                    "Save it again as UTF-8."
                )
                raise ReportError("encoding", message, path) from fault
            if encoding != "utf-8":
                say(f"{path}: read as {encoding.upper()}, not UTF-8.")
            return text
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as fault:
        return _detect(data, path, fault.start, say)


def _detect(data: bytes, path: str, first_bad: int, say: Callable[[str], None]) -> str:
    from charset_normalizer import from_bytes  # slow to import, rarely needed

    if b"\x00" in data:
        raise not_text(path, "holds control bytes")
    encoding = "cp1252" if _fits_western(data) else _likeliest(from_bytes(data))
    if encoding is None:
        message = (
            f"{path}: is not UTF-8 (byte {first_bad}) and no other encoding fits. "
            "Save it again as UTF-8, or leave it out if it is not text."
        )
        raise ReportError("encoding", message, path)
    say(f"{path}: not UTF-8, read as {encoding}. If letters look wrong, save it as UTF-8 and read again.")
    return data.decode(encoding)


def _likeliest(found: CharsetMatches) -> str | None:
    best = found.best()
    return best.encoding if best else None


def _fits_western(data: bytes) -> bool:
    """Whether the few bytes over 127 are letters and marks of Windows-1252, as in English news.

    A detector that looks at letters alone cannot tell the European code pages apart in short texts
    and takes one for another; English text with a few accents and curly quotes is nearly always this one.
    """
    high = [byte for byte in data if byte > 127]
    if len(high) > len(data) // 3:
        return False
    try:
        letters = bytes(high).decode("cp1252")
    except UnicodeDecodeError:
        return False
    return all(
        c.isalpha() or unicodedata.category(c) in ("Pd", "Pi", "Pf", "Ps", "Po", "Sc", "Zs") for c in letters
    )


def _is_noise(text: str) -> bool:
    """Whether control characters show that this was never meant to be read as text."""
    if "\x00" in text:
        return True
    sample = text[:20_000]
    bad = sum(1 for c in sample if c not in _ALLOWED_CONTROLS and unicodedata.category(c) in ("Cc", "Cn"))
    return bad > max(2, len(sample) // 200)
