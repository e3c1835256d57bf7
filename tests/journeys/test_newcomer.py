"""A newcomer's whole way: read a folder, see what is there, ask why, ask what comes next."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from invented import TEXT

PROGRAM = """
import sys
sys.path.insert(0, sys.argv.pop(1))
from invented import FakePipeline
from dragoman.cli import main, workers
workers.open_pipeline = FakePipeline
main()
"""


def run(folder: Path, *args: str, stdin: str | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", PROGRAM, str(Path(__file__).parent), *args],
        cwd=folder, input=stdin, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip


def test_from_a_folder_to_what_is_planned(tmp_path: Path) -> None:
    news = tmp_path / "news"
    news.mkdir()
    (news / "veld.txt").write_text(TEXT)
    (news / "empty.txt").write_text("")

    read = run(tmp_path, "read", "news", "--published", "2024-04-23")
    assert read.returncode == 3
    assert "news/empty.txt: holds no text" in read.stderr
    assert "Read 1 report into dragoman-ledger" in read.stdout

    (explain,) = (line.split() for line in read.stdout.splitlines() if "dragoman explain" in line)
    why = run(tmp_path, *explain[1:])
    assert why.returncode == 0
    assert "rests on" in why.stdout

    events = run(tmp_path, "events", "--between", "VLM", "Ilmaria", "--status", "planned")
    assert events.returncode == 0
    last = events.stdout.splitlines()[-1].split()[0]
    assert "two officials" in run(tmp_path, "explain", last).stdout

    upcoming = run(tmp_path, "upcoming")
    assert "2024-05" in upcoming.stdout
    assert run(tmp_path, "info").stdout.startswith("dragoman-ledger: 1 report")


def test_reading_again_changes_the_answer_and_keeps_the_old_one(tmp_path: Path) -> None:
    (tmp_path / "veld.txt").write_text(TEXT)
    assert run(tmp_path, "read", "veld.txt").returncode == 0
    assert run(tmp_path, "read", "veld.txt", "--published", "2024-04-23").returncode == 0
    assert "1 report\n" in run(tmp_path, "info").stdout
    assert run(tmp_path, "info").stdout.count("complete") == 2


def test_a_closed_pipe_is_no_error(tmp_path: Path) -> None:
    rows = "".join(f'{{"text": "Report {n}."}}\n' for n in range(2000))
    (tmp_path / "rows.jsonl").write_text(rows)
    command = f"{sys.executable} -c '{PROGRAM}' {Path(__file__).parent} read rows.jsonl --json | head -1"
    done = subprocess.run(command, shell=True, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0
    assert done.stdout.count("\n") == 1
    assert done.stderr == ""


def test_standard_input_goes_through_a_pipe(tmp_path: Path) -> None:
    done = run(tmp_path, "read", "--json", stdin=TEXT)
    assert done.returncode == 0
    assert done.stdout.count("\n") == 1
    assert not (tmp_path / "dragoman-ledger").exists()
