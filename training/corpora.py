"""Corpus folders go in; documents with one list a layer come out (a layer that a corpus lacks is None)."""

from __future__ import annotations

import csv
import json
import math
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dragoman.parse.chains import KINDS
from dragoman.parse.decode import tag_spans

NAME_TAGS = ("O", "B-PER", "I-PER", "B-LOC", "I-LOC", "B-ORG", "I-ORG")
SAID_TAGS = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
TIME_TAGS = ("O", *(f"{mark}-{kind}" for kind in ("DATE", "TIME", "DURATION", "SET") for mark in "BI"))
MENTION_TAGS = ("O", *KINDS)
EVENT_TAGS = (
    "none", "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE",
    "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT", "OFFICE",
)  # fmt: skip


@dataclass(kw_only=True)
class Document:
    """One document, word by word. ``head`` and ``link`` are positions in the document, -1 is root or none.

    ``sentence`` numbers sentences (None where unknown), ``paragraph`` paragraphs. In ``factual`` NaN and in
    ``eventive`` -1 mean "not annotated"; an empty ``said``, ``time`` or ``event`` tag likewise. ``mention``
    and ``chain`` tell of the mention that a word heads (its type, "O" for none; the number of its
    coreference chain, -1 for none); ``sense`` is a roleset's number ("" where no predicate is) and ``roles``
    are (predicate, start, end, label) in the document's words.
    """

    corpus: str
    forms: list[str]
    paragraph: list[int]
    sentence: list[int] | None = None
    upos: list[str] | None = None
    feats: list[str] | None = None
    lemma: list[str] | None = None
    head: list[int] | None = None
    rel: list[str] | None = None
    name: list[str] | None = None
    said: list[str] | None = None
    link: list[int] | None = None
    factual: list[float] | None = None
    eventive: list[int] | None = None
    time: list[str] | None = None
    mention: list[str] | None = None
    chain: list[int] | None = None
    sense: list[str] | None = None
    roles: list[tuple[int, int, int, str]] | None = None
    event: list[str] | None = None
    ids: list[tuple[str, int, int]] | None = None


def read_conllu(path: Path) -> Iterator[Document]:
    """Documents of a CoNLL-U file, split at ``# newdoc``; empty nodes are left out."""
    doc = _blank(path.stem)
    sent, para, name, rows = 0, 0, "", []
    for line in [*path.read_text(encoding="utf-8").split("\n"), ""]:
        if line.startswith("# newdoc"):
            if doc.forms:
                yield doc
            doc, sent, para = _blank(path.stem), 0, 0
        elif line.startswith("# newpar"):
            para += 1
        elif line.startswith("# sent_id"):
            name = line.partition("=")[2].strip()
        elif line and line[0] != "#":
            cells = line.split("\t")
            if cells[0].isdigit():
                rows.append(cells)
        elif not line and rows:
            _add(doc, rows, sent, para, name)
            rows, sent = [], sent + 1
    if doc.forms:
        yield doc


def _blank(corpus: str) -> Document:
    return Document(
        corpus=corpus,
        forms=[],
        paragraph=[],
        sentence=[],
        upos=[],
        feats=[],
        lemma=[],
        head=[],
        rel=[],
        ids=[],
    )


def _add(doc: Document, rows: list[list[str]], sent: int, para: int, name: str) -> None:
    assert doc.sentence is not None and doc.upos is not None and doc.feats is not None
    assert doc.lemma is not None and doc.head is not None and doc.rel is not None and doc.ids is not None
    base = len(doc.forms)
    doc.ids.append((name, base, base + len(rows)))
    for cells in rows:
        doc.forms.append(cells[1])
        doc.paragraph.append(para)
        doc.sentence.append(sent)
        doc.lemma.append(cells[2])
        doc.upos.append(cells[3])
        doc.feats.append(cells[5])
        doc.head.append(base + int(cells[6]) - 1 if int(cells[6]) else -1)
        doc.rel.append(cells[7])


