"""What was mentioned before: salience, and the antecedents of pronouns.

A small version of centering (Grosz, Joshi and Weinstein 1995) and of Lappin and Leass (1994): near and
subject mentions are salient, agreement filters, a pronoun is no argument of the verb beside its antecedent.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from dragoman.extract.actors.draft import Entity, Found
from dragoman.lexicon.cast import CastWords, PronounRow
from dragoman.records import Analysis, Sentence, Word

Candidate = tuple[tuple[Entity, ...], Found]
Resolve = Callable[[int, int], Found | None]

_NEARNESS = (6.0, 4.5, 2.5, 1.5, 1.0)
_RANK_BONUS = (0.0, 0.4, 0.8, 2.0)
_COMMAND = 1.5
_CONJUNCT = 3.0
_LONE_STATE = 1.5
_TIE = 0.25
_CLAUSAL = frozenset({"VERB", "AUX"})


class Recall:
    """Keeps the mentions of a report by sentence and finds whom a pronoun may mean."""

    def __init__(self, analysis: Analysis, words: CastWords, resolve: Resolve) -> None:
        self._analysis = analysis
        self._words = words
        self._resolve = resolve
        self._by_sentence: dict[int, list[Found]] = {}

    def add(self, found: Found) -> None:
        """Keep a mention."""
        self._by_sentence.setdefault(found.sentence, []).append(found)

    def inside(self, sentence: int) -> list[Found]:
        """The mentions of a sentence that are known so far, in text order."""
        return sorted(self._by_sentence.get(sentence, ()), key=lambda f: f.head)

    def before(self, sentence: int, word: int, reach: int = 4) -> Iterator[Found]:
        """Mentions before a word, the nearest first, up to ``reach`` sentences back."""
        for back in range(reach + 1):
            for found in reversed(self.inside(sentence - back)):
                if found.entities and (back > 0 or found.head < word):
                    yield found

    def pronoun(
        self, sentence: Sentence, index: int, row: PronounRow, barred: set[Entity]
    ) -> tuple[Entity, ...]:
        """Whom a third-person pronoun means; () when nobody or more than one reading is left."""
        word = sentence.words[index]
        barred = barred | self._arguments_beside(sentence, word) | self._speaking_beside(sentence)
        scored: dict[tuple[Entity, ...], float] = {}
        for entities, found in self._candidates(sentence, index, row):
            if barred.intersection(entities) or not _agrees(entities, found, row):
                continue
            score = self._score(sentence, word, entities, found, row)
            scored[entities] = max(scored.get(entities, 0.0), score)
        for entities in scored:
            scored[entities] += 0.2 * min(5, min(len(e.places) for e in entities))
        return _clear_winner(scored)

    def relative(self, sentence: Sentence, index: int) -> tuple[Entity, ...]:
        """Whom a relative pronoun means: the noun on which its clause hangs."""
        word = sentence.words[index]
        for _ in range(6):
            if word.deprel == "acl:relcl" and word.head >= 0:
                found = self._resolve(sentence.index, word.head)
                return found.entities if found else ()
            if word.head < 0:
                return ()
            word = sentence.words[word.head]
        return ()

    def _candidates(self, sentence: Sentence, index: int, row: PronounRow) -> Iterator[Candidate]:
        for found in self.before(sentence.index, index):
            if not found.shown:
                continue
            if row.plural:
                joined = self._coordinated(found)
                if len(joined) > len(found.entities):
                    yield joined, found
            yield found.entities, found
        later = self._subject_after(sentence, index)
        if later is not None and later.entities:
            yield later.entities, later

    def _coordinated(self, found: Found) -> tuple[Entity, ...]:
        """The entities of a mention with those that are coordinated with it."""
        sentence = self._analysis.sentences[found.sentence]
        entities = list(found.entities)
        joined = [c.index for c in sentence.dependents(found.head, "conj")]
        joined += self._beside(sentence, found.head)
        for other in self._by_sentence.get(found.sentence, ()):
            if other.head in joined:
                entities.extend(other.entities)
        return tuple(dict.fromkeys(entities))

    def _beside(self, sentence: Sentence, head: int) -> list[int]:
        """A second subject behind "and", where the tree hangs both on the verb."""
        word = sentence.words[head]
        if word.relation == "appos" and word.head > head:
            others = [word.head]
        elif word.relation == "nsubj" and word.head >= 0:
            others = [c.index for c in sentence.dependents(word.head, "nsubj") if c.index > head]
        else:
            return []
        return [i for i in others if any(w.upos == "CCONJ" for w in sentence.words[head + 1 : i])]

    def _subject_after(self, sentence: Sentence, index: int) -> Found | None:
        """The main subject behind a pronoun that stands before it ("In his speech, the president ...")."""
        for child in sentence.dependents(sentence.root, "nsubj"):
            before = sentence.words[index].head
            if child.index > index and child.upos != "PRON" and before not in (child.index, sentence.root):
                return self._resolve(sentence.index, child.index)
        return None

    def _arguments_beside(self, sentence: Sentence, word: Word) -> set[Entity]:
        """The other arguments of the pronoun's verb, and the phrase that a possessive stands in."""
        if word.feat("Reflex") == "Yes" or word.head < 0:
            return set()
        barred: set[Entity] = set()
        if word.deprel == "nmod:poss":
            above = [word.head]
        elif word.relation in ("obj", "iobj", "obl", "nsubj"):
            above = [c.index for c in sentence.dependents(word.head, "nsubj", "obj", "iobj", "obl")]
            subject = understood_subject(sentence, word.head, self._words)
            if subject is not None:
                above.append(subject)
            if word.relation == "nsubj":
                above += _in_fronted(sentence, word)
        else:
            above = []
        for found in self._by_sentence.get(sentence.index, ()):
            if found.head in above and found.head != word.index:
                barred.update(found.entities)
        return barred

    def _speaking_beside(self, sentence: Sentence) -> set[Entity]:
        """Who is "we" or "I" in the sentence and so no third person."""
        out: set[Entity] = set()
        for found in self._by_sentence.get(sentence.index, ()):
            row = self._words.pronouns.get(sentence.words[found.head].form.lower())
            if found.form == "pronoun" and row is not None and row.person == 1:
                out.update(found.entities)
        return out

    def _score(
        self, sentence: Sentence, word: Word, entities: tuple[Entity, ...], found: Found, row: PronounRow
    ) -> float:
        back = sentence.index - found.sentence
        score = _NEARNESS[min(back, 4)] + _RANK_BONUS[found.rank]
        if back == 0:
            score += _COMMAND * self.commands(sentence, found, word) - 0.02 * abs(word.index - found.head)
        if row.plural and not (found.plural or len(entities) > 1 or entities[0].plural):
            score -= _LONE_STATE * (2 if entities[0].kind == "state" else 1)
        if back == 0 and self._controls(sentence, word, found):
            score += _COMMAND + _RANK_BONUS[3]
        if self._coordinated_with(sentence, word, found):
            score += _CONJUNCT
        if row.plural:
            score += 0.3 * (min(len(entities), 4) - 1)
        if row.gender and entities[0].gender is None:
            score -= 0.3
        if entities[0].named:
            score += 0.3
        if entities[0].kind == "outlet":
            score -= 1.0
        return score

    def _controls(self, sentence: Sentence, word: Word, found: Found) -> bool:
        """Whether a mention is the understood subject of a verb above the word: "urged X to end its raids".

        Likewise the object of a verb of judgement: "thanked X for his help".
        """
        verb = word.head
        for _ in range(8):
            if verb < 0:
                return False
            if (
                sentence.words[verb].upos in _CLAUSAL
                and understood_subject(sentence, verb, self._words) == found.head
            ):
                return sentence.words[verb].relation != "conj"
            above = sentence.words[verb].head
            judged = sentence.words[verb].relation == "obl" and above >= 0
            if judged and self._words.has("judge", sentence.words[above].lemma.lower()):
                return (
                    sentence.words[found.head].head == above and sentence.words[found.head].relation == "obj"
                )
            verb = above
        return False

    def _coordinated_with(self, sentence: Sentence, word: Word, found: Found) -> bool:
        """Whether a possessive stands in what is coordinated with the mention: "X and its allies"."""
        if word.deprel != "nmod:poss" or found.sentence != sentence.index:
            return False
        noun = sentence.words[word.head]
        if noun.deprel != "conj":
            return False
        owner = sentence.words[found.head]
        return noun.head == found.head or (owner.deprel == "nmod:poss" and owner.head == noun.head)

    def commands(self, sentence: Sentence, found: Found, word: Word) -> bool:
        """Whether a mention is the subject of a verb above the word."""
        if found.rank < 3:
            return False
        verb, seen = word.head, 0
        while verb >= 0 and seen < 12:
            if found.head in sentence.children[verb]:
                return True
            verb, seen = sentence.words[verb].head, seen + 1
        return False

    def thing_between(self, sentence: Sentence, index: int, entities: tuple[Entity, ...]) -> bool:
        """Whether a thing stands nearer to "it" than the actor found and may be meant instead."""
        word = sentence.words[index]
        here = [f for f in self.inside(sentence.index) if f.head < index and f.entities == entities]
        if any(self.commands(sentence, f, word) for f in here):
            return word.relation in ("obj", "obl") and self._things(sentence, here[-1].head, index) > 1
        if here:
            return self._things(sentence, here[-1].head, index) > 0
        if self._things(sentence, -1, index):
            return True
        before = self._analysis.sentences[sentence.index - 1] if sentence.index else None
        if before is None:
            return True
        subject = next(before.dependents(before.root, "nsubj"), None)
        return subject is not None and not any(
            f.head == subject.index and f.entities == entities for f in self.inside(before.index)
        )

    def _things(self, sentence: Sentence, first: int, last: int) -> int:
        """How many singular things are arguments between two words."""
        people = {f.head for f in self.inside(sentence.index)}
        return sum(
            1
            for w in sentence.words[first + 1 : last]
            if w.upos == "NOUN"
            and w.relation in ("nsubj", "obj", "root", "conj")
            and w.index not in people
            and w.feat("Number") != "Plur"
        )


