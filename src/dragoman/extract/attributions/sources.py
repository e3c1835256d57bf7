"""A draft and the cast in, who the source is out: kind, actor, named, number, affiliation, reason."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from dragoman.extract.attributions.page import Draft, Page, child, lower
from dragoman.records import Actor, Mention, Sentence, Span, Word
from dragoman.records.findings import NumberBound, SourceKind

KIND_OF_ACTOR: dict[str, SourceKind] = {
    "state": "state",
    "person": "person",
    "group": "group",
    "organisation": "organisation",
    "outlet": "media",
}
KIND_OF_NAME: dict[str, SourceKind] = {"PER": "person", "ORG": "organisation", "LOC": "state"}
WRITTEN: frozenset[SourceKind] = frozenset({"document", "data", "media", "poll", "event"})
GOVERNMENT = frozenset({"GOV", "MIL", "COP", "LEG", "JUD"})


class CastLike(Protocol):
    """What is asked of the cast of actors (see extract.actors)."""

    @property
    def actors(self) -> tuple[Actor, ...]:
        """All actors."""

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """All mentions."""

    def at(self, sentence: int, word: int) -> Mention | None:
        """The mention with this head word."""

    def actor(self, actor_id: str) -> Actor:
        """The actor of an id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFacts:
    """Who speaks; the fields are those of ``records.Attribution``."""

    kind: SourceKind = "unknown"
    actor: str | None = None
    named: bool = False
    number: int | None = None
    bound: NumberBound | None = None
    affiliation: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class _Member:
    """One head word of a source ("Reuters and NBC" has two) with what is known of it."""

    word: Word
    actors: tuple[Actor, ...]
    kind: SourceKind
    named: bool


def describe(page: Page, cast: CastLike, draft: Draft) -> SourceFacts:
    """Who the source of a draft is; all unknown when it names none."""
    if not draft.source or draft.head is None:
        return SourceFacts()
    sentence = page.analysis.sentences[draft.head[0]]
    head = sentence.words[draft.head[1]]
    shown = draft.source if any(s <= head.start < e for s, e in draft.source) else ((0, len(page.text)),)
    members = list(_members(page, cast, sentence, head, shown))
    kind = _common_kind([m.kind for m in members])
    named = any(m.named for m in members)
    first = members[0]
    number, bound = (None, None) if named else _number(page, sentence, first.word, kind)
    if kind == "group" and number is not None and bound == "exact":
        kind = "person"
    found = [actor for member in members for actor in member.actors]
    return SourceFacts(
        kind=kind,
        actor=found[0].id if found else None,
        named=named,
        number=number,
        bound=bound,
        affiliation=None if named else _affiliation(cast, sentence, first),
        reason=_reason(page, draft, sentence) if not named else None,
    )


def _members(
    page: Page, cast: CastLike, sentence: Sentence, head: Word, shown: tuple[Span, ...]
) -> Iterator[_Member]:
    for word in (head, *sentence.dependents(head.index, "conj")):
        actors = _actors_at(cast, sentence, word)
        kind = _kind(page, sentence, word, actors)
        yield _Member(word, actors, kind, _is_named(page, cast, sentence, word, actors, kind, shown))


def _actors_at(cast: CastLike, sentence: Sentence, word: Word) -> tuple[Actor, ...]:
    """The actors of the mention with this head; for a name also of the smallest mention over it."""
    mention = cast.at(sentence.index, word.index)
    if mention is None and word.upos == "PROPN":
        over = (m for m in cast.mentions if m.sentence == sentence.index and m.start <= word.start < m.end)
        mention = min(over, key=lambda m: m.end - m.start, default=None)
        if mention is not None and mention.head not in sentence.subtree(word.index):
            mention = None
    return tuple(cast.actor(name) for name in mention.actors) if mention is not None else ()


def _common_kind(kinds: list[SourceKind]) -> SourceKind:
    known = [kind for kind in kinds if kind != "unknown"]
    if not known:
        return "unknown"
    if len(set(known)) == 1:
        return known[0]
    if {"person", "group"} >= set(known):
        return "group"
    return known[0]


