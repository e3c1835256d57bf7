"""Whatever the text: values parse, days are in order, nothing fails, a week later is a week later."""

from __future__ import annotations

import datetime

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.extract.times_reports import times

from dragoman.extract.times.spans import is_value

DAYS = st.dates(datetime.date(1900, 1, 1), datetime.date(2100, 12, 31))
PIECES = st.sampled_from(
    [
        "on",
        "in",
        "the",
        "last",
        "next",
        "this",
        "two",
        "3",
        "years",
        "days",
        "weeks",
        "month",
        "May",
        "March",
        "Monday",
        ",",
        ".",
        "-",
        "–",
        "to",
        "from",
        "until",
        "early",
        "late",
        "end",
        "of",
        "first",
        "second",
        "quarter",
        "half",
        "1990s",
        "'80s",
        "century",
        "ago",
        "later",
        "before",
        "after",
        "2024",
        "1950-53",
        "00:30",
        "p.m.",
        "BC",
        "Christmas",
        "every",
        "a",
        "few",
        "recent",
        "today",
        "yesterday",
        "tomorrow",
        "morning",
        "night",
        "\n",
        "“",
        "”",
        "that",
        "same",
        "year",
        "fiscal",
        "31",
        "February",
        "29",
        "0",
        "99",
        "century",
        "decade",
        "several",
        "GMT",
        "weekend",
        "summer",
        "9999",
        "January-November",
    ]
)
TEXTS = st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=14).map(" ".join))
DEICTIC = st.sampled_from(
    ["yesterday", "today", "tomorrow", "on Monday", "on Friday night", "last week", "next Tuesday",
     "this week", "two weeks ago", "ten days ago", "this morning", "last night", "the day after tomorrow"]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(TEXTS, st.one_of(st.none(), DAYS))
def test_values_parse_and_days_are_in_order(text: str, day: datetime.date | None) -> None:
    for found in times(text, day.isoformat() if day else None):
        assert text[found.start : found.end] == found.text
        assert found.value is None or is_value(found.value), found
        assert (found.earliest is None) == (found.latest is None)
        assert found.earliest is None or found.latest is None or found.earliest <= found.latest


@settings(max_examples=200, deadline=None)
@given(DEICTIC, DAYS)
def test_a_week_later_is_a_week_later(words: str, day: datetime.date) -> None:
    text = f"They met {words} in Oslo."
    week = datetime.timedelta(days=7)
    now, then = times(text, day.isoformat()), times(text, (day + week).isoformat())
    assert [t.text for t in now] == [t.text for t in then]
    for a, b in zip(now, then, strict=True):
        assert a.earliest and a.latest and b.earliest and b.latest
        assert (b.earliest - a.earliest, b.latest - a.latest) == (week, week)


@settings(max_examples=100, deadline=None)
@given(DEICTIC)
def test_without_a_publication_day_nothing_relative_has_days(words: str) -> None:
    assert all(t.earliest is None for t in times(f"They met {words} in Oslo."))
