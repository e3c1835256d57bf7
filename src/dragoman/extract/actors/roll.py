"""The first pass: all proper names of a report, which countries they speak of, and who the persons are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from dragoman.extract.actors.draft import Entity, Found, NameSpan, Portrait, head_of
from dragoman.extract.actors.names import find_names, ranked
from dragoman.extract.actors.nominal import Phrases
from dragoman.extract.actors.persons import Persons, name_text
from dragoman.extract.actors.register import Register
from dragoman.lexicon import data_root
from dragoman.lexicon.cast import CastWords
from dragoman.lexicon.entries import Entry
from dragoman.lexicon.gazetteer import load_gazetteer
from dragoman.lexicon.world import World
from dragoman.records import Analysis, Report, Sentence

_NO_STATE = frozenset({"IGO", "NGO", "MNC"})
_HEADLINE = 2.5
_CLEAR = 1.25
_PUBLISHER = 3.0
_FORENAME = 4
_TOWN = 50_000
_FAR_LARGER = 8


class Roll:
    """The names of a report. ``spans`` gives the span that holds a word, ``bearers`` the person of a span."""

    def __init__(
        self, report: Report, analysis: Analysis, world: World, words: CastWords, register: Register
    ) -> None:
        self._report = report
        self._analysis = analysis
        self._world = world
        self._words = words
        self._register = register
        self._gazetteer = load_gazetteer(data_root())
        self.countries: dict[str, float] = {}
        self.spans: dict[tuple[int, int], NameSpan] = {}
        self.bearers: dict[NameSpan, Entity] = {}
        self.titled: dict[tuple[int, int], NameSpan] = {}
        self._surnames: set[str] = set()
        self._single: set[str] = set()
        self._given: set[str] = set()
        self._acronyms: dict[str, NameSpan] = {}
        self.publisher: str | None = None
        self._peeking: set[tuple[int, int]] = set()
        self._phrases = Phrases(world, words, self.spans, self._peek, self.place_owner)
        self.persons = Persons(world, words, register, self._phrases)
        self._publish()
        self._find()
        self._call()

    def about(self) -> str | None:
        """The country that the names speak of most, None when two compete."""
        return clear_first(self.countries)

    def entity(self, span: NameSpan) -> Entity | None:
        """Whom a name span means; None for places and names of nobody."""
        if span.label == "person":
            return self.bearers.get(span)
        if span.label == "place":
            return None
        sentence = self._analysis.sentences[span.sentence]
        spelled = self._acronyms.get(sentence.words[span.first].form) if span.first == span.last else None
        if spelled is not None and spelled is not span:
            return self.entity(spelled)
        if span.entries:
            return self._register.of_entry(span.entries[0])
        organisation = self._register.organisation(name_text(sentence, span, self._report.text))
        if organisation.country is None:
            organisation.country = self._country_in_name(sentence, span)
        return organisation

    def _country_in_name(self, sentence: Sentence, span: NameSpan) -> str | None:
        """The country whose name or adjective begins an organisation's name or stands behind its "of"."""
        forms = [w.form for w in sentence.words[: span.last + 1]]
        for index in range(span.first, span.last + 1):
            apart = index > span.first and sentence.words[index - 1].upos not in ("ADP", "DET")
            for _, entries in self._world.match(forms, index):
                wanted = ("adjective",) if apart else ("name", "adjective", "division", "territory")
                states = {e.country for e in entries if e.kind == "state" and e.form in wanted}
                if len(states) == 1:
                    return states.pop()
        return None

    def names(self) -> list[NameSpan]:
        """All name spans in text order."""
        return list(dict.fromkeys(self.spans.values()))

    def _publish(self) -> None:
        """A ministry or a president that publishes its own words is spoken of throughout."""
        source = (self._report.source or "").partition("(")[0]
        found = [
            e for e in self._world.by_name(source) if e.kind == "organisation" and e.sector and e.country
        ]
        words = source.split()
        if not found and words and self._world.match_role(words, 0):
            matches = [m for at in range(1, len(words)) for m in self._world.match(words, at)]
            found = [e for _, entries in matches for e in entries if e.kind == "state"]
        if found and found[0].country:
            self.publisher = found[0].country
            self.countries[self.publisher] = _PUBLISHER

    def place_owner(self, span: NameSpan) -> Entity | None:
        """The state that a city belongs to, when its name leaves no doubt; for "the residents of Donetsk"."""
        if span.label != "place":
            return None
        text = name_text(self._analysis.sentences[span.sentence], span, self._report.text)
        points = [p for p in self._gazetteer.cities(text) if p.population >= _TOWN]
        points += self._gazetteer.regions(text)
        countries = dict.fromkeys(p.country for p in points)
        largest = sorted(points, key=lambda p: -p.population)
        if len(countries) > 1 and largest[0].population > _FAR_LARGER * max(
            (p.population for p in largest if p.country != largest[0].country), default=0
        ):
            countries = {largest[0].country: None}
        spoken = [c for c in countries if c in self.countries]
        if len(countries) == 1 or len(spoken) == 1:
            return self._register.state((spoken or list(countries))[0])
        return None

    def country_of_place(self, sentence: int, word: int) -> str | None:
        """The country in which the place lies that a word names, None where it names none."""
        span = self.spans.get((sentence, word))
        if span is None or span.label in ("person", "organisation", "adjective"):
            return None
        owner = self.entity(span) or self.place_owner(span)
        return owner.country if owner is not None and owner.country not in _NO_STATE else None

    def _find(self) -> None:
        """All spans: first to see which countries are spoken of, then ranked anew by that."""
        found: list[NameSpan] = []
        for sentence in self._analysis.sentences:
            for span in find_names(sentence, self._world, self._words, self._prefers):
                found.append(span)
                self._count(sentence, span)
                if span.label == "person":
                    self._given.add(sentence.words[span.first].form)
                    known = self._surnames if span.last > span.first else self._single
                    known.add(sentence.words[span.last].form)
        for span in found:
            sentence = self._analysis.sentences[span.sentence]
            if len(span.entries) > 1:
                span = self._of_city(sentence, ranked(sentence, span, self._prefers))
            if self._namesake(span):
                span = NameSpan(span.sentence, span.first, span.last, "person")
            own = self._of_owner(sentence, span)
            if own is None:
                continue
            for index in range(own.first, own.last + 1):
                self.spans[sentence.index, index] = own
            self._introduce_acronym(sentence, own)

    def _of_owner(self, sentence: Sentence, span: NameSpan) -> NameSpan | None:
        """A body's name behind a country is that country's body: "Argentina's Congress" is not another's.

        None when the tables know no such body of the country, so that its noun is read like any other.
        """
        if span.label != "organisation" or not span.entries:
            return span
        before = span.first - 1
        while before >= 0 and sentence.words[before].upos in ("PART", "ADJ") and span.first - before < 3:
            if (sentence.index, before) in self.spans:
                break
            before -= 1
        owner = self.spans.get((sentence.index, before))
        if owner is None or owner.label not in ("state", "adjective") or not owner.entries:
            return span
        country, best = owner.entries[0].country, span.entries[0].country
        if country is None or best is None or {country, best} & _NO_STATE or country == best:
            return span
        same = tuple(e for e in span.entries if e.country == country)
        if same:
            return NameSpan(span.sentence, span.first, span.last, span.label, same)
        forms = [w.form for w in sentence.words[span.first : span.last + 1]]
        return None if self._world.role(forms) is not None else span

    def _introduce_acronym(self, sentence: Sentence, span: NameSpan) -> None:
        """Keep an acronym that stands in brackets behind the name that it abbreviates."""
        after = sentence.words[span.last + 1 : span.last + 4]
        if span.label == "person" or len(after) < 3 or (after[0].form, after[2].form) != ("(", ")"):
            return
        short = after[1].form
        initials = {w.form[:1].lower() for w in sentence.words[span.first : span.last + 1]}
        if len(short) > 1 and sum(c.isupper() for c in short) > 1 and short[0].lower() in initials:
            self._acronyms.setdefault(short, span)

    def _prefers(self, entry: Entry) -> float:
        """How likely a name means an entry here: its prior, its time, whether its country is spoken of."""
        score = entry.weight
        day = self._report.published.day
        if day is not None and (entry.start or entry.end):
            score += 0.25 if entry.holds(day) else -0.25
        if entry.country in self.countries:
            score += 0.3 + 0.4 * (entry.country == self.about())
        return score + (0.2 if entry.form == "name" and entry.kind == "state" else 0.0)

    def _of_city(self, sentence: Sentence, span: NameSpan) -> NameSpan:
        """A name of a state and a division means the division behind its city: "Atlanta, Georgia"."""
        divisions = [e for e in span.entries if e.form == "division"]
        if divisions and span.label == "state" and self._has_governor(sentence, span):
            return replace(span, entries=tuple(sorted(span.entries, key=lambda e: e.form != "division")))
        if (
            not divisions
            or span.label != "state"
            or span.first < 2
            or sentence.words[span.first - 1].form != ","
        ):
            return span
        city = self._gazetteer.cities(sentence.words[span.first - 2].form)
        if not city or city[0].country not in {e.country for e in divisions}:
            return span
        ranked = sorted(span.entries, key=lambda e: (e.form != "division", e.country != city[0].country))
        return NameSpan(span.sentence, span.first, span.last, "state", tuple(ranked))

    def _has_governor(self, sentence: Sentence, span: NameSpan) -> bool:
        """Whether an office stands beside a name that parts of a state have: "Georgia Governor Jane Doe"."""
        tokens = sentence.words
        after = tokens[span.last + 1].form.lower() if span.last + 1 < len(tokens) else ""
        before = tokens[span.first - 2].form.lower() if span.first > 1 else ""
        linked = before and tokens[span.first - 1].upos == "ADP"
        return any(self._words.has("division-office", w) for w in (after, before if linked else ""))

    def _namesake(self, span: NameSpan) -> bool:
        """Whether a city's name is the surname of somebody whom the report names in full."""
        if span.first != span.last or span.label not in ("capital", "place", "state", "organisation"):
            return False
        sentence = self._analysis.sentences[span.sentence]
        form = sentence.words[span.first].form
        if span.entries and span.entries[0].form in ("name", "adjective") and span.entries[0].kind == "state":
            tagged = sentence.words[span.first].name.endswith("PER") and form in self._surnames
            return tagged or self._forename(span)
        unknown = span.label in ("place", "organisation") and not span.entries and span.first == span.last
        if unknown and (form in self._single or form in self._surnames):
            return True
        if span.label == "organisation":
            return False
        before = sentence.words[span.first - 1] if span.first else None
        located = before is not None and before.upos == "ADP" and span.label != "place"
        return form in self._surnames and not located

    def _forename(self, span: NameSpan) -> bool:
        """Whether a state's name is short for the given name of a person of the report ("Chad", "Jordan")."""
        sentence = self._analysis.sentences[span.sentence]
        word = sentence.words[span.first]
        before = sentence.words[span.first - 1].upos if span.first else ""
        if word.upos != "PROPN" or word.name.endswith("LOC") or before == "ADP" or len(word.form) < _FORENAME:
            return False
        return any(given.startswith(word.form) for given in self._given)

    def _count(self, sentence: Sentence, span: NameSpan) -> None:
        country = span.entries[0].country if span.entries else None
        if country and country not in _NO_STATE and len({e.country for e in span.entries}) == 1:
            weight = _HEADLINE if sentence.index == 0 else 1.0
            before = sentence.words[span.first - 1] if span.first else None
            if span.label == "capital" and before is not None and before.upos == "ADP":
                weight *= 0.5
            self.countries[country] = self.countries.get(country, 0.0) + weight

    def _call(self) -> None:
        """Find out who the named persons are: full names first, so that short forms before them can join."""
        persons = [s for s in dict.fromkeys(self.spans.values()) if s.label == "person"]
        for span in sorted(persons, key=lambda s: s.first == s.last):
            sentence = self._analysis.sentences[span.sentence]
            title = self.persons.title(sentence, span)
            name = name_text(sentence, span, self._report.text)
            self.bearers[span] = self.persons.join(name, span, title, self.countries)
            start = self.persons.title_start(sentence, span)
            for index in range(start, span.first):
                if (span.sentence, index) not in self.spans:
                    self.titled[span.sentence, index] = span
        for span in persons:
            person = self.bearers[span]
            sentence = self._analysis.sentences[span.sentence]
            self._gender_by_title(sentence, span, person)
            if person.country is None:
                self._belongs(sentence, span, person)
            for portrait in self.persons.portraits(sentence, span):
                self._paint(person, portrait)
                if portrait.plural and portrait.last < span.first:
                    self._share(sentence, span, portrait)

    def _share(self, sentence: Sentence, span: NameSpan, portrait: Portrait) -> None:
        """A plural title counts for every name behind it: "opposition leaders A and B"."""
        for other in sentence.dependents(head_of(sentence, span.first, span.last), "conj"):
            beside = self.spans.get((sentence.index, other.index))
            if beside is not None and beside in self.bearers:
                self._paint(self.bearers[beside], portrait)

    def _belongs(self, sentence: Sentence, span: NameSpan, person: Entity) -> None:
        """The country on the name itself: "India's Asha Rao", "Ana Silva of Brazil"."""
        head = head_of(sentence, span.first, span.last)
        for owner in self._phrases.belonging(sentence, head, span.last):
            if owner.kind in ("state", "organisation") and owner.country:
                person.country = owner.country
                person.side = owner if owner.kind == "organisation" else None
                return

    def _paint(self, person: Entity, portrait: Portrait) -> None:
        if portrait.plural and len(portrait.countries) > 1:
            return
        portrait = replace(portrait, plural=False)
        self._register.paint(person, portrait)
        owner = portrait.owner[0] if portrait.owner else None
        if owner is not None and owner.kind in ("organisation", "group") and not portrait.free:
            person.side = person.side or owner

    def _gender_by_title(self, sentence: Sentence, span: NameSpan, person: Entity) -> None:
        for index in range(max(0, span.first - 3), span.first):
            gender = self._words.titles.get(sentence.words[index].form.lower())
            if gender and person.gender is None:
                person.gender = gender

    def _peek(self, sentence_index: int, word: int) -> Found | None:
        """Whom a word means by names alone, without the memory of the second pass."""
        key = (sentence_index, word)
        span = self.spans.get(key)
        sentence = self._analysis.sentences[sentence_index]
        if span is not None:
            entity = self.entity(span) or self.place_owner(span)
            return _passing(sentence, span.first, span.last, (entity,)) if entity else None
        if key in self._peeking or sentence.words[word].upos not in ("NOUN", "PROPN"):
            return None
        self._peeking.add(key)
        portrait = self._phrases.describe(sentence, word)
        self._peeking.discard(key)
        if portrait is None or not portrait.countries or portrait.free:
            return None
        entities = tuple(
            Entity(name=portrait.words, kind=portrait.kind or "group", country=c, sector=portrait.sector)
            for c in portrait.countries
        )
        return _passing(sentence, word, word, entities)


def _passing(sentence: Sentence, first: int, last: int, entities: tuple[Entity, ...]) -> Found:
    head = head_of(sentence, first, last)
    return Found(sentence.index, head, first, last, "name", entities, "peek")


def clear_first(weights: dict[str, float]) -> str | None:
    """The country with the most weight, None when another comes near."""
    ranked: Iterator[tuple[str, float]] = iter(sorted(weights.items(), key=lambda item: (-item[1], item[0])))
    first = next(ranked, None)
    second = next(ranked, None)
    if first is None or (second is not None and first[1] < _CLEAR * second[1]):
        return None
    return first[0]
