"""Contexts: the examples and counter-examples of contexts.toml, and which words of a sentence count."""

import re

import pytest
from tests.extract.events_trees import tree

from dragoman.extract.events.contexts import _clause, told_by
from dragoman.lexicon import data_root
from dragoman.lexicon.events import ContextRow, load_events
from dragoman.parse import default_engine
from dragoman.records import Sentence

LEXICON = load_events(data_root())
ROWS = LEXICON.context_rows


@pytest.fixture(scope="module")
def engine():
    return default_engine()


def told(engine, text: str) -> set[str]:
    sentence = engine.analyse(text, ()).sentences[0]
    return told_by(sentence.words, sentence, LEXICON)


@pytest.mark.parametrize(("row", "text"), [(r, t) for r in ROWS for t in r.examples])
def test_a_row_tells_of_its_examples(engine, row: ContextRow, text: str) -> None:
    assert row.id in told(engine, text)


@pytest.mark.parametrize(("row", "text"), [(r, t) for r in ROWS for t in r.must_not])
def test_a_row_does_not_tell_of_what_it_must_not(engine, row: ContextRow, text: str) -> None:
    assert row.id not in told(engine, text)


def test_a_phrase_that_rules_a_word_out_leaves_the_word_elsewhere(engine) -> None:
    assert "military" not in told(engine, "They fought a trade war.")
    assert "military" in told(engine, "The army took no part in the trade war.")


def test_the_title_of_a_person_is_no_matter_of_state(engine) -> None:
    assert "executive" not in told(engine, "President Ana Solis opened a bridge.")
    assert "executive" in told(engine, "The president signed a decree.")


def words_of(sentence: Sentence, word: str) -> str:
    index = next(w.index for w in sentence.words if w.form == word)
    return " ".join(sentence.words[i].form for i in sorted(_clause(sentence, index)))


def test_what_another_clause_speaks_of_is_not_counted() -> None:
    _, sentence = tree("""
        Chad   Chad   PROPN 2 nsubj
        closed close  VERB  0 root
        a      a      DET   4 det
        mosque mosque NOUN  2 obj
        and    and    CCONJ 7 cc
        rebels rebel  NOUN  7 nsubj
        mined  mine   VERB  2 conj
        a      a      DET   9 det
        road   road   NOUN  7 obj
        after  after  ADP   11 mark
        leaving leave VERB  7 advcl
    """)
    assert words_of(sentence, "closed") == "Chad closed a mosque"
    assert re.match("and rebels mined a road after leaving", words_of(sentence, "leaving"))
