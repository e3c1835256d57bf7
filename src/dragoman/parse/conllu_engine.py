"""Ready parses (CoNLL-U) stand in for our parser: a text goes in, its parse comes out."""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from dragoman.parse.beyond import Beyond, Place, read_beyond
from dragoman.parse.conllu import Block, read_blocks
from dragoman.parse.conllu_index import Index, squeeze
from dragoman.parse.conllu_index import Place as FilePlace
from dragoman.parse.labels import load_labels
from dragoman.parse.trees import cut, iob, is_tree
from dragoman.records import Analysis, ReportError, Segment, Sentence, Span, UsageError, Word

NEXT = "Parse the report anew, or read it with another --engine."


@dataclass(frozen=True, slots=True)
class Squeezed:
    """A text without white space, and the place of each of its characters in the text."""

    text: str
    places: list[int]

    @classmethod
    def of(cls, text: str) -> Squeezed:
        """The squeezed text."""
        places = [i for i, sign in enumerate(text) if not sign.isspace()]
        return cls("".join(text[i] for i in places), places)

    def find(self, part: str, start: int) -> int:
        """Where a part stands: at ``start``, or behind it between words; -1: nowhere."""
        at = self.text.find(part, start)
        while at > start and not (self._apart(at) and self._apart(at + len(part))):
            at = self.text.find(part, at + 1)
        return at

    def _apart(self, at: int) -> bool:
        """Whether a word may begin or end there: not within a run of letters."""
        if at in (0, len(self.text)):
            return True
        glued = self.places[at - 1] + 1 == self.places[at]
        return not (glued and self.text[at - 1].isalnum() and self.text[at].isalnum())


class ConlluEngine:
    """Looks the parse of each report up in a CoNLL-U file or in a folder of them.

    A document is a report's when its ``# newdoc id`` is the report's ref (or the ref's file name, or the
    SHA-256 of the text), else when its sentences stand in the report's text one behind the other. White space
    does not count; what stands between the sentences is taken as not parsed.
    """

    name = "conllu"

    def __init__(self, path: Path) -> None:
        self._path = path
        self._index = Index(path)
        self._names = load_labels().names
        self.fingerprint = self._index.fingerprint

    def analyse(self, text: str, segments: Sequence[Segment], ref: str = "") -> Analysis:
        """Finds a text's parse; see ``Engine.analyse``. ReportError when there is none, or a wrong one."""
        squeezed = Squeezed.of(text)
        if not squeezed.text:
            return Analysis(sentences=())
        identity = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
        fault: ReportError | None = None
        for place in itertools.chain(self._index.named(ref), self._index.named(identity)):
            try:
                return self._aligned(place, text, squeezed, segments)
            except ReportError as wrong:
                fault = fault or wrong
        if fault:
            raise fault
        others = itertools.chain(self._index.alike(ref), self._index.beginning(squeezed.text))
        for place in dict.fromkeys(others):
            try:
                return self._aligned(place, text, squeezed, segments)
            except ReportError:
                continue
        raise ReportError(
            "no_parse",
            f"{ref or 'the text'}: {self._path} holds no parse of it: no document has the id {ref!r} "
            f"(# newdoc id = {ref}), and of none do the sentences stand in the text. {NEXT}",
            ref or None,
        )

    def analyse_words(
        self, sentences: Sequence[Sequence[str]], breaks: Sequence[bool]
    ) -> tuple[Sentence, ...]:
        """Cannot be done: parses are looked up by text. Raises UsageError."""
        raise UsageError("engine conllu: it looks parses up and annotates no given words. Take another.")

    def _aligned(
        self, place: FilePlace, text: str, squeezed: Squeezed, segments: Sequence[Segment]
    ) -> Analysis:
        """A document's sentences at their places in the text; ReportError when they do not stand there."""
        where = f"{place.file}, document {place.ref!r}" if place.ref else str(place.file)
        try:
            blocks = list(read_blocks(place.read(), first=place.line))
        except ReportError as fault:
            raise ReportError("bad_parse", f"{where}: {fault.message} {NEXT}") from fault
        at = 0
        sentences: list[Sentence] = []
        for block in blocks:
            try:
                tokens = _tokens(block)
                form = squeeze("".join(form for form, _ in tokens))
                low = squeezed.find(form, at)
                if low < 0:
                    raise ValueError(
                        f"the sentence {_short(block)!r} does not stand in the report's text behind the ones "
                        "before it"
                    )
                at = low + len(form)
                sentences.append(self._sentence(block, tokens, squeezed.places[low:at], len(sentences)))
            except ValueError as fault:
                raise ReportError("bad_parse", f"{where}, line {block.line}: {fault}. {NEXT}") from fault
        try:
            beyond = read_beyond(blocks, sentences)
        except ReportError as fault:
            raise ReportError("bad_parse", f"{where}, {fault.message} {NEXT}") from fault
        return _within(sentences, segments, beyond)

    def _sentence(
        self, block: Block, tokens: list[tuple[str, list[int]]], places: list[int], index: int
    ) -> Sentence:
        heads = _heads(block)
        misc = [dict(_pairs(block.rows[i][9])) for i in block.words]
        names = iob([pairs.get("NER", "O") for pairs in misc], self._names)
        words: list[Word] = []
        at = 0
        for number, (form, rows) in enumerate(tokens):
            size = len(squeeze(form))
            spans = _parts(places[at : at + size], [block.rows[i][1] for i in rows])
            at += size
            for row, (start, end) in zip(rows, spans, strict=True):
                cells, i = block.rows[row], len(words)
                words.append(
                    Word(
                        index=i,
                        start=start,
                        end=end,
                        form=cells[1],
                        lemma=cells[1].lower() if cells[2] == "_" and cells[1] != "_" else cells[2],
                        upos="X" if cells[3] == "_" else cells[3],
                        feats="" if cells[5] == "_" else cells[5],
                        head=heads[i],
                        deprel="root" if heads[i] < 0 else cells[7],
                        token=number,
                        name=names[i],
                    )
                )
        return Sentence(index=index, start=words[0].start, end=words[-1].end, words=tuple(words))


