"""What ``dragoman parse`` does: text or CoNLL-U goes in, CoNLL-U comes out."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.parse.beyond import write_beyond
from dragoman.parse.conllu import Block, read_blocks, write_block, write_sentences
from dragoman.parse.engine import Engine, default_engine
from dragoman.records import Segment


def parse_text_to_conllu(
    text: str,
    engine: Engine | None = None,
    *,
    ref: str = "",
    segments: Sequence[Segment] | None = None,
) -> str:
    """A plain text -> CoNLL-U with sentences, tokens, syntax and names (MISC ``NER=``).

    ``ref`` becomes the document's id. With ``segments`` the text is read as reports are (boilerplate left
    out), and what the engine says beyond syntax and names is written as comments (see ``beyond.py``), so
    that the CoNLL-U engine gives the same Analysis.
    """
    analysis = (engine or default_engine()).analyse(text, segments or (), ref)
    sentences = analysis.sentences
    borders = {segment.start for segment in segments or ()}
    begins = []
    for number, sentence in enumerate(sentences):
        before = text[sentences[number - 1].end : sentence.start] if number else "\n"
        begins.append("\n" in before or "\r" in before or sentence.start in borders)
    comments = () if segments is None else write_beyond(analysis)
    return "".join(write_sentences(text, sentences, begins, ref, comments))


def parse_conllu(text: str, engine: Engine | None = None) -> str:
    """CoNLL-U -> the same sentences and tokens, annotated anew; comments and multi-word tokens are kept.

    Each document (``# newdoc``) is read by itself, as reports are. Where a file marks neither documents nor
    paragraphs its sentences may come from anywhere: each is set apart like a paragraph.
    """
    reader = engine or default_engine()
    documents: list[list[Block]] = []
    for block in read_blocks(text):
        if not documents or block.opens:
            documents.append([])
        documents[-1].append(block)
    out: list[str] = []
    bare = not any(block.begins for blocks in documents for block in blocks)
    for blocks in documents:
        found = reader.analyse_words([b.forms for b in blocks], [bare or b.begins for b in blocks])
        out += [write_block(block, sentence) for block, sentence in zip(blocks, found, strict=True)]
    return "".join(out)
