"""What a word near an event does to its status: rows of ``status.toml`` in, a verdict out."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass, replace

from dragoman.extract.clauses import Clauses
from dragoman.lexicon.events import EventLexicon, StatusRow
from dragoman.records import Span, Word
from dragoman.records.findings import Status

FACT = frozenset({"occurred", "ongoing"})


@dataclass(frozen=True, slots=True)
class Verdict:
    """A status, the row or rule that gave it, its evidence, how sure, and whether anything said so."""

    status: Status
    rule: str
    evidence: tuple[Span, ...] = ()
    sure: float = 0.9
    told: bool = True
    negated: bool = False


class Effects(ABC):
    """Applies status rows in one sentence. ``said(word)``: whether it stands in attributed content."""

    def __init__(
        self,
        clauses: Clauses,
        lexicon: EventLexicon,
        *,
        headline: bool = False,
        said: Callable[[int], bool] = lambda _: False,
    ) -> None:
        self._c = clauses
        self._words = clauses.sentence.words
        self._lexicon = lexicon
        self._headline = headline
        self._said = said
        self._dated = False
        self._scheduled = False

    @abstractmethod
    def clause(
        self, index: int, depth: int, lasting: bool = False, used: frozenset[int] = frozenset()
    ) -> Verdict:
        """The status of what a verb or copular predicate reports, everything above it counted."""

    @abstractmethod
    def noun(self, index: int, depth: int, used: frozenset[int] = frozenset()) -> Verdict:
        """The status of an event noun; ``told`` is False when nothing says anything."""

    def _under(self, head: Word, row: StatusRow, depth: int, inner: int | None = None) -> Verdict:
        """The effect of a word above, with that word's own status counted in."""
        verbal = head.upos in ("VERB", "AUX") or self._c.is_verbal(head.index) or head.upos == "ADJ"
        above = self.clause(head.index, depth + 1) if verbal else self.noun(head.index, depth + 1)
        spans = (self._span(head), *above.evidence[:1])
        effect = row.effect
        if effect == "same":
            return replace(above, rule=above.rule if above.told else row.id)
        if effect == "ongoing" and above.rule == "tense.past" and not self._said(head.index):
            return Verdict("occurred", row.id, spans, 0.7)
        if effect == "ongoing":
            return Verdict("ongoing" if above.status in FACT else above.status, row.id, spans, 0.8)
        if effect == "expect" and inner is not None and self._perfect(inner):
            return Verdict("occurred", f"{row.id}:perfect", spans, 0.75)
        if effect == "expect":
            own = (
                inner is not None
                and not self._c.passive(head.index)
                and self._same_subject(self._words[inner], head)
            )
            guessed = not self._c.passive(head.index)
            effect = "planned" if own or (self._dated and not guessed) else "possible"
        status: Status = effect  # type: ignore[assignment]
        if above.status == "not_occurred" or above.negated:
            able: Status = "not_occurred" if head.upos == "ADJ" and effect == "possible" else "denied"
            turned: dict[str, Status] = {
                "not_occurred": "occurred",
                "cancelled": "planned",
                "postponed": "planned",
                "denied": "occurred",
            }
            status = turned.get(effect, able)
        elif above.status == "possible" and effect in ("planned", "not_occurred", "cancelled", "postponed"):
            status = "possible"
        elif above.status in ("cancelled", "postponed", "denied") and effect == "planned":
            status = above.status
        return Verdict(status, row.id, spans, 0.8)

    def _perfect(self, index: int) -> bool:
        """Whether an infinitive is a perfect one ("is believed to have fired")."""
        return any(c.lemma == "have" for c in self._c.children(index, "aux"))

    def _adverbs(self, index: int, verdict: Verdict, used: frozenset[int]) -> Verdict:
        """Negation and hedges on the event word itself."""
        for word in self._c.children(index, "advmod", "det", "cc:preconj"):
            if word.index in used:
                continue
            row = self._row("adv", word)
            if row is None:
                continue
            if row.effect == "negate":
                return self._negated(verdict, row, word)
            if row.effect == "possible" and verdict.status in (*FACT, "planned") and word.index < index:
                certain = verdict.status == "planned" and self._lexicon.in_set("soft", word.lemma)
                return verdict if certain else Verdict("possible", row.id, (self._span(word),), 0.75)
        for subject in self._c.children(index, "nsubj", "nsubj:pass"):
            for word in (subject, *self._c.children(subject.index, "det", "cc:preconj", "cc")):
                row = self._row("adv", word) if word.upos in ("DET", "PRON", "CCONJ") else None
                if row is not None and row.effect == "negate":
                    return self._negated(verdict, row, word)
        return verdict

    def _negated(self, verdict: Verdict, row: StatusRow, word: Word) -> Verdict:
        spans = (self._span(word), *verdict.evidence)
        if verdict.status == "possible" and verdict.rule == "aux.may" and verdict.evidence:
            start = verdict.evidence[0][0]
            modal = next((w.lemma for w in self._words if w.start == start), "")
            if not self._lexicon.in_set("can", modal):
                return replace(verdict, evidence=spans)
        if verdict.status == "not_occurred":
            return Verdict("occurred", row.id, spans, 0.6)
        return Verdict("not_occurred", row.id, spans, 0.85, negated=True)

    # -- rows -------------------------------------------------------------------------------------------

    def _row(self, slot: str, word: Word) -> StatusRow | None:
        table = self._lexicon.status
        return table.get((slot, word.lemma.lower())) or table.get((slot, word.form.lower()))

    def _governor(self, head: Word) -> StatusRow | None:
        """The effect row of a verb, adjective or noun above; a verb with its particle first ("call off")."""
        if head.upos in ("VERB", "AUX"):
            for particle in self._c.children(head.index, "compound:prt", "advmod"):
                row = self._lexicon.status.get(("verb", f"{head.lemma.lower()} {particle.lemma.lower()}"))
                if row is not None:
                    return row
            return self._row("verb", head)
        if head.upos in ("ADJ", "ADV"):
            return self._row("adj", head) or self._row("verb", head)
        return self._row("noun", head)

    @staticmethod
    def _span(word: Word) -> Span:
        return word.start, word.end

    def _same_subject(self, word: Word, head: Word) -> bool:
        lower, upper = self._c.surface_subjects(word.index), self._c.surface_subjects(head.index)
        return bool(set(lower) & set(upper)) or any(self._words[i].upos == "PRON" for i in lower)
