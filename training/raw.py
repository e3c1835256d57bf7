"""A treebank's plain text goes in; how well tokens, sentences and trees are found from it comes out.

As in the CoNLL 2018 shared task: words are aligned by their characters, blanks left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from dragoman.parse.engine import Engine

Place = tuple[int, int, int]
"""First and last character of a token, blanks not counted, and the number of the word in it."""


@dataclass
class Side:
    """Gold or answer: words by place with (head's place or None at the root, relation); sentence borders."""

    words: dict[Place, tuple[Place | None, str]] = field(default_factory=dict)
    sizes: dict[tuple[int, int], int] = field(default_factory=dict)
    sentences: set[tuple[int, int]] = field(default_factory=set)


@dataclass
class RawDocument:
    """One document of a treebank: its text with blank lines between paragraphs, and its gold side."""

    text: str = ""
    gold: Side = field(default_factory=Side)
    at: int = 0


def read_raw(path: Path) -> Iterator[RawDocument]:
    """The documents of a CoNLL-U file."""
    doc, rows = RawDocument(), []
    for line in [*path.read_text(encoding="utf-8").split("\n"), ""]:
        if line.startswith("# newdoc") and doc.text:
            yield doc
            doc = RawDocument()
        if line.startswith("# newpar"):
            doc.text = doc.text.rstrip() + "\n\n"
        elif line.startswith("# text = "):
            doc.text += line[9:] + " "
        elif line and line[0] != "#" and "." not in line.split("\t")[0]:
            rows.append(line.split("\t"))
        elif not line and rows:
            _add(doc, rows)
            rows = []
    if doc.text:
        yield doc


def _add(doc: RawDocument, rows: list[list[str]]) -> None:
    places: list[Place] = []
    start, left = doc.at, 0
    token = (0, 0)
    for cells in rows:
        if left == 0 or "-" in cells[0]:
            token = (doc.at, doc.at + len(cells[1].replace(" ", "")))
            doc.at = token[1]
        if "-" in cells[0]:
            low, high = cells[0].split("-")
            left = int(high) - int(low) + 1
            continue
        places.append((*token, doc.gold.sizes.get(token, 0)))
        doc.gold.sizes[token] = doc.gold.sizes.get(token, 0) + 1
        left = max(left - 1, 0)
    words = [cells for cells in rows if "-" not in cells[0]]
    for place, cells in zip(places, words, strict=True):
        head = places[int(cells[6]) - 1] if int(cells[6]) else None
        doc.gold.words[place] = (head, cells[7].split(":")[0])
    doc.gold.sentences.add((start, doc.at))


def answer(engine: Engine, text: str) -> Side:
    """The engine's side for a text."""
    before = [0]
    for char in text:
        before.append(before[-1] + (not char.isspace()))
    side = Side()
    for sentence in engine.analyse(text, ()).sentences:
        places: list[Place] = []
        for word in sentence.words:
            mates = [w for w in sentence.words if w.token == word.token]
            token = (before[mates[0].start], before[mates[-1].end])
            places.append((*token, word.index - mates[0].index))
            side.sizes[token] = len(mates)
        for word, place in zip(sentence.words, places, strict=True):
            side.words[place] = (places[word.head] if word.head >= 0 else None, word.relation)
        side.sentences.add((places[0][0], places[-1][1]))
    return side


def from_raw_text(engine: Engine, path: Path) -> dict[str, list[tuple[int, int, int]]]:
    """Tokens, words, sentences, UAS, LAS: (right, answered, gold) a document."""
    out: dict[str, list[tuple[int, int, int]]] = {
        name: [] for name in ("tokens", "words", "sentences", "UAS", "LAS")
    }
    for doc in read_raw(path):
        gold, mine = doc.gold, answer(engine, doc.text)
        same = {t for t in gold.sizes.keys() & mine.sizes.keys() if gold.sizes[t] == mine.sizes[t]}
        words = [w for w in gold.words.keys() & mine.words.keys() if w[:2] in same]
        heads = [w for w in words if gold.words[w][0] == mine.words[w][0]]
        good = [w for w in heads if gold.words[w][1] == mine.words[w][1]]
        tokens = len(gold.sizes.keys() & mine.sizes.keys())
        out["tokens"].append((tokens, len(mine.sizes), len(gold.sizes)))
        out["sentences"].append(
            (len(gold.sentences & mine.sentences), len(mine.sentences), len(gold.sentences))
        )
        for name, found in (("words", words), ("UAS", heads), ("LAS", good)):
            out[name].append((len(found), len(mine.words), len(gold.words)))
    return out
