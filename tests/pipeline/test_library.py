import datetime

import pytest

import dragoman
from dragoman.records import UsageError


@pytest.fixture(scope="module")
def reader():
    return dragoman.Reader()


def test_a_text_and_a_day_give_a_reading(reader):
    reading = reader.read("France's president will visit Kenya in May.", published="2024-03-01")
    (event,) = reading.events
    assert (event.type, event.mode, event.status) == ("CONSULT", "visit", "planned")
    assert (event.earliest, event.latest) == (datetime.date(2024, 5, 1), datetime.date(2024, 5, 31))
    countries = {a.id: a.country for a in reading.actors}
    assert [countries[i] for i in event.actors] == ["FRA"]
    assert [countries[i] for i in event.recipients] == ["KEN"]


def test_a_wrong_day_says_how_to_write_one(reader):
    with pytest.raises(UsageError, match="YYYY-MM-DD"):
        reader.read("Some text.", published="1 May")


def test_an_empty_text_has_an_empty_reading(reader):
    reading = reader.read("")
    assert reading.events == () and reading.sentences == ()


def test_public_names_are_there():
    assert {name for name in dragoman.__all__ if getattr(dragoman, name) is None} == set()
    with pytest.raises(AttributeError):
        dragoman.nothing_of_the_kind  # noqa: B018


def test_what_they_said_they_expect_is_told_by_who_they_are(reader):
    text = "Diplomats said they expect that Kenya will visit Uganda."
    reading = reader.read(text)
    (event,) = reading.events
    (told,) = [one for one in reading.attributions if one.id == event.attribution]
    assert [text[start:end] for start, end in told.source] == ["Diplomats"]
