"""Who speaks: a sentence, the cast and the attributions in, the source of a word's content as actors out."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from dragoman.extract.actors.cast import Cast
from dragoman.extract.clauses import NOMINAL, Clauses
from dragoman.extract.events.filler import Filler
from dragoman.records import Attribution, Span, contains


class Speaking:
    """Answers, for the words of one sentence, in whose words they stand. ``named_by``: whom a word names."""

    def __init__(
        self,
        clauses: Clauses,
        cast: Cast,
        attributions: Sequence[Attribution],
        named_by: Callable[[int, bool], tuple[Filler, ...]],
    ) -> None:
        self._clauses = clauses
        self._cast = cast
        self._attributions = attributions
        self._named_by = named_by
        self._sentence = clauses.sentence

    def attribution(self, start: int, end: int, acts: frozenset[int] = frozenset()) -> Attribution | None:
        """The innermost attribution whose content holds a span (the shortest such content).

        ``acts``: event words of the sentence. "Condemned the raid" is an act of condemning, told by the
        reporter, so an event word with a bare noun phrase for its content is no attribution here.
        """
        best: tuple[int, Attribution] | None = None
        for attribution in self._attributions:
            if acts and self._act(attribution, acts):
                continue
            if any(contains(span, (start, end)) for span in attribution.content):
                size = sum(e - s for s, e in attribution.content)
                if best is None or size < best[0]:
                    best = size, attribution
        return best[1] if best else None

    def _act(self, attribution: Attribution, acts: frozenset[int]) -> bool:
        """Whether the cue is an event word of this sentence and the content a noun phrase."""
        words, cue = self._sentence.words, attribution.cue
        if cue is None or not any(words[i].start < cue[1] and cue[0] < words[i].end for i in acts):
            return False
        inside = {w.index for s, e in attribution.content for w in words if s <= w.start and w.end <= e}
        heads = [w for w in words if w.index in inside and w.head not in inside and w.upos != "PUNCT"]
        return bool(heads) and all(w.upos in NOMINAL and not self._clauses.is_verbal(w.index) for w in heads)

    def speaker(self, index: int) -> tuple[Filler, ...]:
        """The source of the innermost attribution that holds the word, as an actor."""
        word = self._sentence.words[index]
        attribution = self.attribution(word.start, word.end)
        if attribution is None:
            return self.sayer(index)
        if attribution.source_actor is None:
            return tuple(Filler(actor, None) for actor in self._cast.speaker(self._sentence.index))
        span = attribution.source[0] if attribution.source else None
        named = self._within(span) if span else ()
        if attribution.source_actor in {f.actor for f in named}:
            return named
        return (Filler(attribution.source_actor, span),)

    def _within(self, span: Span) -> tuple[Filler, ...]:
        """Who the head of a span of this sentence names ("Freedonia and Sylvania")."""
        words = [w for w in self._sentence.words if span[0] <= w.start and w.end <= span[1]]
        inside = {w.index for w in words}
        heads = [w.index for w in words if w.head not in inside]
        return self._named_by(heads[0], False) if heads else ()

    def quoted(self, index: int) -> bool:
        """Whether the word stands in somebody's very words, where he does not speak of himself as "he"."""
        word = self._sentence.words[index]
        said = self.attribution(word.start, word.end)
        return said is not None and said.quote == "direct"

    def sayer(self, index: int) -> tuple[Filler, ...]:
        """The subject of the verb of saying whose complement the word stands in."""
        words, at = self._sentence.words, index
        for _ in range(8):
            word = words[at]
            if word.head < 0:
                return ()
            head = words[word.head]
            if word.relation in ("ccomp", "parataxis") and head.lemma.lower() in self._clauses.sets.get(
                "say", ()
            ):
                return tuple(f for i in self._clauses.subjects(head.index) for f in self._named_by(i, False))
            at = word.head
        return ()
