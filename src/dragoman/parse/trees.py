"""Trees: with one root made of any heads and relations; as they are while their relations are set right."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files

import msgspec

from dragoman.records import Sentence, Word

NAMING = frozenset({"NOUN", "PROPN"})
CLAUSES = frozenset({"root", "ccomp", "advcl", "parataxis"})
"""Relations of verbs that share no subject with another."""
LOOSE = "parataxis"
"""The relation of what was a root of its own and is hung on the first one (UD: side by side)."""


class TreeWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The rows of trees.toml."""

    days: frozenset[str]
    relative: frozenset[str]
    likening: frozenset[str]
    perfect: frozenset[str]


@cache
def load_tree_words() -> TreeWords:
    """Reads the words by which trees are set right from the package."""
    text = files("dragoman.parse").joinpath("trees.toml").read_text(encoding="utf-8")
    return msgspec.convert(tomllib.loads(text), TreeWords)


@dataclass(slots=True)
class Tree:
    """Heads (-1 at the root), relations, part of speech with features, forms, and IOB2 tags of names, a word
    each.
    """

    heads: list[int]
    relations: list[str]
    marks: list[tuple[str, str]]
    forms: Sequence[str] = ()
    names: list[str] = field(default_factory=list)
    words: TreeWords = field(default_factory=load_tree_words)

    def child(self, head: int, relation: str) -> int:
        """The first dependent of a word by a relation, or -1."""
        pairs = enumerate(zip(self.heads, self.relations, strict=True))
        return next((i for i, (h, r) in pairs if h == head and r == relation), -1)

    def under(self, word: int, other: int) -> bool:
        """Whether a word hangs on another, however far below."""
        while word >= 0 and word != other:
            word = self.heads[word]
        return word == other

    def has(self, head: int, relation: str) -> bool:
        """Whether a word has a dependent by a relation."""
        return self.child(head, relation) >= 0

    def has_subject(self, verb: int) -> bool:
        """Whether a word has a subject of any kind, an expletive too."""
        pairs = zip(self.heads, self.relations, strict=True)
        return any(
            head == verb and relation.startswith(("nsubj", "csubj", "expl")) for head, relation in pairs
        )

    def noun_before(self, word: int) -> int:
        """The noun that ends right before a word, or before the comma there; -1 where there is none."""
        noun = word - 2 if word > 1 and self.forms[word - 1] == "," else word - 1
        if noun < 0 or self.marks[noun][0] not in NAMING:
            return -1
        while self.relations[noun] in ("flat", "compound") and self.heads[noun] >= 0:
            noun = self.heads[noun]
        return noun


def one_root(heads: Sequence[int], relations: Sequence[str]) -> tuple[list[int], list[str]]:
    """Heads (-1 or outside: a root) and relations -> the same as one tree.

    The first root stays; further ones hang on it; a cycle is opened at its first word.
    """
    count = len(heads)
    tree = [head if 0 <= head < count and head != i else -1 for i, head in enumerate(heads)]
    for i in range(count):
        at, steps = i, 0
        while at >= 0 and steps <= count:
            at, steps = tree[at], steps + 1
        if at >= 0:
            tree[i] = -1
    names = list(relations)
    top = next((i for i, head in enumerate(tree) if head < 0), -1)
    for i, head in enumerate(tree):
        if head < 0:
            tree[i] = -1 if i == top else top
            names[i] = "root" if i == top else LOOSE if names[i] == "root" else names[i]
        elif names[i] == "root":
            names[i] = LOOSE
    return tree, names


def is_tree(heads: Sequence[int]) -> bool:
    """Whether the heads (-1 at the root) make one tree."""
    count = len(heads)
    if sum(head == -1 for head in heads) != 1 or not all(-1 <= head < count for head in heads):
        return False
    return one_root(heads, [""] * count)[0] == list(heads)


def cut(sentence: Sentence, low: int, high: int) -> Sentence:
    """The words from ``low`` to ``high`` of a sentence -> a sentence of their own, with a root of its own."""
    part = sentence.words[low:high]
    heads = [word.head - low if low <= word.head < high else -1 for word in part]
    tree, names = one_root(heads, [word.deprel for word in part])
    first = part[0].token
    words = tuple(
        replace(word, index=i, head=tree[i], deprel=names[i], token=word.token - first, name=_name(part, i))
        for i, word in enumerate(part)
    )
    return Sentence(index=sentence.index, start=words[0].start, end=words[-1].end, words=words)


def _name(words: Sequence[Word], place: int) -> str:
    name = words[place].name
    return f"B-{name[2:]}" if place == 0 and name.startswith("I-") else name


def iob(tags: Sequence[str], names: dict[str, str]) -> list[str]:
    """IOB tags of any label set -> IOB2 tags of those in ``names`` (to PER, LOC, ORG); the rest is O."""
    out: list[str] = []
    before = "O"
    for tag in tags:
        place, _, label = tag.partition("-")
        kind = names.get(label)
        if kind is None or place not in ("B", "I"):
            out.append("O")
        elif place == "I" and before.partition("-")[2] == label:
            out.append(f"I-{kind}")
        else:
            out.append(f"B-{kind}")
        before = tag
    return out
