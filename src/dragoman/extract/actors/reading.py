"""The second pass: every mention of a report in order, each read with the memory of those before."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from dragoman.extract.actors.cast import Cast
from dragoman.extract.actors.descriptions import Descriptions
from dragoman.extract.actors.draft import Entity, Found, NameSpan, Portrait, head_of, rank_of
from dragoman.extract.actors.freeze import freeze
from dragoman.extract.actors.nominal import Phrases, last_word
from dragoman.extract.actors.persons import name_text
from dragoman.extract.actors.pronouns import Pronouns
from dragoman.extract.actors.recall import Recall
from dragoman.extract.actors.register import Register
from dragoman.extract.actors.roll import Roll
from dragoman.extract.actors.speech import Speech
from dragoman.lexicon.cast import CastWords
from dragoman.lexicon.world import World
from dragoman.records import Analysis, Report, Segment, Sentence

_NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "X"})
_ARGUMENT = frozenset({"nsubj", "obj", "iobj", "obl", "nmod", "root", "conj", "appos"})
# So many sentences back a thing named with its owner is still the one meant.
_RECALLED = 4
_OFFICIAL = frozenset({"GOV", "MIL", "COP", "JUD", "LEG"})


class Reader:
    """Reads one report. Use ``read`` once."""

    def __init__(
        self, report: Report, segments: Sequence[Segment], analysis: Analysis, world: World, words: CastWords
    ) -> None:
        self._report = report
        self._analysis = analysis
        self._world = world
        self._words = words
        self._register = Register(world, words, report.published.day)
        self._roll = Roll(report, analysis, world, words, self._register)
        self._recall = Recall(analysis, words, self._at)
        self._phrases = Phrases(world, words, self._roll.spans, self._at, self._roll.place_owner)
        self._descriptions = Descriptions(
            words, self._register, self._recall, self._roll.about, self._roll.country_of_place
        )
        self._speech = Speech(report.text, analysis, words)
        self._memo: dict[tuple[int, int], Found | None] = {}
        self._named: dict[NameSpan, Found | None] = {}
        self._found: list[Found] = []
        self._things: dict[tuple[int, int], tuple[Entity, ...]] = {}
        self._owned: dict[str, tuple[int, tuple[Entity, ...]]] = {}
        self._pronouns = Pronouns(
            analysis, self._register, self._recall, self._speech, self._at, self._things, self._roll.publisher
        )

    def read(self) -> Cast:
        """The cast of the report."""
        for sentence in self._analysis.sentences:
            for word in sentence.words:
                self._at(sentence.index, word.index)
        speakers: dict[int, tuple[Entity, ...]] = {}
        for sentence in self._analysis.sentences:
            speaker = self._speaker_of(sentence)
            if speaker:
                speakers[sentence.index] = speaker
        names = self._roll.names()
        return freeze(self._analysis, self._found, self._things, speakers, names, self._register.state)

    def _speaker_of(self, sentence: Sentence) -> tuple[Entity, ...]:
        for word in sentence.words:
            if self._speech.quote_at(word.start) is not None:
                return self._pronouns.speaker(word.start)
        return ()

    def _at(self, sentence_index: int, index: int) -> Found | None:
        """The mention that a word belongs to as its head or as part of a name; None for things."""
        key = (sentence_index, index)
        if key in self._memo:
            return self._memo[key]
        self._memo[key] = None
        sentence = self._analysis.sentences[sentence_index]
        word = sentence.words[index]
        span = self._roll.spans.get(key) or self._roll.titled.get(key)
        if span is not None:
            found = self._name(sentence, span)
        elif word.upos in ("PRON", "DET") and word.form.lower() in self._words.pronouns:
            found = self._pronouns.read(sentence, index, self._words.pronouns[word.form.lower()])
            if found is not None:
                self._keep(found)
        elif word.upos in _NOMINAL or word.form.lower() in self._words.points:
            found = self._nominal(sentence, index)
        else:
            found = None
        self._memo[key] = found
        return found

    def _keep(self, found: Found) -> Found:
        self._found.append(found)
        self._recall.add(found)
        for entity in found.entities:
            entity.places.append((found.sentence, found.head))
        return found

    def _name(self, sentence: Sentence, span: NameSpan) -> Found | None:
        if span in self._named:
            return self._named[span]
        self._named[span] = None
        entity = self._roll.entity(span)
        if entity is None:
            return None
        first = span.first
        if span.label == "person":
            first = self._roll.persons.title_start(sentence, span)
            for portrait in self._roll.persons.portraits(sentence, span):
                self._complete(sentence, span, entity, portrait)
        elif not span.entries:
            self._introduce(sentence, span, entity)
        head = head_of(sentence, first, span.last)
        entity = self._people(sentence, span) or entity
        found = Found(
            sentence.index,
            head,
            first,
            span.last,
            "name",
            (entity,),
            entity.rule,
            rank_of(sentence, head),
            plural=span.label == "adjective" and sentence.words[span.first].feat("Number") == "Plur",
        )
        self._named[span] = found
        for index in range(first, span.last + 1):
            inner = self._roll.spans.get((sentence.index, index))
            if inner is None or inner is span:
                self._memo[sentence.index, index] = found
            else:
                self._hide(self._at(sentence.index, index), entity)
        return self._keep(found)

    def _people(self, sentence: Sentence, span: NameSpan) -> Entity | None:
        """The people that a demonym means rather than their state; "the Iranians" as a whole are it."""
        if span.label != "adjective":
            return None
        word = sentence.words[span.last]
        if self._phrases.is_ethnic(sentence, span.first):
            forms = [w.form for w in sentence.words[span.first - 1 : span.last + 1]]
            return self._register.people_named(" ".join(forms))
        head = head_of(sentence, span.first, span.last)
        whole = any(d.feat("Definite") == "Def" for d in sentence.dependents(head, "det"))
        whole = whole and next(sentence.dependents(head, "nummod"), None) is None
        country = span.entries[0].country if span.entries else None
        if word.upos not in ("NOUN", "PROPN") or word.relation not in _ARGUMENT or not country:
            return None
        plural = word.feat("Number") == "Plur"
        if (whole and plural) or span.entries[0].kind != "state":
            return None
        return self._register.nationals(country, word.form, plural)

    def _complete(self, sentence: Sentence, span: NameSpan, person: Entity, title: Portrait) -> None:
        """What only the second pass can tell of a person: "President Omar" is of the country spoken of."""
        if title.last < span.first:
            person.loaded.extend(s for s in title.loaded if s not in person.loaded)
        if person.country is None and not title.free:
            if title.countries:
                self._register.paint(person, title)
            elif title.role and (held := self._roll.persons.namesakes_country(person.name, title.role)):
                person.country = held
            elif self._roll.publisher and title.sector == "GOV" and not title.owner:
                person.country = self._roll.publisher
            elif not title.owner and (title.role or self._descriptions.is_local(title, title.lemma)):
                person.country = self._descriptions.country_here(sentence, span.first)

    def _introduce(self, sentence: Sentence, span: NameSpan, entity: Entity) -> None:
        """Country and sector of an organisation that only the text knows, from the words beside its name."""
        head = head_of(sentence, span.first, span.last)
        portrait = self._phrases.describe(sentence, head)
        if portrait is not None:
            entity.nouns.add(portrait.noun)
            entity.sector = entity.sector or portrait.sector
        if entity.country is None:
            owners = portrait.owner if portrait else self._phrases.owners_of_thing(sentence, head)
            inside = [o.country for o in owners if o.country]
            entity.country = inside[0] if inside else None
        official = entity.sector in _OFFICIAL and portrait is not None and not portrait.owner
        if entity.country is None and official:
            entity.country = self._descriptions.country_here(sentence, span.first)
        for child in sentence.dependents(head, "appos"):
            other = self._roll.spans.get((sentence.index, child.index))
            if other is not None and not other.entries and sentence.words[other.first - 1].form == "(":
                self._register.alias(name_text(sentence, other, self._report.text), entity)

    def _hide(self, found: Found | None, *owners: Entity) -> None:
        """A country word inside another mention is no mention of its own."""
        if found is not None and not any(
            found.entities == (owner,) for owner in owners if owner.kind != "state"
        ):
            found.shown = False

    def _nominal(self, sentence: Sentence, index: int) -> Found | None:
        word = sentence.words[index]
        if word.upos not in ("NOUN", "PROPN") and word.relation not in _ARGUMENT:
            return None
        if word.deprel == "compound" and word.form.islower():
            return None
        portrait = self._phrases.describe(sentence, index)
        points = portrait is None and word.lemma.lower() in self._words.points
        if points and not self._phrases.names_condition(sentence, index):
            portrait = Portrait(
                noun=word.lemma.lower(), words=word.form, first=index, last=index, definite=True
            )
            portrait.kind, portrait.plural = "group", word.feat("Number") != "Sing"
            if not portrait.plural:
                portrait.definite = any(
                    d.feat("Definite") == "Def" or d.feat("PronType") == "Dem"
                    for d in sentence.dependents(index, "det")
                )
                portrait = portrait if portrait.definite else None
        if portrait is not None and self._is_mass(sentence, index, portrait):
            portrait = None
        if portrait is None:
            if word.upos in ("NOUN", "PROPN"):
                self._thing(sentence, index)
            return None
        entities, rule = self._apposed(sentence, index, portrait), "the name beside it"
        if not entities:
            entities, rule = self._descriptions.identify(
                sentence, index, portrait, self._wording(sentence, portrait, index)
            )
        for entity in entities:
            entity.loaded.extend(s for s in portrait.loaded if s not in entity.loaded)
            if not entity.named:
                self._register.paint(entity, portrait)
        for inner in range(portrait.first, index):
            span = self._roll.spans.get((sentence.index, inner))
            if span is not None and span.last < index and not self._possessive(sentence, span):
                self._hide(self._memo.get((sentence.index, inner)))
        last = max(portrait.last, last_word(sentence, index))
        return self._keep(
            Found(
                sentence.index,
                index,
                portrait.first,
                last,
                "nominal",
                entities,
                rule,
                rank_of(sentence, index),
                plural=portrait.plural or len(entities) > 1,
            )
        )

    def _is_mass(self, sentence: Sentence, index: int, portrait: Portrait) -> bool:
        """Whether a noun that could be a person is a matter: "justice takes time", bare in a sentence."""
        word = sentence.words[index]
        bare = not (portrait.definite or portrait.indefinite or portrait.countries or portrait.owner)
        if word.form.lower() in self._words.sets["matter"]:
            return bare and portrait.count is None
        full = sentence.words[-1].upos == "PUNCT" and sentence.index > 0
        argument = word.relation in ("nsubj", "obj", "obl", "nmod", "iobj")
        single = portrait.kind == "person" and not portrait.plural and word.upos == "NOUN"
        return (
            full
            and single
            and bare
            and argument
            and word.form.islower()
            and portrait.count is None
            and (
                next(sentence.dependents(index, "det", "nmod:poss", "nummod", "appos", "flat"), None) is None
            )
        )

    def _possessive(self, sentence: Sentence, span: NameSpan) -> bool:
        head = head_of(sentence, span.first, span.last)
        return sentence.words[head].deprel == "nmod:poss"

    def _thing(self, sentence: Sentence, index: int) -> None:
        owners = self._phrases.owners_of_thing(sentence, index)
        lemma = sentence.words[index].lemma.lower()
        if owners:
            self._owned[lemma] = sentence.index, owners
        elif lemma in self._owned and self._again(sentence, index):
            before, owners = self._owned[lemma]
            owners = owners if sentence.index - before <= _RECALLED else ()
        if owners:
            self._things[sentence.index, index] = owners

    def _again(self, sentence: Sentence, index: int) -> bool:
        """Whether a thing is one told of before: "the programme", with nothing that says which."""
        kept = sentence.dependents(index, "nmod", "acl", "nmod:poss", "amod", "compound")
        return next(kept, None) is None and any(
            d.feat("Definite") == "Def" or d.feat("PronType") == "Dem"
            for d in sentence.dependents(index, "det")
        )

    def _wording(self, sentence: Sentence, portrait: Portrait, index: int) -> str:
        """The phrase as a name: without determiner, possessive pronoun and judging words."""
        kept = [
            w
            for w in sentence.words[portrait.first : max(portrait.last, last_word(sentence, index)) + 1]
            if not (w.upos in ("DET", "PUNCT") and w.index < index)
            and not (w.upos == "PRON" and w.deprel == "nmod:poss")
            and (w.start, w.end) not in portrait.loaded[: len(portrait.loaded) if w.index != index else 0]
        ]
        counted = next((n for n, w in enumerate(kept) if w.upos == "NUM" and w.index < index), 0)
        kept = kept[counted:]
        pieces = [kept[0].form] if kept else []
        for before, word in pairwise(kept):
            pieces.append(word.form if before.end == word.start else f" {word.form}")
        return "".join(pieces) or sentence.words[index].form

    def _apposed(self, sentence: Sentence, index: int, portrait: Portrait) -> tuple[Entity, ...]:
        """The named ones that a noun is in apposition to, or the predicate of."""
        word = sentence.words[index]
        named = [
            self._at(sentence.index, child.index)
            for child in sentence.dependents(index, "appos", "flat")
            if child.index > index and self._is_bearer(sentence, child.index)
        ]
        if named and named[0] is not None:
            entities = list(named[0].entities)
            for other in sentence.dependents(named[0].head, "conj"):
                found = self._at(sentence.index, other.index) if portrait.plural else None
                entities.extend(found.entities if found else ())
            if portrait.plural and len(portrait.countries) == len(entities):
                self._share(portrait, entities)
            return tuple(dict.fromkeys(entities))
        if portrait.plural:
            return ()
        if word.relation == "appos" and self._is_bearer(sentence, word.head):
            found = self._at(sentence.index, word.head)
            return found.entities if found and len(found.entities) == 1 else ()
        if any(c.deprel == "cop" for c in sentence.dependents(index)) and portrait.kind == "person":
            for child in sentence.dependents(index, "nsubj"):
                found = self._at(sentence.index, child.index)
                if found and len(found.entities) == 1 and found.entities[0].kind == "person":
                    return found.entities
        return ()

    def _share(self, portrait: Portrait, entities: list[Entity]) -> None:
        """ "his Danish, Irish and Dutch colleagues, A, B and C": the countries go to the names in order."""
        shared = list(zip(entities, portrait.countries, strict=True))
        if any(entity.wikidata and entity.country not in (None, country) for entity, country in shared):
            return
        for entity, country in shared:
            if not entity.fixed:
                entity.country = country
                entity.sector = entity.sector or portrait.sector

    def _is_bearer(self, sentence: Sentence, index: int) -> bool:
        span = self._roll.spans.get((sentence.index, index))
        return span is not None and span.label in ("person", "organisation")
