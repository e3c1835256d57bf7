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
    lemmas = Lemmas([table], ["l|2|", "l|1|", "k|0|"])
    assert lemmas.of("met", "VERB", [2], [0.0]) == "meet"
    assert lemmas.of("released", "VERB", [0, 1], [1.0, 0.5]) == "release"
    assert lemmas.of("zorbled", "VERB", [0, 1], [1.0, 0.5]) == "zorbl"


def test_regular_forms_of_known_words_need_no_script(tmp_path: Path) -> None:
    table, forms = tmp_path / "lemmas.tsv", tmp_path / "forms.tsv"
    table.write_text("rate\tVERB\trate\nmet\tVERB\tmeet\n", encoding="utf-8")
    forms.write_text("# words\nratify\tVERB\tratify\nmet\tVERB\tmete\nlevy\tNOUN\tlevy\n", encoding="utf-8")
    lemmas = Lemmas([table, forms], ["l|2|"])
    assert lemmas.of("ratified", "VERB", [0], [1.0]) == "ratify"
    assert lemmas.of("met", "VERB", [0], [1.0]) == "meet"
    assert lemmas.of("levies", "NOUN", [0], [1.0]) == "levy"


def test_a_form_that_two_words_share_is_left_to_the_scripts(tmp_path: Path) -> None:
    table = tmp_path / "lemmas.tsv"
    table.write_text("pin\tVERB\tpin\npine\tVERB\tpine\npined\tVERB\tpine\n", encoding="utf-8")
    lemmas = Lemmas([table], ["l|3|", "l|1|"])
    assert lemmas.of("pining", "VERB", [0], [1.0]) == "pine"
    assert lemmas.of("pinning", "VERB", [0], [1.0]) == "pin"
