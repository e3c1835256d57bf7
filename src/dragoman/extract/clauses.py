"""Logical relations of a sentence: a parsed sentence in, subjects and objects as they are meant out.

UD trees give surface relations. Who acts is often elsewhere: in a by-phrase, in the verb above ("plans
to visit", "was forced to agree"), in the first of two joined verbs, in the noun of a relative clause.
This is the "enhanced" layer of Universal Dependencies (Schuster & Manning 2016) as far as events need it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dragoman.records import Sentence, Word

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "DET"})
VERBAL = frozenset({"VERB", "AUX"})
COMPLEMENT = frozenset({"xcomp", "ccomp", "advcl", "acl", "csubj", "parataxis"})
LOOSE = ("obl:unmarked", "obl:tmod", "obl:npmod", "nmod:unmarked", "vocative", "dislocated", "dep")
SUBJECTS = ("nsubj", "nsubj:pass", "nsubj:outer", "csubj", "csubj:pass")


class Clauses:
    """Logical arguments in one sentence. Word sets name object control and light verbs; results are kept."""

    def __init__(self, sentence: Sentence, sets: Mapping[str, frozenset[str]]) -> None:
        self.sentence = sentence
        self._words = sentence.words
        self.sets = sets
        self._object_control = sets.get("object_control", frozenset())
        self._light = sets.get("light", frozenset())
        self._joining = sets.get("joining", frozenset())
        self._relative = sets.get("relative", frozenset())
        self._owning = sets.get("owning", frozenset())
        self._surface: dict[int, tuple[int, ...]] = {}
        self._known: dict[tuple[int, str], tuple[int, ...]] = {}

    # -- plain look-ups ---------------------------------------------------------------------------------

    def children(self, index: int, *relations: str) -> list[Word]:
        """Dependents with one of the relations (subtype ignored unless given)."""
        kin = self.sentence.kin[index]
        return [w for w, full, plain in kin if not relations or full in relations or plain in relations]

    def is_verbal(self, index: int) -> bool:
        """Whether the word heads a clause: a verb, or a nominal or adjective with a copula."""
        word = self._words[index]
        return word.upos == "VERB" or any(c.relation == "cop" for c in self.sentence.dependents(index))

    def passive(self, index: int) -> bool:
        """Whether the verb's grammatical subject is its logical object."""
        word = self._words[index]
        if word.upos not in ("VERB", "ADJ"):
            return False
        kids = self.children(index)
        if word.lemma.lower() in self.sets.get("stative_participles", ()) and word.upos == "VERB":
            return bool(self._agents(index))
        if any(c.deprel in ("nsubj:pass", "aux:pass", "csubj:pass") for c in kids):
            return True
        if word.upos == "VERB" and any(c.relation in ("nsubj", "aux") for c in kids):
            return False
        if not self.past_participle(index):
            return False
        if word.relation in ("acl", "amod", "advcl", "xcomp"):
            return not any(c.relation == "obj" for c in kids)
        if word.deprel == "conj" and word.head >= 0 and not any(c.relation == "obj" for c in kids):
            return self.passive(word.head)
        return any(c.deprel == "obl:agent" for c in kids)

    def past_participle(self, index: int) -> bool:
        """Whether the word has the form of a past participle (or is tagged a passive voice)."""
        word = self._words[index]
        if word.feat("Voice") == "Pass":
            return True
        return (
            word.feat("VerbForm") == "Part"
            and word.feat("Tense") in ("Past", None)
            and not word.form.endswith("ing")
        )

    def above(self, index: int) -> Iterator[int]:
        """The verbs above a word, the nearest first; not past what somebody else says."""
        at = index
        for _ in range(8):
            word = self._words[at]
            if word.head < 0 or word.relation in ("ccomp", "parataxis"):
                return
            at = word.head
            if self._words[at].upos == "VERB":
                yield at

    # -- subjects and objects ---------------------------------------------------------------------------

    def surface_subjects(self, index: int, depth: int = 0) -> tuple[int, ...]:
        """The grammatical subject of a clause, looked for where syntax leaves it out; indices of words."""
        if index in self._surface:
            return self._surface[index]
        if depth > 8:
            return ()
        found = tuple(self._find_subjects(index, depth))
        self._surface[index] = found
        return found

    def _find_subjects(self, index: int, depth: int) -> list[int]:
        own = [c for c in self.children(index, *SUBJECTS) if c.relation != "csubj"]
        own = [c for c in own if c.index not in self._second(index)]
        if own:
            return [self.antecedent(c.index, index) for c in own]
        word = self._words[index]
        head = word.head
        if any(c.relation == "expl" for c in self.sentence.dependents(index)):
            if word.relation == "ccomp" and word.upos == "ADJ" and self.children(index, "xcomp", "advcl"):
                return list(self.surface_subjects(head, depth + 1))
            return []
        if word.feat("VerbForm") == "Fin" or head < 0:
            front = [
                c.index
                for c in self.children(index, *LOOSE)
                if c.index < index and c.upos == "PROPN" and c.name[2:] in ("LOC", "ORG", "PER")
            ]
            if head < 0 and not front:
                # A headline's subject may hang on the object: "Doe [ousts] adviser Roe".
                front = [
                    w.index
                    for w in self._words[:index]
                    if w.upos == "PROPN" and w.head > index and self._words[w.head].head == index
                ]
            if front:
                return front[:1]
        if head < 0:
            return []
        if word.relation == "conj":
            return list(self.surface_subjects(head, depth + 1))
        if word.relation in ("xcomp", "advcl", "ccomp", "parataxis", "dep") and not self._has_own_finite(
            word
        ):
            return self._controlled(word, depth)
        if word.relation == "acl":
            return self._of_modified(word, depth)
        if word.relation == "amod" and word.upos == "VERB":
            return [head]
        if word.relation in ("obl", "nmod", "obj", "appos") and word.upos == "VERB":
            return list(self.surface_subjects(head, depth + 1))
        return []

    def _has_own_finite(self, word: Word) -> bool:
        """Whether a complement is finite and so would show its own subject."""
        return word.relation in ("ccomp", "parataxis") and word.feat("VerbForm") == "Fin"

    def _controlled(self, word: Word, depth: int) -> list[int]:
        """The subject of a clause without one: the object of the verb above, or its subject."""
        head = self._words[word.head]
        marks = {c.lemma.lower() for c in self.children(word.index, "mark")}
        object_side = word.relation == "xcomp" or bool(marks & {"of", "for", "from", "with", "as"})
        if object_side and head.lemma.lower() in self._object_control | {"be"}:
            objects = (
                []
                if self.passive(head.index)
                else [c.index for c in self.children(head.index, "obj", "iobj") if c.index < word.index]
                or [
                    c.index
                    for c in self.children(head.index, "obl")
                    if word.relation == "xcomp"
                    and c.index < word.index
                    and self.case(c.index) in self.sets.get("prompting", ())
                ]
            )
            if objects:
                return [self.antecedent(i, head.index) for i in objects[:1]]
        return list(self.surface_subjects(head.index, depth + 1))

    def _of_modified(self, word: Word, depth: int) -> list[int]:
        """The subject of a clause that describes a noun: the noun, its possessor, or who has the noun."""
        noun = word.head
        if word.deprel == "acl:relcl":
            others = self.children(word.index, *SUBJECTS)
            return [] if others else [noun]
        marked = any(c.relation == "mark" for c in self.sentence.dependents(word.index))
        if word.upos == "VERB" and not marked and word.feat("VerbForm") != "Inf":
            return [noun]
        owners = (
            [c.index for c in self.children(noun, "nmod:poss")]
            or [c.index for c in self.children(noun, "nmod") if self.case(c.index) in self._owning]
            or [
                c.index
                for c in self.children(noun, "amod", "compound")
                if c.name != "O" or c.form[:1].isupper()
            ]
        )
        if owners:
            return owners[:1]
        above = self._words[noun].head
        if (
            above >= 0
            and self._words[above].upos in ("VERB", "ADJ")
            and self._words[noun].relation in ("obj", "obl", "xcomp")
        ):
            return list(self.surface_subjects(above, depth + 1))
        if any(c.relation == "cop" for c in self.sentence.dependents(noun)):
            return list(self.surface_subjects(noun, depth + 1))
        return []

    def antecedent(self, index: int, verb: int) -> int:
        """What a relative pronoun stands for; any other word is itself."""
        word = self._words[index]
        if word.feat("PronType") != "Rel" and not (
            word.upos in ("PRON", "DET") and word.lemma.lower() in self._relative
        ):
            return index
        at: int | None = verb
        for _ in range(8):
            if at is None or at < 0:
                return index
            clause = self._words[at]
            if clause.deprel == "acl:relcl" and not clause.head > index:
                return clause.head
            at = clause.head
        return index

    def leads(self, index: int) -> bool:
        """Whether a word's prepositional phrase stands before its verb: it tells of the occasion ("in an
        interview with X", "at the urging of Y"), and nobody inside it undergoes the deed.
        """
        word = self._words[index]
        return word.relation == "obl" and index < word.head and self._words[word.head].upos == "VERB"

    def wider(self, index: int, clause: int) -> Iterator[int]:
        """Nouns above the one that a clause hangs on: "the funeral of the king, which she attended" may
        hang on "king" in the tree and be meant of the funeral.
        """
        verb = self._words[clause]
        if verb.head != index or verb.relation != "acl":
            return
        while self._words[index].relation == "nmod" and self._words[index].head >= 0:
            index = self._words[index].head
            yield index

    def subjects(self, index: int) -> tuple[int, ...]:
        """Logical subjects: the grammatical ones, or the by-phrase of a passive."""
        if not self.passive(index):
            return self.surface_subjects(index)
        # "Killed and injured by rebels": the by-phrase of a later passive counts for those before it.
        shared = [c.index for c in self.children(index, "conj") if c.upos == "VERB" and self.passive(c.index)]
        found = (self._agents(i) for i in (index, *shared))
        return next((agents for agents in found if agents), ())

    def _agents(self, index: int) -> tuple[int, ...]:
        """The by-phrase of a passive."""
        return tuple(
            c.index
            for c in self.children(index, "obl", "nmod")
            if c.deprel == "obl:agent" or self.case(c.index) == "by"
        )

    def _second(self, index: int) -> tuple[int, ...]:
        """Subjects after an active verb that has one before it: objects that the parser took for subjects."""
        found = [c.index for c in self.children(index, "nsubj")]
        if len(found) < 2 or self._words[index].upos != "VERB" or self.children(index, "obj", "cop"):
            return ()
        later = tuple(i for i in found if i > index)
        return later if len(later) < len(found) and not self.passive(index) else ()

    def objects(self, index: int) -> tuple[int, ...]:
        """Logical objects: grammatical ones, passive subject, the noun of a participle or relative clause."""
        word = self._words[index]
        own = [
            self.antecedent(c.index, index)
            for c in self.children(index, "obj") or self.children(index, "iobj")
        ]
        own = own or list(self._second(index))
        if own:
            return tuple(own)
        if self.passive(index):
            if (
                word.relation in ("acl", "amod")
                and word.deprel != "acl:relcl"
                and not self.children(index, *SUBJECTS)
            ):
                return (word.head,)
            return self.surface_subjects(index)
        if word.deprel == "acl:relcl" and word.upos == "VERB" and self.children(index, *SUBJECTS):
            relative = [
                c for c in self.children(index, *SUBJECTS) if self.antecedent(c.index, index) == word.head
            ]
            taken = any(
                self.antecedent(g.index, index) == word.head
                for c in self.children(index, "obl")
                for g in (c, *self.children(c.index))
            )
            if not relative and not taken and not self.children(index, "ccomp", "xcomp"):
                return (word.head,)
        if word.relation == "conj" and word.head >= 0 and self._words[word.head].upos == "VERB":
            later = [c.index for c in self.children(word.head, "obj") if c.index > index]
            return tuple(later)
        return ()

    # -- named relations --------------------------------------------------------------------------------

    def case(self, index: int) -> str:
        """The preposition of a word, multi-word ones joined by "_" ("because_of"); "" when it has none."""
        for child in self.children(index, "case"):
            if child.form in ("'s", "’s", "'", "’"):
                continue
            fixed = [w.form.lower() for w in self.children(child.index, "fixed")]
            return "_".join([child.lemma.lower(), *fixed])
        word = self._words[index]
        if word.upos == "PROPN":
            # "On Sylvanian leader Jane Roe": the preposition may hang on the title.
            titles = self.children(index, "nmod:desc", "compound", "flat")
            return next((case for t in titles if t.index < index and (case := self.case(t.index))), "")
        if word.relation == "obl" and word.head >= 0:
            # "Called on her rivals" with the preposition taken for a particle of the verb.
            first = min(self.sentence.subtree(index))
            for particle in self.children(word.head, "compound:prt"):
                if particle.index == first - 1 and not self.children(word.head, "obj"):
                    return particle.lemma.lower()
        return ""

    def support(self, noun: int) -> int | None:
        """The light verb that carries an event noun ("held talks", "talks were held"), or None."""
        word = self._words[noun]
        if word.relation == "conj" and word.head >= 0 and self._words[word.head].upos in NOMINAL:
            return self.support(word.head)
        if word.deprel in ("obj", "nsubj:pass", "obl", "xcomp") and word.head >= 0:
            head = self._words[word.head]
            into = word.relation != "obl" or self.case(noun) in self.sets.get("carrying", ())
            carries = self._light if word.relation != "obl" else self._joining
            if into and head.upos == "VERB" and head.lemma.lower() in carries:
                return head.index
        for verb in self.children(noun, "acl"):
            if verb.upos == "VERB" and verb.lemma.lower() in self._light and self.passive(verb.index):
                return verb.index
        return None

    def follow(self, index: int, relation: str) -> tuple[int, ...]:
        """Words that a relation of the row language leads to ("nsubj", "obl:to", "ccomp.nsubj", "a|b")."""
        key = (index, relation)
        if key not in self._known:
            self._known[key] = tuple(dict.fromkeys(self._follow(index, relation)))
        return self._known[key]

    def _follow(self, index: int, relation: str) -> Iterator[int]:
        for alternative in relation.split("|"):
            first, _, rest = alternative.partition(".")
            steps = self._step(index, first)
            if not rest:
                yield from steps
                continue
            for step in steps:
                yield from self.follow(step, rest)

    def _step(self, index: int, name: str) -> tuple[int, ...]:
        word = self._words[index]
        noun = word.upos in NOMINAL and not self.is_verbal(index)
        verb = self.support(index) if noun else None
        if name == "nsubj":
            if noun:
                return self._bearers(verb, word) if verb is not None else ()
            return self.subjects(index)
        if name == "obj":
            return self.objects(index) if not noun else ()
        if name == "xcomp":
            below = [c.index for c in self.children(index, "xcomp")] or [
                c.index
                for c in self.children(index, "advcl")
                if c.form.endswith("ing")
                and any(m.lemma == "to" for m in self.children(c.index, "mark", "case"))
            ]
            return (*below, *(i for b in below for i in self._step(b, "xcomp")))
        if name == "attend":
            attending = word.relation in ("obl", "nmod") and self.case(index) in self.sets.get(
                "attending", ()
            )
            above = word.head
            if attending and not self.is_verbal(above) and self._words[above].relation in ("obj", "obl"):
                above = self._words[above].head
            return self.surface_subjects(above) if attending and above >= 0 and self.is_verbal(above) else ()
        if name == "head":
            return (word.head,) if word.head >= 0 else ()
        if name == "said":
            return tuple(c.index for c in self.children(index, "ccomp", "parataxis"))
        base, _, preposition = name.partition(":")
        if (
            base in ("obl", "nmod")
            and preposition
            and preposition not in ("poss", "agent", "npmod", "tmod", "unmarked", "pass", "desc")
        ):
            return self._oblique(index, preposition, verb)
        if base in ("advcl", "acl", "xcomp", "ccomp") and preposition and preposition != "relcl":
            return tuple(
                c.index
                for c in self.children(index, base)
                if any(
                    m.lemma.lower() == preposition for m in self.children(c.index, "mark", "case", "advmod")
                )
            )
        return tuple(c.index for c in self.children(index, name))

    def _bearers(self, verb: int, noun: Word) -> tuple[int, ...]:
        """Who the light verb says has the event: its subject ("was engaged in talks"), else the by-phrase."""
        if noun.relation in ("obl", "xcomp"):
            return self.surface_subjects(verb)
        return self.subjects(verb)

    def _oblique(self, index: int, preposition: str, verb: int | None) -> tuple[int, ...]:
        """Prepositional dependents of the word, of its object or of its light verb, nearest reading first."""

        def own(at: int) -> list[int]:
            phrases = (c for c in self.children(at, "obl", "nmod") if self.case(c.index) == preposition)
            return [c.index for c in phrases if c.lemma.lower() not in self.sets.get("when", ())]

        found = own(index)
        if not found and self._words[index].upos == "VERB":
            for noun in self.children(index, "obj", "xcomp"):
                found += own(noun.index)
            shared = self._words[index]
            if (
                not found
                and shared.relation == "conj"
                and shared.head >= 0
                and not self.children(index, "obj")
            ):
                found += [i for i in own(shared.head) if i > index]
        if not found and self._words[index].upos in NOMINAL and preposition not in ("of", "in"):
            for inner in self.children(index, "nmod"):
                found += own(inner.index)
        if not found and verb is not None and verb >= 0:
            found += [i for i in own(verb) if i != index]
        if not found and self._words[index].relation == "conj" and self._words[index].upos == "NOUN":
            found += [i for i in own(self._words[index].head) if i > index]
        return tuple(found)

    def joined(self, index: int) -> tuple[int, ...]:
        """The word and the nouns coordinated with it ("France and Germany"), in order."""
        out = [index]
        for child in self.children(index, "conj"):
            if child.upos in NOMINAL or child.upos == "ADJ":
                out += self.joined(child.index)
        return tuple(out)
