"""Figures: the rule file's examples, and which numbers say something."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.extract.times_reports import UNPARSED, figure_rules, report, rules, tree

from dragoman.extract.figures import find_figures
from dragoman.extract.times import find_times
from dragoman.lexicon.figures import FigureExample
from dragoman.records import Analysis, Attribution, Figure

EXAMPLES = [pytest.param(e, id=f"{row.id}:{e.at}") for row in figure_rules().rows for e in row.examples]
COUNTER = [
    pytest.param(row.id, text, id=f"{row.id}:{text}") for row in figure_rules().rows for text in row.must_not
]


def figures(
    text: str, analysis: Analysis = UNPARSED, said: tuple[Attribution, ...] = ()
) -> tuple[Figure, ...]:
    one = report(text, "2024-03-19")
    return find_figures(one, analysis, find_times(one, analysis, rules()), (), said, figure_rules())


@pytest.mark.parametrize("example", EXAMPLES)
def test_example_comes_to_what_its_rule_says(example: FigureExample) -> None:
    found = [f for f in figures(example.text) if f.text == example.at]
    assert found
    assert found[0].value == pytest.approx(example.value)
    assert (found[0].unit, found[0].bound) == (example.unit, example.bound)


@pytest.mark.parametrize(("rule", "text"), COUNTER)
def test_counter_example_is_left_alone_by_its_rule(rule: str, text: str) -> None:
    assert [f.text for f in figures(text) if f.rule == rule] == []


def test_the_ends_of_a_range_share_unit_and_magnitude() -> None:
    low, high = figures("It costs them between $5 and $7 billion a year.")
    assert (low.value, low.unit, low.bound) == (5e9, "USD", "over")
    assert (high.value, high.unit, high.bound) == (7e9, "USD", "under")


def test_a_dash_between_shares_is_a_range() -> None:
    low, high = figures("About 16–17 percent of trade stays there.")
    assert [(f.value, f.unit, f.bound) for f in (low, high)] == [
        (16, "percent", "about"),
        (17, "percent", "about"),
    ]


def test_dates_are_no_figures() -> None:
    assert figures("On May 6, 2031, after three days, they left at 10:15 GMT.") == ()


def test_the_two_countries_are_known_already() -> None:
    assert figures("The two countries agreed, and both leaders signed.") == ()


def test_numbers_of_sources_belong_to_the_attribution() -> None:
    text = "That is what four other sources confirmed."
    said = Attribution(id="q1", source=((13, 31),), cue=(32, 41), content=((0, 4),), quote="indirect",
                       source_kind="person")  # fmt: skip
    assert figures(text, said=(said,)) == ()


def test_a_figure_has_what_it_counts_its_period_and_its_attribution() -> None:
    text = "He said exports reached 20 million tonnes in 2023"
    parsed = Analysis(sentences=(tree(text, """
        He he PRON 1 nsubj
        said say VERB -1 root Tense=Past|VerbForm=Fin
        exports export NOUN 3 nsubj
        reached reach VERB 1 ccomp Tense=Past|VerbForm=Fin
        20 20 NUM 5 compound
        million million NUM 6 nummod
        tonnes tonne NOUN 3 obj
        in in ADP 8 case
        2023 2023 NUM 3 obl
    """),))  # fmt: skip
    said = Attribution(id="q1", source=((0, 2),), cue=(3, 7), content=((8, len(text)),), quote="indirect",
                       source_kind="person")  # fmt: skip
    (found,) = figures(text, parsed, (said,))
    assert (found.value, found.unit, found.of, found.period, found.attribution) == (
        2e7,
        "t",
        "exports",
        "2023",
        "q1",
    )


@settings(max_examples=200, deadline=None)
@given(
    st.one_of(
        st.text(max_size=80), st.text(alphabet="0123456789 $€%.,-–/onetwohalfmillionofdozens\n", max_size=60)
    )
)
def test_no_text_makes_it_fail(text: str) -> None:
    for found in figures(text):
        assert text[found.start : found.end] == found.text
