"""How far the model's event head is trusted: data/<language>/acts.toml in, checked settings out."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import msgspec

from dragoman.lexicon.tables import read_toml, require_unique, toml_rows
from dragoman.records import LexiconError

Side = Literal["actor", "recipient"]


class Reading(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """From which probability on a predicate that no row reads is an event, and how sure that is."""

    least: float
    eventive: float
    confidence: float


class Veto(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """When the head takes an event of a row away."""

    own: float
    none: float


class ActRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The frame of a type's events that the head alone made, and the sides that must be told."""

    type: str
    frame: str
    needs: tuple[Side, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ActLexicon:
    """The settings, and the row of each event type (a type without one is not read by the head alone)."""

    read: Reading
    veto: Veto
    types: dict[str, ActRow]


def load_acts(root: Path, types: Container[str], frames: Container[str]) -> ActLexicon:
    """The settings of a language folder; LexiconError names file and fault (types and frames must exist)."""
    path = root / "acts.toml"
    rows = toml_rows(path, "type", ActRow)
    require_unique(path, (row.type for row in rows))
    for row in rows:
        if row.type not in types or row.frame not in frames:
            raise LexiconError(f"{path}: row {row.type!r}: no such type, or no frame {row.frame!r}.")
    tables = read_toml(path)
    try:
        read = msgspec.convert(tables.get("read"), Reading)
        veto = msgspec.convert(tables.get("veto"), Veto)
    except msgspec.ValidationError as fault:
        raise LexiconError(f"{path}: {fault}.") from fault
    return ActLexicon(read=read, veto=veto, types={row.type: row for row in rows})
