"""Real news, the lexicon's own examples and treebanks go in; files of silver documents come out.

    python -m training.silver --corpora DIR --news DIR --out training/runs/silver [--cache DIR]

``events.jsonl``: news with the event types and times of our rules; ``examples.jsonl``: the examples and
counter-examples of the event lexicon; ``times.jsonl``: GUM and EWT with time tags. ``--cache`` keeps the
parses of the news (one file a source), ``--leave-out`` names files of reports that must not be among them.
Silver teaches the heads only that the rules feed: documents carry words, ``time`` and ``event``.
"""

from __future__ import annotations

import argparse
import json
import pickle
import random
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from dragoman.extract.events.match import Matcher
from dragoman.intake.rows import given, make_report, parse_day
from dragoman.intake.segments import split_segments
from dragoman.lexicon.events import EventLexicon, Predicate
from dragoman.parse.tokens import paragraphs
from dragoman.pipeline import Pipeline
from dragoman.records import Analysis, Report
from training.corpora import Document, read_ewt, read_gum
from training.silver_events import (
    NONE,
    UNKNOWN,
    Known,
    Read,
    count_words,
    event_tags,
    near_words,
    read_through,
)
from training.silver_spread import Forms, known_forms, spread_example, words_of
from training.silver_times import add_times, time_tags

__all__ = ["add_times", "read_event_examples", "read_event_silver", "read_silver"]

SHINGLE, SHARED = 10, 3
"""Reports that share this many stretches of so many words with one left out are left out too."""


@dataclass(frozen=True)
class Source:
    """A file of the news folder: how many of its rows are read, and how many words at the most."""

    name: str
    file: str
    rows: int | None
    words: int


SOURCES = (
    Source("wikinews", "wikinews.jsonl", None, 200_000),
    Source("current", "wikipedia_current_events_2025-2026.jsonl", 4000, 260_000),
    Source("state", "us_state_press_releases.jsonl", 150, 30_000),
    Source("kremlin", "kremlin_news.jsonl", 120, 25_000),
    Source("ukraine", "president_ua_news.jsonl", 120, 25_000),
)


def read_event_silver(
    news: Path,
    encoder: Path,
    cache: Path | None = None,
    leave_out: Sequence[Path] = (),
    pipeline: Pipeline | None = None,
) -> list[Document]:
    """News with the event types and times that our rules read in it.

    ``news``: the folder of the files in SOURCES; ``encoder``: the pretrained encoder's folder; ``cache``: a
    folder for the parses; ``leave_out``: files of reports (JSON list or lines, with ``text``).
    """
    pipeline = pipeline or Pipeline()
    barred = frozenset(s for path in leave_out for row in _rows(path) for s in shingles(row["text"]))
    parsed: list[tuple[Report, Analysis]] = []
    for source in SOURCES:
        parsed += _within(_parsed(source, news, pipeline, cache), source.words, barred)
    lexicon = pipeline.lexicon.events
    reads = [read_through(pipeline, report, analysis) for report, analysis in parsed]
    known = count_words(reads, lexicon)
    rowless = [key for key in known.places if key not in lexicon.index]
    known = replace(known, near=near_words(rowless, lexicon, encoder))
    return [as_document(read, event_tags(read, lexicon, known), "news") for read in reads]


def shingles(text: str) -> set[str]:
    """All stretches of SHINGLE words of a text, without case and marks."""
    words = re.findall(r"\w+", text.lower())
    return {" ".join(words[i : i + SHINGLE]) for i in range(len(words) - SHINGLE + 1)}


def _rows(path: Path) -> list[dict[str, str]]:
    text = path.read_text(encoding="utf-8")
    if text.lstrip().startswith("["):
        rows: list[dict[str, str]] = json.loads(text)
        return rows
    return [json.loads(line) for line in text.splitlines() if line.strip()]


def _within(
    parsed: Iterable[tuple[Report, Analysis]], words: int, barred: frozenset[str]
) -> Iterator[tuple[Report, Analysis]]:
    """Reports that are not barred, until they have so many words."""
    for report, analysis in parsed:
        if words <= 0:
            return
        if len(shingles(report.text) & barred) < SHARED:
            words -= sum(len(s.words) for s in analysis.sentences)
            yield report, analysis


def _parsed(
    source: Source, news: Path, pipeline: Pipeline, cache: Path | None
) -> list[tuple[Report, Analysis]]:
    """The reports of a source with their parses, from the cache where it has them."""
    kept = cache / f"{source.name}.pkl" if cache else None
    if kept is not None and kept.is_file():
        found: list[tuple[Report, Analysis]] = pickle.loads(kept.read_bytes())
        return found
    rows = _rows(news / source.file)
    if source.rows is not None:
        rows = random.Random(5).sample(rows, min(source.rows, len(rows)))
    out: list[tuple[Report, Analysis]] = []
    for row in rows:
        day = (row.get("date") or "")[:10]
        report = make_report(
            row["text"],
            ref=row["id"],
            published=given(parse_day(day) if day else None),
            title=row.get("title"),
            source=row.get("source"),
        )
        segments = split_segments(report.text, report.title, pipeline.lexicon.segments)
        out.append((report, pipeline.engine.analyse(report.text, segments)))
    if kept is not None:
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_bytes(pickle.dumps(out, protocol=5))
    return out


