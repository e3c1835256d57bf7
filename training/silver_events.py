"""Parsed reports go in; for each predicate word the event type that the rules read there comes out.

The rules are the teacher, so what they are unsure of is left unknown: a head that is to read by meaning what
no rule names must not learn that everything without a rule is no event.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dragoman.extract.clauses import Clauses
from dragoman.extract.events.match import Matcher, Outcome
from dragoman.extract.events.participants import Participants
from dragoman.extract.lemmas import mend
from dragoman.lexicon.events import EventLexicon, Predicate
from dragoman.pipeline import STAGES, Pipeline
from dragoman.records import Analysis, Event, Report, Segment, Sentence, Word

NONE, UNKNOWN = "none", ""
# Rows of a lower prior than this are wrong too often to teach.
SURE = 0.55
# ... and with no event made of them, because it is told of private people: where the deed is plain.
PLAIN, DEEDS = 0.65, frozenset({"ASSAULT", "COERCE", "PROTEST", "OFFICE"})
# A noun is a predicate word from this probability on that it names an event.
EVENTIVE = 0.3
# A word of a row that is an event in at most this share of its places is none where a word beside it lacks
# (first) or only people do (second).
SELDOM = {"words": 0.15, "people": 0.08}
# A word of no row is none where it is as frequent as this; a rarer one may be what the rows lack.
FREQUENT = 40
# Cosine of a word's vector with that of a word of a row from which the two may mean the same.
NEAR = 0.68


@dataclass(frozen=True, kw_only=True)
class Read:
    """A report with what the stages up to the events found in it."""

    report: Report
    segments: tuple[Segment, ...]
    analysis: Analysis
    found: Mapping[str, Any]

    @property
    def events(self) -> tuple[Event, ...]:
        """The events, as the events stage gives them."""
        return tuple(self.found["acts"])

    def eventive(self, sentence: Sentence, word: Word) -> float:
        """The model's probability that a noun names an event."""
        return (self.analysis.eventive or {}).get((sentence.index, word.index), 0.0)

    def readers(self, lexicon: EventLexicon) -> Iterable[tuple[Sentence, Participants]]:
        """Each sentence, lemmas mended, with the reader of its participants."""
        cast, said, places = (self.found[name] for name in ("cast", "attributions", "places"))
        for parsed in self.analysis.sentences:
            sentence = mend(parsed, lexicon.vocabulary)
            yield sentence, Participants(Clauses(sentence, lexicon.sets), cast, said, places)


def read_through(pipeline: Pipeline, report: Report, analysis: Analysis | None = None) -> Read:
    """A report through the pipeline's stages up to its events; ``analysis``: its parse, if at hand."""
    at_hand: dict[str, Any] = {"report": report, "engine": pipeline.engine, "lexicon": pipeline.lexicon}
    for area in ("world", "events", "times", "said", "figures", "relations"):
        at_hand[f"lexicon.{area}"] = getattr(pipeline.lexicon, area)
    if analysis is not None:
        at_hand["analysis"] = analysis
    for stage in STAGES:
        if stage.gives not in at_hand:
            at_hand[stage.gives] = stage.run(*(at_hand[name] for name in stage.needs))
        if stage.gives == "acts":
            break
    return Read(report=report, segments=at_hand["segments"], analysis=at_hand["analysis"], found=at_hand)


def is_predicate(word: Word, eventive: float, lexicon: EventLexicon) -> bool:
    """Whether a word is one that the head has to answer for."""
    if word.upos == "VERB":
        return word.relation not in ("aux", "cop")
    return word.upos == "NOUN" and (eventive >= EVENTIVE or ("NOUN", word.lemma.lower()) in lexicon.index)


@dataclass(frozen=True, kw_only=True)
class Known:
    """What is known of words, by part of speech and lemma: in how many places each is a predicate, in how
    many of them an event, and which words of no row are near in meaning to a word of a row.
    """

    places: Counter[tuple[str, str]]
    events: Counter[tuple[str, str]]
    near: frozenset[tuple[str, str]] = frozenset()

    def seldom(self, word: Word, outcome: Outcome) -> bool:
        """Whether a word that rows name is so seldom an event that it is none here."""
        key = word.upos, word.lemma.lower()
        return (self.events[key] + 1) / (self.places[key] + 4) <= SELDOM.get(outcome, 0.0)

    def doubtful(self, word: Word) -> bool:
        """Whether a word that no row names may yet be an event."""
        key = word.upos, word.lemma.lower()
        return self.places[key] < FREQUENT and key in self.near


