"""The bundled data files and a user's overlays in, one checked ``Lexicon`` out."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from dragoman.lexicon.relations import RelationLexicon, load_relations
from dragoman.lexicon.segments import SegmentLexicon, load_segments
from dragoman.records import LexiconError

if TYPE_CHECKING:
    from dragoman.lexicon.events import EventLexicon
    from dragoman.lexicon.figures import FigureLexicon
    from dragoman.lexicon.said import SaidLexicon
    from dragoman.lexicon.times import TimeLexicon
    from dragoman.lexicon.world import World

OVERLAY_FILES = ("actors.toml", "events.toml")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All words and facts, by area. ``fingerprint``: SHA-256 over every data file that was read."""

    world: World
    events: EventLexicon
    times: TimeLexicon
    said: SaidLexicon
    figures: FigureLexicon
    segments: SegmentLexicon
    relations: RelationLexicon
    fingerprint: str


def data_root() -> Path:
    """The folder of the bundled data files (``en/`` for words, ``world/`` for facts)."""
    return Path(__file__).parent / "data"


def load(overlays: Sequence[Path] = ()) -> Lexicon:
    """Load and check everything. ``overlays``: files or folders with actors.toml and events.toml.

    Raises LexiconError (file, row, fault) when a row is wrong or an overlay is not there.
    """
    from dragoman.lexicon.events import load_events
    from dragoman.lexicon.figures import load_figures
    from dragoman.lexicon.said import load_said
    from dragoman.lexicon.times import load_times
    from dragoman.lexicon.world import load_world

    root = data_root()
    files = overlay_files(overlays)
    return Lexicon(
        world=load_world(root, [f for f in files if f.name != "events.toml"]),
        events=load_events(root, [f for f in files if f.name == "events.toml"]),
        times=load_times(root),
        said=load_said(root),
        figures=load_figures(root),
        segments=load_segments(root),
        relations=load_relations(root),
        fingerprint=fingerprint([root, *files]),
    )


def overlay_files(overlays: Sequence[Path]) -> list[Path]:
    """The overlay files that a user named: a file stands for itself, a folder for its known files."""
    out: list[Path] = []
    for path in overlays:
        if path.is_dir():
            found = [path / name for name in OVERLAY_FILES if (path / name).is_file()]
            if not found:
                raise LexiconError(f"{path}: no {' or '.join(OVERLAY_FILES)} in this folder.")
            out.extend(found)
        elif path.is_file():
            out.append(path)
        else:
            raise LexiconError(f"{path}: no such file or folder; --lexicon takes actors.toml or events.toml.")
    return out


def fingerprint(paths: Iterable[Path]) -> str:
    """SHA-256 over the names and bytes of files, and of all data files below folders."""
    digest = hashlib.sha256()
    for path in paths:
        below = sorted(path.rglob("*.t[os][mv]*")) if path.is_dir() else [path]
        for file in below:
            name = file.relative_to(path).as_posix() if path.is_dir() else file.name
            digest.update(name.encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()
