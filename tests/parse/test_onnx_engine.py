"""The packaged engine reads texts of every kind, exactly and always the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.parse import parse_text_to_conllu
from dragoman.parse.onnx import OnnxEngine, ends
from dragoman.records import Analysis, EngineError, Segment

TEXT = (
    "Minister to visit Oslo\n\n"
    "Foreign Minister Anna Lund will travel to Norway in May, her office said on Monday. "
    "“We don't expect a breakthrough,” said one aide, who spoke on condition of anonymity.\n\n"
    "Norway's prime minister welcomed the plan. He didn't say when the two would meet."
)


@pytest.fixture(scope="module")
def analysis(engine: OnnxEngine) -> Analysis:
    return engine.analyse(TEXT, ())


def test_words_have_their_exact_place_in_the_text(analysis: Analysis) -> None:
    for sentence in analysis.sentences:
        assert (sentence.start, sentence.end) == (sentence.words[0].start, sentence.words[-1].end)
        assert all(TEXT[w.start : w.end] == w.form for w in sentence.words)


def test_every_sentence_is_one_tree(analysis: Analysis) -> None:
    for sentence in analysis.sentences:
        assert sum(w.head < 0 for w in sentence.words) == 1
        assert len(sentence.subtree(sentence.root)) == len(sentence.words)


def test_paragraphs_end_sentences(analysis: Analysis) -> None:
    starts = [s.start for s in analysis.sentences]
    assert TEXT.index("Foreign") in starts
    assert TEXT.index("Norway's") in starts
    assert analysis.sentences[0].end == TEXT.index("\n")


def test_subject_name_and_lemma_are_found(analysis: Analysis) -> None:
    sentence = analysis.sentence_at(TEXT.index("travel"))
    assert sentence is not None
    travel = sentence.word_at(TEXT.index("travel"))
    assert travel is not None
    assert (travel.upos, travel.lemma) == ("VERB", "travel")
    assert [w.form for w in sentence.dependents(travel.index, "aux")] == ["will"]
    assert "PER" in {w.name[2:] for w in sentence.words}


def test_attributions_and_factuality_come_with_it(analysis: Analysis) -> None:
    assert any("We don't expect" in TEXT[a:b] for one in analysis.said for a, b in one.content)
    assert analysis.factuality
    assert all(-4 <= value <= 4 for value in analysis.factuality.values())


def test_the_same_text_is_read_the_same_way_whatever_came_before(
    engine: OnnxEngine, analysis: Analysis
) -> None:
    engine.analyse("Something else entirely, and longer. " * 5, ())
    assert engine.analyse(TEXT, ()) == analysis


def test_a_closing_quote_stays_with_its_sentence(engine: OnnxEngine) -> None:
    text = 'He said: "We agreed on it. It will be signed." She said: "I doubt it." They left.'
    starts = [text[s.start] for s in engine.analyse(text, ()).sentences]
    assert '"' not in starts


def test_boilerplate_is_not_read(engine: OnnxEngine) -> None:
    text = "One thing happened.\nRead more here"
    segments = (Segment(start=0, end=19, kind="body"), Segment(start=20, end=34, kind="boilerplate"))
    found = engine.analyse(text, segments)
    assert found.sentences[-1].end <= 19


@pytest.mark.parametrize("text", ["", " \n\n\t ", "\x00", "😀", "́", "中文" * 300, "\u200b"])
def test_odd_texts_do_no_harm(engine: OnnxEngine, text: str) -> None:
    for sentence in engine.analyse(text, ()).sentences:
        assert all(text[w.start : w.end] == w.form for w in sentence.words)


def test_a_sentence_without_end_is_cut(engine: OnnxEngine) -> None:
    text = "and so on with it " * 300
    found = engine.analyse(text, ())
    assert max(len(s.words) for s in found.sentences) <= 254
    assert sum(len(s.words) for s in found.sentences) == 1500


def test_given_words_of_any_number_are_kept(engine: OnnxEngine) -> None:
    forms = [["He", "left", "."], ["very"] * 600, ["Yes"]]
    found = engine.analyse_words(forms, [True, False, False])
    assert [len(s.words) for s in found] == [3, 600, 1]
    assert sum(w.head < 0 for w in found[1].words) == 1


def test_parse_writes_every_word_with_its_name(engine: OnnxEngine) -> None:
    rows = [r.split("\t") for r in parse_text_to_conllu(TEXT, engine).splitlines() if r[:1].isdigit()]
    assert all("NER=" in row[9] for row in rows if "-" not in row[0])
    assert any(row[1] == "don't" and "-" in row[0] for row in rows)


def test_missing_weights_are_told_with_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(EngineError, match="pip install"):
        OnnxEngine(tmp_path)


def test_the_weights_fit_the_package(engine: OnnxEngine) -> None:
    folder = Path(__file__).parents[2] / "src/dragoman/parse/weights"
    assert sum(f.stat().st_size for f in folder.iterdir()) <= 30_000_000
    assert len(engine.fingerprint) == 64


def test_no_sentence_ends_between_a_comma_and_small_letters() -> None:
    assert not ends(5.0, ["billion", ",", '"', "further"], 2)
    assert ends(5.0, ["billion", ",", '"', "Further"], 2)
    assert ends(5.0, ["billion", ".", '"', "further"], 2)