def count_words(reads: Iterable[Read], lexicon: EventLexicon) -> Known:
    """How often each predicate word stands in the reports, and how often a row fires on it."""
    places: Counter[tuple[str, str]] = Counter()
    events: Counter[tuple[str, str]] = Counter()
    for read in reads:
        told = {(e.sentence, e.word) for e in read.events}
        for sentence, who in read.readers(lexicon):
            matcher = Matcher(who, lexicon)
            for word in sentence.words:
                if is_predicate(word, read.eventive(sentence, word), lexicon):
                    key = word.upos, word.lemma.lower()
                    places[key] += 1
                    fires = any(outcome == "fires" for _, outcome in matcher.why(word))
                    events[key] += fires or (sentence.index, word.index) in told
    return Known(places=places, events=events)


def event_tags(read: Read, lexicon: EventLexicon, known: Known) -> list[list[str]]:
    """For each sentence a tag a word: an event type, "none", or "" where unknown or no predicate stands."""
    priors = {row.id: row.confidence for row in lexicon.predicates}
    told = {(e.sentence, e.word): e for e in read.events}
    out: list[list[str]] = []
    for sentence, who in read.readers(lexicon):
        matcher = Matcher(who, lexicon)
        types = {e.type for e in read.events if e.sentence == sentence.index}
        tags = [UNKNOWN] * len(sentence.words)
        for word in sentence.words:
            event = told.get((sentence.index, word.index))
            if event is not None:
                tags[word.index] = event.type if priors.get(event.rule, 0.0) >= SURE else UNKNOWN
            elif is_predicate(word, read.eventive(sentence, word), lexicon):
                named = list(matcher.why(word))
                tags[word.index] = without_event(word, named, types, known)
        out.append(tags)
    return out


def without_event(
    word: Word, named: Sequence[tuple[Predicate, Outcome]], types: Collection[str], known: Known
) -> str:
    """What a predicate word is that the rules made no event of, from the rows that name it.

    A type where a row fires for an event of the sentence that stands at another word ("signed" of "signed a
    treaty"; ``types``: those of its events) or for a plain deed; "none" where words beside it rule it out;
    "" where that cannot be told.
    """
    if not named:
        return UNKNOWN if known.doubtful(word) else NONE
    firing = [row for row, outcome in named if outcome == "fires"]
    if firing:
        kind, sure = firing[0].type, max(row.confidence for row in firing)
        plain = kind in types or (kind in DEEDS and sure >= PLAIN)
        alone = all(row.type == kind for row in firing)
        return kind if plain and alone and sure >= SURE else UNKNOWN
    outcomes = {outcome for _, outcome in named}
    if "people" in outcomes:
        return NONE if known.seldom(word, "people") else UNKNOWN
    return NONE if "vetoed" in outcomes or known.seldom(word, "words") else UNKNOWN


def near_words(
    keys: Iterable[tuple[str, str]], lexicon: EventLexicon, encoder: Path
) -> frozenset[tuple[str, str]]:
    """Of (part of speech, lemma) those whose vector is near to that of a one-word predicate of a row.

    Vectors are the pretrained encoder's, of "to approve", "an approval": mean of the last states.
    """
    names: dict[str, set[str]] = {"VERB": set(), "NOUN": set()}
    for (pos, head), entries in lexicon.index.items():
        if pos in names and any(not e.rest for e in entries):
            names[pos].add(head)
    out: set[tuple[str, str]] = set()
    for pos, known in names.items():
        asked = sorted({lemma for kind, lemma in keys if kind == pos})
        if asked and known:
            best = (_vectors(asked, pos, encoder) @ _vectors(sorted(known), pos, encoder).T).max(1)
            out.update((pos, lemma) for lemma, value in zip(asked, best, strict=True) if value >= NEAR)
    return frozenset(out)


def _vectors(lemmas: list[str], pos: str, encoder: Path) -> Any:
    """One unit vector a lemma (numpy, words by width)."""
    import numpy as np
    import torch

    from dragoman.parse.pieces import Pieces
    from training.network import Encoder, load_pretrained

    network = Encoder().eval()
    load_pretrained(network, encoder / "model.safetensors")
    pieces = Pieces(encoder / "vocab.txt")
    before = pieces.of(["to" if pos == "VERB" else "the"])[0]
    rows = []
    with torch.no_grad():
        network.mix[-1] = 60.0
        for lemma in lemmas:
            word = [p for part in pieces.of(lemma.split("-")) for p in part]
            ids = torch.tensor([[pieces.start, *before, *word, pieces.stop]])
            state = network(ids, torch.zeros_like(ids), None)[0].mean(0)
            rows.append((state / state.norm()).numpy())
    return np.stack(rows)
