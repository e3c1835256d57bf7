"""Examples of event rows go in; the same sentences with the rows' other words in place of the first come out.

A row's examples use one or two of its words. The head is to know them all, so each word stands once in an
example of its row, in the form of the word it replaces.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace

from dragoman.lexicon.events import EventLexicon, Predicate
from dragoman.parse.spelling import Ending, regular_form
from dragoman.records import Word
from training.corpora import Document

Forms = Mapping[tuple[str, str, str], str]
ENDINGS: Mapping[str, Ending] = {"s": "s", "ed": "ed", "en": "ed", "ing": "ing"}
"""The regular ending of a form of a kind (see ``shape``)."""


def known_forms(docs: Iterable[Document]) -> Forms:
    """The commonest form of each (lemma, part of speech, features) in treebanks, in small letters."""
    counts: dict[tuple[str, str, str], Counter[str]] = {}
    for doc in docs:
        if doc.lemma is None or doc.upos is None or doc.feats is None:
            continue
        for form, lemma, upos, feats in zip(doc.forms, doc.lemma, doc.upos, doc.feats, strict=True):
            if upos in ("VERB", "NOUN"):
                key = lemma.lower(), upos, shape(upos, feats)
                counts.setdefault(key, Counter())[form.lower()] += 1
    return {key: forms.most_common(1)[0][0] for key, forms in counts.items()}


def shape(upos: str, feats: str) -> str:
    """Which form of its word a word is: "s", "ed", "en", "ing" or "" (the plain one)."""
    if upos == "NOUN":
        return "s" if "Number=Plur" in feats else ""
    if "VerbForm=Ger" in feats or ("VerbForm=Part" in feats and "Tense=Pres" in feats):
        return "ing"
    if "Tense=Past" in feats:
        return "en" if "VerbForm=Part" in feats else "ed"
    return "s" if "Tense=Pres" in feats and "Number=Sing" in feats and "Person=3" in feats else ""


def inflected(lemma: str, upos: str, kind: str, forms: Forms) -> str:
    """A lemma in the form of a kind (see ``shape``), as treebanks have it, else by the regular rule."""
    if (lemma, upos, kind) in forms:
        return forms[lemma, upos, kind]
    if not kind:
        return lemma
    return regular_form(lemma, ENDINGS[kind])


def words_of(row: Predicate, lexicon: EventLexicon) -> list[str]:
    """The one-word predicates of a row, sets spread out."""
    spread = (w for name in row.words for w in (sorted(lexicon.sets[name[1:]]) if name[0] == "@" else [name]))
    return [word.lower() for word in dict.fromkeys(spread) if " " not in word]


def spread_example(
    doc: Document, place: int, trigger: Word, words: Iterable[str], forms: Forms
) -> list[Document]:
    """An example document and the place of its trigger; a document for each other word of the row."""
    assert doc.event is not None
    kind = shape(trigger.upos, trigger.feats)
    out = []
    for word in words:
        if word != trigger.lemma.lower():
            form = inflected(word, trigger.upos, kind, forms)
            form = form.capitalize() if trigger.form[:1].isupper() else form
            out.append(replace(doc, forms=[*doc.forms[:place], form, *doc.forms[place + 1 :]]))
    return out