def read_ewt(root: Path, split: str) -> list[Document]:
    """UD EWT with UNER's names (OTH dropped) and UDS factuality joined by sentence id."""
    docs = list(read_conllu(root / "ud_ewt" / f"en_ewt-ud-{split}.conllu"))
    names = read_uner(root / "uner_ewt" / {"train": "train_2022-12-02.iob2", "dev": "dev.iob2"}[split])
    facts: dict[str, list[tuple[int, float]]] = {}
    for line in (root / "uds_ewt" / "uds_preds.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        facts[row["sent_id"]] = [(p["i"], p["factual"]) for p in row["preds"] if "factual" in p]
    for doc in docs:
        doc.corpus = "ewt"
        doc.name = [""] * len(doc.forms)
        doc.factual = [math.nan] * len(doc.forms)
        for sent_id, start, end in doc.ids or ():
            tags = names.get(sent_id)
            if tags is not None and len(tags) == end - start:
                doc.name[start:end] = tags
            for place, value in facts.get(sent_id, ()):
                if start + place < end:
                    doc.factual[start + place] = value
    return docs


def read_uner(path: Path) -> dict[str, list[str]]:
    """Sentence ids to IOB2 tags; a kind other than PER, LOC, ORG becomes O."""
    found: dict[str, list[str]] = {}
    name = ""
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line.startswith("# sent_id"):
            name = line.partition("=")[2].strip()
            found[name] = []
        elif "\t" in line:
            tag = line.split("\t")[2]
            found[name].append(tag if tag in NAME_TAGS else "O")
    return {key: tidy(tags) for key, tags in found.items()}


def tidy(tags: list[str]) -> list[str]:
    """IOB2 in which every span begins with B."""
    out: list[str] = []
    for tag in tags:
        if tag.startswith("I-") and (not out or out[-1][1:] != tag[1:]):
            tag = "B-" + tag[2:]
        out.append(tag)
    return out


def read_gum(root: Path, split: str) -> list[Document]:
    """The open GUM documents; named mentions of persons, places and organisations give the names."""
    folder = root / "gum_open" / split / "conllu"
    docs = [doc for path in sorted(folder.glob("*.conllu")) for doc in read_conllu(path)]
    lines = (root / "gum_open" / "entities.jsonl").read_text(encoding="utf-8").splitlines()
    mentions = {row["doc"]: row for row in map(json.loads, lines)}
    places = _place_names(root)
    for doc in docs:
        row = mentions.get(doc.corpus)
        if row is not None and [f for sent in row["sents"] for f in sent] == doc.forms:
            doc.name = _as_places(doc.forms, _gum_names(doc, row["mentions"]), places)
        doc.corpus = "gum"
    return docs


GUM_NAMES = {"person": "PER", "place": "LOC", "organization": "ORG"}
_WORDS = tomllib.loads((Path(__file__).parent / "gum_names.toml").read_text(encoding="utf-8"))
TITLES, JOINTS, WEAK = (frozenset(_WORDS[name]) for name in ("titles", "joints", "weak"))


def _place_names(root: Path) -> set[str]:
    """Names that are places in UNER's training part."""
    return {
        " ".join(doc.forms[start:end])
        for doc in read_ewt(root, "train")
        for kind, start, end in tag_spans(doc.name or ())
        if kind == "LOC"
    }


def _as_places(forms: list[str], tags: list[str], places: set[str]) -> list[str]:
    """GUM calls a state that acts an organisation, UNER a place: as UNER has it, where it knows the name."""
    out = list(tags)
    for kind, start, end in tag_spans(tags):
        if kind == "ORG" and " ".join(forms[start:end]) in places:
            out[start:end] = [t[:2] + "LOC" for t in tags[start:end]]
    return out


def _gum_names(doc: Document, mentions: list[dict[str, object]]) -> list[str]:
    """IOB2 tags: the stretch of proper nouns around a named mention's head, as UNER marks names.

    Places and organisations first, longer ones before shorter; persons get what is left of theirs, without
    the title in front.
    """
    assert doc.upos is not None and doc.ids is not None
    tags = ["O"] * len(doc.forms)
    found = []
    for one in mentions:
        if one["named"] and one["etype"] in GUM_NAMES:
            base = doc.ids[int(str(one["sent"]))][1]
            low, high, head = (base + int(str(one[key])) for key in ("start", "end", "headtok"))
            kind = GUM_NAMES[str(one["etype"])]
            many = kind == "PER" and "Number=Plur" in (doc.feats or [])[head]
            if low <= head < high and doc.upos[head] == "PROPN" and not many:
                found.append((kind == "PER", low - high, low, high, head, kind))
    for person, _, low, high, head, kind in sorted(found):
        if tags[head] != "O":
            continue
        start, end = _grown(doc, tags, low, high, head, across=not person)
        while person and start < head and doc.forms[start].lower() in TITLES:
            start += 1
        tags[start:end] = [f"B-{kind}"] + [f"I-{kind}"] * (end - start - 1)
    return tags


def _grown(doc: Document, tags: list[str], low: int, high: int, head: int, across: bool) -> tuple[int, int]:
    """A head grown over neighbouring proper nouns of its mention, hyphens and (``across``) joints."""
    assert doc.upos is not None

    def proper(place: int) -> bool:
        return doc.upos is not None and doc.upos[place] == "PROPN" and tags[place] == "O"

    start, end = head, head + 1
    while (start > low and proper(start - 1)) or (
        start > low + 1 and doc.forms[start - 1] == "-" and proper(start - 2)
    ):
        start -= 1 if proper(start - 1) else 2
    while end < high:
        if proper(end):
            end += 1
            continue
        joint = end
        while joint < high and (doc.forms[joint] == "-" or (across and doc.forms[joint] in JOINTS)):
            joint += 1
        if joint == end or joint >= high or not proper(joint) or doc.forms[end] in WEAK:
            break
        end = joint + 1
    return start, end


def read_wikigold(root: Path) -> list[Document]:
    """Wikigold's sentences as one document a 20 sentences, with names only; MISC becomes O."""
    docs: list[Document] = []
    doc: Document | None = None
    forms: list[str] = []
    tags: list[str] = []
    text = (root / "ner_wikigold" / "wikigold.conll.txt").read_text(encoding="utf-8")
    count = 0
    for line in [*text.split("\n"), ""]:
        cells = line.split()
        if len(cells) == 2 and cells[0] != "-DOCSTART-":
            forms.append(cells[0])
            tags.append(cells[1] if cells[1] in NAME_TAGS else "O")
        elif forms:
            if doc is None or count % 20 == 0:
                doc = Document(corpus="wikigold", forms=[], paragraph=[], name=[], sentence=[])
                docs.append(doc)
            assert doc.name is not None and doc.sentence is not None
            doc.forms += forms
            doc.name += tidy(tags)
            doc.paragraph += [0] * len(forms)
            doc.sentence += [count] * len(forms)
            forms, tags, count = [], [], count + 1
    return docs


PTB_MARKS = {"``": '"', "''": '"', "-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]"}


def read_qanom(root: Path, split: str) -> list[Document]:
    """QANom's sentences, each a document: 1 where a candidate noun names an event, 0 where it does not."""
    rows: dict[str, tuple[list[str], dict[int, list[bool]]]] = {}
    with (root / "qanom" / f"annot.{split}.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            forms, marks = rows.setdefault(row["qasrl_id"], (row["sentence"].split(" "), {}))
            marks.setdefault(int(row["target_idx"]), []).append(row["is_verbal"].lower() == "true")
    docs = []
    for forms, marks in rows.values():
        event = [-1] * len(forms)
        for place, votes in marks.items():
            if place < len(forms):
                event[place] = int(sum(votes) * 2 > len(votes))
        forms = [PTB_MARKS.get(f, f) or "_" for f in forms]
        docs.append(
            Document(
                corpus="qanom",
                forms=forms,
                paragraph=[0] * len(forms),
                sentence=[0] * len(forms),
                eventive=event,
            )
        )
    return docs
