"""The world tables in: World, which knows who bears a name, who held an office on a day, who is a member.

Nothing here reads text for meaning: it answers look-ups, and the actors stage decides between the answers.
"""

from __future__ import annotations

import datetime
import gc
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, cast

from msgspec.structs import replace

from dragoman.lexicon.entries import Country, Entry, Form, Kind, OverlayActor, RoleNoun
from dragoman.lexicon.names import NameIndex, fold, unique
from dragoman.lexicon.spellings import Spellings, alike
from dragoman.lexicon.world_rows import (
    OVERLAY,
    OVERLAY_WEIGHT,
    Row,
    day,
    entry_rows,
    overlay_actors,
    overlay_files,
    rows,
    split,
)

__all__ = ["Country", "Entry", "Form", "Kind", "RoleNoun", "World", "load_world"]


class World:
    """All tables, indexed. Build it with ``load_world``."""

    def __init__(
        self,
        names: NameIndex[Row | Entry],
        countries: dict[str, Country],
        roles: NameIndex[RoleNoun],
        careful: frozenset[str],
    ) -> None:
        self._names = names
        self._countries = countries
        self._roles = roles
        self._careful = careful
        self._members: dict[str, tuple[str, ...]] = {}
        self._entities: dict[str, list[Row | Entry]] = {}
        self._surnames: dict[str, list[Row | Entry]] = {}
        self._offices: dict[tuple[str, str], list[Row | Entry]] = {}
        self._spellings = Spellings(self._surnames)

    def _take(self, entry: Entry) -> None:
        """Take one entry into the look-ups by entity, surname and office (used while loading)."""
        self._entities.setdefault(entry.entity, []).append(entry)
        if entry.kind == "person":
            if entry.surname:
                self._surnames.setdefault(fold(entry.surname), []).append(entry)
            if entry.country and entry.role:
                for role in (entry.role, *entry.also):
                    self._offices.setdefault((entry.country, role), []).append(entry)

    def _take_table(self, path: Path) -> None:
        """Take one entry table: each line under its name, aliases, short forms, surname and office."""
        table, lines = entry_rows(path)
        entity, name, kind, country = (table.at(c) for c in ("entity", "name", "kind", "country"))
        surname, role = table.at("surname"), table.at("role")
        spelled = [(table.at(c), form) for c, form in _SPELLED]
        bearers: dict[str, list[Row]] = {}
        forms: dict[str, set[tuple[str, str]]] = {}
        for cells in lines:
            row = Row(cells, table)
            key = cells[entity] or cells[0]
            bearers.setdefault(key, []).append(row)
            known = forms.setdefault(key, set())
            known.add((cells[name], ""))
            for column, form in spelled:
                if cells[column]:
                    known.update((spelling, form) for spelling in cells[column].split("|"))
            for last in cells[surname].split("|") if cells[surname] else ():
                self._surnames.setdefault(fold(last), []).append(row)
            if cells[role] and cells[kind] == "person":
                for office in cells[role].split("|"):
                    self._offices.setdefault((cells[country], office), []).append(row)
            members = cells[table.at("members")]
            if members:
                self._members[key] = tuple(members.split("|"))
        for key, known in forms.items():
            rows_of = bearers[key]
            self._entities.setdefault(key, []).extend(rows_of)
            for spelling, form in known:
                for row in rows_of:
                    self._names.add(spelling, Row(row.cells, table, form) if form else row)

    def match(self, words: Sequence[str], start: int) -> list[tuple[int, tuple[Entry, ...]]]:
        """All names that begin at ``words[start]``: (number of words, entries), the longest first."""
        return [(count, _entries(found)) for count, found in self._names.match(words, start)]

    def by_name(self, name: str) -> tuple[Entry, ...]:
        """Every entry that bears the name, whatever its case."""
        return _entries(self._names.get(name))

    def by_surname(self, surname: str, day: datetime.date | None) -> tuple[Entry, ...]:
        """Office holders of that last name: those in office at the day first, then the most recent."""
        return self.ranked(_entries(self._surnames.get(fold(surname), ())), day)

    def spelled(self, name: str) -> tuple[Entry, ...]:
        """The terms of the one person of whom a full name is a spelling; () for none and for several."""
        words = name.split()
        if len(words) < 2:
            return ()
        bearers = _entries(
            [b for last in (words[-1], " ".join(words[-2:])) for b in self._spellings.bearers(last)]
        )
        found = [e for e in bearers if alike(e.name, name)]
        return tuple(found) if len({e.entity for e in found}) == 1 else ()

    def ranked(self, entries: Iterable[Entry], day: datetime.date | None) -> tuple[Entry, ...]:
        """Entries in; those that hold at the day first, then the nearest in time, then by weight."""
        return tuple(sorted(entries, key=lambda e: (_distance(e, day), -e.weight)))

    def country(self, iso3: str) -> Country | None:
        """The state or territory with this ISO alpha-3 code (or an invented one from an overlay)."""
        return self._countries.get(iso3)

    def adjective(self, word: str) -> tuple[str, ...]:
        """An adjective or demonym in; its codes: "Russians" ("RUS",), "Korean" ("KOR", "PRK")."""
        found = self.by_name(word)
        return unique(e.country for e in found if e.country and _adjectival(e, word))

    def holder(self, country: str, role: str, day: datetime.date | None) -> Entry | None:
        """Who held an office of the class on the day (None: now); None when no witness tells."""
        for name in _FALLBACKS.get(role, (role,)):
            held = [e for e in _entries(self._offices.get((country, name), ())) if e.holds(day)]
            if held:
                return max(held, key=lambda e: (e.weight, e.start or datetime.date.min))
        return None

    def terms(self, name: str) -> tuple[Entry, ...]:
        """All terms of the persons with this name, the earliest first."""
        entities = unique(e.entity for e in self.by_name(name) if e.kind == "person")
        found = [e for entity in entities for e in self.of_entity(entity)]
        return tuple(sorted(found, key=lambda e: e.start or datetime.date.min))

    def of_entity(self, entity: str) -> tuple[Entry, ...]:
        """All rows of one bearer."""
        return _entries(self._entities.get(entity, ()))

    def role(self, words: Sequence[str] | str) -> RoleNoun | None:
        """The role noun that these words are, taken together ("foreign minister"); plural forms are known."""
        found = self._roles.get(words if isinstance(words, str) else " ".join(words))
        return found[0] if found else None

    def match_role(self, words: Sequence[str], start: int) -> list[tuple[int, RoleNoun]]:
        """All role nouns that begin at ``words[start]``: (number of words, noun), the longest first."""
        return [(count, nouns[0]) for count, nouns in self._roles.match(words, start)]

    def members(self, organisation: str) -> tuple[str, ...]:
        """An organisation's entity (or name) in; the ISO alpha-3 codes of its members, () when not listed."""
        if organisation in self._members:
            return self._members[organisation]
        for entry in self.by_name(organisation):
            if entry.entity in self._members:
                return self._members[entry.entity]
        return ()

    def careful(self, word: str) -> bool:
        """Whether a name of this form is also a common word ("May", "Will"): ask for more evidence."""
        return fold(word) in self._careful


