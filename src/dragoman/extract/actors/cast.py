"""The cast of a report: its actors and every mention of them, with look-ups by word."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from dragoman.extract.actors.draft import NameSpan
from dragoman.records import Actor, Mention


@dataclass(frozen=True, kw_only=True)
class Cast:
    """Actors and mentions of one report.

    ``home`` is the one state that the report speaks of, None when it speaks of several; ``stateless`` are the
    people described without a state ("protesters"), who may be that state's; ``unplaced`` are persons whom
    the report names without saying of what state they are.
    ``dominant_country`` is the state that the report is mostly about (ISO alpha-3), None when two compete;
    ``speakers`` maps a sentence to the actors whose words its quotation is; ``things`` maps the head word of
    a thing ("jet" in "Ukrainian jet") to the actors it belongs to; ``names`` are all proper names, places
    too; ``covers`` gives for each word the smallest mention that holds it.
    """

    actors: tuple[Actor, ...]
    mentions: tuple[Mention, ...]
    dominant_country: str | None = None
    home: str | None = None
    stateless: frozenset[str] = frozenset()
    unplaced: frozenset[str] = frozenset()
    speakers: Mapping[int, tuple[str, ...]]
    things: Mapping[tuple[int, int], tuple[str, ...]]
    names: tuple[NameSpan, ...] = ()
    covers: Mapping[tuple[int, int], Mention] = field(default_factory=dict)

    @cached_property
    def _by_head(self) -> dict[tuple[int, int], Mention]:
        return {(m.sentence, m.head): m for m in reversed(self.mentions)}

    @cached_property
    def _by_id(self) -> dict[str, Actor]:
        return {actor.id: actor for actor in self.actors}

    @cached_property
    def _by_sentence(self) -> dict[int, list[Mention]]:
        out: dict[int, list[Mention]] = {}
        for mention in self.mentions:
            out.setdefault(mention.sentence, []).append(mention)
        return out

    def actor(self, actor_id: str) -> Actor:
        """The actor with this id; KeyError when there is none."""
        return self._by_id[actor_id]

    def at(self, sentence: int, word: int) -> Mention | None:
        """The mention whose head is that word, or None."""
        return self._by_head.get((sentence, word))

    def in_sentence(self, sentence: int) -> tuple[Mention, ...]:
        """All mentions of a sentence in text order."""
        return tuple(self._by_sentence.get(sentence, ()))

    def covering(self, sentence: int, word: int) -> Mention | None:
        """The smallest mention whose words include that word, or None."""
        return self.covers.get((sentence, word))

    def owners(self, sentence: int, word: int) -> tuple[str, ...]:
        """The actors to whom a thing belongs: RUS for the head of "Russian missile", () when not told."""
        return self.things.get((sentence, word), ())

    def speaker(self, sentence: int) -> tuple[str, ...]:
        """The actors whose quoted words the sentence holds, () when there is none or it is not told."""
        return self.speakers.get(sentence, ())

    def salient(self, sentence: int) -> list[str]:
        """Actor ids by salience: mentioned in the sentence or the three before it, the near ones first."""
        scores: dict[str, float] = {}
        for distance in range(4):
            for mention in self._by_sentence.get(sentence - distance, ()):
                for actor in mention.actors:
                    worth = (4 - distance) * (2.0 if mention.form != "pronoun" else 1.5)
                    scores[actor] = scores.get(actor, 0.0) + worth
        return sorted(scores, key=lambda actor: -scores[actor])
