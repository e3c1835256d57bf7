"""Hand-made readings and a pipeline that needs no model: what the tests of ledger and commands run on.

The reports, states and persons are invented.
"""

from __future__ import annotations

import datetime
import hashlib
from dataclasses import dataclass, replace

from dragoman.records import (
    Actor,
    Attribution,
    EngineError,
    Event,
    Figure,
    Happening,
    Place,
    Published,
    Reading,
    Relation,
    Report,
    ReportError,
    Role,
    Segment,
    Span,
    Time,
)
from dragoman.settings import Settings

DAY = datetime.date(2024, 4, 23)
TEXT = (
    "Veld to visit Ilmaria in May\n\n"
    "Doran Veld will travel to Ilmaria in May for talks, two officials said. "
    "The talks cost $1.4 billion.\n"
)


def make_report(text: str = TEXT, *, ref: str = "veld.txt", day: datetime.date | None = DAY) -> Report:
    published = Published(day=day, earliest=day, latest=day, basis="given") if day else Published()
    return Report(id=hashlib.sha256(text.encode()).hexdigest(), ref=ref, text=text, published=published)


def find(text: str, words: str, nth: int = 0) -> Span:
    at = -1
    for _ in range(nth + 1):
        at = text.index(words, at + 1)
    return at, at + len(words)


def make_reading(report: Report | None = None) -> Reading:
    """A whole reading of TEXT: a planned visit told twice, said by two unnamed officials, and a sum."""
    report = report or make_report()
    if report.text != TEXT:
        return bare_reading(report)
    first, second = (0, 28), (30, TEXT.index(" The talks"))
    third = (second[1] + 1, len(TEXT) - 1)
    may = {"earliest": datetime.date(2024, 5, 1), "latest": datetime.date(2024, 5, 31), "grain": "month"}
    visit = {
        "type": "CONSULT",
        "mode": "visit",
        "actors": ("a1",),
        "recipients": ("a2",),
        "status": "planned",
    }
    shared = visit | may | {"date_basis": "stated", "intensity": 5.0, "quad": 2, "rule": "visit.travel"}
    events = (
        Event(
            id="e1", trigger=find(TEXT, "visit"), sentence=0, word=2, time="t1", status_rule="plan.to",
            status_evidence=(find(TEXT, "to"),), places=("p1",),
            roles=(Role(actor="a1", role="actor", mention=(0, 4)),
                   Role(actor="a2", role="recipient", mention=find(TEXT, "Ilmaria"))),
            **shared,  # type: ignore[arg-type]
        ),
        Event(
            id="e2", trigger=find(TEXT, "travel"), sentence=1, word=3, time="t2", status_rule="plan.will",
            status_evidence=(find(TEXT, "will"),), attribution="q1", same_as="e1", places=("p1",),
            roles=(Role(actor="a1", role="actor", mention=find(TEXT, "Doran Veld")),
                   Role(actor="a2", role="recipient", mention=find(TEXT, "Ilmaria", 1))),
            relations=(Relation(type="before", event="e3"),), **shared,  # type: ignore[arg-type]
        ),
        Event(
            id="e3", type="CONSULT", mode=None, actors=("a1", "a2"), trigger=find(TEXT, "talks", 1),
            sentence=2, word=1, status="possible", rule="talks", intensity=4.5, quad=1,
        ),
    )  # fmt: skip
    return Reading(
        report=report,
        segments=(
            Segment(start=0, end=28, kind="headline"),
            Segment(start=30, end=len(TEXT) - 1, kind="body"),
        ),
        sentences=(first, second, third),
        actors=(
            Actor(
                id="a1", name="Doran Veld", kind="person", country="VLM", sector="GOV", office="president",
                mentions=((0, 4), find(TEXT, "Doran Veld")), rule="veld",
            ),
            Actor(
                id="a2", name="Ilmaria", kind="state", country="ILM", mentions=(find(TEXT, "Ilmaria"),),
                rule="ilm",
            ),
            Actor(id="a3", name="two officials", kind="person", mentions=(find(TEXT, "two officials"),)),
        ),
        places=(
            Place(
                id="p1", name="Ilmaria", country="ILM", lat=1.5, lon=-2.0, geonames=77,
                mentions=(find(TEXT, "Ilmaria"), find(TEXT, "Ilmaria", 1)),
            ),
        ),
        times=tuple(
            Time(
                id=f"t{nth + 1}", start=find(TEXT, "May", nth)[0], end=find(TEXT, "May", nth)[1], text="May",
                type="DATE", value="2024-05", edtf="2024-05", rule="month.next", **may,  # type: ignore[arg-type]
            )
            for nth in (0, 1)
        ),
        attributions=(
            Attribution(
                id="q1", source=(find(TEXT, "two officials"),), cue=find(TEXT, "said"), content=((30, 80),),
                quote="indirect", source_kind="person", source_actor="a3", number=2, number_bound="exact",
                affiliation="a2", reason="not authorised", rule="said.after",
            ),
        ),
        events=events,
        happenings=(
            Happening(
                id="h1", events=("e1", "e2"), status="planned", unnamed_at_least=2, unnamed_at_most=2,
                evidence=(find(TEXT, "visit"), find(TEXT, "travel")), **without_grain(may),  # type: ignore[arg-type]
            ),
            Happening(id="h2", events=("e3",), status="possible"),
        ),
        figures=(
            Figure(
                id="f1", start=find(TEXT, "$1.4")[0], end=find(TEXT, "billion")[1],
                text="$1.4 billion", value=1.4e9, unit="USD", of="talks",
                of_span=find(TEXT, "talks", 1), event="e3", rule="money",
            ),
        ),
    )  # fmt: skip


def without_grain(days: dict[str, object]) -> dict[str, object]:
    return {key: value for key, value in days.items() if key != "grain"}


def bare_reading(report: Report) -> Reading:
    """A reading that holds nothing but its text, as one sentence."""
    return Reading(
        report=report, segments=(), sentences=((0, len(report.text)),), actors=(), places=(), times=(),
        attributions=(), events=(), happenings=(), figures=(),
    )  # fmt: skip


@dataclass(frozen=True)
class Prints:
    code: str = "c" * 64
    model: str = "m" * 64
    lexicon: str = "l" * 64


class FakePipeline:
    """Reads TEXT as ``make_reading``, other texts as bare readings; a text with BREAK cannot be read."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.fingerprints = Prints()

    def read(self, report: Report) -> Reading:
        if "BREAK" in report.text:
            raise ReportError("internal", "the stage 'times' failed.", report.ref)
        if "INTERRUPT" in report.text:
            raise KeyboardInterrupt
        return make_reading(report)


def later(reading: Reading, status: str) -> Reading:
    """The same report read again, its first event with another status."""
    events = (replace(reading.events[0], status=status), *reading.events[1:])  # type: ignore[arg-type]
    return replace(reading, events=events)


def no_engine(settings: Settings) -> FakePipeline:
    """Makes a pipeline whose engine is missing."""
    raise EngineError("no weights. Install them.")
