"""``dragoman parse``: what goes to the parser and what comes out, with a parser that needs no model."""

from __future__ import annotations

from pathlib import Path

import pytest
from terminal import Runs

import dragoman.parse


@pytest.fixture
def parser(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dragoman.parse, "parse_text_to_conllu", lambda text: f"# text = {text}\n")
    monkeypatch.setattr(dragoman.parse, "parse_conllu", lambda text: text.upper())


@pytest.mark.usefixtures("parser")
def test_a_text_is_parsed(dragoman: Runs, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("\ufeffCafé.".encode())
    assert dragoman("parse", "a.txt").out == "# text = Café.\n"
    assert dragoman("parse", stdin=b"Veld met her.").out == "# text = Veld met her.\n"


@pytest.mark.usefixtures("parser")
def test_conllu_is_annotated_anew_whatever_its_length(dragoman: Runs, tmp_path: Path) -> None:
    (tmp_path / "a.conllu").write_text("1\tveld\n" * 300_000)
    assert dragoman("parse", "a.conllu", "--conllu").out == "1\tVELD\n" * 300_000
    assert dragoman("parse", "-", "--conllu", stdin=b"1\tx\n").out == "1\tX\n"


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize(
    "args", [["none.txt"], ["none.conllu", "--conllu"], ["empty.txt"], ["latin.conllu", "--conllu"]]
)
def test_what_cannot_be_read_gives_status_3(dragoman: Runs, tmp_path: Path, args: list[str]) -> None:
    (tmp_path / "empty.txt").write_text("")
    (tmp_path / "latin.conllu").write_bytes(b"1\tcaf\xe9\n")
    result = dragoman("parse", *args)
    assert (result.status, result.out) == (3, "")
    assert args[0] in result.err
