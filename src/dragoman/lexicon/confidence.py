"""What speaks for an event: data/<language>/confidence.toml in, the checked weight of each ground out."""

from __future__ import annotations

from pathlib import Path

import msgspec

from dragoman.lexicon.tables import read_toml
from dragoman.records import LexiconError


class Weights(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The weight of each ground in the log odds that a row is right; ``always`` is added to all."""

    always: float
    row: float
    status: float
    nobody: float
    alone: float
    unknown: float
    carried: float
    deep: float
    head: float
    across: float
    states: float


def load_confidence(root: Path) -> Weights:
    """The weights of a language folder; LexiconError names file and fault."""
    path = root / "confidence.toml"
    try:
        return msgspec.convert(read_toml(path).get("weights"), Weights)
    except msgspec.ValidationError as fault:
        raise LexiconError(f"{path}: {fault}.") from fault
