"""Which row fires on a word: a word of a parsed sentence in, the first row whose conditions hold out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

from dragoman.extract.actors.draft import inflected
from dragoman.extract.events.participants import Participants
from dragoman.lexicon.events import Entry, EventLexicon, Need, Predicate
from dragoman.records import Word

Outcome = Literal["fires", "vetoed", "people", "words"]
POS: dict[str, tuple[str, ...]] = {
    "VERB": ("VERB",),
    "AUX": ("AUX", "VERB"),
    "NOUN": ("NOUN",),
    "PROPN": ("NOUN",),
    "ADJ": ("ADJ",),
    "ADV": ("ADV",),
}
MODIFIERS = ("amod", "compound", "nmod", "acl", "nummod")
PARTICLES = ("compound:prt", "advmod", "compound", "fixed", "obj", "xcomp", "obl", "amod", "case", "flat")


class Matcher:
    """Finds rows for words of one sentence through the lexicon's index."""

    def __init__(self, participants: Participants, lexicon: EventLexicon) -> None:
        self._who = participants
        self._clauses = participants.clauses
        self._words = participants.clauses.sentence.words
        self._lexicon = lexicon

    def row(self, word: Word) -> Predicate | None:
        """The row that fires on the word, or None, and whether modifiers
        of the row are missing too ("the test" of a missile test)."""
        return next(self.rows(word), None)

    def rows(self, word: Word) -> Iterator[Predicate]:
        """All rows that fire on the word, best first."""
        month = word.upos == "PROPN" and self._lexicon.in_set("months", word.lemma)
        named = month or (
            word.upos == "PROPN" and (word.name.endswith("ORG") or self._who.is_body(word.index))
        )
        for entry in self._entries(word):
            if not named and self._spelled(word, entry) and self._holds(word, entry.row):
                yield entry.row

    def why(self, word: Word) -> Iterator[tuple[Predicate, Outcome]]:
        """All rows that name the word, each with what came of it.

        "fires"; "vetoed" by words (``unless``); "people": it only lacks participants, or is kept for a row
        with others; "words": a word that the row asks for is not there.
        """
        for entry in self._entries(word):
            if self._spelled(word, entry):
                row = entry.row
                failed = [n for n in row.needs if not self._need(word, n)]
                vetoes = [v for v in row.unless if self._need(word, v)]
                if any(n.words and not n.either for n in failed):
                    yield row, "words"
                elif any(v.words for v in vetoes):
                    yield row, "vetoed"
                else:
                    yield row, "people" if failed or vetoes else "fires"

    def echo(self, word: Word) -> tuple[Predicate | None, bool]:
        """The row of an event noun that only lacks its participants ("the visit"), or None.

        The flag says that modifiers are missing, too ("the test" of a missile test): told of before in the
        same word or not at all.
        """
        weak: Predicate | None = None
        for entry in self._entries(word):
            row = entry.row
            if row.pos != "NOUN" or entry.rest or any(self._need(word, v) for v in row.unless):
                continue
            failed = [n for n in row.needs if not self._need(word, n)]
            if all((n.either or not n.words) and (n.actor or n.person or n.country) for n in failed):
                return row, False
            if weak is None and all(_modifies(n.rel) for n in failed if n.words):
                weak = row
        return weak, True

    def _entries(self, word: Word) -> Iterable[Entry]:
        keys = dict.fromkeys(
            (pos, text) for pos in POS.get(word.upos, ()) for text in (word.lemma.lower(), word.form.lower())
        )
        found = [entry for key in keys for entry in self._lexicon.index.get(key, ())]
        if len(keys) > 1:
            found.sort(key=lambda e: (-e.row.precedence, -len(e.rest), -len(e.row.needs)))
        return found

    def _spelled(self, word: Word, entry: Entry) -> bool:
        """Whether the other words of a multi-word predicate are dependents of the word or next to it."""
        if not entry.rest:
            return True
        step = -1 if entry.row.pos == "NOUN" else 1
        rest = entry.rest[::step] if step < 0 else entry.rest
        at = word.index
        for text in rest:
            at += step
            if not (0 <= at < len(self._words)) or not self._is(self._words[at], text):
                break
        else:
            return True
        beside = self._clauses.children(word.index, *PARTICLES)
        if len(entry.rest) == 1:
            beside = [c for c in beside if c.relation != "obl" or not self._clauses.case(c.index)]
        near = {text for c in beside for text in (c.lemma.lower(), c.form.lower())}
        if len(entry.rest) > 1:
            # "put X on trial"; a lone preposition farther off is no particle ("gave speeches in Freeville").
            near |= {
                g.lemma.lower()
                for c in self._clauses.children(word.index, "obj", "obl", "xcomp")
                for g in self._clauses.children(c.index, "case", "mark", "det")
            }
        return all(text in near for text in entry.rest)

    @staticmethod
    def _is(word: Word, text: str) -> bool:
        return text in (word.lemma.lower(), word.form.lower())

    def _holds(self, word: Word, row: Predicate) -> bool:
        return all(self._need(word, need) for need in row.needs) and not any(
            self._need(word, veto) for veto in row.unless
        )

    def _need(self, word: Word, need: Need) -> bool:
        """Whether some word that the relation leads to answers every demand of the condition."""
        if need.rel.partition(".")[0] == "speaker":
            return bool(self._who.speaker(word.index))
        found = self._clauses.follow(word.index, need.rel)
        if not found:
            return False
        wanted = self._lexicon.words_of(need.words) if need.words else None
        nouns = [i for f in found for i in self._clauses.joined(f)]
        if wanted is not None:
            nouns += [i for f in found for i in self._clauses.wider(f, word.index)]
        return any(self._answers(i, need, wanted) for i in nouns)

    def _answers(self, index: int, need: Need, wanted: frozenset[str] | None) -> bool:
        if need.either and wanted is not None and self._named(index, wanted):
            return True
        if wanted is not None and not need.either and not self._named(index, wanted):
            return "@press" in need.words and self._outlet(index)
        if need.actor and not self._who.named_by(index):
            return False
        return not (need.person or need.country) or self._kind(index, need)

    def _named(self, index: int, wanted: frozenset[str], depth: int = 0) -> bool:
        """Whether the word is wanted: by itself, with the word before it, by what it is a measure of, or, a
        pronoun, by the noun for whom it stands.
        """
        word = self._words[index]
        if word.upos == "PRON":
            return any(noun in wanted for noun in self._stands_for(index))
        lemma = word.lemma.lower()
        if lemma in wanted or word.form.lower() in wanted or self._compound_in(index, wanted):
            return True
        if depth > 1:
            return False
        inner: list[Word] = []
        if self._lexicon.in_set("measure", lemma) or word.upos == "NUM":
            inner += [c for c in self._clauses.children(index, "nmod") if self._clauses.case(c.index) == "of"]
        if self._lexicon.in_set("container", lemma):
            inner += self._clauses.children(index, "compound")
        return any(self._named(c.index, wanted, depth + 1) for c in inner)

    def _stands_for(self, index: int) -> Iterator[str]:
        """The pronoun itself, and the last words of the names of those whom it means, singulars too."""
        yield self._words[index].lemma.lower()
        for filler in self._who.named_by(index, deep=False):
            actor = self._who.cast.actor(filler.actor)
            if actor.kind in ("group", "organisation"):
                yield from inflected(actor.name.split()[-1].lower())

    def _outlet(self, index: int) -> bool:
        fillers = self._who.named_by(index, deep=False)
        return bool(fillers) and all(self._who.cast.actor(f.actor).kind == "outlet" for f in fillers)

    def _compound_in(self, index: int, wanted: frozenset[str]) -> bool:
        """Whether the word with a word before it ("prime minister") is one of the wanted."""
        word = self._words[index]
        return any(
            f"{c.lemma.lower()} {word.lemma.lower()}" in wanted
            for c in self._clauses.children(index, "compound", "amod")
        )

    def _kind(self, index: int, need: Need) -> bool:
        if need.country and self._who.host_country(index) is not None:
            return True
        actors = [self._who.cast.actor(f.actor) for f in self._who.named_by(index, deep=False)]
        if need.person and any(a.kind == "person" for a in actors):
            return True
        return need.country and any(
            a.kind not in ("person", "outlet") and a.country is not None for a in actors
        )


def _modifies(relation: str) -> bool:
    """Whether all alternatives of a relation are modifiers of a noun."""
    return all(part.startswith(MODIFIERS) for part in relation.split("|"))
