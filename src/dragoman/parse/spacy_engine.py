"""A spaCy pipeline stands in for our parser: a text goes in, read by paragraphs; an Analysis comes out."""

from __future__ import annotations

import contextlib
import hashlib
import importlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from dragoman.parse.clear import Node, is_clear, to_ud
from dragoman.parse.labels import labels_bytes, load_labels
from dragoman.parse.tokens import Tokenizer, load_token_words, paragraphs
from dragoman.parse.trees import iob, one_root
from dragoman.records import Analysis, EngineError, Segment, Sentence, Span, Word


class SpacyEngine:
    """Any spaCy pipeline with a dependency parser (``nlp``), whose labels are UD's or those of ClearNLP.

    Every paragraph is read alone, never in a batch, so that nothing else sways its numbers. Names come from
    the pipeline's entities; attributions, factuality and event nouns it does not know.
    """

    name = "spacy"

    def __init__(self, nlp: Any) -> None:
        self._nlp = nlp
        self._labels = load_labels()
        self._tokenizer = Tokenizer(load_token_words())
        # A trained parser knows its scheme; of a component that sets trees by other means each text tells it.
        parser = nlp.get_pipe("parser") if nlp.has_pipe("parser") else None
        known = getattr(parser, "labels", ())
        self._clear = is_clear(known, self._labels.clear) if known else None
        self.fingerprint = _fingerprint(nlp)

    @classmethod
    def named(cls, name: str) -> SpacyEngine:
        """The pipeline of that name or folder; EngineError, with the remedy, when it cannot be loaded."""
        try:
            spacy = importlib.import_module("spacy")
        except ImportError as fault:
            raise EngineError(
                f"engine spacy:{name}: spaCy is not installed. Install it: pip install 'dragoman[spacy]'."
            ) from fault
        try:
            return cls(spacy.load(name))
        except (OSError, ValueError, ImportError) as fault:
            raise EngineError(
                f"engine spacy:{name}: the pipeline cannot be loaded ({_first_line(fault)}). Install it "
                f"(python -m spacy download {name}) or give the path of its folder."
            ) from fault

    def analyse(self, text: str, segments: Sequence[Segment], ref: str = "") -> Analysis:
        """Reads a text; see ``Engine.analyse``."""
        found: list[Sentence] = []
        for low, high in paragraphs(text, segments):
            with self._room():
                doc = self._nlp(text[low:high])
                places = [(low + t.idx, low + t.idx + len(t.text)) for t in doc]
                found += self._sentences(doc, places, self._token_starts(text, low, high), len(found))
        return Analysis(sentences=tuple(found))

    def analyse_words(
        self, sentences: Sequence[Sequence[str]], breaks: Sequence[bool]
    ) -> tuple[Sentence, ...]:
        """Annotates given words; see ``Engine.analyse_words``."""
        document = importlib.import_module("spacy.tokens").Doc
        out: list[Sentence] = []
        at = 0
        for forms in sentences:
            places: list[Span] = []
            for form in forms:
                places.append((at, at + len(form)))
                at += len(form) + 1
            with self._room():
                doc = self._nlp(document(self._nlp.vocab, words=list(forms)))
                self._check(doc)
                rows = list(range(len(doc)))
                starts = {low for low, _ in places}
                out.append(self._sentence(doc, rows, places, starts, len(out)))
        return tuple(out)

    def _room(self) -> contextlib.AbstractContextManager[Any]:
        """In it, what the vocabulary learns of a text is forgotten (from spaCy 3.8 on; before, it grows)."""
        zone = getattr(self._nlp, "memory_zone", None)
        return zone() if zone else contextlib.nullcontext()

    def _token_starts(self, text: str, low: int, high: int) -> set[int]:
        """Where our surface tokens begin: what spaCy splits within one of them is a multi-word token."""
        return {token.start for token in self._tokenizer.tokens(text, low, high)}

    def _check(self, doc: Any) -> None:
        if len(doc) and not doc.has_annotation("DEP"):
            name = self._nlp.meta.get("name", "")
            raise EngineError(
                f"engine spacy: the pipeline {name!r} gives no dependencies (it has "
                f"{', '.join(self._nlp.pipe_names) or 'nothing'}). Take one with a parser, as en_core_web_sm."
            )

    def _sentences(self, doc: Any, places: Sequence[Span], starts: set[int], first: int) -> list[Sentence]:
        self._check(doc)
        out: list[Sentence] = []
        for part in doc.sents:
            rows = [token.i for token in part if not token.is_space]
            if rows:
                out.append(self._sentence(doc, rows, places, starts, first + len(out)))
        return out

    def _sentence(
        self, doc: Any, rows: list[int], places: Sequence[Span], starts: set[int], index: int
    ) -> Sentence:
        heads, relations = self._tree(doc, rows)
        names = iob([f"{doc[i].ent_iob_}-{doc[i].ent_type_}" for i in rows], self._labels.names)
        words: list[Word] = []
        number = -1
        for place, i in enumerate(rows):
            start, end = places[i]
            glued = place > 0 and places[rows[place - 1]][1] == start and start not in starts
            number += not glued
            words.append(
                Word(
                    index=place,
                    start=start,
                    end=end,
                    form=doc[i].text,
                    lemma=doc[i].lemma_ or doc[i].text.lower(),
                    upos=doc[i].pos_ or "X",
                    feats=str(doc[i].morph),
                    head=heads[place],
                    deprel=relations[place],
                    token=number,
                    name=names[place],
                )
            )
        return Sentence(index=index, start=words[0].start, end=words[-1].end, words=tuple(words))

    def _tree(self, doc: Any, rows: list[int]) -> tuple[list[int], list[str]]:
        """Heads and relations of a sentence's words, in UD; what hangs on white space hangs on its head."""
        place_of = {i: place for place, i in enumerate(rows)}
        heads: list[int] = []
        for i in rows:
            head, steps = doc[i].head, 0
            while head.is_space and head.head.i != head.i and steps < len(doc):
                head, steps = head.head, steps + 1
            heads.append(-1 if head.i == i else place_of.get(head.i, -1))
        relations = [doc[i].dep_ or "dep" for i in rows]
        clear = self._clear
        if clear is None:
            clear = is_clear([token.dep_ for token in doc], self._labels.clear)
        if clear:
            nodes = [
                Node(
                    form=doc[i].text,
                    lemma=doc[i].lemma_ or doc[i].text.lower(),
                    upos=doc[i].pos_,
                    head=head,
                    relation=relation,
                )
                for i, head, relation in zip(rows, heads, relations, strict=True)
            ]
            self._mark_persons(doc, rows, nodes)
            return to_ud(nodes, self._labels.clear)
        return one_root(heads, ["root" if name == "ROOT" else name for name in relations])

    def _mark_persons(self, doc: Any, rows: list[int], nodes: list[Node]) -> None:
        number = 0
        for i, node in zip(rows, nodes, strict=True):
            if self._labels.names.get(doc[i].ent_type_) == "PER":
                number += doc[i].ent_iob_ == "B" or number == 0
                node.person = number


def _first_line(fault: Exception) -> str:
    return (str(fault).splitlines() or [type(fault).__name__])[0]


def _fingerprint(nlp: Any) -> str:
    """SHA-256 of spaCy's version, the pipeline's description and its weights (files where it has any)."""
    version = importlib.import_module("spacy").__version__
    total = hashlib.sha256(labels_bytes())
    meta = {key: value for key, value in sorted(nlp.meta.items()) if key != "performance"}
    total.update(json.dumps([version, meta, nlp.config], default=str, sort_keys=True).encode())
    folder = getattr(nlp, "path", None)
    if folder and Path(folder).is_dir():
        for file in sorted(path for path in Path(folder).rglob("*") if path.is_file()):
            total.update(file.relative_to(folder).as_posix().encode() + b"\0")
            total.update(hashlib.sha256(file.read_bytes()).digest())
    else:
        for name in nlp.pipe_names:
            weights = getattr(nlp.get_pipe(name), "to_bytes", None)
            total.update(name.encode() + b"\0" + (weights() if weights else b""))
    return total.hexdigest()
