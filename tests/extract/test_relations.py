"""The words that order events: every example and counter-example of relations.toml, on real parses."""

import pytest

from dragoman.extract.relations import relate_events
from dragoman.lexicon import data_root
from dragoman.lexicon.relations import load_relations
from dragoman.parse import default_engine
from dragoman.records import Event

LEXICON = load_relations(data_root())


@pytest.fixture(scope="module")
def engine():
    return default_engine()


def related(engine, example):
    analysis = engine.analyse(example.text, ())
    events = []
    for name in (example.first, example.second):
        start = example.text.rindex(name)
        sentence = analysis.sentence_at(start)
        word = sentence.word_at(start)
        events.append(
            Event(
                id=name,
                type="CONSULT",
                mode=None,
                trigger=(start, start + len(name)),
                sentence=sentence.index,
                word=word.index,
            )
        )
    first, _ = relate_events(analysis, events, LEXICON)
    return [(relation.type, relation.event) for relation in first.relations]


@pytest.mark.parametrize(("row", "example"), [(r, x) for r in LEXICON.rows for x in r.examples])
def test_a_stated_relation_is_kept(engine, row, example):
    assert related(engine, example) == [(row.type, example.second)]


@pytest.mark.parametrize(("row", "example"), [(r, x) for r in LEXICON.rows for x in r.must_not])
def test_nothing_is_made_up(engine, row, example):
    assert related(engine, example) == []
