"""One event where a sentence has two words for it: drafts of one sentence go in, fewer come out.

"signed an agreement", "held talks", "an airstrike that killed" are one event each; what is only asked for,
threatened, refused or promised inside another event is no event of its own (codebook, sections 1 and 2).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from dragoman.extract.events.draft import Draft
from dragoman.extract.events.participants import Filler, Participants
from dragoman.lexicon.events import EventLexicon
from dragoman.records import Word

COMPLEMENT = frozenset(
    {"xcomp", "ccomp", "obj", "obl", "acl", "nmod", "conj", "advcl", "compound", "amod", "csubj"}
)
INNER = frozenset({"planned", "possible", "denied", "not_occurred"})
SWALLOWING = frozenset({"REQUEST", "THREATEN", "REJECT", "AGREE", "CONCEDE", "SUPPORT"})
OWN_ACT = frozenset({"AGREE", "REQUEST", "ACCUSE", "SUPPORT", "CONCEDE", "REJECT", "THREATEN", "OFFICE"})
BLAMING = frozenset({"ACCUSE", "SANCTION", "THREATEN", "COERCE", "REQUEST"})
HOSTILE = frozenset({"ASSAULT", "COERCE", "SANCTION", "MOBILIZE", "THREATEN"})
VIOLENT = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "PROTEST"})


def merge(drafts: list[Draft], reader: Participants, lexicon: EventLexicon) -> list[Draft]:
    """Drafts with pairs joined and inner acts dropped, in text order."""
    return _Merger(drafts, reader, lexicon).run()


class _Merger:
    def __init__(self, drafts: list[Draft], reader: Participants, lexicon: EventLexicon) -> None:
        self._by_word = {d.word: d for d in drafts}
        clauses = self._c = reader.clauses
        self._named_by = reader.named_by
        self._words = clauses.sentence.words
        self._lexicon = lexicon

    def run(self) -> list[Draft]:
        for word in sorted(self._by_word):
            self._light(word)
        for word in sorted(self._by_word, key=self._depth, reverse=True):
            self._same_type(word)
        for word in sorted(self._by_word):
            self._against(word)
        for word in sorted(self._by_word):
            self._swallow(word)
        for word in sorted(self._by_word):
            self._share(word)
            self._blamed(word)
        return [self._by_word[w] for w in sorted(self._by_word)]

    def _depth(self, word: int) -> int:
        depth, at = 0, word
        while self._words[at].head >= 0 and depth < 100:
            at, depth = self._words[at].head, depth + 1
        return depth

    def _light(self, word: int) -> None:
        """A noun carried by a verb that is an event word too: one of them stays."""
        noun = self._by_word.get(word)
        if noun is None:
            return
        for verb in [d for d in self._by_word.values() if d.word != word and word in self._near(d)]:
            if verb.type == noun.type:
                self._join(noun, verb) if noun.row.mode and not verb.row.mode else self._join(verb, noun)
                return
            if word in verb.used and not (
                verb.type in ("REJECT", "ACCUSE", "SUPPORT") and noun.type in OWN_ACT
            ):
                del self._by_word[word]
                return

    def _near(self, verb: Draft) -> set[int]:
        out = set(verb.used)
        for relation in ("obj", "nsubj", "compound"):
            out |= (
                {i for f in self._c.follow(verb.word, relation) for i in self._c.joined(f)}
                if not verb.noun
                else set()
            )
        return out if not verb.noun else out & set(verb.used)

    def _same_type(self, word: int) -> None:
        """A draft whose word hangs directly on another of its type tells of the same event."""
        inner = self._by_word.get(word)
        if inner is None:
            return
        for at, relation, case in self._upward(word):
            outer = self._by_word.get(at)
            if outer is None:
                continue
            if outer.type == inner.type and self._one(outer, inner, relation, case):
                self._join(outer, inner)
            return

    def _upward(self, word: int) -> Iterable[tuple[int, str, str]]:
        """Words above, to the next event word, at most two steps; with relation and preposition."""
        at, steps = word, 0
        while self._words[at].head >= 0 and steps < 2:
            relation, case = self._words[at].deprel, self._c.case(at)
            if relation.startswith(("advcl", "acl")):
                case = case or " ".join(c.lemma.lower() for c in self._c.children(at, "mark"))
            at, steps = self._words[at].head, steps + 1
            yield at, relation, case
            if at in self._by_word or relation.partition(":")[0] in ("parataxis", "ccomp", "conj"):
                return

    def _one(self, outer: Draft, inner: Draft, relation: str, case: str) -> bool:
        """Whether two words of one type, one below the other, tell of one event."""
        base = relation.partition(":")[0]
        if self._lexicon.in_set("apart", case):
            return False
        timed = inner.time is not None and outer.time is not None and inner.time != outer.time
        if timed and base in ("obl", "advcl", "acl", "conj"):
            return False
        if base == "conj":
            if outer.type == "CONSULT":
                return inner.people <= outer.people and outer.row.mode != "visit" != inner.row.mode
            shared = not self._c.children(inner.word, "nsubj", "nsubj:pass")
            return (
                outer.type in ("ASSAULT", "COERCE")
                and outer.verdict.status == inner.verdict.status
                and shared
            )
        if relation == "acl:relcl" or (base == "advcl" and inner.verdict.rule != "purpose"):
            shared = bool(inner.people & outer.people) or not inner.people
            return (outer.type in VIOLENT and shared) or not inner.people
        if outer.type == "CONSULT" and case in ("at", "in"):
            return not inner.people
        return base in ("obj", "obl", "xcomp", "nmod", "acl", "compound", "nsubj", "advcl", "amod")

    def _join(self, keep: Draft, drop: Draft) -> None:
        """Keep one of two drafts, filled with what only the other knows."""
        row = keep.row
        if row.mode is None and drop.row.mode is not None and drop.row.mode != "multilateral":
            row = drop.row
        actors = keep.actors or tuple(f for f in drop.actors if f.actor not in keep.people)
        recipients = keep.recipients
        if not recipients and not keep.frame.mutual:
            recipients = tuple(
                f
                for f in (*drop.recipients, *(drop.actors if drop.frame.mutual else ()))
                if f.actor not in {a.actor for a in actors}
            )
        if keep.frame.mutual and drop.people - keep.people and not self._matter_of(keep, drop):
            actors = (
                *keep.actors,
                *(f for f in (*drop.actors, *drop.recipients) if f.actor not in keep.people),
            )
        verdict = keep.verdict
        if not verdict.told and drop.verdict.told:
            verdict = drop.verdict
        self._by_word[keep.word] = replace(
            keep,
            names=keep.names | drop.names,
            actors=actors,
            recipients=recipients,
            row=row,
            verdict=verdict,
            time=keep.time or drop.time,
        )
        self._by_word.pop(drop.word, None)

    def _matter_of(self, keep: Draft, drop: Draft) -> bool:
        """Whether the other word only tells what those who meet talk of ("met to discuss ties with X")."""
        told = len(keep.people) > 1
        return told and self._words[drop.word].relation in ("advcl", "xcomp", "conj", "acl")

    def _swallow(self, word: int) -> None:
        """Drop what is only asked, threatened, refused, promised or granted inside the event at ``word``."""
        outer = self._by_word.get(word)
        if outer is None or outer.type not in SWALLOWING:
            return
        for inner in [d for d in self._by_word.values() if d.word != word]:
            path = self._path(inner.word, word)
            if path and outer.type == "AGREE" and outer.noun and inner.type in HOSTILE:
                # A plan to do harm is no promise.
                self._by_word.pop(word, None)
                return
            if path and not outer.echo and self._swallowed(outer, inner, path):
                del self._by_word[inner.word]

    def _share(self, word: int) -> None:
        """Give an event noun what the event word above it tells of its participants."""
        inner = self._by_word[word]
        outer = self._by_word.get(self._words[word].head)
        if outer is None or not inner.noun:
            return
        relation = self._words[word].relation
        if outer.type == "REJECT" and inner.type in ("AGREE", "REQUEST") and not inner.recipients:
            # An offer that is refused was made to the one who refuses.
            held = {f.actor for f in inner.actors}
            found = tuple(Filler(f.actor, None) for f in outer.actors if f.actor not in held)
            self._by_word[word] = replace(inner, recipients=found)
        elif outer.type == inner.type == "CONSULT" and inner.frame.mutual and relation == "obl":
            # Those who meet at a summit are told by the meeting; the summit keeps its own members.
            own = tuple(f for f in inner.actors if f.actor not in outer.people)
            self._by_word[word] = replace(inner, actors=own or inner.actors)
        elif outer.type == "SUPPORT" and inner.type == "OFFICE" and relation in ("obl", "nmod"):
            # One is congratulated on one's own election.
            found = tuple(Filler(f.actor, None) for f in outer.recipients)
            if found and self._owned_by_pronoun(word):
                self._by_word[word] = replace(inner, recipients=found, actors=())

    def _against(self, word: int) -> None:
        """A protest is against those of whom it demands something, or whom it accuses."""
        outer = self._by_word[word]
        if outer.type != "PROTEST" or outer.recipients:
            return
        held = {f.actor for f in outer.actors}
        for inner in self._by_word.values():
            if not self._path(inner.word, word) or inner.type == "PROTEST":
                continue
            people = inner.recipients if inner.type in ("REQUEST", "ACCUSE", "OFFICE") else inner.actors
            found = tuple(Filler(f.actor, f.mention) for f in people if f.actor not in held)
            if found:
                self._by_word[word] = replace(outer, recipients=found)
                return

    def _blamed(self, word: int) -> None:
        """What somebody is criticised or punished for "over its raid" is his own doing."""
        inner = self._by_word[word]
        outer = self._by_word.get(self._words[word].head)
        if outer is None or not inner.noun or not outer.recipients or outer.type not in BLAMING:
            return
        owners = self._c.children(word, "nmod:poss")
        if self._c.case(word) in ("over", "for", "because_of") and owners and owners[0].upos == "PRON":
            blamed = self._nearest(outer, owners[0]) if owners[0].feat("Number") == "Sing" else ()
            blamed = blamed or outer.recipients
            found = tuple(Filler(f.actor, None) for f in blamed)
            others = {f.actor for f in found}
            recipients = tuple(f for f in inner.recipients if f.actor not in others)
            self._by_word[word] = replace(inner, actors=found, recipients=recipients)

    def _nearest(self, outer: Draft, owner: Word) -> tuple[Filler, ...]:
        """Who of several is meant by "its": "sanctions on both, above all Sylvania, over its raid"."""
        if len(outer.recipients) < 2:
            return ()
        within = [i for i in range(owner.index - 1, outer.word, -1) if self._words[i].upos == "PROPN"]
        named = (tuple(f for f in self._named_by(i) if f.actor in outer.people) for i in within)
        return next((fillers[:1] for fillers in named if fillers), ())

    def _owned_by_pronoun(self, word: int) -> bool:
        """Whether a pronoun or nobody owns the noun."""
        owners = self._c.children(word, "nmod:poss")
        return all(owner.upos == "PRON" for owner in owners)

    def _path(self, inner: int, outer: int) -> list[str]:
        """Relations from an inner word up to the outer one; empty when not through complements."""
        path: list[str] = []
        at = inner
        while at != outer:
            word = self._words[at]
            if (
                word.head < 0
                or word.relation not in COMPLEMENT
                or word.deprel == "acl:relcl"
                or len(path) > 6
            ):
                return []
            if word.relation == "conj" and word.head == outer:
                return []
            if word.relation == "advcl" and word.feat("VerbForm") == "Fin":
                return []
            path.append(word.relation)
            at = word.head
        return path

    def _swallowed(self, outer: Draft, inner: Draft, path: list[str]) -> bool:
        status = inner.verdict.status
        placed = inner.type == "CONSULT" and (
            inner.time is not None or bool(self._c.follow(inner.word, "obl:in|obl:on|nmod:in|nmod:on|obl:at"))
        )
        if outer.type in ("AGREE", "CONCEDE") and placed and status in ("planned", "possible"):
            return False
        if outer.type == "CONCEDE":
            return status in ("planned", "possible") or inner.type == "RETREAT"
        if status in INNER:
            if outer.type == "SUPPORT":
                return path[-1] in ("xcomp", "ccomp", "advcl", "obj")
            return True
        direct = len(path) == 1 and path[0] in ("obj", "xcomp", "ccomp", "obl", "nmod", "compound", "acl")
        if outer.type in ("REQUEST", "THREATEN"):
            return (
                direct
                and (inner.noun or path[0] == "xcomp")
                and inner.type not in ("REQUEST", "ACCUSE", "AGREE")
            )
        if outer.type == "REJECT":
            return direct and inner.type not in OWN_ACT
        if outer.type == "AGREE":
            return direct and inner.noun and not inner.people - outer.people and not inner.time
        return False
