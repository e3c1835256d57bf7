"""Dictionary forms made sure of: a sentence and known words in, the sentence with mended lemmas out.

A parser's lemma of a word it has not seen may be no word ("accus"). Where the lemma is unknown and a regular
inflection leads from the form to a known word of the lexicon, that word is the lemma.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import replace

from dragoman.records import Sentence, Word

OPEN = frozenset({"VERB", "NOUN", "ADJ", "PROPN"})
ENDINGS: dict[str, tuple[tuple[str, str], ...]] = {
    "VERB": (("ied", "y"), ("ies", "y"), ("ed", "e"), ("ed", ""), ("ing", "e"), ("ing", ""), ("es", "e"),
             ("es", ""), ("s", ""), ("d", "")),
    "NOUN": (("ies", "y"), ("men", "man"), ("ves", "fe"), ("es", "e"), ("es", ""), ("s", "")),
}  # fmt: skip


def mend(sentence: Sentence, known: Container[str]) -> Sentence:
    """The sentence with the lemma of a known word in place of one that is no word the lexicon knows."""
    words = tuple(_mended(word, known) for word in sentence.words)
    return sentence if words == sentence.words else replace(sentence, words=words)


def _mended(word: Word, known: Container[str]) -> Word:
    if word.upos not in OPEN or word.lemma.lower() in known:
        return word
    form = word.form.lower()
    kind = "NOUN" if word.upos in ("NOUN", "PROPN") else "VERB"
    found = next((base for base in _bases(form, kind) if base in known), None)
    return word if found is None else replace(word, lemma=found)


def _bases(form: str, kind: str) -> Iterator[str]:
    """Words that a form may be a regular inflection of, the form itself first."""
    yield form
    for ending, back in ENDINGS[kind]:
        if not form.endswith(ending) or len(form) < len(ending) + 2:
            continue
        stem = form[: -len(ending)]
        yield stem + back
        if back == "" and stem[-1:] == stem[-2:-1]:
            yield stem[:-1]
