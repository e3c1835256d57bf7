"""Runs the program as a person does, with a pipeline that needs no model."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from invented import TEXT, FakePipeline
from terminal import Result, Runs, Stdin

from dragoman.cli import main, workers


@pytest.fixture
def dragoman(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Runs:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(workers, "open_pipeline", FakePipeline)
    (tmp_path / "veld.txt").write_text(TEXT)

    def run(*args: object, stdin: bytes = b"") -> Result:
        monkeypatch.setattr(sys, "argv", ["dragoman", *map(str, args)])
        monkeypatch.setattr(sys, "stdin", Stdin(stdin))
        with pytest.raises(SystemExit) as end:
            main()
        captured = capsys.readouterr()
        return Result(int(end.value.code or 0), captured.out, captured.err)

    return run
