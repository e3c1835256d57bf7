"""A sentence in, drafts out for its cue verbs: clauses, quotations, infinitives, objects, passives."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from dragoman.extract.attributions.page import (
    Draft,
    Page,
    case_of,
    child,
    fit_quotes,
    lower,
    phrase_without,
    source_span,
    spans_of,
    zone,
)
from dragoman.extract.attributions.subjects import agent_of, is_relative, subject_of
from dragoman.extract.attributions.tails import at_the_end, beside_quotation, left_speaker
from dragoman.lexicon.said import VerbGroup
from dragoman.records import Sentence, Span, Word, overlaps

AUXILIARIES = ("aux", "aux:pass", "cop")
PASSIVE_SIGNS = ("aux:pass", "nsubj:pass", "csubj:pass")


@dataclass(frozen=True)
class Cue:
    """A cue verb in its sentence with the word groups that describe it."""

    page: Page
    sentence: Sentence
    word: Word
    groups: tuple[VerbGroup, ...]

    def takes(self, flag: str) -> bool:
        """Whether some group of the verb has a flag."""
        return any(getattr(group, flag) for group in self.groups)

    def firmly(self, flag: str) -> bool:
        """Whether a group that is not loose has the flag."""
        return any(getattr(group, flag) and not group.loose for group in self.groups)

    @cached_property
    def zone(self) -> range:
        """The words that belong to the verb's own sentence."""
        return zone(self.page, self.sentence, self.word.index)

    def dependents(self, *relations: str) -> Iterator[Word]:
        """The verb's dependents with a relation, within its own sentence."""
        return (w for w in self.sentence.dependents(self.word.index, *relations) if w.index in self.zone)

    def prepositions(self, flag: str) -> frozenset[str]:
        """The prepositions that the verb's groups list under "about" or "charge"."""
        return frozenset(p for group in self.groups for p in getattr(group, flag))


@dataclass(frozen=True, slots=True)
class Content:
    """The words of a content (or whole spans), the rule that found it, and words that join the cue."""

    ids: frozenset[int]
    rule: str
    sure: bool = True
    spans: tuple[Span, ...] = ()
    cue_words: tuple[int, ...] = ()


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
        return _passive(cue, passive)
    content = _content(cue)
    if content is None:
        return None
    subject = subject_of(cue.sentence, cue.word.index, cue.page.lexicon)
    speaker = left_speaker(cue.sentence, cue.word) if subject is None else None
    if speaker is not None:
        return _finished(cue, _right_of(cue, content), (speaker[0],), speaker[1], True)
    if subject is None and cue.word.relation not in ("root", "parataxis", "ccomp", "advcl", "acl"):
        return None
    gone = set(content.ids) | set(cue.sentence.subtree(cue.word.index)) if subject else set()
    if subject is not None and subject.word in gone and not subject.inherited:
        gone = set(content.ids)
    source = (
        source_span(cue.page, cue.sentence, subject.word, gone - _above(cue, subject.word)) if subject else ()
    )
    return _finished(cue, content, source, subject.head if subject else None, subject is not None)


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
    content = Content(frozenset(), f"{_sense(cue)}.{found.rule}", spans=found.content)
    head = sentence_head(cue.sentence, found.head)
    return _finished(cue, content, (found.source,), head, True)


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


def _finished(
    cue: Cue, content: Content, source: tuple[Span, ...], head: int | None, sure: bool
) -> Draft | None:
    cue_at = cue_span(cue.page, cue.sentence, cue.word.index, content.cue_words)
    spans = content.spans or spans_of(cue.sentence, content.ids - set(content.cue_words))
    spans = fit_quotes(cue.page, spans, cue_at, source)
    spans = tuple(span for span in spans if not overlaps(span, cue_at))
    if not spans:
        return None
    return Draft(
        source=source,
        cue=cue_at,
        content=spans,
        sentence=cue.sentence.index,
        word=cue.word.index,
        head=(cue.sentence.index, head) if head is not None else None,
        rule=content.rule,
        sure=content.sure and sure,
    )


def cue_span(page: Page, sentence: Sentence, index: int, joined: tuple[int, ...] = ()) -> Span:
    """A cue: the word with auxiliaries and short adverbs before it, particle and preposition after it, and a
    colon that follows at once.
    """
    words = sentence.words
    first = last = index
    while first > 0 and _leads(page, words[first - 1], index):
        first -= 1
    while (
        first < index
        and words[first].relation == "advmod"
        and words[first].upos == "ADV"
        and first + 1 == index == first
    ):
        first += 1
    allowed = {index, *joined, *(w.index for w in sentence.dependents(index, "compound:prt"))}
    while last + 1 < len(words) and last + 1 in allowed:
        last += 1
    end = words[last].end
    if page.text[end : end + 1] == ":":
        end += 1
    return words[first].start, end


def _leads(page: Page, word: Word, index: int) -> bool:
    if word.head != index:
        return False
    if word.deprel in AUXILIARIES:
        return True
    return word.relation == "advmod" and page.lexicon.has("impersonal.inside_cue", lower(word))