def _tokens(block: Block) -> list[tuple[str, list[int]]]:
    """A sentence's surface tokens; ValueError when its multi-word tokens do not hold whole words."""
    tokens = list(block.tokens)
    if [row for _, rows in tokens for row in rows] != block.words or not all(rows for _, rows in tokens):
        raise ValueError("its multi-word tokens do not hold the words that they number")
    if not all(squeeze(form) for form, _ in tokens):
        raise ValueError("a token has no form")
    return tokens


def _heads(block: Block) -> list[int]:
    """The heads of a sentence's words from 0, -1 at the root; ValueError tells what is wrong with them."""
    numbers = [block.rows[i][0] for i in block.words]
    if numbers != [str(i + 1) for i in range(len(numbers))]:
        raise ValueError("its words are not numbered from 1 on")
    cells = [block.rows[i][6] for i in block.words]
    if not all(cell.isascii() and cell.isdigit() for cell in cells):
        raise ValueError("a word has no head, so that it gives no dependencies")
    heads = [int(cell) - 1 for cell in cells]
    if not is_tree(heads):
        raise ValueError("its heads do not make one tree with one root")
    return heads


def _parts(places: list[int], forms: Sequence[str]) -> list[Span]:
    """The characters of a token -> a span a word: by the words' lengths where they make up the token."""
    size, count = len(places), len(forms)
    ends = [0, *itertools.accumulate(len(squeeze(form)) for form in forms)]
    if ends[-1] != size or len(set(ends)) <= count:
        ends = [size * i // count for i in range(count + 1)]
    if size < count:
        return [(places[0], places[-1] + 1)] * count
    return [(places[low], places[high - 1] + 1) for low, high in itertools.pairwise(ends)]


def _pairs(misc: str) -> Iterator[tuple[str, str]]:
    for part in misc.split("|"):
        key, equals, value = part.partition("=")
        if equals:
            yield key, value


def _short(block: Block) -> str:
    words = " ".join(block.forms)
    return words if len(words) <= 60 else f"{words[:57]}..."


def _within(sentences: list[Sentence], segments: Sequence[Segment], beyond: Beyond) -> Analysis:
    """Sentences cut where segments end, without those of boilerplate; numbers of the rest follow suit."""
    kept = [segment for segment in segments if segment.kind != "boilerplate"]
    if not segments:
        kept = [Segment(start=0, end=sentences[-1].end if sentences else 0, kind="body")]
    out: list[Sentence] = []
    moved: dict[Place, Place] = {}
    for sentence in sentences:
        for segment in kept:
            inside = [w.index for w in sentence.words if segment.start <= w.start < segment.end]
            if not inside:
                continue
            low, high = inside[0], inside[-1] + 1
            whole = high - low == len(sentence.words)
            part = sentence if whole else cut(sentence, low, high)
            for i in range(low, high):
                moved[sentence.index, i] = len(out), i - low
            out.append(part if part.index == len(out) else replace(part, index=len(out)))
    maps: dict[str, Any] = {name: _moved(values, moved) for name, values in beyond.maps.items()}
    return Analysis(sentences=tuple(out), said=tuple(beyond.said), **maps)


def _moved(values: dict[Place, Any], moved: dict[Place, Place]) -> dict[Place, Any]:
    return {moved[at]: value for at, value in values.items() if at in moved}
