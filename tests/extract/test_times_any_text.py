"""Whatever the text: values parse, days are in order, nothing fails, a week later is a week later."""

from __future__ import annotations

import datetime

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.extract.times_reports import report, rules, times

from dragoman.extract.dating import date_report
from dragoman.extract.governing import governing_time
from dragoman.extract.times.spans import is_value
from dragoman.records import Analysis, Sentence, Word

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
RELATIONS = st.sampled_from(
    ["nsubj", "obj", "obl", "obl:unmarked", "nmod", "nmod:poss", "case", "det", "amod", "advmod", "advcl",
     "acl", "acl:relcl", "conj", "cc", "mark", "aux", "cop", "punct", "nummod", "compound", "xcomp", "ccomp"]
)  # fmt: skip
UPOS = st.sampled_from(
    ["NOUN", "PROPN", "VERB", "AUX", "ADP", "DET", "NUM", "ADV", "ADJ", "PRON", "PUNCT", "SCONJ"]
)
DEICTIC = st.sampled_from(
    ["yesterday", "today", "tomorrow", "on Monday", "on Friday night", "last week", "next Tuesday",
     "this week", "two weeks ago", "ten days ago", "this morning", "last night", "the day after tomorrow",
     "this weekend", "over the weekend", "late on Tuesday", "yesterday evening", "at 2 a.m. on Sunday",
     "at 2 a.m. (0100 UTC) on Friday", "over the past three days", "in the last two weeks", "last Thursday",
     "earlier on Friday", "in the early hours of Wednesday", "this Saturday", "a week ago today"]
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


@st.composite
def parsed(draw: st.DrawFn) -> tuple[str, Analysis]:
    """Any words with any tree over them: nothing that reads a parse may fail on a wrong one."""
    forms = draw(st.lists(PIECES.filter(str.strip), min_size=1, max_size=12))
    words: list[Word] = []
    start = 0
    for index, form in enumerate(forms):
        head = draw(st.integers(0, index - 1)) if index else -1
        relation = draw(RELATIONS) if index else "root"
        feats = draw(
            st.sampled_from(
                ["", "Tense=Past|VerbForm=Fin", "Tense=Pres|VerbForm=Fin", "Tense=Past|VerbForm=Part"]
            )
        )
        words.append(Word(
            index=index, start=start, end=start + len(form), form=form, lemma=form.lower(), upos=draw(UPOS),
            head=head, deprel=relation, feats=feats, token=index,
        ))  # fmt: skip
        start += len(form) + 1
    sentence = Sentence(index=0, start=0, end=words[-1].end, words=tuple(words))
    return " ".join(forms), Analysis(sentences=(sentence,))


@settings(max_examples=200, deadline=None)
@given(parsed(), st.one_of(st.none(), DAYS))
def test_no_parse_makes_it_fail(read: tuple[str, Analysis], day: datetime.date | None) -> None:
    text, analysis = read
    found = times(text, day.isoformat() if day else None, analysis)
    assert all(t.value is None or is_value(t.value) for t in found)
    for word in analysis.sentences[0].words:
        governed = governing_time(analysis, found, 0, word.index)
        if governed is not None and governed.earliest and governed.latest:
            assert governed.earliest <= governed.latest
    date_report(report(text), (), analysis, rules())


@settings(max_examples=100, deadline=None)
@given(DEICTIC)
def test_without_a_publication_day_nothing_relative_has_days(words: str) -> None:
    assert all(t.earliest is None for t in times(f"They met {words} in Oslo."))
