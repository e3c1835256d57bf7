"""Names in: an index that finds the longest known name at a word, at the cost of a few dictionary look-ups.

Words and names are cut into *pieces*: runs of letters and digits, without dots, diacritics and case, so that
"U.S.", "al-Qaeda" (one word or three) and "Côte d'Ivoire" meet their table form however a parser cuts them.
Case is compared afterwards, on the few names that were hit.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import Generic, TypeVar

Item = TypeVar("Item")

_PIECES = re.compile(r"[^\W_]+")
_DROPPED = str.maketrans("", "", ".\u00ad")
# Letters that Unicode does not decompose, as newspapers write them without their strokes.
_PLAIN = str.maketrans(
    {"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "ə": "a", "Ə": "A", "ß": "ss"}
)
_WINDOW = 4
# A name of so many pieces is too short for a middle initial ("John R. Bolton" is "John Bolton").
_INITIALS = 2


def plain(text: str) -> str:
    """Text in; the same text without dots and diacritics, case kept."""
    if not text.isascii():
        decomposed = unicodedata.normalize("NFKD", text.translate(_PLAIN))
        text = "".join(c for c in decomposed if not unicodedata.combining(c))
    return text.translate(_DROPPED)


def pieces(text: str) -> list[str]:
    """Text in; its pieces with their case: "U.S.-led" gives ["US", "led"]."""
    return _PIECES.findall(plain(text))


def fold(text: str) -> str:
    """Text in; the key under which a name is kept: folded pieces joined by one blank."""
    return " ".join(_PIECES.findall(plain(text))).lower()


def shouted(words: Sequence[str], start: int) -> bool:
    """Whether the words around ``start`` are all in capitals (a headline), so that case tells nothing."""
    near = [w for w in words[max(0, start - _WINDOW) : start + _WINDOW + 1] if len(w) > 1 and w.isalpha()]
    return len(near) > 1 and all(w.isupper() for w in near)


class NameIndex(Generic[Item]):
    """Names with what they stand for. ``careful`` holds folded words that are common words too."""

    def __init__(self, careful: frozenset[str] = frozenset()) -> None:
        self._names: dict[str, list[tuple[str, Item]]] = {}
        self._longest: dict[str, int] = {}
        self._careful = careful

    def add(self, name: str, item: Item) -> None:
        """Keep one name for one item."""
        if name.isascii() and name.replace(" ", "").isalnum():
            written = name
        else:
            written = " ".join(_PIECES.findall(plain(name)))
        if written.startswith("the ") or (written.startswith("The ") and " " in written[4:]):
            written = written[4:]
        if not written:
            return
        key = written.lower()
        known = self._names.get(key)
        if known is None:
            self._names[key] = [(written, item)]
        else:
            known.append((written, item))
        first = key.split(" ", 1)[0]
        length = written.count(" ") + 1
        if length > self._longest.get(first, 0):
            self._longest[first] = length

    def displace(self, name: str, item: Item, keep: frozenset[int]) -> None:
        """Keep a name for an item and drop the others that bore it, but those with ``id()`` in ``keep``."""
        known = self._names.get(fold(name).removeprefix("the "), [])
        known[:] = [pair for pair in known if id(pair[1]) in keep]
        self.add(name, item)

    def get(self, name: str) -> tuple[Item, ...]:
        """The items of a name, whatever its case."""
        key = fold(name)
        found = self._names.get(key) or self._names.get(key.removeprefix("the ")) or ()
        return tuple(item for _, item in found)

    def match(self, words: Sequence[str], start: int) -> list[tuple[int, tuple[Item, ...]]]:
        """All names that begin at ``words[start]``: (number of words, items), the longest first."""
        first = _PIECES.findall(plain(words[start])) if start < len(words) else []
        longest = self._longest.get(first[0].lower(), 0) if first else 0
        if not longest:
            return []
        hits: list[tuple[int, tuple[Item, ...]]] = []
        for count, parts in _prefixes(words, start, longest + 1):
            known = self._names.get(" ".join(parts).lower())
            if known is None and len(parts) > _INITIALS:
                inner = [p for p in parts[1:-1] if len(p) > 1 or not p.isupper()]
                parts = [parts[0], *inner, parts[-1]]
                known = self._names.get(" ".join(parts).lower())
            if known:
                items = tuple(item for written, item in known if self._agrees(written, parts, words, start))
                if items:
                    hits.append((count, items))
        hits.reverse()
        return hits

    def _agrees(self, written: str, parts: Sequence[str], words: Sequence[str], start: int) -> bool:
        """Whether the case of the text's pieces can be that of the name as written."""
        names = written.split(" ")
        for name, part in zip(names, parts, strict=True):
            if name[0].isupper() and part[0].islower():
                return False
            if len(name) > 1 and name.isupper() and not part.isupper():
                return False
            # "LeT" is not "Let"; names in Mc and Mac are printed either way.
            if name[0] != "M" and part != name and not name[1:].islower() and not part.isupper():
                return False
        if len(names) == 1 and parts[0].isupper() and names[0].lower() in self._careful:
            return not shouted(words, start)
        return True


def _prefixes(words: Sequence[str], start: int, longest: int) -> Iterator[tuple[int, list[str]]]:
    """The pieces of the first one, two, three ... words, as long as no more than ``longest`` pieces."""
    parts: list[str] = []
    for count, word in enumerate(words[start:], 1):
        fresh = _PIECES.findall(plain(word))
        parts = parts + fresh
        if len(parts) > longest:
            return
        if fresh:
            yield count, parts


def unique(items: Iterable[Item]) -> tuple[Item, ...]:
    """Items in; the same without repetitions, in order."""
    return tuple(dict.fromkeys(items))
