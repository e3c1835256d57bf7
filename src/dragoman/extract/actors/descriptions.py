"""Descriptions: a portrait in, the entities it means out ("the two leaders", "his counterpart", "US
officials").
"""

from __future__ import annotations

from collections.abc import Callable

from dragoman.extract.actors.draft import Entity, Portrait
from dragoman.extract.actors.pointing import TOGETHER, Pointing
from dragoman.extract.actors.recall import Recall
from dragoman.extract.actors.register import Register
from dragoman.lexicon.cast import CastWords
from dragoman.records import Sentence

_NO_STATE = frozenset({"IGO", "NGO", "MNC"})
# Sectors of people who belong where they act; soldiers and ministers may act abroad.
_STAYING = frozenset({"COP", "JUD", "CVL", "OPP", "LAB", "EDU", "CRM", "SOC"})
_INSTITUTIONS = frozenset({"LEG", "JUD", "COP", "PTY", "OPP"})

Identified = tuple[tuple[Entity, ...], str]


class Descriptions:
    """Decides whom a described noun phrase means. ``about`` gives the country that the report is about."""

    def __init__(
        self,
        words: CastWords,
        register: Register,
        recall: Recall,
        about: Callable[[], str | None],
        place_of: Callable[[int, int], str | None],
    ) -> None:
        self._words = words
        self._register = register
        self._recall = recall
        self._about = about
        self._place_of = place_of
        self._pointing = Pointing(words, register, recall, about)

    def identify(self, sentence: Sentence, head: int, portrait: Portrait, name: str) -> Identified:
        """The entities of a portrait with the rule that found them."""
        lemma = sentence.words[head].lemma.lower()
        # The president of a part of a state, or of a state of the past, does not hold that state's office.
        other = any(o.past or not o.rule.startswith("state:") for o in portrait.owner if o.kind == "state")
        portrait.former = portrait.former or other or self._taken_up(sentence, head, portrait.definite)
        if self._words.has("counterpart", lemma):
            return self._counterparts(sentence, head, portrait, name)
        if portrait.countries:
            return self._of_country(sentence, head, portrait, name, lemma)
        if portrait.owner and not portrait.free and not portrait.plural:
            known = self._of_owner(portrait)
            if known:
                return known
        pair = self._pointing.several(sentence, head, portrait, lemma)
        if pair:
            return pair, TOGETHER
        if portrait.definite and not portrait.free:
            found = self._pointing.pointed(sentence, head, portrait, lemma)
            if found:
                return found, "pointed back"
        return self._unowned(sentence, head, portrait, name, lemma)

    def _taken_up(self, sentence: Sentence, head: int, definite: bool) -> bool:
        """Whether the phrase is an office that somebody takes up: "became king", "served as minister"."""
        word = sentence.words[head]
        if not definite and next(sentence.dependents(head, "cop"), None) is not None:
            return True
        if word.head < 0 or word.relation not in ("obj", "xcomp", "obl", "nmod"):
            return False
        cases = {c.form.lower() for c in sentence.dependents(head, "case")}
        if cases & self._words.sets["as"] or (not definite and cases & self._words.sets["for"]):
            return True
        return not cases and self._words.has("installing", sentence.words[word.head].lemma.lower())

    def _of_country(
        self, sentence: Sentence, head: int, portrait: Portrait, name: str, lemma: str
    ) -> Identified:
        """Entities of the countries named beside the noun."""
        if portrait.free:
            return (self._register.described(portrait, None, name, "described"),), "described"
        points = self._words.points.get(lemma)
        if (
            points in ("state", "side")
            and not portrait.plural
            and all(c not in _NO_STATE for c in portrait.countries)
        ):
            return tuple(self._register.state(c) for c in portrait.countries), "state by its noun"
        return tuple(
            self._one(portrait, country, name) for country in portrait.countries
        ), "described with country"

    def _one(self, portrait: Portrait, country: str, name: str) -> Entity:
        """The bearer of an office of a country, or the group or organisation of that kind."""
        single = portrait.kind == "person" and (not portrait.plural or len(portrait.countries) > 1)
        if single and portrait.role and not portrait.former and not portrait.indefinite:
            holder = self._register.holder(country, portrait.role)
            if holder is not None:
                return holder
        if single and not portrait.former and not portrait.indefinite:
            for person in reversed(self._register.people):
                if person.country == country and portrait.noun in person.nouns and portrait.definite:
                    return person
        titled = (
            name
            if len(portrait.countries) < 2
            else f"{portrait.words} of {self._register.country_name(country)}"
        )
        return self._register.described(portrait, country, self._full(portrait, country, titled), "described")

    def _full(self, portrait: Portrait, country: str, name: str) -> str:
        """A name that stands by itself: "Foreign Ministry" becomes "Foreign Ministry of China"."""
        if country in _NO_STATE or len(name.split()) > len(portrait.words.split()):
            return name
        if portrait.owner and portrait.owner[0].kind == "person":
            return f"{name} of {portrait.owner[0].name}"
        return f"{name} of {self._register.country_name(country)}"

    def _of_owner(self, portrait: Portrait) -> Identified | None:
        """A noun whose owner is known but has no country: the owner's organisation or nothing."""
        owner = portrait.owner[0]
        if portrait.kind == "person" and portrait.role:
            for person in reversed(self._register.people):
                if portrait.noun in person.nouns and person.side is owner:
                    return (person,), "held in the report"
        return None

    def _counterparts(self, sentence: Sentence, head: int, portrait: Portrait, name: str) -> Identified:
        """The same office elsewhere ("his French counterpart"), or the other leader ("his colleague")."""
        first = next((owner for owner in portrait.owner if owner.kind == "person"), None)
        possessor = next(
            (
                f
                for f in self._recall.inside(sentence.index)
                if sentence.words[f.head].deprel == "nmod:poss"
                and sentence.words[f.head].head == head
                and f.entities
            ),
            None,
        )
        if possessor:
            first = possessor.entities[0]
        named = [
            c
            for c in portrait.countries
            if first is None or c != first.country or len(portrait.countries) > 1
        ]
        if named and (first is None or portrait.owner[:1] != (first,) or first.country not in named):
            return tuple(self._counterpart_in(c, first, portrait, name) for c in named), "counterpart"
        if portrait.plural:
            return (), "counterparts not told"
        for found in self._recall.before(sentence.index, head, 3):
            for person in found.entities:
                other = person is not first and first is not None and person.country != first.country
                if person.kind == "person" and person.named and other:
                    return (person,), "the other one"
        return (self._register.fresh(portrait, None, name, "described"),), "described"

    def _counterpart_in(self, country: str, first: Entity | None, portrait: Portrait, name: str) -> Entity:
        roles = first.roles if first else set()
        for role in sorted(roles):
            holder = self._register.holder(country, role)
            if holder is not None:
                return holder
        entity = self._register.described(portrait, country, name, "counterpart")
        entity.sector = entity.sector or (first.sector if first else None)
        return entity

    def _unowned(
        self, sentence: Sentence, head: int, portrait: Portrait, name: str, lemma: str
    ) -> Identified:
        """A noun without a country: bare institutions belong to the country spoken of, others to none."""
        points = self._words.points.get(lemma)
        sides = portrait.plural and portrait.definite and self._words.has("sides", lemma)
        if points in ("state", "side", "pair") or sides:
            if portrait.definite and (not portrait.plural or points != "state" or sides):
                return (), "not told who"
            return (self._register.described(portrait, None, name, "described"),), "described"
        statehood = portrait.plural and self._words.has("statehood", lemma)
        if (
            self.is_local(portrait, lemma)
            and not statehood
            and not self._owner_follows(sentence, portrait.last)
        ):
            country = self._scene_of(sentence, head, portrait) or self.country_here(sentence, head)
            if country:
                return (self._one(portrait, country, name),), "of the country spoken of"
        return (self._register.described(portrait, None, name, "described"),), "described"

    def _scene_of(self, sentence: Sentence, head: int, portrait: Portrait) -> str | None:
        """The country of the place where a clause says that its police, crowds or courts act."""
        if portrait.sector not in _STAYING and portrait.sector is not None:
            return None
        at = head
        for _ in range(4):
            above = sentence.words[at].head
            if above < 0:
                return None
            at = above
            if sentence.words[at].upos == "VERB":
                break
        for child in sentence.dependents(at, "obl"):
            case = next((c.form.lower() for c in sentence.dependents(child.index, "case")), "")
            country = self._place_of(sentence.index, child.index) if self._words.has("inside", case) else None
            if country:
                return country
        return None

    def _owner_follows(self, sentence: Sentence, last: int) -> bool:
        """Whether "of" or "from" follows: the owner is told, even where the tree hides whose it is."""
        after = sentence.words[last + 1] if last + 1 < len(sentence.words) else None
        return after is not None and after.upos == "ADP" and self._words.links.get(after.form.lower()) == 2

    def is_local(self, portrait: Portrait, lemma: str) -> bool:
        """Whether a noun without a country is an institution or office of the country spoken of."""
        if portrait.free or portrait.owner:
            return False
        if portrait.count and portrait.sector == "MIL" and not portrait.definite:
            return False
        if self._words.has("local", lemma) or portrait.sector in _INSTITUTIONS:
            return True
        return self._words.has("local-definite", lemma) and portrait.definite

    def country_here(self, sentence: Sentence, head: int) -> str | None:
        """The country spoken of before a word: the sentence's only one, its subject's, else the report's."""
        here: dict[str, int] = {}
        for found in self._recall.inside(sentence.index):
            if found.head < head:
                for entity in found.entities:
                    if entity.country and entity.country not in _NO_STATE:
                        here[entity.country] = max(here.get(entity.country, 0), found.rank)
        if len(here) == 1:
            return next(iter(here))
        subjects = [c for c, rank in here.items() if rank == 3]
        if len(subjects) == 1:
            return subjects[0]
        about = self._about()
        if about and (not here or about in here):
            return about
        if here:
            return None
        return self._before(sentence)

    def _before(self, sentence: Sentence) -> str | None:
        """The only country of the sentence before."""
        found = {
            e.country
            for f in self._recall.inside(sentence.index - 1)
            for e in f.entities
            if e.country and e.country not in _NO_STATE
        }
        return next(iter(found)) if len(found) == 1 else None
