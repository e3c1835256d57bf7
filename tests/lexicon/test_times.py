"""The rule files of times and figures load, and say what is wrong with a wrong row."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from dragoman.lexicon import data_root
from dragoman.lexicon.figures import load_figures
from dragoman.lexicon.numbers import load_numbers
from dragoman.lexicon.times import load_times, words_pattern
from dragoman.records import LexiconError


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    for file in (data_root() / "en").glob("*.toml"):
        if file.name.startswith(("times", "figures")):
            (tmp_path / "en").mkdir(exist_ok=True)
            shutil.copy(file, tmp_path / "en" / file.name)
    return tmp_path


def append(root: Path, name: str, text: str) -> None:
    with (root / "en" / name).open("a", encoding="utf-8") as file:
        file.write(text)


def test_a_rule_without_an_example_is_refused(copied: Path) -> None:
    append(
        copied, "times_rules.toml", "\n[[rule]]\nid = 'x'\npattern = 'x'\nmake = 'calendar'\nexamples = []\n"
    )
    with pytest.raises(LexiconError, match="'x' has no example"):
        load_times(copied)


def test_a_rule_that_names_no_list_is_refused(copied: Path) -> None:
    append(copied, "times_rules.toml", "\n[[rule]]\nid = 'x'\npattern = '{nosuch}'\nmake = 'calendar'\n"
           "examples = [{ text = 'a', at = 'a', value = '2024' }]\n")  # fmt: skip
    with pytest.raises(LexiconError, match="no word list or shape 'nosuch'"):
        load_times(copied)


def test_a_rule_that_needs_no_list_is_refused(copied: Path) -> None:
    append(copied, "times_rules.toml", "\n[[rule]]\nid = 'x'\npattern = 'x'\nmake = 'calendar'\n"
           "needs = ['nosuch']\nexamples = [{ text = 'a', at = 'a', value = '2024' }]\n")  # fmt: skip
    with pytest.raises(LexiconError, match="'x': it needs 'nosuch'"):
        load_times(copied)


def test_words_of_a_list_match_whole_with_loose_dashes_and_apostrophes() -> None:
    words = ["a", "an", "mid-day", "mid", "the day before", "the", "May's"]
    pattern = re.compile(rf"(?:{words_pattern(words)})(?!\w)")
    for text in ("a", "an", "mid-day", "mid – day", "mid", "the  day\nbefore", "the", "May’s"):
        found = pattern.match(text)
        assert found is not None
        assert found[0] == text
    assert pattern.match("them") is None


def test_an_id_that_stands_twice_is_refused(copied: Path) -> None:
    append(copied, "times_rules.toml", "\n[[rule]]\nid = 'iso-date'\npattern = 'x'\nmake = 'calendar'\n"
           "examples = [{ text = 'a', at = 'a', value = '2024' }]\n")  # fmt: skip
    with pytest.raises(LexiconError, match="'iso-date' stands twice"):
        load_times(copied)


def test_an_unknown_field_of_a_figure_rule_is_refused(copied: Path) -> None:
    append(copied, "figures.toml", "\n[[measure]]\nunit = 'q'\nwordz = []\n")
    with pytest.raises(LexiconError, match=r"figures\.toml"):
        load_figures(copied)


@pytest.mark.parametrize(
    ("text", "value"),
    [("2 1/2", 2.5), ("three hundred and five", 305), ("3.5 million", 3.5e6), ("twenty-five", 25),
     ("a hundred", 100), ("five hundred thousand", 5e5), ("1,234", 1234), ("20k", 2e4)],
)  # fmt: skip
def test_cardinals(text: str, value: float) -> None:
    assert load_numbers(data_root()).value(text) == value


@pytest.mark.parametrize(
    ("text", "place"), [("20th", 20), ("twenty-first", 21), ("third", 3), ("two hundredth", 200)]
)
def test_ordinals(text: str, place: int) -> None:
    assert load_numbers(data_root()).place(text) == place
