"""The words of saying: checked on loading, every fault named with its file and row."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from dragoman.lexicon import data_root
from dragoman.lexicon.said import SaidLexicon, load_said
from dragoman.lexicon.tables import read_toml
from dragoman.records import LexiconError

FILES = ("said_verbs.toml", "said_cues.toml", "said_sources.toml")


@pytest.fixture(scope="module")
def lexicon() -> SaidLexicon:
    return load_said(data_root())


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    (tmp_path / "en").mkdir()
    for name in FILES:
        shutil.copy(data_root() / "en" / name, tmp_path / "en" / name)
    return tmp_path


def test_several_hundred_verbs_are_known(lexicon: SaidLexicon) -> None:
    assert len(lexicon.verb_groups) > 300


def test_a_particle_verb_is_found_with_its_particle(lexicon: SaidLexicon) -> None:
    assert any(group.clause for group in lexicon.verb_groups["point out"])


def test_reports_are_media_and_a_report_is_a_document(lexicon: SaidLexicon) -> None:
    assert (lexicon.kind_of["reports"], lexicon.kind_of["report"]) == ("media", "document")


def test_every_group_of_verbs_takes_some_content(lexicon: SaidLexicon) -> None:
    flags = ("clause", "quote", "to", "asks", "object", "names", "as_", "passive", "about", "charge")
    assert [g.id for g in lexicon.verbs if not any(getattr(g, flag) for flag in flags)] == []


def test_words_are_lower_cased(lexicon: SaidLexicon) -> None:
    words = [*lexicon.verb_groups, *lexicon.noun_groups, *lexicon.adjective_groups, *lexicon.kind_of]
    assert [word for word in words if word != word.lower()] == []


def test_loaded_words_stand_once_and_lower_cased() -> None:
    words = read_toml(data_root() / "en" / "loaded.toml")["words"]
    assert len(words) == len(set(words))
    assert all(word == word.lower() for word in words)


@pytest.mark.parametrize(
    ("file", "text", "named"),
    [
        ("said_verbs.toml", '[[verb]]\nid = "x"\nsense = "singing"\nlemmas = ["x"]\n', "'x'"),
        ("said_verbs.toml", '[[verb]]\nid = "x"\nsense = "saying"\nlemmas = ["x"]\nloud = true\n', "loud"),
        ("said_verbs.toml", '[[verb]]\nid = "say"\nsense = "saying"\nlemmas = ["x"]\n', "'say'"),
        ("said_cues.toml", "[ligth]\nverbs = []\n", "ligth"),
        ("said_sources.toml", "[crowd]\nnouns = 3\n", "crowd"),
    ],
)
def test_a_wrong_row_is_named_with_its_file(copy: Path, file: str, text: str, named: str) -> None:
    path = copy / "en" / file
    path.write_text(path.read_text(encoding="utf-8") + "\n" + text, encoding="utf-8")
    with pytest.raises(LexiconError, match=named) as fault:
        load_said(copy)
    assert file in str(fault.value)
