"""Pronouns: one word in, the mention that it makes out; with who speaks in a quotation and for whom."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from dragoman.extract.actors.draft import Entity, Found, rank_of
from dragoman.extract.actors.recall import Recall
from dragoman.extract.actors.register import Register
from dragoman.extract.actors.speech import Speech
from dragoman.lexicon.cast import PronounRow
from dragoman.records import Analysis, Sentence

_NO_STATE = frozenset({"IGO", "NGO", "MNC"})


class Pronouns:
    """Reads pronouns. ``publisher`` is the country whose own organ publishes the report, if one does."""

    def __init__(
        self,
        analysis: Analysis,
        register: Register,
        recall: Recall,
        speech: Speech,
        resolve: Callable[[int, int], Found | None],
        things: Mapping[tuple[int, int], tuple[Entity, ...]],
        publisher: str | None,
    ) -> None:
        self._analysis = analysis
        self._register = register
        self._recall = recall
        self._speech = speech
        self._at = resolve
        self._things = things
        self._publisher = publisher

    def read(self, sentence: Sentence, index: int, row: PronounRow) -> Found | None:
        """The mention that a pronoun makes; None where it stands for nobody ("it is feared that")."""
        word = sentence.words[index]
        if word.relation == "expl" or (word.upos == "DET" and not row.relative):
            return None
        if row.gender is None and not row.plural and not row.relative and _anticipates(sentence, index):
            return None
        if row.relative:
            entities = self._recall.relative(sentence, index)
            if not entities:
                return None
        elif row.person == 1:
            entities = self._first_person(word.start, row)
        elif row.person == 2:
            entities = ()
        else:
            barred = self._speaking(word.start)
            entities = self._recall.pronoun(sentence, index, row, barred)
            neuter = not row.plural and row.gender is None
            if neuter and entities and not self._acts(sentence, index, entities):
                entities = ()
            for entity in entities:
                entity.gender = entity.gender or row.gender
        return Found(
            sentence.index,
            index,
            index,
            index,
            "pronoun",
            entities,
            f"pronoun:{row.id}",
            rank_of(sentence, index),
            plural=row.plural,
        )

    def _first_person(self, position: int, row: PronounRow) -> tuple[Entity, ...]:
        """The speaker for "I", the speaker's side for "we"; outside quotations the body that publishes."""
        speakers = self.speaker(position)
        if not row.plural:
            return speakers if len(speakers) == 1 and speakers[0].kind == "person" else ()
        sides = tuple(dict.fromkeys(side for s in speakers if (side := self._side(s)) is not None))
        if sides or self._speech.quote_at(position) is not None:
            return sides
        return (self._register.state(self._publisher),) if self._publisher else ()

    def _side(self, speaker: Entity) -> Entity | None:
        if speaker.kind in ("state", "organisation"):
            return speaker
        if speaker.country and speaker.country not in _NO_STATE:
            return self._register.state(speaker.country)
        return speaker.side or (speaker if speaker.country else None)

    def _speaking(self, position: int) -> set[Entity]:
        """The speaker of a quotation and the speaker's side, who call themselves "I" and "we" there."""
        if self._speech.quote_at(position) is None:
            return set()
        speakers = set(self.speaker(position))
        return speakers | {side for s in speakers if (side := self._side(s)) is not None}

    def _acts(self, sentence: Sentence, index: int, entities: tuple[Entity, ...]) -> bool:
        """Whether "it" can be an actor here: a named one, the subject of a verb, no thing nearer."""
        word = sentence.words[index]
        if not all(e.named or e.kind == "organisation" for e in entities):
            return False
        if word.deprel != "nmod:poss":
            copular = word.head >= 0 and any(c.deprel == "cop" for c in sentence.dependents(word.head))
            reflexive = word.feat("Reflex") == "Yes"
            if (word.relation != "nsubj" and not reflexive) or copular:
                return False
        return not self._recall.thing_between(sentence, index, entities)

    def speaker(self, position: int) -> tuple[Entity, ...]:
        """Who speaks at a position of the text; () when it is in no quotation or the speaker is not told."""
        at = self._speech.speaker_at(position)
        found = self._at(*at) if at else None
        if at is None or found is not None:
            return found.entities if found else ()
        if at in self._things:
            return self._things[at]
        if self._speech.quote_at(position) is None or at[0] == 0:
            return ()
        before = self._analysis.sentences[at[0] - 1]
        subject = next(before.dependents(before.root, "nsubj"), None)
        found = self._at(before.index, subject.index) if subject else None
        return found.entities if found else ()


def _anticipates(sentence: Sentence, index: int) -> bool:
    """Whether "it" only stands for a clause to come: "it is feared that ..."."""
    word = sentence.words[index]
    if word.relation != "nsubj" or word.head < 0:
        return False
    clauses = ("csubj", "ccomp") if word.deprel == "nsubj:pass" else ("csubj",)
    return next(sentence.dependents(word.head, *clauses), None) is not None
