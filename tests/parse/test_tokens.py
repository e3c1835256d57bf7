"""The tokenizer keeps UD English conventions and exact positions."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.parse.tokens import Tokenizer, load_token_words, paragraphs
from dragoman.records import Segment

TOKENIZER = Tokenizer(load_token_words())

CASES = {
    "The minister didn't go.": "The minister did n't go .",
    "They can’t and won’t.": "They ca n’t and wo n’t .",
    "She cannot stay; he's gonna leave.": "She can not stay ; he 's gon na leave .",
    "Orlov's aides said so.": "Orlov 's aides said so .",
    "Orlov’s aides": "Orlov ’s aides",
    "the ministers' talks": "the ministers ' talks",
    "a 'grand coalition' of parties": "a ' grand coalition ' of parties",
    "the U.S. and the U.K.": "the U.S. and the U.K.",
    "at 7 a.m. on Sept. 5": "at 7 a.m. on Sept. 5",
    "It cost $3.5m, or 12% more.": "It cost $ 3.5 m , or 12 % more .",
    "US$20 and €5": "US$ 20 and € 5",
    "a 22-year-old pro-Western non-profit": "a 22 - year - old pro-Western non-profit",
    "the Turkish-Libyan deal": "the Turkish - Libyan deal",
    "Mr. A. B. Carter met Dr. Lund.": "Mr. A. B. Carter met Dr. Lund .",
    "He left in 2005. They stayed.": "He left in 2005 . They stayed .",
    "Write to press.office@mfa.example.org, please.": "Write to press.office@mfa.example.org , please .",
    "See https://example.org/a?b=c. Then": "See https://example.org/a?b=c . Then",
    "“We agree,” he said — twice...": "“ We agree , ” he said — twice ...",
    "talks -- long ones -- failed": "talks -- long ones -- failed",
    "on 11/28/2000 at 5:30pm": "on 11/28/2000 at 5:30 pm",
    "over.Then they left": "over . Then they left",
    "No. 5 of 1,200 (pages 10,5)": "No. 5 of 1,200 ( pages 10 , 5 )",
    "a Ph.D. in law": "a Ph.D. in law",
    "the answer is no.": "the answer is no .",
}


def words(text: str) -> str:
    found = TOKENIZER.tokens(text, 0, len(text))
    return " ".join(text[a:b] for token in found for a, b in token.words)


@pytest.mark.parametrize("text", CASES)
def test_text_is_split_as_in_the_treebanks(text: str) -> None:
    assert words(text) == CASES[text]


def test_the_parts_of_a_contraction_share_its_token_and_split_its_characters() -> None:
    text = "They don't."
    token = list(TOKENIZER.tokens(text, 0, len(text)))[1]
    assert (token.start, token.end) == (5, 10)
    assert token.words == ((5, 7), (7, 10))


@given(st.text(max_size=200))
def test_every_visible_character_is_in_exactly_one_word(text: str) -> None:
    at = 0
    for token in TOKENIZER.tokens(text, 0, len(text)):
        for start, end in token.words:
            assert not text[at:start].strip()
            assert start < end
            at = end
    assert not text[at:].strip()


def test_endless_words_and_lines_of_marks_are_quick() -> None:
    for piece in ("a", "_", "a.", "1.", "-", "'", "a@", "1,", "e-"):
        text = piece * 50_000
        longest = max(token.end - token.start for token in TOKENIZER.tokens(text, 0, len(text)))
        assert longest <= len(text)


def test_lines_are_paragraphs_unless_they_are_wrapped() -> None:
    text = "A headline\nThe body is\nwrapped here.\n\nA new one."
    assert [text[a:b] for a, b in paragraphs(text, ())] == [
        "A headline",
        "The body is\nwrapped here.",
        "A new one.",
    ]


def test_segments_are_paragraphs_and_boilerplate_is_left_out() -> None:
    text = "One.\n\nShare this\n\nTwo."
    segments = (
        Segment(start=0, end=4, kind="body"),
        Segment(start=6, end=16, kind="boilerplate"),
        Segment(start=18, end=22, kind="body"),
    )
    assert [text[a:b] for a, b in paragraphs(text, segments)] == ["One.", "Two."]
