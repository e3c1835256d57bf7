"""A person's name in another transliteration in; the bearers of the surname however it is spelled out.

"Muammar Gaddafi" is "Moammar Kadhafi", "Volodymyr Zelensky" is "Volodimir Zelenskiy": vowels and the letters
that tongues write differently are left out of account, and what remains must agree. The index is made when a
name that no table has is first looked up, so that loading costs nothing.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping, Sequence
from typing import Generic, TypeVar

from dragoman.lexicon.names import plain

Item = TypeVar("Item")

_SAME = str.maketrans({**dict.fromkeys("aeiouyh'’-. "), "q": "k", "g": "k", "c": "k", "w": "v", "z": "s"})
_DOUBLED = re.compile(r"(.)\1+")
_ARTICLES = re.compile(r"\b(?:al|el|ul|ad|as|ash|an|ar|bin|ibn)[- ](?=\w)")
_SHORTEST = 5
_GIVEN = 0.6
_SURNAME = 0.75


def skeleton(name: str) -> str:
    """A name in; its consonants in one spelling: "Kadhafi" and "Gaddafi" are "kdf"."""
    return _DOUBLED.sub(r"\1", _ARTICLES.sub("", plain(name).lower()).translate(_SAME))


def alike(one: str, other: str) -> bool:
    """Whether two full names are one name in two spellings: the same skeleton, first and last word alike."""
    bones = skeleton(one)
    if len(bones) < _SHORTEST or bones != skeleton(other):
        return False
    first, second = (_ARTICLES.sub("", plain(name).lower()).split() for name in (one, other))
    return all(
        _onset(first[at]) == _onset(second[at]) and _ratio(first[at], second[at]) >= least
        for at, least in ((0, _GIVEN), (-1, _SURNAME))
    )


def _onset(word: str) -> str:
    """How a word begins: its consonant, or nothing for any vowel ("Usama", "Osama"; "Eltsin", "Yeltsin")."""
    return word[0].translate(_SAME)


def _ratio(one: str, other: str) -> float:
    return difflib.SequenceMatcher(None, one, other).ratio()


class Spellings(Generic[Item]):
    """Who bears a surname, by its skeleton."""

    def __init__(self, surnames: Mapping[str, Sequence[Item]]) -> None:
        self._surnames = surnames
        self._bones: dict[str, list[str]] | None = None

    def bearers(self, surname: str) -> list[Item]:
        """The bearers of every surname that may be this one spelled out differently."""
        if self._bones is None:
            self._bones = {}
            for known in self._surnames:
                self._bones.setdefault(skeleton(known), []).append(known)
        return [item for known in self._bones.get(skeleton(surname), ()) for item in self._surnames[known]]
