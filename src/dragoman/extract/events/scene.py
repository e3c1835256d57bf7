"""What the events stage knows of a report, passed along within the stage."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from dragoman.extract.actors.cast import Cast
from dragoman.extract.governing import Governed, governing_time
from dragoman.lexicon.events import EventLexicon
from dragoman.records import Analysis, Attribution, Place, Report, Segment, Sentence, Time

__all__ = ["Governed", "Scene", "governing_time"]


# From this share of main verbs on, a report is taken to tell its news in the present tense.
_NARRATING = 0.6
# From this share of sentences with a word of sport on, a report is about sport.
_SPORTING = 0.3


@dataclass(frozen=True, kw_only=True)
class Scene:
    """What the events stage knows of a report, passed along within the stage."""

    report: Report
    segments: Sequence[Segment]
    analysis: Analysis
    cast: Cast
    places: Sequence[Place]
    times: Sequence[Time]
    attributions: Sequence[Attribution]
    lexicon: EventLexicon
    told: dict[int, set[str]] = field(default_factory=dict, repr=False, compare=False)
    """The contexts that whole sentences tell of, by their number, once asked for."""

    @cached_property
    def tells_in_present(self) -> bool:
        """Whether the body tells its news in the simple present ("Peru recalls its envoy"), as digests do.

        There the present tense of an act says that it happened; elsewhere it says that it goes on.
        """
        present = past = 0
        heads = {s.start for s in self.segments if s.kind == "headline"}
        for sentence in self.analysis.sentences:
            if not sentence.words or sentence.start in heads:
                continue
            tense = _tense(sentence)
            present += tense == "Pres" and sentence.words[sentence.root].upos == "VERB"
            past += tense == "Past"
        return present > 0 and present >= _NARRATING * (present + past)

    @cached_property
    def states(self) -> int:
        """How many countries the actors of the report belong to."""
        return len({actor.country for actor in self.cast.actors} - {None})

    @cached_property
    def about_sport(self) -> bool:
        """Whether so many sentences speak of matches and medals that states in them are teams."""
        told = [s for s in self.analysis.sentences if s.words]
        sporting = sum(
            any(self.lexicon.in_set("sporting", w.lemma) for w in sentence.words) for sentence in told
        )
        return sporting >= _SPORTING * len(told) and bool(told)


def _tense(sentence: Sentence) -> str | None:
    """The tense of the main verb: that of a finite auxiliary ("are killed": present), else its own."""
    root = sentence.words[sentence.root]
    for word in sentence.dependents(sentence.root):
        if word.relation == "aux" and word.feat("VerbForm") == "Fin" and word.feat("Tense"):
            return word.feat("Tense")
    return root.feat("Tense")
