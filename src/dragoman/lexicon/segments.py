"""Segment rules: which paragraphs are captions or boilerplate (data/<language>/segments.toml)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import msgspec

from dragoman.lexicon.tables import require_unique, toml_rows
from dragoman.records import LexiconError


class SegmentRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One row of segments.toml. ``max_words``: longer paragraphs never match.

    ``final_stop = false``: a paragraph that ends a sentence (. ! ?) is not taken. ``below_caption``: a short
    paragraph right above it that is no sentence is a caption.
    """

    id: str
    kind: Literal["caption", "boilerplate"]
    pattern: str
    examples: tuple[str, ...]
    must_not: tuple[str, ...] = ()
    max_words: int = 40
    final_stop: bool = True
    below_caption: bool = False


class DatelineRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One row ``[[dateline]]``: what stands before a paragraph's first sentence ("GENEVA (Agency) - ")."""

    id: str
    pattern: str
    examples: tuple[str, ...]
    must_not: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SegmentRule:
    """A row with its pattern compiled."""

    row: SegmentRow
    pattern: re.Pattern[str]

    def matches(self, paragraph: str) -> bool:
        """Whether the paragraph is of this rule's kind."""
        if len(paragraph) > 40 * self.row.max_words or len(paragraph.split()) > self.row.max_words:
            return False
        if not self.row.final_stop and paragraph.rstrip("\"'”’) ").endswith((".", "!", "?")):
            return False
        return self.pattern.search(paragraph) is not None


@dataclass(frozen=True, slots=True)
class SegmentLexicon:
    """All segment rules in file order; the first that matches decides."""

    rules: tuple[SegmentRule, ...]
    datelines: tuple[tuple[DatelineRow, re.Pattern[str]], ...] = ()

    def row_of(self, paragraph: str) -> SegmentRow | None:
        """The first row that matches a paragraph, or None for ordinary text."""
        return next((rule.row for rule in self.rules if rule.matches(paragraph)), None)

    def dateline(self, paragraph: str) -> int:
        """How many characters of a paragraph are its dateline, the white space behind it included."""
        for _, pattern in self.datelines:
            if match := pattern.match(paragraph):
                return match.end()
        return 0


def load_segments(root: Path) -> SegmentLexicon:
    """The segment rules of a language folder; LexiconError names file, row and fault."""
    path = root / "en" / "segments.toml"
    rows = toml_rows(path, "segment", SegmentRow)
    datelines = toml_rows(path, "dateline", DatelineRow)
    require_unique(path, [*(row.id for row in rows), *(row.id for row in datelines)])
    return SegmentLexicon(
        tuple(SegmentRule(row, _compiled(path, row, re.IGNORECASE)) for row in rows),
        tuple((row, _compiled(path, row)) for row in datelines),
    )


def _compiled(path: Path, row: SegmentRow | DatelineRow, flags: int = 0) -> re.Pattern[str]:
    try:
        return re.compile(row.pattern, flags)
    except re.error as fault:
        raise LexiconError(f"{path}: {row.id!r}: bad pattern: {fault}.") from fault
