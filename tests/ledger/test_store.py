"""What is kept stays kept: runs, what is seen of them, and what happens when one ends early."""

from __future__ import annotations

import datetime
import errno
import json
import shutil
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from invented import TEXT, bare_reading, later, make_reading, make_report
from pytest import MonkeyPatch

from dragoman.ledger import EventFilter, Ledger, LedgerWriteError
from dragoman.ledger import writing as writing_module
from dragoman.ledger.writing import RunWriter
from dragoman.records import LedgerError, Reading, ReportError

HASHES = {"code": "c", "model": "m", "lexicon": "l"}


class Clock:
    """Moves on by a minute each time it is looked at."""

    def __init__(self) -> None:
        self.now = datetime.datetime(2026, 1, 1, 12, 0, tzinfo=datetime.UTC)

    def __call__(self) -> datetime.datetime:
        self.now += datetime.timedelta(minutes=1)
        return self.now


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return Ledger.open(tmp_path / "ledger", create=True)


def start(ledger: Ledger, clock: Clock | None = None) -> RunWriter:
    return ledger.start_run(version="0", hashes=HASHES, clock=clock or Clock())


def keep(ledger: Ledger, *readings: Reading, clock: Clock | None = None) -> str:
    with start(ledger, clock) as run:
        for reading in readings:
            run.add(reading)
    return run.info.run


def test_a_reading_comes_back_whole(ledger: Ledger) -> None:
    reading = make_reading()
    keep(ledger, reading)
    assert ledger.ask().reading(reading.report.id[:8]) == reading


def test_any_text_comes_back_unchanged(ledger: Ledger) -> None:
    texts = ["a\r\n\x00b", "🙂\u2028 é\u0301", "line\n" * 1000]
    keep(ledger, *(bare_reading(make_report(text)) for text in texts))
    for text in texts:
        assert ledger.ask().reading(make_report(text).id).report.text == text


def test_a_run_is_not_seen_before_it_is_finished(ledger: Ledger, monkeypatch: MonkeyPatch) -> None:
    monkeypatch.setattr(writing_module, "REPORTS_PER_PART", 1)
    with start(ledger) as run:
        run.add(make_reading())
        assert run.kept == 1
        assert ledger.runs() == []
        assert ledger.ask().events(EventFilter()) == []
    assert [info.state for info in ledger.runs()] == ["complete"]
    assert len(ledger.ask().events(EventFilter())) == 3


def test_the_manifest_tells_hashes_counts_and_files(ledger: Ledger) -> None:
    run = keep(ledger, make_reading())
    folder = ledger.path / "runs" / run
    manifest = json.loads((folder / "run.json").read_text())
    assert manifest["hashes"] == HASHES
    assert manifest["counts"]["events"] == 3
    assert manifest["files"]["events"] == ["tables/events.parquet"]
    assert (folder / "tables" / "events.parquet").exists()
    assert "segments" in manifest["files"]


def test_many_parts_become_one_file_a_table(ledger: Ledger, monkeypatch: MonkeyPatch) -> None:
    monkeypatch.setattr(writing_module, "REPORTS_PER_PART", 2)
    run = keep(ledger, *(bare_reading(make_report(f"Report {n}.")) for n in range(7)))
    names = sorted(p.name for p in (ledger.path / "runs" / run).iterdir())
    assert names == ["lock", "run.json", "started.json", "tables"]
    assert ledger.ask().totals()["reports"] == 7


def test_the_newest_run_of_a_report_is_current_and_the_older_can_be_asked_for(ledger: Ledger) -> None:
    clock = Clock()
    keep(ledger, make_reading(), clock=clock)
    between = clock()
    keep(ledger, later(make_reading(), "occurred"), clock=clock)
    now = [row["status"] for row in ledger.ask().events(EventFilter()) if row["event"] == "e1"]
    then = [row["status"] for row in ledger.ask(as_of=between).events(EventFilter()) if row["event"] == "e1"]
    assert (now, then) == (["occurred"], ["planned"])
    assert ledger.ask().totals()["reports"] == 1
    assert ledger.ask(as_of=between - datetime.timedelta(days=1)).totals()["reports"] == 0


