"""PropBank on EWT goes in; senses and semantic roles of documents, and the table of rolesets, come out.

The table alone: python -m training.roles --corpora DIR src/dragoman/parse/weights/rolesets.tsv
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from training.corpora import Document, read_ewt

ROLES = (
    "ARG0", "ARG1", "ARG2", "ARG3", "ARG4",
    "ARGM-ADJ", "ARGM-ADV", "ARGM-CAU", "ARGM-COM", "ARGM-CXN", "ARGM-DIR", "ARGM-DIS", "ARGM-EXT",
    "ARGM-GOL", "ARGM-LOC", "ARGM-LVB", "ARGM-MNR", "ARGM-MOD", "ARGM-NEG", "ARGM-PRD", "ARGM-PRP",
    "ARGM-PRR", "ARGM-TMP",
    "C-ARG1", "C-ARG2", "C-ARGM-CXN", "C-V",
    "R-ARG0", "R-ARG1", "R-ARG2", "R-ARGM-ADV", "R-ARGM-LOC", "R-ARGM-TMP",
)  # fmt: skip
"""The labels that the training part has at least 30 times; words of other labels teach nothing."""
ROLE_TAGS = ("O", *(f"{mark}-{role}" for role in ROLES for mark in "BI"))
SENSES = (
    "", "01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "11", "12", "13", "14", "15", "18", "LV",
)  # fmt: skip
"""What a word may be: no predicate, or a predicate of that number; numbers seen at least 20 times."""
UNREAD = "?"
"""The sense of the words of a sentence that PropBank has not annotated."""
RARE = "01"
"""What training calls a rarer number (0.2 % of the predicates): that there is a predicate is still learnt."""
IGNORE = -100

Rows = dict[str, dict[str, Any]]


def read_propbank(root: Path) -> Rows:
    """The rows of ``ewt_srl.jsonl`` by sentence id."""
    path = root / "propbank_ewt" / "ewt_srl.jsonl"
    rows = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return {row["sent_id"]: row for row in rows if row["srl"]}


def add_roles(docs: Sequence[Document], root: Path, split: str) -> None:
    """Fills ``sense`` and ``roles`` of the documents of ``read_ewt(root, split)``.

    The training part has SENSES only; the others keep the numbers that PropBank gives, to be scored against.
    A sentence that PropBank lacks, or that has other words there, is UNREAD.
    """
    rows = read_propbank(root)
    for doc in docs:
        doc.sense = [UNREAD] * len(doc.forms)
        doc.roles = []
        for sent_id, start, end in doc.ids or ():
            row = rows.get(sent_id)
            if row is None or row["tokens"] != doc.forms[start:end]:
                continue
            doc.sense[start:end] = [""] * (end - start)
            for one in row["preds"]:
                word = start + one["i"]
                if doc.sense[word]:
                    continue
                sense = one["roleset"].rpartition(".")[2]
                doc.sense[word] = RARE if split == "train" and sense not in SENSES else sense
                spans = sorted(one["args"])
                doc.roles += [(word, start + low, start + high, role) for low, high, role in spans]


def predicates(doc: Document, start: int, end: int) -> list[int]:
    """The predicates among the words of a stretch."""
    return [i for i in range(start, end) if doc.sense is not None and doc.sense[i] not in ("", UNREAD)]


def tag_rows(doc: Document) -> list[tuple[int, int, NDArray[np.int64]]]:
    """For every predicate its word, the first word of its sentence, and a tag number a word of the sentence.

    A predicate without roles has a row of O. Words of labels outside ROLES are IGNORE.
    """
    number = {tag: i for i, tag in enumerate(ROLE_TAGS)}
    spans: dict[int, list[tuple[int, int, str]]] = defaultdict(list)
    for word, low, high, role in doc.roles or ():
        spans[word].append((low, high, role))
    found = []
    for _, start, end in doc.ids or ():
        for word in predicates(doc, start, end):
            tags = np.zeros(end - start, dtype=np.int64)
            for low, high, role in spans[word]:
                tags[low - start : high - start] = number.get(f"I-{role}", IGNORE)
                tags[low - start] = number.get(f"B-{role}", IGNORE)
            found.append((word, start, tags))
    return found


def rolesets(docs: Sequence[Document], root: Path) -> list[tuple[str, str, str]]:
    """Lemma, part of speech and its rolesets with their counts ("agree.01:70"), the commonest first."""
    rows = read_propbank(root)
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for doc in docs:
        if doc.lemma is None or doc.upos is None:
            continue
        for sent_id, start, _ in doc.ids or ():
            for one in rows[sent_id]["preds"] if sent_id in rows else ():
                word = start + one["i"]
                if doc.lemma[word] == "_":
                    continue
                counts[doc.lemma[word].lower(), doc.upos[word]][one["roleset"]] += 1
    out = []
    for (lemma, upos), found in sorted(counts.items()):
        ranked = sorted(found.items(), key=lambda item: (-item[1], item[0]))
        out.append((lemma, upos, " ".join(f"{name}:{times}" for name, times in ranked)))
    return out


def write_rolesets(docs: Sequence[Document], root: Path, path: Path) -> None:
    """Writes ``rolesets`` as a table."""
    path.write_text("".join("\t".join(row) + "\n" for row in rolesets(docs, root)), encoding="utf-8")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("path", type=Path)
    parser.add_argument("--corpora", type=Path, required=True)
    args = parser.parse_args()
    write_rolesets(read_ewt(args.corpora, "train"), args.corpora, args.path)
