"""What ``read --json`` writes holds every key of the contract, hand-made readings and samples alike."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from contract import CONTRACT, faults
from invented import TEXT, bare_reading, make_reading, make_report

import dragoman
from dragoman.export import error_object, reading_object, to_json
from dragoman.intake import read_inputs
from dragoman.pipeline import Pipeline
from dragoman.records import Report, ReportError
from dragoman.settings import Settings

SAMPLES = Path(dragoman.__file__).parent / "samples"


def written(reading: object) -> dict[str, object]:
    value: dict[str, object] = json.loads(to_json(reading_object(reading)))  # type: ignore[arg-type]
    return value


def test_a_full_reading_keeps_the_contract() -> None:
    value = written(make_reading())
    assert faults(value) == []
    for name, items in CONTRACT.items():
        assert value[name], f"the invented reading should hold {name}"
        if isinstance(items, list) and isinstance(items[0], dict):
            assert {key.rstrip("?") for key in items[0]} <= set(value[name][0])  # type: ignore[index]


def test_an_empty_reading_keeps_the_contract() -> None:
    assert faults(written(bare_reading(make_report("Nothing.", day=None)))) == []


def test_the_text_is_written_code_point_by_code_point() -> None:
    text = '“Ŝalom” 🙂\u2028 \u0000 \\ " é'
    assert written(bare_reading(make_report(text)))["report"]["text"] == text  # type: ignore[index]


def test_a_line_holds_one_object_whatever_the_text() -> None:
    assert b"\n" not in to_json(reading_object(bare_reading(make_report("a\nb\r\n"))))


def test_whole_numbers_are_written_without_a_point() -> None:
    assert written(make_reading())["figures"][0]["value"] == 1_400_000_000  # type: ignore[index]
    assert b'"value":1400000000,' in to_json(reading_object(make_reading()))


def test_an_error_has_its_three_keys() -> None:
    value = error_object(ReportError("empty", "a.txt: holds no text.", "a.txt"))
    assert value == {
        "schema": "dragoman/1",
        "error": {"kind": "empty", "message": "a.txt: holds no text.", "path": "a.txt"},
    }


def test_the_checker_finds_what_is_wrong() -> None:
    value = reading_object(make_reading())
    value["report"]["title"] = ""
    value["events"][0]["actors"] = ["a9"]
    value["times"][0]["start"] = -1
    del value["figures"][0]["unit"]
    assert len(faults(value)) == 3
    value = reading_object(make_reading())
    value["times"][0]["text"] = "June"
    assert faults(value) == ["times t1: its words are not those of its span"]
    assert TEXT.count("May") == 2


@pytest.fixture(scope="module")
def real_pipeline() -> Pipeline:
    return Pipeline(Settings(lexicon=(SAMPLES / "lexicon",)))


def test_every_bundled_sample_keeps_the_contract(real_pipeline: Pipeline) -> None:
    reports = list(read_inputs([str(SAMPLES)]))
    assert len(reports) >= 6
    for report in reports:
        assert isinstance(report, Report), report
        value = written(real_pipeline.read(report))
        assert faults(value) == [], report.ref
        assert value["events"], report.ref


@pytest.mark.parametrize(
    "text", ["a", "...", "x" * 3000, "\x07\u202e🙂 (((", "\r\rHi\rthere\n", "1/2 $ % 10^99 “"]
)
def test_odd_texts_keep_the_contract(real_pipeline: Pipeline, text: str) -> None:
    assert faults(written(real_pipeline.read(make_report(text, day=None)))) == []
