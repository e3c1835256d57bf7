"""Predicates read by meaning: words with the model's probabilities of event types go in, rows for those that
no row of the lexicon reads come out, and rows that the model takes for no event are taken back.

Such rows stand for one type each ("head:ASSAULT"), with the frame and thresholds of acts.toml, or are rows of
the lexicon whose participants the sentence does not tell ("head:accuse.condemn"). Participants, status,
merging and scope are read as for any other row.
"""

from __future__ import annotations

import msgspec

from dragoman.extract.events.draft import Draft
from dragoman.extract.events.match import Matcher
from dragoman.extract.events.scene import Scene
from dragoman.lexicon.acts import ActLexicon
from dragoman.lexicon.events import Pos, Predicate
from dragoman.records import Actor, Word

HEAD = "head:"
NONE = "none"
POS: dict[str, Pos] = {"VERB": "VERB", "NOUN": "NOUN"}
# Quad classes of deeds: somebody killed or held, and nobody told who does it, is as a rule no politics.
DEEDS = frozenset({2, 4})
# Who by himself makes no politics.
PRIVATE = frozenset({"outlet"})


class Unseen:
    """What the model's event head says of the words of one report; says nothing where there is no head."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._acts = scene.analysis.acts or {}
        self._settings: ActLexicon = scene.lexicon.acts

    def row(self, sentence: int, word: Word, matcher: Matcher) -> Predicate | None:
        """A row for a predicate that no row of the lexicon reads, or None.

        Where a row of the type that the head is sure of only lacks participants, it is that row.
        """
        chances, pos = self._acts.get((sentence, word.index)), POS.get(word.upos)
        if not chances or pos is None or not self._eventive(sentence, word):
            return None
        if (pos.lower(), word.lemma.lower()) in self._scene.lexicon.status:
            return None  # it tells how another deed stands ("cancelled his visit", "failed to condemn")
        kind, chance = chances[0]
        form, read = self._settings.types.get(kind), self._settings.read
        if form is None or chance < min(read.least, read.least_known):
            return None
        named = list(matcher.why(word))
        outcomes = {outcome for _, outcome in named}
        known = next((row for row, outcome in named if outcome == "people" and row.type == kind), None)
        if known is not None and chance >= read.least_known:
            sure = round(min(known.confidence, read.confidence * chance), 3)
            return msgspec.structs.replace(known, id=HEAD + known.id, confidence=sure)
        if "vetoed" in outcomes or chance < (read.least_named if outcomes else read.least):
            return None
        sure = round(read.confidence * chance, 3)
        words = (word.lemma.lower(),)
        return Predicate(id=HEAD + kind, type=kind, pos=pos, words=words, frame=form.frame, confidence=sure)

    def weighed(self, sentence: int, word: Word, matcher: Matcher) -> Predicate | None:
        """The row to read a word by, of those that fire on it; None where the head says that it is no event.

        A row that goes by the word alone yields to the head: to no event where the head is sure of none, to
        another firing row where it is sure of that one's type. What other words bear out ("go against the
        resolution") stays: the head judges words, not phrases. Doubt of the type costs confidence.
        """
        row = matcher.row(word)
        chances = dict(self._acts.get((sentence, word.index), ()))
        if row is None or not chances:
            return row
        veto, own = self._settings.veto, chances.get(row.type, 0.0)
        if own >= veto.doubt:
            return row
        if self._alone(word, row):
            if own < veto.own and chances.get(NONE, 0.0) >= veto.none:
                return None
            least = self._settings.read.least_named
            other = next((r for r in matcher.rows(word) if chances.get(r.type, 0.0) >= least), None)
            if other is not None:
                return other
        return msgspec.structs.replace(row, confidence=round(row.confidence * veto.keep, 3))

    def _alone(self, word: Word, row: Predicate) -> bool:
        """Whether a row goes by the word alone: it is a predicate of one word and asks for no other."""
        single = word.lemma.lower() in self._scene.lexicon.words_of(row.words)
        return single and not any(need.words for need in row.needs)

    def _eventive(self, sentence: int, word: Word) -> bool:
        """Whether a noun names an event; verbs do."""
        chance = (self._scene.analysis.eventive or {}).get((sentence, word.index), 1.0)
        return word.upos != "NOUN" or chance >= self._settings.read.eventive

    def stands(self, draft: Draft) -> bool:
        """Whether a draft that the head made has the sides it needs: those its type asks for, or, where a row
        knows the word, who does a deed; a state, or an official or body of one, must be on them.
        """
        if not draft.row.id.startswith(HEAD):
            return True
        actors = tuple(f.actor for f in draft.actors)
        recipients = tuple(f.actor for f in draft.recipients)
        needs = self._settings.types[draft.type].needs
        if draft.row.id != HEAD + draft.type:
            deed = self._scene.lexicon.plover[draft.type].quad in DEEDS
            needs = ("actor",) if deed else ()
        sides = {"actor": actors, "recipient": recipients}
        if not all(sides[side] for side in needs):
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
