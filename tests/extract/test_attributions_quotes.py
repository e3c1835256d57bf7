"""Quotation marks of every shape, in any number and order."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.extract.attributions.quotes import find_quotes

MARKED = st.text(alphabet="ab .,:\n\"'“”‘’«»„‚`´‹›—(1", max_size=60)


def outer(text: str) -> list[str]:
    return [text[q.start : q.end] for q in find_quotes(text).outer]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("“We will,” he said. “Soon.”", ["“We will,”", "“Soon.”"]),
        ('"We will," he said. "Soon."', ['"We will,"', '"Soon."']),
        ("‘We will,’ he said.", ["‘We will,’"]),
        ("They didn't see the kings' 'castle' there.", ["'castle'"]),
        ("«We will», he said.", ["«We will»"]),
        ("‘We will,” he said.", ["‘We will,”"]),
        ("No marks at all.", []),
        ("She said “yes ‘of course’ they will” again.", ["“yes ‘of course’ they will”"]),
    ],
)
def test_quotations_are_found_with_their_marks(text: str, found: list[str]) -> None:
    assert outer(text) == found


def test_a_quotation_inside_a_quotation_lies_one_deeper() -> None:
    text = "“He told me ‘go home’ twice,” she said."
    assert [(text[q.start : q.end], q.depth) for q in find_quotes(text).stretches][1] == ("‘go home’", 1)


def test_a_paragraph_that_opens_a_mark_and_closes_none_runs_on() -> None:
    text = "“First we talked.\n\n“Then we left,” he said."
    assert outer(text) == ["“First we talked.\n\n“Then we left,”"]


def test_an_open_mark_ends_with_its_paragraph_when_the_next_one_has_none() -> None:
    text = "“First we talked.\n\nThe hall was cold."
    (quoted,) = find_quotes(text).outer
    assert (text[quoted.start : quoted.end], quoted.closed) == ("“First we talked.", False)


def test_an_apostrophe_is_no_mark() -> None:
    assert outer("It's the ministers' fault, isn't it?") == []


@given(MARKED)
def test_any_marks_in_any_order_give_stretches_within_the_text(text: str) -> None:
    quotes = find_quotes(text)
    for quoted in quotes.stretches:
        assert 0 <= quoted.start < quoted.end <= len(text)
    ends = [q.end for q in quotes.outer]
    starts = [q.start for q in quotes.outer]
    assert all(end <= start for end, start in zip(ends, starts[1:], strict=False))
