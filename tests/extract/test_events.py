"""Events from hand-made trees: who did what to whom, and one event where two words tell of it."""

import pytest
from tests.extract.events_trees import cast_of, tree

from dragoman.extract.events import find_events
from dragoman.lexicon import data_root
from dragoman.lexicon.events import EventLexicon, load_events
from dragoman.records import Analysis, Event, Report


@pytest.fixture(scope="module")
def lexicon() -> EventLexicon:
    return load_events(data_root())


def read(lexicon: EventLexicon, *rows: str) -> tuple[Event, ...]:
    text, sentences = "", []
    for index, one in enumerate(rows):
        part, sentence = tree(one, index, len(text))
        text += part + "\n"
        sentences.append(sentence)
    report = Report(id="x", ref="x", text=text)
    return find_events(
        report, (), Analysis(sentences=tuple(sentences)), cast_of(*sentences), (), (), (), lexicon
    )


def told(event: Event) -> tuple[str, str | None, tuple[str, ...], tuple[str, ...], str]:
    return event.type, event.mode, event.actors, event.recipients, event.status


VISIT = """
    Freedonia Freedonia PROPN 2 nsubj
    visited visit VERB 0 root Tense=Past|VerbForm=Fin|Mood=Ind
    Sylvania Sylvania PROPN 2 obj"""


def test_a_visit_has_visitor_and_host(lexicon: EventLexicon) -> None:
    assert [told(e) for e in read(lexicon, VISIT)] == [("CONSULT", "visit", ("FRE",), ("SYL",), "occurred")]


def test_held_talks_with_is_one_event_of_two_actors(lexicon: EventLexicon) -> None:
    events = read(
        lexicon,
        """
        Freedonia Freedonia PROPN 2 nsubj
        held hold VERB 0 root Tense=Past|VerbForm=Fin|Mood=Ind
        talks talk NOUN 2 obj
        with with ADP 5 case
        Sylvania Sylvania PROPN 2 obl""",
    )
    assert [(e.type, set(e.actors), e.recipients) for e in events] == [("CONSULT", {"FRE", "SYL"}, ())]


def test_signed_an_agreement_is_one_event(lexicon: EventLexicon) -> None:
    events = read(
        lexicon,
        """
        Freedonia Freedonia PROPN 4 nsubj
        and and CCONJ 3 cc
        Sylvania Sylvania PROPN 1 conj
        signed sign VERB 0 root Tense=Past|VerbForm=Fin|Mood=Ind
        an a DET 6 det
        agreement agreement NOUN 4 obj""",
    )
    assert [(e.type, set(e.actors)) for e in events] == [("AGREE", {"FRE", "SYL"})]


def test_what_is_asked_for_is_no_event_of_its_own(lexicon: EventLexicon) -> None:
    events = read(
        lexicon,
        """
        Freedonia Freedonia PROPN 2 nsubj
        urged urge VERB 0 root Tense=Past|VerbForm=Fin|Mood=Ind
        Sylvania Sylvania PROPN 2 obj
        to to PART 5 mark
        withdraw withdraw VERB 2 xcomp VerbForm=Inf
        from from ADP 7 case
        Osterlich Osterlich PROPN 5 obl""",
    )
    assert [(e.type, e.actors, e.recipients) for e in events] == [("REQUEST", ("FRE",), ("SYL",))]


def test_the_visit_takes_over_who_travelled(lexicon: EventLexicon) -> None:
    events = read(
        lexicon,
        VISIT,
        """
        The the DET 2 det Definite=Def|PronType=Art
        visit visit NOUN 3 nsubj
        lasted last VERB 0 root Tense=Past|VerbForm=Fin|Mood=Ind
        long long ADV 3 advmod""",
    )
    assert [(e.sentence, *told(e)[1:4]) for e in events] == [
        (0, "visit", ("FRE",), ("SYL",)),
        (1, "visit", ("FRE",), ("SYL",)),
    ]


def test_adjectives_name_participants_of_nouns(lexicon: EventLexicon) -> None:
    events = read(
        lexicon,
        """
        The the DET 3 det Definite=Def|PronType=Art
        Freedonian Freedonian ADJ 3 amod
        invasion invasion NOUN 6 nsubj
        of of ADP 5 case
        Sylvania Sylvania PROPN 3 nmod
        failed fail VERB 0 root Tense=Past|VerbForm=Fin|Mood=Ind""",
    )
    assert [(e.type, e.actors, e.recipients) for e in events] == [("ASSAULT", ("FRE",), ("SYL",))]


def test_no_participant_no_event(lexicon: EventLexicon) -> None:
    assert (
        read(
            lexicon,
            """
        She she PRON 2 nsubj
        visited visit VERB 0 root Tense=Past|VerbForm=Fin|Mood=Ind
        town town NOUN 2 obj""",
        )
        == ()
    )


def test_who_refuses_an_offer_is_the_one_it_was_made_to(lexicon: EventLexicon) -> None:
    events = read(
        lexicon,
        """
        Sylvania Sylvania PROPN 2 nsubj
        rejected reject VERB 0 root Tense=Past|VerbForm=Fin|Mood=Ind
        the the DET 5 det Definite=Def|PronType=Art
        Freedonian Freedonian ADJ 5 amod
        proposal proposal NOUN 2 obj""",
    )
    assert [(e.type, e.actors, e.recipients) for e in events] == [
        ("REJECT", ("SYL",), ("FRE",)),
        ("AGREE", ("FRE",), ("SYL",)),
    ]


def test_contexts_and_scores_come_from_plover(lexicon: EventLexicon) -> None:
    event = read(lexicon, VISIT)[0]
    assert (event.intensity, event.quad, event.contexts) == (4.0, 1, ("diplomatic",))
