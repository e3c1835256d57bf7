"""Every example in the files of said words, read by the packaged model in one run.

``examples``: "[source] <cue> {content}"; the brackets are taken out and the plain sentence is read. Found is
what overlaps in all marked parts, as the model may cut an edge differently. A loose rule, which waits for the
model's head to agree, is given the cue. ``must_not``: nothing is found.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from tests.extract.said_pages import attributions, words_of_saying

from dragoman.records import Analysis, Attribution, DragomanError, SaidSpan, Span, overlaps

MARKUP = {"[": "source", "]": "source", "<": "cue", ">": "cue", "{": "content", "}": "content"}
CLOSERS = "]>}"


@dataclass(frozen=True)
class Example:
    name: str
    text: str
    marked: dict[str, list[Span]]
    wanted: bool


def plain(name: str, marked: str, wanted: bool) -> Example:
    text, opened, spans = "", 0, {"source": [], "cue": [], "content": []}
    for letter in re.split(r"([\[\]<>{}])", marked):
        if letter in MARKUP:
            if letter in CLOSERS:
                spans[MARKUP[letter]].append((opened, len(text)))
            else:
                opened = len(text)
        else:
            text += letter
    return Example(name, text, spans, wanted)


def examples() -> Iterator[Example]:
    lexicon = words_of_saying()
    rows = [*lexicon.verbs, *lexicon.phrases, *lexicon.nouns, *lexicon.adjectives, *lexicon.adverbs]
    named = [(row.id, row.examples, row.must_not) for row in rows]
    named += [(name, table.examples, table.must_not) for name, table in lexicon.tables.items()]
    for name, good, bad in named:
        for number, sentence in enumerate(good, 1):
            yield plain(f"{name}-{number}", sentence, True)
        for number, sentence in enumerate(bad, 1):
            yield plain(f"{name}-not-{number}", sentence, False)


ALL = list(examples())


@pytest.fixture(scope="session")
def readings() -> dict[str, tuple[Example, Analysis]]:
    """Each example's analysis, without the model's proposals so that the rules show what they do alone."""
    from dragoman.parse import default_engine

    try:
        engine = default_engine()
    except DragomanError as fault:
        pytest.skip(f"no weights: {fault}")
    return {e.name: (e, engine.analyse(e.text, ())) for e in ALL}


def holds(attribution: Attribution, example: Example) -> bool:
    parts = {
        "source": list(attribution.source),
        "cue": [attribution.cue] if attribution.cue else [],
        "content": list(attribution.content),
    }
    for role, spans in example.marked.items():
        found = parts[role]
        if not spans and found and role == "source":
            return False
        if any(not any(overlaps(span, other) for other in found) for span in spans):
            return False
    return True


@pytest.mark.parametrize("name", [e.name for e in ALL])
def test_the_example_reads_as_marked(name: str, readings: dict[str, tuple[Example, Analysis]]) -> None:
    example, analysis = readings[name]
    found = attributions(example.text, analysis)
    if example.wanted and not any(holds(a, example) for a in found):
        cue = SaidSpan(source=(), cue=tuple(example.marked["cue"]), content=(), score=1.0)
        found = attributions(example.text, analysis, said=[cue])
    shown = [(a.rule, [example.text[s:e] for s, e in (*a.source, *a.content)]) for a in found]
    if example.wanted:
        assert any(holds(a, example) for a in found), shown
    else:
        assert shown == []


def test_each_rule_row_has_an_example() -> None:
    lexicon = words_of_saying()
    rows = [*lexicon.verbs, *lexicon.phrases, *lexicon.nouns, *lexicon.adjectives, *lexicon.adverbs]
    assert [row.id for row in rows if not row.examples] == []


def test_marks_in_examples_are_well_formed() -> None:
    assert all(e.marked["cue"] or not e.wanted for e in ALL)
