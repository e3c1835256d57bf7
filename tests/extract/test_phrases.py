"""Phrases with a day, made up for this test: which country and which sector they come to, by themselves."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from dragoman.extract.actors import find_actors
from dragoman.lexicon import data_root
from dragoman.lexicon.world import World, load_world
from dragoman.parse import Engine, default_engine
from dragoman.records import Actor, Published, Report

PHRASES = Path(__file__).parents[1] / "data" / "phrases.tsv"
COUNTRY, SECTOR = 0.98, 0.97


@pytest.fixture(scope="module")
def engine() -> Engine:
    return default_engine()


@pytest.fixture(scope="module")
def world() -> World:
    return load_world(data_root(), ())


def actor_of(text: str, day: str, engine: Engine, world: World, at: str | None = None) -> Actor | None:
    """The actor that a text's widest mention stands for, or the one that covers the words ``at``."""
    published = Published(day=datetime.date.fromisoformat(day))
    report = Report(id="x", ref="x", text=text, published=published)
    cast = find_actors(report, (), engine.analyse(text, ()), world)
    start = text.index(at) if at else 0
    end = start + len(at or text)
    here = [m for m in cast.mentions if m.actors and m.start < end and m.end > start]
    best = max(here, key=lambda m: (min(m.end, end) - max(m.start, start), -m.start), default=None)
    return cast.actor(best.actors[0]) if best else None


def test_phrases_come_to_their_country_and_sector(engine: Engine, world: World) -> None:
    rows = [line.split("\t") for line in PHRASES.read_text(encoding="utf-8").splitlines()[1:]]
    wrong: dict[str, list[str]] = {"country": [], "sector": []}
    for day, phrase, countries, sectors in rows:
        actor = actor_of(phrase, day, engine, world)
        country, sector = (actor.country, actor.sector) if actor else (None, None)
        if (country or "-") not in countries.split("|"):
            wrong["country"].append(f"{day} {phrase}: {country}")
        if (sector or "-") not in sectors.split("|"):
            wrong["sector"].append(f"{day} {phrase}: {sector}")
    assert len(wrong["country"]) <= (1 - COUNTRY) * len(rows), wrong["country"]
    assert len(wrong["sector"]) <= (1 - SECTOR) * len(rows), wrong["sector"]


@pytest.mark.parametrize(
    ("text", "at", "country"),
    [
        ("Michael Jordan visited the school on Monday.", "Michael Jordan", None),
        ("Michael Jordan arrived on Monday. Jordan thanked the fans.", "Jordan thanked", None),
        ("Jordan recalled its ambassador on Monday.", "Jordan", "JOR"),
        ("Chad Brown resigned from the board on Monday.", "Chad Brown", None),
        ("Chad said it would send troops.", "Chad", "TCD"),
        ("Police in Atlanta, Georgia, arrested two men.", "Georgia", "USA"),
        ("Georgia Governor Nathan Hale signed the order.", "Nathan Hale", "USA"),
        ("Georgia accused Russia of shelling a village.", "Georgia", "GEO"),
        ("Georgia Brandt rejected the charge.", "Georgia Brandt", None),
        ("Victoria said she would appeal.", "Victoria", None),
        ("The president pardoned a turkey on Thursday.", "turkey", None),
        ("Turkey rejected the charge.", "Turkey", "TUR"),
        ("Militants in the Niger Delta attacked a pipeline.", "Niger Delta", "NGA"),
        ("Niger closed its border with Benin.", "Niger", "NER"),
        ("Papua New Guinea recalled its envoy.", "Papua New Guinea", "PNG"),
        ("Equatorial Guinea recalled its envoy.", "Equatorial Guinea", "GNQ"),
        ("Congo-Brazzaville recalled its envoy.", "Congo-Brazzaville", "COG"),
        ("North Korea tested a missile and South Korea protested.", "North Korea", "PRK"),
        ("Denzel Washington visited the set.", "Denzel Washington", None),
        ("Washington state police arrested two men.", "Washington", "USA"),
        ("South Sudan accused Sudan of bombing villages.", "Sudan of", "SDN"),
        ("New Mexico sued the agency.", "New Mexico", "USA"),
        ("Paris Hilton was arrested on Monday.", "Paris Hilton", None),
        ("Kenya Moore sued the channel.", "Kenya Moore", None),
        ("Israel Hernandez sued the channel.", "Israel Hernandez", None),
        ("Police in Lebanon, Pennsylvania, arrested two men.", "Pennsylvania", "USA"),
        ("Dominica and the Dominican Republic signed a treaty.", "Dominica and", "DMA"),
        ("American Samoa elected a governor.", "American Samoa", "ASM"),
        ("Sydney Brandt rejected the offer.", "Sydney Brandt", None),
        ("Tony France was elected mayor.", "Tony France", None),
    ],
)
def test_a_name_that_persons_and_places_share_is_told_apart(
    text: str, at: str, country: str | None, engine: Engine, world: World
) -> None:
    actor = actor_of(text, "2017-05-05", engine, world, at)
    assert (actor.country if actor else None) == country


@pytest.mark.parametrize(
    ("day", "phrase", "sector"),
    [
        ("2000-08-08", "the Taliban", "GOV"),
        ("2008-08-08", "a Taliban spokesman", "REB"),
        ("1985-08-08", "the African National Congress", "REB"),
        ("2000-08-08", "the African National Congress", "PTY"),
        ("1998-05-01", "Bill Clinton", "GOV"),
        ("2010-05-01", "Bill Clinton", "ELI"),
        ("2005-05-01", "the BJP president", "PTY"),
    ],
)
def test_what_somebody_is_depends_on_the_day(
    day: str, phrase: str, sector: str, engine: Engine, world: World
) -> None:
    actor = actor_of(phrase, day, engine, world)
    assert actor is not None and actor.sector == sector
