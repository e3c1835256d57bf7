"""Organisations, bodies of states, parties, armed groups, outlets: lists and witnesses in, tables out."""

from __future__ import annotations

import csv
import difflib
import json
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from dragoman.lexicon.names import fold
from training.world.tables import (
    ENTRY_COLUMNS,
    careful_words,
    distinct_ids,
    editor_rows,
    joined,
    slug,
    write_table,
)

_AFRICA = [
    "DZA",
    "AGO",
    "BEN",
    "BWA",
    "BFA",
    "BDI",
    "CPV",
    "CMR",
    "CAF",
    "TCD",
    "COM",
    "COD",
    "COG",
    "CIV",
    "DJI",
    "EGY",
    "GNQ",
    "ERI",
    "SWZ",
    "ETH",
    "GAB",
    "GMB",
    "GHA",
    "GIN",
    "GNB",
    "KEN",
    "LSO",
    "LBR",
    "LBY",
    "MDG",
    "MWI",
    "MLI",
    "MRT",
    "MUS",
    "MAR",
    "MOZ",
    "NAM",
    "NER",
    "NGA",
    "RWA",
    "STP",
    "SEN",
    "SYC",
    "SLE",
    "SOM",
    "ZAF",
    "SSD",
    "SDN",
    "TZA",
    "TGO",
    "TUN",
    "UGA",
    "ZMB",
    "ZWE",
]
_GENERIC = frozenset(
    [
        "of",
        "the",
        "and",
        "for",
        "in",
        "to",
        "on",
        "a",
        "us",
        "uk",
        "national",
        "state",
        "states",
        "department",
        "ministry",
        "army",
        "council",
        "parliament",
        "senate",
        "house",
        "committee",
        "court",
        "police",
        "agency",
        "service",
        "services",
        "security",
        "news",
        "bank",
        "party",
        "movement",
        "front",
        "office",
        "federal",
        "central",
        "union",
        "people",
        "s",
        "international",
        "united",
        "general",
        "commission",
        "assembly",
        "group",
        "foreign",
        "intelligence",
        "air",
        "force",
    ]
)
_SIMILAR = 0.85
_ARTICLES = frozenset(("us", "uk", "the", "of", "u", "s"))


def build_organisations(facts: Path, out: Path) -> int:
    """International organisations, non-governmental ones and firms."""
    fields = ("id", "name", "names", "adjectives", "code", "sector", "members")
    rows = []
    for row in editor_rows("organisations.txt", fields):
        listed = row["id"].endswith("+") or row["code"] == "MNC"
        names = [n for n in (row["name"], *row["names"].split("|")) if n]
        members = (
            row["members"].replace("*AFR", "|".join(_AFRICA)).replace("*", "") if row["code"] == "IGO" else ""
        )
        for group in clusters(names) if listed else [names]:
            code = row["id"] if group[0] == row["name"] and not row["id"].endswith("+") else slug(group[0])
            made = _entry("organisations", group, row["code"], row["sector"], "editor", entity=code)
            rows.append(made | {"kind": "organisation", "members": members, "weight": "0.8"})
    return write_table(out / "organisations.tsv", ENTRY_COLUMNS, distinct_ids(rows))


def build_bodies(facts: Path, out: Path) -> int:
    """Parliaments, ministries, courts, armies and services with names of their own."""
    rows = []
    for row in editor_rows("bodies.txt", ("country", "sector", "name", "names", "from", "to")):
        names = [n for n in (row["name"], *row["names"].split("|")) if n]
        for group in clusters(names):
            made = _entry("bodies", group, row["country"], row["sector"], "editor")
            kind = "outlet" if row["sector"] == "JRN" else "organisation"
            rows.append(made | {"kind": kind, "weight": "0.75", "from": row["from"], "to": row["to"]})
    known = {fold(name) for row in rows for name in (row["name"], *row["aliases"].split("|"))}
    for code, record in _factbook(facts):
        legislature = record.get("legislature")
        title = (legislature or {}).get("legislature name") if isinstance(legislature, dict) else legislature
        for name in _legislatures(title or ""):
            if fold(name) not in known:
                rows.append(
                    _entry("bodies", [name], code, "LEG", "factbook")
                    | {"kind": "organisation", "weight": "0.5"}
                )
    return write_table(out / "bodies.tsv", ENTRY_COLUMNS, distinct_ids(rows))


