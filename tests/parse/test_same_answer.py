"""The same text has the same Analysis: whatever was read before, between and after, on one thread or two."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.parse import Engine, default_engine

TEXTS = (
    "The envoy arrived in Lima.",
    "Talks on fish resumed on Monday.\n\nBoth said they would sign a treaty in May, aides told reporters.",
    "“We won't pay $5 million,” Ada Lund said. " * 12,
    "Oslo",
    " ".join(f"word{i}" for i in range(400)),
    "No report at all: 😀 \x00 中文 ...",
)


@pytest.fixture(scope="module")
def engine() -> Engine:
    return default_engine()


@pytest.fixture(scope="module")
def alone() -> list[object]:
    """Each text's Analysis by an engine that reads nothing else before it than those in front of it."""
    made = default_engine()
    return [made.analyse(text, ()) for text in TEXTS]


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.lists(st.integers(0, len(TEXTS) - 1), max_size=6))
def test_the_order_of_reading_does_not_matter(engine: Engine, alone: list[object], order: list[int]) -> None:
    for number in order:
        assert engine.analyse(TEXTS[number], ()) == alone[number]


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.lists(st.text(max_size=80), max_size=4))
def test_any_text_between_does_not_matter(engine: Engine, alone: list[object], texts: list[str]) -> None:
    for text in texts:
        once = engine.analyse(text, ())
        assert engine.analyse(TEXTS[1], ()) == alone[1]
        assert engine.analyse(text, ()) == once


def test_a_second_engine_on_two_threads_says_the_same(alone: list[object]) -> None:
    two = default_engine(threads=2)
    assert [two.analyse(text, ()) for text in reversed(TEXTS)] == alone[::-1]
