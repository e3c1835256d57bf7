"""Questions to a ledger: filters, names, and rows that say where they come from."""

from __future__ import annotations

import datetime

import pytest
from invented import DAY, bare_reading, make_reading, make_report

from dragoman.ledger import EventFilter, FigureFilter, Ledger, QuoteFilter
from dragoman.ledger.ask import Questions
from dragoman.records import UsageError

SHORT = make_report().id[:8]


@pytest.fixture(scope="module")
def questions(tmp_path_factory: pytest.TempPathFactory) -> Questions:
    ledger = Ledger.open(tmp_path_factory.mktemp("ledger"), create=True)
    with ledger.start_run(version="0", hashes={}) as run:
        run.add(make_reading())
        run.add(bare_reading(make_report("Quiet.", ref="quiet.txt", day=datetime.date(2024, 4, 25))))
        run.add(bare_reading(make_report("No day.", ref="undated.txt", day=None)))
    return ledger.ask()


def ids(questions: Questions, **filters: object) -> list[str]:
    return [row["event"] for row in questions.events(EventFilter(**filters))]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({}, ["e3", "e1", "e2"]),
        ({"actors": ("VLM",)}, ["e3", "e1", "e2"]),
        ({"actors": ("ILM",)}, ["e3"]),
        ({"actors": ("ilmaria",)}, ["e3"]),
        ({"actors": ("doran veld",)}, ["e3", "e1", "e2"]),
        ({"actors": ("VELD",)}, ["e3", "e1", "e2"]),
        ({"actors": ("Vel",)}, []),
        ({"recipients": ("Ilmaria",)}, ["e1", "e2"]),
        ({"anyone": ("Ilmaria",)}, ["e3", "e1", "e2"]),
        ({"between": ("VLM", "ILM")}, ["e3", "e1", "e2"]),
        ({"between": ("Ilmaria", "Veld")}, ["e3", "e1", "e2"]),
        ({"between": ("VLM", "RUS")}, []),
        ({"types": ("CONSULT",)}, ["e3", "e1", "e2"]),
        ({"types": ("AID",)}, []),
        ({"modes": ("visit",)}, ["e1", "e2"]),
        ({"statuses": ("planned",)}, ["e1", "e2"]),
        ({"statuses": ("planned", "possible")}, ["e3", "e1", "e2"]),
        ({"since": datetime.date(2024, 5, 31)}, ["e1", "e2"]),
        ({"since": datetime.date(2024, 6, 1)}, []),
        ({"until": datetime.date(2024, 5, 1)}, ["e1", "e2"]),
        ({"until": datetime.date(2024, 4, 30)}, []),
        ({"source_kinds": ("person",)}, ["e2"]),
        ({"source_kinds": ("reporter",)}, ["e3", "e1"]),
        ({"report": SHORT}, ["e3", "e1", "e2"]),
        ({"report": "veld.txt"}, ["e3", "e1", "e2"]),
        ({"report": "quiet.txt"}, []),
        ({"repeats": False}, ["e3", "e1"]),
        ({"dated": False}, ["e3"]),
        ({"limit": 1}, ["e3"]),
    ],
)
def test_events_are_filtered(questions: Questions, filters: dict[str, object], expected: list[str]) -> None:
    assert ids(questions, **filters) == expected


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("ILM", "ILM"),
        ("ilm", "ILM"),
        ("Ilmaria", "ILM"),
        ("France", "FRA"),
        ("côte d'ivoire", "CIV"),
        ("Veld", None),
    ],
)
def test_a_country_is_known_by_code_and_by_name(questions: Questions, name: str, code: str | None) -> None:
    assert questions.country(name) == code


def test_an_event_row_tells_who_when_and_from_whom(questions: Questions) -> None:
    row = next(row for row in questions.events(EventFilter()) if row["event"] == "e2")
    assert row["id"] == f"{SHORT}/e2"
    assert (row["actors"], row["recipients"], row["places"]) == (["Doran Veld"], ["Ilmaria"], ["Ilmaria"])
    assert (row["source"], row["source_kind"], row["same_as"]) == ("two officials", "person", "e1")
    assert (row["earliest"], row["trigger"], row["ref"]) == (datetime.date(2024, 5, 1), "travel", "veld.txt")
    assert row["sentence"].startswith("Doran Veld will travel")


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({}, True),
        ({"by": "officials"}, True),
        ({"by": "ILM"}, True),
        ({"by": "Veld"}, False),
        ({"about": "will TRAVEL to"}, True),
        ({"about": "gas"}, False),
        ({"since": DAY}, True),
        ({"since": DAY + datetime.timedelta(days=1)}, False),
        ({"to": "Courier"}, False),
        ({"source_kinds": ("person",)}, True),
        ({"source_kinds": ("state",)}, False),
    ],
)
def test_quotes_are_filtered(questions: Questions, filters: dict[str, object], found: bool) -> None:
    rows = questions.quotes(QuoteFilter(**filters))  # type: ignore[arg-type]
    assert [row["id"] for row in rows] == ([f"{SHORT}/q1"] if found else [])


@pytest.mark.parametrize(
    ("filters", "found"),
    [({}, 1), ({"unit": "usd"}, 1), ({"unit": "percent"}, 0), ({"about": "talks"}, 1), ({"about": "gas"}, 0)],
)
def test_figures_are_filtered(questions: Questions, filters: dict[str, str], found: int) -> None:
    assert len(questions.figures(FigureFilter(**filters))) == found  # type: ignore[arg-type]


def test_what_is_planned_after_a_day(questions: Questions) -> None:
    def after(day: str) -> list[str]:
        return [row["event"] for row in questions.upcoming(datetime.date.fromisoformat(day))]

    assert after("2024-04-30") == after("2024-05-30") == after("0001-01-01") == ["e1"]
    assert after("2024-05-31") == []
    assert questions.newest_day() == datetime.date(2024, 4, 25)


def test_an_event_is_found_by_its_short_id(questions: Questions) -> None:
    reading, event = questions.find_event(f"{SHORT}/e2")
    assert (reading.report.ref, event) == ("veld.txt", "e2")


@pytest.mark.parametrize(
    "name", ["e2", "", "/", "zzzz/e1", f"{SHORT}/e9", "00000000/e1", f"{SHORT}/", "%/e1"]
)
def test_an_unknown_event_is_told_with_advice(questions: Questions, name: str) -> None:
    with pytest.raises(UsageError):
        questions.find_event(name)


def test_two_reports_that_begin_alike_are_told_apart(questions: Questions) -> None:
    with pytest.raises(UsageError, match="several"):
        questions.reading("")


def test_totals_and_tallies(questions: Questions) -> None:
    totals = questions.totals()
    assert (totals["reports"], totals["events"], totals["undated"]) == (3, 3, 1)
    assert questions.tally("status") == [("planned", 2), ("possible", 1)]
    assert questions.busiest() == [("ILM", 3), ("VLM", 3)]
    assert [row["ref"] for row in questions.reports()] == ["veld.txt", "quiet.txt", "undated.txt"]
