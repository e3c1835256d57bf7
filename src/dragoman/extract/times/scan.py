"""A sentence's text and the rules in, the expressions found out: where, which rule, what they mean.

Base rules run on the text; join rules on the text with each time masked by two characters, again and
again until nothing new is found. A rule is tried only where a word of its lists stands.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from dragoman.extract.times.joining import JOINERS
from dragoman.extract.times.makers import MAKERS
from dragoman.extract.times.named import Node
from dragoman.extract.times.parts import Parts
from dragoman.lexicon.times import MASKS, TimeLexicon, TimeRule
from dragoman.records import Span, overlaps

FIRST_SLOT = 0xE100
LAST_SLOT = 0xF8FF
PRIVATE = dict.fromkeys(range(57344, LAST_SLOT + 1), " ")
HELD = {char: kind for kind, char in MASKS.items()}
ROUNDS = 4
# As many digits as a year has open the rules that need one.
YEAR = 4
WORD = re.compile(r"[^\W\d_]+|\d+")


@dataclass(frozen=True, slots=True)
class Found:
    """One expression in a text: its place, the rule that found it and what it means."""

    start: int
    end: int
    rule: str
    node: Node
    weak: bool = False
    order: int = 0

    @property
    def span(self) -> Span:
        """Start and end."""
        return self.start, self.end


def openings(text: str, lexicon: TimeLexicon) -> frozenset[str]:
    """A text in, the word lists of which a telling word stands in it out ("digit" for any number, "year" for
    four digits)."""
    out: set[str] = set()
    index = lexicon.index
    for word in WORD.findall(text):
        if word[0].isdigit():
            out.add("digit")
            if len(word) >= YEAR:
                out.add("year")
        else:
            found = index.get(word.lower())
            if found:
                out |= found
    return frozenset(out)


def scan(text: str, opened: Collection[str], lexicon: TimeLexicon) -> list[Found]:
    """The text of one sentence and the lists with words in it in; its time expressions out in order, with
    doubtful ones marked weak."""
    text = text.translate(PRIVATE) if not text.isascii() else text
    if not opened:
        return []
    found: list[Found] = []
    for rule in lexicon.base:
        if not rule.needs or not rule.needs.isdisjoint(opened):
            found += matches(rule, text, lexicon)
    if not found:
        return []
    guards = (rule for rule in lexicon.guards if not rule.needs.isdisjoint(opened))
    blocked = [m.span() for rule in guards for m in rule.regex.finditer(text)]
    return longest([f for f in found if not any(overlaps(f.span, b) for b in blocked)])


def matches(rule: TimeRule, text: str, lexicon: TimeLexicon) -> Iterable[Found]:
    """Everything that one base rule finds in a text."""
    for match in rule.regex.finditer(text):
        node = MAKERS[rule.make](Parts(rule, match.groupdict(), {}, lexicon))
        if node is not None:
            start, end = match.span("span") if "span" in rule.regex.groupindex else match.span()
            yield Found(start, end, rule.id, node, rule.weak, rule.order)


def longest(found: Sequence[Found]) -> list[Found]:
    """Overlapping finds in; the longest of them out, the rule that stands first where they are equal."""
    kept: list[Found] = []
    for one in sorted(found, key=lambda f: (f.start - f.end, f.order, f.start)):
        at = bisect_left(kept, one.end, key=lambda f: f.start)
        # Those kept do not overlap each other, so that only the nearest one before the end can be in the way.
        if at == 0 or kept[at - 1].end <= one.start:
            kept.insert(at, one)
    return kept


def join(text: str, opened: Collection[str], found: list[Found], lexicon: TimeLexicon) -> list[Found]:
    """The times of a sentence in, times made of times out, until no join rule finds more."""
    rules = [rule for rule in lexicon.joins if not rule.needs or not rule.needs.isdisjoint(opened)]
    for _ in range(ROUNDS):
        made = join_once(text, found, rules, lexicon)
        if not made:
            break
        found = sorted([f for f in found if not any(overlaps(f.span, m.span) for m in made)] + made,
                       key=lambda f: f.start)  # fmt: skip
    return found


def join_once(text: str, found: list[Found], rules: Sequence[TimeRule], lexicon: TimeLexicon) -> list[Found]:
    """One round of the join rules."""
    held = [f for f in found if f.node.kind in MASKS][: LAST_SLOT - FIRST_SLOT]
    if not held:
        return []
    masked, places = mask(text.translate(PRIVATE), held)
    made: list[Found] = []
    kinds = {f.node.kind for f in held}
    for rule in rules:
        if rule.kinds.isdisjoint(kinds):
            continue
        for match in rule.regex.finditer(masked):
            parts = held_parts(rule, match, held, lexicon)
            node = JOINERS[rule.make](parts)
            if node is None:
                continue
            start, end = match.span("span") if "span" in rule.regex.groupindex else match.span()
            made.append(Found(places[start], places[end], rule.id, node, order=rule.order))
    return longest(made)


def mask(text: str, held: Sequence[Found]) -> tuple[str, list[int]]:
    """A text and the times in it; each time becomes two characters. Also the text's place of every
    character."""
    pieces: list[str] = []
    places: list[int] = []
    at = 0
    for number, one in enumerate(held):
        pieces += [text[at : one.start], MASKS[one.node.kind], chr(FIRST_SLOT + number)]
        places += [*range(at, one.start), one.start, one.start]
        at = one.end
    pieces.append(text[at:])
    places += range(at, len(text) + 1)
    return "".join(pieces), places


def held_parts(rule: TimeRule, match: re.Match[str], held: Sequence[Found], lexicon: TimeLexicon) -> Parts:
    """A match on masked text in; its words and the meanings behind its masks out."""
    texts = match.groupdict()
    inner = {
        name: held[ord(texts[name] or "") - FIRST_SLOT].node
        for name, kind in rule.groups.items()
        if kind in MASKS and texts.get(name)
    }
    return Parts(rule, texts, inner, lexicon)
