"""CoNLL-U files go in; where each of their documents lies, by its id and by how it begins, comes out."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from dragoman.parse.conllu import read_blocks
from dragoman.records import ReportError, UsageError

OPENING = 24
"""Characters, white space apart, by which a document's beginning is looked up."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a document lies: bytes of a file, and its first line's number."""

    file: Path
    start: int
    size: int
    line: int
    ref: str

    def read(self) -> str:
        """The document's text; ReportError when it cannot be had."""
        try:
            with self.file.open("rb") as stream:
                stream.seek(self.start)
                return stream.read(self.size).decode("utf-8-sig")
        except OSError as fault:
            raise ReportError("bad_parse", f"the file cannot be read ({fault.strerror}).") from fault
        except UnicodeDecodeError as fault:
            raise ReportError("bad_parse", "it is not UTF-8.") from fault


class Index:
    """The documents of files, without their contents: memory grows with their number, not their length."""

    def __init__(self, path: Path) -> None:
        self._by_ref: dict[str, list[Place]] = {}
        self._by_opening: dict[str, list[Place]] = {}
        digest = hashlib.sha256()
        root = path if path.is_dir() else path.parent
        for file in files_of(path):
            for place, opening in documents(file, digest):
                self._add(place, opening, file.relative_to(root))
        self._sizes = sorted({len(opening) for opening in self._by_opening}, reverse=True)
        self.fingerprint = digest.hexdigest()

    def _add(self, place: Place, opening: str, file: Path) -> None:
        names = {place.ref} if place.ref else {file.stem, file.name, file.with_suffix("").as_posix()}
        for name in names:
            self._by_ref.setdefault(name, []).append(place)
        opening = opening or _first_forms(place)
        if opening:
            self._by_opening.setdefault(opening, []).append(place)

    def named(self, ref: str) -> Sequence[Place]:
        """Documents whose id is the ref."""
        return self._by_ref.get(ref, ())

    def alike(self, ref: str) -> Iterator[Place]:
        """Documents whose id is the ref's file name, with or without its suffix."""
        for name in dict.fromkeys((Path(ref).name, Path(ref).stem)):
            yield from self._by_ref.get(name, ())

    def beginning(self, squeezed: str) -> Iterator[Place]:
        """Documents whose first sentence begins somewhere in a text (both without white space)."""
        for size in self._sizes:
            seen: set[str] = set()
            for at in range(len(squeezed) - size + 1):
                part = squeezed[at : at + size]
                if part in self._by_opening and part not in seen:
                    seen.add(part)
                    yield from self._by_opening[part]


def files_of(path: Path) -> list[Path]:
    """A file, or a folder's ``.conllu`` files; UsageError when there is none."""
    if path.is_dir():
        found = sorted(file for file in path.rglob("*.conllu") if file.is_file())
        if not found:
            raise UsageError(f"engine conllu:{path}: the folder holds no .conllu files. Name another.")
        return found
    if not path.is_file():
        raise UsageError(f"engine conllu:{path}: there is no such file or folder. Give another path.")
    return [path]


def documents(file: Path, digest: hashlib._Hash) -> Iterator[tuple[Place, str]]:
    """The documents of a file as (place, opening); one without ``# newdoc`` is a single document."""
    start = at = line = 0
    first, ref, opening = 1, "", ""
    comments: list[tuple[int, int, str]] = []
    try:
        with file.open("rb") as stream:
            for raw in stream:
                digest.update(raw)
                line += 1
                text = raw.decode("utf-8-sig" if line == 1 else "utf-8", "replace").rstrip("\r\n")
                if text.startswith("#"):
                    comments.append((at, line, text))
                elif text.strip() and comments:
                    new = any(comment.startswith("# newdoc") for _, _, comment in comments)
                    if new and comments[0][0] > start:
                        yield Place(file, start, comments[0][0] - start, first, ref), opening
                        opening = ""
                    if new:
                        start, first, _ = comments[0]
                        ref = _value(comments, "# newdoc id")
                    opening = opening or squeeze(_value(comments, "# text"))[:OPENING]
                    comments = []
                at += len(raw)
    except OSError as fault:
        raise UsageError(f"engine conllu:{file}: the file cannot be read ({fault.strerror}).") from fault
    if at > start:
        yield Place(file, start, at - start, first, ref), opening


def _value(comments: Sequence[tuple[int, int, str]], key: str) -> str:
    for _, _, comment in comments:
        name, equals, value = comment.partition("=")
        if equals and name.strip() == key:
            return value.strip()
    return ""


def _first_forms(place: Place) -> str:
    """How a document begins whose first sentence has no ``# text``; "" when that cannot be told."""
    try:
        block = next(read_blocks(place.read()), None)
        return squeeze("".join(form for form, _ in block.tokens))[:OPENING] if block else ""
    except (ReportError, ValueError):
        return ""


def squeeze(text: str) -> str:
    """A text without its white space."""
    return "".join(text.split())
