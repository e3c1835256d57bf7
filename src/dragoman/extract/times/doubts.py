"""Doubtful finds in, those that the words around them and the parse bear out."""

from __future__ import annotations

import re
from collections.abc import Callable

from dragoman.extract.times.composed import Clock
from dragoman.extract.times.named import Calendar
from dragoman.extract.times.scan import Found
from dragoman.lexicon.times import TimeLexicon
from dragoman.records import Sentence, Word

BEFORE = re.compile(r"([^\W\d_]+|\d+)[\s'’\"“(\[-]*$")
AFTER = re.compile(r"^[\s)\]]*([^\W\d_]+|\d+)")
EARLIEST_PLAIN_YEAR = 1500


def borne_out(found: Found, text: str, offset: int, sentence: Sentence | None, lexicon: TimeLexicon) -> bool:
    """A find, its sentence's text (beginning at ``offset`` in the report) and parse in; whether it stands."""
    word = sentence.word_at(offset + found.start) if sentence is not None else None
    if word is not None and named_person(found, word):
        return False
    if not found.weak:
        return True
    before, after = neighbours(found, text)
    check = CHECKS.get(found.rule)
    return check(found, word, before, after, text, lexicon) if check else True


def neighbours(found: Found, text: str) -> tuple[str, str]:
    """The words before and after a find, "" where there is none."""
    before = BEFORE.search(text[max(0, found.start - 30) : found.start])
    after = AFTER.search(text[found.end : found.end + 30])
    return (before[1] if before else ""), (after[1] if after else "")


def named_person(found: Found, word: Word) -> bool:
    """Whether the parse takes a month or weekday for a person's name ("April Glass")."""
    return isinstance(found.node, Calendar) and found.node.year is None and word.name.endswith("PER")


def _month(found: Found, word: Word | None, before: str, after: str, text: str, lexicon: TimeLexicon) -> bool:
    """ "May" and "March" alone: a word of dates stands before, and the parse does not call it a verb."""
    if word is not None and word.upos in ("AUX", "VERB"):
        return False
    if before.lower() in lexicon.cues["date_before"]:
        return True
    return (
        word is not None and word.upos in ("PROPN", "NOUN") and word.relation in ("obl", "nmod", "compound")
    )


def _year(found: Found, word: Word | None, before: str, after: str, text: str, lexicon: TimeLexicon) -> bool:
    """Four digits: a year, unless they count the plural behind them, or are too low for a bare year."""
    cued = before.lower() in lexicon.cues["date_before"]
    number = int(text[found.start : found.end][-4:])
    if number < EARLIEST_PLAIN_YEAR:
        around = text[found.start - 1 : found.start] + text[found.end : found.end + 1]
        return cued or "(" in around or ")" in around
    if before.lower() in lexicon.cues["article"] or not after:
        return True
    plural = after.islower() and len(after) > 3 and after.endswith(tuple(lexicon.cues["plural_ending"]))
    counted = plural and text[found.end : found.end + 1] == " "
    return not counted or (cued and before.lower() not in lexicon.cues["rough"])


def _bare(found: Found, word: Word | None, before: str, after: str, text: str, lexicon: TimeLexicon) -> bool:
    """ "days", "years" without a number: a length only where a word around them measures."""
    if text[found.start : found.end].count(" "):
        return True
    if before.lower() in lexicon.cues["bare_before"]:
        return True
    return after.lower() in lexicon.cues["bare_after"] and (not before or before.islower())


def _clock(found: Found, word: Word | None, before: str, after: str, text: str, lexicon: TimeLexicon) -> bool:
    """Digits with a full stop are a time only with a.m., p.m. or a zone."""
    words = text[found.start : found.end]
    return ":" in words or not words.replace(".", "").isdigit() or isinstance(found.node, Clock) is False


Check = Callable[[Found, Word | None, str, str, str, TimeLexicon], bool]
CHECKS: dict[str, Check] = {
    "month-doubtful": _month, "year": _year, "bare-units": _bare, "clock-digits": _clock,
}  # fmt: skip