_PLAIN_BODIES = frozenset(
    fold(n)
    for n in (
        "Parliament",
        "National Assembly",
        "Congress",
        "Senate",
        "Federal Assembly",
        "Assembly",
        "House of Assembly",
    )
)


def _legislatures(text: str) -> list[str]:
    """ "Parliament (Barlaman)" in; the names of its own kind ("Barlaman") out."""
    names = re.findall(r"\(([^()]*)\)", text)
    found = []
    for name in names:
        for part in re.split(r" or |; |, ", name):
            part = part.strip()
            if 4 < len(part) < 40 and part[:1].isupper() and fold(part) not in _PLAIN_BODIES:
                found.append(part)
    return found


def build_groups(facts: Path, out: Path) -> int:
    """Armed groups and other organised publics; what was another thing at another time has a row for each."""
    rows = []
    phases = list(editor_rows("phases.txt", ("name", "country", "sector", "from", "to")))
    for row in editor_rows("groups.txt", ("name", "names", "country", "sector", "from", "to")):
        names = [n for n in (row["name"], *row["names"].split("|")) if n]
        acronyms = [n for n in names if n.isupper() and n.isalpha()]
        for group in clusters(names) if len(acronyms) > 1 else [names]:
            made = _entry("groups", group, row["country"], row["sector"], "editor")
            made |= {"kind": "group", "weight": "0.75"}
            if group[0] != row["name"]:
                rows.append(made)
                continue
            told = [p for p in phases if p["name"] == row["name"]] or [row]
            rows.extend(made | {key: p[key] for key in ("country", "sector", "from", "to")} for p in told)
    return write_table(out / "groups.tsv", ENTRY_COLUMNS, distinct_ids(rows))


def build_parties(facts: Path, out: Path) -> int:
    """Parties: the editor's, then those the factbook lists that the editor does not have."""
    rows = []
    for row in editor_rows("parties.txt", ("country", "name", "names")):
        listed = row["name"].endswith("+")
        names = [n for n in (row["name"].removesuffix("+"), *row["names"].split("|")) if n]
        acronyms = [n for n in names if n.isupper() and n.isalpha()]
        for group in clusters(names) if listed or len(acronyms) > 2 else [names]:
            made = _entry("parties", group, row["country"], "PTY", "editor")
            rows.append(made | {"kind": "organisation", "weight": "0.7"})
    careful = careful_words()
    known = {
        (row["country"], fold(name)) for row in rows for name in (row["name"], *row["aliases"].split("|"))
    }
    for code, record in _factbook(facts):
        for names in _listed_parties(record.get("parties") or ""):
            fresh = [n for n in names if (code, fold(n)) not in known and fold(n) not in careful]
            if not fresh or fresh[0] != names[0]:
                continue
            made = _entry("parties", fresh, code, "PTY", "factbook")
            rows.append(made | {"kind": "organisation", "weight": "0.4"})
    return write_table(out / "parties.tsv", ENTRY_COLUMNS, distinct_ids(rows))


def _listed_parties(text: str) -> Iterable[list[str]]:
    """The factbook's "Name (local) or ACR; Name or ACR" in; lists of names."""
    for part in re.split(r";|\n", text):
        part = re.sub(r"\(since .*?\)|note.*$|\[.*?\]", "", part).strip()
        bare = re.sub(r"\(.*?\)", "", part)
        names = [n.strip(" .,*") for n in re.split(r"\s+or\s+", bare)]
        names = [n for n in names if _sound(n) and len(n.split()) > 1 and not n.startswith("The ")]
        if names and len(names[0].split()) > 1:
            yield names


def _sound(name: str) -> bool:
    return (
        2 < len(name) < 60
        and name[0].isupper()
        and ":" not in name
        and not name.startswith(("In ", "The main"))
    )


def build_outlets(facts: Path, out: Path) -> int:
    """News outlets and agencies with country, and GOV where the state owns or controls them."""
    rows = []
    for row in editor_rows("outlets.txt", ("country", "name", "names", "state")):
        names = [n for n in (row["name"], *row["names"].split("|")) if n]
        for group in clusters(names):
            made = _entry("outlets", group, row["country"], "JRN", "editor")
            office = "state outlet" if row["state"] else ""
            rows.append(made | {"kind": "outlet", "weight": "0.7", "office": office})
    known = {fold(name) for row in rows for name in (row["name"], *row["aliases"].split("|"))}
    taken = {fold(row["name"]) for row in editor_rows("outlets_left_out.txt", ("name",))}
    taken |= careful_words() | set(_country_names())
    for country, name, kind in _state_media(facts):
        if fold(name) in known or fold(name) in taken or not (3 < len(name) < 45) or not name[0].isalpha():
            continue
        known.add(fold(name))
        office = "state outlet" if kind in ("SC", "CaPu", "CaPr") else ""
        made = _entry("outlets", [name], country, "JRN", "state-media-profiles")
        rows.append(made | {"kind": "outlet", "weight": "0.4", "office": office})
    return write_table(out / "outlets.tsv", ENTRY_COLUMNS, distinct_ids(rows))


