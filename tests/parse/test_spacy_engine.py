"""A spaCy pipeline stands in for our parser; those here are blank, with annotations set by hand."""

from __future__ import annotations

import datetime
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dragoman.parse import Engine, engine_of
from dragoman.records import EngineError, Segment, UsageError
from dragoman.settings import Settings

# Form, lemma, part of speech, head (counted from 1, 0: root), relation, entity (an IOB tag).
Row = tuple[str, str, str, int, str, str]
CLEAR: dict[str, list[Row]] = {
    "Lund met Norway's envoy in Lima on Monday.": [
        ("Lund", "Lund", "PROPN", 2, "nsubj", "B-PERSON"),
        ("met", "meet", "VERB", 0, "ROOT", "O"),
        ("Norway", "Norway", "PROPN", 5, "poss", "B-GPE"),
        ("'s", "'s", "PART", 3, "case", "O"),
        ("envoy", "envoy", "NOUN", 2, "dobj", "O"),
        ("in", "in", "ADP", 2, "prep", "O"),
        ("Lima", "Lima", "PROPN", 6, "pobj", "B-GPE"),
        ("on", "on", "ADP", 2, "prep", "O"),
        ("Monday", "Monday", "PROPN", 8, "pobj", "B-DATE"),
        (".", ".", "PUNCT", 2, "punct", "O"),
    ],
}
UD: dict[str, list[Row]] = {
    "Kenya sent troops to Mali.": [
        ("Kenya", "Kenya", "PROPN", 2, "nsubj", "B-GPE"),
        ("sent", "send", "VERB", 0, "root", "O"),
        ("troops", "troop", "NOUN", 2, "obj", "O"),
        ("to", "to", "ADP", 5, "case", "O"),
        ("Mali", "Mali", "PROPN", 2, "obl", "B-GPE"),
        (".", ".", "PUNCT", 2, "punct", "O"),
    ],
}
ALL = CLEAR | UD


def pipeline(annotate: Callable[[Any], Any] | None) -> Any:
    """A blank pipeline with one component."""
    spacy = pytest.importorskip("spacy", reason="the extra dragoman[spacy] is not installed")
    from spacy.language import Language

    nlp = spacy.blank("en")
    if annotate:
        Language.component("dragoman_test_rows", func=annotate)
        nlp.add_pipe("dragoman_test_rows")
    return nlp


def by_rows(doc: Any) -> Any:
    """Sets the rows of a text; a text without rows becomes a chain."""
    from spacy.tokens import Doc

    rows = ALL.get(doc.text) or ALL.get(doc.text.replace(" ", ""))
    words = [token.text for token in doc]
    if rows is None:
        rows = [(form, form, "NOUN", i, "dep" if i else "root", "O") for i, form in enumerate(words)]
        rows = [
            row if word.strip() else (*row[:2], "SPACE", *row[3:])
            for row, word in zip(rows, words, strict=True)
        ]
    assert [row[0] for row in rows] == words
    return Doc(
        doc.vocab,
        words=words,
        spaces=[bool(token.whitespace_) for token in doc],
        lemmas=[row[1] for row in rows],
        pos=[row[2] for row in rows],
        morphs=["Tense=Past" if row[2] == "VERB" else "" for row in rows],
        heads=[row[3] - 1 if row[3] else i for i, row in enumerate(rows)],
        deps=[row[4] for row in rows],
        ents=[row[5] for row in rows],
    )


@pytest.fixture(scope="module")
def engine() -> Engine:
    nlp = pipeline(by_rows)
    from dragoman.parse.spacy_engine import SpacyEngine

    return SpacyEngine(nlp)


def test_a_tree_in_spacys_scheme_becomes_one_of_ud_with_names_and_features(engine: Engine) -> None:
    text = next(iter(CLEAR))
    (sentence,) = engine.analyse(text, ()).sentences
    assert all(text[w.start : w.end] == w.form for w in sentence.words)
    assert [(w.form, w.head + 1, w.deprel) for w in sentence.words] == [
        ("Lund", 2, "nsubj"), ("met", 0, "root"), ("Norway", 5, "nmod:poss"), ("'s", 3, "case"),
        ("envoy", 2, "obj"), ("in", 7, "case"), ("Lima", 2, "obl"), ("on", 9, "case"), ("Monday", 2, "obl"),
        (".", 2, "punct"),
    ]  # fmt: skip
    assert [w.name for w in sentence.words if w.name != "O"] == ["B-PER", "B-LOC", "B-LOC"]
    assert sentence.words[1].feat("Tense") == "Past"
    assert sentence.words[2].token == sentence.words[3].token
    assert sentence.words[8].token != sentence.words[9].token


