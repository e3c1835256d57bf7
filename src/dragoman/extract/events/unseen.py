"""Predicates read by meaning: words with the model's probabilities of event types go in, rows for those that
no row of the lexicon names come out, and rows that the model takes for no event are taken back.

Such rows stand for one type each ("head:ASSAULT"), with the frame and thresholds of acts.toml. Participants,
status, merging and scope are read as for any other row. Words that rows name are left to the rows: the head
read them no better on annotated reports, whether it chose among rows or read rows that lacked participants.
"""

from __future__ import annotations

from dragoman.extract.events.draft import Draft
from dragoman.extract.events.match import Matcher
from dragoman.extract.events.scene import Scene
from dragoman.lexicon.acts import ActLexicon
from dragoman.lexicon.events import Pos, Predicate
from dragoman.records import Actor, Word

HEAD = "head:"
NONE = "none"
POS: dict[str, Pos] = {"VERB": "VERB", "NOUN": "NOUN"}
# Who by himself makes no politics.
PRIVATE = frozenset({"outlet"})


class Unseen:
    """What the model's event head says of the words of one report; says nothing where there is no head."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._acts = scene.analysis.acts or {}
        self._settings: ActLexicon = scene.lexicon.acts

    def row(self, sentence: int, word: Word, matcher: Matcher) -> Predicate | None:
        """A row for a predicate that no row of the lexicon names, or None."""
        chances, pos = self._acts.get((sentence, word.index)), POS.get(word.upos)
        if not chances or pos is None or not self._eventive(sentence, word):
            return None
        if (pos.lower(), word.lemma.lower()) in self._scene.lexicon.status:
            return None  # it tells how another deed stands ("cancelled his visit", "failed to condemn")
        kind, chance = chances[0]
        form, read = self._settings.types.get(kind), self._settings.read
        if form is None or chance < read.least or any(True for _ in matcher.why(word)):
            return None
        sure = round(read.confidence * chance, 3)
        words = (word.lemma.lower(),)
        return Predicate(id=HEAD + kind, type=kind, pos=pos, words=words, frame=form.frame, confidence=sure)

    def denies(self, sentence: int, word: Word, row: Predicate) -> bool:
        """Whether the head is sure that a word names no event, against a row that goes by the word alone.

        What other words bear out ("go against the resolution") stays: the head judges words, not phrases.
        """
        chances = dict(self._acts.get((sentence, word.index), ()))
        veto, own, none = self._settings.veto, chances.get(row.type, 0.0), chances.get(NONE, 0.0)
        return own < veto.own and none >= veto.none and self._alone(word, row)

    def _alone(self, word: Word, row: Predicate) -> bool:
        """Whether a row goes by the word alone: it is a predicate of one word and asks for no other."""
        single = word.lemma.lower() in self._scene.lexicon.words_of(row.words)
        return single and not any(need.words for need in row.needs)

    def _eventive(self, sentence: int, word: Word) -> bool:
        """Whether a noun names an event; verbs do."""
        chance = (self._scene.analysis.eventive or {}).get((sentence, word.index), 1.0)
        return word.upos != "NOUN" or chance >= self._settings.read.eventive

    def stands(self, draft: Draft) -> bool:
        """Whether a draft of the head has the sides that its type asks for, and a state, or an official
        or body of one, is on them.
        """
        if not draft.row.id.startswith(HEAD):
            return True
        actors = tuple(f.actor for f in draft.actors)
        recipients = tuple(f.actor for f in draft.recipients)
        sides = {"actor": actors, "recipient": recipients}
        if not all(sides[side] for side in self._settings.types[draft.type].needs):
            return False
        if draft.frame.mutual and len(set(actors)) < 2:
            return False
        return any(self._political(self._scene.cast.actor(actor)) for actor in actors or recipients)

    def _political(self, actor: Actor) -> bool:
        """A state, an organisation or group of a state, a person with an office or a public sector."""
        if actor.kind in PRIVATE or actor.country in (None, "MNC"):
            return False
        sector = (actor.sector or "").lower()
        public = self._scene.lexicon.in_set("public_sectors", sector)
        return actor.kind == "state" or public or actor.office is not None