def _state_media(facts: Path) -> Iterable[tuple[str, str, str]]:
    countries = _country_names()
    path = facts / "gazetteers/state_media_mit/State_Media_Matrix.csv"
    with path.open(encoding="utf-8-sig") as file:
        for row in csv.DictReader(file):
            code = countries.get(fold(row["Country"]))
            if not code:
                continue
            for column in ("Media company", "Main assets"):
                name = re.sub(r"\(.*?\)|^[A-Z][a-z]+: ", "", row[column] or "").strip()
                if column == "Media company" or len(name.split()) > 1 or name.isupper():
                    yield code, name, (row["Typology"] or "").strip()


def _country_names() -> dict[str, str]:
    fields = ("iso3", "name", "adjective", "people", "names", "capital", "minor", "from")
    names: dict[str, str] = {}
    for row in editor_rows("countries.txt", fields):
        for name in (row["name"], *row["names"].split("|")):
            if name:
                names.setdefault(fold(name).removeprefix("the "), row["iso3"])
    return names


def _factbook(facts: Path) -> Iterable[tuple[str, dict[str, str]]]:
    """The factbook's records under their ISO codes."""
    codes = factbook_codes(facts)
    states = set(_country_names().values())
    path = facts / "gazetteers/factbook_cc0/countries.jsonl"
    for line in path.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        if codes.get(record["code"]) in states:
            yield codes[record["code"]], record


def factbook_codes(facts: Path) -> dict[str, str]:
    """The factbook's two-letter codes with their ISO codes."""
    codes: dict[str, str] = {"ri": "SRB", "gz": "PSE", "we": "PSE", "kv": "XKX", "od": "SSD", "mj": "MNE"}
    with (facts / "gazetteers/country_codes_pddl/country-codes.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            for code in row["FIPS"].split(","):
                if len(code.strip()) == 2:
                    codes.setdefault(code.strip().lower(), row["ISO3166-1-Alpha-3"])
    return codes


def clusters(names: Sequence[str]) -> list[list[str]]:
    """Names listed together in; those that name the same thing together: like words, spelling, or acronym."""
    groups: list[list[str]] = []
    for name in names:
        home = next((g for g in groups if any(_same(name, other) for other in g)), None)
        if home is None:
            groups.append([name])
        else:
            home.append(name)
    return groups


def _same(one: str, other: str) -> bool:
    words = [set(fold(n).split()) - _GENERIC for n in (one, other)]
    less, more = sorted(words, key=len)
    if (less and less == more) or (len(less) > 1 and less <= more):
        return True
    full = [set(fold(n).split()) - _ARTICLES for n in (one, other)]
    if full[0] and full[0] == full[1]:
        return True
    for short, long in ((one, other), (other, one)):
        letters = short.replace(".", "")
        if letters.isupper() and letters.isalpha() and " " in long:
            initials = "".join(w[0] for w in re.split(r"[\s-]+", long) if w[0].isupper())
            loose = "".join(w[0] for w in re.split(r"[\s-]+", long)).upper()
            if letters in (initials, loose, initials.upper()):
                return True
    bare = [" ".join(w for w in fold(n).split() if w not in _GENERIC) for n in (one, other)]
    if min(len(bare[0]), len(bare[1])) < 6 or one.isupper() or other.isupper():
        return False
    return difflib.SequenceMatcher(None, bare[0], bare[1]).ratio() > _SIMILAR


def _entry(
    table: str, names: Sequence[str], country: str, sector: str, source: str, entity: str = ""
) -> dict[str, str]:
    name = names[0]
    bare = name.split(" (")[0]
    key = entity or f"{country or 'x'}.{slug(name)}"
    return {
        "id": f"{table}/{key}",
        "name": bare,
        "aliases": joined(n.split(" (")[0] for n in names[1:]),
        "country": country,
        "sector": sector,
        "source": source,
        "entity": key,
    }
