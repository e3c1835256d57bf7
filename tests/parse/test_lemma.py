"""Edit scripts turn forms into lemmas."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.parse.lemma import Lemmas, apply_script, script_of


@pytest.mark.parametrize(
    ("form", "lemma"),
    [
        ("Signed", "sign"), ("went", "go"), ("n't", "not"), ("Cities", "city"), ("PARIS", "Paris"),
        ("NATO", "NATO"), ("I", "I"), ("'s", "be"), ("Ministers", "minister"),
    ],
)  # fmt: skip
def test_a_script_gives_back_the_lemma_it_was_made_from(form: str, lemma: str) -> None:
    assert apply_script(form, script_of(form, lemma)) == lemma


def test_a_script_that_does_not_fit_leaves_the_form() -> None:
    assert apply_script("at", "l|5|x") == "at"


def test_the_table_comes_first_then_known_lemmas(tmp_path: Path) -> None:
    table = tmp_path / "lemmas.tsv"
    table.write_text("met\tVERB\tmeet\nrelease\tVERB\trelease\n", encoding="utf-8")
    lemmas = Lemmas(table, ["l|2|", "l|1|", "k|0|"])
    assert lemmas.of("met", "VERB", [2], [0.0]) == "meet"
    assert lemmas.of("released", "VERB", [0, 1], [1.0, 0.5]) == "release"
    assert lemmas.of("zorbled", "VERB", [0, 1], [1.0, 0.5]) == "zorbl"
