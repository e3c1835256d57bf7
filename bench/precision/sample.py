"""Reads real news and writes events drawn at random, for people to judge: ``sample.tsv`` and ``key.tsv``.

    python bench/precision/sample.py NEWS.jsonl OUT_FOLDER [--events 200] [--seed 1]

``sample.tsv`` shows each event with its sentence, the two before it and what was read, not the confidence;
``key.tsv`` keeps report, confidence and grounds. Judges write 1 or 0 for ``type``, ``who``, ``status``.
"""

from __future__ import annotations

import argparse
import json
import random
from pathlib import Path
from typing import Any

from dragoman.reader import Reader
from dragoman.records import Span

Row = dict[str, Any]


def marked(text: str, sentence: Span, span: Span) -> str:
    """A sentence of a text in which a span stands in double brackets."""
    start, end = sentence
    return f"{text[start : span[0]]}[[{text[span[0] : span[1]]}]]{text[span[1] : max(end, span[1])]}"


def events_of(reader: Reader, row: Row) -> list[list[str]]:
    """The events of one report as cells: context, sentence, type, mode, actors, recipients, status."""
    text = row["text"]
    reading = reader.read(text, published=(row.get("date") or "")[:10] or None, title=row.get("title"))
    names = {a.id: f"{a.name} ({a.country or '?'})" for a in reading.actors}
    out = []
    for event in reading.events:
        start, end = reading.sentences[event.sentence]
        before = reading.sentences[max(0, event.sentence - 2)][0]
        shown = marked(text, (start, end), event.trigger)
        cells = [
            row["id"],
            text[before:start],
            shown,
            event.type,
            event.mode or "",
            "; ".join(names[i] for i in event.actors),
            "; ".join(names[i] for i in event.recipients),
            event.status,
            f"{event.confidence:.3f}",
            json.dumps(event.grounds),
        ]
        out.append([" ".join(cell.split()) for cell in cells])
    return out


def main() -> None:
    """Draw the events and write both tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("news", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--events", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    choices = parser.parse_args()
    reader = Reader()
    rows = [json.loads(line) for line in choices.news.read_text(encoding="utf-8").splitlines()]
    found = [cells for row in rows for cells in events_of(reader, row)]
    drawn = random.Random(choices.seed).sample(found, min(choices.events, len(found)))
    choices.out.mkdir(parents=True, exist_ok=True)
    head = "n\treport\tbefore\tsentence\ttype\tmode\tactors\trecipients\tstatus\n"
    lines = ["\t".join([str(n), *cells[:-2]]) for n, cells in enumerate(drawn, 1)]
    (choices.out / "sample.tsv").write_text(head + "\n".join(lines) + "\n", encoding="utf-8")
    key = ["\t".join([str(n), cells[0], *cells[-2:]]) for n, cells in enumerate(drawn, 1)]
    head = "n\treport\tconfidence\tgrounds\n"
    (choices.out / "key.tsv").write_text(head + "\n".join(key) + "\n", encoding="utf-8")
    print(f"{len(rows)} reports, {len(found)} events, {len(drawn)} drawn")


if __name__ == "__main__":
    main()
