"""Whether an event happened: a word of a parsed sentence goes in, a status with its reason comes out.

The status is read from the word upwards. Tense, auxiliaries and negation of its own clause come first; then
each verb, adjective or noun above changes it by its effect in ``status.toml`` ("plans to", "failed to",
"possibility of"). The classes of effect follow FactBank (Saurí & Pustejovsky 2009), cut to the codebook's
table. Nouns are read in ``status_nouns``, the effects applied in ``status_effects``.
"""

from __future__ import annotations

from dataclasses import replace

from dragoman.extract.clauses import NOMINAL
from dragoman.extract.status_effects import FACT, Verdict
from dragoman.extract.status_nouns import NounStatus
from dragoman.lexicon.events import StatusRow
from dragoman.records import Word
from dragoman.records.findings import Status

__all__ = ["StatusReader", "Verdict"]


FREE = frozenset({"parataxis", "dep", "list", "appos", "dislocated", "discourse"})


class StatusReader(NounStatus):
    """Reads the status of any event word of one sentence."""

    def read(
        self,
        index: int,
        *,
        lasting: bool = False,
        used: frozenset[int] = frozenset(),
        dated: bool = False,
        scheduled: bool = False,
    ) -> Verdict:
        """The status of an event word.

        ``lasting``: its present tense lasts; ``used``: words its row took; ``dated``: a date governs it;
        ``scheduled``: it is of a kind that lies ahead when the clause about it does ("the visit will ...").
        """
        self._dated = dated
        self._scheduled = scheduled
        word = self._words[index]
        if word.upos in NOMINAL:
            if not any(c.relation == "cop" for c in self._c.children(index)):
                return self.noun(index, 0, used)
            lasting = bool(self._c.case(index))
        return self.clause(index, 0, lasting, used)

    # -- clauses ----------------------------------------------------------------------------------------

    def clause(
        self, index: int, depth: int, lasting: bool = False, used: frozenset[int] = frozenset()
    ) -> Verdict:
        """The status of what a verb (or copular predicate) reports, everything above it counted."""
        if depth > 7:
            return Verdict("occurred", "default", told=False)
        verdict = self._own(index, depth, lasting)
        verdict = self._above(index, verdict, depth)
        return self._adverbs(index, verdict, used)

    def _own(self, index: int, depth: int, lasting: bool) -> Verdict | None:
        """Tense and auxiliaries of the clause; None when it has no finite verb of its own."""
        word = self._words[index]
        auxiliaries = self._c.children(index, "aux", "cop")
        found: Verdict | None = None
        for aux in auxiliaries:
            row = self._row("aux", aux)
            if row is not None:
                found = self._modal(row, aux, index)
        if found is not None:
            return found
        to = any(c.lemma.lower() == "to" for c in self._c.children(index, "mark"))
        if to and (auxiliaries and auxiliaries[0].lemma == "be" and auxiliaries[0].feat("VerbForm") == "Fin"):
            return Verdict("planned", "is_to", (self._span(auxiliaries[0]),))
        if to and (
            word.head < 0 or (word.relation in FREE and self._c.children(index, "nsubj", "nsubj:pass"))
        ):
            return Verdict("planned", "headline_to", (self._span(word),), 0.9)
        return self._tense(word, auxiliaries, index, depth, lasting)

    def _modal(self, row: StatusRow, aux: Word, index: int) -> Verdict:
        span = (self._span(aux),)
        if row.effect == "would":
            return Verdict("planned" if self._said(index) else "possible", row.id, span, 0.7)
        return Verdict("planned" if row.effect == "planned" else "possible", row.id, span)

    def _tense(
        self, word: Word, auxiliaries: list[Word], index: int, depth: int, lasting: bool
    ) -> Verdict | None:
        finite = next(
            (w for w in (*auxiliaries, word) if w.feat("VerbForm") == "Fin" or w.feat("Mood") == "Ind"), None
        )
        if finite is None:
            if word.head < 0 or self._c.children(index, "nsubj", "nsubj:pass"):
                going = word.form.lower().endswith("ing")
                return Verdict("ongoing" if going else "occurred", "tense.bare", (), 0.7)
            return None
        going = (
            word.feat("VerbForm") in ("Part", "Ger")
            and word.form.lower().endswith("ing")
            and any(a.lemma == "be" for a in auxiliaries if a.relation == "aux")
        )
        present = finite.feat("Tense") == "Pres"
        perfect = any(a.lemma == "have" for a in auxiliaries)
        if going:
            if present or self._said(index):
                return Verdict("ongoing", "tense.progressive", (self._span(word),), 0.85)
            return Verdict("occurred", "tense.past_progressive", (self._span(word),), 0.75)
        if present and not perfect and lasting and not self._headline:
            return Verdict("ongoing", "tense.present", (self._span(finite),), 0.7)
        return Verdict("occurred", "tense.present" if present else "tense.past", (self._span(finite),), 0.9)

    def _above(self, index: int, own: Verdict | None, depth: int) -> Verdict:
        """The clause's status once what it hangs on is counted."""
        word = self._words[index]
        mark = next((m for m in self._c.children(index, "mark", "advmod") if self._row("mark", m)), None)
        if mark is not None and word.relation in ("advcl", "ccomp", "acl", "xcomp") and mark.index < index:
            row = self._row("mark", mark)
            assert row is not None
            return Verdict("possible", row.id, (self._span(mark),), 0.85)
        if word.head < 0:
            return own or Verdict("occurred", "default", told=False, sure=0.6)
        if word.relation in ("conj", "parataxis", "appos", "list") and word.deprel != "root":
            return self._joined(word, own, depth)
        if word.relation == "ccomp" or word.relation == "csubj":
            return self._complement(word, own, depth)
        if word.relation == "xcomp":
            return self._governed(word, own, depth)
        if word.relation == "acl":
            return self._adnominal(word, own, depth)
        if word.relation == "advcl":
            return self._adverbial(word, own, depth)
        if word.relation in ("amod", "obl", "nmod", "obj") and own is None:
            return Verdict("occurred", "participle", (), 0.7, told=word.relation != "amod")
        return own or Verdict("occurred", "default", told=False, sure=0.6)

    def _joined(self, word: Word, own: Verdict | None, depth: int) -> Verdict:
        """A second conjunct without auxiliaries shares those of the first ("will visit and meet")."""
        bare = word.feat("VerbForm") in ("Inf", "Part", "Ger", None) and not self._c.children(
            word.index, "aux", "nsubj"
        )
        if (
            word.relation == "conj"
            and self._words[word.head].upos in ("VERB", "ADJ", "AUX")
            and (own is None or bare)
        ):
            return replace(self.clause(word.head, depth + 1), sure=0.8)
        return own or Verdict("occurred", "default", told=False, sure=0.6)

    def _complement(self, word: Word, own: Verdict | None, depth: int) -> Verdict:
        """A finite complement keeps its own status, save under denial; a bare one takes its verb's effect."""
        head = self._words[word.head]
        row = self._governor(head)
        if row is None:
            return own or self.clause(head.index, depth + 1)
        if row.effect == "denied":
            return self._under(head, row, depth)
        if row.effect in ("negate", "not_occurred") and own is None:
            return self._under(head, row, depth)
        if own is None or (
            row.effect in ("possible", "expect")
            and own.status == "planned"
            and own.rule != "is_to"
            and not self._same_subject(word, head)
        ):
            return self._under(head, row, depth, word.index)
        return own

    def _governed(self, word: Word, own: Verdict | None, depth: int) -> Verdict:
        """An infinitive or participle under a verb or adjective ("plans to", "is ready to")."""
        head = self._words[word.head]
        if head.lemma == "be" and any(c.lemma == "to" for c in self._c.children(word.index, "mark")):
            return Verdict("planned", "is_to", (self._span(head),))
        row = self._governor(head)
        if row is None:
            return replace(self.clause(head.index, depth + 1), sure=0.6)
        return self._under(head, row, depth, word.index)

    def _adnominal(self, word: Word, own: Verdict | None, depth: int) -> Verdict:
        """A clause on a noun: "plans to attack" takes the noun's effect, a relative clause its own tense."""
        if word.deprel == "acl:relcl" and own is not None:
            return own
        noun = self._words[word.head]
        to = any(c.lemma.lower() in ("to", "for") for c in self._c.children(word.index, "mark"))
        row = self._row("noun", noun)
        if row is not None and (
            to or word.form.lower().endswith("ing") or (word.relation == "acl" and own is not None)
        ):
            if own is not None and row.effect not in ("denied", "possible"):
                return own
            return self._under(noun, row, depth)
        if to:
            passive_future = self._c.passive(word.index)
            return Verdict(
                "planned" if passive_future else "possible", "infinitive_on_noun", (self._span(word),), 0.7
            )
        if own is not None:
            return own
        going = word.form.lower().endswith("ing")
        return Verdict(
            "ongoing" if going and not self._headline else "occurred", "participle", (), 0.65, told=not going
        )

    def _adverbial(self, word: Word, own: Verdict | None, depth: int) -> Verdict:
        """An adverbial clause: purpose is not yet fact, a participle goes with the main verb."""
        head = self._words[word.head]
        if own is not None:
            if own.rule == "tense.present" and self.clause(head.index, depth + 1).status == "planned":
                return replace(own, status="planned", rule="adverbial_of_planned")
            return own
        marks = self._c.children(word.index, "mark", "case")
        instrument = self._lexicon.in_set("instrument", head.lemma)
        if any(self._lexicon.in_set("done", m.lemma) for m in marks):
            return Verdict("occurred", "after_doing", (self._span(marks[0]),), 0.8)
        if any(m.lemma.lower() == "to" for m in marks) and not instrument:
            above = self.clause(head.index, depth + 1)
            status: Status = "planned" if above.status in (*FACT, "planned") else "possible"
            return Verdict(status, "purpose", (self._span(word),), 0.65)
        for mark in marks:
            row = self._row("case", mark)
            if row is not None:
                return Verdict(
                    "not_occurred" if row.effect == "negate" else "possible", row.id, (self._span(mark),), 0.8
                )
        row = self._governor(head)
        if marks and row is not None and row.effect in ("not_occurred", "possible", "denied"):
            return self._under(head, row, depth)
        above = self.clause(head.index, depth + 1)
        if above.status == "ongoing" and any(m.lemma.lower() == "by" for m in marks):
            return Verdict("occurred", "by_doing", above.evidence, 0.7)
        if above.rule == "purpose" and head.head >= 0 and not marks:
            above = self.clause(head.head, depth + 1)
        return replace(above, sure=0.75)
