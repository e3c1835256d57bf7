"""Every row's examples and counter-examples, read by the whole pipeline; faults that loading names."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from dragoman.lexicon import data_root
from dragoman.lexicon.events import Example, Predicate, StatusRow, load_events
from dragoman.parse.onnx import OnnxEngine
from dragoman.reader import Reader
from dragoman.records import Event, LexiconError, Reading

LEXICON = load_events(data_root())
PARTICIPLES = {"committed", "determined", "opposed", "prepared", "resolved", "tabled"}
"""Words of verb rows that stand for themselves, not for a verb's forms."""


def _cases() -> Iterator[tuple[Predicate, Example]]:
    for row in LEXICON.predicates:
        for example in row.said_examples():
            yield row, example


def _name(value: object) -> str:
    return value.id if isinstance(value, Predicate | StatusRow) else ""


def _sides(reading: Reading, ids: tuple[str, ...]) -> set[str]:
    """Countries of the actors, and the words of their mentions."""
    known = {actor.id: actor for actor in reading.actors}
    return {known[i].country or known[i].name for i in ids}


def _placed(reading: Reading, at: int) -> str | None:
    """The country of the place named at a position, None when there is none."""
    return next((p.country for p in reading.places if any(s <= at < e for s, e in p.mentions)), None)


def _wanted(reading: Reading, names: tuple[str, ...]) -> set[str]:
    """The countries that names in the sentence resolve to (the name itself where it resolves to none)."""
    out: set[str] = set()
    for name in names:
        at = reading.report.text.find(name)
        for actor in reading.actors:
            if any(start <= at < end or start < at + len(name) <= end for start, end in actor.mentions):
                out.add(actor.country or actor.name)
                break
        else:
            out.add(_placed(reading, at) or name)
    return out


def _agrees(event: Event, row: Predicate, example: Example, reading: Reading) -> bool:
    who = (event.actors, example.actors), (event.recipients, example.recipients)
    return (
        event.type == row.type
        and (example.mode is None or event.mode == example.mode)
        and (example.status is None or event.status == example.status)
        and all(_wanted(reading, names) <= _sides(reading, ids) for ids, names in who if names is not None)
    )


@pytest.mark.parametrize(("row", "example"), list(_cases()), ids=_name)
def test_a_row_fires_on_its_example(row: Predicate, example: Example, reader: Reader) -> None:
    reading = reader.read(example.text)
    told = [
        (e.rule, e.type, e.status, _sides(reading, e.actors), _sides(reading, e.recipients))
        for e in reading.events
    ]
    assert any(_agrees(event, row, example, reading) for event in reading.events), told


@pytest.mark.parametrize(
    ("row", "text"), [(row, text) for row in LEXICON.predicates for text in row.must_not], ids=_name
)
def test_a_row_does_not_fire_on_its_counter_example(row: Predicate, text: str, reader: Reader) -> None:
    assert row.id not in [event.rule for event in reader.read(text).events]


@pytest.mark.parametrize(
    ("row", "example"), [(row, e) for row in LEXICON.status_rows for e in row.examples], ids=_name
)
def test_a_status_row_decides_its_example(row: StatusRow, example: Example, reader: Reader) -> None:
    assert example.status in [event.status for event in reader.read(example.text).events]


BASE = '[[predicate]]\nid = "x.y"\ntype = "CONSULT"\npos = "VERB"\nwords = ["visit"]\nframe = "visit"\n'


@pytest.mark.parametrize(
    ("rows", "fault"),
    [
        (BASE.replace("CONSULT", "CONSLUT"), "unknown type 'CONSLUT'"),
        (BASE + 'mode = "vist"\n', "unknown mode 'vist'"),
        (BASE.replace('"visit"\n', '"vizit"\n'), "unknown frame 'vizit'"),
        (BASE + 'needs = [{ rel = "obj", words = ["@nosuch"] }]\n', "unknown word set '@nosuch'"),
        (BASE + "colour = 1\n", "colour"),
    ],
)
def test_a_wrong_row_is_named(rows: str, fault: str, tmp_path: Path) -> None:
    path = tmp_path / "events.toml"
    path.write_text(rows, encoding="utf-8")
    with pytest.raises(LexiconError) as raised:
        load_events(data_root(), [path])
    assert fault in str(raised.value)
    assert "events.toml" in str(raised.value) and "x.y" in str(raised.value)


def test_a_users_row_takes_the_place_of_a_bundled_one(tmp_path: Path) -> None:
    path = tmp_path / "events.toml"
    path.write_text(BASE.replace("x.y", "consult.visit"), encoding="utf-8")
    rows = {row.id: row for row in load_events(data_root(), [path]).predicates}
    assert rows["consult.visit"].needs == ()


def test_every_plover_context_has_words() -> None:
    assert len(LEXICON.context_rows) == 37
    assert all(row.words and row.examples for row in LEXICON.context_rows)


def test_the_parser_knows_the_verbs_of_the_rows(engine: OnnxEngine) -> None:
    verbs = {word for row in LEXICON.predicates if row.pos == "VERB" for word in row.words}
    plain = {word for word in verbs if word.isalpha() and word.islower()} - PARTICIPLES
    unknown = sorted(word for word in plain if not engine.model.lemmas.knows(word, "VERB"))
    assert not unknown, "words that parse/forms.tsv lacks"