def _kind(page: Page, sentence: Sentence, word: Word, actors: tuple[Actor, ...]) -> SourceKind:
    """The lexicon for common nouns, the cast for all that it knows, name tags and pronouns at last."""
    noun = _noun_kind(page, word) if word.upos in ("NOUN", "PROPN") else None
    people = page.lexicon.has("people.nouns", word.lemma.lower())
    if word.upos == "NOUN" and noun is not None and noun != "organisation" and not people:
        return noun
    if word.upos == "NOUN" and people:
        return "group" if _plural(page, word) else "person"
    if actors:
        kinds = [_actor_kind(page, word, actor, noun) for actor in actors]
        return _common_kind(kinds)
    if people:
        return "group" if _plural(page, word) else "person"
    tag = word.name.partition("-")[2]
    if noun is not None:
        return noun
    if tag in KIND_OF_NAME:
        return KIND_OF_NAME[tag]
    if word.upos == "PRON":
        return _pronoun_kind(word)
    return "group" if word.feat("Number") == "Plur" else "unknown"


def _pronoun_kind(word: Word) -> SourceKind:
    if word.feat("Gender") in ("Masc", "Fem") or word.feat("Person") == "1":
        return "person"
    if word.feat("Gender") == "Neut":
        return "organisation"
    return "group" if word.feat("Number") == "Plur" else "person"


def _noun_kind(page: Page, word: Word) -> SourceKind | None:
    """A noun's kind by its form first ("reports" are media, "the report" is a document), then its lemma."""
    table = page.lexicon.kind_of
    return table.get(lower(word)) or table.get(word.lemma.lower())


def _actor_kind(page: Page, word: Word, actor: Actor, noun: SourceKind | None) -> SourceKind:
    kind = KIND_OF_ACTOR[actor.kind]
    if (
        kind == "organisation"
        and (noun == "state" or actor.sector in GOVERNMENT)
        and actor.country not in ("IGO", "NGO", "MNC")
    ):
        return "state"
    if kind == "group" and noun == "state":
        return "state"
    return kind


def _plural(page: Page, word: Word) -> bool:
    return word.feat("Number") == "Plur" or lower(word) in page.lexicon.word_sets["people.plural_only"]


def _is_named(
    page: Page,
    cast: CastLike,
    sentence: Sentence,
    word: Word,
    actors: tuple[Actor, ...],
    kind: SourceKind,
    shown: tuple[Span, ...],
) -> bool:
    """Whether one learns who it is: a name in the phrase, or a description of somebody named elsewhere."""
    if word.upos == "PROPN" and not _titled(page, sentence, word):
        return True
    core = [sentence.words[i] for i in _core(sentence, word.index)]
    core = [w for w in core if any(start <= w.start < end for start, end in shown)]
    proper = any(w.upos == "PROPN" or w.name != "O" or (w.index > 0 and w.form[:1].isupper()) for w in core)
    if kind in WRITTEN or kind in ("state", "organisation"):
        definite = _definite(sentence, word) or word.upos == "PRON"
        return proper or (definite and (kind in WRITTEN or bool(actors)) and word.feat("Number") != "Plur")
    if any(w.upos == "PROPN" for w in sentence.dependents(word.index, "appos", "flat")):
        return True
    if kind == "person" or word.upos == "PRON":
        return bool(actors) and any(_has_name(cast, actor) for actor in actors)
    return bool(actors) and word.upos == "PRON"


def _titled(page: Page, sentence: Sentence, word: Word) -> bool:
    """Whether a capitalised head is but an office ("the Prime Minister"), without a person's name on it."""
    if word.name.endswith("PER") or not page.lexicon.has("people.nouns", word.lemma.lower()):
        return False
    return not any(w.upos == "PROPN" for w in sentence.dependents(word.index, "flat", "appos"))


