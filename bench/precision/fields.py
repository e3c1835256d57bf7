"""Reads real news and writes cases drawn at random for each field that no scorer measures: ``FIELD.tsv``.

    python bench/precision/fields.py NEWS.jsonl OUT_FOLDER [--cases 50] [--seed 2] [--every 2 --first 1]

Fields: places, contexts, sectors (with offices), same_as, happenings, relations, segments, parents (of
attributions). A row shows what was read beside the text it rests on; a judge writes 1 or 0 in a column
``right`` and a word for the kind of error in ``class``. At most two cases a report, so that one report does
not decide. ``--every`` and ``--first`` take every so many-th report from one on: what one half taught is
measured on the other.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from sample import marked

from dragoman.reader import Reader
from dragoman.records import Attribution, Event, Reading, Span

Case = tuple[str, str, str]
"""Field, what was read, the text it rests on."""
MOST = 2


def cases_of(reading: Reading) -> Iterator[Case]:
    """All cases of one reading."""
    yield from _of_events(reading)
    yield from _of_actors_and_places(reading)
    yield from _of_structure(reading)


def _of_events(reading: Reading) -> Iterator[Case]:
    events = {event.id: event for event in reading.events}
    for event in reading.events:
        shown = _shown(reading, event)
        yield "contexts", f"{event.type}: {', '.join(event.contexts) or 'none'}", shown
        if event.same_as in events and event.same_as is not None:
            first = events[event.same_as]
            yield "same_as", f"{event.type} as {first.type}", f"{_shown(reading, first)} || {shown}"
        for relation in event.relations:
            other = events[relation.event]
            told = f"{_words(reading, event.trigger)} {relation.type} {_words(reading, other.trigger)}"
            yield "relations", told, f"{shown} || {_shown(reading, other)}"
    for one in reading.happenings:
        if len(one.events) > 1:
            triggers = " | ".join(_shown(reading, events[i]) for i in one.events)
            days = f"{one.earliest or '?'} to {one.latest or '?'}"
            sources = (
                f"{len(one.named_sources)} named, {one.unnamed_at_least} to {one.unnamed_at_most} unnamed"
            )
            yield "happenings", f"{one.status}, {days}, {sources}", triggers


def _of_actors_and_places(reading: Reading) -> Iterator[Case]:
    for actor in reading.actors:
        if actor.mentions and (actor.sector or actor.office):
            told = (
                f"{actor.name}: {actor.country or '?'} {actor.sector or '?'}, office {actor.office or 'none'}"
            )
            yield "sectors", told, _around(reading, actor.mentions[0])
    for event in reading.events:
        for place in (p for p in reading.places if p.id in event.places):
            at = f"{place.name}, {place.country or '?'} ({place.lat}, {place.lon})"
            yield "places", f"{event.type} at {at}", _shown(reading, event)


def _of_structure(reading: Reading) -> Iterator[Case]:
    for number, segment in enumerate(reading.segments):
        words = " ".join(_words(reading, (segment.start, segment.end)).split())
        shown = words if len(words) < 300 else f"{words[:200]} [...] {words[-90:]}"
        yield "segments", f"{segment.kind}, number {number + 1} of {len(reading.segments)}", shown
    said = {one.id: one for one in reading.attributions}
    for one in reading.attributions:
        if one.parent in said and one.parent is not None:
            told = f"[{_told(reading, one)}] within [{_told(reading, said[one.parent])}]"
            yield "parents", told, _around(reading, one.cue or (one.content or one.source)[0])


def _told(reading: Reading, one: Attribution) -> str:
    spans = [*one.source, *([one.cue] if one.cue else ()), *one.content]
    return " ".join(_words(reading, span) for span in spans)


def _words(reading: Reading, span: Span) -> str:
    return reading.report.text[span[0] : span[1]]


def _shown(reading: Reading, event: Event) -> str:
    return marked(reading.report.text, reading.sentences[event.sentence], event.trigger)


def _around(reading: Reading, span: Span) -> str:
    sentence = next((s for s in reading.sentences if s[0] <= span[0] < s[1]), span)
    return marked(reading.report.text, sentence, span)


def main() -> None:
    """Draw the cases and write a table a field."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("news", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--cases", type=int, default=50)
    parser.add_argument("--seed", type=int, default=2)
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--first", type=int, default=0)
    choices = parser.parse_args()
    reader, draw = Reader(), random.Random(choices.seed)
    found: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    lines = choices.news.read_text(encoding="utf-8").splitlines()
    for line in lines[choices.first :: choices.every]:
        row = json.loads(line)
        day = (row.get("date") or "")[:10] or None
        mine: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
        for field, told, text in cases_of(reader.read(row["text"], published=day, title=row.get("title"))):
            mine[field].append((row["id"], " ".join(told.split()), " ".join(text.split())))
        for field, cases in mine.items():
            found[field] += draw.sample(cases, min(MOST, len(cases)))
    choices.out.mkdir(parents=True, exist_ok=True)
    for field, cases in sorted(found.items()):
        drawn = draw.sample(cases, min(choices.cases, len(cases)))
        table = "n\treport\tread\ttext\n"
        table += "".join("\t".join((str(n), *case)) + "\n" for n, case in enumerate(drawn, 1))
        (choices.out / f"{field}.tsv").write_text(table, encoding="utf-8")
        print(f"{field}: {len(cases)} cases, {len(drawn)} drawn")


if __name__ == "__main__":
    main()
