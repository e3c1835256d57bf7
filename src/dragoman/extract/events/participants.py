"""Who takes part: words that a frame's relations lead to in, actors with their mentions out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dragoman.extract.actors.cast import Cast
from dragoman.extract.clauses import NOMINAL, Clauses
from dragoman.lexicon.events import Frame, Predicate
from dragoman.records import Attribution, Place, Span, Word, contains

INSIDE = ("nmod:poss", "amod", "compound", "nmod", "nummod", "acl", "flat")
CARRIERS = frozenset(
    {"of", "in", "from", "by", "between", "among", "near", "for", "on", "against", "within", "at", "with"}
)
LIVING = frozenset({"in", "from", "across", "throughout", "at", "inside"})
WHERE = (
    "obl:in",
    "nmod:in",
    "obl:from",
    "obl:across",
    "obl:at",
    "obl:near",
    "obj.nmod:in",
    "obj.nmod:from",
    "obj.nmod:near",
)


@dataclass(frozen=True, slots=True)
class Filler:
    """An actor that takes part and the words that say so (None when carried over from elsewhere)."""

    actor: str
    mention: Span | None
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Sides:
    """The participants of one event, read from one place."""

    actors: tuple[Filler, ...]
    recipients: tuple[Filler, ...]


class Participants:
    """Reads participants in one sentence. ``speaker`` relations are answered from ``attributions``."""

    def __init__(
        self, clauses: Clauses, cast: Cast, attributions: Sequence[Attribution], places: Sequence[Place] = ()
    ) -> None:
        self.clauses = clauses
        self.cast = cast
        self._attributions = attributions
        self._hosts = {span: p.country for p in places if p.country for span in p.mentions}
        self._states = {a.country: a.id for a in reversed(cast.actors) if a.kind == "state" and a.country}
        self._sentence = clauses.sentence
        self._found: dict[tuple[int, bool], tuple[Filler, ...]] = {}

    def read(self, index: int, row: Predicate, frame: Frame) -> Sides:
        """Actors and recipients of the event word by the row's own relations, else its frame's."""
        noun = row.pos == "NOUN"
        actor_lists = row.actor if row.actor is not None else (frame.actor_noun if noun else frame.actor)
        other_lists = (
            row.recipient
            if row.recipient is not None
            else (frame.recipient_noun if noun else frame.recipient)
        )
        if frame.mutual:
            every = self._all(index, (*actor_lists, *other_lists))
            return Sides(self._partner(index, every), ())
        actors = self._first(index, actor_lists)
        if frame.public and not self._states_of(actors):
            actors = (*actors, *self._where(index, actors))
        recipients = self._other(index, other_lists, actors)
        if not recipients and row.recipient:
            recipients = self._other(index, frame.recipient_noun if noun else frame.recipient, actors)
        if frame.located and not self._states_of(recipients):
            recipients = (*recipients, *self._where(index, actors))
        return Sides(actors, recipients)

    def _other(self, index: int, relations: Iterable[str], actors: tuple[Filler, ...]) -> tuple[Filler, ...]:
        """The first relation that leads to somebody of another state, else the first to anybody else.

        "Withdrew its troops from Freedonia" is towards Freedonia, not towards its own troops.
        """
        taken, own = {f.actor for f in actors}, self._states_of(actors)
        fallback: tuple[Filler, ...] = ()
        for relation in relations:
            found = tuple(dict.fromkeys(f for f in self._through(index, relation) if f.actor not in taken))
            if found and (not own or not self._states_of(found) or self._states_of(found) - own):
                return found
            fallback = fallback or found
        return fallback

    def _where(self, index: int, actors: tuple[Filler, ...]) -> tuple[Filler, ...]:
        """The state in which something is done to people of no named state ("killed five in Freeville")."""
        own = self._states_of(actors)
        at_home: tuple[Filler, ...] = ()
        for relation in WHERE:
            found = tuple(
                f for f in self._through(index, relation) if self.cast.actor(f.actor).kind == "state"
            )
            if self._states_of(found) - own:
                return tuple(f for f in found if self._states_of([f]) - own)
            at_home = at_home or found
        return tuple(Filler(f.actor, f.mention) for f in at_home if f.actor not in {a.actor for a in actors})

    def _states_of(self, fillers: Iterable[Filler]) -> frozenset[str]:
        """Countries of fillers, as far as known."""
        return frozenset(c for f in fillers if (c := self.cast.actor(f.actor).country) is not None)

    def _partner(self, index: int, fillers: tuple[Filler, ...]) -> tuple[Filler, ...]:
        """Talks that name one side only are those of the one who speaks of them."""
        countries = {self.cast.actor(f.actor).country or f.actor for f in fillers}
        if len(countries) != 1 or self._sentence.words[index].upos not in NOMINAL:
            return fillers
        held = {f.actor for f in fillers}
        return (*fillers, *(f for f in self.speaker(index) if f.actor not in held))

    def words(self, index: int, relations: Iterable[str]) -> list[int]:
        """All words that the relations lead to, in order."""
        return [i for relation in relations for i in self.clauses.follow(index, relation)]

    def _first(self, index: int, relations: Iterable[str]) -> tuple[Filler, ...]:
        for relation in relations:
            found = self._through(index, relation)
            if found:
                return tuple(dict.fromkeys(found))
        return ()

    def _all(self, index: int, relations: Iterable[str]) -> tuple[Filler, ...]:
        out: dict[str, Filler] = {}
        for relation in relations:
            for filler in self._through(index, relation):
                out.setdefault(filler.actor, filler)
        return tuple(out.values())

    def _through(self, index: int, relation: str) -> list[Filler]:
        if relation == "speaker":
            return list(self.speaker(index))
        deep = relation.rpartition(".")[2] not in ("amod", "compound")
        found = [f for i in self.clauses.follow(index, relation) for f in self.named_by(i, deep)]
        if found and deep and not self._states_of(found):
            found += [f for i in self.clauses.follow(index, relation) for f in self._living_in(i)]
        return found

    def _living_in(self, index: int) -> list[Filler]:
        """The state in which people of no named state are said to be ("students in Freeville")."""
        dwelling = self._sentence.words[index].lemma.lower() in self.clauses.sets.get("dwellers", ())
        living = LIVING | {"of"} if dwelling else LIVING
        near = [c.index for c in self.clauses.children(index, "nmod") if self.clauses.case(c.index) in living]
        found = [f for i in near for f in self._at(i) if self._states_of([f])]
        if not found and self._sentence.words[index].lemma.lower() in self.clauses.sets.get("measure", ()):
            parts = [
                c.index for c in self.clauses.children(index, "nmod") if self.clauses.case(c.index) == "of"
            ]
            return [f for part in parts for f in self._living_in(part)]
        for clause in self.clauses.children(index, "acl") if not found else []:
            below = self.clauses.children(clause.index, "obl", "obj")
            found += [f for w in below for f in self._at(w.index) or self._inside(w.index, 1)]
        return [f for f in found if self._states_of([f])]

    def named_by(self, index: int, deep: bool = True) -> tuple[Filler, ...]:
        """Actors that a word and those joined to it name; ``deep``: by what stands inside, too."""
        key = (index, deep)
        if key not in self._found:
            out: list[Filler] = []
            for word in self.clauses.joined(index):
                out += self._at(word) or (self._owners(word) or self._inside(word, 0) if deep else [])
            self._found[key] = tuple(dict.fromkeys(out))
        return self._found[key]

    def is_body(self, index: int) -> bool:
        """Whether the word is the name of an organisation ("the Peace Conference of Labour")."""
        mention = self.cast.at(self._sentence.index, index)
        if mention is None or mention.form != "name":
            return False
        return any(self.cast.actor(a).kind in ("organisation", "outlet") for a in mention.actors)

    def _at(self, index: int) -> list[Filler]:
        word = self._sentence.words[index]
        mention = self.cast.at(self._sentence.index, index)
        if mention is not None and mention.actors:
            found = [Filler(actor, (mention.start, mention.end)) for actor in mention.actors]
            return [*found, *self._beside(index, found)]
        if word.upos == "PRON" and word.form.lower() in self.clauses.sets.get("first_person", ()):
            return [Filler(f.actor, (word.start, word.end)) for f in self.speaker(index)]
        if word.upos == "PRON" and word.relation == "nsubj" and self._third(word):
            return [Filler(f.actor, (word.start, word.end)) for f in self._sayer(index)]
        for apposed in self.clauses.children(index, "appos"):
            mention = self.cast.at(self._sentence.index, apposed.index)
            if mention is not None and mention.actors:
                return [Filler(actor, (mention.start, mention.end)) for actor in mention.actors]
        return self._host(index)

    def _third(self, word: Word) -> bool:
        """Whether a pronoun may stand for the one who speaks of himself ("Freedonia says it is ready")."""
        return word.form.lower() in self.clauses.sets.get("third_person", ())

    def _beside(self, index: int, found: list[Filler]) -> list[Filler]:
        """States joined before a noun whose mention names one only ("Freedonian and Sylvanian envoys")."""
        modifiers = [c.index for c in self.clauses.children(index, "amod", "compound") if c.index < index]
        joined = [i for m in modifiers for i in self.clauses.joined(m)]
        if len(joined) < 2 or (not self.clauses.children(index, "cc") and len(joined) == len(modifiers)):
            return []
        held = self._states_of(found)
        named = [self.cast.at(self._sentence.index, i) for i in joined]
        extra = [Filler(a, (m.start, m.end)) for m in named if m is not None for a in m.actors]
        return [f for f in extra if self._states_of([f]) - held] if held else []

    def host_country(self, index: int) -> str | None:
        """The country of the place that a word names, None when it names none on the map."""
        word = self._sentence.words[index]
        return next((c for (s, e), c in self._hosts.items() if s <= word.start and word.end <= e), None)

    def state(self, country: str) -> tuple[Filler, ...]:
        """The state of a country as a participant that the sentence does not name."""
        return (Filler(self._states[country], None),) if country in self._states else ()

    def _host(self, index: int) -> list[Filler]:
        """A place that is no actor stands for its state where the report has that state among its actors."""
        country = self.host_country(index)
        word = self._sentence.words[index]
        if country is None or country not in self._states or word.upos not in NOMINAL:
            return []
        return [Filler(self._states[country], (word.start, word.end))]

    def _owners(self, index: int) -> list[Filler]:
        word = self._sentence.words[index]
        return [
            Filler(actor, (word.start, word.end), 1)
            for actor in self.cast.owners(self._sentence.index, index)
        ]

    def _inside(self, index: int, depth: int) -> list[Filler]:
        """Actors named inside a phrase whose head is none: "Sylvanian jet", "residents of Freeville"."""
        if depth > 2 or self._sentence.words[index].upos not in NOMINAL:
            return []
        for relation in INSIDE:
            found: list[Filler] = []
            for child in self.clauses.children(index, relation):
                if child.deprel == "acl:relcl" or (child.deprel == "nmod:poss" and relation == "nmod"):
                    continue
                if relation == "nmod" and self.clauses.case(child.index) not in CARRIERS:
                    continue
                if relation == "acl":
                    below = self.clauses.children(child.index, "obl", "obj")
                    found += [f for g in below for f in self._at(g.index) or self._inside(g.index, depth + 1)]
                    continue
                for word in self.clauses.joined(child.index):
                    found += self._at(word) or self._inside(word, depth + 1)
            if found:
                return [Filler(f.actor, f.mention, f.depth + 1) for f in found]
        return []

    def attribution(self, start: int, end: int, acts: frozenset[int] = frozenset()) -> Attribution | None:
        """The innermost attribution whose content holds a span (the shortest such content).

        ``acts``: event words of the sentence. "Condemned the raid" is an act of condemning, told by the
        reporter, so an event word with a bare noun phrase for its content is no attribution here.
        """
        best: tuple[int, Attribution] | None = None
        for attribution in self._attributions:
            if acts and self._act(attribution, acts):
                continue
            if any(contains(span, (start, end)) for span in attribution.content):
                size = sum(e - s for s, e in attribution.content)
                if best is None or size < best[0]:
                    best = size, attribution
        return best[1] if best else None

    def _act(self, attribution: Attribution, acts: frozenset[int]) -> bool:
        """Whether the cue is an event word of this sentence and the content a noun phrase."""
        words, cue = self._sentence.words, attribution.cue
        if cue is None or not any(words[i].start < cue[1] and cue[0] < words[i].end for i in acts):
            return False
        inside = {w.index for s, e in attribution.content for w in words if s <= w.start and w.end <= e}
        heads = [w for w in words if w.index in inside and w.head not in inside and w.upos != "PUNCT"]
        return bool(heads) and all(w.upos in NOMINAL and not self.clauses.is_verbal(w.index) for w in heads)

    def speaker(self, index: int) -> tuple[Filler, ...]:
        """The source of the innermost attribution that holds the word, as an actor."""
        word = self._sentence.words[index]
        attribution = self.attribution(word.start, word.end)
        if attribution is None:
            return self._sayer(index)
        if attribution.source_actor is None:
            return tuple(Filler(actor, None) for actor in self.cast.speaker(self._sentence.index))
        span = attribution.source[0] if attribution.source else None
        named = self._within(span) if span else ()
        if attribution.source_actor in {f.actor for f in named}:
            return named
        return (Filler(attribution.source_actor, span),)

    def _within(self, span: Span) -> tuple[Filler, ...]:
        """Who the head of a span of this sentence names ("Freedonia and Sylvania")."""
        words = [w for w in self._sentence.words if span[0] <= w.start and w.end <= span[1]]
        inside = {w.index for w in words}
        heads = [w.index for w in words if w.head not in inside]
        return self.named_by(heads[0], deep=False) if heads else ()

    def _sayer(self, index: int) -> tuple[Filler, ...]:
        """The subject of the verb of saying whose complement the word stands in."""
        words, at = self._sentence.words, index
        for _ in range(8):
            word = words[at]
            if word.head < 0:
                return ()
            head = words[word.head]
            if word.relation in ("ccomp", "parataxis") and head.lemma.lower() in self.clauses.sets.get(
                "say", ()
            ):
                return tuple(
                    f for i in self.clauses.subjects(head.index) for f in self.named_by(i, deep=False)
                )
            at = word.head
        return ()
