"""Descriptions that point back: "the two leaders", "both sides", "the country", "the group"."""

from __future__ import annotations

from collections.abc import Callable

from dragoman.extract.actors.draft import Entity, Found, Portrait
from dragoman.extract.actors.recall import Recall
from dragoman.extract.actors.register import Register
from dragoman.lexicon.cast import CastWords
from dragoman.records import Sentence

_NO_STATE = frozenset({"IGO", "NGO", "MNC"})
_RECENT = 6
# Bodies that a noun of their sector is enough to point at: "the tribunal" after a court's name.
_BODIES = frozenset({"LEG", "JUD", "PTY", "JRN"})
TOGETHER = "the ones spoken of together"


class Pointing:
    """Finds whom a description points back to. ``about`` gives the country that the report is about."""

    def __init__(
        self, words: CastWords, register: Register, recall: Recall, about: Callable[[], str | None]
    ) -> None:
        self._words = words
        self._register = register
        self._recall = recall
        self._about = about

    def several(self, sentence: Sentence, head: int, portrait: Portrait, lemma: str) -> tuple[Entity, ...]:
        """Those that "the two leaders", "both countries", "the foreign ministers" point back to."""
        points = self._words.points.get(lemma)
        paired = points == "pair" or portrait.count == 2
        if not (portrait.plural or points == "pair") or portrait.free or portrait.indefinite:
            return ()
        if not (portrait.definite or points == "pair") or (portrait.count or 2) > 5:
            return ()
        if self._words.has("unnamed", lemma):
            return ()
        sides = self._words.has("sides", lemma)
        if sides or (points == "state" and paired):
            return self._last_countries(sentence, head, portrait.count or 2, sides)
        if portrait.kind == "person" or points in ("person", "pair"):
            return self._last_persons(sentence, head, portrait, lemma, paired)
        return ()

    def _last_countries(self, sentence: Sentence, head: int, count: int, bodies: bool) -> tuple[Entity, ...]:
        """The last countries spoken of together, those of persons included; ``bodies``: organisations too."""
        chosen: dict[Entity, float] = {}
        barred = self._beside(sentence, head)
        for back in range(_RECENT):
            for found in self._recall.inside(sentence.index - back):
                if back == 0 and found.head >= head:
                    continue
                again = found.rule == TOGETHER and len(found.entities) == count and back < 3
                if again and self._are_states(found.entities) and not barred & _countries(found):
                    return found.entities
                for entity in found.entities:
                    side = self._side_of(entity, bodies)
                    if side is not None and side.country not in barred:
                        chosen[side] = max(chosen.get(side, 0.0), (1.0 + found.rank) / (back + 1))
            if len(chosen) >= count:
                break
        ranked = sorted(chosen, key=lambda side: (-chosen[side], -len(side.places)))
        return tuple(ranked[:count]) if len(ranked) >= count else ()

    def _is_state(self, entity: Entity) -> bool:
        """Whether an entity is a state as a whole, no part of one."""
        return entity.kind == "state" and entity.rule.startswith("state:")

    def _are_states(self, entities: tuple[Entity, ...]) -> bool:
        return all(e.kind == "state" and e.country for e in entities)

    def _side_of(self, entity: Entity, bodies: bool) -> Entity | None:
        """The party that an entity stands for in talk of "both sides": its state, or a body itself."""
        if entity.kind in ("state", "person") and entity.country and entity.country not in _NO_STATE:
            return self._register.state(entity.country)
        return entity if bodies and entity.named and entity.kind == "organisation" else None

    def _last_persons(
        self, sentence: Sentence, head: int, portrait: Portrait, lemma: str, paired: bool
    ) -> tuple[Entity, ...]:
        """The last persons spoken of together; all that hold the office when the noun names one."""
        recent: list[Entity] = []
        for found in self._recall.before(sentence.index, head, _RECENT):
            for person in found.entities:
                if person.kind == "person" and person.named and person not in recent:
                    recent.append(person)
        if portrait.role or lemma not in self._words.points:
            same = [p for p in recent if portrait.role in p.roles or portrait.noun in p.nouns]
            if portrait.count and len(same) >= portrait.count:
                return tuple(same[: portrait.count])
            if portrait.count is None and len(same) >= 2:
                return tuple(same)
            if lemma not in self._words.points and not paired:
                return ()
        abroad: list[Entity] = []
        for person in recent:
            if person.country and person.country not in {p.country for p in abroad}:
                abroad.append(person)
        return tuple(abroad[:2]) if len(abroad) >= 2 else ()

    def pointed(self, sentence: Sentence, head: int, portrait: Portrait, lemma: str) -> tuple[Entity, ...]:
        """The one that a definite noun points back to."""
        if portrait.plural:
            return self._same_group(sentence, head, portrait)
        points = self._words.points.get(lemma)
        if points == "state":
            return self._last_state(sentence, head)
        if portrait.kind == "person":
            for person in sorted(self._people_before(sentence, head), key=lambda p: not p.named):
                role = portrait.role is not None and portrait.role in person.roles
                if not portrait.former and (role or portrait.noun in person.nouns or lemma in person.nouns):
                    return (person,)
            if self._words.has("unnamed", lemma):
                return self._unnamed_before(sentence, head)
            bare = head - portrait.first <= 1 or bool(portrait.loaded)
            if points == "person" and not portrait.role and bare:
                recent = self._people_before(sentence, head)
                return tuple(recent[:1])
            return ()
        return self._same_group(sentence, head, portrait) or self._organisation(
            sentence, head, portrait, points
        )

    def _unnamed_before(self, sentence: Sentence, head: int) -> tuple[Entity, ...]:
        """The last unnamed person spoken of, for "the source", "the official"."""
        for found in self._recall.before(sentence.index, head, 3):
            for person in found.entities:
                if person.kind == "person" and not person.named and len(found.entities) == 1:
                    return (person,)
        return ()

    def _people_before(self, sentence: Sentence, head: int) -> list[Entity]:
        """Single persons mentioned before, the most recent first."""
        out: list[Entity] = []
        for found in self._recall.before(sentence.index, head, 40):
            if (
                len(found.entities) == 1
                and found.entities[0].kind == "person"
                and found.entities[0] not in out
            ):
                out.append(found.entities[0])
        return out

    def _same_group(self, sentence: Sentence, head: int, portrait: Portrait) -> tuple[Entity, ...]:
        """A group or body of the same noun, mentioned before; of the sentence's country if it has one."""
        elsewhere = {
            e.country
            for f in self._recall.inside(sentence.index)
            if f.head < head and f.rank != 2
            for e in f.entities
            if e.country and e.country not in _NO_STATE
        }
        own = _own_words(sentence, head, portrait)
        for found in self._recall.before(sentence.index, head, 12):
            for entity in found.entities:
                same = portrait.noun in entity.nouns and entity.kind in ("group", "organisation")
                if not own <= _words(entity):
                    continue
                if same and elsewhere and entity.country not in elsewhere:
                    continue
                if same and entity.country and entity.plural == portrait.plural:
                    return (entity,)
        return ()

    def _organisation(
        self, sentence: Sentence, head: int, portrait: Portrait, points: str | None
    ) -> tuple[Entity, ...]:
        """The last named organisation or group for "the group", "the bloc"."""
        if points != "organisation":
            return ()
        bare = len(portrait.words.split()) == 1 and head - portrait.first <= 1
        own = _own_words(sentence, head, portrait)
        for found in self._recall.before(sentence.index, head, 3):
            for entity in found.entities:
                if entity.named and entity.kind in ("organisation", "group", "outlet"):
                    if not own <= _words(entity):
                        continue
                    if entity.sector in _BODIES and entity.sector == portrait.sector:
                        return (entity,)
                    last = entity.name.lower().split()[-1]
                    if last == portrait.words.lower() or (
                        bare and self._words.has("any-body", portrait.words.lower())
                    ):
                        return (entity,)
        return ()

    def _last_state(self, sentence: Sentence, head: int) -> tuple[Entity, ...]:
        """The state that "the country" means: near, subject and named ones first."""
        own = self._beside(sentence, head)
        scores: dict[str, float] = {}
        for back in range(4):
            for found in self._recall.inside(sentence.index - back):
                if back == 0 and found.head >= head:
                    continue
                for entity in found.entities:
                    country = entity.country
                    if country and country not in own and country not in _NO_STATE:
                        score = (4 - back) * 2.0 + self._worth(sentence, head, found, entity)
                        scores[country] = max(scores.get(country, 0.0), score)
            if scores:
                break
        if scores:
            return (self._register.state(max(scores, key=lambda c: scores[c])),)
        about = self._about()
        return (self._register.state(about),) if about and about not in own else ()

    def _worth(self, sentence: Sentence, head: int, found: Found, entity: Entity) -> float:
        """How well a mention fits "the country": named states best, then governments, persons last."""
        worth = found.rank + 0.001 * found.head
        if found.rank == 3 and sentence.words[head].relation == "nsubj":
            worth += 2.0
        if not self._is_state(entity):
            return worth - (3.0 if entity.kind == "person" else 1.0)
        if found.shown and found.form == "name":
            worth += 1.5
        if found.sentence == sentence.index and self._recall.commands(sentence, found, sentence.words[head]):
            worth += 2.0
        return worth

    def _beside(self, sentence: Sentence, head: int) -> set[str]:
        """The countries of the subject of the verb that a description is an object of.

        What happens "in the country" or "from the country" may well be done by its own; persons and troops
        that are said to be there are from elsewhere.
        """
        word = sentence.words[head]
        case = next((c.form.lower() for c in sentence.dependents(head, "case")), "")
        above = word.head
        while word.relation in ("nmod", "conj") and word.deprel != "nmod:poss" and above >= 0:
            word = sentence.words[above]
            above = word.head
        if word.relation not in ("obj", "obl", "iobj") or above < 0:
            return set()
        inside = self._words.has("inside", case) or self._words.links.get(case) == 2
        return {
            e.country
            for f in self._recall.inside(sentence.index)
            if f.head in sentence.children[above] and f.rank == 3
            for e in f.entities
            if e.country and (not inside or e.kind == "person" or e.sector == "MIL")
        }


def _own_words(sentence: Sentence, head: int, portrait: Portrait) -> set[str]:
    """Words of a name before a noun: "the Supreme Court" is no court of another name."""
    before = sentence.words[portrait.first : head]
    return {w.form.lower() for w in before if w.form[:1].isupper() and w.upos != "DET"}


def _words(entity: Entity) -> set[str]:
    return set(entity.name.lower().split())


def _countries(found: Found) -> set[str | None]:
    return {e.country for e in found.entities}
