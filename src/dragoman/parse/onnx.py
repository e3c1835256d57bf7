"""The packaged engine: a text goes in, read window by window; an Analysis comes out."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from dragoman.parse.consistent import make_consistent
from dragoman.parse.model import Model, Scores, joined
from dragoman.parse.said import attributions
from dragoman.parse.tokens import Tokenizer, load_token_words, paragraphs
from dragoman.parse.trees import Tree
from dragoman.records import Analysis, SaidSpan, Segment, Sentence, Span, Word

WINDOW = 254
"""Pieces a window may hold, its two end marks apart; as in training."""
LONG_WINDOW = 508
"""The most that the encoder has positions for; used where a given sentence is longer than a window."""

CLOSING = frozenset(".!?…\"”’')]") | {"..."}
ACTING = frozenset({"VERB", "NOUN", "ADJ", "PROPN"})
"""Parts of speech that name acts."""
OPENING = frozenset("\"“‘'([")
GLUED = frozenset("\"”’')]»") | {"''", "’’"}
# Where the score of the sentence head means an end; set on the dev parts of EWT and GUM (training/README.md).
END = 0.0
END_MARKED = -1.2
END_SMALL = 1.5


@dataclass
class Stream:
    """The words of a text: positions, forms, the token and the paragraph each belongs to."""

    spans: list[Span] = field(default_factory=list)
    forms: list[str] = field(default_factory=list)
    token: list[int] = field(default_factory=list)
    paragraph: list[int] = field(default_factory=list)

    def breaks(self, low: int, high: int) -> list[bool]:
        """Whether a paragraph begins at each of the words."""
        return [i == 0 or self.paragraph[i] != self.paragraph[i - 1] for i in range(low, high)]


@dataclass
class Found:
    """What grows while a text is read."""

    sentences: list[Sentence] = field(default_factory=list)
    said: list[SaidSpan] = field(default_factory=list)
    factuality: dict[tuple[int, int], float] = field(default_factory=dict)
    eventive: dict[tuple[int, int], float] = field(default_factory=dict)
    acts: dict[tuple[int, int], tuple[tuple[str, float], ...]] = field(default_factory=dict)
    scores: list[Scores] | None = None
    """The scores of each sentence's words, where they are asked for."""