_SPELLED = (("aliases", ""), ("short", "short"), ("adjectives", "adjective"))

# An office class may be looked up by another where a country has none of the first ("leader" of a state).
_FALLBACKS: dict[str, tuple[str, ...]] = {
    "leader": ("supreme_leader", "leader", "president", "head_of_government", "head_of_state"),
    "president": ("president", "head_of_state"),
    "prime_minister": ("prime_minister", "head_of_government"),
    "head_of_government": ("head_of_government", "prime_minister", "president"),
    "monarch": ("monarch",),
}


def _entries(found: Iterable[Row | Entry]) -> tuple[Entry, ...]:
    """Rows and entries in; the entries, without repetitions."""
    return unique(item.entry() if isinstance(item, Row) else item for item in found)


def _adjectival(entry: Entry, word: str) -> bool:
    """Whether the word may be the state's adjective; a user's aliases may be, without saying so."""
    if entry.form == "adjective":
        return True
    return entry.weight >= OVERLAY_WEIGHT and entry.kind == "state" and fold(word) != fold(entry.name)


def _distance(entry: Entry, day: datetime.date | None) -> int:
    """Days between the term and the day; 0 when it holds."""
    if entry.holds(day):
        return 0
    when = day or datetime.date.max
    if entry.end is not None and entry.end < when:
        return (when - entry.end).days
    if entry.start is not None and entry.start > when:
        return (entry.start - when).days
    return 0


_TABLES = ("leaders", "organisations", "bodies", "parties", "groups", "outlets", "places")
_NATIONAL_WEIGHT = 0.9
_MINOR_WEIGHT = 0.4
_CAPITAL_WEIGHT = 0.6


def load_world(root: Path, overlays: Sequence[Path]) -> World:
    """The data folder (with ``world/`` and ``en/``) and a user's overlays in; the indexed tables.

    Raises LexiconError naming file, row and fault. Overlay entries displace bundled ones of the same name.
    """
    # The tables are a hundred thousand small objects that all stay: collecting between them only costs.
    collecting = gc.isenabled()
    gc.disable()
    try:
        return _load(root, overlays)
    finally:
        if collecting:
            gc.enable()