def test_a_report_read_twice_in_a_run_counts_once(ledger: Ledger) -> None:
    keep(ledger, make_reading(), later(make_reading(), "cancelled"))
    assert ledger.ask().totals()["reports"] == 1
    assert {row["status"] for row in ledger.ask().events(EventFilter()) if row["event"] == "e1"} == {
        "cancelled"
    }


def test_a_report_that_could_not_be_read_is_remembered(ledger: Ledger) -> None:
    with start(ledger) as run:
        run.add_failure(ReportError("empty", "a.txt: holds no text.", "a.txt"))
    assert [row["path"] for row in ledger.ask().failures()] == ["a.txt"]
    assert ledger.ask().totals()["reports"] == 0


def test_a_failed_run_does_not_hide_the_older_reading(ledger: Ledger) -> None:
    keep(ledger, make_reading())
    with start(ledger) as run:
        run.add_failure(ReportError("missing", "veld.txt: no such file.", "veld.txt"))
    assert ledger.ask().totals()["reports"] == 1


def test_a_run_that_keeps_nothing_leaves_no_trace(ledger: Ledger) -> None:
    with start(ledger):
        pass
    assert list((ledger.path / "runs").iterdir()) == []


@pytest.mark.parametrize("error", [KeyboardInterrupt(), RuntimeError("the engine broke")])
def test_what_was_read_before_a_run_was_stopped_is_kept(ledger: Ledger, error: BaseException) -> None:
    with pytest.raises(type(error)), start(ledger) as run:
        run.add(make_reading())
        raise error
    (info,) = ledger.runs()
    assert info.state == "stopped"
    assert info.reason
    assert ledger.ask().totals()["reports"] == 1


def test_a_full_disk_is_told_and_earlier_parts_are_kept(ledger: Ledger, monkeypatch: MonkeyPatch) -> None:
    monkeypatch.setattr(writing_module, "REPORTS_PER_PART", 2)
    write_table = writing_module.pq.write_table

    def write(table: object, path: Path, **options: object) -> None:
        if "part-00001" in str(path):
            raise OSError(errno.ENOSPC, "No space left on device")
        write_table(table, path, **options)

    monkeypatch.setattr(writing_module.pq, "write_table", write)
    with (
        pytest.raises(LedgerWriteError, match=r"disk is full.*2 reports of this run are kept"),
        start(ledger) as run,
    ):
        for n in range(9):
            run.add(bare_reading(make_report(f"Report {n}.")))
    assert ledger.ask().totals()["reports"] == 2
    assert [info.state for info in ledger.runs()] == ["stopped"]