def _content(cue: Cue) -> Content | None:
    """The first frame that fits, in order of how sure it is."""
    for frame in (_clause, _host_clause, _named, _charged, _asked, _infinitive, _about, _quotation, _object):
        found = frame(cue)
        if found is not None:
            return found
    return None


def _subtree(cue: Cue, index: int) -> frozenset[int]:
    return frozenset(i for i in cue.sentence.subtree(index) if i in cue.zone)


def _clause(cue: Cue) -> Content | None:
    if not (cue.takes("clause") or cue.takes("quote")):
        return None
    for dependent in cue.dependents("ccomp"):
        ids = _subtree(cue, dependent.index)
        return Content(ids, f"{_sense(cue)}.clause", cue.firmly("clause") or cue.word.lemma == "say")
    for dependent in cue.dependents("parataxis"):
        ids = _subtree(cue, dependent.index)
        if dependent.index > cue.word.index and _announced(cue, ids):
            return Content(ids, f"{_sense(cue)}.parataxis")
    return None


def _announced(cue: Cue, ids: frozenset[int]) -> bool:
    """Whether a loose clause after the verb is brought by a colon or stands in quotation marks."""
    first = cue.sentence.words[min(ids)]
    before = cue.page.text[cue.word.end : first.start + 1]
    quoted = cue.page.quotes.around(first.start)
    return ":" in before or (quoted is not None and quoted.start >= cue.word.end)


def _host_clause(cue: Cue) -> Content | None:
    """The verb stands aside in what is said: "The war, he said, is over"."""
    word = cue.word
    if (
        word.relation not in ("parataxis", "advcl")
        or not (cue.takes("clause") or cue.takes("quote"))
        or word.head < 0
    ):
        return None
    if word.head not in cue.zone:
        return None
    as_clause = word.relation == "advcl"
    if as_clause and (
        case_of(cue.sentence, word.index) != "as" or child(cue.sentence, word.index, "nsubj") is None
    ):
        return None
    subject = child(cue.sentence, word.index, "nsubj")
    if subject is None or is_relative(subject) or not cue.takes("clause"):
        return None
    ids = _subtree(cue, word.head) - _subtree(cue, word.index)
    return Content(ids, f"{_sense(cue)}.aside", not as_clause)


def _named(cue: Cue) -> Content | None:
    """ "called the vote a farce", "described the vote as a farce"."""
    patient = child(cue.sentence, cue.word.index, "obj")
    if patient is None:
        return None
    ids = _subtree(cue, patient.index)
    if cue.takes("as_"):
        for dependent in cue.dependents("obl", "advcl", "xcomp", "nmod"):
            if case_of(cue.sentence, dependent.index) == "as" and dependent.index > patient.index:
                return Content(ids | _subtree(cue, dependent.index), "judging.as")
        for dependent in cue.sentence.dependents(patient.index, "nmod", "acl", "advcl"):
            if case_of(cue.sentence, dependent.index) == "as":
                return Content(ids, "judging.as")
    if cue.takes("names"):
        for dependent in cue.dependents("xcomp", "obj"):
            apart = dependent.index != patient.index
            if apart and (dependent.upos != "VERB" or case_of(cue.sentence, dependent.index) != "to"):
                return Content(ids | _subtree(cue, dependent.index), "judging.names")
        if child(cue.sentence, patient.index, "appos") is not None:
            return Content(ids, "judging.names", False)
    return None


def _charged(cue: Cue) -> Content | None:
    """ "accused the ministry of hiding the debt"."""
    patient = child(cue.sentence, cue.word.index, "obj")
    allowed = cue.prepositions("charge")
    if patient is None or not allowed:
        return None
    for dependent in cue.dependents("obl", "advcl", "ccomp", "xcomp"):
        if case_of(cue.sentence, dependent.index) in allowed and dependent.index > patient.index:
            return Content(_subtree(cue, patient.index) | _subtree(cue, dependent.index), "judging.charge")
    for dependent in cue.sentence.dependents(patient.index, "nmod", "acl"):
        if case_of(cue.sentence, dependent.index) in allowed:
            return Content(_subtree(cue, patient.index), "judging.charge")
    return None


def _asked(cue: Cue) -> Content | None:
    """ "urged both armies to withdraw"."""
    if not cue.takes("asks"):
        return None
    patient = child(cue.sentence, cue.word.index, "obj", "iobj")
    if patient is None:
        return None
    for dependent in cue.dependents("xcomp", "ccomp", "advcl"):
        if case_of(cue.sentence, dependent.index) == "to" and dependent.index > patient.index:
            return Content(_subtree(cue, patient.index) | _subtree(cue, dependent.index), "asking.object")
    return None


def _infinitive(cue: Cue) -> Content | None:
    if not cue.takes("to") or child(cue.sentence, cue.word.index, "obj") is not None:
        return None
    for dependent in cue.dependents("xcomp", "ccomp"):
        if case_of(cue.sentence, dependent.index) == "to" and dependent.index > cue.word.index:
            return Content(_subtree(cue, dependent.index), f"{_sense(cue)}.to")
    return None


