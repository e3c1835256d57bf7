"""Which events of a report are one happening."""

import datetime
from typing import Any

from dragoman.assemble.sameness import link_same
from dragoman.records import Actor, Event, Segment

FRE = Actor(id="a1", name="Freedonia", kind="state", country="FRE")
SYL = Actor(id="a2", name="Sylvania", kind="state", country="SYL")
ENVOY = Actor(id="a3", name="the envoy", kind="person", country="FRE")
ACTORS = (FRE, SYL, ENVOY)


def event(number: int, **given: Any) -> Event:
    facts: dict[str, Any] = {
        "type": "CONSULT", "mode": "visit", "actors": ("a1",), "recipients": ("a2",), "status": "planned",
        "sentence": number, "trigger": (10 * number, 10 * number + 5), "word": 1,
    }  # fmt: skip
    return Event(id=f"e{number}", **{**facts, **given})


def same(*events: Event, segments: tuple[Segment, ...] = ()) -> list[str | None]:
    return [e.same_as for e in link_same(events, actors=ACTORS, segments=segments)]


def test_mentions_of_one_planned_visit_are_one_happening() -> None:
    assert same(event(1), event(4), event(9, actors=("a3",))) == [None, "e1", "e1"]


def test_what_is_planned_is_not_what_happened_years_ago() -> None:
    past = event(2, status="occurred", earliest=datetime.date(2000, 1, 1), latest=datetime.date(2000, 12, 31))
    assert same(event(1), past) == [None, None]


def test_a_visit_there_is_not_a_visit_here() -> None:
    assert same(event(1), event(2, actors=("a2",), recipients=("a1",))) == [None, None]


def test_two_days_are_two_visits() -> None:
    one, two = datetime.date(2020, 5, 1), datetime.date(2020, 6, 1)
    assert same(
        event(1, status="occurred", earliest=one, latest=one),
        event(2, status="occurred", earliest=two, latest=two),
    ) == [None, None]


def test_a_phone_call_is_not_a_meeting() -> None:
    call = event(1, mode="phone", status="occurred")
    assert same(call, event(2, mode=None, status="occurred")) == [None, None]


def test_saying_a_thing_twice_is_two_acts_unless_a_caption_repeats_it() -> None:
    acts = [event(n, type="ACCUSE", mode="disapprove", status="occurred") for n in (5, 8)]
    assert same(*acts) == [None, None]
    caption = Segment(start=80, end=90, kind="caption")
    assert same(*acts, segments=(caption,)) == [None, "e5"]
