"""What the reading of actors writes on while it goes through a report; frozen records are made at its end."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from dragoman.lexicon.entries import Entry
from dragoman.records import Sentence, Span
from dragoman.records.findings import ActorKind, MentionForm

Label = Literal["person", "state", "capital", "adjective", "organisation", "place"]


@dataclass(slots=True, frozen=True)
class NameSpan:
    """A proper name in one sentence: words ``first`` to ``last`` (inclusive), with the entries it may mean.

    ``label`` tells how it is read; entries are empty for names that the tables do not know.
    """

    sentence: int
    first: int
    last: int
    label: Label
    entries: tuple[Entry, ...] = ()


@dataclass(slots=True, eq=False)
class Entity:
    """An actor in the making. ``tokens`` are the folded words of a person's full name, ``nouns`` what the
    report calls it ("commissioner"), ``roles`` the office classes that it holds in the report;
    ``since`` is the sector of somebody out of office, for when the report tells none;
    ``worldwide``: its words say that it belongs to no one state ("Western governments", "54 nations").
    """

    name: str
    kind: ActorKind
    country: str | None = None
    sector: str | None = None
    office: str | None = None
    wikidata: str | None = None
    rule: str = ""
    gender: str | None = None
    plural: bool = False
    tokens: tuple[str, ...] = ()
    spellings: set[tuple[str, ...]] = field(default_factory=set)
    nouns: set[str] = field(default_factory=set)
    roles: set[str] = field(default_factory=set)
    named: bool = False
    fixed: bool = False
    past: bool = False
    since: str | None = None
    worldwide: bool = False
    side: Entity | None = None
    spans: list[Span] = field(default_factory=list)
    loaded: list[Span] = field(default_factory=list)
    places: list[tuple[int, int]] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Found:
    """A mention in the making: its words and head, whom it means, how salient its place is (0 to 3)."""

    sentence: int
    head: int
    first: int
    last: int
    form: MentionForm
    entities: tuple[Entity, ...]
    rule: str
    rank: int = 0
    plural: bool = False
    shown: bool = True


@dataclass(slots=True)
class Portrait:
    """What a noun phrase says of somebody, before it is known who that is.

    ``countries`` come with what they were read from; ``last`` is the last word of the role noun
    ("Secretary of State" ends behind its head). ``owner`` is the possessor or the noun behind "of".
    """

    noun: str
    lemma: str = ""
    kind: ActorKind | None = None
    sector: str | None = None
    role: str | None = None
    words: str = ""
    plural: bool = False
    first: int = 0
    last: int = 0
    countries: list[str] = field(default_factory=list)
    owner: tuple[Entity, ...] = ()
    definite: bool = False
    indefinite: bool = False
    former: bool = False
    free: bool = False
    count: int | None = None
    loaded: list[Span] = field(default_factory=list)


RANKS = {
    "nsubj": 3,
    "csubj": 3,
    "obj": 2,
    "iobj": 2,
    "obl": 1,
    "nmod": 1,
    "root": 2,
}


def rank_of(sentence: Sentence, word: int) -> int:
    """How salient a word's place is: 3 subject, 2 object, 1 oblique, 0 elsewhere; conjuncts as their head."""
    here = sentence.words[word]
    steps = 0
    while here.relation in ("conj", "appos", "flat") and here.head >= 0 and steps < 5:
        here = sentence.words[here.head]
        steps += 1
    if here.deprel == "obl:agent":
        return 2
    if here.deprel == "nmod:poss" and here.head >= 0 and sentence.words[here.head].relation == "nsubj":
        return 2
    return RANKS.get(here.relation, 0)


def inflected(form: str) -> Iterator[str]:
    """The singulars that a plural form may have, for lemmas that a parser gets wrong."""
    yield form
    if form.endswith("ies"):
        yield form[:-3] + "y"
    if form.endswith("men"):
        yield form[:-3] + "man"
    if form.endswith("es"):
        yield form[:-2]
    if form.endswith("s"):
        yield form[:-1]


def head_of(sentence: Sentence, first: int, last: int) -> int:
    """The word of a stretch whose head lies outside it: the first such noun-like word, else the last word."""
    outside = [i for i in range(first, last + 1) if not first <= sentence.words[i].head <= last]
    nominal = [i for i in outside if sentence.words[i].upos in ("PROPN", "NOUN", "ADJ", "PRON", "NUM", "X")]
    return (nominal or outside or [last])[0]
