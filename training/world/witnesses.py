"""The facts folder in; the terms of office that each witness tells out, names and offices in one form."""

from __future__ import annotations

import csv
import datetime
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import yaml

from dragoman.lexicon.names import fold
from training.world.bodies import _country_names, factbook_codes
from training.world.leaders import Term
from training.world.office import code_of, leader_code
from training.world.spelling import person_name
from training.world.tables import editor_rows

SNAPSHOT = datetime.date(2011, 9, 6)
FIRST = datetime.date(2003, 1, 1)
_TERM = datetime.timedelta(days=800)
FACTBOOK_DAY = datetime.date(2026, 1, 15)
_ISO = {
    "JAP": "JPN",
    "ROM": "ROU",
    "ZAR": "COD",
    "TMP": "TLS",
    "GER": "DEU",
    "YUG": "SRB",
    "KSV": "XKX",
    "KOS": "XKX",
}


def witness_terms(facts: Path) -> list[Term]:
    """All witnesses' terms."""
    states = set(_country_names().values())
    homes = {row["person"]: row["country"] for row in editor_rows("homes.txt", ("person", "country"))}
    terms: list[Term] = []
    readers = (_office_terms, _factbook_heads, _wikidata_2021, _current, _executive, _congress)
    for reader in (*readers, _visits, _travels):
        found = [
            t
            for t in reader(facts)
            if t.country in states and homes.get(fold(t.name), t.country) == t.country
        ]
        print(f"  {reader.__name__[1:]}: {len(found)} terms")
        terms.extend(found)
    return terms


def _office_terms(facts: Path) -> Iterator[Term]:
    """CountryInfo: leaders about 1960 to 2009, ministers 2003 to 2011, known to the snapshot."""
    for line in register(facts):
        if line.leader:
            code, title = leader_code(line.posts)
        else:
            code, title = code_of(line.posts, line.cameo)
        if not code:
            continue
        yield Term(
            line.country, code, line.names[0], line.start, line.end, "countryinfo", office=title,
            open=line.stale, rank=1 if line.leader else 0,
            seen=SNAPSHOT if line.stale and not line.leader else line.end,
            aliases=line.names[1:],
        )  # fmt: skip


@dataclass(frozen=True)
class Line:
    """A line of CountryInfo. ``posts``: all posts the person ever had there, joined by "&"."""

    country: str
    names: tuple[str, ...]
    posts: str
    leader: bool
    cameo: str
    start: datetime.date
    end: datetime.date | None
    stale: bool


def register(facts: Path) -> Iterator[Line]:
    """The lines of CountryInfo that tell of a person with a time."""
    with (facts / "countryinfo_office_terms.csv").open(encoding="utf-8", errors="replace") as file:
        rows = list(csv.DictReader(file))
    faults = list(editor_rows("witness_faults.txt", ("word", "country", "right")))
    for row in rows:
        country = _country_of(row["country_code"], row["iso3"])
        names = [n.strip() for n in re.findall(r"\{([^}]*)\}", row["name"])] or [row["name"]]
        names = [n for n in (person_name(name) for name in names) if n]
        start, end = _compact(row["start"], first=True), _compact(row["end"], first=False)
        if not names or not country or (end and end < datetime.date(1960, 1, 1)):
            continue
        country = next(
            (f["right"] for f in faults if f["country"] == country and f["word"] in names[0]), country
        )
        start = start or (FIRST if end and end >= FIRST else None)
        if start is None or (end and end < start):
            continue
        posts = row["office_or_title"].replace("_", " ").strip()
        leader, cameo = row["kind"] == "leader", row["cameo_code"][3:]
        yield Line(country, tuple(names), posts, leader, cameo, start, end, row["open_flag"] == ">")


_SLIPS = {
    ("GIN", "PNG"): "GIN",
    ("GTM", "GLP"): "GTM",
    ("MMR", "MOZ"): "MMR",
    ("ISR", "IL"): "ISR",
    ("JPN", "JON"): "JPN",
}


