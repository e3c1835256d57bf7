"""Every example and counter-example of actors.toml, as a test named after its row."""

from __future__ import annotations

import datetime

import pytest

from dragoman.extract.actors import find_actors
from dragoman.extract.places import find_places
from dragoman.lexicon import data_root
from dragoman.lexicon.cast import CastExample, load_cast
from dragoman.lexicon.world import World, load_world
from dragoman.parse import Engine, default_engine
from dragoman.records import Published, Report

ROWS = load_cast(data_root()).rows
WANTED = [pytest.param(e, id=f"{row.id}:{e.at}:{n}") for row in ROWS for n, e in enumerate(row.examples)]
UNWANTED = [pytest.param(e, id=f"{row.id}:{e.at}:{n}") for row in ROWS for n, e in enumerate(row.must_not)]


@pytest.fixture(scope="module")
def engine() -> Engine:
    return default_engine()


@pytest.fixture(scope="module")
def world() -> World:
    return load_world(data_root(), ())


def traits(example: CastExample, engine: Engine, world: World) -> dict[str, object]:
    """An example in; what its words come to, in the traits that examples tell."""
    day = datetime.date.fromisoformat(example.published) if example.published else None
    report = Report(id="x", ref="x", text=example.text, published=Published(day=day))
    analysis = engine.analyse(example.text, ())
    cast = find_actors(report, (), analysis, world)
    start = example.text.index(example.at)
    end = start + len(example.at)
    here = [m for m in cast.mentions if m.actors and m.start < end and m.end > start]
    best = max(here, key=lambda m: (min(m.end, end) - max(m.start, start), -(m.end - m.start)), default=None)
    actor = cast.actor(best.actors[0]) if best else None
    places = find_places(report, analysis, cast, world)
    place = next((p for p in places if any(a < end and b > start for a, b in p.mentions)), None)
    return {
        "name": actor and actor.name,
        "country": actor and actor.country,
        "sector": actor and actor.sector,
        "kind": actor and actor.kind,
        "count": len(best.actors) if best else 0,
        "nobody": actor is None,
        "place": place and place.country,
    }


def told(example: CastExample) -> dict[str, object]:
    """The traits that an example tells."""
    known = {key: getattr(example, key) for key in ("name", "country", "sector", "kind", "count", "place")}
    return {key: value for key, value in known.items() if value is not None} | (
        {"nobody": True} if example.nobody else {}
    )


@pytest.mark.parametrize("example", WANTED)
def test_an_example_comes_to_what_its_row_says(example: CastExample, engine: Engine, world: World) -> None:
    found = traits(example, engine, world)
    assert {key: found[key] for key in told(example)} == told(example)


@pytest.mark.parametrize("example", UNWANTED)
def test_a_counter_example_does_not(example: CastExample, engine: Engine, world: World) -> None:
    found = traits(example, engine, world)
    assert {key: found[key] for key in told(example)} != told(example)


def test_every_row_has_an_example() -> None:
    assert [row.id for row in ROWS if not row.examples] == []
