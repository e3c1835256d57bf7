"""The protocol that every parser fills: text and segments go in, an Analysis comes out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from dragoman.records import Analysis, Segment, Sentence


class Engine(Protocol):
    """A parser. ``fingerprint`` changes whenever its answers may (a hash of the weights)."""

    name: str
    fingerprint: str

    def analyse(self, text: str, segments: Sequence[Segment]) -> Analysis:
        """Reads a text; boilerplate segments are left out, segment borders are paragraph breaks.

        Without segments line breaks are the borders. Positions are code points of ``text``.
        """
        ...

    def analyse_words(
        self, sentences: Sequence[Sequence[str]], breaks: Sequence[bool]
    ) -> tuple[Sentence, ...]:
        """Annotates sentences whose words are given; ``breaks[i]``: a paragraph begins with sentence i.

        Positions are those in a text of all words joined by blanks.
        """
        ...


def weights_folder() -> Path:
    """Where the packaged weights lie."""
    return Path(__file__).parent / "weights"


def default_engine(threads: int = 1) -> Engine:
    """The engine with the packaged weights; EngineError, with the remedy, when they are missing or broken."""
    from dragoman.parse.onnx import OnnxEngine

    return OnnxEngine(weights_folder(), threads=threads)
