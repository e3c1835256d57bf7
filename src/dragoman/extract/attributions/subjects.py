"""A cue word in, its source's head word out: subjects, also inherited, relative, controlled, or issuing."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.extract.attributions.page import RELATIVE_CLAUSE, child, lower
from dragoman.lexicon.said import SaidLexicon
from dragoman.records import Sentence, Word

SUBJECTS = ("nsubj", "csubj")
DEEPEST = 6


@dataclass(frozen=True, slots=True)
class Subject:
    """Who says: ``word`` is shown as the source, ``head`` is who is meant (differs for "who")."""

    word: int
    head: int
    inherited: bool = False


def subject_of(sentence: Sentence, index: int, lexicon: SaidLexicon, depth: int = 0) -> Subject | None:
    """The source's head word for a verb or predicate, or None when the syntax names none."""
    word = sentence.words[index]
    own = own_subject(sentence, index)
    if own is not None:
        return Subject(own.index, _meant(sentence, own, index), depth > 0)
    if depth > DEEPEST or word.head < 0:
        return None
    if word.relation in ("conj", "xcomp", "advcl", "ccomp", "parataxis"):
        return _from_above(sentence, word, lexicon, depth)
    if word.deprel == RELATIVE_CLAUSE:
        return Subject(word.head, word.head, True)
    if word.relation == "acl":
        return _from_noun(sentence, word, lexicon, depth)
    return None


def own_subject(sentence: Sentence, index: int) -> Word | None:
    """The word's own subject; an empty "it" or "there" is none."""
    for dependent in sentence.dependents(index, *SUBJECTS):
        if dependent.deprel in ("nsubj", "nsubj:outer", "nsubj:pass"):
            return dependent
    return None


def _from_above(sentence: Sentence, word: Word, lexicon: SaidLexicon, depth: int) -> Subject | None:
    """Inherit: "praised X and said", "went on to say", "spoke, adding"; "asked X to say" takes the object."""
    if word.relation in ("ccomp", "parataxis"):
        return None
    if word.relation == "conj" and not _same_kind(sentence, word):
        return None
    if word.relation == "xcomp":
        patient = child(sentence, word.head, "obj", "iobj")
        if patient is not None and not lexicon.has("channel.nouns", patient.lemma.lower()):
            return Subject(patient.index, patient.index, True)
    if word.relation == "advcl" and any(lower(w) == "as" for w in sentence.dependents(word.index, "mark")):
        patient = child(sentence, word.head, "obj", "nsubj:pass")
        if patient is not None and patient.index < word.index:
            return Subject(patient.index, patient.index, True)
    found = subject_of(sentence, word.head, lexicon, depth + 1)
    return Subject(found.word, found.head, True) if found is not None else None


def _same_kind(sentence: Sentence, word: Word) -> bool:
    """Whether a joined verb can have the subject of what it is joined to: another verb, or a predicate."""
    above = sentence.words[word.head]
    if above.upos in ("VERB", "AUX") or word.feat("VerbForm") in (None, above.feat("VerbForm")):
        return True
    return child(sentence, above.index, "cop") is not None and own_subject(sentence, above.index) is not None


def _from_noun(sentence: Sentence, word: Word, lexicon: SaidLexicon, depth: int) -> Subject | None:
    """A participle after a noun: "issued a statement saying" is the issuer's, "a man saying" the man's."""
    noun = sentence.words[word.head]
    if child(sentence, noun.index, "cop") is not None:
        found = subject_of(sentence, noun.index, lexicon, depth + 1)
        return Subject(found.word, found.head, True) if found is not None else None
    if lexicon.has("channel.nouns", noun.lemma.lower()):
        owner = child(sentence, noun.index, "nmod:poss")
        if owner is not None:
            return Subject(owner.index, owner.index, True)
        if noun.relation in ("obj", "obl") and noun.head >= 0:
            found = subject_of(sentence, noun.head, lexicon, depth + 1)
            return Subject(found.word, found.head, True) if found is not None else None
    return Subject(noun.index, noun.index, True)


def _meant(sentence: Sentence, subject: Word, index: int) -> int:
    """The antecedent of a relative pronoun, else the subject itself."""
    word = sentence.words[index]
    at = index
    while word.relation in ("conj", "xcomp") and word.head >= 0 and at != word.head:
        at, word = word.head, sentence.words[word.head]
    if word.deprel == RELATIVE_CLAUSE and is_relative(subject) and word.head >= 0:
        return word.head
    return subject.index


def is_relative(word: Word) -> bool:
    """Whether a word is a relative pronoun (by its features: PronType=Rel)."""
    return word.upos in ("PRON", "DET") and "Rel" in (word.feat("PronType") or "").split(",")


def agent_of(sentence: Sentence, index: int) -> Word | None:
    """The agent of a passive ("by four sources"), or None."""
    return child(sentence, index, "obl:agent")
