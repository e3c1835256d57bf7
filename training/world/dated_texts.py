"""The data folder in; its dated texts out: news, releases, records of visits, each with day and owner."""

from __future__ import annotations

import csv
import datetime
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dragoman.lexicon.names import fold
from training.world.bodies import _country_names

_END = re.compile(r"(?<=[.!?])[\"'”’)]*\s+(?=[\"'“‘(]*[A-Z])|\n+")
_SHORT = re.compile(r"\b(Mr|Mrs|Ms|Dr|St|Gen|Lt|Col|Sen|Rep|Gov|Maj|Brig|Adm|Prof|Sgt|Jr|vs|No|[A-Z])\.$")


@dataclass(frozen=True)
class Text:
    """A text of one day. ``owner``: the state that published it or that it is filed under, or empty."""

    source: str
    day: datetime.date
    text: str
    owner: str = ""


def dated_texts(data: Path) -> Iterator[Text]:
    """All dated texts of the folder's news, corpora and facts."""
    for name, owner, path in (
        ("wikinews", "", "news/wikinews.jsonl"),
        ("kremlin", "RUS", "news/kremlin_news.jsonl"),
        ("president-ua", "UKR", "news/president_ua_news.jsonl"),
        ("us-state", "USA", "news/us_state_press_releases.jsonl"),
        ("current-events", "", "news/wikipedia_current_events_2025-2026.jsonl"),
        ("polnear", "USA", "corpora/polnear/train.jsonl"),
        ("polnear", "USA", "corpora/polnear/dev.jsonl"),
    ):
        for row in _lines(data / path):
            yield from _text(name, row.get("date"), f"{row.get('title') or ''}\n{row['text']}", owner)
    for row in _lines(data / "news/us_state_revisions.jsonl"):
        for version in row["versions"][:1]:
            yield from _text("us-state", version.get("pubDate") or version["seen"], version["text"], "USA")
    for row in json.loads((data / "corpora/gum_dates/gum_dates.json").read_text(encoding="utf-8")):
        yield from _text("gum", row.get("dct"), row["text"])
    yield from _timelines(data / "corpora/semeval2015_task4")
    yield from _visits(data / "facts/us_visits_history_at_state_cc0")


def sentences(text: str) -> Iterator[str]:
    """A text in; its sentences, cut where a full stop is no abbreviation's."""
    held = ""
    for piece in _END.split(text):
        held = f"{held} {piece}".strip()
        if not _SHORT.search(held):
            yield held
            held = ""
    if held:
        yield held


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        yield json.loads(line)


def _text(source: str, day: str | None, text: str, owner: str = "") -> Iterator[Text]:
    if day and re.match(r"\d{4}-\d\d-\d\d", day):
        yield Text(source, datetime.date.fromisoformat(day[:10]), text, owner)


def _timelines(folder: Path) -> Iterator[Text]:
    """SemEval-2015 task 4: TimeML with the day of the text."""
    for path in sorted(folder.rglob("corpus_trackA_TimeML/*")):
        content = path.read_text(encoding="utf-8", errors="replace")
        day = re.search(r'CREATION_TIME"[^>]*value="([\d-]{10})"', content)
        body = re.sub(r"</s>", "\n", content.partition("<TEXT>")[2])
        yield from _text("semeval-2015", day[1] if day else None, re.sub(r"<[^>]*>", "", body))


def _visits(folder: Path) -> Iterator[Text]:
    """Records of visits: who came from where, and whom the travellers met where they went."""
    codes = _country_names()
    with (folder / "us_visits_received.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            owner = codes.get(fold(row["from"]).removeprefix("the "), "")
            yield from _text("us-visits", row["start"], f"{row['visitor']} of {row['from']}", owner)
    with (folder / "us_travels.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            owner = codes.get(fold(row["country"]).removeprefix("the "), "")
            yield from _text("us-travels", row["start"], row["remarks"], owner)
            title = "Secretary of State" if row["role"] == "secretary" else "President"
            yield from _text("us-travels", row["start"], f"{title} {_short(row['name'])}", "USA")


def _short(name: str) -> str:
    """A full name in ("James Addison Baker, III"); the first and the last name."""
    words = re.sub(r"\(.*?\)|,.*", "", name).split()
    return f"{words[0]} {words[-1]}"