def _about(cue: Cue) -> Content | None:
    """ "called for a truce", "called on the rebels to lay down arms": the preposition joins the cue."""
    allowed = cue.prepositions("about")
    for dependent in cue.dependents("obl", "advcl"):
        marker = child(cue.sentence, dependent.index, "case", "mark")
        if marker is None or lower(marker) not in allowed or dependent.index < cue.word.index:
            continue
        if dependent.deprel in ("obl:unmarked", "obl:tmod", "obl:agent"):
            continue
        ids = _subtree(cue, dependent.index) - {marker.index}
        for clause in cue.dependents("xcomp", "advcl"):
            if case_of(cue.sentence, clause.index) == "to" and clause.index > dependent.index:
                ids |= _subtree(cue, clause.index)
        joined = (marker.index,) if marker.index == cue.word.index + 1 else ()
        firm = any(lower(marker) in group.about and not group.loose for group in cue.groups)
        return Content(frozenset(ids), f"{_sense(cue)}.about", firm, cue_words=joined)
    return None


def _quotation(cue: Cue) -> Content | None:
    """No clause was parsed, but the sentence holds a quotation next to the verb, or the next one opens it."""
    if not cue.takes("quote"):
        return None
    sentence, text = cue.sentence, cue.page.text
    if cue.page.quotes.around(cue.word.start) is not None:
        return None
    after = [q for q in cue.page.quotes.outer if cue.word.end <= q.start <= sentence.end + 4]
    before = [
        q
        for q in cue.page.quotes.outer
        if sentence.start - 1 <= q.end <= cue.word.start and q.end > sentence.start
    ]
    for quoted in after[:1]:
        gap = text[cue.word.end : quoted.start]
        if gap.strip(" ,:\n") == "" or gap.rstrip().endswith((":", ",")):
            return Content(frozenset(), f"{_sense(cue)}.quotation", cue.firmly("quote"), spans=(quoted.span,))
    for quoted in before[-1:]:
        if (
            text[quoted.end - 2 : quoted.end].strip("\"'”’")[-1:] in (",", "?", "!", ".")
            or text[quoted.end] == ","
        ):
            return Content(frozenset(), f"{_sense(cue)}.quotation", cue.firmly("quote"), spans=(quoted.span,))
    return None


def _object(cue: Cue) -> Content | None:
    if not cue.takes("object"):
        return None
    patient = child(cue.sentence, cue.word.index, "obj")
    if patient is None:
        return None
    if cue.page.lexicon.has("channel.nouns", patient.lemma.lower()) and not cue.firmly("object"):
        return None
    return Content(_subtree(cue, patient.index), f"{_sense(cue)}.object", cue.firmly("object"))


def _sense(cue: Cue) -> str:
    return cue.groups[0].sense


def _passive(cue: Cue, finite: bool) -> Draft | None:
    """Passives: "is said to", "it is believed that", "are accused of", "was confirmed by"."""
    agent = agent_of(cue.sentence, cue.word.index)
    content = _passive_content(cue, agent, finite)
    if content is None:
        return None
    source = source_span(cue.page, cue.sentence, agent.index, content.ids) if agent is not None else ()
    return _finished(cue, content, source, agent.index if agent is not None else None, True)


def _passive_content(cue: Cue, agent: Word | None, finite: bool) -> Content | None:
    sentence, index = cue.sentence, cue.word.index
    patient = child(sentence, index, "nsubj:pass") if finite else None
    if patient is not None and cue.page.lexicon.has("impersonal.subjects", lower(patient)):
        patient = None if child(sentence, index, "ccomp", "csubj") is not None else patient
    told = _subtree(cue, patient.index) if patient is not None else frozenset()
    clause = child(sentence, index, "ccomp", "csubj")
    if clause is not None and finite and (cue.takes("clause") or cue.takes("passive")):
        return Content(_subtree(cue, clause.index), "passive.that", patient is None)
    infinitive = child(sentence, index, "xcomp")
    if infinitive is not None and finite and cue.takes("passive"):
        return Content(told | _subtree(cue, infinitive.index), "passive.to")
    for dependent in sentence.dependents(index, "obl", "advcl", "xcomp"):
        marker = case_of(sentence, dependent.index)
        if marker == "as" and cue.takes("as_"):
            return Content(told | _subtree(cue, dependent.index), "passive.as", agent is not None)
        if marker in cue.prepositions("charge") and dependent.index > index and marker in ("of", "about"):
            ids = (
                phrase_without(sentence, dependent.index, ("case", "mark"))
                if not told
                else _subtree(cue, dependent.index)
            )
            return Content(told | frozenset(ids), "passive.charge")
    if agent is not None and (cue.firmly("object") or cue.takes("quote")) and told:
        return Content(told, "passive.agent", cue.firmly("object"))
    if not finite and agent is not None and cue.firmly("object"):
        noun = frozenset(phrase_without(sentence, cue.word.head, ("case",), sentence.subtree(index)))
        return Content(noun, "passive.participle", False)
    return None
