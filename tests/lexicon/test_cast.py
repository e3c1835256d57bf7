"""The word lists of the actors stage, and the gazetteer."""

from pathlib import Path

import pytest

from dragoman.lexicon import data_root
from dragoman.lexicon.cast import load_cast
from dragoman.lexicon.gazetteer import load_gazetteer
from dragoman.records import LexiconError


def test_pronouns_carry_person_gender_and_number():
    words = load_cast(data_root())
    assert words.pronouns["her"].gender == "f"
    assert words.pronouns["they"].plural
    assert words.pronouns["we"].person == 1


def test_a_given_name_of_both_genders_tells_neither():
    words = load_cast(data_root())
    assert words.given["park"] is None and words.given["olga"] == "f"


def test_a_missing_word_set_is_reported_with_its_file(tmp_path: Path):
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "actors.toml").write_text("", encoding="utf-8")
    with pytest.raises(LexiconError, match=r"actors\.toml"):
        load_cast(tmp_path)


def test_the_gazetteer_knows_cities_by_their_older_english_names():
    [kyiv] = [p for p in load_gazetteer(data_root()).cities("Kiev") if p.country == "UKR"]
    assert kyiv.name == "Kyiv" and kyiv.geonames == 703448


def test_the_largest_city_of_a_name_comes_first():
    points = load_gazetteer(data_root()).cities("Geneva")
    assert [p.population for p in points] == sorted((p.population for p in points), reverse=True)


def test_an_unknown_name_has_no_city():
    assert load_gazetteer(data_root()).cities("Zzyzzograd") == ()
