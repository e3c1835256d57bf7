"""The whole way of a report through the real model and lexicon, on the bundled samples."""

from __future__ import annotations

import datetime
from dataclasses import replace
from pathlib import Path

import pytest

import dragoman
from dragoman.intake import read_inputs
from dragoman.pipeline import STAGES, Pipeline
from dragoman.records import Published, Reading, Report, ReportError
from dragoman.settings import Settings

SAMPLES = Path(dragoman.__file__).parent / "samples"


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return Pipeline(Settings(lexicon=(SAMPLES / "lexicon",)))


@pytest.fixture(scope="module")
def reports() -> list[Report]:
    return [item for item in read_inputs([str(SAMPLES)]) if isinstance(item, Report)]


@pytest.fixture(scope="module")
def readings(pipeline: Pipeline, reports: list[Report]) -> dict[str, Reading]:
    return {Path(report.ref).name: pipeline.read(report) for report in reports}


def test_every_stage_finds_what_it_needs():
    known = {"report", "lexicon", "engine"}
    known |= {f"lexicon.{area}" for area in ("world", "events", "times", "said", "figures", "relations")}
    for stage in STAGES:
        assert set(stage.needs) <= known, stage.gives
        known.add(stage.gives)


def test_there_are_eight_samples_and_each_has_events(readings):
    assert len(readings) == 8
    assert all(reading.events for reading in readings.values())


def test_the_first_samples_day_is_worked_out_with_its_evidence(readings):
    published = readings["01-visit-planned.txt"].report.published
    assert published.day == datetime.date(2024, 4, 23)
    assert published.basis == "inferred"
    assert len(published.evidence) >= 2


def test_the_planned_visit_is_one_happening_with_its_sources_counted(readings):
    reading = readings["01-visit-planned.txt"]
    visits = [e for e in reading.events if e.mode == "visit" and e.status == "planned"]
    held = [h for h in reading.happenings if {v.id for v in visits} & set(h.events)]
    assert visits
    assert max(h.unnamed_at_least for h in held) >= 3


def test_a_denied_visit_is_not_a_planned_one(readings):
    statuses = {e.status for e in readings["03-visit-denied.txt"].events if e.mode == "visit"}
    assert "denied" in statuses
    assert "planned" not in statuses


def test_the_outcome_is_told_as_having_happened(readings):
    events = readings["04-visit-outcome.txt"].events
    assert any(e.type == "CONSULT" and e.mode == "visit" and e.status == "occurred" for e in events)


def test_a_postponed_summit_is_postponed(readings):
    assert "postponed" in {e.status for e in readings["06-summit-postponed.txt"].events}


def test_a_chain_of_two_sources_has_a_parent(readings):
    reading = readings["01-visit-planned.txt"]
    said = {a.id: a for a in reading.attributions}
    text = reading.report.text
    (inner,) = [a for a in said.values() if a.parent and "gas agreement" in text[slice(*a.content[0])]]
    assert text[slice(*inner.source[0])] == "Veld"
    assert text[slice(*said[inner.parent].source[0])].endswith("Karsund Wire")


def test_a_repeated_caption_is_a_duplicate(readings):
    kinds = [s.kind for s in readings["01-visit-planned.txt"].segments]
    assert "duplicate" in kinds and "caption" in kinds and kinds[-1] == "boilerplate"


def test_the_same_report_reads_the_same_whatever_was_read_before(pipeline, reports, readings):
    for report in reversed(reports):
        assert pipeline.read(report) == readings[Path(report.ref).name]


def test_every_reference_and_span_of_a_reading_holds(readings):
    for reading in readings.values():
        check_reading(reading)


def test_a_given_day_wins_over_what_the_text_says(pipeline, reports):
    day = datetime.date(2030, 1, 1)
    given = Published(day=day, earliest=day, latest=day, basis="given")
    reading = pipeline.read(replace(reports[0], published=given))
    assert reading.report.published == given


def test_a_stage_that_fails_is_a_report_error_that_names_it(pipeline, reports, monkeypatch):
    def broken(text: str, segments: object, ref: str) -> None:
        raise ZeroDivisionError("on purpose")

    monkeypatch.setattr(pipeline, "engine", type("Broken", (), {"analyse": staticmethod(broken)})())
    with pytest.raises(ReportError, match=r"analysis.*on purpose") as caught:
        pipeline.read(reports[0])
    assert caught.value.path == reports[0].ref


def test_fingerprints_name_code_model_and_lexicon(pipeline):
    prints = pipeline.fingerprints
    assert len({prints.code, prints.model, prints.lexicon}) == 3
    assert all(len(x) == 64 for x in (prints.code, prints.model, prints.lexicon))


def check_reading(reading: Reading) -> None:
    """Every id is unique and every reference and span points to something."""
    size = len(reading.report.text)
    actors = {a.id for a in reading.actors}
    said = {a.id: a for a in reading.attributions}
    times = {t.id for t in reading.times}
    places = {p.id for p in reading.places}
    events = {e.id for e in reading.events}
    ids = [x.id for part in (reading.actors, reading.places, reading.times, reading.attributions,
                             reading.events, reading.happenings, reading.figures) for x in part]  # fmt: skip
    assert len(ids) == len(set(ids))
    for event in reading.events:
        assert {*event.actors, *event.recipients} <= actors
        assert event.time is None or event.time in times
        assert event.attribution is None or event.attribution in said
        assert event.same_as is None or event.same_as in events
        assert set(event.places) <= places
        assert {r.event for r in event.relations} <= events - {event.id}
        assert 0 <= event.trigger[0] < event.trigger[1] <= size
        assert 0 <= event.confidence <= 1
        if event.earliest and event.latest:
            assert event.earliest <= event.latest
    for attribution in reading.attributions:
        assert attribution.parent is None or attribution.parent in said
        assert attribution.source_actor is None or attribution.source_actor in actors
        for start, end in (*attribution.source, *attribution.content):
            assert 0 <= start < end <= size
        seen, step = set(), attribution.id
        while step is not None:
            assert step not in seen
            seen.add(step)
            step = said[step].parent
    assert sorted(e for h in reading.happenings for e in h.events) == sorted(events)
