"""Documents of trees go in; they come back with time tags: our own rules, beside GUM's TEI dates."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from dragoman.extract.times import find_times
from dragoman.lexicon import data_root
from dragoman.lexicon.times import load_times
from dragoman.records import Analysis, Published, Report, Sentence, Span, Time, Word
from training.corpora import Document

# Marks written without a blank before or behind them: the rules read dates and numbers as they are printed.
CLOSING = frozenset(".,;:?!%)]}”’…") | {"'s", "’s", "n't", "n’t", "'", "'re", "'ve", "'ll", "'d", "'m"}
OPENING = frozenset("([{“‘$£€#")
JOINING = frozenset("-/‐")


def add_times(docs: Sequence[Document], root: Path) -> None:
    """Sets ``time`` of GUM's and EWT's documents, from the corpora folder ``root``.

    Spans are TIMEX3's as our rules find them, without a preposition. Where GUM has a TEI date and the rules
    nothing, the date is one of type DATE; where the two differ in extent, the words in dispute are unknown.
    """
    lexicon = load_times(data_root())
    dates = read_dates(root / "gum_dates" / "gum_dates.json")
    for doc in docs:
        if doc.head is None or doc.sentence is None:
            continue
        text, analysis = as_analysis(doc)
        report = Report(id="x", ref="x", text=text, published=Published())
        spans = [(w.start, w.end) for s in analysis.sentences for w in s.words]
        doc.time = time_tags(spans, find_times(report, analysis, lexicon))
        name = doc.ids[0][0].rpartition("-")[0] if doc.ids else ""
        if name in dates:
            doc.time = witnessed(doc.time, doc.forms, *dates[name])


def read_dates(path: Path) -> dict[str, tuple[str, list[Span]]]:
    """GUM's TEI dates by document: its text and their spans in it."""
    rows = json.loads(path.read_text(encoding="utf-8"))
    return {row["id"]: (row["text"], [(d["start"], d["end"]) for d in row["dates"]]) for row in rows}


def as_analysis(doc: Document) -> tuple[str, Analysis]:
    """A document of trees as a text, written out as print has it, and the Analysis of that text."""
    assert doc.sentence is not None and doc.head is not None and doc.rel is not None
    assert doc.upos is not None and doc.lemma is not None and doc.feats is not None
    text = ""
    words: list[Word] = []
    sentences: list[Sentence] = []
    for place, form in enumerate(doc.forms):
        first = place == 0 or doc.sentence[place] != doc.sentence[place - 1]
        base = place - len(words) if not first else place
        text += _gap(doc, place, first)
        words.append(
            Word(
                index=place - base,
                start=len(text),
                end=len(text) + len(form),
                form=form,
                lemma=doc.lemma[place],
                upos=doc.upos[place],
                feats="" if doc.feats[place] == "_" else doc.feats[place],
                head=doc.head[place] - base if doc.head[place] >= 0 else -1,
                deprel=doc.rel[place],
                token=place - base,
            )
        )
        text += form
        if place + 1 == len(doc.forms) or doc.sentence[place + 1] != doc.sentence[place]:
            span = words[0].start, words[-1].end
            sentences.append(Sentence(index=len(sentences), start=span[0], end=span[1], words=tuple(words)))
            words = []
    return text, Analysis(sentences=tuple(sentences))


def _gap(doc: Document, place: int, first: bool) -> str:
    """What stands between a word and the one before it."""
    if place == 0:
        return ""
    if doc.paragraph[place] != doc.paragraph[place - 1]:
        return "\n\n"
    before, form = doc.forms[place - 1], doc.forms[place]
    if first:
        return " "
    return "" if form in CLOSING | JOINING or before in OPENING | JOINING else " "


def time_tags(words: Sequence[Span], times: Sequence[Time]) -> list[str]:
    """Word spans and times of one text in; a BIO tag a word out."""
    tags = ["O"] * len(words)
    at = 0
    for time in times:
        while at < len(words) and words[at][1] <= time.start:
            at += 1
        mark, place = "B", at
        while place < len(words) and words[place][0] < time.end:
            if tags[place] == "O":
                tags[place], mark = f"{mark}-{time.type}", "I"
            place += 1
    return tags


def witnessed(tags: Sequence[str], forms: Sequence[str], text: str, dates: Sequence[Span]) -> list[str]:
    """Tags of the rules with the TEI dates of the same text heard beside them."""
    out = list(tags)
    places = _letters(forms, text)
    if places is None:
        return out
    for start, end in dates:
        held = [place for i in range(start, end) if (place := places[i]) is not None]
        if not held:
            continue
        low, high = min(held), max(held) + 1
        inside = [i for i in range(low, high) if tags[i] != "O"]
        if not inside:
            out[low:high] = ["B-DATE"] + ["I-DATE"] * (high - low - 1)
            continue
        ours = _span(tags, inside[0])[0], _span(tags, inside[-1])[1]
        for place in set(range(*ours)) ^ set(range(low, high)):
            out[place] = ""
    return out


def _span(tags: Sequence[str], place: int) -> Span:
    """The span of BIO tags that a place lies in."""
    start, end = place, place + 1
    while tags[start].startswith("I-") and start:
        start -= 1
    while end < len(tags) and tags[end].startswith("I-"):
        end += 1
    return start, end


def _letters(forms: Sequence[str], text: str) -> list[int | None] | None:
    """For each character of a text the word it belongs to; None when text and words differ in letters."""
    whole = [(c, place) for place, form in enumerate(forms) for c in form if not c.isspace()]
    out: list[int | None] = []
    at = 0
    for c in text:
        if c.isspace():
            out.append(None)
        elif at < len(whole) and whole[at][0] == c:
            out.append(whole[at][1])
            at += 1
        else:
            return None
    return out if at == len(whole) else None
