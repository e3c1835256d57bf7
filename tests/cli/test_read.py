"""``dragoman read``: statuses, streams, ledgers, order."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from invented import TEXT, FakePipeline, make_report, no_engine
from terminal import Runs, Stdin

from dragoman.cli import workers
from dragoman.ledger import Ledger
from dragoman.records import EngineError, LexiconError, Reading, ReportError
from dragoman.settings import Settings


def rows(path: Path, *texts: str) -> Path:
    lines = [json.dumps({"id": f"r{n}", "text": text}) for n, text in enumerate(texts)]
    path.write_text("\n".join(lines))
    return path


def test_json_writes_one_object_a_report_and_no_ledger(dragoman: Runs, tmp_path: Path) -> None:
    result = dragoman("read", "veld.txt", "--json", "--published", "2024-04-23")
    assert result.status == 0
    (value,) = result.objects
    assert value["schema"] == "dragoman/1"
    assert value["report"]["text"] == TEXT
    assert value["report"]["ref"] == "veld.txt"
    assert value["report"]["published"] == "2024-04-23"
    assert result.err == ""
    assert not (tmp_path / "dragoman-ledger").exists()


def test_without_json_the_default_ledger_grows_and_a_summary_is_told(dragoman: Runs, tmp_path: Path) -> None:
    result = dragoman("read", "veld.txt")
    assert result.status == 0
    assert "Read 1 report into dragoman-ledger" in result.out
    assert "Doran Veld → Ilmaria" in result.out
    assert "dragoman explain" in result.out
    assert (tmp_path / "dragoman-ledger" / "ledger.json").exists()


def test_json_and_ledger_together_do_both(dragoman: Runs, tmp_path: Path) -> None:
    assert len(dragoman("read", "veld.txt", "--json", "--ledger", "L").objects) == 1
    assert Ledger.open(tmp_path / "L").ask().totals()["reports"] == 1


def test_one_bad_report_leaves_the_others_and_gives_status_3(dragoman: Runs, tmp_path: Path) -> None:
    rows(tmp_path / "a.jsonl", "one", "BREAK", "  ", "two")
    result = dragoman("read", "a.jsonl", "none.txt", "veld.txt", "--json")
    assert result.status == 3
    kinds = [o["error"]["kind"] if "error" in o else o["report"]["ref"] for o in result.objects]
    assert kinds == ["r0", "internal", "empty", "r3", "missing", "veld.txt"]
    for value in result.objects:
        if "error" in value:
            assert set(value["error"]) == {"kind", "message", "path"}
            assert value["error"]["message"] in result.err


def test_bad_reports_do_not_keep_good_ones_out_of_the_ledger(dragoman: Runs, tmp_path: Path) -> None:
    result = dragoman("read", "none.txt", "veld.txt")
    assert result.status == 3
    assert "could not be read" in result.out
    questions = Ledger.open(tmp_path / "dragoman-ledger").ask()
    assert questions.totals()["reports"] == 1
    assert [row["kind"] for row in questions.failures()] == ["missing"]


@pytest.mark.parametrize(
    "args",
    [
        ["read", "veld.txt", "--published", "2024-02-30"],
        ["read", "veld.txt", "--published", "tomorrow"],
        ["read", "veld.txt", "--jobs", "0"],
        ["read", "veld.txt", "--jobs", "many"],
        ["read", "veld.txt", "--ledger", "veld.txt"],
        ["read", "--nonsense"],
        ["nonsense"],
    ],
)
def test_wrong_use_gives_status_2_and_reads_nothing(dragoman: Runs, args: list[str]) -> None:
    result = dragoman(*args)
    assert result.status == 2
    assert result.out == ""
    assert result.err


def test_standard_input_is_read_when_no_file_is_named(dragoman: Runs) -> None:
    assert dragoman("read", "--json", stdin=TEXT.encode()).objects[0]["report"]["ref"] == "-"
    assert dragoman("read", "-", "--json", stdin=TEXT.encode()).objects[0]["report"]["text"] == TEXT


def test_nothing_named_on_a_terminal_is_wrong_use(dragoman: Runs, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Stdin, "isatty", lambda self: True)
    assert dragoman("read").status == 2


@pytest.mark.parametrize(
    ("error", "status"), [(EngineError("no weights. Install them."), 1), (LexiconError("a.toml: row 2"), 2)]
)
def test_what_fails_before_reading_is_told(
    dragoman: Runs, monkeypatch: pytest.MonkeyPatch, error: Exception, status: int
) -> None:
    def fail(settings: Settings) -> None:
        raise error

    monkeypatch.setattr(workers, "open_pipeline", fail)
    result = dragoman("read", "veld.txt", "--json")
    assert (result.status, result.err) == (status, f"dragoman: {error}\n")


def test_a_fault_of_the_program_gives_status_1(dragoman: Runs, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(settings: Settings) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(workers, "open_pipeline", fail)
    result = dragoman("read", "veld.txt", "--json")
    assert result.status == 1
    assert "fault of the program" in result.err


def test_the_lexicon_option_reaches_the_pipeline(dragoman: Runs, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[Settings] = []

    def make(settings: Settings) -> FakePipeline:
        seen.append(settings)
        return FakePipeline(settings)

    monkeypatch.setattr(workers, "open_pipeline", make)
    dragoman("read", "veld.txt", "--json", "--lexicon", "a.toml", "--lexicon", "b")
    assert seen[0].lexicon == (Path("a.toml"), Path("b"))


def test_ctrl_c_keeps_what_was_read(dragoman: Runs, tmp_path: Path) -> None:
    rows(tmp_path / "a.jsonl", "one", "two", "INTERRUPT", "three")
    result = dragoman("read", "a.jsonl")
    assert result.status == 130
    assert "kept in dragoman-ledger" in result.err
    assert Ledger.open(tmp_path / "dragoman-ledger").ask().totals()["reports"] == 2


def refs(outcome: Reading | ReportError) -> str | None:
    return outcome.path if isinstance(outcome, ReportError) else outcome.report.ref


def test_several_processes_give_the_same_in_the_same_order() -> None:
    texts = [f"Report {n}." if n % 5 else f"BREAK {n}" for n in range(23)]
    items = [make_report(text, ref=f"r{n}") for n, text in enumerate(texts)]
    items.insert(7, ReportError("missing", "x: no such file.", "x"))  # type: ignore[arg-type]
    alone = workers.read_all(iter(items), Settings(), jobs=1, make=FakePipeline)
    many = workers.read_all(iter(items), Settings(), jobs=2, make=FakePipeline)
    assert alone.fingerprints == many.fingerprints
    left, right = list(alone.outcomes), list(many.outcomes)
    assert [refs(outcome) for outcome in left] == [refs(outcome) for outcome in right]
    assert [o for o in left if isinstance(o, Reading)] == [o for o in right if isinstance(o, Reading)]
    assert [str(o) for o in left if isinstance(o, ReportError)] == [
        str(o) for o in right if isinstance(o, ReportError)
    ]


def test_an_engine_that_does_not_start_in_another_process_is_told() -> None:
    with pytest.raises(EngineError, match="no weights"):
        workers.read_all([make_report()], Settings(), jobs=2, make=no_engine)


def test_reports_are_taken_as_they_are_needed() -> None:
    taken = []

    def items() -> object:
        for n in range(100):
            taken.append(n)
            yield make_report(f"Report {n}.")

    outcomes = workers.read_all(items(), Settings(), make=FakePipeline).outcomes  # type: ignore[arg-type]
    next(outcomes)
    assert len(taken) == 1


def test_commands_that_need_no_model_do_not_load_it(tmp_path: Path) -> None:
    code = (
        "import sys, dragoman.cli.app;"
        "heavy = {'onnxruntime', 'numpy', 'pyarrow', 'duckdb', 'tokenizers', 'dragoman.pipeline'};"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
