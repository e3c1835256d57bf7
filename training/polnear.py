"""PolNeAR articles go in; documents with attribution tags and links come out, tokenized as at run time.

The articles are newspaper texts under copyright: they are read from the corpus folder for training only.
"""

from __future__ import annotations

import json
from pathlib import Path

from dragoman.parse.tokens import Tokenizer, load_token_words, paragraphs
from training.corpora import Document

ROLES = ("content", "source", "cue")


def read_polnear(path: Path) -> list[Document]:
    """Every article: BIO tags of source, cue, content a word; ``link`` is the first word of the cue, -1 none.

    Words of discarded stretches have the tag "" (unknown). Where roles overlap the later of ROLES wins.
    """
    tokenizer = Tokenizer(load_token_words())
    return [_document(json.loads(line), tokenizer) for line in path.read_text(encoding="utf-8").splitlines()]


def _document(row: dict[str, object], tokenizer: Tokenizer) -> Document:
    text = str(row["text"])
    spans: list[tuple[int, int]] = []
    paragraph: list[int] = []
    for number, (low, high) in enumerate(paragraphs(text, ())):
        for token in tokenizer.tokens(text, low, high):
            spans += token.words
            paragraph += [number] * len(token.words)
    tags = ["O"] * len(spans)
    link = [-1] * len(spans)
    covers = _cover(spans, len(text))
    attributions: list[dict[str, list[list[int]]]] = row["attributions"]  # type: ignore[assignment]
    for role in ROLES:
        for one in attributions:
            cue = sorted({w for a, b in one["cue"] for w in covers(a, b)})
            words = sorted({w for a, b in one[role] for w in covers(a, b)})
            for place, word in enumerate(words):
                begins = place == 0 or words[place - 1] != word - 1
                tags[word] = f"{'B' if begins else 'I'}-{role}"
                link[word] = cue[0] if cue else -1
    for a, b in row.get("discard") or ():  # type: ignore[attr-defined]
        for word in covers(a, b):
            tags[word] = ""
    for place, tag in enumerate(tags):
        if tag.startswith("I-") and (place == 0 or tags[place - 1][1:] != tag[1:]):
            tags[place] = ("I" if place and tags[place - 1] == "" else "B") + tag[1:]
    forms = [text[a:b] for a, b in spans]
    return Document(corpus="polnear", forms=forms, paragraph=paragraph, said=tags, link=link)


def _cover(spans: list[tuple[int, int]], size: int):  # type: ignore[no-untyped-def]
    at = [-1] * (size + 1)
    for number, (a, b) in enumerate(spans):
        for place in range(a, b):
            at[place] = number

    def words(start: int, end: int) -> list[int]:
        return sorted({at[i] for i in range(start, min(end, size)) if at[i] >= 0})

    return words
