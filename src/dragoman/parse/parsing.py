"""What ``dragoman parse`` does: text or CoNLL-U goes in, CoNLL-U comes out."""

from __future__ import annotations

from dragoman.parse.conllu import read_blocks, write_block, write_sentences
from dragoman.parse.engine import Engine, default_engine


def parse_text_to_conllu(text: str, engine: Engine | None = None) -> str:
    """A plain text -> CoNLL-U with sentences, tokens, syntax and names (MISC ``NER=``)."""
    sentences = (engine or default_engine()).analyse(text, ()).sentences
    begins = []
    for number, sentence in enumerate(sentences):
        before = text[sentences[number - 1].end : sentence.start] if number else "\n"
        begins.append("\n" in before or "\r" in before)
    return "".join(write_sentences(text, sentences, begins))


def parse_conllu(text: str, engine: Engine | None = None) -> str:
    """CoNLL-U -> the same sentences and tokens, annotated anew; comments and multi-word tokens are kept."""
    blocks = list(read_blocks(text))
    found = (engine or default_engine()).analyse_words([b.forms for b in blocks], [b.begins for b in blocks])
    return "".join(write_block(block, sentence) for block, sentence in zip(blocks, found, strict=True))
