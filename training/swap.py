"""Documents with names go in; copies of their sentences in which other names of the same kind stand come out.

A name is then known less by itself and more by what stands around it. Only the name layer is kept.
"""

from __future__ import annotations

import random
from collections.abc import Sequence

from dragoman.parse.decode import tag_spans
from training.corpora import Document

SWAPPED = 0.7
"""The share of the names that others replace."""
LONGEST = 6
"""Words of the longest name that is put elsewhere."""
SEED = 5

Pool = dict[str, list[list[str]]]


def swapped(docs: Sequence[Document]) -> list[Document]:
    """EWT's sentences that hold names, a document as before, with names of any corpus put in their places."""
    names = pool([doc for doc in docs if doc.corpus in ("ewt", "gum", "wikigold")])
    draw = random.Random(SEED)
    out = []
    for doc in docs:
        if doc.corpus == "ewt" and doc.name is not None and doc.ids is not None:
            copy = Document(corpus="swapped", forms=[], paragraph=[], name=[], sentence=[])
            for number, (_, start, end) in enumerate(doc.ids):
                tags = doc.name[start:end]
                if any(tag[:1] == "B" for tag in tags):
                    _add(copy, doc.forms[start:end], tags, number, names, draw)
            if copy.forms:
                out.append(copy)
    return out


def pool(docs: Sequence[Document]) -> Pool:
    """The names of documents by kind, as often as they come."""
    found: Pool = {"PER": [], "LOC": [], "ORG": []}
    for doc in docs:
        for kind, start, end in tag_spans(doc.name or []):
            if end - start <= LONGEST:
                found[kind].append(doc.forms[start:end])
    return found


def _add(
    copy: Document, forms: Sequence[str], tags: Sequence[str], number: int, names: Pool, draw: random.Random
) -> None:
    assert copy.name is not None and copy.sentence is not None
    at = 0
    new_forms: list[str] = []
    new_tags: list[str] = []
    for kind, start, end in tag_spans(tags):
        new_forms += forms[at:start]
        new_tags += tags[at:start]
        name = list(forms[start:end])
        if draw.random() < SWAPPED:
            name = written_as(draw.choice(names[kind]), "".join(name))
        new_forms += name
        new_tags += [f"B-{kind}"] + [f"I-{kind}"] * (len(name) - 1)
        at = end
    copy.forms += [*new_forms, *forms[at:]]
    copy.name += [*new_tags, *tags[at:]]
    count = len(copy.forms) - len(copy.paragraph)
    copy.paragraph += [0] * count
    copy.sentence += [number] * count


def written_as(name: Sequence[str], model: str) -> list[str]:
    """A name in small or in large letters where the model is."""
    if model.islower():
        return [word.lower() for word in name]
    if model.isupper() and len(model) > 4:
        return [word.upper() for word in name]
    return list(name)