def _agrees(entities: tuple[Entity, ...], found: Found, row: PronounRow) -> bool:
    """Kind, number and gender."""
    if any(e.kind not in row.wants for e in entities):
        return False
    many = found.plural or len(entities) > 1 or any(e.plural for e in entities)
    if many != row.plural and not (row.plural and entities[0].kind != "person"):
        return False
    return not row.gender or all(e.gender in (None, row.gender) for e in entities)


def _clear_winner(scored: dict[tuple[Entity, ...], float]) -> tuple[Entity, ...]:
    """The best reading, unless another of other countries comes too near."""
    ranked = sorted(scored.items(), key=lambda item: -item[1])
    if not ranked:
        return ()
    best, score = ranked[0]
    countries = {e.country for e in best}
    for other, second in ranked[1:]:
        if second > score - _TIE and {e.country for e in other} != countries and not set(other) & set(best):
            return ()
    return best


def understood_subject(sentence: Sentence, verb: int, words: CastWords) -> int | None:
    """The word that a verb without a subject of its own shares one with: conjunct or object above."""
    word = sentence.words[verb]
    if word.head < 0 or next(sentence.dependents(verb, "nsubj", "csubj"), None) is not None:
        return None
    above = sentence.words[word.head]
    if word.relation == "conj" and above.upos in _CLAUSAL:
        own = next(sentence.dependents(above.index, "nsubj"), None)
        return own.index if own else understood_subject(sentence, above.index, words)
    if word.deprel == "acl" and above.upos in ("NOUN", "PROPN"):
        return above.index
    if word.relation not in ("xcomp", "advcl") or word.feat("VerbForm") not in ("Inf", None):
        return None
    for child in sentence.dependents(above.index, "obj", "iobj", "obl"):
        prompted = child.relation != "obl" or words.has("prompting", _case(sentence, child.index))
        if child.index < verb and prompted and (word.relation == "xcomp" or child.relation == "obl"):
            return child.index
    if word.relation == "xcomp":
        own = next(sentence.dependents(above.index, "nsubj"), None)
        return own.index if own else understood_subject(sentence, above.index, words)
    return None


def _in_fronted(sentence: Sentence, word: Word) -> list[int]:
    """The other arguments of a clause before a subject that is its own subject too: "Facing a judge, she"."""
    clauses = [c for c in sentence.dependents(word.head, "advcl") if c.index < word.index]
    return [
        c.index
        for clause in clauses
        if next(sentence.dependents(clause.index, "nsubj", "csubj"), None) is None
        for c in sentence.dependents(clause.index, "obj", "obl", "iobj")
    ]


def _case(sentence: Sentence, index: int) -> str:
    return next((c.form.lower() for c in sentence.dependents(index, "case")), "")
