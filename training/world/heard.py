"""Dated texts in; which of the editor's terms of office they tell of out, in editor/heard.txt.

A text is a witness of a term when it is of a day within the term and one sentence has the person's name, a
word for the office near it, and a word for the country; a full name does with the country elsewhere in the
text, and a state's own releases need not name it. Only the name of the data set is kept. Run
``python -m training.world.heard DATA`` (the folder with facts, news and corpora), then the build.
"""

from __future__ import annotations

import csv
import datetime
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from dragoman.lexicon.names import fold
from training.world.dated_texts import Text, dated_texts, sentences
from training.world.leaders import Term, editor_terms, key_of, surname_of
from training.world.merging import same_name
from training.world.tables import EDITOR, WORLD, editor_rows
from training.world.witnesses import FIRST, SNAPSHOT, Line, register

HEARD = EDITOR / "heard.txt"
_NEAR = 9
_LEAD = 5
_SLACK = datetime.timedelta(days=7)
_NOT_NOW = frozenset(("former", "ex", "then", "late", "onetime", "ousted", "deposed", "future", "would"))
_MANY = 3
_BODIES = ("IGO", "NGO", "MNC", "")


@dataclass(frozen=True)
class Sought:
    """A term with the folded words that a sentence about it has."""

    term: Term
    names: tuple[tuple[str, ...], ...]
    surname: tuple[str, ...]
    offices: tuple[tuple[str, ...], ...]
    owners: frozenset[str]


def sought(terms: Iterable[Term]) -> dict[str, list[Sought]]:
    """The terms in; what to look for, under the last word of each name."""
    offices = {row["code"]: _cut(row["words"]) for row in _office_words()}
    owners = _owners()
    index: dict[str, list[Sought]] = {}
    for term in terms:
        code, _, body = term.code.partition(":")
        names = tuple(tuple(_words(n)) for n in (term.name, *term.aliases))
        full = tuple(dict.fromkeys(n for n in names if len(n) > 1))
        last = tuple(fold(surname_of(term.name, term.country)).split()) or names[0]
        item = Sought(term, full, last, offices.get(code, ()), owners.get(body or term.country, frozenset()))
        for word in {last[-1], *(n[-1] for n in full), names[0][-1]}:
            index.setdefault(word, []).append(item)
    return index


def _office_words() -> Iterator[dict[str, str]]:
    yield from editor_rows("heard_words.txt", ("code", "words", "posts"))


def registered(lines: Iterable[Line], terms: Sequence[Term]) -> dict[str, dict[str, str]]:
    """A register of posts and the terms in; by key of the term the register, with the first common day.

    The register joins all posts that somebody had, and has times for the person: a term is told of where the
    post is among them and the times overlap.
    """
    posts = {row["code"]: _cut(row["posts"]) for row in _office_words()}
    of_state: dict[str, list[Line]] = {}
    for line in lines:
        of_state.setdefault(line.country, []).append(line)
    told: dict[str, dict[str, str]] = {}
    for term in terms:
        for line in of_state.get(term.country, ()):
            last = line.end or (SNAPSHOT if line.start >= FIRST else line.start)
            first = max(term.start or line.start, line.start)
            said = f" {fold(line.posts)} "
            if first > min(term.end or last, last) or not any(same_name(term, n) for n in line.names):
                continue
            if any(
                f" {' '.join(p)} " in said or f" {' '.join(p)}s " in said for p in posts.get(term.code, ())
            ):
                told.setdefault(key_of(term), {})["countryinfo"] = first.isoformat()
                break
    return told


def _words(text: str) -> list[str]:
    """A text in; its folded words without initials, so that "Henry A. Kissinger" is "Henry Kissinger"."""
    return [w for w in fold(text).split() if len(w) > 1]


def _cut(cell: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(fold(form).split()) for form in cell.split("|") if form)