def _definite(sentence: Sentence, word: Word) -> bool:
    for dependent in sentence.dependents(word.index, "det", "nmod:poss"):
        if (
            dependent.deprel == "nmod:poss"
            or dependent.feat("Definite") == "Def"
            or dependent.feat("PronType") == "Dem"
        ):
            return True
    return False


def _core(sentence: Sentence, index: int) -> list[int]:
    """The words of a noun phrase without its relative clauses."""
    gone: set[int] = set()
    for dependent in sentence.dependents(index, "acl", "conj", "parataxis"):
        if dependent.deprel == "acl:relcl" or dependent.relation != "acl":
            gone |= set(sentence.subtree(dependent.index))
    return [i for i in sentence.subtree(index) if i not in gone]


def _has_name(cast: CastLike, actor: Actor) -> bool:
    if actor.kind != "person":
        return actor.kind in ("state", "organisation", "outlet")
    return any(actor.id in m.actors and m.form == "name" for m in cast.mentions)


def _number(
    page: Page, sentence: Sentence, word: Word, kind: SourceKind
) -> tuple[int | None, NumberBound | None]:
    """How many unnamed people speak: a stated number, one for a singular, at least two for a bare plural."""
    if kind not in ("person", "group"):
        return None, None
    stated = stated_number(page, sentence, word)
    if stated is not None:
        return stated, "exact"
    if kind == "person" and not _plural(page, word):
        return 1, "exact"
    return 2, "at_least"


def stated_number(page: Page, sentence: Sentence, word: Word) -> int | None:
    """The number that a noun phrase states ("four other sources"), or None."""
    if word.upos == "NUM":
        return _value(page, word)
    numeral = child(sentence, word.index, "nummod")
    return _value(page, numeral) if numeral is not None else None


def _value(page: Page, word: Word) -> int | None:
    form = lower(word).replace(",", "")
    if form.isdecimal():
        return int(form)
    names = page.lexicon.tables["people"].numbers
    return names.index(form) if form in names else None


def _affiliation(cast: CastLike, sentence: Sentence, member: _Member) -> str | None:
    """Whose the unnamed source is: the state or body named in its phrase, else the state of its country."""
    for index in _core(sentence, member.word.index):
        mention = cast.at(sentence.index, index) if index != member.word.index else None
        for name in mention.actors if mention is not None else ():
            if cast.actor(name).kind in ("state", "organisation") and not _elsewhere(cast, sentence, index):
                return name
    countries = {actor.country for actor in member.actors} - {None, "IGO", "NGO", "MNC"}
    return next((a.id for a in cast.actors if a.kind == "state" and a.country in countries), None)


def _elsewhere(cast: CastLike, sentence: Sentence, index: int) -> bool:
    """Whether a word only says where the source is: a city that else stands for its state."""
    mention = cast.at(sentence.index, index)
    if mention is None or sentence.words[index].deprel != "nmod":
        return False
    word = sentence.words[index]
    states = [cast.actor(name) for name in mention.actors if cast.actor(name).kind == "state"]
    return any(
        state.rule.startswith("places/") or (word.upos == "PROPN" and state.name.split()[-1] != word.form)
        for state in states
    )


def _reason(page: Page, draft: Draft, sentence: Sentence) -> str | None:
    """The stated reason for leaving the source unnamed, from its sign to the end of its clause."""
    zones: list[Span] = [*draft.source]
    if draft.sentence == sentence.index:
        zones.append((sentence.start, sentence.end))
    for start, end in zones:
        text = page.text[start:end]
        found = _reason_pattern(page).search(text)
        if found is not None and not _inside(draft.content, start + found.start()):
            return re.split(r"[,;.\n]", text[found.start() :], maxsplit=1)[0].strip() or None
    return None


def _reason_pattern(page: Page) -> re.Pattern[str]:
    phrases = sorted(page.lexicon.tables["anonymity"].phrases, key=len, reverse=True)
    return re.compile("|".join(re.escape(p).replace("'", "['’]") for p in phrases) or r"(?!)", re.IGNORECASE)


def _inside(spans: tuple[Span, ...], position: int) -> bool:
    return any(start <= position < end for start, end in spans)
