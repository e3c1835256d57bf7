"""What the world tables hold: entries (who bears a name), countries, role nouns, a user's own actors."""

from __future__ import annotations

import datetime
from typing import Literal

import msgspec

Kind = Literal["state", "person", "group", "organisation", "outlet"]
Form = Literal[
    "name",  # the entity's own name
    "short",  # a surname or nickname that is enough for the well known
    "adjective",  # "Russian", "Russians": the state by its adjective or its people
    "capital",  # "Moscow": the state's government or the city
    "seat",  # "the Kremlin", "Downing Street": the government by its house
    "division",  # "Texas", "Bavaria": a part of a state
    "territory",  # "Gaza", "Crimea", "Transnistria": a territory or breakaway region counted to a state
    "historic",  # "Soviet Union", "Zaire": a former state or name
    "region",  # "the West", "Africa": no one state
]


class Entry(msgspec.Struct, frozen=True, gc=False):
    """One fact: who bears a name, in which office, from when to when.

    ``id`` is the row; ``entity`` is shared by all rows (terms) of one bearer. ``start``/``end`` are the days
    of the term, or of the existence; None is open or unknown. ``role`` is the office class ("head_of_state",
    "foreign_minister" ...), ``office`` its title in words. ``table`` is the file it comes from, ``weight`` a
    prior between 0 and 1 for when readings compete (a user's own entries have 2). ``source`` names the
    witness, ``also`` further office classes ("president" beside "head_of_state").
    """

    id: str
    name: str
    kind: Kind
    country: str | None = None
    sector: str | None = None
    office: str | None = None
    role: str | None = None
    wikidata: str | None = None
    start: datetime.date | None = None
    end: datetime.date | None = None
    table: str = ""
    weight: float = 0.5
    entity: str = ""
    form: Form = "name"
    source: str = ""
    surname: str | None = None
    also: tuple[str, ...] = ()

    def holds(self, day: datetime.date | None) -> bool:
        """Whether the term (or existence) includes the day; without a day, whether it is still open."""
        if day is None:
            return self.end is None
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)


class Country(msgspec.Struct, frozen=True):
    """A state or territory with its words; ``start``/``end`` are set where it did not always exist."""

    iso3: str
    name: str
    adjective: str | None = None
    demonyms: tuple[str, ...] = ()
    capital: str | None = None
    region: str | None = None
    wikidata: str | None = None
    start: datetime.date | None = None
    end: datetime.date | None = None


class RoleNoun(msgspec.Struct, frozen=True):
    """A noun for a kind of actor: "president", "troops", "foreign ministry".

    ``number`` is "one", "many", or None where the form tells nothing; ``role`` the office class it names,
    for ``World.holder``; ``country`` is set where the word itself tells the state ("Home Secretary").
    """

    id: str
    noun: str
    kind: Kind
    sector: str | None = None
    number: Literal["one", "many"] | None = None
    role: str | None = None
    country: str | None = None


class OverlayActor(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One ``[[actor]]`` of a user's actors.toml."""

    name: str
    kind: Kind
    aliases: tuple[str, ...] = ()
    country: str | None = None
    sector: str | None = None
    office: str | None = None
    role: str | None = None
    wikidata: str | None = None
    start: datetime.date | None = msgspec.field(default=None, name="from")
    end: datetime.date | None = msgspec.field(default=None, name="to")
