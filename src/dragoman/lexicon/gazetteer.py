"""Places of the world: a name in, the cities, regions or country of that name out.

``data/world/cities.tsv`` has some fifty thousand names in sorted lines. It is read as one string and searched
for the line of a name, so nothing is parsed but the lines that are asked for.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from dragoman.lexicon.world_rows import rows
from dragoman.records import LexiconError

_CELLS = 7


@dataclass(frozen=True, slots=True)
class Point:
    """A place with its position in degrees, GeoNames id and population (0 where not counted)."""

    name: str
    country: str
    lat: float | None
    lon: float | None
    geonames: int | None
    population: int = 0


class Gazetteer:
    """Cities, regions and countries by name."""

    def __init__(self, cities: str, regions: Iterable[dict[str, str]]) -> None:
        self._cities = cities[cities.index("\n") :]
        self._regions: dict[str, list[Point]] = {}
        self._countries: dict[str, Point] = {}
        for row in regions:
            lat, lon = (float(row[axis]) if row[axis] else None for axis in ("lat", "lon"))
            number = int(row["geonames"]) if row["geonames"] else None
            point = Point(row["name"], row["country"], lat, lon, number)
            if row["kind"] == "country":
                self._countries[row["country"]] = point
            else:
                self._regions.setdefault(row["key"], []).append(point)

    def cities(self, name: str) -> tuple[Point, ...]:
        """The cities of a name, the largest first."""
        out: list[Point] = []
        for key in dict.fromkeys((_key(name), _key(_plain(name)))):
            line = f"\n{key}\t"
            at = self._first(key)
            while at >= 0 and self._cities.startswith(line, at):
                end = self._cities.find("\n", at + 1)
                out.append(_point(self._cities[at + 1 : end if end >= 0 else None]))
                at = end
            if out:
                break
        return tuple(out)

    def _first(self, key: str) -> int:
        """Where the first line with a key begins (its line break before it), by halving; -1 when there is
        none.
        """
        low, high = 0, len(self._cities)
        while low < high:
            middle = (low + high) // 2
            start = self._cities.rfind("\n", 0, middle) + 1
            if self._cities[start : self._cities.find("\t", start)] < key:
                end = self._cities.find("\n", middle)
                low = end + 1 if end >= 0 else high
            else:
                high = start
        found = self._cities.startswith(f"{key}\t", low)
        return low - 1 if found and low > 0 else -1

    def regions(self, name: str) -> tuple[Point, ...]:
        """The first-level divisions of a name."""
        return tuple(self._regions.get(_key(_plain(name)), ()))

    def country(self, iso3: str) -> Point | None:
        """A point inside a country (the median of its cities) with its GeoNames id."""
        return self._countries.get(iso3)


@lru_cache(maxsize=2)
def load_gazetteer(root: Path) -> Gazetteer:
    """The data folder in (with ``world/``); the gazetteer. Cached: a value that never changes."""
    path = root / "world" / "cities.tsv"
    try:
        cities = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as fault:
        raise LexiconError(f"{path}: cannot be read: {fault}.") from fault
    if cities.partition("\n")[0].count("\t") != _CELLS - 1:
        raise LexiconError(f"{path}: line 1: the header must have {_CELLS} cells.")
    return Gazetteer(cities, rows(root / "world" / "regions.tsv"))


def _point(line: str) -> Point:
    _, name, country, lat, lon, geonames, population = line.split("\t")
    return Point(name, country, float(lat), float(lon), int(geonames), int(population))


def _key(name: str) -> str:
    return unicodedata.normalize("NFC", " ".join(name.replace("’", "'").split())).casefold()


def _plain(name: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
