"""What a caller may choose, frozen and passed in: no globals, no environment variables."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The choices for one pipeline.

    ``lexicon``: the user's own word and fact files or folders, later ones over earlier ones.
    ``engine``: which parser reads: "onnx" (ships with the package), "spacy:NAME" or "conllu:PATH".
    ``threads``: threads that the engine may use within one process.
    """

    lexicon: tuple[Path, ...] = ()
    engine: str = "onnx"
    threads: int = 1
