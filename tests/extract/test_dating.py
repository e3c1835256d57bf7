"""The publication day from the text alone: a day, an interval, or nothing."""

from __future__ import annotations

import datetime

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.extract.times_reports import UNPARSED, report, rules, tree

from dragoman.extract.dating import date_report
from dragoman.records import Analysis, Published, Segment


def dated(text: str, segments: tuple[Segment, ...] = (), title: str | None = None) -> Published:
    return date_report(report(text, title=title), segments, UNPARSED, rules())


def captioned(body: str, caption: str) -> tuple[str, tuple[Segment, ...]]:
    text = f"{body}\n\n{caption}"
    start = len(body) + 2
    return text, (
        Segment(start=0, end=len(body), kind="body"),
        Segment(start=start, end=len(text), kind="caption"),
    )


def test_a_date_line_decides() -> None:
    found = dated("Envoys meet\n\nTuesday, May 6, 2031\n\nThe envoys met in Oslo.")
    assert found.day == datetime.date(2031, 5, 6)
    assert found.basis == "inferred"


def test_the_evidence_is_the_words() -> None:
    text = "Envoys meet\n\nMay 6, 2031\n\nThe envoys met."
    assert [text[a:b] for a, b in dated(text).evidence] == ["May 6, 2031"]


def test_a_city_dateline_decides() -> None:
    assert dated("OSLO, May 6, 2031 (Agency) - The envoys met.").day == datetime.date(2031, 5, 6)


def test_a_caption_and_one_act_told_with_yesterday_and_a_weekday_decide() -> None:
    body = (
        "The Freedonian envoy yesterday handed President Firefly the border treaty.\n\n"
        "The envoy handed President Firefly the border treaty on Monday, officials said."
    )
    text, segments = captioned(body, "Guards stand at the palace in Fredville, May 6, 2031")
    assert dated(text, segments).day == datetime.date(2031, 5, 6)


def test_a_caption_alone_gives_a_week_when_the_text_is_news() -> None:
    text, segments = captioned("The envoys met on Monday.", "Guards at the palace, May 6, 2031")
    found = dated(text, segments)
    assert (found.day, found.earliest, found.latest) == (
        None,
        datetime.date(2031, 5, 6),
        datetime.date(2031, 5, 12),
    )


def test_what_does_not_agree_is_given_up() -> None:
    body = (
        "The Freedonian envoy yesterday handed President Firefly the border treaty.\n\n"
        "The envoy handed President Firefly the border treaty on Monday.\n\n"
        "It was today, Friday, that all was signed."
    )
    text, segments = captioned(body, "Guards stand at the palace in Fredville, May 6, 2031")
    assert dated(text, segments) == Published()


def test_a_file_photo_dates_nothing() -> None:
    text, segments = captioned("The envoys met on Monday.", "File photo: guards at the palace, May 6, 2031")
    assert dated(text, segments) == Published()


def test_a_date_of_history_dates_nothing() -> None:
    assert dated("The treaty was signed on May 6, 1931. It is still in force today.") == Published()


def week_from(year: int, month: int, day: int) -> tuple[datetime.date, datetime.date]:
    first = datetime.date(year, month, day)
    return first, first + datetime.timedelta(days=6)


def test_a_weekday_gives_a_day_the_year_that_it_fits() -> None:
    found = dated("The envoys resigned last Friday, May 9. They had been in office since 2030.")
    assert (found.earliest, found.latest) == week_from(2031, 5, 9)


def test_a_weekday_that_fits_no_year_near_gives_nothing() -> None:
    assert dated("The envoys resigned last Friday, May 9. They had been in office since 2021.") == Published()


def test_a_day_ahead_is_no_day_of_the_news() -> None:
    assert dated("The envoys will resign on Friday, May 9. They came in 2030.") == Published()


def test_as_of_a_day_gives_its_week() -> None:
    found = dated("The storm hit the coast overnight. As of 6 May 2031, nine were dead.")
    assert (found.earliest, found.latest) == week_from(2031, 5, 6)


def test_one_act_told_with_yesterday_and_with_its_date_decides() -> None:
    found = dated(
        "The envoy of Freedonia handed over the border treaty yesterday.\n\n"
        "The envoy, whose name was kept, handed over the treaty of the border on May 5, 2031."
    )
    assert found.day == datetime.date(2031, 5, 6)


def test_a_day_long_gone_is_not_pinned_by_today() -> None:
    text = (
        "On May 5, 1759, Rufus Firefly founded the famous brewery of Fredville.\n\n"
        "It grew in 1833. Today the famous brewery of Rufus Firefly in Fredville stands."
    )
    assert dated(text) == Published()


def test_the_day_of_the_main_verb_of_the_lead_gives_its_week() -> None:
    text = "The court freed them on May 6, 2031."
    rows = """
        The the DET 1 det
        court court NOUN 2 nsubj
        freed free VERB -1 root Tense=Past|VerbForm=Fin
        them they PRON 2 obj
        on on ADP 5 case
        May May PROPN 2 obl
        6 6 NUM 5 nummod
        , , PUNCT 5 punct
        2031 2031 NUM 5 nummod
        . . PUNCT 2 punct
    """
    lead = tree(text, rows)
    told = text + " They spoke yesterday."
    rest = tree(told, """
        They they PRON 1 nsubj
        spoke speak VERB -1 root Tense=Past|VerbForm=Fin
        yesterday yesterday NOUN 1 obl:unmarked
        . . PUNCT 1 punct
    """, start=len(text), number=1)  # fmt: skip
    found = date_report(report(told), (), Analysis(sentences=(lead, rest)), rules())
    assert (found.earliest, found.latest) == week_from(2031, 5, 6)
    assert dated(told) == Published()


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=200))
def test_no_text_makes_it_fail(text: str) -> None:
    found = dated(text)
    assert found.earliest is None or found.latest is not None