def _owners() -> dict[str, frozenset[str]]:
    """Country codes and bodies with the folded words that name them."""
    out: dict[str, set[str]] = {}
    for row in _tsv(WORLD / "countries.tsv"):
        cells = (row["name"], row["names"], row["adjective"], row["demonyms"], row["capital"])
        out[row["iso3"]] = {fold(n).removeprefix("the ") for cell in cells for n in cell.split("|") if n}
    for row in _tsv(WORLD / "organisations.tsv"):
        names = (row["name"], *row["aliases"].split("|"))
        out.setdefault(row["entity"], set()).update(fold(n).removeprefix("the ") for n in names if n)
        out.setdefault(row["country"], set()).update(fold(n).removeprefix("the ") for n in names if n)
    return {code: frozenset(names) for code, names in out.items()}


def _tsv(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8") as file:
        yield from csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)


def hear(texts: Iterable[Text], index: dict[str, list[Sought]]) -> dict[str, dict[str, str]]:
    """Texts and what is sought in; by key the data sets that tell of the term, with the earliest such day."""
    heard: dict[str, dict[str, str]] = {}
    for text in texts:
        whole: list[str] = []
        for sentence in sentences(text.text):
            words = _words(sentence)
            whole = whole or _words(text.text)
            for at, word in enumerate(words):
                for item in index.get(word, ()):
                    if not _in_term(item.term, text.day) or not _told(words, at, item, text.owner, whole):
                        continue
                    days = heard.setdefault(key_of(item.term), {})
                    day = text.day.isoformat()
                    days[text.source] = min(days.get(text.source, day), day)
    return heard


def _in_term(term: Term, day: datetime.date) -> bool:
    late = term.end + _SLACK if term.end else datetime.date.max
    return (term.start or datetime.date.min) <= day <= late


def _told(words: Sequence[str], last: int, item: Sought, owner: str, whole: Sequence[str]) -> bool:
    """Whether the name that ends at a word is told of with its office, and its country stands by."""
    own = owner == item.term.country or not item.term.country
    for name in item.names:
        first = last + 1 - len(name)
        if first >= 0 and tuple(words[first : last + 1]) == name:
            near = _office_near(words, max(0, first - _NEAR), min(len(words), last + 1 + _NEAR), item)
            return near and (own or _named(whole, item.owners))
    if not own and not _named(words, item.owners):
        return False
    first = last + 1 - len(item.surname)
    if first > 0 and tuple(words[first : last + 1]) == item.surname and len(item.surname[-1]) >= _MANY:
        return _office_near(words, max(0, first - _LEAD), first, item, title=True)
    return False


def _office_near(words: Sequence[str], first: int, end: int, item: Sought, title: bool = False) -> bool:
    """Whether a word for the office stands between two places; as a title it stands last there."""
    for office in item.offices:
        for at in range(first, end + 1 - len(office)):
            if tuple(words[at : at + len(office)]) != office or _NOT_NOW & set(words[max(0, at - 3) : at]):
                continue
            if not title or at + len(office) == end:
                return True
    return False


def _named(words: Sequence[str], owners: frozenset[str]) -> bool:
    line = f" {' '.join(words)} "
    return any(f" {name} " in line for name in owners)


def write(data: Path) -> None:
    """The data folder in; editor/heard.txt out."""
    terms = editor_terms()
    heard = hear(dated_texts(data), sought(terms))
    for key, told in registered(register(data / "facts"), terms).items():
        heard.setdefault(key, {}).update(told)
    lines = ["# term ; data sets that tell of it, each with a day it was told on (made by heard.py)"]
    for term in terms:
        days = heard.get(key_of(term))
        if days:
            cells = "|".join(f"{name} {day}" for name, day in sorted(days.items()))
            lines.append(f"{key_of(term)};{cells}")
    HEARD.write_text("\n".join(dict.fromkeys(lines)) + "\n", encoding="utf-8")
    print(f"{len(lines) - 1} of {len(terms)} terms are told of")


if __name__ == "__main__":
    write(Path(sys.argv[1]))
