"""The status of an event noun ("talks", "the planned visit"): a word goes in, a verdict comes out."""

from __future__ import annotations

from dataclasses import replace

from dragoman.extract.clauses import NOMINAL
from dragoman.extract.status_effects import FACT, Effects, Verdict
from dragoman.lexicon.events import StatusRow
from dragoman.records import Word

# "The talks that had opened were called off": what the main clause says of the end wins.
CALLED_OFF = frozenset({"postponed", "cancelled"})


class NounStatus(Effects):
    """Reads an event noun's own modifiers first, then the verb or noun it hangs on."""

    def noun(self, index: int, depth: int, used: frozenset[int] = frozenset()) -> Verdict:
        """The status of an event noun: its modifiers, then what it hangs on; untold by default."""
        if depth > 7:
            return Verdict("occurred", "default", told=False, sure=0.6)
        for word in self._c.children(index, "case"):
            row = self._row("case", word)
            if row is not None:
                return Verdict(
                    "not_occurred" if row.effect == "negate" else "possible", row.id, (self._span(word),), 0.8
                )
        verdict = self._modified(index, depth) or self._clause_on(index, depth) or self._hanging(index, depth)
        if verdict.told and verdict.status in FACT:
            above = self._hanging(index, depth)
            verdict = above if above.told and above.status in CALLED_OFF else verdict
        return self._adverbs(index, verdict, used)

    def _modified(self, index: int, depth: int) -> Verdict | None:
        for word in self._c.children(index, "amod", "compound"):
            row = self._row("modifier", word)
            if row is not None and row.effect != "negate":
                past = self._c.support(index)
                if (
                    row.effect == "possible"
                    and past is not None
                    and self.clause(past, max(5, depth + 1)).status in FACT
                ):
                    continue
                return Verdict(row.effect, row.id, (self._span(word),), 0.85)  # type: ignore[arg-type]
        return None

    def _clause_on(self, index: int, depth: int) -> Verdict | None:
        """A participle or infinitive on the noun: "talks planned for June", "a conference to be held in"."""
        for word in self._c.children(index, "acl"):
            row = self._governor(word)
            if word.deprel == "acl:relcl":
                if (
                    word.upos == "VERB"
                    and self._lexicon.in_set("happen", word.lemma)
                    and index in self._c.surface_subjects(word.index)
                ):
                    return self.clause(word.index, depth + 1)
                continue
            to = any(c.lemma.lower() == "to" for c in self._c.children(word.index, "mark"))
            if to and self._c.passive(word.index):
                return Verdict("planned", "to_be", (self._span(word),), 0.85)
            if self._lexicon.in_set("purposive", word.lemma):
                continue
            if (
                self._c.past_participle(word.index)
                and row is not None
                and row.effect in ("planned", "cancelled", "postponed", "expect")
            ):
                return Verdict(
                    "planned" if row.effect == "expect" else row.effect, row.id, (self._span(word),), 0.85
                )
        return None

    def _hanging(self, index: int, depth: int) -> Verdict:
        """The status that the word above an event noun gives it."""
        word = self._words[index]
        untold = Verdict("occurred", "default", told=False, sure=0.6)
        if word.head < 0:
            return untold
        head = self._words[word.head]
        if word.deprel == "conj" and head.upos in NOMINAL:
            return replace(self.noun(head.index, depth + 1), sure=0.7)
        light = self._c.support(index)
        if word.relation in ("nsubj", "csubj") and (
            head.upos in ("ADJ", "ADV") or (head.relation == "root" and head.upos != "VERB")
        ):
            row = self._row("adj", head)
            return self._under(head, row, depth) if row is not None else self._future_only(head, depth, index)
        if head.upos == "VERB":
            return self._of_verb(word, head, light, depth)
        if word.relation == "nmod" and head.upos in NOMINAL:
            row = self._row("noun", head)
            if row is not None and self._lexicon.in_set("governing", self._c.case(index)):
                if row.effect == "possible" and self._definite(index):
                    return untold
                return self._under(head, row, depth)
        return untold

    def _of_verb(self, word: Word, head: Word, light: int | None, depth: int) -> Verdict:
        row = self._governor(head)
        untold = Verdict("occurred", "default", told=False, sure=0.6)
        subject = word.relation == "nsubj" and not self._c.passive(head.index)
        if subject and self._lexicon.in_set("happen", head.lemma):
            if row is not None and row.effect in ("not_occurred", "postponed", "cancelled", "ongoing"):
                return self._under(head, row, depth)
            return self.clause(head.index, depth + 1)
        if subject:
            return self._future_only(head, depth, word.index)
        if row is not None and row.effect not in ("same", "expect", "would") and self._applies(word, row):
            return self._under(head, row, depth)
        clause = self._c.children(head.index, "xcomp", "ccomp")
        if row is not None and row.effect == "expect" and word.deprel in ("obj", "nsubj:pass") and not clause:
            return self._under(head, row, depth, word.index)
        if row is not None and row.effect == "possible" and self._definite(word.index):
            # "Discussed the war" says nothing of whether there is one.
            return untold
        if (light == head.index and word.relation != "nsubj") or (
            light == head.index and self._c.passive(head.index)
        ):
            return self.clause(head.index, depth + 1)
        return (
            self._future_only(head, depth, word.index)
            if word.relation in ("obl", "obj") or subject
            else untold
        )

    def _applies(self, word: Word, row: StatusRow) -> bool:
        """Whether a verb's effect reaches an event noun: what is definite is not unreal for being wished."""
        if word.relation == "obl":
            case = self._c.case(word.index)
            return (row.effect == "possible" and case == "for") or (
                row.effect == "planned" and case in ("for", "on", "to")
            )
        return row.effect not in ("possible", "not_occurred") or not self._definite(word.index)

    def _future_only(self, head: Word, depth: int, index: int) -> Verdict:
        """A clause about the event tells of it only when it lies ahead."""
        untold = Verdict("occurred", "default", told=False, sure=0.6)
        if not self._scheduled or self._lexicon.in_set("apart", self._c.case(index)):
            return untold
        above = self.clause(head.index, depth + 1)
        if above.status == "planned":
            return replace(above, sure=0.7)
        if above.status == "possible" and above.rule.startswith(("mark", "verb")):
            return replace(above, sure=0.6)
        return Verdict("occurred", "default", told=False, sure=0.6)

    def _definite(self, index: int) -> bool:
        return any(
            (c.relation == "det" and c.feat("Definite") == "Def")
            or c.feat("PronType") == "Dem"
            or c.deprel == "nmod:poss"
            for c in self._c.children(index)
        )
