"""Quotations and who speaks in them: for "I" and "we", and for pronouns that cannot mean the speaker."""

from __future__ import annotations

import re
from bisect import bisect_right

from dragoman.lexicon.cast import CastWords
from dragoman.records import Analysis, Sentence, Span

_OPENING = "“„«"
_CLOSING = "”»"
_PARAGRAPH = re.compile(r"\n\s*\n|\n")
_SURE = 0.5


def quotations(text: str) -> tuple[Span, ...]:
    """The spans between quotation marks; a mark left open runs to the paragraph's end."""
    out: list[Span] = []
    start = 0
    for stop in [*(m.start() for m in _PARAGRAPH.finditer(text)), len(text)]:
        _quoted(text, start, stop, out)
        start = stop
    return tuple(out)


def _quoted(text: str, start: int, stop: int, out: list[Span]) -> None:
    opened = -1
    for at in range(start, stop):
        mark = text[at]
        if mark == '"' or (mark == "‘" and opened < 0) or mark in _OPENING:
            if opened < 0:
                opened = at + 1
            elif mark == '"':
                out.append((opened, at))
                opened = -1
        elif (mark in _CLOSING and opened >= 0) or (
            mark == "’" and opened >= 0 and text[opened - 1] == "‘" and not text[at + 1 : at + 2].isalnum()
        ):
            out.append((opened, at))
            opened = -1
    if opened >= 0:
        out.append((opened, stop))


class Speech:
    """Finds, for a word in a quotation, the word that heads its speaker."""

    def __init__(self, text: str, analysis: Analysis, words: CastWords) -> None:
        self._analysis = analysis
        self._words = words
        self._quotes = quotations(text)
        self._starts = [start for start, _ in self._quotes]

    def quote_at(self, position: int) -> Span | None:
        """The quotation that holds a text position, or None."""
        at = bisect_right(self._starts, position) - 1
        if at >= 0 and self._quotes[at][0] <= position < self._quotes[at][1]:
            return self._quotes[at]
        return None

    def speaker_at(self, position: int) -> tuple[int, int] | None:
        """(sentence, word) of the noun or pronoun whose words hold the position, or None."""
        quote = self.quote_at(position)
        found = self._by_syntax(quote) if quote else None
        return found if found is not None else self._by_model(position)

    def _by_model(self, position: int) -> tuple[int, int] | None:
        """The source of the smallest content span of the model's attributions that holds the position."""
        best: tuple[int, Span] | None = None
        for said in self._analysis.said:
            for start, end in said.content if said.score >= _SURE else ():
                if start <= position < end and said.source and (best is None or end - start < best[0]):
                    best = end - start, said.source[0]
        if best is None:
            return None
        sentence = self._analysis.sentence_at(best[1][0])
        return (sentence.index, _head_in(sentence, best[1])) if sentence else None

    def _by_syntax(self, quote: Span) -> tuple[int, int] | None:
        """The subject of a verb of saying beside the quotation, in its first or last sentence or before."""
        first = self._analysis.sentence_at(quote[0])
        last = self._analysis.sentence_at(max(quote[0], quote[1] - 2))
        for sentence in dict.fromkeys(s.index for s in (first, last) if s):
            found = self._said_in(self._analysis.sentences[sentence], quote)
            if found:
                return found
        following = self._analysis.sentence_at(quote[1] + 1)
        if following and last and following.index != last.index and following.start - quote[1] < 3:
            return self._said_in(following, quote)
        if first and first.start + 1 < quote[0]:
            return self._introduced(first, quote)
        if first and first.index > 0:
            return self._carried(first, quote)
        return None

    def _introduced(self, sentence: Sentence, quote: Span) -> tuple[int, int] | None:
        """The main subject of the sentence that a quotation stands in, when no verb of saying tells more."""
        for child in sentence.dependents(sentence.root, "nsubj"):
            if child.end <= quote[0]:
                return sentence.index, child.index
        return None

    def _carried(self, first: Sentence, quote: Span) -> tuple[int, int] | None:
        """The speaker of the sentence before, when it holds a quotation too and this one names none."""
        before = self._analysis.sentences[first.index - 1]
        inside = next((q for q in self._quotes if before.start <= q[0] < before.end), None)
        return self._said_in(before, inside) if inside else None

    def _said_in(self, sentence: Sentence, quote: Span) -> tuple[int, int] | None:
        for word in sentence.words:
            if quote[0] <= word.start < quote[1] or not self._words.has("say", word.lemma.lower()):
                continue
            for child in sentence.dependents(word.index, "nsubj"):
                if not quote[0] <= child.start < quote[1]:
                    return sentence.index, child.index
            turned = sentence.words[word.index + 1] if word.index + 1 < len(sentence.words) else None
            if turned is not None and turned.upos == "PROPN" and not quote[0] <= turned.start < quote[1]:
                return sentence.index, turned.index
        return None


def _head_in(sentence: Sentence, span: Span) -> int:
    """The word of a span whose head lies outside it."""
    inside = [w for w in sentence.words if span[0] <= w.start < span[1]]
    for word in inside:
        if word.upos != "PUNCT" and (word.head < 0 or not any(v.index == word.head for v in inside)):
            return word.index
    return inside[0].index if inside else 0
