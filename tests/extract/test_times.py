"""Times in their text: direction, discourse, quotations, and what is no time."""

from __future__ import annotations

import pytest
from tests.extract.times_reports import days, time, times, tree

from dragoman.records import Analysis


def test_a_weekday_of_the_past_is_the_last_one() -> None:
    assert time("The envoys met on Friday.", "Friday", "2024-03-19").value == "2024-03-15"


def test_a_future_verb_turns_the_weekday_ahead() -> None:
    text = "Talks will resume on Friday"
    parsed = Analysis(sentences=(tree(text, """
        Talks talk NOUN 2 nsubj
        will will AUX 2 aux VerbForm=Fin
        resume resume VERB -1 root VerbForm=Inf
        on on ADP 4 case
        Friday Friday PROPN 2 obl
    """),))  # fmt: skip
    assert time(text, "Friday", "2024-03-19", parsed).value == "2024-03-22"


def test_the_time_of_a_saying_does_not_look_ahead_with_its_content() -> None:
    text = "He said Tuesday talks will resume"
    parsed = Analysis(sentences=(tree(text, """
        He he PRON 1 nsubj
        said say VERB -1 root Tense=Past|VerbForm=Fin
        Tuesday Tuesday PROPN 1 obl:unmarked
        talks talk NOUN 5 nsubj
        will will AUX 5 aux VerbForm=Fin
        resume resume VERB 1 ccomp VerbForm=Inf
    """),))  # fmt: skip
    assert time(text, "Tuesday", "2024-03-20", parsed).value == "2024-03-19"


def test_a_past_verb_turns_a_month_back_when_it_is_far_ahead() -> None:
    text = "Rebels took it in June"
    parsed = Analysis(sentences=(tree(text, """
        Rebels rebel NOUN 1 nsubj
        took take VERB -1 root Tense=Past|VerbForm=Fin
        it it PRON 1 obj
        in in ADP 4 case
        June June PROPN 1 obl
    """),))  # fmt: skip
    assert time(text, "June", "2024-03-20", parsed).value == "2023-06"


def test_a_person_named_after_a_month_is_no_time() -> None:
    text = "April Glass spoke"
    sentence = tree(text, """
        April April PROPN 2 nsubj
        Glass Glass PROPN 0 flat
        spoke speak VERB -1 root
    """)  # fmt: skip
    from dataclasses import replace

    words = (replace(sentence.words[0], name="B-PER"), *sentence.words[1:])
    assert times(text, "2024-03-20", Analysis(sentences=(replace(sentence, words=words),))) == ()


def test_a_quotation_counts_from_the_day_of_its_saying() -> None:
    text = "On Monday the envoy spoke out. “We will all know more about it tomorrow,” he said."
    assert time(text, "tomorrow", "2024-03-21").value == "2024-03-19"


def test_the_first_of_two_dates_takes_the_year_of_the_second() -> None:
    text = "It lasted from March to August 2011."
    assert time(text, "March", "2024-01-01").value == "2011-03"


def test_a_history_counts_bare_months_from_the_year_last_told() -> None:
    text = (
        "He was born in 1811. In 1823 he went to school. In 1828 he failed. In 1829 he wrote. "
        "In 1830 he was expelled. In 1832 he was free. On 30 May he fought."
    )
    assert time(text, "30 May", "2004-08-18").value == "1832-05-30"


def test_a_date_that_only_names_a_deal_moves_no_account() -> None:
    text = "They met on Wednesday. The May 5 deal was read. The following day they left."
    assert time(text, "The following day", "2024-06-07").value == "2024-06-06"


def test_a_date_line_near_the_given_day_is_what_yesterday_counts_from() -> None:
    text = "Talks end\n\nTuesday, June 19, 2018\n\nYesterday talks ended."
    assert time(text, "Yesterday", "2018-06-20").value == "2018-06-18"


