"""A text goes in, an Analysis (Universal Dependencies v2, names, attributions) or CoNLL-U comes out."""

from __future__ import annotations

from dragoman.parse.engine import Engine, default_engine, engine_of
from dragoman.parse.parsing import parse_conllu, parse_text_to_conllu

__all__ = ["Engine", "default_engine", "engine_of", "parse_conllu", "parse_text_to_conllu"]
