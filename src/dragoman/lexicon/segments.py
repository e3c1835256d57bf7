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

    ``final_stop = false``: a paragraph that ends a sentence (. ! ?) is not taken.
    """

    id: str
    kind: Literal["caption", "boilerplate"]
    pattern: str
    examples: tuple[str, ...]
    must_not: tuple[str, ...] = ()
    max_words: int = 40
    final_stop: bool = True


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

    def kind_of(self, paragraph: str) -> Literal["caption", "boilerplate"] | None:
        """The kind of a paragraph by the first rule that matches, or None for ordinary text."""
        return next((rule.row.kind for rule in self.rules if rule.matches(paragraph)), None)


def load_segments(root: Path) -> SegmentLexicon:
    """The segment rules of a language folder; LexiconError names file, row and fault."""
    path = root / "en" / "segments.toml"
    rows = toml_rows(path, "segment", SegmentRow)
    require_unique(path, (row.id for row in rows))
    rules = []
    for row in rows:
        try:
            rules.append(SegmentRule(row, re.compile(row.pattern, re.IGNORECASE)))
        except re.error as fault:
            raise LexiconError(f"{path}: [[segment]] {row.id!r}: bad pattern: {fault}.") from fault
    return SegmentLexicon(tuple(rules))
