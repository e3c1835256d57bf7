"""Every example and counter-example of the rule files, as a test named after its rule."""

from __future__ import annotations

import pytest
from tests.extract.times_reports import days, rules, time, times

from dragoman.extract.times.joining import JOINERS
from dragoman.extract.times.makers import MAKERS
from dragoman.lexicon.times import ExampleRow, GuardRow

EXAMPLES = [
    pytest.param(example, id=f"{row.id}:{example.at}")
    for row, _ in rules().examples
    for example in getattr(row, "examples", [])
]
COUNTER = [
    pytest.param(row.id, text, id=f"{row.id}:{text}")
    for row, kind in rules().examples
    for text in row.must_not
    if kind == "rule"
]
KEPT = [
    pytest.param(row.id, text, id=f"{row.id}:{text}")
    for row, _ in rules().examples
    if isinstance(row, GuardRow)
    for text in row.must_not
]


@pytest.mark.parametrize("example", EXAMPLES)
def test_example_comes_to_what_its_rule_says(example: ExampleRow) -> None:
    found = time(example.text, example.at, example.published)
    assert found.value == example.value
    assert example.days in (None, days(found))
    assert example.mod in (None, found.mod)
    assert example.type in (None, found.type)


@pytest.mark.parametrize(("rule", "text"), COUNTER)
def test_counter_example_is_left_alone_by_its_rule(rule: str, text: str) -> None:
    assert [t.text for t in times(text, "2024-03-19") if t.rule == rule] == []


@pytest.mark.parametrize(("guard", "text"), KEPT)
def test_guard_lets_real_times_pass(guard: str, text: str) -> None:
    regex = next(rule.regex for rule in rules().guards if rule.id == guard)
    assert regex.search(text) is None


def test_every_rule_names_a_maker() -> None:
    assert {rule.make for rule in rules().base} <= set(MAKERS)
    assert {rule.make for rule in rules().joins} <= set(JOINERS)