def _country_of(code: str, iso3: str) -> str:
    """The ISO column, but where it slips ("GTM,GLP"); the last state of a chain of codes, where given."""
    chain = re.findall(r"\[([A-Z]{3,6}) >\d+\]", code)
    code = chain[-1] if chain else _SLIPS.get((code, iso3), iso3 or code)
    code = _ISO.get(code, code)
    return code if re.fullmatch(r"[A-Z]{3}", code) else ""


def _compact(text: str, first: bool) -> datetime.date | None:
    """A day as "20030431" in; the day, or the last (first) of its month where only the month is known."""
    if len(text) != 8:
        return None
    year, month, day = int(text[:4]), int(text[4:6]), int(text[6:])
    try:
        return datetime.date(year, month, day)
    except ValueError:
        if not 1 <= month <= 12:
            return None
        following = datetime.date(year + month // 12, month % 12 + 1, 1)
        return datetime.date(year, month, 1) if first else following - datetime.timedelta(days=1)


_HEAD = re.compile(r"^(?P<title>[^()]*?) (?P<name>[^()]+?) \(since (?P<since>[^)]+)\)")


def _factbook_heads(facts: Path) -> Iterator[Term]:
    codes = factbook_codes(facts)
    path = facts / "gazetteers/factbook_cc0/countries.jsonl"
    for line in path.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        country = codes.get(record["code"])
        if not country:
            continue
        for field, kind in (("chief_of_state", "state"), ("head_of_government", "government")):
            text = record.get(field) or ""
            found = re.match(r"(.+?)\(since ([^)]+)\)", text)
            since = _since(found.group(2)) if found else None
            if not found or since is None or re.search("represented|Vice President", found.group(1)):
                continue
            title, name, surname = _titled(found.group(1).strip())
            code = _head_code(title, kind)
            if name and len(name.split()) > 1:
                yield Term(country, code, name, since, None, "factbook", title, open=True, rank=8,
                           seen=FACTBOOK_DAY, surname=surname)  # fmt: skip


def _head_code(title: str, kind: str) -> str:
    if "Crown Prince" in title:
        return "PM"
    if re.search(r"\b(King|Queen|Amir|Emir|Sultan|Emperor|Grand Duke|Prince)\b", title) and kind == "state":
        return "K"
    if "President" in title and "Council" not in title:
        return "P" if kind == "state" else "EP"
    return "HOSX" if kind == "state" else "CH" if "Chancellor" in title else "PM"


def _titled(text: str) -> tuple[str, str, str]:
    """ "President Abdelmadjid TEBBOUNE" in; title, name in newspaper form, surname (the part in capitals)."""
    words = text.split()
    upper = [i for i, w in enumerate(words) if len(w) > 1 and w.strip(",.").isupper()]
    if not upper:
        return "", "", ""
    first = upper[0]
    while first > 0 and not _is_title(words[first - 1]):
        first -= 1
    name = person_name(" ".join(words[first:]))
    surname = person_name(" ".join(words[i] for i in upper))
    return " ".join(words[:first]), name, surname


_TITLES = frozenset(
    [
        "president",
        "prime",
        "minister",
        "king",
        "queen",
        "amir",
        "emir",
        "sultan",
        "emperor",
        "chancellor",
        "premier",
        "acting",
        "interim",
        "transitional",
        "head",
        "of",
        "state",
        "government",
        "the",
        "council",
        "ministers",
        "state",
        "cabinet",
        "chairman",
        "chairperson",
        "general",
        "gen.",
        "gen",
        "col.",
        "col",
        "captain",
        "maj.",
        "lt.",
        "brig.",
        "dr.",
        "dr",
        "prince",
        "grand",
        "duke",
        "pope",
        "supreme",
        "leader",
        "governor",
        "his",
        "majesty",
        "highness",
        "federal",
        "executive",
        "taoiseach",
        "presidential",
        "leadership",
        "secretary",
        "party",
        "and",
        "first",
        "co-chairman",
        "dame",
        "sir",
        "sheikh",
        "ayatollah",
        "paramount",
        "chief",
        "administrator",
        "marshal",
        "republic",
        "member",
        "people's",
        "presidency",
        "co-prince",
        "co-princes",
        "de",
    ]
)


def _is_title(word: str) -> bool:
    return word.lower().strip(",") in _TITLES or word.lower().rstrip(".") + "." in _TITLES


def _since(text: str) -> datetime.date | None:
    text = text.replace("Sept ", "September ").replace(",", "").strip()
    for form in ("%d %B %Y", "%d %b %Y", "%B %Y", "%Y"):
        try:
            return datetime.datetime.strptime(text, form).date()
        except ValueError:
            continue
    return None


_POSTS = (
    (r"supreme leader", "SL"),
    (r"chancellor", "CH"),
    (r"prime minister|premier|taoiseach|head of government|of the government|council|yuan", "PM"),
    (r"^(king|queen|monarch|emir|sultan|emperor|grand duke|prince|yang di-pertuan|druk gyalpo)\b", "K"),
    (r"^president", "P"),
)


def _wikidata_2021(facts: Path) -> Iterator[Term]:
    names = _country_names()
    with (facts / "gazetteers/world_leaders_2021_wikidata/wikidata.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            country = names.get(fold(row["country"]).removeprefix("the "))
            label = row["officeholderLabel"]
            if not country or not row["start_year"] or re.fullmatch(r"Q\d+", label):
                continue
            post = row["positionLabel"].lower()
            code = next((code for pattern, code in _POSTS if re.search(pattern, post)), "HOSX")
            start = datetime.date(int(row["start_year"]), 1, 1)
            end = datetime.date(int(row["end_year"]), 12, 31) if row["end_year"] else None
            yield Term(country, code, label, start, end, "wikidata 2021", open=end is None, rank=3,
                       exact=False,
                       seen=datetime.date(2022, 6, 30), wikidata=row["officeholder"])  # fmt: skip


def _current(facts: Path) -> Iterator[Term]:
    path = facts / "gazetteers/world_leaders_current_ccbysa/2026-08-22.json"
    iso = _alpha2(facts)
    for record in json.loads(path.read_text(encoding="utf-8"))["countries"].values():
        country = iso.get(record["country"]["iso_code"])
        for post, place in record["positions"].items():
            holder = (place or {}).get("current_holder")
            if not country or not holder or not holder.get("since"):
                continue
            other = (record["positions"].get("head_of_government") or {}).get("current_holder")
            if post == "head_of_state" and holder == other and place.get("title_en") == "King":
                continue  # the snapshot takes the head of government for the king
            title = place.get("title_en") or ""
            code = _head_code(title, "state" if post == "head_of_state" else "government")
            yield Term(country, code, holder["name_en"], datetime.date.fromisoformat(holder["since"]), None,
                       "world-leaders-current", title, open=True, rank=7,
                       wikidata=holder.get("wikidata_id") or "",
                       seen=datetime.date(2026, 8, 22), 
                       exact=not holder["since"].endswith("-01-01"))  # fmt: skip


def _alpha2(facts: Path) -> dict[str, str]:
    with (facts / "gazetteers/country_codes_pddl/country-codes.csv").open(encoding="utf-8") as file:
        return {row["ISO3166-1-Alpha-2"]: row["ISO3166-1-Alpha-3"] for row in csv.DictReader(file)}


def _executive(facts: Path) -> Iterator[Term]:
    for record in yaml.safe_load(
        (facts / "gazetteers/us_congress_cc0/executive.yaml").read_text(encoding="utf-8")
    ):
        name = f"{record['name']['first']} {record['name']['last']}"
        for term in record["terms"]:
            start, end = (datetime.date.fromisoformat(str(term[k])) for k in ("start", "end"))
            if start.year >= 1945:
                code = "PHG" if term["type"] == "prez" else "VP"
                yield Term("USA", code, name, start, end, "congress-legislators", rank=5)


def _congress(facts: Path) -> Iterator[Term]:
    path = facts / "gazetteers/us_congress_cc0/legislators-current.yaml"
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    for record in yaml.load(path.read_text(encoding="utf-8"), Loader=loader):
        name = record["name"]
        first = name.get("nickname") or name["first"]
        full = name.get("official_full") or f"{name['first']} {name['last']}"
        terms = record["terms"]
        title = "Senator" if terms[-1]["type"] == "sen" else "Member of the House of Representatives"
        spans = [
            (datetime.date.fromisoformat(t["start"]), datetime.date.fromisoformat(t["end"])) for t in terms
        ]
        yield Term("USA", "LEG", full, spans[0][0], spans[-1][1], "congress-legislators", title, rank=2,
                   aliases=(f"{first} {name['last']}", f"{name['first']} {name['last']}"),
                   wikidata=record["id"].get("wikidata", ""), surname=name["last"])  # fmt: skip


_VISITOR = re.compile(
    r"^(?:The )?(?P<title>(?:Acting |Interim |Vice |Deputy |Federal )?(?:President|Prime Minister|King|Queen|"
    r"Chancellor|"
    r"Premier|Taoiseach|Emir|Amir|Sultan|Emperor|Crown Prince|Foreign Minister|Secretary General|"
    r"General Secretary|"
    r"Chairman|Pope|Deputy Prime Minister|Vice President))\s+(?P<name>.+)$"
)
_VISIT_CODES = {
    "President": "P", "Prime Minister": "PM", "Premier": "PM", "Taoiseach": "PM", "Chancellor": "CH",
    "King": "K",
    "Queen": "K", "Emir": "K", "Amir": "K", "Sultan": "K", "Emperor": "K", "Foreign Minister": "FM",
    "Vice President": "VP", "Crown Prince": "ROY", "Deputy Prime Minister": "DPM",
}  # fmt: skip


def _visits(facts: Path) -> Iterator[Term]:
    """Visitors to the United States: in office on the days they came, known for no other day."""
    countries = _country_names()
    seen: dict[tuple[str, str, str], list[datetime.date]] = {}
    with (facts / "us_visits_history_at_state_cc0/us_visits_received.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            country = countries.get(fold(row["from"]).removeprefix("the "))
            found = _VISITOR.match(row["visitor"].strip())
            if not country or not found or row["start"] < "1945":
                continue
            code = _VISIT_CODES.get(found["title"].removeprefix("Federal "))
            name = re.sub(r",.*| and .*|\(.*?\)", "", found["name"]).strip()
            name = re.sub(r"^(General|Sheikh|Sheik|Dr\.|Gen\.|Colonel|Lt\.) ", "", name)
            if code and len(name.split()) > 1 and code != "K" and name[0].isupper():
                seen.setdefault((country, code, name), []).append(datetime.date.fromisoformat(row["start"]))
    for (country, code, name), days in seen.items():
        for run in _runs(sorted(days)):
            yield Term(country, code, name, run[0], run[-1], "us-visits", rank=2, seen=run[-1], exact=False)


def _travels(facts: Path) -> Iterator[Term]:
    """The secretaries of state who travelled: in office from the first to the last journey."""
    seen: dict[str, list[datetime.date]] = {}
    with (facts / "us_visits_history_at_state_cc0/us_travels.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["role"] == "secretary" and row["start"] >= "1945":
                name = re.sub(r"\(.*?\)|,.*", "", row["name"]).strip()
                seen.setdefault(name, []).append(datetime.date.fromisoformat(row["start"]))
    for name, days in seen.items():
        words = name.split()
        short = (f"{words[0]} {words[-1]}", " ".join(words[1:])) if len(words) > 2 else ()
        yield Term("USA", "FM", name, min(days), max(days), "us-travels", rank=2, seen=max(days),
                   exact=False, aliases=short)  # fmt: skip


def _runs(days: list[datetime.date]) -> Iterator[list[datetime.date]]:
    """Days in; runs of days that lie so near that the same term is likely."""
    run = days[:1]
    for day in days[1:]:
        if day - run[-1] > _TERM:
            yield run
            run = []
        run.append(day)
    yield run


def closed(term: Term, end: datetime.date) -> Term:
    """A term in; the same, ended."""
    return replace(term, end=end, open=False)
