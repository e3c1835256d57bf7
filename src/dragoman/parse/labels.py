"""labels.toml goes in; what other parsers' labels are in ours comes out."""

from __future__ import annotations

import tomllib
from importlib.resources import files

import msgspec


class ClearLabels(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The ``[clear]`` table: what a tree of the ClearNLP scheme needs to become one of UD."""

    signs: list[str]
    prepositions: list[str]
    objects: list[str]
    predicates: list[str]
    copula: str
    existential: list[str]
    fixed: list[str]
    relations: dict[str, str]


class Labels(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole file: labels of names, and the ClearNLP scheme."""

    names: dict[str, str]
    clear: ClearLabels


def labels_bytes() -> bytes:
    """The file as it is, for fingerprints."""
    return files("dragoman.parse").joinpath("labels.toml").read_bytes()


def load_labels() -> Labels:
    """Reads the label tables from the package."""
    return msgspec.convert(tomllib.loads(labels_bytes().decode("utf-8")), Labels)
