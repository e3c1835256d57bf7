"""What our rules teach the model: times of trees, event types of predicate words, files of silver."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from training.corpora import Document
from training.silver import as_document, read_silver, shingles, write_silver
from training.silver_events import Known, event_tags, read_through
from training.silver_spread import inflected, spread_example
from training.silver_times import add_times, as_analysis, witnessed

from dragoman.intake.rows import given, make_report
from dragoman.pipeline import Pipeline
from dragoman.records import Word


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return Pipeline()


def tagged(pipeline: Pipeline, text: str, known: Known | None = None) -> dict[str, str]:
    read = read_through(pipeline, make_report(text, ref="x", published=given(None)))
    known = known or Known(places=Counter(), events=Counter())
    tags = event_tags(read, pipeline.lexicon.events, known)
    words = [w.form for s in read.analysis.sentences for w in s.words]
    return dict(zip(words, [tag for row in tags for tag in row], strict=True))


def test_trigger_words_have_their_type_and_other_verbs_none(pipeline: Pipeline) -> None:
    tags = tagged(pipeline, "France condemned the raid on Friday, and the rain fell.")
    assert (tags["condemned"], tags["fell"], tags["on"]) == ("ACCUSE", "none", "")


def test_a_word_that_only_lacks_participants_is_unknown(pipeline: Pipeline) -> None:
    assert tagged(pipeline, "She praised it warmly.")["praised"] == ""


def test_a_rare_word_near_to_a_word_of_the_lexicon_is_unknown(pipeline: Pipeline) -> None:
    near = Known(places=Counter(), events=Counter(), near=frozenset({("VERB", "sing")}))
    assert tagged(pipeline, "The poet sang a song.", near)["sang"] == ""
    assert tagged(pipeline, "The poet sang a song.")["sang"] == "none"


def trees() -> Document:
    return Document(
        corpus="gum",
        forms=["He", "left", "on", "May", "3", ",", "2020", "."],
        paragraph=[0] * 8,
        sentence=[0] * 8,
        upos=["PRON", "VERB", "ADP", "PROPN", "NUM", "PUNCT", "NUM", "PUNCT"],
        feats=["_"] * 8,
        lemma=["he", "leave", "on", "May", "3", ",", "2020", "."],
        head=[1, -1, 3, 1, 3, 3, 3, 1],
        rel=["nsubj", "root", "case", "obl", "nummod", "punct", "nummod", "punct"],
        ids=[("GUM_made_up-1", 0, 8)],
    )


def test_trees_become_a_text_as_it_is_printed() -> None:
    text, analysis = as_analysis(trees())
    assert text == "He left on May 3, 2020."
    assert [w.head for w in analysis.sentences[0].words] == [1, -1, 3, 1, 3, 3, 3, 1]


def test_times_are_tagged_without_the_preposition(tmp_path: Path) -> None:
    (tmp_path / "gum_dates").mkdir()
    (tmp_path / "gum_dates" / "gum_dates.json").write_text("[]", encoding="utf-8")
    doc = trees()
    add_times([doc], tmp_path)
    assert doc.time == ["O", "O", "O", "B-DATE", "I-DATE", "I-DATE", "I-DATE", "O"]


def test_a_date_that_only_the_second_witness_has_is_a_date_and_words_in_dispute_are_unknown() -> None:
    forms, text = ["In", "the", "year", "1999", "or", "2001"], "In the year 1999 or 2001"
    tags = ["O", "B-DATE", "I-DATE", "I-DATE", "O", "O"]
    assert witnessed(tags, forms, text, [(12, 16), (20, 24)]) == ["O", "", "", "I-DATE", "O", "B-DATE"]


def test_documents_come_back_from_the_file(pipeline: Pipeline, tmp_path: Path) -> None:
    text = "Freedonia's army shelled a village on Monday.\n\nThe talks failed."
    read = read_through(pipeline, make_report(text, ref="x", published=given(None)))
    known = Known(places=Counter(), events=Counter())
    doc = as_document(read, event_tags(read, pipeline.lexicon.events, known), "news")
    write_silver([doc], tmp_path / "x.jsonl")
    assert read_silver(tmp_path / "x.jsonl") == [doc]
    assert doc.time is not None and "B-DATE" in doc.time
    assert (doc.paragraph[0], doc.paragraph[-1], doc.upos) == (0, 1, None)


def test_shingles_pass_over_case_and_marks() -> None:
    assert shingles("One two, three four five six seven eight NINE ten!") == {
        "one two three four five six seven eight nine ten"
    }


@pytest.mark.parametrize(
    ("lemma", "upos", "kind", "form"),
    [
        ("deny", "VERB", "ed", "denied"),
        ("praise", "VERB", "ing", "praising"),
        ("crush", "VERB", "s", "crushes"),
        ("strike", "VERB", "ed", "struck"),
        ("rally", "NOUN", "s", "rallies"),
        ("ban", "VERB", "ed", "banned"),
        ("confer", "VERB", "ing", "conferring"),
        ("offer", "VERB", "ed", "offered"),
        ("shoot", "VERB", "ing", "shooting"),
        ("chide", "VERB", "", "chide"),
    ],
)
def test_a_word_takes_the_form_of_the_one_it_replaces(lemma: str, upos: str, kind: str, form: str) -> None:
    assert inflected(lemma, upos, kind, {("strike", "VERB", "ed"): "struck"}) == form


def test_an_example_is_told_with_the_other_words_of_its_row() -> None:
    doc = Document(
        corpus="examples", forms=["Freedonia", "praised", "it"], paragraph=[0] * 3, event=["", "SUPPORT", ""]
    )
    word = Word(
        index=1, start=10, end=17, form="praised", lemma="praise", upos="VERB", feats="Tense=Past", head=-1,
        deprel="root", token=1,
    )  # fmt: skip
    made = spread_example(doc, 1, word, ["praise", "hail", "applaud"], {})
    assert [one.forms[1] for one in made] == ["hailed", "applauded"]
    assert all(one.event == ["", "SUPPORT", ""] for one in made)
