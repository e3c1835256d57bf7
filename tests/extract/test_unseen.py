"""What the model's event head adds to the rows of the lexicon and takes away, on hand-made trees."""

from __future__ import annotations

import pytest
from tests.extract.events_trees import cast_of, tree

from dragoman.extract.events import find_events
from dragoman.lexicon import data_root
from dragoman.lexicon.events import EventLexicon, load_events
from dragoman.records import Analysis, Event, Report

Chances = tuple[tuple[str, float], ...]


@pytest.fixture(scope="module")
def lexicon() -> EventLexicon:
    return load_events(data_root())


def read(lexicon: EventLexicon, rows: str, chances: dict[int, Chances] | None) -> tuple[Event, ...]:
    text, sentence = tree(rows)
    acts = None if chances is None else {(0, word): found for word, found in chances.items()}
    analysis = Analysis(sentences=(sentence,), acts=acts)
    report = Report(id="x", ref="x", text=text)
    return find_events(report, (), analysis, cast_of(sentence), (), (), (), lexicon)


UNKNOWN = """
    Freedonia Freedonia PROPN 2 nsubj
    zorbled zorble VERB 0 root Tense=Past|VerbForm=Fin|Mood=Ind
    Sylvania Sylvania PROPN 2 obj"""

PASSIVE = """
    Sylvania Sylvania PROPN 3 nsubj:pass
    was be AUX 3 aux:pass Tense=Past|VerbForm=Fin|Mood=Ind
    zorbled zorble VERB 0 root Tense=Past|VerbForm=Part|Voice=Pass
    by by ADP 5 case
    Freedonia Freedonia PROPN 3 obl:agent"""

VISIT = """
    Freedonia Freedonia PROPN 2 nsubj
    visited visit VERB 0 root Tense=Past|VerbForm=Fin|Mood=Ind
    Sylvania Sylvania PROPN 2 obj"""


def test_a_verb_without_a_row_is_read_by_its_meaning(lexicon: EventLexicon) -> None:
    (event,) = read(lexicon, UNKNOWN, {1: (("ASSAULT", 0.95), ("none", 0.04))})
    assert (event.type, event.actors, event.recipients) == ("ASSAULT", ("FRE",), ("SYL",))
    assert (event.rule, event.status) == ("head:ASSAULT", "occurred")


def test_a_passive_is_turned(lexicon: EventLexicon) -> None:
    (event,) = read(lexicon, PASSIVE, {2: (("ACCUSE", 0.9),)})
    assert (event.type, event.actors, event.recipients) == ("ACCUSE", ("FRE",), ("SYL",))


@pytest.mark.parametrize(
    "chances",
    [None, {}, {1: (("none", 0.97),)}, {1: (("ASSAULT", 0.5), ("none", 0.5))}],
    ids=["no head", "nothing said", "none", "unsure"],
)
def test_nothing_is_read_where_the_head_is_not_sure(
    lexicon: EventLexicon, chances: dict[int, Chances] | None
) -> None:
    assert read(lexicon, UNKNOWN, chances) == ()


def test_a_side_that_the_type_asks_for_must_be_told(lexicon: EventLexicon) -> None:
    rows = """
        Freedonia Freedonia PROPN 2 nsubj
        zorbled zorble VERB 0 root Tense=Past|VerbForm=Fin|Mood=Ind"""
    assert read(lexicon, rows, {1: (("ASSAULT", 0.99),)}) == ()


def test_what_the_head_takes_for_none_is_taken_back(lexicon: EventLexicon) -> None:
    assert read(lexicon, VISIT, {1: (("none", 0.998),)}) == ()


def test_a_doubt_of_the_head_costs_confidence(lexicon: EventLexicon) -> None:
    (sure,) = read(lexicon, VISIT, {1: (("CONSULT", 0.9), ("none", 0.1))})
    (unsure,) = read(lexicon, VISIT, {1: (("none", 0.9), ("CONSULT", 0.05))})
    assert unsure.confidence < sure.confidence
    assert dict(unsure.grounds)["head"] < 0 < dict(sure.grounds)["head"]


def test_a_noun_that_names_no_event_is_none(lexicon: EventLexicon) -> None:
    rows = """
        Freedonia Freedonia PROPN 4 nmod:poss
        's 's PART 1 case
        new new ADJ 4 amod
        zorbling zorbling NOUN 7 nsubj
        of of ADP 6 case
        Sylvania Sylvania PROPN 4 nmod
        failed fail VERB 0 root Tense=Past|VerbForm=Fin|Mood=Ind"""
    text, sentence = tree(rows)
    for eventive, found in ((0.9, ["ASSAULT"]), (0.2, [])):
        analysis = Analysis(
            sentences=(sentence,), acts={(0, 3): (("ASSAULT", 0.95),)}, eventive={(0, 3): eventive}
        )
        report = Report(id="x", ref="x", text=text)
        events = find_events(report, (), analysis, cast_of(sentence), (), (), (), lexicon)
        assert [event.type for event in events] == found