class OnnxEngine:
    """Sentences, syntax, names, attributions and factuality from one small encoder.

    Every window is read alone (no padding, no neighbours in a batch), so the same text always gives the same
    answer. Memory grows only with the words of the text.
    """

    name = "onnx"

    def __init__(self, weights: Path, threads: int = 1) -> None:
        self._model = Model(weights, threads)
        self._tokenizer = Tokenizer(load_token_words())
        self.fingerprint = self._model.fingerprint
        self.weights = weights

    @property
    def model(self) -> Model:
        """The network with its labels and arrays."""
        return self._model

    def analyse(self, text: str, segments: Sequence[Segment], ref: str = "") -> Analysis:
        """Reads a text; see ``Engine.analyse``."""
        return self._read(text, segments, Found())

    def analyse_scored(self, text: str, segments: Sequence[Segment]) -> tuple[Analysis, tuple[Scores, ...]]:
        """The same with the scores of each sentence's words, for heads that ``Analysis`` has no field for."""
        scores: list[Scores] = []
        analysis = self._read(text, segments, Found(scores=scores))
        return analysis, tuple(scores)

    def _read(self, text: str, segments: Sequence[Segment], found: Found) -> Analysis:
        stream = self._stream(text, segments)
        for start, scores, ends in self._windows(stream):
            self._take(text, stream, start, scores, ends, found)
        found.said.sort(key=lambda one: min((*one.cue, *one.source, *one.content)))
        return Analysis(
            sentences=tuple(found.sentences),
            said=tuple(found.said),
            factuality=found.factuality,
            eventive=found.eventive,
            acts=found.acts if self._model.labels.event else None,
        )

    def analyse_words(
        self, sentences: Sequence[Sequence[str]], breaks: Sequence[bool]
    ) -> tuple[Sentence, ...]:
        """Annotates given words; see ``Engine.analyse_words``."""
        out: list[Sentence] = []
        at = 0
        for forms, scores in self._given(sentences, breaks):
            spans = []
            for form in forms:
                spans.append((at, at + len(form)))
                at += len(form) + 1
            words = self._annotate(forms, spans, list(range(len(forms))), scores)
            out.append(Sentence(index=len(out), start=spans[0][0], end=spans[-1][1], words=words))
        return tuple(out)

    def scores_of(self, sentences: Sequence[Sequence[str]], breaks: Sequence[bool]) -> Iterator[Scores]:
        """The bare scores of given sentences, for evaluation."""
        for _, scores in self._given(sentences, breaks):
            yield scores

    def _stream(self, text: str, segments: Sequence[Segment]) -> Stream:
        stream = Stream()
        count = 0
        for number, (low, high) in enumerate(paragraphs(text, segments)):
            for token in self._tokenizer.tokens(text, low, high):
                for start, end in token.words:
                    stream.spans.append((start, end))
                    stream.forms.append(text[start:end])
                    stream.token.append(count)
                    stream.paragraph.append(number)
                count += 1
        return stream

    def _windows(self, stream: Stream) -> Iterator[tuple[int, Scores, list[int]]]:
        """Windows as (first word, scores, ends of the sentences in it, counted from the first word).

        Whole paragraphs are packed while they fit. A window that breaks off within a paragraph gives up its
        last, unfinished sentence, with which the next window begins.
        """
        start, total = 0, len(stream.forms)
        while start < total:
            high = self._reach(stream, start)
            breaks = stream.breaks(start, high)
            scores = self._model.read(stream.forms[start:high], breaks)
            size = high - start
            forms = stream.forms[start:high]
            stops = [i + 1 for i in range(size - 1) if breaks[i + 1] or ends(float(scores.end[i]), forms, i)]
            stops = _behind_marks(stops, stream, start, breaks)
            whole = high == total or stream.paragraph[high] != stream.paragraph[high - 1]
            if whole or not stops:
                stops.append(size)
            stops = _outside_tokens(stops, stream.token[start:high], size)
            yield start, scores.rows(0, stops[-1]), stops
            start += stops[-1]

    def _reach(self, stream: Stream, start: int) -> int:
        """Where the window that begins at a word ends: at a paragraph's end if that fills it by half."""
        size, high, good = 0, start, 0
        total = len(stream.forms)
        while high < total:
            costs = self._model.cost(stream.forms[high : high + 64])
            for cost in costs:
                begins = high > start and stream.paragraph[high] != stream.paragraph[high - 1]
                if begins and size >= WINDOW // 2:
                    good = high
                size += cost + int(begins)
                if size > WINDOW:
                    return good or max(high, start + 1)
                high += 1
        return high

    def _take(
        self, text: str, stream: Stream, start: int, scores: Scores, ends: list[int], found: Found
    ) -> None:
        """Adds the sentences and attributions of one window."""
        low = 0
        for high in ends:
            part = scores.rows(low, high)
            if found.scores is not None:
                found.scores.append(part)
            spans = stream.spans[start + low : start + high]
            forms = stream.forms[start + low : start + high]
            first = stream.token[start + low]
            tokens = [t - first for t in stream.token[start + low : start + high]]
            words = self._annotate(forms, spans, tokens, part)
            number = len(found.sentences)
            found.sentences.append(Sentence(index=number, start=spans[0][0], end=spans[-1][1], words=words))
            for word in words:
                if _is_predicate(word, words):
                    found.factuality[number, word.index] = round(float(part.factual[word.index]), 3)
                if word.upos == "NOUN":
                    chance = _sigmoid(float(part.eventive[word.index]))
                    found.eventive[number, word.index] = round(chance, 3)
            places = [w.index for w in words if w.upos in ACTING]
            for place, likely in zip(places, self._model.acts(part, places), strict=False):
                found.acts[number, place] = likely
            low = high
        high = start + ends[-1]
        path = self._model.said(scores, stream.breaks(start, high))
        spans = stream.spans[start:high]
        found.said += attributions(scores, path, self._model.labels.said, spans)

    def _given(
        self, sentences: Sequence[Sequence[str]], breaks: Sequence[bool]
    ) -> Iterator[tuple[Sequence[str], Scores]]:
        """Scores of given sentences, several to a window; one too long for a window is read in stretches."""
        pack: list[int] = []
        size = 0
        for number, forms in enumerate(sentences):
            cost = sum(self._model.cost(list(forms))) + 1
            if pack and size + cost > WINDOW:
                yield from self._packed(sentences, breaks, pack)
                pack, size = [], 0
            pack.append(number)
            size += cost
        if pack:
            yield from self._packed(sentences, breaks, pack)

    def _packed(
        self, sentences: Sequence[Sequence[str]], breaks: Sequence[bool], pack: list[int]
    ) -> Iterator[tuple[Sequence[str], Scores]]:
        forms = [form for number in pack for form in sentences[number]]
        starts = [i == 0 and breaks[number] for number in pack for i in range(len(sentences[number]))]
        parts, low, size = [], 0, 0
        for high, cost in enumerate(self._model.cost(forms)):
            if size + cost + int(starts[high]) > LONG_WINDOW:
                parts.append(self._model.read(forms[low:high], starts[low:high]))
                low, size = high, 0
            size += cost + int(starts[high])
        parts.append(self._model.read(forms[low:], starts[low:]))
        scores = joined(parts)
        at = 0
        for number in pack:
            count = len(sentences[number])
            yield sentences[number], scores.rows(at, at + count)
            at += count

    def _annotate(
        self, forms: Sequence[str], spans: Sequence[Span], tokens: Sequence[int], scores: Scores
    ) -> tuple[Word, ...]:
        heads, relations = self._model.tree(scores)
        names = self._model.names(scores)
        marks = self._model.forms_of(scores)
        tree = Tree(heads.tolist(), list(relations), marks, forms, names)
        make_consistent(tree)
        words = []
        for i, form in enumerate(forms):
            upos, feats = marks[i]
            words.append(
                Word(
                    index=i,
                    start=spans[i][0],
                    end=spans[i][1],
                    form=form,
                    lemma=self._model.lemmas.of(
                        form, upos, scores.lemma_ids[i].tolist(), scores.lemma[i].tolist()
                    ),
                    upos=upos,
                    feats="" if feats == "_" else feats,
                    head=tree.heads[i],
                    deprel=tree.relations[i],
                    token=tokens[i],
                    name=names[i],
                )
            )
        return tuple(words)


