"""A report's text in, its segments out: headline, body, captions, repeats, boilerplate.

The text is never rewritten; segments are spans of it, one a paragraph, without the white space between.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from dragoman.lexicon.segments import SegmentLexicon
from dragoman.records import Segment, Span

_LINE = re.compile(r"[^\n]*\S[^\n]*")
_WORD = re.compile(r"\w+")
_SHINGLE = 4
_REPEATED = 0.75
_HEADLINE_WORDS = 45
_LABEL_WORDS = 30
_LONG_WORD = 4


def split_segments(text: str, title: str | None, lexicon: SegmentLexicon) -> tuple[Segment, ...]:
    """Label every paragraph of ``text``; ``title`` (if known) helps to find the headline.

    A paragraph is a duplicate when at least three quarters of its four-word runs stand in one earlier
    paragraph; its ``of`` then names that paragraph. A dateline ("GENEVA (Agency) -") is a body segment of
    its own. Costs grow with the length of the text only.
    """
    out: list[Segment] = []
    seen: dict[tuple[str, ...], int] = {}
    for start, end in _paragraphs(text):
        paragraph = text[start:end]
        cut = lexicon.dateline(paragraph)
        if cut:
            out.append(Segment(start=start, end=start + len(paragraph[:cut].rstrip()), kind="body"))
            start, paragraph = start + cut, paragraph[cut:]
        words = [word.casefold() for word in _WORD.findall(paragraph)]
        runs = _runs(words)
        of = _repeats(runs, seen, len(words))
        row = lexicon.row_of(paragraph)
        kind = row.kind if row else None
        if row and row.below_caption and out and _is_label(text, out[-1]):
            out[-1] = replace(out[-1], kind="caption")
        if kind is None and not out and _is_headline(paragraph, title):
            out.append(Segment(start=start, end=end, kind="headline"))
        elif kind == "boilerplate":
            out.append(Segment(start=start, end=end, kind="boilerplate"))
        elif of is not None and not (kind == "caption" and out[of].kind != "caption"):
            out.append(Segment(start=start, end=end, kind="duplicate", of=of))
        else:
            out.append(Segment(start=start, end=end, kind=kind or "body"))
        for run in runs:
            seen.setdefault(run, len(out) - 1)
    return tuple(out)


def _paragraphs(text: str) -> Iterator[Span]:
    """Spans of paragraphs: blocks between blank lines, or lines where a block is not hard-wrapped."""
    position = 0
    for block in re.split(r"(\n[^\S\n]*(?:\n[^\S\n]*)+)", text):
        start, position = position, position + len(block)
        if not block.strip():
            continue
        lines = [(start + m.start(), start + m.end()) for m in _LINE.finditer(block)]
        if _hard_wrapped(text, lines):
            lines = [(lines[0][0], lines[-1][1])]
        for begin, stop in lines:
            stripped = text[begin:stop]
            begin += len(stripped) - len(stripped.lstrip())
            yield begin, begin + len(stripped.strip())


def _hard_wrapped(text: str, lines: list[Span]) -> bool:
    """Whether the lines of a block are one paragraph broken at a column.

    Evidence: most lines but the last are 40 to 100 characters long and end without a final stop.
    """
    if len(lines) < 2:
        return False
    inner = [text[s:e].rstrip() for s, e in lines[:-1]]
    broken = sum(40 <= len(line) <= 100 and line[-1] not in '.!?:"”' for line in inner)
    return broken > len(inner) / 2


def _runs(words: list[str]) -> list[tuple[str, ...]]:
    return [tuple(words[i : i + _SHINGLE]) for i in range(len(words) - _SHINGLE + 1)]


def _repeats(runs: list[tuple[str, ...]], seen: dict[tuple[str, ...], int], words: int) -> int | None:
    """The earlier segment that holds most of these runs, when it holds enough of them."""
    if words < 6:
        return None
    hits: dict[int, int] = {}
    for run in runs:
        if run in seen:
            hits[seen[run]] = hits.get(seen[run], 0) + 1
    if not hits:
        return None
    best = min(hits, key=lambda i: (-hits[i], i))
    return best if hits[best] >= _REPEATED * len(runs) else None


def _is_label(text: str, segment: Segment) -> bool:
    """Whether a body paragraph is short and no sentence, as captions are."""
    paragraph = text[segment.start : segment.end]
    return segment.kind == "body" and len(paragraph.split()) <= _LABEL_WORDS and not _is_closed(paragraph)


def _is_headline(paragraph: str, title: str | None) -> bool:
    """Whether the first paragraph is the headline: the known title, or short, without a final stop, and not
    about something else than the known title.
    """
    if title and paragraph.strip().casefold() == title.strip().casefold():
        return True
    if title and not _long_words(paragraph) & _long_words(title):
        return False
    return len(paragraph.split()) <= _HEADLINE_WORDS and not _is_closed(paragraph)


def _is_closed(paragraph: str) -> bool:
    return paragraph.rstrip("\"'”’) ").endswith((".", "!", ":", ";"))


def _long_words(text: str) -> set[str]:
    return {word.casefold() for word in _WORD.findall(text) if len(word) >= _LONG_WORD}
