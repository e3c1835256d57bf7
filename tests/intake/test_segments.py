from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

import dragoman
from dragoman.intake.segments import split_segments
from dragoman.lexicon import data_root
from dragoman.lexicon.segments import load_segments

LEXICON = load_segments(data_root())
SAMPLES = Path(dragoman.__file__).parent / "samples"


def kinds(text: str, title: str | None = None) -> list[str]:
    return [segment.kind for segment in split_segments(text, title, LEXICON)]


def test_the_first_sample_has_headline_captions_repeats_and_a_note():
    text = (SAMPLES / "01-visit-planned.txt").read_text(encoding="utf-8")
    segments = split_segments(text, None, LEXICON)
    found = [segment.kind for segment in segments]
    assert found[0] == "headline"
    assert found.count("caption") == 2
    assert found[-1] == "boilerplate"
    repeat = next(s for s in segments if s.kind == "duplicate")
    assert text[segments[repeat.of].start :].startswith("Voters queue")


def test_a_first_paragraph_that_is_a_sentence_is_no_headline():
    assert kinds("The king died on Monday.\n\nHe was 80.") == ["body", "body"]


def test_a_known_title_is_the_headline_whatever_its_form():
    assert kinds("The king is dead.\n\nHe was 80.", "The king is dead.")[0] == "headline"


def test_a_first_line_about_something_else_than_the_title_is_no_headline():
    assert kinds("Office of the Press\n\nThe king died.", "Monarch mourned at home") == ["body", "body"]
    assert kinds("King dies at 80\n\nThe king died.", "The king is dead")[0] == "headline"


def test_a_label_above_a_picture_credit_is_a_caption():
    text = "The king died.\n\nThe palace at night\n\nImage: Jane Public.\n\nHe was 80."
    assert kinds(text) == ["body", "caption", "boilerplate", "body"]


def test_hard_wrapped_lines_are_one_paragraph():
    line = "The two governments have agreed after many weeks of talks to open"
    assert kinds(f"{line}\n{line}\nthe border.\n\nEnd of story.") == ["body", "body"]


def test_single_line_breaks_part_paragraphs_otherwise():
    assert len(kinds("First sentence of it.\nSecond sentence of it.\nThird.")) == 3


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=400))
def test_segments_lie_in_the_text_in_order_and_hold_all_its_words(text):
    segments = split_segments(text, None, LEXICON)
    last = 0
    for index, segment in enumerate(segments):
        assert last <= segment.start < segment.end <= len(text)
        assert segment.of is None or segment.of < index
        assert not text[last : segment.start].strip()
        last = segment.end
    assert not text[last:].strip()
