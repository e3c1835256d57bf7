"""The register of a report's entities: one for each person, state, organisation and group it speaks of."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence

from dragoman.extract.actors.draft import Entity, Portrait
from dragoman.lexicon.cast import CastWords
from dragoman.lexicon.entries import Entry
from dragoman.lexicon.names import fold
from dragoman.lexicon.world import World
from dragoman.lexicon.world_rows import OVERLAY_WEIGHT

_OWN_STATE_FORMS = frozenset({"name", "short", "adjective", "capital", "seat"})
# Offices there are no nationality: nobody belongs to them before taking the office.
_SUPRANATIONAL = frozenset({"IGO", "NGO", "MNC", "VAT"})
_NO_STATE = frozenset({"IGO", "NGO", "MNC"})
# Sectors of offices; who has left one is of the elites (PLOVER) unless the text says more.
_HELD = frozenset({"GOV", "MIL", "COP", "JUD", "LEG", "SPY", "PTY"})
# Bodies of which a country has several of one noun: its courts.
_SEVERAL = frozenset({"JUD"})
_FORMER = "ELI"


class Register:
    """Makes entities and finds them again. ``day``: the day of the report, for terms of office."""

    def __init__(self, world: World, words: CastWords, day: datetime.date | None) -> None:
        self._world = world
        self._words = words
        self._day = day
        self._by_key: dict[tuple[str, ...], Entity] = {}
        self.people: list[Entity] = []

    def state(self, code: str) -> Entity:
        """The state with an ISO code."""
        known = self._by_key.get(("state", code))
        if known is None:
            country = self._world.country(code)
            known = Entity(
                name=country.name if country else code,
                kind="state",
                country=code,
                wikidata=country.wikidata if country else None,
                rule=f"state:{code}",
                named=True,
                fixed=True,
            )
            self._by_key["state", code] = known
        return known

    def country_name(self, code: str) -> str:
        """The name of a state by its code, the code itself when unknown."""
        country = self._world.country(code)
        return country.name if country else code

    def of_entry(self, entry: Entry) -> Entity:
        """The entity that a table entry stands for."""
        own = entry.kind == "state" and entry.form in _OWN_STATE_FORMS and entry.entity == entry.country
        seat = entry.form == "seat" and entry.sector == "GOV" and entry.country not in _NO_STATE
        if entry.country and (own or seat):
            state = self.state(entry.country)
            users = entry.weight >= OVERLAY_WEIGHT and entry.sector is not None and self.in_office(entry)
            if seat or users:
                state.sector = entry.sector
            return state
        key = ("entity", entry.entity)
        known = self._by_key.get(key)
        if known is None:
            known = self._person_of(entry) if entry.kind == "person" else _plain_entity(entry)
            known.past = self._day is not None and entry.end is not None and entry.end < self._day
            self._by_key[key] = known
        return known

    def _person_of(self, entry: Entry) -> Entity:
        """A person of the tables, with the term that holds on the day of the report, else the nearest."""
        terms = self._world.of_entity(entry.entity) or (entry,)
        current = [t for t in terms if t.holds(self._day)] if self._day else [entry]
        best = max(current, key=lambda t: t.weight) if current else self._world.ranked(terms, self._day)[0]
        country = best.country if best.country and len(best.country) == 3 else None
        to_come = not current and best.start is not None and self._day is not None and best.start > self._day
        if to_come and country in _SUPRANATIONAL:
            country = None
        person = Entity(
            name=best.name,
            kind="person",
            country=country,
            sector=best.sector if current else None,
            office=best.office if current else None,
            wikidata=best.wikidata,
            rule=best.id,
            tokens=tuple(fold(best.name).split()),
            named=True,
            fixed=bool(current),
        )
        over = not current and best.end is not None and self._day is not None and best.end < self._day
        if over:
            person.since = _FORMER if best.sector in _HELD else best.sector
        for term in current:
            person.roles.update({term.role, *term.also} - {None})  # type: ignore[arg-type]
        person.gender = self.gender_of(person.tokens)
        self.people.append(person)
        return person

    def text_person(self, name: str) -> Entity:
        """A person whom only the text knows, by the fullest name."""
        tokens = tuple(fold(name).split())
        person = Entity(name=name, kind="person", rule="named in the text", tokens=tokens, named=True)
        person.gender = self.gender_of(tokens)
        self.people.append(person)
        return person

    def gender_of(self, tokens: Sequence[str]) -> str | None:
        """The gender that the given name tells, None when it tells none."""
        return self._words.given.get(tokens[0]) if len(tokens) > 1 else None

    def surnames(self, surname: str) -> tuple[Entry, ...]:
        """Office holders of a last name, those of the report's day first."""
        return self._world.by_surname(surname, self._day)

    def in_office(self, entry: Entry) -> bool:
        """Whether a term holds on the day of the report; without a day, any term may."""
        return self._day is None or entry.holds(self._day)

    def holder(self, country: str, role: str) -> Entity | None:
        """Who holds an office on the day of the report: a person of the report first, else of the tables."""
        for person in self.people:
            if person.country == country and role in person.roles:
                return person
        if self._day is None:
            return None
        entry = self._world.holder(country, role, self._day)
        return self.of_entry(entry) if entry else None

    def same_person(self, name: str) -> list[Entity]:
        """The persons of the report who may bear the name: short names match any word of full ones."""
        tokens = tuple(fold(name).split())
        return [
            p
            for p in self.people
            if any(self._agree(tokens, full) for full in (p.tokens, *p.spellings) if full)
        ]

    def _agree(self, given: Sequence[str], full: Sequence[str]) -> bool:
        if given == full:
            return True
        if len(given) == 1:
            return given[0] in full and not self._words.has("particle", given[0]) and len(given[0]) > 1
        if len(full) == 1:
            return full[0] == given[-1]
        if set(given) <= set(full) or set(full) <= set(given):
            return True
        return given[-1] == full[-1] and given[0][0] == full[0][0] and 1 in (len(given[0]), len(full[0]))

    def organisation(self, name: str) -> Entity:
        """An organisation that only the text knows."""
        key = ("organisation", fold(name))
        known = self._by_key.get(key)
        if known is None:
            known = Entity(name=name, kind="organisation", rule="named in the text", named=True)
            self._by_key[key] = known
        return known

    def nationals(self, code: str, name: str, plural: bool) -> Entity:
        """People of a state, who are not the state: "three Ukrainians", "a Frenchman"."""
        entity = Entity(
            name=name,
            kind="group" if plural else "person",
            country=code,
            rule="people of a state",
            plural=plural,
        )
        return self._by_key.setdefault(("nationals", code, name), entity)

    def people_named(self, name: str) -> Entity:
        """A people without a state of its own: "ethnic Albanians"."""
        entity = Entity(name=name, kind="group", rule="a people", plural=True)
        return self._by_key.setdefault(("people", fold(name)), entity)

    def alias(self, name: str, entity: Entity) -> None:
        """Let another name ("AfCFTA" in brackets) stand for an organisation."""
        self._by_key.setdefault(("organisation", fold(name)), entity)

    def described(self, portrait: Portrait, country: str | None, name: str, rule: str) -> Entity:
        """An entity known by a description: joined with the same description of the same country."""
        noun = portrait.words.lower() if portrait.sector in _SEVERAL else portrait.noun
        key = ("described", country or "", noun, "many" if portrait.plural else "one")
        known = self._by_key.get(key)
        apart = portrait.indefinite and not portrait.plural
        if known is None or apart or (country is None and not portrait.definite):
            known = self.fresh(portrait, country, name, rule)
            self._by_key[key] = known
        return known

    def fresh(self, portrait: Portrait, country: str | None, name: str, rule: str) -> Entity:
        """A new entity with what the portrait says."""
        kind = portrait.kind or "group"
        if portrait.plural and kind == "person":
            kind = "group"
        entity = Entity(
            name=name,
            kind=kind,
            country=country,
            sector=portrait.sector,
            office=portrait.words if kind == "person" and portrait.role else None,
            rule=rule,
            plural=portrait.plural,
            worldwide=portrait.free or (portrait.plural and self._words.has("statehood", portrait.noun)),
        )
        self.paint(entity, portrait)
        return entity

    def paint(self, entity: Entity, portrait: Portrait) -> None:
        """Add to an entity what a phrase says of it."""
        entity.nouns.add(portrait.noun)
        entity.nouns.add(portrait.words.lower())
        if portrait.role and not portrait.former and not portrait.plural:
            entity.roles.add(portrait.role)
        if entity.kind == "person" and entity.gender is None:
            last = portrait.words.lower().split()[-1:]
            for gender, words in (("f", "female"), ("m", "male")):
                if last and self._words.has(words, last[0]):
                    entity.gender = gender
        if entity.fixed or portrait.plural != entity.plural:
            return
        countries = [c for c in portrait.countries if c not in _NO_STATE] or portrait.countries
        if (
            countries
            and not portrait.free
            and (entity.country is None or self._known_elsewhere(entity, countries))
        ):
            entity.country = countries[0]
        former = portrait.former and portrait.kind == "person" and portrait.sector in _HELD
        entity.sector = entity.sector or (_FORMER if former else portrait.sector)
        if entity.office is None and portrait.role and not portrait.former:
            entity.office = portrait.words

    def _known_elsewhere(self, entity: Entity, countries: Iterable[str]) -> bool:
        """Whether a person of the tables, out of office on the day, is said to belong to another country."""
        return entity.wikidata is not None and entity.country not in tuple(countries)


def _plain_entity(entry: Entry) -> Entity:
    """The entity of an organisation, group, outlet, or part of a state."""
    return Entity(
        name=entry.name,
        kind=entry.kind,
        country=entry.country,
        sector=entry.sector,
        office=None,
        wikidata=entry.wikidata,
        rule=entry.id,
        named=True,
        fixed=True,
    )