def as_document(read: Read, tags: Sequence[Sequence[str]], corpus: str, times: bool = True) -> Document:
    """A report that was read and a tag a word, as a training document."""
    starts = [low for low, _ in paragraphs(read.report.text, read.segments)]
    forms, paragraph, sentence, spans = [], [], [], []
    for one in read.analysis.sentences:
        for word in one.words:
            forms.append(word.form)
            paragraph.append(max(bisect_right(starts, word.start) - 1, 0))
            sentence.append(one.index)
            spans.append((word.start, word.end))
    return Document(
        corpus=corpus,
        forms=forms,
        paragraph=paragraph,
        sentence=sentence,
        time=time_tags(spans, read.found["times"]) if times else None,
        event=[tag for row in tags for tag in row],
    )


def read_event_examples(pipeline: Pipeline | None = None, forms: Forms | None = None) -> list[Document]:
    """Every example and counter-example of the event lexicon's rows, a document each.

    The word on which the row fires has the row's type. In a counter-example the word that would have
    triggered has "none", unless another row reads it; it is unknown where only the participants are amiss.
    The other predicate words have what the pipeline says of them. With ``forms`` (see ``known_forms``) each
    other word of a row stands in one of its examples, too.
    """
    pipeline = pipeline or Pipeline()
    lexicon, out = pipeline.lexicon.events, []
    for row in lexicon.predicates:
        told: list[tuple[Document, Read]] = []
        texts = [(example.text, False) for example in row.said_examples()]
        for text, counter in [*texts, *((text, True) for text in row.must_not)]:
            read = read_through(pipeline, make_report(text, ref=row.id, published=given(None)))
            out.append(_example(read, row, lexicon, counter))
            told += [(out[-1], read)] if not counter else []
        if forms is not None:
            out += _spread(row, told, lexicon, forms)
    return [doc for doc in out if any(doc.event or ())]


def _spread(
    row: Predicate, told: Sequence[tuple[Document, Read]], lexicon: EventLexicon, forms: Forms
) -> list[Document]:
    """The row's examples in turn with its other words."""
    found = []
    for doc, read in told:
        words = [word for sentence in read.analysis.sentences for word in sentence.words]
        starts = {event.trigger[0] for event in read.events if event.rule == row.id}
        place = next((i for i, w in enumerate(words) if w.start in starts), None)
        if place is not None and words[place].upos in ("VERB", "NOUN"):
            found.append((doc, place, words[place]))
    out: list[Document] = []
    for number, (doc, place, word) in enumerate(found):
        out += spread_example(doc, place, word, words_of(row, lexicon)[number :: len(found)], forms)
    return out


def _example(read: Read, row: Predicate, lexicon: EventLexicon, counter: bool) -> Document:
    tags = event_tags(read, lexicon, Known(places=Counter(), events=Counter()))
    triggers = {(e.sentence, e.word) for e in read.events}
    for event in read.events:
        if event.type == row.type and not counter:
            tags[event.sentence][event.word] = event.type
    for sentence, who in read.readers(lexicon) if counter else ():
        matcher = Matcher(who, lexicon)
        for word in sentence.words:
            if (sentence.index, word.index) not in triggers:
                outcomes = {outcome for one, outcome in matcher.why(word) if one.id == row.id}
                if outcomes:
                    tags[sentence.index][word.index] = NONE if outcomes & {"words", "vetoed"} else UNKNOWN
    return as_document(read, tags, "examples", times=False)


def write_silver(docs: Iterable[Document], path: Path) -> None:
    """One JSON line a document: its words and every layer that it has."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(path.name + ".part")
    with part.open("w", encoding="utf-8") as file:
        for doc in docs:
            kept = {key: value for key, value in vars(doc).items() if value is not None}
            file.write(json.dumps(kept, ensure_ascii=False) + "\n")
    part.replace(path)


def read_silver(path: Path) -> list[Document]:
    """The documents that ``write_silver`` wrote; layers that they lack are None."""
    return [Document(**json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines()]


def main() -> None:
    """The command line of ``make_silver``."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--news", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--cache", type=Path)
    parser.add_argument("--leave-out", type=Path, nargs="*", default=())
    args = parser.parse_args()
    make_silver(args.corpora, args.news, args.out, args.leave_out, Pipeline(), args.cache)


def make_silver(
    corpora: Path,
    news: Path,
    out: Path,
    leave_out: Sequence[Path],
    pipeline: Pipeline,
    cache: Path | None = None,
) -> None:
    """Writes the three files, and tells how many of each tag they hold."""
    from training.train import minilm

    treebanks = read_gum(corpora, "train") + read_ewt(corpora, "train")
    add_times(treebanks, corpora)
    told = {
        "times": treebanks,
        "examples": read_event_examples(pipeline, known_forms(treebanks)),
        "events": read_event_silver(news, minilm(), cache, leave_out, pipeline),
    }
    for name, docs in told.items():
        write_silver(docs, out / f"{name}.jsonl")
        print(name, len(docs), sum(len(doc.forms) for doc in docs))
        print("  time", Counter(tag for doc in docs for tag in doc.time or ()).most_common())
        print("  event", Counter(tag for doc in docs for tag in doc.event or ()).most_common())


if __name__ == "__main__":
    main()
