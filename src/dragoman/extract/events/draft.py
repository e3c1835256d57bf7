"""A draft: an event as one sentence gives it, before participants are carried over and pairs are merged."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.extract.events.participants import Filler
from dragoman.extract.events.scene import Governed
from dragoman.extract.status import Verdict
from dragoman.lexicon.events import Frame, Predicate
from dragoman.records import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """One event word with its row and what the sentence tells of it.

    ``support``: the light verb of an event noun; ``used``: words its row asked for; ``carried``:
    participants were taken over from an earlier mention; ``echo``: a noun without
    participants, an event only if one was told of before;
    ``weak``: ... in the same words; ``passive``: who does it is left out by grammar.
    """

    sentence: int
    word: int
    trigger: Span
    lemma: str
    names: frozenset[str]
    noun: bool
    row: Predicate
    frame: Frame
    verdict: Verdict
    actors: tuple[Filler, ...] = ()
    recipients: tuple[Filler, ...] = ()
    used: frozenset[int] = frozenset()
    support: int | None = None
    time: Governed | None = None
    definite: bool = False
    carried: bool = False
    echo: bool = False
    weak: bool = False
    passive: bool = False

    @property
    def type(self) -> str:
        """The PLOVER type of the row."""
        return self.row.type

    @property
    def where(self) -> tuple[int, int]:
        """Sentence and word."""
        return self.sentence, self.word

    @property
    def people(self) -> frozenset[str]:
        """Ids of all who take part."""
        return frozenset(f.actor for f in (*self.actors, *self.recipients))