def _load(root: Path, overlays: Sequence[Path]) -> World:
    folder = root / "world"
    careful = frozenset(row["word"] for row in rows(folder / "careful.tsv"))
    names: NameIndex[Row | Entry] = NameIndex(careful)
    countries: dict[str, Country] = {}
    world = World(names, countries, _load_roles(root / "en" / "roles.tsv", careful), careful)
    _load_countries(folder / "countries.tsv", world, names, countries)
    for table in _TABLES:
        world._take_table(folder / f"{table}.tsv")
    if overlays:
        sectors = frozenset(row["code"] for row in rows(folder / "sectors.tsv"))
        _load_overlays(overlays, sectors, world, names, countries)
    return world


def _load_roles(path: Path, careful: frozenset[str]) -> NameIndex[RoleNoun]:
    """The role nouns, each under its singular and plural forms."""
    index: NameIndex[RoleNoun] = NameIndex(careful)
    for row in rows(path):
        one = row["number"] or "one"
        for forms, number in ((row["singular"], one), (row["plural"], "many")):
            for form in split(forms):
                noun = RoleNoun(
                    row["id"],
                    form,
                    cast(Kind, row["kind"]),
                    row["sector"] or None,
                    cast(Any, number),
                    row["role"] or None,
                    row["country"] or None,
                )
                index.add(form, noun)
    return index


def _load_countries(
    path: Path, world: World, names: NameIndex[Row | Entry], countries: dict[str, Country]
) -> None:
    """States and territories: their names, adjectives, demonyms and capitals become entries."""
    for row in rows(path):
        code = row["iso3"]
        base = Entry(
            id=f"countries/{code}",
            name=row["name"],
            kind="state",
            country=code,
            wikidata=row["wikidata"] or None,
            start=day(row["from"]),
            end=day(row["to"]),
            table=path.name,
            weight=_MINOR_WEIGHT if row["minor"] else _NATIONAL_WEIGHT,
            entity=code,
            source=row["source"],
        )
        adjectives, demonyms, capitals = (split(row[c]) for c in ("adjective", "demonyms", "capital"))
        countries[code] = Country(
            code,
            base.name,
            adjectives[0] if adjectives else None,
            tuple(demonyms),
            capitals[0] if capitals else None,
            row["region"] or None,
            base.wikidata,
            base.start,
            base.end,
        )
        world._take(base)
        for name in (base.name, *split(row["names"])):
            names.add(name, base)
        adjective = replace(base, form="adjective")
        for name in (*adjectives, *demonyms):
            names.add(name, adjective)
        capital = replace(base, form="capital", weight=_CAPITAL_WEIGHT, sector="GOV")
        for name in capitals:
            names.add(name, capital)


def _load_overlays(
    overlays: Sequence[Path],
    sectors: frozenset[str],
    world: World,
    names: NameIndex[Row | Entry],
    countries: dict[str, Country],
) -> None:
    """A user's actors: each name displaces a bundled one; an unknown state code becomes a country."""
    entries: list[tuple[Entry, tuple[str, ...]]] = []
    for path in overlay_files(overlays):
        for number, row in overlay_actors(path, sectors):
            entries.append((_overlay_entry(row, f"{path.name}/{number}"), row.aliases))
    own = frozenset(id(entry) for entry, _ in entries)
    for entry, aliases in entries:
        world._take(entry)
        for name in (entry.name, *aliases):
            names.displace(name, entry, own)
        if entry.kind != "state" or not entry.country:
            continue
        if entry.country not in countries:
            countries[entry.country] = Country(entry.country, entry.name, start=entry.start, end=entry.end)
        for alias in aliases:
            if not alias.endswith("s"):
                names.add(f"{alias}s", replace(entry, form="adjective"))


def _overlay_entry(row: OverlayActor, number: str) -> Entry:
    """A user's row in; its Entry. A person's last word is taken for the surname."""
    state = row.kind == "state" and row.country
    return Entry(
        id=number,
        name=row.name,
        kind=row.kind,
        country=row.country,
        sector=row.sector,
        office=row.office,
        role=row.role,
        wikidata=row.wikidata,
        start=row.start,
        end=row.end,
        table=OVERLAY,
        weight=OVERLAY_WEIGHT,
        entity=row.country if state and row.country else f"overlay/{fold(row.name)}",
        source="overlay",
        surname=row.name.split()[-1] if row.kind == "person" and " " in row.name.strip() else None,
    )
