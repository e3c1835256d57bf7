"""The protocol that every parser fills (text and segments in, an Analysis out), and the choice of one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from dragoman.records import Analysis, Segment, Sentence, UsageError
from dragoman.settings import Settings


class Engine(Protocol):
    """A parser. ``fingerprint`` changes whenever its answers may (a hash of the weights).

    What an engine does not know it leaves out: ``Analysis.said`` empty, ``factuality`` and ``eventive`` None,
    names "O"; the stages behind then go by their rules alone.
    """

    name: str
    fingerprint: str

    def analyse(self, text: str, segments: Sequence[Segment], ref: str = "") -> Analysis:
        """Reads a text; boilerplate segments are left out, segment borders are paragraph breaks.

        Without segments line breaks are the borders. Positions are code points of ``text``. ``ref`` is the
        report's, for engines that look its parse up. Raises ReportError when this one text cannot be
        analysed. The answer depends on the text, the segments and the ref alone, not on what was read before.
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


def engine_of(settings: Settings) -> Engine:
    """The engine that ``settings.engine`` names: ``onnx``, ``spacy:NAME`` or ``conllu:PATH``.

    Raises UsageError for a name that is none and for a path without CoNLL-U, EngineError when the engine
    cannot start (the message names the command that installs it).
    """
    # Imported when asked for: another engine's libraries need not be there.
    kind, _, what = settings.engine.partition(":")
    if settings.engine == "onnx":
        return default_engine(settings.threads)
    if kind == "spacy" and what:
        from dragoman.parse.spacy_engine import SpacyEngine

        return SpacyEngine.named(what)
    if kind == "conllu" and what:
        from dragoman.parse.conllu_engine import ConlluEngine

        return ConlluEngine(Path(what))
    raise UsageError(
        f"engine {settings.engine!r} is not known. Write onnx (ships with the package), spacy:NAME (a spaCy "
        "pipeline's name or folder) or conllu:PATH (a CoNLL-U file, or a folder of them)."
    )
