"""Office holders: terms from the editor and the witnesses in, one row a term in leaders.tsv out."""

from __future__ import annotations

import datetime
import functools
import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
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


@dataclass(frozen=True)
class Term:
    """One term of one person as one witness tells it. ``exact``: the days are days, not years or months."""

    country: str
    code: str
    name: str
    start: datetime.date | None
    end: datetime.date | None
    source: str
    office: str = ""
    open: bool = False
    rank: int = 0
    exact: bool = True
    seen: datetime.date | None = None
    aliases: tuple[str, ...] = ()
    short: tuple[str, ...] = ()
    wikidata: str = ""
    surname: str = ""
    extra: dict[str, str] = field(default_factory=dict)


def editor_terms() -> list[Term]:
    """The editor's list of office holders."""
    fields = ("country", "code", "name", "from", "to", "aliases", "short")
    out = []
    for row in editor_rows("leaders.txt", fields):
        out.append(
            Term(
                row["country"].replace("---", ""),
                row["code"],
                row["name"],
                _day(row["from"]),
                _day(row["to"]),
                "editor",
                rank=9,
                open=not row["to"],
                aliases=tuple(a for a in row["aliases"].split("|") if a),
                short=tuple(a for a in row["short"].split("|") if a),
            )
        )
    return out


def _day(cell: str) -> datetime.date | None:
    return datetime.date.fromisoformat(cell) if cell else None


_GIVEN_LAST = {"CHN", "KOR", "PRK", "TWN", "VNM", "HKG", "KHM", "SGP", "MAC"}
_PARTICLES = {
    "de",
    "da",
    "do",
    "dos",
    "van",
    "von",
    "der",
    "den",
    "del",
    "di",
    "la",
    "le",
    "al",
    "el",
    "bin",
    "ben",
    "ter",
}


def surname_of(name: str, country: str) -> str:
    """A name in; the last name with its particles ("Le Pen", "de Klerk"), the first word in East Asia."""
    words = name.split()
    if len(words) < 2:
        return ""
    if words[-1] in ("Jr.", "Jr", "II", "III", "IV", "V", "VI", "XVI", "XIV", "I"):
        return words[-2] if "Jr" in words[-1] and len(words) > 2 else ""
    if country in _GIVEN_LAST and fold(name) not in ("aung san suu kyi",):
        return words[0]
    start = len(words) - 1
    while start > 1 and words[start - 1].lower().strip("-") in _PARTICLES:
        start -= 1
    return " ".join(words[start:])


def build_leaders(facts: Path, out: Path) -> int:
    """Facts folder in; leaders.tsv out, and the terms that no witness tells of as a user's file beside it."""
    from training.world.merging import merge
    from training.world.optional import write_optional
    from training.world.witnesses import witness_terms

    terms = merge([_heard(term) for term in editor_terms()], witness_terms(facts))
    alone = [t for t in terms if t.source == "editor" and t.code.partition(":")[0] in _office_codes()]
    kept = set(map(id, alone))
    rows = distinct_ids([_row(term) for term in terms if id(term) not in kept])
    write_optional(terms, alone, [_row(term) for term in terms], out.parent / "optional")
    return write_table(out / "leaders.tsv", ENTRY_COLUMNS, rows)


def key_of(term: Term) -> str:
    """A term in; the words by which heard.txt names it."""
    start = term.start.isoformat() if term.start else ""
    return f"{term.country}.{term.code}.{fold(term.name)}.{start}"


def _heard(term: Term) -> Term:
    """A term of the editor's with the data sets that tell of it added to its source."""
    sets = _heard_rows().get(key_of(term), "")
    names = [cell.partition(" ")[0] for cell in sets.split("|") if cell]
    return replace(term, source="; ".join(["editor", *names]))


@functools.cache
def _heard_rows() -> dict[str, str]:
    return {row["term"]: row["sets"] for row in editor_rows("heard.txt", ("term", "sets"))}


@functools.cache
def _office_codes() -> frozenset[str]:
    """The codes of the offices of a state below its heads."""
    return frozenset(row["code"] for row in editor_rows("offices.txt", ("code",)))


def _row(term: Term) -> dict[str, str]:
    code, _, body = term.code.partition(":")
    role = {row["code"]: row for row in role_rows()}[code]
    classes = body + role["classes"] if body else role["classes"]
    surname = term.surname or surname_of(term.name, term.country)
    if fold(surname) in careful_words() and float(role["weight"]) < _NOTED:
        surname = ""
    if code == "K" and term.country in {
        r["country"] for r in editor_rows("ruling_monarchies.txt", ("country",))
    }:
        classes += "|leader"
    bare = re.sub(r"^(?:al|el|Al|El|ash|as)[- ]", "", surname)
    surname = joined([surname, bare])
    aliases = [a for a in term.aliases if fold(a) != fold(term.name)]
    entity = f"{term.country or 'x'}.{slug(term.name)}"
    year = term.start.year if term.start else ""
    return {
        "id": f"{entity}.{code.lower()}.{year}",
        "name": term.name,
        "aliases": joined(aliases),
        "short": joined(term.short),
        "kind": "person",
        "country": term.country,
        "sector": role["sector"],
        "office": term.office or (f"Secretary-General of {body}" if body else role["office"]),
        "role": classes,
        "wikidata": term.wikidata,
        "from": term.start.isoformat() if term.start else "",
        "to": term.end.isoformat() if term.end else "",
        "weight": _weight(float(role["weight"]), term.country),
        "entity": entity,
        "surname": surname,
        "source": term.source,
    }


@functools.cache
def _weight(office: float, country: str) -> str:
    """The office's prior, less where the state is small or a territory."""
    fields = ("iso3", "name", "adjective", "people", "names", "capital", "minor", "from")
    if country in {row["iso3"] for row in editor_rows("countries.txt", fields) if row["minor"]}:
        return f"{office * _TERRITORY:.2f}"
    great = country in _GREAT or country in ("IGO", "NGO", "")
    return f"{office if great else office - _SMALLER:.2f}"


_NOTED = 0.8
_TERRITORY = 0.5
_SMALLER = 0.02
_GREAT = frozenset(row["country"] for row in editor_rows("great_states.txt", ("country",)))
_ROLES: list[dict[str, str]] = []


def role_rows() -> list[dict[str, str]]:
    """The office codes with their classes, sectors and weights."""
    if not _ROLES:
        _ROLES.extend(editor_rows("roles.txt", ("code", "office", "classes", "sector", "weight")))
    return _ROLES


def with_name(terms: Iterable[Term], name: str) -> list[Term]:
    """Terms in; the same under another spelling of the name, the old one kept as an alias."""
    return [
        replace(t, name=name, aliases=(*t.aliases, t.name) if t.name != name else t.aliases) for t in terms
    ]
