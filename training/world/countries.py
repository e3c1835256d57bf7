"""Country tables: the editor's list, completed from the ISO list and the territories, in; TSV out."""

from __future__ import annotations

import csv
import json
from pathlib import Path

from training.world.tables import ENTRY_COLUMNS, distinct_ids, editor_rows, joined, slug, write_table

COLUMNS = (
    "iso3", "name", "names", "adjective", "demonyms", "capital", "region", "wikidata", "from", "to", "minor",
    "source",
)  # fmt: skip
_NO_PLURAL = ("ese", "ss", "sh", "ch", "s", "UK", "US", "U.S.", "U.S.A.", "U.K.", "Vatican", "Holy See")
_DIVIDED = ("ae", "au", "br", "ca", "ch", "cn", "de", "in", "ru", "ua", "us")
_AMBIGUOUS = {
    "Victoria",
    "Washington",
    "Jura",
    "Zug",
    "Uri",
    "Berlin",
    "Moscow",
    "Kyiv",
    "Georgia",
    "Acre",
    "Vladimir",
}


def build_countries(facts: Path, out: Path) -> int:
    """Facts folder in; countries.tsv out. Raises when an ISO code has no row or a row no ISO code."""
    iso = {row["ISO3166-1-Alpha-3"]: row for row in _iso_rows(facts)}
    births = {row["iso3"]: row["from"] for row in editor_rows("births.txt", ("iso3", "from"))}
    territories = {t["alpha3"].upper(): t for t in _territories(facts) if t.get("alpha3")}
    rows = []
    fields = ("iso3", "name", "adjective", "people", "names", "capital", "minor", "from")
    for row in editor_rows("countries.txt", fields):
        code = row["iso3"]
        if code not in iso and code != "XKX":
            raise ValueError(f"countries.txt: {code} is no ISO code")
        adjectives = row["adjective"].split("|") if row["adjective"] else []
        people = row["people"].split("|") if row["people"] else []
        if not people:
            people = [a if a.endswith(_NO_PLURAL) else f"{a}s" for a in adjectives]
        place = territories.get(code, {})
        rows.append(
            {
                "iso3": code,
                "name": row["name"],
                "names": joined(
                    [*row["names"].split("|"), place.get("name", ""), place.get("full_name", "")]
                ),
                "adjective": joined(adjectives),
                "demonyms": joined(people),
                "capital": row["capital"],
                "region": iso[code]["Sub-region Name"] if code in iso else "Southern Europe",
                "wikidata": place.get("qid") or _qid(iso.get(code, {}).get("wikidata_id", "")),
                "from": births.get(code, ""),
                "to": "",
                "minor": row["minor"],
                "source": "editor; country-codes; rigour",
            }
        )
    missing = set(iso) - {row["iso3"] for row in rows} - {"BVT", "HMD", "ATF", "SGS", "UMI", "CCK", "BES"}
    if missing:
        raise ValueError(f"countries.txt lacks {sorted(missing)}")
    return write_table(out / "countries.tsv", COLUMNS, rows)


def build_places(facts: Path, out: Path) -> int:
    """Facts folder in; places.tsv (seats, territories, divisions, historic states, regions) out."""
    fields = ("name", "form", "country", "names", "adjectives", "sector", "from", "to")
    rows = []
    for row in editor_rows("places.txt", fields):
        rows.append(_place(row, "editor"))
    known = {name for row in rows for name in (row["name"], *row["aliases"].split("|"))}
    alpha3 = {row["ISO3166-1-Alpha-2"].lower(): row["ISO3166-1-Alpha-3"] for row in _iso_rows(facts)}
    for place in _territories(facts):
        code = place["code"]
        name = place["name"].split(" (")[0]
        if "-" not in code or code.split("-")[0] not in _DIVIDED or name in known or name in _AMBIGUOUS:
            continue
        names = [name.removesuffix(" Oblast") + " region", name + " region"] if "Oblast" in name else []
        names += [n for n in place.get("names_strong", []) if n.isascii() and "," not in n and len(n) > 3]
        names = [n for n in names if n.split()[0][0].isupper() and "(" not in n and not n.isupper()]
        division = {
            "name": name,
            "form": "division",
            "country": alpha3[code.split("-")[0]],
            "names": joined(names),
        }
        rows.append(_place(division | {"wikidata": place.get("qid", "")}, "rigour"))
    for name in ("Georgia", "Washington"):
        country = "USA"
        rows.append(
            _place(
                {"name": f"{name} (state)", "form": "division", "country": country, "names": name}, "editor"
            )
        )
    return write_table(out / "places.tsv", ENTRY_COLUMNS, distinct_ids(rows))


_WEIGHTS = {
    "seat": "0.8",
    "territory": "0.7",
    "historic": "0.7",
    "division": "0.3",
    "capital": "0.6",
    "region": "0.5",
}


def _place(row: dict[str, str], source: str) -> dict[str, str]:
    name = row["name"]
    aliases = [*row.get("names", "").split("|"), name.split(" (")[0]]
    form = row["form"]
    return {
        "id": f"places/{slug(name)}",
        "name": name,
        "aliases": joined(aliases),
        "adjectives": row.get("adjectives", ""),
        "kind": "group" if form == "region" else "organisation" if form == "seat" else "state",
        "country": row.get("country", ""),
        "sector": row.get("sector", ""),
        "wikidata": row.get("wikidata", ""),
        "from": row.get("from", ""),
        "to": row.get("to", ""),
        "weight": _WEIGHTS[form],
        "form": form,
        "entity": f"{row.get('country') or 'x'}.{slug(name)}",
        "source": source,
    }


def _iso_rows(facts: Path) -> list[dict[str, str]]:
    with (facts / "gazetteers/country_codes_pddl/country-codes.csv").open(encoding="utf-8") as file:
        return [row for row in csv.DictReader(file) if row["ISO3166-1-Alpha-3"].strip()]


def _territories(facts: Path) -> list[dict[str, str]]:
    path = facts / "gazetteers/rigour_mit/territories.jsonl"
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


def _qid(address: str) -> str:
    return address.rsplit("/", 1)[-1] if "/Q" in address else ""
