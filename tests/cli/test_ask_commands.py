"""The commands that ask a ledger: what they print, and what they say when there is nothing."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from invented import make_report
from terminal import Runs

SHORT = make_report().id[:8]
ASKING = ["events", "timeline", "quotes", "figures", "upcoming"]


@pytest.fixture
def ask(dragoman: Runs) -> Runs:
    assert dragoman("read", "veld.txt", "--published", "2024-04-23").status == 0
    return dragoman


def test_events_are_a_table(ask: Runs) -> None:
    out = ask("events").out
    assert f"{SHORT}/e1  2024-05  planned" in out
    assert "Doran Veld → Ilmaria" in out
    assert "two officials" in out


@pytest.mark.parametrize(
    ("args", "ids"),
    [
        (["--actor", "VLM"], ["e3", "e1", "e2"]),
        (["--between", "VLM", "Ilmaria", "--status", "planned"], ["e1", "e2"]),
        (["--type", "consult,aid", "--from", "2024-05-01", "--to", "2024-05-03"], ["e1", "e2"]),
        (["--source-kind", "person"], ["e2"]),
        (["--once"], ["e3", "e1"]),
        (["--recipient", "ilmaria", "--limit", "1"], ["e1"]),
        (["--mode", "visit", "--report", "veld.txt"], ["e1", "e2"]),
    ],
)
def test_events_take_filters(ask: Runs, args: list[str], ids: list[str]) -> None:
    result = ask("events", "--json", *args)
    assert result.status == 0
    assert [o["id"] for o in result.objects] == [f"{SHORT}/{id}" for id in ids]


@pytest.mark.parametrize("command", ASKING)
def test_csv_and_json_tell_the_same(ask: Runs, command: str) -> None:
    objects = ask(command, "--json").objects
    table = list(csv.DictReader(io.StringIO(ask(command, "--csv").out)))
    assert [row["id"] for row in table] == [o["id"] for o in objects]
    assert list(table[0]) == list(objects[0])


@pytest.mark.parametrize(
    ("command", "args"),
    [
        ("events", ["--actor", "Nobody"]),
        ("events", ["--from", "2030-01-01"]),
        ("timeline", ["Nobody"]),
        ("quotes", ["--by", "Nobody"]),
        ("figures", ["--unit", "furlong"]),
        ("upcoming", ["--after", "2030-01-01"]),
    ],
)
def test_nothing_found_is_said_and_is_no_error(ask: Runs, command: str, args: list[str]) -> None:
    result = ask(command, *args)
    assert result.status == 0
    assert result.err.startswith("dragoman: ")
    assert ask(command, *args, "--json").out == ""
    assert ask(command, *args, "--csv").out.startswith("id,")


def test_events_without_a_day_are_not_lost_silently(ask: Runs) -> None:
    assert "1 event without a day left out" in ask("events", "--from", "2024-01-01").err


@pytest.mark.parametrize(
    "args",
    [
        ["events", "--type", "VISIT"],
        ["events", "--status", "soon"],
        ["events", "--source-kind", "rumour"],
        ["events", "--from", "2024-13-01"],
        ["events", "--between", "A"],
        ["events", "--csv", "--json"],
        ["events", "--limit", "0"],
        ["events", "--limit", "99999999999999999999"],
        ["events", "--as-of", "once"],
        ["timeline", "A", "B", "C"],
        ["upcoming", "--after", "soon"],
        ["explain"],
        ["explain", "e1"],
        ["explain", "00000000/e1"],
        ["explain", f"{SHORT}/e9"],
        ["events", "--ledger", "veld.txt"],
        ["info", "--ledger", "nowhere"],
    ],
)
def test_wrong_use_gives_status_2_and_says_what_to_do(ask: Runs, args: list[str]) -> None:
    result = ask(*args)
    assert result.status == 2
    assert result.out == ""
    assert result.err


def test_without_a_ledger_the_command_that_makes_one_is_told(dragoman: Runs) -> None:
    result = dragoman("events")
    assert result.status == 2
    assert "dragoman read FILE" in result.err


def test_a_timeline_goes_by_day(ask: Runs) -> None:
    lines = ask("timeline").out.splitlines()
    assert [line for line in lines if line and line[0].isdigit()] == ["2024-04-23", "2024-05-01"]
    assert "reported" in lines[1]
    assert len(ask("timeline", "Veld", "Ilmaria").out.splitlines()) == 4


def test_explain_marks_the_words_and_names_the_rules(ask: Runs) -> None:
    out = ask("explain", f"{SHORT}/e2").out
    assert "[Doran Veld] [will] [travel] to [Ilmaria] in [May] for talks, [two officials] said." in out
    for words in (
        "visit.travel",
        "plan.will",
        "month.next",
        "said.after",
        "not authorised",
        "GeoNames 77",
        "e1:",
    ):
        assert words in out


def test_explain_marks_with_colours_on_a_terminal(ask: Runs, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[" in ask("explain", f"{SHORT}/e2").out


def test_explain_as_json_bears_spans_in_the_report(ask: Runs) -> None:
    (value,) = ask("explain", f"{SHORT}/e1", "--json").objects
    fields = {row["field"]: row for row in value["rows"]}
    assert fields["what"]["spans"] == [[8, 13]]
    assert fields["when"]["rests_on"] == "month.next (DATE 2024-05)"


def test_upcoming_starts_at_the_newest_report_and_says_so(ask: Runs) -> None:
    out = ask("upcoming").out
    assert "after 2024-04-23 (the newest report)" in out
    assert f"{SHORT}/e1" in out
    assert ask("upcoming", "--actor", "ILM", "--json").objects


def test_upcoming_without_any_day_asks_for_one(dragoman: Runs) -> None:
    dragoman("read", "veld.txt")
    result = dragoman("upcoming")
    assert result.status == 2
    assert "--after" in result.err


def test_quotes_tell_how_the_source_is_known(ask: Runs) -> None:
    assert "two officials (ILM, 2 unnamed)" in ask("quotes", "--about", "talks").out


def test_figures_tell_value_and_unit(ask: Runs) -> None:
    assert "1,400,000,000 USD" in ask("figures").out


def test_info_tells_runs_hashes_and_what_could_not_be_read(ask: Runs) -> None:
    ask("read", "none.txt")
    out = ask("info").out
    for words in ("1 report", "2024-04-23", "CONSULT 3", "complete", "cccccccc", "none.txt: no such file"):
        assert words in out
    (value,) = ask("info", "--json").objects
    assert len(value["runs"]) == 2
    assert "veld.txt" in ask("info", "--reports").out


def test_an_earlier_state_can_be_asked_for(ask: Runs) -> None:
    assert ask("events", "--as-of", "2020-01-01", "--json").out == ""
    assert len(ask("events", "--as-of", "2999-01-01", "--json").objects) == 3


def test_an_empty_ledger_is_no_error(dragoman: Runs, tmp_path: Path) -> None:
    dragoman("read", "none.txt", "--ledger", "L")
    for command in (*ASKING[:-1], "info"):
        assert dragoman(command, "--ledger", "L").status == 0


def test_the_version_is_told(dragoman: Runs) -> None:
    assert dragoman("--version").out.startswith("dragoman ")
