"""Reports and the bundled time rules for tests of times, figures and dating."""

from __future__ import annotations

import datetime
from functools import cache

from dragoman.extract.times import find_times
from dragoman.lexicon import data_root
from dragoman.lexicon.figures import FigureLexicon, load_figures
from dragoman.lexicon.times import TimeLexicon, load_times
from dragoman.records import Analysis, Published, Report, Sentence, Time, Word

UNPARSED = Analysis(sentences=())


@cache
def rules() -> TimeLexicon:
    return load_times(data_root())


@cache
def figure_rules() -> FigureLexicon:
    return load_figures(data_root())


def report(text: str, published: str | None = None, title: str | None = None) -> Report:
    day = datetime.date.fromisoformat(published) if published else None
    known = Published(day=day, earliest=day, latest=day, basis="given") if day else Published()
    return Report(id="0", ref="r", text=text, title=title, published=known)


def times(text: str, published: str | None = None, analysis: Analysis = UNPARSED) -> tuple[Time, ...]:
    return find_times(report(text, published), analysis, rules())


def time(text: str, words: str, published: str | None = None, analysis: Analysis = UNPARSED) -> Time:
    found = [t for t in times(text, published, analysis) if t.text == words]
    assert found, f"{words!r} not among {[t.text for t in times(text, published, analysis)]}"
    return found[0]


def days(found: Time) -> str:
    """ "none", one day, or "first/last"."""
    if found.earliest is None:
        return "none"
    if found.earliest == found.latest:
        return found.earliest.isoformat()
    return f"{found.earliest}/{found.latest}"


def tree(text: str, rows: str, start: int = 0, number: int = 0) -> Sentence:
    """A parsed sentence from lines "form lemma UPOS head deprel [feats]"; words are looked up in the text."""
    words: list[Word] = []
    at = start
    for index, row in enumerate(line.split() for line in rows.strip().splitlines()):
        at = text.index(row[0], at)
        words.append(Word(
            index=index, start=at, end=at + len(row[0]), form=row[0], lemma=row[1], upos=row[2],
            head=int(row[3]), deprel=row[4], feats=row[5] if len(row) > 5 else "", token=index,
        ))  # fmt: skip
        at += len(row[0])
    return Sentence(index=number, start=words[0].start, end=words[-1].end, words=tuple(words))
