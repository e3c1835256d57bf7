"""GUM documents go in, the same documents with the mentions that their words head and their chains come out.

GUM's own coreference is used, not its OntoNotes-like version (OntoGUM): that one leaves out single mentions,
appositions, predicate nouns, modifiers ("the Kesten area") and indefinite repetitions, more than half of the
mentions, though a record of who is meant needs the apposition and the modifier above all.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from dragoman.parse.chains import mention_span
from dragoman.records import Sentence, Word
from training.corpora import MENTION_TAGS, Document

__all__ = ["MENTION_TAGS", "GoldMention", "add_chains", "document_name", "read_mentions", "trees"]


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldMention:
    """A mention as annotated: words ``start`` to ``end`` of a sentence, its type, the name of its chain."""

    sentence: int
    start: int
    end: int
    kind: str
    chain: str


def read_mentions(root: Path) -> dict[str, tuple[list[str], list[GoldMention]]]:
    """The words and the mentions of every GUM document, by its name."""
    out = {}
    with (root / "gum_open" / "entities.jsonl").open(encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            found = [
                GoldMention(
                    sentence=m["sent"], start=m["start"], end=m["end"], kind=m["etype"], chain=m["chain"]
                )
                for m in row["mentions"]
            ]
            out[row["doc"]] = ([form for sent in row["sents"] for form in sent], found)
    return out


def document_name(doc: Document) -> str:
    """The name of a GUM document, from the id of its first sentence."""
    return doc.ids[0][0].rpartition("-")[0] if doc.ids else ""


def trees(doc: Document) -> list[Sentence]:
    """The annotated trees of a document, in the form that the program works with."""
    assert doc.head is not None and doc.rel is not None and doc.upos is not None
    out = []
    for number, (_, low, high) in enumerate(doc.ids or ()):
        words = tuple(
            Word(
                index=place - low,
                start=place,
                end=place + 1,
                form=doc.forms[place],
                lemma=doc.lemma[place] if doc.lemma else "_",
                upos=doc.upos[place],
                feats=doc.feats[place].removeprefix("_") if doc.feats else "",
                head=doc.head[place] - low if doc.head[place] >= 0 else -1,
                deprel=doc.rel[place],
                token=place - low,
            )
            for place in range(low, high)
        )
        out.append(Sentence(index=number, start=low, end=high, words=words))
    return out


def head_of(tree: Sentence, start: int, end: int) -> int:
    """The word of a span that hangs on a word outside; of several the first that is no mark."""
    tops = [i for i in range(start, end) if not start <= tree.words[i].head < end]
    return next((i for i in tops if tree.words[i].upos != "PUNCT"), tops[0])


def add_chains(docs: Iterable[Document], root: Path) -> None:
    """Fills ``mention`` and ``chain`` of GUM documents in place; others are left as they are.

    Of several mentions with one head ("Kent", "Kent and Lee") the word heads the one whose span the tree
    gives, else one that is mentioned again, else the shortest.
    """
    known = read_mentions(root)
    for doc in docs:
        forms, mentions = known.get(document_name(doc), ([], []))
        if not mentions or forms != doc.forms:
            continue
        doc.mention = ["O"] * len(forms)
        doc.chain = [-1] * len(forms)
        numbers: dict[str, int] = {}
        for place, mention in _headed(doc, mentions):
            doc.mention[place] = mention.kind
            doc.chain[place] = numbers.setdefault(mention.chain, len(numbers))


def _headed(doc: Document, mentions: Sequence[GoldMention]) -> list[tuple[int, GoldMention]]:
    """One mention for each word that heads any, in text order."""
    forest = trees(doc)
    sizes = Counter(m.chain for m in mentions)
    rivals: dict[tuple[int, int], list[GoldMention]] = defaultdict(list)
    for mention in mentions:
        head = head_of(forest[mention.sentence], mention.start, mention.end)
        rivals[mention.sentence, head].append(mention)
    out = []
    for (number, head), found in sorted(rivals.items()):
        span = mention_span(forest[number], head)
        best = min(
            found, key=lambda m: ((m.start, m.end) != span, sizes[m.chain] == 1, m.end - m.start, m.chain)
        )
        out.append((forest[number].start + head, best))
    return out
