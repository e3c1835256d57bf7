"""Who did what to whom, in countries: invented sentences with the trees of who_trees.tsv."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import pytest

from dragoman.pipeline import Pipeline
from dragoman.records import Analysis, Published, Report, Segment, Sentence, Word

TREES = Path(__file__).with_name("who_trees.tsv")


@dataclass(frozen=True)
class Case:
    """A text with its sentences' rows and what it tells: "TYPE actors>recipients", "-" for no country."""

    about: str
    told: tuple[str, ...]
    text: str
    trees: tuple[tuple[str, ...], ...]


class OneTree:
    """An engine that gives the trees of the case it was handed."""

    name = "one tree"
    fingerprint = "one tree"

    def __init__(self) -> None:
        self.case: Case | None = None

    def analyse(self, text: str, segments: Sequence[Segment] = (), report: str | None = None) -> Analysis:
        assert self.case is not None
        return Analysis(sentences=tuple(_sentences(self.case)))

    def analyse_words(
        self, sentences: Sequence[Sequence[str]], breaks: Sequence[bool]
    ) -> tuple[Sentence, ...]:
        raise NotImplementedError


def _cases() -> Iterator[Case]:
    for block in TREES.read_text(encoding="utf-8").split("# about = ")[1:]:
        about, told, text, *rows = block.rstrip("\n").split("\n")
        trees = [tuple(part) for full, part in groupby(rows, key=bool) if full]
        yield Case(about, tuple(told.partition(" = ")[2].split("; ")), text.partition(" = ")[2], tuple(trees))


def _sentences(case: Case) -> Iterator[Sentence]:
    at = 0
    for index, rows in enumerate(case.trees):
        words = []
        for number, row in enumerate(rows):
            form, lemma, upos, head, deprel, feats, name = row.split("\t")
            start = case.text.index(form, at)
            at = start + len(form)
            words.append(
                Word(
                    index=number, form=form, lemma=lemma, upos=upos, head=int(head), deprel=deprel,
                    feats=feats if feats != "_" else "", name=name, start=start, end=at, token=number,
                )
            )  # fmt: skip
        yield Sentence(index=index, start=words[0].start, end=at, words=tuple(words))


@pytest.fixture(scope="module")
def engine() -> OneTree:
    return OneTree()


@pytest.fixture(scope="module")
def pipeline(engine: OneTree) -> Pipeline:
    return Pipeline(engine=engine)


@pytest.mark.parametrize("case", list(_cases()), ids=lambda case: case.about)
def test_who_did_what_to_whom(case: Case, pipeline: Pipeline, engine: OneTree) -> None:
    engine.case = case
    day = Published(day=datetime.date(2024, 5, 1), basis="given")
    reading = pipeline.read(Report(id="x", ref="x", text=case.text, published=day))
    country = {a.id: a.country or "-" for a in reading.actors}
    told = {
        f"{e.type} {'+'.join(sorted({country[a] for a in e.actors}))}"
        f">{'+'.join(sorted({country[a] for a in e.recipients}))}"
        for e in reading.events
    }
    assert set(case.told) <= told
