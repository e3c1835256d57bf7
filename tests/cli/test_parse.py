"""``dragoman parse``: what goes to the parser and what comes out, with a parser that needs no model."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from terminal import Runs

import dragoman.parse
from dragoman.records import Segment


@pytest.fixture
def parser(monkeypatch: pytest.MonkeyPatch) -> None:
    def parse_text(text: str, engine: str, *, ref: str, segments: Sequence[Segment] | None) -> str:
        marks = "" if segments is None else f"# segments = {len(segments)}\n"
        return f"# newdoc id = {ref}\n{marks}# text = {text}\n"

    monkeypatch.setattr(dragoman.parse, "engine_of", lambda settings: settings.engine)
    monkeypatch.setattr(dragoman.parse, "parse_text_to_conllu", parse_text)
    monkeypatch.setattr(dragoman.parse, "parse_conllu", lambda text, engine: text.upper())


@pytest.mark.usefixtures("parser")
def test_a_text_is_parsed(dragoman: Runs, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("\ufeffCafé.".encode())
    assert dragoman("parse", "a.txt").out == "# newdoc id = a.txt\n# text = Café.\n"
    assert dragoman("parse", stdin=b"Veld met her.").out == "# newdoc id = \n# text = Veld met her.\n"


@pytest.mark.usefixtures("parser")
def test_a_folder_is_parsed_and_what_cannot_be_read_stops_nothing(dragoman: Runs, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for name, text in (("a", "One."), ("b", ""), ("c", "Two.\n\nThree.")):
        (tmp_path / "in" / f"{name}.txt").write_text(text)
    result = dragoman("parse", "in", "--as-read")
    assert result.status == 3
    assert [line for line in result.out.splitlines() if line.startswith("# segments")] == [
        "# segments = 1",
        "# segments = 2",
    ]
    assert "in/b.txt" in result.err


def test_what_an_engine_refuses_is_told(dragoman: Runs, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("They left.")
    (tmp_path / "a.conllu").write_text("1\tNo\tno\tINTJ\t_\t_\t0\troot\t_\t_\n")
    result = dragoman("parse", "a.txt", "--engine", "conllu:a.conllu")
    assert (result.status, result.out) == (3, "")
    assert "a.txt: a.conllu holds no parse of it" in result.err
    result = dragoman("parse", "a.txt", "--engine", "stanza")
    assert result.status == 2
    assert "conllu:PATH" in result.err
    assert dragoman("parse", "a.txt", "--as-read", "--conllu").status == 2


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
