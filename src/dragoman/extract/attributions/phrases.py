"""A sentence in, drafts out for cues that are no verbs: phrases, nouns, adjectives, adverbs, colons."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.extract.attributions.cue import cue_span
from dragoman.extract.attributions.page import (
    NOUNS,
    Draft,
    Page,
    case_of,
    child,
    fit_quotes,
    joined,
    lower,
    source_span,
    spans_of,
    trimmed,
    zone,
)
from dragoman.extract.attributions.subjects import Subject, own_subject, subject_of
from dragoman.lexicon.said import CueNouns, Phrase
from dragoman.records import Sentence, Span, Word, overlaps

CLAUSES = ("ccomp", "acl", "advcl", "csubj")
WITHIN_PHRASE = frozenset({"det", "amod", "compound", "nummod", "nmod", "flat", "advmod", "case"})
LINE = re.compile(r"[^\n]+")
NAME_AND_COLON = re.compile(r"[\"“'‘]?\s*([^:\n\"“”]{2,80}?)(:)\s+(?=\S)")


def phrase_drafts(page: Page, sentence: Sentence) -> Iterator[Draft]:
    """ "according to X, ...": X is the source, the clause around is the content."""
    forms = [lower(word) for word in sentence.words]
    for row in page.lexicon.phrases:
        size = len(row.words)
        for first in range(len(forms) - size + 1):
            if tuple(forms[first : first + size]) == row.words:
                draft = _phrase(page, sentence, row, first)
                if draft is not None:
                    yield draft


def _phrase(page: Page, sentence: Sentence, row: Phrase, first: int) -> Draft | None:
    last = first + len(row.words) - 1
    head = _complement(sentence, last)
    if head is None or (row.kinds and page.lexicon.kind_of.get(head.lemma.lower()) not in row.kinds):
        return None
    words = set(range(first, last + 1))
    own = zone(page, sentence, first)
    source_ids = _source_ids(sentence, head, last, own)
    cue = sentence.words[first].start, sentence.words[last].end
    ids = _told(sentence, head, words | source_ids, own)
    spans = tuple(s for s in fit_quotes(page, spans_of(sentence, ids), cue) if not overlaps(s, cue))
    if not spans:
        return None
    gone = set(range(len(sentence.words))) - source_ids
    return Draft(
        source=source_span(page, sentence, head.index, gone),
        cue=cue,
        content=spans,
        sentence=sentence.index,
        word=first,
        head=(sentence.index, head.index),
        rule=f"phrase.{row.id}",
    )


def _complement(sentence: Sentence, last: int) -> Word | None:
    """The head of the noun phrase that begins right after the fixed words."""
    words = sentence.words
    at = last + 1
    while at < len(words) and words[at].relation in WITHIN_PHRASE and words[at].head > at:
        at = words[at].head
    return words[at] if at < len(words) and words[at].upos in NOUNS else None


def _source_ids(sentence: Sentence, head: Word, last: int, own: range) -> set[int]:
    """The words of the source after the fixed words; up to the next comma where the tree hung more on it."""
    ids = {i for i in sentence.subtree(head.index) if i > last and i in own}
    if head.head < 0 or min(sentence.subtree(head.index)) < last - 2:
        for index in range(last + 1, own.stop):
            if sentence.words[index].form in (",", "(", ".", ";") and index > head.index:
                return {i for i in ids if i < index}
    for index in sorted(ids):
        comma = sentence.words[index].form == "," and index > head.index and index + 1 in ids
        if comma and sentence.words[index + 1].upos in ("ADP", "SCONJ"):
            return {i for i in ids if i < index}
        bracket = sentence.words[index].form == "(" and index > head.index
        if bracket and index + 1 in ids and sentence.words[index + 1].upos in ("VERB", "AUX"):
            return {i for i in ids if i < index}
    return ids


def _told(sentence: Sentence, head: Word, whole: set[int], own: range) -> set[int]:
    """What the phrase speaks of: the rest when it opens the sentence, what stands before it when it ends it,
    else the clause that governs it.
    """
    before = {i for i in own if i < min(whole)}
    after = {i for i in own if i > max(whole)}
    if not any(sentence.words[i].form.isalnum() for i in before):
        return after
    comma = sentence.words[min(whole) - 1].form == ","
    if not any(sentence.words[i].form.isalnum() for i in after) or (comma and head.head < 0):
        return before
    above = head.head
    while above in whole and sentence.words[above].head >= 0:
        above = sentence.words[above].head
    if above < 0 or above in whole:
        return before
    ids = set(sentence.subtree(above)) - whole
    return {i for i in ids if i in own} if not comma else {i for i in ids if i in before} or ids


def noun_drafts(page: Page, sentence: Sentence) -> Iterator[Draft]:
    """ "the governor's claim that ...", "expressed a hope that ...", "its pledge to ..."."""
    for word in sentence.words:
        if word.upos != "NOUN":
            continue
        for row in page.lexicon.noun_groups.get(word.lemma.lower(), ()):
            found = _noun_content(sentence, word, row)
            if found is None:
                continue
            draft = _noun(page, sentence, word, *found)
            if draft is not None:
                yield draft
                break


def _noun_content(
    sentence: Sentence, word: Word, row: CueNouns
) -> tuple[frozenset[int], str, tuple[int, ...]] | None:
    for dependent in sentence.dependents(word.index, "acl", "ccomp"):
        if dependent.deprel == "acl:relcl" or dependent.index < word.index:
            continue
        marker = case_of(sentence, dependent.index)
        ids = frozenset(sentence.subtree(dependent.index))
        if row.to and marker == "to":
            return ids, "noun.to", ()
        if row.clause and marker not in ("", "to") and dependent.feat("VerbForm") != "Ger":
            return ids, "noun.clause", ()
    if row.clause and sentence.words[word.head].upos in ("AUX", "VERB") and word.relation == "nsubj":
        return None
    for dependent in sentence.dependents(word.index, "nmod", "acl"):
        marker_word = child(sentence, dependent.index, "case", "mark")
        if marker_word is not None and lower(marker_word) in row.about and dependent.index > word.index:
            ids = frozenset(sentence.subtree(dependent.index)) - {marker_word.index}
            return ids, "noun.about", (marker_word.index,) if marker_word.index == word.index + 1 else ()
    return None


def _noun(
    page: Page, sentence: Sentence, word: Word, ids: frozenset[int], rule: str, joins: tuple[int, ...]
) -> Draft | None:
    subject, first = _noun_source(page, sentence, word, ids)
    if subject is None and rule != "noun.clause":
        return None
    end = sentence.words[joins[-1]].end if joins else word.end
    cue = sentence.words[first].start, end
    spans = fit_quotes(page, spans_of(sentence, ids), cue)
    gone = set(ids) | set(range(first, word.index + 1))
    if not spans:
        return None
    return Draft(
        source=source_span(page, sentence, subject.word, gone - {subject.word}) if subject else (),
        cue=cue,
        content=spans,
        sentence=sentence.index,
        word=word.index,
        head=(sentence.index, subject.head) if subject else None,
        rule=rule,
        sure=rule == "noun.clause" and subject is not None,
    )


def _noun_source(
    page: Page, sentence: Sentence, word: Word, ids: frozenset[int]
) -> tuple[Subject | None, int]:
    """Whose claim it is (possessor, author, or the subject of a light verb) and where the cue begins."""
    owner = child(sentence, word.index, "nmod:poss")
    if owner is not None:
        return Subject(owner.index, owner.index), word.index
    above = sentence.words[word.head] if word.head >= 0 else None
    if (
        above is not None
        and word.relation in ("obj", "obl")
        and page.lexicon.has("light.verbs", above.lemma.lower())
    ):
        subject = subject_of(sentence, above.index, page.lexicon)
        if subject is not None and above.index < word.index and word.index - above.index <= 4:
            return subject, above.index
        if subject is not None:
            return subject, word.index
    for dependent in sentence.dependents(word.index, "nmod"):
        case = case_of(sentence, dependent.index)
        if page.lexicon.has("owner.prepositions", case) and dependent.index not in ids:
            return Subject(dependent.index, dependent.index), word.index
    for dependent in sentence.dependents(word.index, "compound", "amod"):
        if dependent.upos == "PROPN":
            return Subject(dependent.index, dependent.index), word.index
    return None, word.index


def adjective_drafts(page: Page, sentence: Sentence) -> Iterator[Draft]:
    """ "is confident that ...", "was willing to ...", "are worried about ..."."""
    for word in sentence.words:
        rows = (
            page.lexicon.adjective_groups.get(word.lemma.lower(), ()) if word.upos in ("ADJ", "VERB") else ()
        )
        if not rows or child(sentence, word.index, "cop", "aux:pass") is None:
            continue
        subject = subject_of(sentence, word.index, page.lexicon)
        if (
            subject is None
            or own_subject(sentence, word.index) is None
            or _empty(page, sentence, subject.word)
        ):
            continue
        for row in rows:
            found = _adjective_content(sentence, word, row)
            if found is None:
                continue
            ids, joins, rule = found
            cue = cue_span(page, sentence, word.index, joins)
            spans = fit_quotes(page, spans_of(sentence, ids), cue)
            if spans:
                yield Draft(
                    source=source_span(page, sentence, subject.word),
                    cue=cue,
                    content=spans,
                    sentence=sentence.index,
                    word=word.index,
                    head=(sentence.index, subject.head),
                    rule=rule,
                    sure=rule == "adjective.clause",
                )
                break


def _empty(page: Page, sentence: Sentence, index: int) -> bool:
    return page.lexicon.has("impersonal.subjects", lower(sentence.words[index]))


def _adjective_content(
    sentence: Sentence, word: Word, row: CueNouns
) -> tuple[frozenset[int], tuple[int, ...], str] | None:
    for dependent in sentence.dependents(word.index, "ccomp", "xcomp", "advcl", "obl"):
        if dependent.index < word.index:
            continue
        marker = child(sentence, dependent.index, "mark", "case")
        form = lower(marker) if marker is not None else ""
        ids = frozenset(sentence.subtree(dependent.index))
        if row.clause and dependent.relation == "ccomp" and form != "to":
            return ids, (), "adjective.clause"
        if row.to and form == "to":
            return ids, (), "adjective.to"
        if form in row.about and marker is not None:
            joins = (marker.index,) if marker.index == word.index + 1 else ()
            return ids - {marker.index}, joins, "adjective.about"
    return None


def adverb_drafts(page: Page, sentence: Sentence) -> Iterator[Draft]:
    """ "reportedly fled": no source; the clause around is the content."""
    for word in sentence.words:
        if lower(word) not in page.lexicon.hearsay or word.head < 0:
            continue
        host = sentence.words[word.head]
        ids = set(sentence.subtree(host.index)) - set(sentence.subtree(word.index))
        if host.upos in NOUNS and child(sentence, host.index, "cop") is None:
            ids -= {w.index for w in sentence.dependents(host.index, "case", "det")}
        cue = word.start, word.end
        spans = tuple(s for s in fit_quotes(page, spans_of(sentence, ids), cue) if not overlaps(s, cue))
        if spans:
            yield Draft(
                source=(),
                cue=cue,
                content=spans,
                sentence=sentence.index,
                word=word.index,
                rule="adverb.hearsay",
            )


def colon_drafts(page: Page) -> Iterator[Draft]:
    """ "Chancellor: The war is over" at the head of a line, as in headlines and transcripts."""
    for line in LINE.finditer(page.text):
        match = NAME_AND_COLON.match(page.text, line.start(), line.end())
        if match is None:
            continue
        source = trimmed(page.text, match.span(1))
        head = _speaker(page, source)
        content = trimmed_line(page, match.end(), line.end())
        if head is None or content is None:
            continue
        yield Draft(
            source=(source,),
            cue=match.span(2),
            content=(content,),
            sentence=head[0],
            word=-1,
            head=head,
            rule="colon.line",
        )


def trimmed_line(page: Page, start: int, end: int) -> Span | None:
    """The rest of a line as a content, its quotation marks kept, its final stop left off."""
    span = trimmed(page.text, (start, end))
    if span[1] - span[0] < 2:
        return None
    whole = joined(fit_quotes(page, (span,), (start - 1, start)), page.text)
    return whole[0] if whole else None


def _speaker(page: Page, span: Span) -> tuple[int, int] | None:
    """The head word of what stands before a colon, if it can be somebody who speaks."""
    text = page.text[span[0] : span[1]]
    table = page.lexicon.tables["colon"]
    if (
        text.lower() in table.not_sources
        or not text[:1].isupper()
        or len(text.split()) > table.longest_source
    ):
        return None
    sentence = page.analysis.sentence_at(span[0])
    if sentence is None:
        return None
    words = [w for w in sentence.words if span[0] <= w.start < span[1]]
    if not words or any(w.upos in ("VERB", "AUX", "SCONJ", "ADV") for w in words):
        return None
    people = (
        w
        for w in words
        if w.upos == "PROPN"
        or page.lexicon.has("people.nouns", w.lemma.lower())
        or w.lemma.lower() in page.lexicon.kind_of
    )
    if not any(True for _ in people):
        return None
    inside = {w.index for w in words}
    top = next((w for w in words if w.head not in inside), words[-1])
    return sentence.index, top.index
