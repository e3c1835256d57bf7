"""A sentence in, drafts out for its cue verbs, active and passive."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from dragoman.extract.attributions.cue import Content, Cue, finished, sense_of
from dragoman.extract.attributions.frames import find_content
from dragoman.extract.attributions.page import (
    Draft,
    Page,
    child,
    lower,
    source_span,
)
from dragoman.extract.attributions.passives import passive_draft
from dragoman.extract.attributions.subjects import subject_of
from dragoman.extract.attributions.tails import at_the_end, beside_quotation, left_speaker
from dragoman.lexicon.said import VerbGroup
from dragoman.records import Sentence, Word

PASSIVE_SIGNS = ("aux:pass", "nsubj:pass", "csubj:pass")


def verb_drafts(page: Page, sentence: Sentence) -> Iterator[Draft]:
    """Drafts for all cue verbs of a sentence."""
    for word in sentence.words:
        if word.upos not in ("VERB", "AUX") or word.relation in ("aux", "cop", "case", "amod"):
            continue
        groups = groups_of(page, sentence, word)
        if groups:
            draft = _draft(Cue(page, sentence, word, groups))
            if draft is not None:
                yield draft


def groups_of(page: Page, sentence: Sentence, word: Word) -> tuple[VerbGroup, ...]:
    """The groups of a verb, looked up with its particle first ("point out")."""
    lemma = word.lemma.lower()
    table = page.lexicon.verb_groups
    particle = child(sentence, word.index, "compound:prt")
    if particle is not None and f"{lemma} {lower(particle)}" in table:
        return table[f"{lemma} {lower(particle)}"]
    adjective = child(sentence, word.index, "xcomp")
    if adjective is not None and adjective.upos == "ADJ" and f"{lemma} {lower(adjective)}" in table:
        return table[f"{lemma} {lower(adjective)}"]
    return table.get(lemma, ())


def _draft(cue: Cue) -> Draft | None:
    passive = any(True for _ in cue.dependents(*PASSIVE_SIGNS))
    participle = (
        cue.word.relation == "acl"
        and cue.word.feat("VerbForm") == "Part"
        and cue.word.feat("Tense") == "Past"
    )
    surface = _surface(cue)
    if surface is not None:
        return surface
    if passive or participle:
        return passive_draft(cue, passive)
    content = find_content(cue)
    if content is None:
        return None
    subject = subject_of(cue.sentence, cue.word.index, cue.page.lexicon)
    speaker = left_speaker(cue.sentence, cue.word) if subject is None else None
    if speaker is not None:
        return finished(cue, _right_of(cue, content), (speaker[0],), speaker[1], True)
    if subject is None and cue.word.relation not in ("root", "parataxis", "ccomp", "advcl", "acl"):
        return None
    gone = set(content.ids) | set(cue.sentence.subtree(cue.word.index)) if subject else set()
    if subject is not None and subject.word in gone and not subject.inherited:
        gone = set(content.ids)
    source = (
        source_span(cue.page, cue.sentence, subject.word, gone - _above(cue, subject.word)) if subject else ()
    )
    sure = subject is not None and not (_own_thought(cue, content, subject.word) or _aim(cue))
    return finished(cue, content, source, subject.head if subject else None, sure)


def _own_thought(cue: Cue, content: Content, subject: int) -> bool:
    """Whether a speaker tells of his own or his hearer's mind ("I think"): that is but a way of saying it."""
    ids = (subject, *(w.index for w in cue.sentence.dependents(subject, "conj")))
    persons = {cue.sentence.words[index].feat("Person") for index in ids}
    return not persons.isdisjoint(("1", "2")) and content.rule.startswith(("thinking", "knowing"))


def _aim(cue: Cue) -> bool:
    """Whether it is an infinitive of aim or task ("met to affirm", "up to them to decide"): not yet said."""
    return cue.word.feat("VerbForm") == "Inf" and cue.word.relation in ("advcl", "acl", "csubj")


def _right_of(cue: Cue, content: Content) -> Content:
    """A content without the words before the cue that the tree hung on it by mistake."""
    right = frozenset(i for i in content.ids if i > cue.word.index)
    return replace(content, ids=right) if right else content


def _surface(cue: Cue) -> Draft | None:
    """What stands plainly beside a quotation or at the sentence's end, where the tree has it otherwise."""
    if not cue.takes("quote") or not cue.takes("clause"):
        return None
    found = beside_quotation(cue.page, cue.sentence, cue.word)
    if found is None and cue.groups[0].sense == "saying" and not _speaker_in_place(cue):
        found = at_the_end(cue.page, cue.sentence, cue.word)
    if found is None:
        return None
    content = Content(frozenset(), f"{sense_of(cue)}.{found.rule}", spans=found.content)
    head = sentence_head(cue.sentence, found.head)
    return finished(cue, content, (found.source,), head, True)


def _speaker_in_place(cue: Cue) -> bool:
    """Whether the tree gives the verb the noun phrase right beside it as its subject."""
    subject = child(cue.sentence, cue.word.index, "nsubj")
    if subject is None:
        return False
    ids = cue.sentence.subtree(subject.index)
    between = cue.sentence.words[max(ids) + 1 : cue.word.index] if max(ids) < cue.word.index else ()
    return all(w.upos in ("ADV", "AUX", "PUNCT", "PART") for w in between)


def sentence_head(sentence: Sentence, index: int) -> int:
    """The head word of a speaker, up through titles and names that hang together."""
    at = index
    while sentence.words[at].relation in ("flat", "compound") and sentence.words[at].head >= 0:
        at = sentence.words[at].head
    return at


def _above(cue: Cue, index: int) -> set[int]:
    """The words of a source's own phrase that must not be cut away by the cue's clause."""
    ids = set(cue.sentence.subtree(index))
    return ids if cue.word.index not in ids else {index}
