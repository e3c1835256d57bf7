"""A text in, its quoted stretches out: every shape of mark, odd numbers of them, over paragraph borders.

Works on characters alone, so that it holds whatever the parser makes of a quotation.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.records import Span

OPENING = "“„«‟"
CLOSING = "”»"
STRAIGHT = '"＂'
SINGLE_OPENING = "‘‚‹"
SINGLE_CLOSING = "’›"
SINGLE = "'`´"
MARKS = OPENING + CLOSING + STRAIGHT + SINGLE_OPENING + SINGLE_CLOSING + SINGLE
PARAGRAPH = re.compile(r"[^\n]+")
BRACKETS = "([{—–-/…"
REST_OF_MARK = "\x01"
DOUBLED = re.compile(r"''|``")


@dataclass(frozen=True, slots=True, order=True)
class Quoted:
    """A stretch in quotation marks, with these. ``depth`` 0 is outermost; ``closed``: has its end mark."""

    start: int
    end: int
    depth: int = 0
    closed: bool = True

    @property
    def span(self) -> Span:
        """Its span in the text."""
        return self.start, self.end


@dataclass(frozen=True, slots=True)
class Quotes:
    """All quoted stretches of a text, in order of their start."""

    stretches: tuple[Quoted, ...]
    outer: tuple[Quoted, ...]

    def around(self, position: int) -> Quoted | None:
        """The outermost stretch that holds a position, or None."""
        at = bisect_right([q.start for q in self.outer], position) - 1
        if at >= 0 and self.outer[at].end > position:
            return self.outer[at]
        return None

    def within(self, span: Span, depth: int | None = None) -> Iterator[Quoted]:
        """The stretches that share characters with a span."""
        for quoted in self.stretches:
            if quoted.start < span[1] and quoted.end > span[0] and depth in (None, quoted.depth):
                yield quoted


def find_quotes(text: str) -> Quotes:
    """All quoted stretches of a text. A paragraph that opens a mark and closes none runs on into the next
    paragraph if that one opens with a mark too (the printers' custom for long quotations).
    """
    text = DOUBLED.sub(f'"{REST_OF_MARK}', text)
    found: list[Quoted] = []
    running: int | None = None
    for match in PARAGRAPH.finditer(text):
        start, end = match.span()
        first = _first_visible(text, start, end)
        if running is not None and not _opens(text, first, start):
            running = None
        closed, still_open = _pairs(text, start, end)
        if running is not None:
            closed, still_open, running = _join(running, first, closed, still_open)
        found.extend(closed)
        if still_open is not None:
            running = running if running is not None and still_open == first else still_open
            found.append(Quoted(running, len(text[:end].rstrip()), 0, False))
        elif running is not None:
            running = None
    return _nested(found)


def _join(
    running: int, first: int, closed: list[Quoted], still_open: int | None
) -> tuple[list[Quoted], int | None, int | None]:
    """A paragraph that goes on with a quotation: its first stretch is drawn back to where that began."""
    for number, quoted in enumerate(closed):
        if quoted.start == first:
            rest = closed[:number] + closed[number + 1 :]
            return [*rest, Quoted(running, quoted.end)], still_open, None
    return closed, still_open, running if still_open == first else None


def _first_visible(text: str, start: int, end: int) -> int:
    while start < end - 1 and text[start].isspace():
        start += 1
    return start


def _opens(text: str, at: int, paragraph: int) -> bool:
    return _side(text, at, paragraph, len(text)) in ("open", "open1")


def _side(text: str, at: int, start: int, end: int) -> str:
    """What a mark does: "open", "close", "either" (double), "open1", "close1" (single), or "" for none."""
    mark = text[at]
    if mark not in MARKS:
        return ""
    before = text[at - 1] if at > start else " "
    after = text[at + 1 : at + 3].removeprefix(REST_OF_MARK)[:1] if at + 1 < end else " "
    after = after or " "
    free_left = before.isspace() or before in BRACKETS or before in MARKS or before == REST_OF_MARK
    free_right = after.isspace()
    if mark in OPENING + CLOSING + STRAIGHT:
        if mark in OPENING and not free_right:
            return "open"
        if mark in CLOSING and not (free_left and before not in MARKS and not free_right):
            return "close"
        if free_left == free_right:
            return "either"
        return "open" if free_left else "close"
    if free_left and not free_right and mark not in SINGLE_CLOSING:
        return "" if after.isdigit() and text[at + 1 : at + 4].lower().endswith("s") else "open1"
    if not before.isspace() and not after.isalnum() and mark not in SINGLE_OPENING:
        return "close1"
    return ""


def _pairs(text: str, start: int, end: int) -> tuple[list[Quoted], int | None]:
    """The closed stretches of one paragraph, and where an outermost double mark was left open."""
    stack: list[tuple[int, bool]] = []
    closed: list[Quoted] = []
    for at in range(start, end):
        side = _side(text, at, start, end)
        if side == "either":
            side = "close" if any(double for _, double in stack) else "open"
        if side in ("open", "open1"):
            stack.append((at, side == "open"))
        elif side == "close":
            _close(stack, closed, at + (text[at + 1 : at + 2] == REST_OF_MARK), True)
        elif side == "close1":
            _close(stack, closed, at, False)
    left = next((at for at, double in stack if double), None)
    return closed, left


def _close(stack: list[tuple[int, bool]], closed: list[Quoted], at: int, double: bool) -> None:
    """Pair a closing mark with the nearest open one of its family; a double also ends a lone single."""
    for number in range(len(stack) - 1, -1, -1):
        if stack[number][1] == double:
            closed.append(Quoted(stack[number][0], at + 1))
            del stack[number:]
            return
        if not double:
            return
    if double and stack:
        closed.append(Quoted(stack[0][0], at + 1))
        stack.clear()


def _nested(found: list[Quoted]) -> Quotes:
    """Set the depth of each stretch; of unclosed ones keep those that hold no closed one of their start."""
    unique = {(q.start, q.end): q for q in sorted(found, key=lambda q: q.closed)}
    ordered = sorted(unique.values(), key=lambda q: (q.start, -q.end))
    kept: list[Quoted] = []
    open_ends: list[int] = []
    for quoted in ordered:
        while open_ends and open_ends[-1] <= quoted.start:
            open_ends.pop()
        if not quoted.closed and any(q.start == quoted.start and q.closed for q in ordered):
            continue
        kept.append(Quoted(quoted.start, quoted.end, len(open_ends), quoted.closed))
        open_ends.append(quoted.end)
    return Quotes(tuple(kept), tuple(q for q in kept if q.depth == 0))