@pytest.mark.parametrize(
    "text",
    ["They may agree.", "March on, he cried.", "Some 2,400 troops left.", "The 1967 borders hold.",
     "The Sunday Times wrote so.", "He is a 75-year-old man.", "They won 3-2.", "Resolution 1929 holds.",
     "He came second.", "The Good Friday Agreement holds."],
)  # fmt: skip
def test_not_fooled(text: str) -> None:
    assert times(text, "2024-03-19") == ()


def test_a_leap_day_that_does_not_exist_is_no_time_of_the_calendar() -> None:
    assert all(t.earliest is None for t in times("On February 29, 2023 they met.", "2024-03-19")[:1])


def test_edtf_of_a_season_and_of_an_approximate_day() -> None:
    assert time("Built in summer 2010.", "summer 2010").edtf == "2010-22"
    assert time("It is due around May 7, 2024.", "around May 7, 2024").edtf == "2024-05-07~"


def test_half_a_month_has_first_and_last_day() -> None:
    found = time("In the first half of May 2024 they met.", "the first half of May 2024")
    assert (found.value, days(found)) == ("2024-05-01/2024-05-15", "2024-05-01/2024-05-15")


def test_the_next_years_of_a_history_count_from_what_it_told_last() -> None:
    text = "He was born in 1630. In 1655 he left. In the next five years he served the king."
    assert days(time(text, "the next five years", "2009-09-07")) == "1655-01-01/1660-12-31"


def test_the_next_years_of_news_count_from_today() -> None:
    text = "They spoke on Monday. In the next five years they will build a bridge."
    assert days(time(text, "the next five years", "2009-09-07")) == "2009-09-07/2014-09-07"


def test_a_chronicle_of_the_running_year_is_no_history() -> None:
    text = (
        "The league was founded in 1811. It won in 1823, 1828, 1829 and 1830. In 2004 it split. "
        "In 2004 it lost every vote. In March it met again."
    )
    assert time(text, "March", "2004-08-18").value == "2004-03"


def test_clock_times_side_by_side_are_of_one_day() -> None:
    text = "Police came at 2 a.m. local time (0100 UTC) on Friday."
    found = times(text, "2013-03-24")
    assert [t.value for t in found] == ["2013-03-22T02:00", "2013-03-22T01:00Z", "2013-03-22"]


def test_until_a_day_behind_a_past_verb_is_the_nearest() -> None:
    text = "He had extended it until May 1"
    parsed = Analysis(sentences=(tree(text, """
        He he PRON 2 nsubj
        had have AUX 2 aux Tense=Past|VerbForm=Fin
        extended extend VERB -1 root Tense=Past|VerbForm=Part
        it it PRON 2 obj
        until until ADP 5 case
        May May PROPN 2 obl
        1 1 NUM 5 nummod
    """),))  # fmt: skip
    assert time(text, "May 1", "2020-04-05", parsed).value == "2020-05-01"


def test_a_clause_that_is_still_to_come_turns_the_weekday_ahead() -> None:
    text = "It falls when markets reopen Tuesday"
    parsed = Analysis(sentences=(tree(text, """
        It it PRON 1 nsubj
        falls fall VERB -1 root Tense=Pres|VerbForm=Fin
        when when ADV 4 advmod
        markets market NOUN 4 nsubj
        reopen reopen VERB 1 advcl Tense=Pres|VerbForm=Fin
        Tuesday Tuesday PROPN 4 obl:unmarked
    """),))  # fmt: skip
    assert time(text, "Tuesday", "2013-03-22", parsed).value == "2013-03-26"


def test_days_that_a_verb_takes_are_a_length() -> None:
    text = "They endured weeks of talks"
    parsed = Analysis(sentences=(tree(text, """
        They they PRON 1 nsubj
        endured endure VERB -1 root Tense=Past|VerbForm=Fin
        weeks week NOUN 1 obj
        of of ADP 4 case
        talks talk NOUN 2 nmod
    """),))  # fmt: skip
    assert time(text, "weeks", "2013-03-22", parsed).value == "PXW"
