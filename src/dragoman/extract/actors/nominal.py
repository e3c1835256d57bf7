"""Noun phrases: a head noun in, a portrait out: what kind of actor, which sector and office, of which
country.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from dragoman.extract.actors.draft import Entity, Found, NameSpan, Portrait, inflected
from dragoman.lexicon.cast import CastWords
from dragoman.lexicon.entries import RoleNoun
from dragoman.lexicon.world import World
from dragoman.records import Sentence, Word

Resolve = Callable[[int, int], Found | None]

_BEFORE = frozenset({"amod", "compound", "nmod", "det", "nummod", "flat", "appos", "goeswith", "dep"})
_REACH = 12
_RULING = "GOV"
# Offices that parties, armed groups and firms have as states do.
_OF_ANY_BODY = frozenset({None, "leader", "president", "vice_president", "chief_executive", "supreme_leader"})
_HYPHENS = frozenset({"-", "‐", "‑", "–"})
_ENDING = frozenset({",", ";", ":", "—", "–"})
# Sectors of people who belong to the country that they are said to be in; diplomats and experts do not.
_STAYING = frozenset(
    {"REB", "UAF", "OPP", "CVL", "CRM", "LAB", "EDU", "PRM", "COP", "GOV", "SPY", "LEG", "JUD"}
)


class Phrases:
    """Reads noun phrases. ``spans`` gives the name that holds a word, ``resolve`` a word's mention."""

    def __init__(
        self,
        world: World,
        words: CastWords,
        spans: Mapping[tuple[int, int], NameSpan],
        resolve: Resolve,
        place_owner: Callable[[NameSpan], Entity | None],
    ) -> None:
        self._world = world
        self._words = words
        self.spans = spans
        self._resolve = resolve
        self._place_owner = place_owner

    def describe(self, sentence: Sentence, head: int, first: int | None = None) -> Portrait | None:
        """The portrait that the phrase of a noun draws; None when the noun is nobody."""
        start = first_word(sentence, head) if first is None else first
        role, begin, last = self._role(sentence, start, head)
        word = sentence.words[head]
        lemma = noun_of(word, self._words)
        kind = role.kind if role else self._words.nouns.get(lemma)
        if kind is None or self.names_condition(sentence, head):
            return None
        plural = role.number == "many" if role and role.number else word.feat("Number") == "Plur"
        portrait = Portrait(
            noun=_kind_of(role, lemma),
            lemma=lemma,
            kind=kind,
            sector=role.sector if role else None,
            role=role.role if role else None,
            words=" ".join(w.form for w in sentence.words[begin : last + 1]),
            plural=plural,
            first=start,
            last=last,
        )
        if role and role.country:
            portrait.countries.append(role.country)
        self._read_before(sentence, start, head, begin, portrait)
        self._read_owner(sentence, head, lemma, portrait)
        if portrait.role in _OF_ANY_BODY and portrait.sector in (None, "GOV"):
            self._side_with(portrait)
        return portrait

    def names_condition(self, sentence: Sentence, head: int) -> bool:
        """Whether it is how things stand that the noun names: "a state of siege", "a body of evidence"."""
        behind = sentence.words[head + 1 : head + 3]
        return (
            len(behind) == 2
            and self._words.links.get(behind[0].form.lower()) == 2
            and behind[1].upos == "NOUN"
            and self._words.has("condition", behind[1].lemma.lower())
        )

    def _side_with(self, portrait: Portrait) -> None:
        """Somebody of no state's office has the sector of the body that is named: "a Taliban spokesman"."""
        for owner in portrait.owner[:1]:
            of_body = owner.kind in ("organisation", "group", "outlet") and portrait.kind in (
                "person",
                "group",
            )
            if of_body and owner.sector and not portrait.free:
                portrait.sector = owner.sector
                if owner.sector != _RULING:
                    portrait.role = None

    def _role(self, sentence: Sentence, first: int, head: int) -> tuple[RoleNoun | None, int, int]:
        """The longest role noun that covers the head, with its first and last word."""
        forms = [w.form for w in sentence.words]
        best: tuple[int, int, RoleNoun] | None = None
        for start in range(max(first, head - 5), head + 1):
            for count, role in self._world.match_role(forms, start):
                end = start + count - 1
                fits = end == head or (end > head and sentence.words[head + 1].upos == "ADP")
                if fits and (best is None or count > best[0]):
                    best = (count, start, role)
        if best is None:
            return None, head, head
        return best[2], best[1], best[1] + best[0] - 1

    def _read_before(self, sentence: Sentence, first: int, head: int, begin: int, portrait: Portrait) -> None:
        """Determiner, number, judging words and the like before the head."""
        for index in range(first, head + 1):
            word = sentence.words[index]
            form = word.form.lower()
            if form in self._words.loaded or word.lemma.lower() in self._words.loaded:
                portrait.loaded.append((word.start, word.end))
            if index == head or self._inside_owner(sentence, index, head):
                continue
            if word.upos == "DET" or form in self._words.sets["pair-words"]:
                portrait.definite |= self._words.has("definite", form)
                portrait.indefinite |= word.feat("Definite") == "Ind"
            backed = (
                index > 0 and sentence.words[index - 1].form in _HYPHENS and self._words.has("backed", form)
            )
            if backed or (index < begin and self._words.has("worldwide", form)):
                portrait.free = True
            if self._words.has("not-now", form):
                portrait.former = True
            if index < begin and self._words.has("lower", form):
                portrait.role = None
            if word.upos == "NUM" or form in self._words.numbers:
                portrait.count = self._words.numbers.get(form) or _digits(form) or portrait.count

    def _inside_owner(self, sentence: Sentence, index: int, head: int) -> bool:
        """Whether a word belongs to the possessor before the head ("the king's new minister")."""
        for _ in range(_REACH):
            word = sentence.words[index]
            if word.head == head:
                return word.deprel == "nmod:poss"
            if word.head < 0:
                return False
            index = word.head
        return False

    def _read_owner(self, sentence: Sentence, head: int, lemma: str, portrait: Portrait) -> None:
        """Whose it is: country words before the noun, else the possessor, else the noun behind "of"."""
        apart = self._words.has("apart", lemma)
        direct = self._direct_owners(sentence, portrait.first, head)
        if direct:
            portrait.countries[:0] = _countries(direct)
            portrait.owner = direct
            portrait.free &= not portrait.countries
            if portrait.countries:
                return
        owner = self._possessor(sentence, head) or self._scope(sentence, portrait.first, head)
        if not owner and not (portrait.countries and not portrait.plural):
            owner = self._behind(sentence, head, lemma, portrait)
        portrait.owner = owner or direct
        if apart:
            portrait.free = True
        elif not portrait.countries:
            portrait.countries.extend(_countries(owner))
            portrait.free &= not portrait.countries

    def is_ethnic(self, sentence: Sentence, first: int) -> bool:
        """Whether a country's adjective names a people only: "ethnic Albanians"."""
        return first > 0 and self._words.has("ethnic", sentence.words[first - 1].form.lower())

    def _direct_owners(self, sentence: Sentence, first: int, head: int) -> tuple[Entity, ...]:
        """Entities of the names before the noun: one, or several when they are coordinated."""
        found: list[tuple[NameSpan, Entity]] = []
        for index in range(first, head):
            span = self.spans.get((sentence.index, index))
            if span is None or span.first != index or span.last >= head:
                continue
            if self._inside_owner(sentence, index, head) or self.is_ethnic(sentence, index):
                continue
            if self._only_backs(sentence, span, head):
                continue
            mention = self._resolve(sentence.index, index)
            owner = mention.entities[0] if mention and mention.entities else self._place_owner(span)
            if owner is not None:
                found.append((span, owner))
        if not found:
            return ()
        group = [found[0]]
        for span, entity in found[1:]:
            between = sentence.words[group[-1][0].last + 1 : span.first]
            if between and all(w.upos in ("CCONJ", "PUNCT") for w in between):
                group.append((span, entity))
        return tuple(dict.fromkeys(entity for _, entity in group))

    def _only_backs(self, sentence: Sentence, span: NameSpan, head: int) -> bool:
        """Whether a name is but the backer of what follows: "Iran-backed militias" are not Iran's."""
        after = sentence.words[span.last + 1 : head]
        hyphened = len(after) > 1 and after[0].form in _HYPHENS
        return hyphened and self._words.has("backed", after[1].form.lower())

    def _scope(self, sentence: Sentence, first: int, head: int) -> tuple[Entity, ...]:
        """The country word that counts for a bare conjunct too: "X helicopters and tanks"."""
        word = sentence.words[head]
        if word.deprel != "conj" or first != head or word.head != head - 2 or word.feat("Number") != "Plur":
            return ()
        return self._direct_owners(sentence, first_word(sentence, word.head), word.head)

    def _possessor(self, sentence: Sentence, head: int) -> tuple[Entity, ...]:
        for child in sentence.dependents(head, "nmod:poss"):
            return self._with_conjuncts(sentence, child)
        return ()

    def _with_conjuncts(self, sentence: Sentence, word: Word) -> tuple[Entity, ...]:
        """The entities of a word and of those coordinated with it: "ministers from X, Y and Z"."""
        found = self._resolve(sentence.index, word.index)
        entities = list(found.entities) if found else []
        for child in sentence.dependents(word.index, "conj") if entities else ():
            other = self._resolve(sentence.index, child.index)
            same = other is not None and other.entities and other.entities[0].kind == entities[0].kind
            entities.extend(other.entities if other is not None and same else ())
        return tuple(dict.fromkeys(entities))

    def belonging(self, sentence: Sentence, head: int, after: int) -> tuple[Entity, ...]:
        """To whom a name itself is said to belong: its possessor, or the noun behind "of" or "from"."""
        owner = self._possessor(sentence, head)
        if owner:
            return owner
        for child in sentence.dependents(head, "nmod"):
            case = next((w.lemma.lower() for w in sentence.dependents(child.index, "case")), "")
            if child.index > after and self._words.links.get(case) == 2:
                found = self._resolve(sentence.index, child.index)
                if found:
                    return found.entities
        return ()

    def owners_of_thing(self, sentence: Sentence, head: int) -> tuple[Entity, ...]:
        """To whom a thing belongs: names before it, its possessor, or the noun behind "of"."""
        return (
            self._direct_owners(sentence, first_word(sentence, head), head)
            or self._possessor(sentence, head)
            or self.belonging(sentence, head, head)
        )

    def _behind(self, sentence: Sentence, head: int, lemma: str, portrait: Portrait) -> tuple[Entity, ...]:
        """The entities of the noun that a preposition links behind the head; weak links only for groups."""
        weak: tuple[Entity, ...] = ()
        # "Ministry of Foreign Affairs of X": the parser may hang X on a later word of the role noun.
        inner = range(head, portrait.last + 1) if portrait.last > head else (head,)
        for child in [child for word in inner for child in sentence.dependents(word, "nmod")]:
            if child.index <= portrait.last or child.deprel == "nmod:poss":
                continue
            case = next((w.lemma.lower() for w in sentence.dependents(child.index, "case")), "")
            strength = self._words.links.get(case, 0)
            if strength == 0 or (self._words.has("posted", lemma) and case not in ("of", "from")):
                continue
            entities = self._with_conjuncts(sentence, child) or self._region(sentence, child)
            if not entities and (sentence.index, child.index) in self.spans:
                owner = self._place_owner(self.spans[sentence.index, child.index])
                entities = (owner,) if owner else ()
            if not entities:
                continue
            if strength == 2:
                return entities
            stays = portrait.kind != "person" or portrait.sector in _STAYING
            stays = stays and not self._words.has("posted", lemma)
            serving = self._words.has("unnamed", lemma) and self._words.has("serving", case)
            body = all(e.kind in ("organisation", "group") for e in entities)
            body = body and (serving or case in ("in", "inside"))
            stays = stays and not serving
            if (
                not weak
                and not portrait.free
                and ((stays and all(e.kind == "state" for e in entities)) or body)
            ):
                weak = entities
        return weak

    def _region(self, sentence: Sentence, word: Word) -> tuple[Entity, ...]:
        """Whose a part of a country is, for "people of the border region of Chad"."""
        if not self._words.has("place-noun", word.lemma.lower()):
            return ()
        return self.owners_of_thing(sentence, word.index)


