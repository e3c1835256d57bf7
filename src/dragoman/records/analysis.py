"""What a parser says of a text: sentences and words in Universal Dependencies v2, with name tags.

This is the currency between ``parse`` and ``extract``: any engine that fills it can stand in for ours.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from dragoman.records.spans import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """One syntactic word.

    ``index`` is its place in the sentence from 0; ``head`` the index of its head, -1 at the root;
    ``start``/``end`` are positions in the report's text (the parts of a multi-word token such as
    "don't" split its characters); ``token`` numbers the surface token within the sentence, equal for
    the words of one multi-word token; ``feats`` is the UD string ("Mood=Ind|Tense=Past", "" if none);
    ``name`` is an IOB2 tag of PER, LOC, ORG, or "O".
    """

    index: int
    start: int
    end: int
    form: str
    lemma: str
    upos: str
    feats: str
    head: int
    deprel: str
    token: int
    name: str = "O"

    @property
    def relation(self) -> str:
        """The dependency relation without its subtype ("nsubj" of "nsubj:pass")."""
        return self.deprel.partition(":")[0]

    def feat(self, key: str) -> str | None:
        """The value of one feature, or None: ``word.feat("Tense") == "Past"``."""
        for part in self.feats.split("|"):
            name, _, value = part.partition("=")
            if name == key:
                return value
        return None


@dataclass(frozen=True, kw_only=True)
class Sentence:
    """A sentence: its span and its words. The words form one tree."""

    index: int
    start: int
    end: int
    words: tuple[Word, ...]

    @cached_property
    def children(self) -> tuple[tuple[int, ...], ...]:
        """For each word the indices of its dependents, in order."""
        below: list[list[int]] = [[] for _ in self.words]
        for word in self.words:
            if word.head >= 0:
                below[word.head].append(word.index)
        return tuple(tuple(ids) for ids in below)

    @cached_property
    def kin(self) -> tuple[tuple[tuple[Word, str, str], ...], ...]:
        """For each word its dependents with their relations, subtype and all, and without it."""
        rows = [(word, word.deprel, word.relation) for word in self.words]
        return tuple(tuple(rows[i] for i in ids) for ids in self.children)

    @cached_property
    def root(self) -> int:
        """The index of the root word; 0 when no word claims to be it."""
        return next((word.index for word in self.words if word.head < 0), 0)

    def dependents(self, index: int, *relations: str) -> Iterator[Word]:
        """Dependents of a word; with ``relations`` only those (subtype ignored unless it is given)."""
        for word, full, plain in self.kin[index]:
            if not relations or full in relations or plain in relations:
                yield word

    def subtree(self, index: int) -> tuple[int, ...]:
        """Indices of the word and all below it, in text order."""
        seen, stack = {index}, [index]
        while stack:
            for child in self.children[stack.pop()]:
                if child not in seen:
                    seen.add(child)
                    stack.append(child)
        return tuple(sorted(seen))

    def span_of(self, index: int) -> Span:
        """The span in the text that covers the subtree of a word."""
        ids = self.subtree(index)
        return self.words[ids[0]].start, max(self.words[i].end for i in ids)

    def word_at(self, position: int) -> Word | None:
        """The word that holds a text position, or None."""
        return next((w for w in self.words if w.start <= position < w.end), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidSpan:
    """One attribution as the model's head found it, before rules: spans in the report's text."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    score: float


@dataclass(frozen=True, kw_only=True)
class Analysis:
    """All sentences of a report in text order, and the attributions that the model's head proposes.

    ``factuality`` maps (sentence, word) to the model's number for a predicate, about -3 (did not
    happen) to 3 (happened); empty when the engine has no such head. ``eventive`` maps (sentence, word)
    of a noun to the probability that it names an event ("talks", "visit"), from 0 to 1. ``acts`` maps
    (sentence, word) of a verb or an event noun to what the model takes it for: event types and "none" with
    their probabilities, the likeliest first, the unlikely ones left out; None when the engine has no such
    head.
    """

    sentences: tuple[Sentence, ...]
    said: tuple[SaidSpan, ...] = ()
    factuality: dict[tuple[int, int], float] | None = None
    eventive: dict[tuple[int, int], float] | None = None
    acts: dict[tuple[int, int], tuple[tuple[str, float], ...]] | None = None

    def sentence_at(self, position: int) -> Sentence | None:
        """The sentence that holds a text position, or None (binary search)."""
        low, high = 0, len(self.sentences)
        while low < high:
            middle = (low + high) // 2
            if self.sentences[middle].end <= position:
                low = middle + 1
            else:
                high = middle
        if low < len(self.sentences) and self.sentences[low].start <= position:
            return self.sentences[low]
        return None
