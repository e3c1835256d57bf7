"""Lemmas of English verbs and nouns go in; their regular forms come out, by the rules of spelling."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

Ending = Literal["s", "ed", "ing"]

VOWELS = frozenset("aeiou")
SIBILANTS = ("s", "x", "z", "ch", "sh")
DOUBLING = re.compile(r"[^aeiou]*[aeiou][^aeiouwxy]|.+(?:[^f]fer|mit|pel|bel|cur)")
"""Verbs that double their last letter: of one syllable with a short vowel, or with the stress on the last."""
CLOSED = re.compile(r".*(?:[^aeiou][aeiou]|ui)[^aeiouwxy]")
"""Verbs that may: with a last consonant behind one vowel, or behind "ui"."""


def regular_forms(lemma: str, upos: str) -> Iterator[str]:
    """The forms of a verb (-s, -ed, -ing) or a noun (-s); ``lemma`` has three small letters or more.

    Verbs of several syllables have both spellings of a last consonant ("travelled", "traveled").
    """
    yield regular_form(lemma, "s")
    if lemma[-1] == "o":
        yield lemma + "es"
    if upos == "VERB":
        closed = CLOSED.fullmatch(lemma) is not None
        if closed:
            yield from (regular_form(lemma, "ed", True), regular_form(lemma, "ing", True))
        if not closed or sum(letter in VOWELS for letter in lemma) > 1:
            yield from (regular_form(lemma, "ed", False), regular_form(lemma, "ing", False))


def regular_form(lemma: str, ending: Ending, doubled: bool | None = None) -> str:
    """One form; ``doubled``: whether the last letter of a verb is doubled (None: as is usual)."""
    falls = lemma[-1] == "y" and lemma[-2:-1] not in VOWELS
    if ending == "s":
        return lemma[:-1] + "ies" if falls else lemma + ("es" if lemma.endswith(SIBILANTS) else "s")
    if lemma[-1] == "e":
        if ending == "ed":
            return lemma + "d"
        kept = lemma[-2] in "eoy"
        return (lemma if kept else lemma[:-2] + "y" if lemma[-2] == "i" else lemma[:-1]) + "ing"
    if DOUBLING.fullmatch(lemma) if doubled is None else doubled:
        lemma += lemma[-1]
    return lemma[:-1] + "ied" if falls and ending == "ed" else lemma + ending