def first_word(sentence: Sentence, head: int) -> int:
    """The first word of a noun phrase: modifiers before the head, without prepositions and conjunctions."""
    before = [
        child.index
        for child in sentence.dependents(head)
        if child.index < head and child.relation in _BEFORE and child.relation != "case"
    ]
    allowed = {index for child in before for index in sentence.subtree(child)}
    first = head
    while first > 0 and first - 1 in allowed:
        first -= 1
    while first < head and sentence.words[first].upos in ("PUNCT", "ADP", "CCONJ"):
        first += 1
    return first


def last_word(sentence: Sentence, head: int) -> int:
    """The last word of a noun phrase with its "of" phrases, without clauses and appositions."""
    last = head
    for child in sentence.dependents(head):
        if child.index < last or child.relation not in ("nmod", "flat", "nummod", "amod", "compound"):
            continue
        if child.deprel == "nmod:unmarked" or child.deprel == "nmod:tmod":
            continue
        below = sentence.subtree(child.index)
        if any(sentence.words[i].form in (",", "—", "–", "(") for i in range(last + 1, below[0] + 1)):
            break
        stop = _before_clause(sentence, child.index)
        last = max(last, stop)
    for index in range(head + 1, last + 1):
        word = sentence.words[index]
        if word.form in _ENDING or word.feat("VerbForm") == "Fin":
            return index - 1
    return last


def _before_clause(sentence: Sentence, head: int) -> int:
    """The last word of a linked noun, with its own links, short of its clauses."""
    return max(last_word(sentence, head), head)


def _kind_of(role: RoleNoun | None, lemma: str) -> str:
    """What joins two descriptions: the office or the kind of body, else the noun itself."""
    if role is not None and (role.role or (role.kind == "organisation" and " " in role.noun)):
        return role.id
    return role.noun.lower() if role is not None and role.number != "many" else lemma


def noun_of(word: Word, words: CastWords) -> str:
    """The noun by which a word is looked up: its lemma, or the singular of its form when that is known."""
    lemma = word.lemma.lower()
    if lemma in words.nouns or lemma in words.points:
        return lemma
    for form in inflected(word.form.lower()):
        if form in words.nouns or form in words.points:
            return form
    return lemma if lemma and lemma != "_" else word.form.lower()


def _countries(owners: Sequence[Entity]) -> list[str]:
    return list(dict.fromkeys(e.country for e in owners if e.country))


def _digits(form: str) -> int | None:
    return int(form) if form.isdecimal() and len(form) < 5 else None