def test_a_tree_in_ud_goes_straight(engine: Engine) -> None:
    text = next(iter(UD))
    (sentence,) = engine.analyse(text, ()).sentences
    assert [(w.head + 1, w.deprel) for w in sentence.words] == [(r[3], r[4]) for r in UD[text]]


def test_segments_are_read_apart_and_boilerplate_is_not(engine: Engine) -> None:
    one, two = ALL
    text = f"LIMA (Wire) - {one}\n\nRead more here\n\n{two}"
    at = text.index(one)
    segments = (
        Segment(start=0, end=at - 1, kind="body"),
        Segment(start=at, end=at + len(one), kind="body"),
        Segment(start=text.index("Read"), end=text.index("Read") + 14, kind="boilerplate"),
        Segment(start=text.index(two), end=len(text), kind="body"),
    )
    sentences = engine.analyse(text, segments).sentences
    assert [s.index for s in sentences] == [0, 1, 2]
    assert [text[s.start : s.end] for s in sentences] == [text[: at - 1], one, two]
    assert all(text[w.start : w.end] == w.form for s in sentences for w in s.words)


def test_white_space_is_no_word(engine: Engine) -> None:
    text = "one  two \u00a0 three"
    (sentence,) = engine.analyse(text, ()).sentences
    assert [w.form for w in sentence.words] == ["one", "two", "three"]
    assert [w.head for w in sentence.words] == [-1, 0, 1]
    assert all(text[w.start : w.end] == w.form for w in sentence.words)


def test_given_words_are_kept(engine: Engine) -> None:
    found = engine.analyse_words([[r[0] for r in UD["Kenya sent troops to Mali."]], ["Yes"]], [True, True])
    assert [len(s.words) for s in found] == [6, 1]
    assert found[1].start == found[0].end + 1


def test_the_answer_does_not_hang_on_what_was_read_before(engine: Engine) -> None:
    text = "\n\n".join(ALL)
    first = engine.analyse(text, ())
    engine.analyse("something else", ())
    assert engine.analyse(text, ()) == first


def test_a_report_is_read_with_it_from_python(engine: Engine) -> None:
    from dragoman import Reader

    reading = Reader(engine=engine).read(next(iter(CLEAR)), published="2024-05-08")
    times = [time for time in reading.times if time.value == "2024-05-06"]
    assert times
    assert [e.mode for e in reading.events if e.type == "CONSULT"]
    assert {e.earliest for e in reading.events} == {datetime.date(2024, 5, 6)}


def test_a_pipeline_is_found_by_its_folder(tmp_path: Path) -> None:
    nlp = pipeline(None)
    nlp.add_pipe("sentencizer")
    nlp.to_disk(tmp_path / "tiny")
    made = engine_of(Settings(engine=f"spacy:{tmp_path / 'tiny'}"))
    assert (made.name, len(made.fingerprint)) == ("spacy", 64)
    with pytest.raises(EngineError, match="gives no dependencies"):
        made.analyse("Anyone there?", ())


def test_a_pipeline_that_is_not_there_is_told_with_the_remedy() -> None:
    pytest.importorskip("spacy", reason="the extra dragoman[spacy] is not installed")
    with pytest.raises(EngineError, match="python -m spacy download none_such"):
        engine_of(Settings(engine="spacy:none_such"))


def test_without_spacy_the_remedy_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "spacy", None)
    with pytest.raises(EngineError, match=r"pip install 'dragoman\[spacy\]'"):
        engine_of(Settings(engine="spacy:en_core_web_sm"))


@pytest.mark.parametrize("name", ["", "spacy", "spacy:", "conllu:", "stanza:en"])
def test_an_unknown_engine_is_told(name: str) -> None:
    with pytest.raises(UsageError, match="onnx"):
        engine_of(Settings(engine=name))
