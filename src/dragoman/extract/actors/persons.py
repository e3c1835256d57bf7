"""Named persons: a name span in, its title and what the sentence says of the bearer out; names joined to
people.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dragoman.extract.actors.draft import Entity, NameSpan, Portrait, head_of
from dragoman.extract.actors.nominal import Phrases, first_word
from dragoman.extract.actors.register import Register
from dragoman.lexicon.cast import CastWords
from dragoman.lexicon.entries import Entry
from dragoman.lexicon.names import fold
from dragoman.lexicon.world import World
from dragoman.records import Sentence, Word

_TITLE_RELATIONS = frozenset(
    {"nmod:desc", "compound", "appos", "flat", "nmod", "amod", "dep", "nmod:unmarked"}
)
_APPOSED = frozenset({"appos", "flat", "nmod:desc", "compound", "list", "nmod:unmarked", "dep"})
_TITLE_REACH = 8
# From this prior on, the holder of an office is known by surname and title alone.
_NOTED = 0.8
_TITLE_LONGEST = 14
_TITLE_GAP = 4
_NO_TITLE = frozenset({"VERB", "AUX", "SCONJ", "ADV", "INTJ"})
_NO_BEGINNING = frozenset({"PUNCT", "ADP", "CCONJ", "SCONJ", "ADV", "VERB"})
_IN_TITLES = frozenset({"-", "–", "’", "'", "."})


def name_text(sentence: Sentence, span: NameSpan, text: str) -> str:
    """The name as the report writes it, on one line."""
    start, end = sentence.words[span.first].start, sentence.words[span.last].end
    return " ".join(text[start:end].split())


class Persons:
    """Reads what stands around a person's name and finds out who bears it."""

    def __init__(self, world: World, words: CastWords, register: Register, phrases: Phrases) -> None:
        self._world = world
        self._words = words
        self._register = register
        self._phrases = phrases
        self._spans = phrases.spans

    def portraits(self, sentence: Sentence, span: NameSpan) -> Iterator[Portrait]:
        """What titles, appositions, "of" phrases, predicates and relative clauses say of the bearer."""
        head = head_of(sentence, span.first, span.last)
        title = self.title(sentence, span)
        if title is not None:
            yield title
        for child in sentence.dependents(head):
            portrait = None
            if (child.relation == "appos" and child.index > span.last) or (
                child.deprel == "acl:relcl" and _copular(sentence, child) and child.index > span.last
            ):
                portrait = self._phrases.describe(sentence, child.index)
            if portrait is not None:
                yield portrait
        word = sentence.words[head]
        if word.deprel in ("nsubj", "nsubj:outer") and word.head >= 0:
            predicate = sentence.words[word.head]
            if predicate.upos in ("NOUN", "PROPN") and _copular(sentence, predicate):
                portrait = self._phrases.describe(sentence, predicate.index)
                if portrait is not None and not portrait.plural:
                    yield portrait

    def title(self, sentence: Sentence, span: NameSpan) -> Portrait | None:
        """The portrait of the words before the name ("Turkish Foreign Minister Hakan Fidan"), or None."""
        start = self.title_start(sentence, span)
        if start == span.first:
            return self._after_comma(sentence, span)
        for head in range(span.first - 1, start - 1, -1):
            word = sentence.words[head]
            if word.upos not in ("NOUN", "PROPN", "ADJ"):
                continue
            portrait = self._phrases.describe(sentence, head, start)
            if word.form.lower() in self._words.titles and (portrait is None or " " not in portrait.words):
                continue
            if portrait is not None and portrait.last < span.first:
                self._add_owner(sentence, span, portrait)
                return portrait
        return None

    def _after_comma(self, sentence: Sentence, span: NameSpan) -> Portrait | None:
        """The noun that the name stands in apposition to: "Iran's foreign minister, Kamal Kharazi"."""
        word = sentence.words[head_of(sentence, span.first, span.last)]
        if word.relation not in ("appos", "flat", "list") or not 0 <= word.head < span.first:
            return None
        parent = sentence.words[word.head]
        if (sentence.index, parent.index) in self._spans and 0 <= parent.head < span.first:
            parent = sentence.words[parent.head]
        if parent.upos not in ("NOUN", "PROPN"):
            return None
        return self._phrases.describe(sentence, parent.index)

    def _add_owner(self, sentence: Sentence, span: NameSpan, portrait: Portrait) -> None:
        """The country that hangs on the name itself: "President Ana Silva of Brazil"."""
        if portrait.countries:
            return
        before = self._spans.get((sentence.index, span.first - 1))
        if before is not None and before.label == "state" and before.entries and before.first > portrait.last:
            portrait.countries.extend(e.country for e in before.entries[:1] if e.country)
            return
        head = head_of(sentence, span.first, span.last)
        beside = self._phrases.belonging(sentence, head, span.last)
        portrait.countries.extend(dict.fromkeys(e.country for e in beside if e.country))
        portrait.owner = portrait.owner or beside

    def title_start(self, sentence: Sentence, span: NameSpan) -> int:
        """The first word of the title before a name; the name's own first word when there is none."""
        head = head_of(sentence, span.first, span.last)
        start = span.first
        for child in sentence.dependents(head):
            if child.index < span.first and child.deprel in _TITLE_RELATIONS and child.upos != "PUNCT":
                start = min(start, first_word(sentence, child.index), child.index)
        parent = sentence.words[head].head
        apposed = 0 <= parent < span.first and sentence.words[head].deprel in _APPOSED
        between = sentence.words[max(parent, 0) : span.first]
        if apposed and not any(w.upos == "PUNCT" and w.form != "-" for w in between):
            start = min(start, first_word(sentence, parent))
        if start == span.first:
            start = self._title_by_words(sentence, span)
        else:
            start = min(start, first_word(sentence, head) if first_word(sentence, head) < start else start)
        start = max(start, self._title_limit(sentence, span))
        inside = self._spans.get((sentence.index, start))
        if inside is not None and inside.first < start < span.first:
            start = self._title_by_words(sentence, span)
        if start < span.first:
            start = self._with_country(sentence, start)
        while start < span.first and sentence.words[start].upos in _NO_BEGINNING:
            if (sentence.index, start) in self._spans:
                break
            start += 1
        return start

    def _title_limit(self, sentence: Sentence, span: NameSpan) -> int:
        """The first word that a title can have: no verb, pronoun or comma stands inside one."""
        limit = span.first
        while limit > 0 and span.first - limit < _TITLE_LONGEST:
            word = sentence.words[limit - 1]
            told = self._words.has("not-now", word.form.lower())
            if (word.upos in _NO_TITLE and not told) or (
                word.upos == "PUNCT" and word.form not in _IN_TITLES
            ):
                break
            if word.upos == "PRON" and word.deprel != "nmod:poss":
                break
            other = self._spans.get((sentence.index, limit - 1))
            if other is not None and other.label == "person":
                break
            limit -= 1
        return limit

    def _with_country(self, sentence: Sentence, start: int) -> int:
        """The title's first word, or the country name just before it that the tree has left out."""
        left = start
        while (
            left > 0
            and start - left < _TITLE_GAP
            and sentence.words[left - 1].upos in ("NOUN", "ADJ", "CCONJ")
        ):
            if (sentence.index, left - 1) in self._spans:
                break
            left -= 1
        owned = left > 1 and sentence.words[left - 1].upos == "PART"  # "Kenya's chargé d'affaires Amina Ali"
        before = self._spans.get((sentence.index, left - 1 - owned))
        if left < start and sentence.words[left].upos == "CCONJ":
            return start
        if before is not None and before.label in ("state", "adjective", "organisation"):
            return before.first
        return start

    def _title_by_words(self, sentence: Sentence, span: NameSpan) -> int:
        """Where a title begins by the words alone, for when the tree hangs it elsewhere."""
        forms = [w.form for w in sentence.words]
        owner = self._spans.get((sentence.index, span.first - 1))
        stop = owner.first if owner is not None and owner.label in ("state", "organisation") else span.first
        if stop < span.first:
            while stop > 0 and sentence.words[stop - 1].upos in ("DET", "ADP"):
                stop -= 1
        for start in range(max(0, stop - _TITLE_REACH), stop):
            if any(start + count == stop for count, _ in self._world.match_role(forms, start)):
                return start
        if span.first > 0 and forms[span.first - 1].lower() in self._words.titles:
            return span.first - 1
        return span.first

    def join(
        self, name: str, span: NameSpan, portrait: Portrait | None, countries: Mapping[str, float]
    ) -> Entity:
        """The entity that bears the name: one of the report's people, one of the tables', or a new one."""
        known = self._register.same_person(name)
        if len(known) == 1:
            return known[0]
        if known:
            surname = [p for p in known if p.tokens[-1] == name.lower().split()[-1]]
            return max(surname or known, key=lambda p: (len(p.spans), -self._register.people.index(p)))
        entry = self._entry(name, span, portrait, countries)
        if entry is None:
            return self._register.text_person(name)
        person = self._register.of_entry(entry)
        person.spellings.add(tuple(fold(name).split()))
        return person

    def _entry(
        self, name: str, span: NameSpan, portrait: Portrait | None, countries: Mapping[str, float]
    ) -> Entry | None:
        """The table entry that fits the name and what the text says; None when the text contradicts it."""
        entries = [e for e in span.entries if e.kind == "person"]
        said = set(portrait.countries) if portrait else set()
        short = " " not in name.strip()
        if not entries and short:
            entries = [e for e in self._register.surnames(name) if self._fits(e, portrait, said, countries)]
        if not entries and not short:
            entries = self._respelled(name)
        if not entries and short and portrait is not None and not said:
            entries = self._sole_holder(name, portrait)
        if not entries and short and portrait is not None and portrait.role and not said:
            entries = self._past_holders(name, portrait.role)
        if said:
            entries = [e for e in entries if e.country in said or "IGO" in (e.country, *said)]
        elif short and portrait is not None and portrait.role:
            entries = [e for e in entries if portrait.role in (e.role, *e.also)] or entries
        ranked = sorted(
            entries,
            key=lambda e: (not self._register.in_office(e), (e.country or "") not in countries, -e.weight),
        )
        return ranked[0] if ranked else None

    def _respelled(self, name: str) -> list[Entry]:
        """The terms of whom the full name is a spelling of; a man's name is no spelling of a woman's."""
        entries = self._world.spelled(name)
        genders = {self._register.gender_of(fold(n).split()) for n in (name, *(e.name for e in entries))}
        return [] if len(genders - {None}) > 1 else list(entries)

    def _sole_holder(self, surname: str, portrait: Portrait) -> list[Entry]:
        """Who alone of that surname holds an office of the title's class on the day: "Secretary Rice"."""
        held = [e for e in self._register.surnames(surname) if e.start and self._register.in_office(e)]
        fits = [e for e in held if portrait.role in (e.role, *e.also)] if portrait.role else held
        one = len({e.entity for e in held}) == 1 and portrait.sector is not None and not portrait.former
        return [e for e in fits if e.weight >= _NOTED and e.sector == portrait.sector] if one else []

    def _past_holders(self, surname: str, role: str) -> list[Entry]:
        """Who of that surname ever held the office, when it was only one."""
        found = [e for e in self._register.surnames(surname) if role in (e.role, *e.also)]
        same = {e.entity for e in found}
        return found if len(same) == 1 else []

    def namesakes_country(self, surname: str, role: str | None) -> str | None:
        """The country of all who ever held the office under that surname ("President Bush"), if it is one."""
        found = {e.country for e in self._register.surnames(surname) if role in (e.role, *e.also)}
        return found.pop() if len(found) == 1 else None

    def _fits(
        self, entry: Entry, portrait: Portrait | None, said: set[str], countries: Mapping[str, float]
    ) -> bool:
        """Whether a bare surname may mean this holder: in office, of a country spoken of."""
        if not self._register.in_office(entry):
            return False
        if said:
            return entry.country in said
        if portrait is not None and portrait.role:
            return portrait.role in (entry.role, *entry.also) and (entry.country or "") in countries
        return (entry.country or "") in countries and entry.weight >= 0.5


def _copular(sentence: Sentence, word: Word) -> bool:
    return any(child.deprel == "cop" for child in sentence.dependents(word.index))