def test_parts_that_cannot_be_joined_serve_as_they_are(ledger: Ledger, monkeypatch: MonkeyPatch) -> None:
    monkeypatch.setattr(writing_module, "REPORTS_PER_PART", 1)

    def refuse(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(writing_module, "_join", refuse)
    keep(ledger, *(bare_reading(make_report(f"Report {n}.")) for n in range(3)))
    assert ledger.ask().totals()["reports"] == 3


KILLED = """
import os, sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from invented import bare_reading, make_report
from dragoman.ledger import Ledger, writing
writing.REPORTS_PER_PART = 2
run = Ledger.open(Path(sys.argv[1])).start_run(version="0", hashes={})
for n in range(5):
    run.add(bare_reading(make_report(f"Report {n}.")))
os._exit(9)
"""


def test_a_killed_run_is_seen_as_far_as_it_got_once_another_writes(ledger: Ledger) -> None:
    code = [sys.executable, "-c", KILLED, str(ledger.path), str(Path(__file__).parents[1] / "journeys")]
    assert subprocess.run(code, check=False).returncode == 9
    assert ledger.ask().totals()["reports"] == 0
    assert len(ledger.unfinished()) == 1
    keep(ledger, make_reading())
    assert ledger.ask().totals()["reports"] == 5
    assert sorted(info.state for info in ledger.runs()) == ["complete", "cut off"]


def test_a_run_at_work_is_left_alone_by_other_writers(ledger: Ledger, monkeypatch: MonkeyPatch) -> None:
    monkeypatch.setattr(writing_module, "REPORTS_PER_PART", 1)
    with start(ledger) as first:
        first.add(make_reading())
        keep(ledger, bare_reading(make_report("Another report.")))
        assert ledger.ask().totals()["reports"] == 1
    assert ledger.ask().totals()["reports"] == 2


def test_a_half_written_part_is_not_seen(ledger: Ledger) -> None:
    run = keep(ledger, make_reading())
    (ledger.path / "runs" / run / ".part-00009").mkdir()
    (ledger.path / "runs" / run / ".part-00009" / "events.parquet").write_bytes(b"PAR1")
    assert len(ledger.ask().events(EventFilter())) == 3


def test_an_open_session_is_not_moved_by_a_later_run(ledger: Ledger) -> None:
    keep(ledger, make_reading())
    before = ledger.ask()
    keep(ledger, bare_reading(make_report("Another report.")))
    assert before.totals()["reports"] == 1
    assert ledger.ask().totals()["reports"] == 2


@pytest.mark.parametrize("kind", ["missing", "file", "other folder", "wrong marker", "newer format"])
def test_a_folder_that_is_no_ledger_is_refused_with_advice(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "it"
    if kind == "file":
        path.write_text("x")
    elif kind != "missing":
        path.mkdir()
        name = "notes.txt" if kind == "other folder" else "ledger.json"
        marker = '{"format": "dragoman-ledger/9"}' if kind == "newer format" else "x"
        (path / name).write_text(marker)
    with pytest.raises(LedgerError) as fault:
        Ledger.open(path)
    assert str(path) in str(fault.value)
    if kind != "missing":
        with pytest.raises(LedgerError):
            Ledger.open(path, create=True)
        assert len(list(tmp_path.rglob("*"))) <= 2, "nothing may be written there"


def test_an_empty_folder_becomes_a_ledger_and_opens_again(tmp_path: Path) -> None:
    Ledger.open(tmp_path, create=True)
    assert Ledger.open(tmp_path, create=True).runs() == []


def test_no_permission_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Path, "mkdir", refuse)
    with pytest.raises(LedgerError, match="no permission"):
        Ledger.open(tmp_path / "new", create=True)


def test_a_damaged_file_names_the_ledger_and_a_remedy(ledger: Ledger) -> None:
    run = keep(ledger, make_reading())
    (ledger.path / "runs" / run / "tables" / "events.parquet").write_bytes(b"not parquet")
    with pytest.raises(LedgerError, match="Move the folder"):
        ledger.ask().events(EventFilter())


def test_a_run_moved_away_is_forgotten(ledger: Ledger, tmp_path: Path) -> None:
    run = keep(ledger, make_reading())
    shutil.move(str(ledger.path / "runs" / run), str(tmp_path / "away"))
    assert ledger.ask().totals()["reports"] == 0


def test_names_that_look_like_sql_or_globs_are_only_names(tmp_path: Path) -> None:
    ledger = Ledger.open(tmp_path / "it's [a] *ledger*", create=True)
    keep(ledger, make_reading())
    assert len(ledger.ask().events(EventFilter(actors=("Veld",)))) == 3
    assert ledger.ask().events(EventFilter(actors=("x' OR '1'='1",))) == []


def test_writing_leaves_nothing_hidden_behind(ledger: Ledger) -> None:
    keep(ledger, make_reading())
    assert list(ledger.path.rglob(".*")) == []
    assert TEXT in ledger.ask().reading(make_report().id).report.text


@settings(max_examples=20, deadline=None)
@given(st.text(min_size=1, max_size=200), st.text(max_size=20), st.none() | st.dates())
def test_whatever_a_report_holds_comes_back(text: str, title: str, day: datetime.date | None) -> None:
    reading = bare_reading(replace(make_report(text, day=day), title=title, ref=title or "-"))
    with tempfile.TemporaryDirectory() as folder:
        ledger = Ledger.open(Path(folder), create=True)
        keep(ledger, reading)
        assert ledger.ask().reading(reading.report.id) == reading
