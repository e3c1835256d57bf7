"""Who takes part: words that a frame's relations lead to in, actors with their mentions out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from dragoman.extract.actors.cast import Cast
from dragoman.extract.clauses import NOMINAL, Clauses
from dragoman.extract.events.filler import Filler, Sides
from dragoman.extract.events.speaking import Speaking
from dragoman.lexicon.events import Frame, Predicate
from dragoman.records import Attribution, Mention, Place, Word

__all__ = ["Filler", "Participants", "Sides"]

INSIDE = ("nmod:poss", "amod", "compound", "nmod", "nummod", "acl", "flat")
CARRIERS = frozenset(
    {"of", "in", "from", "by", "between", "among", "near", "for", "on", "against", "within", "at", "with"}
)
# Types in which no side is the actor alone.
SIDELESS = frozenset({"CONSULT", "AGREE", "COOPERATE"})
# Types done by words to somebody, of one's own state as well: the nearest relation tells to whom.
SPOKEN = frozenset({"REQUEST", "ACCUSE", "SUPPORT", "REJECT"})
BETWEEN = ("nmod:between", "obj.nmod:between", "obl:between", "nmod:among")
# In what somebody is killed, and how that is said to be somebody's.
MEANS = ("obl:in", "obl:during", "obl:by")
BEHIND = ("nmod:by", "nmod:poss", "amod", "compound", "nmod:from")
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


ATTENDING = ("nsubj", "attend")
"""Relations from talks to those who take part in them."""


class Participants:
    """Reads participants in one sentence. ``speaker`` relations are answered from ``attributions``."""

    def __init__(
        self, clauses: Clauses, cast: Cast, attributions: Sequence[Attribution], places: Sequence[Place] = ()
    ) -> None:
        self.clauses = clauses
        self.cast = cast
        self._speaking = Speaking(clauses, cast, attributions, self.named_by)
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
            return self._together(index, row, frame, actor_lists, other_lists)
        actors = self._first(index, actor_lists)
        undergone: tuple[Filler, ...] = ()
        if noun and self._undergone(index):
            actors, undergone = (), self._first(index, ("nsubj",))
        actors = actors or self._by_means(index, frame)
        if noun and actor_lists and not actors:
            actors = self._by_governor(index)
        if frame.forum and not actors:
            actors = self._where(index, ())
        if frame.public and not self._states_of(actors):
            actors = (*actors, *self._where(index, actors))
        recipients = undergone or self._other(index, other_lists, actors, row.type in SPOKEN)
        if not recipients and row.recipient:
            recipients = self._other(index, frame.recipient_noun if noun else frame.recipient, actors)
        if frame.located and not self._states_of(recipients):
            recipients = (*recipients, *self._where(index, actors))
        return Sides(actors, recipients)

    def _together(
        self, index: int, row: Predicate, frame: Frame, first: Iterable[str], second: Iterable[str]
    ) -> Sides:
        """Those who do something together: all are actors where the type knows no sides, else by side."""
        every = self._all(index, (*first, *second))
        if len(self._called(every)) == 1:
            every = (*every, *(f for f in self._first(index, frame.lone) if f.actor != every[0].actor))
        if row.type not in SIDELESS:
            actors = self._first(index, ("nsubj",)) or (
                self._all(index, first) if not self.words(index, BETWEEN) else ()
            )
            others = tuple(f for f in every if not self._called([f]) & self._called(actors))
            if actors and others:
                return Sides(actors, others)
        return Sides(self._partner(index, every), ())

    def _by_means(self, index: int, frame: Frame) -> tuple[Filler, ...]:
        """Who is behind the raid in which somebody is killed ("killed in a Freedonian raid")."""
        if not frame.located or not self.clauses.passive(index):
            return ()
        means = [i for i in self.words(index, MEANS) if self._is_attack(i)]
        found = (self._first(i, BEHIND) for i in means)
        return next((f for f in found if f), ())

    def _by_governor(self, index: int) -> tuple[Filler, ...]:
        """Whose deed a noun tells by what it depends on: "announced the arrest of", "no wish for war with",
        "the court's issuance of a warrant".
        """
        sets, at = self.clauses.sets, index
        for _ in range(3):
            word = self._sentence.words[at]
            case = self.clauses.case(at)
            if word.head < 0 or (case and case not in sets.get("governing", ())):
                return ()
            head = self._sentence.words[word.head]
            if word.relation in ("obj", "obl") and head.upos == "VERB":
                if head.lemma.lower() not in sets.get("own_deed", ()) or self.clauses.passive(head.index):
                    return ()
                return tuple(f for i in self.clauses.subjects(head.index) for f in self.named_by(i))
            if word.relation not in ("nmod", "compound") or head.upos != "NOUN" or self._at(head.index):
                return ()
            if head.lemma.lower() not in sets.get("wish", ()):
                return ()
            owners = self._first(head.index, ("nmod:poss", "nmod:by"))
            if owners:
                return owners
            at = head.index
        return ()

    def _undergone(self, index: int) -> bool:
        """Whether the verb that carries an event noun has its subject undergo it ("suffered a raid")."""
        verb = self.clauses.support(index)
        lemma = self._sentence.words[verb].lemma.lower() if verb is not None else ""
        return lemma in self.clauses.sets.get("undergoing", ())

    def _is_attack(self, index: int) -> bool:
        return self._sentence.words[index].lemma.lower() in self.clauses.sets.get("attacking", ())

    def _called(self, fillers: Iterable[Filler]) -> frozenset[str]:
        """Countries of fillers, themselves where none is known."""
        return frozenset(self.cast.actor(f.actor).country or f.actor for f in fillers)

    def _other(
        self, index: int, relations: Iterable[str], actors: tuple[Filler, ...], spoken: bool = False
    ) -> tuple[Filler, ...]:
        """The first relation that leads to somebody of another state, else the first to anybody else.

        "Withdrew its troops from Freedonia" is towards Freedonia, not towards its own troops.
        """
        taken, own = {f.actor for f in actors}, self._states_of(actors)
        fallback: tuple[Filler, ...] = ()
        for relation in relations:
            found = tuple(dict.fromkeys(f for f in self._through(index, relation) if f.actor not in taken))
            if not found and not fallback and self._untold(index, relation):
                return ()
            foreign = tuple(f for f in found if not f.depth or self._states_of([f]) - own)
            found = foreign if self._states_of(foreign) - own else found
            if spoken and found and "." not in relation and not any(f.depth for f in found):
                return found
            if found and (not own or not self._states_of(found) or self._states_of(found) - own):
                return found
            fallback = fallback or found
        return fallback

    def _untold(self, index: int, relation: str) -> bool:
        """Whether the relation leads to a pronoun or description of which it is not told whom it means.

        What stands farther off is then somebody else: "urged her colleagues to send it to Freedonia".
        """
        if "." in relation:
            return False
        for word in self.clauses.follow(index, relation):
            mention = self.cast.at(self._sentence.index, word)
            if mention is not None and not mention.actors:
                return True
        return False

    def _where(self, index: int, actors: tuple[Filler, ...]) -> tuple[Filler, ...]:
        """The state in which something is done to people of no named state ("killed five in Freeville")."""
        own = self._states_of(actors)
        at_home: tuple[Filler, ...] = ()
        for relation in WHERE:
            found = tuple(
                f
                for f in self._through(index, relation, self._is_attack)
                if self.cast.actor(f.actor).kind == "state"
            )
            if self._states_of(found) - own:
                return tuple(f for f in found if self._states_of([f]) - own)
            at_home = at_home or found
        above = next(self.clauses.above(index), None) if not at_home and self._by_the_way(index) else None
        if above is not None:
            return self._where(above, actors)
        return tuple(Filler(f.actor, f.mention) for f in at_home if f.actor not in {a.actor for a in actors})

    def _by_the_way(self, index: int) -> bool:
        """Whether a clause tells what came of the one above, which says where ("..., killing four")."""
        word = self._sentence.words[index]
        return word.relation == "advcl" and word.upos == "VERB" and word.form.lower().endswith("ing")

    def _states_of(self, fillers: Iterable[Filler]) -> frozenset[str]:
        """Countries of fillers, as far as known."""
        return frozenset(c for f in fillers if (c := self.cast.actor(f.actor).country) is not None)

    def _partner(self, index: int, fillers: tuple[Filler, ...]) -> tuple[Filler, ...]:
        """Talks that name one side only, and nobody who attends, are those of the one who speaks of them."""
        countries = self._called(fillers)
        if len(countries) != 1 or self._sentence.words[index].upos not in NOMINAL:
            return fillers
        if self._first(index, ATTENDING):
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

    def _through(
        self, index: int, relation: str, barred: Callable[[int], bool] | None = None
    ) -> list[Filler]:
        if relation == "speaker":
            return list(self.speaker(index))
        deep = relation.rpartition(".")[2] not in ("amod", "compound")
        words = [i for i in self.clauses.follow(index, relation) if barred is None or not barred(i)]
        words = [i for i in words if i + 1 not in words or not self._named_next(i)]
        found = [f for i in words for f in self.named_by(i, deep and not self.clauses.leads(i))]
        if found and deep and not self._states_of(found):
            found += [f for i in words for f in self._living_in(i)]
        return found

    def _living_in(self, index: int) -> list[Filler]:
        """The state in which people of no named state are said to be ("students in Freeville")."""
        sets = self.clauses.sets
        living = sets.get("living", frozenset())
        if self._sentence.words[index].lemma.lower() in sets.get("dwellers", ()):
            living |= sets.get("dwelling", frozenset())
        near = [c.index for c in self.clauses.children(index, "nmod") if self.clauses.case(c.index) in living]
        found = [f for i in near for f in self._at(i) if self._states_of([f])]
        if not found and self._sentence.words[index].lemma.lower() in sets.get("measure", ()):
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
            for word in self._joined(index):
                out += self._at(word) or (self._owners(word) or self._inside(word, 0) if deep else [])
            self._found[key] = tuple(dict.fromkeys(out))
        return self._found[key]

    def _joined(self, index: int) -> list[int]:
        """The word and those coordinated with it, whether the tree hangs them on it, on another word of its
        name ("minister Roe and minister Doe"), as an apposition with "and", or, in headlines, as a list.
        """
        out = list(self.clauses.joined(index))
        for word in tuple(out):
            mention = self.cast.at(self._sentence.index, word)
            if mention is not None:
                out += [i for i in self._before_and(word) if i not in out]
            if mention is None or mention.form != "name":
                continue
            for child in self.clauses.children(word, "appos", "flat", "list", "nmod:unmarked"):
                inside = child.start < mention.end and mention.start < child.end
                if inside:
                    out += [i for i in self.clauses.joined(child.index) if i not in (child.index, *out)]
                elif self.clauses.children(child.index, "cc") or self._listed(mention, child):
                    out += [i for i in self.clauses.joined(child.index) if i not in out]
        return out

    def _before_and(self, index: int) -> list[int]:
        """A name before the word with "and" between them, where the tree takes it for an apposition."""
        words = self._sentence.words
        before = [c.index for c in self.clauses.children(index, "appos") if c.index < index]
        return [i for i in before if any(w.upos == "CCONJ" for w in words[i + 1 : index])]

    def _listed(self, mention: Mention, child: Word) -> bool:
        """Whether a state stands behind a state with only a comma between: "Freedonia, Sylvania sign"."""
        other = self.cast.at(self._sentence.index, child.index)
        if other is None or child.index < 1 or self._sentence.words[child.index - 1].form != ",":
            return False
        states = [self.cast.actor(a) for m in (mention, other) for a in m.actors]
        return len({a.country for a in states}) > 1 and all(a.rule.startswith("state:") for a in states)

    def _included(self, index: int, found: Sequence[Filler]) -> list[Filler]:
        """Who is counted among people of no named state: "several states including Freedonia"."""
        if not found or self._states_of(found):
            return []
        among = self.clauses.sets.get("including", ())
        near = [
            c.index
            for c in self.clauses.children(index, "nmod", "acl")
            if self.clauses.case(c.index) in among
        ]
        return [f for i in near for word in self._joined(i) for f in self._at(word)]

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
            more = (*self._beside(index, found), *self._included(index, found))
            return self._spelled_out(index, found) or [*found, *more]
        if word.upos == "PRON" and word.form.lower() in self.clauses.sets.get("first_person", ()):
            return [Filler(f.actor, (word.start, word.end)) for f in self.speaker(index)]
        if word.upos == "PRON" and word.relation == "nsubj" and self._third(word):
            return [Filler(f.actor, (word.start, word.end)) for f in self._speaking.sayer(index)]
        for apposed in self.clauses.children(index, "appos"):
            mention = self.cast.at(self._sentence.index, apposed.index)
            if mention is not None and mention.actors:
                return [Filler(actor, (mention.start, mention.end)) for actor in mention.actors]
        return self._host(index)

    def _spelled_out(self, index: int, found: Sequence[Filler]) -> list[Filler]:
        """The states beside a noun for several states ("the two powers, Freedonia and Sylvania")."""
        if self._states_of(found) or not self._collective(index):
            return []
        beside = [c.index for c in self.clauses.children(index, "appos", "flat") if c.index > index]
        named = [f for i in beside for word in self._joined(i) for f in self._at(word)]
        return named if self._states_of(named) else []

    def _named_next(self, index: int) -> bool:
        """Whether the next word names a state that a noun for states announces ("Allies Freedonia and X"),
        where the tree hangs both on the verb: the names are who is meant."""
        return self._collective(index) and bool(self._states_of(self._at(index + 1)))

    def _collective(self, index: int) -> bool:
        """Whether the word is a plural noun for states as such."""
        word = self._sentence.words[index]
        return word.lemma.lower() in self.clauses.sets.get("collective", ()) and word.feat("Number") == "Plur"

    def _third(self, word: Word) -> bool:
        """Whether a pronoun may stand for the one who speaks of himself ("Freedonia says it is ready")."""
        third = word.form.lower() in self.clauses.sets.get("third_person", ())
        return third and not self._speaking.quoted(word.index)

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
                    found += [
                        f
                        for g in below
                        for i in self._joined(g.index)
                        for f in self._at(i) or self._inside(i, depth + 1)
                    ]
                    continue
                for word in self.clauses.joined(child.index):
                    found += self._at(word) or self._inside(word, depth + 1)
            if found:
                return [Filler(f.actor, f.mention, f.depth + 1) for f in found]
        return []

    def attribution(self, start: int, end: int, acts: frozenset[int] = frozenset()) -> Attribution | None:
        """The innermost attribution whose content holds a span (see ``Speaking``)."""
        return self._speaking.attribution(start, end, acts)

    def speaker(self, index: int) -> tuple[Filler, ...]:
        """The source of the innermost attribution that holds the word, as an actor."""
        return self._speaking.speaker(index)