def ends(score: float, forms: Sequence[str], place: int) -> bool:
    """Whether a sentence ends with a word; a final mark before a large letter or a quote speaks for it, small
    letters behind a word without a mark speak against it.

    Behind a comma and a closing quote it goes on in small letters: "It costs billions," further saying ...
    """
    small = forms[place + 1][0].islower()
    if small and place and forms[place - 1] == "," and forms[place] in CLOSING:
        return False
    marked = forms[place] in CLOSING and (forms[place + 1][0].isupper() or forms[place + 1] in OPENING)
    unmarked = small and forms[place][-1].isalpha()
    return score > (END_MARKED if marked else END_SMALL if unmarked else END)


def _behind_marks(stops: list[int], stream: Stream, start: int, breaks: list[bool]) -> list[int]:
    """Sentence ends moved behind closing marks glued to the last word, and before opening marks."""
    moved: list[int] = []
    spans = stream.spans[start : start + len(breaks)]
    for stop in stops:
        if stop > 1 and stop < len(breaks) and stream.forms[start + stop - 1] in OPENING:
            before, mark, after = spans[stop - 2 : stop + 1]
            stop -= mark[1] == after[0] and before[1] < mark[0]
        while (
            stop < len(breaks)
            and not breaks[stop]
            and stream.forms[start + stop] in GLUED
            and stream.spans[start + stop][0] == stream.spans[start + stop - 1][1]
        ):
            stop += 1
        if stop < len(breaks) and (not moved or stop > moved[-1]):
            moved.append(stop)
    return moved


def _outside_tokens(stops: list[int], tokens: list[int], size: int) -> list[int]:
    """Sentence ends moved behind the multi-word token they fall into."""
    moved: list[int] = []
    for stop in stops:
        while stop < size and tokens[stop] == tokens[stop - 1]:
            stop += 1
        if not moved or stop > moved[-1]:
            moved.append(stop)
    return moved


def _is_predicate(word: Word, words: Sequence[Word]) -> bool:
    """Verbs, and whatever has a subject or a copula of its own."""
    if word.upos == "VERB":
        return True
    return any(w.head == word.index and (w.relation in ("cop", "nsubj", "csubj")) for w in words)


def _sigmoid(value: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, value))))
