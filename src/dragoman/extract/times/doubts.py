"""Doubtful finds in, those that the words around them and the parse bear out."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from dragoman.extract.times.composed import Clock
from dragoman.extract.times.named import Calendar
from dragoman.extract.times.scan import Found
from dragoman.lexicon.times import TimeLexicon
from dragoman.records import Sentence, Word

BEFORE = re.compile(r"([^\W\d_]+|\d+)[\s'’\"“(\[-]*$")
AFTER = re.compile(r"^[\s)\]]*([^\W\d_]+|\d+)")
EARLIEST_PLAIN_YEAR = 1500
# What a bare plural of a unit is to its verb when it is a length: "endured weeks of talks", "waited hours".
LENGTHS = frozenset({"obj", "obl"})
# What says which days or years are meant, so that they are no length.
TOLD_BY = ("det", "amod", "nummod", "compound", "acl", "case", "nmod:poss")


@dataclass(frozen=True, slots=True)
class Doubt:
    """A find, its text and parse, the word it stands on, and the words before and after it ("" for none)."""

    found: Found
    text: str
    sentence: Sentence | None
    word: Word | None
    before: str
    after: str
    lexicon: TimeLexicon

    @property
    def words(self) -> str:
        """The expression itself."""
        return self.text[self.found.start : self.found.end]

    def follows(self, cue: str) -> bool:
        """Whether the word before is one of a cue's."""
        return self.before.lower() in self.lexicon.cues[cue]


def borne_out(found: Found, text: str, offset: int, sentence: Sentence | None, lexicon: TimeLexicon) -> bool:
    """A find, its sentence's text (beginning at ``offset`` in the report) and parse in; whether it stands."""
    word = sentence.word_at(offset + found.start) if sentence is not None else None
    if word is not None and named_person(found, word):
        return False
    check = CHECKS.get(found.rule) if found.weak else None
    if check is None:
        return True
    before = BEFORE.search(text[max(0, found.start - 30) : found.start])
    after = AFTER.search(text[found.end : found.end + 30])
    return check(
        Doubt(found, text, sentence, word, before[1] if before else "", after[1] if after else "", lexicon)
    )


def named_person(found: Found, word: Word) -> bool:
    """Whether the parse takes a month or weekday for a person's name ("April Glass")."""
    return isinstance(found.node, Calendar) and found.node.year is None and word.name.endswith("PER")


def is_month(doubt: Doubt) -> bool:
    """ "May" and "March" alone: a word of dates stands before, and the parse does not call it a verb."""
    word = doubt.word
    if word is not None and word.upos in ("AUX", "VERB"):
        return False
    if doubt.follows("date_before"):
        return True
    return (
        word is not None and word.upos in ("PROPN", "NOUN") and word.relation in ("obl", "nmod", "compound")
    )


def is_year(doubt: Doubt) -> bool:
    """Four digits: a year, unless they are a round number that counts the plural behind it, or too low for a
    bare year."""
    number = int(doubt.words[-4:])
    text, found, after = doubt.text, doubt.found, doubt.after
    if number < EARLIEST_PLAIN_YEAR:
        around = text[found.start - 1 : found.start] + text[found.end : found.end + 1]
        return doubt.follows("date_before") or "(" in around or ")" in around
    if doubt.follows("article") or not after or number % 10:
        return True
    plural = after.islower() and len(after) > 3 and after.endswith(tuple(doubt.lexicon.cues["plural_ending"]))
    counted = plural and text[found.end : found.end + 1] == " "
    return not counted or (doubt.follows("date_before") and not doubt.follows("rough"))


def is_length(doubt: Doubt) -> bool:
    """ "days", "years" without a number: a length only where a word around them measures, or where a verb
    takes them without a word that says which."""
    if " " in doubt.words or doubt.follows("bare_before"):
        return True
    word, sentence = doubt.word, doubt.sentence
    taken = word is not None and sentence is not None and word.relation in LENGTHS
    if word and sentence and taken and not any(sentence.dependents(word.index, *TOLD_BY)):
        return True
    after = doubt.after.lower() in doubt.lexicon.cues["bare_after"]
    return after and (not doubt.before or doubt.before.islower())


def is_clock(doubt: Doubt) -> bool:
    """Digits with a full stop are a time only with a.m., p.m. or a zone."""
    words = doubt.words
    return ":" in words or not words.replace(".", "").isdigit() or not isinstance(doubt.found.node, Clock)


CHECKS: dict[str, Callable[[Doubt], bool]] = {
    "month-doubtful": is_month, "year": is_year, "bare-units": is_length, "clock-digits": is_clock,
}  # fmt: skip
