"""A draft and the times in, the setting of the saying out: when, through what medium, and to whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.extract.attributions.page import Draft, Page, case_of, lower
from dragoman.records import Sentence, Span, Time, Word, overlaps

UNLIKELY_TIMES = frozenset({"DURATION", "SET"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """When, how and to whom something was said; None where the text does not tell."""

    time: str | None = None
    medium: Span | None = None
    addressee: Span | None = None


def setting_of(page: Page, draft: Draft, times: Sequence[Time]) -> Setting:
    """The setting of a draft, from the phrases beside its cue that belong to neither source nor content."""
    sentence = page.analysis.sentences[draft.sentence]
    if draft.word < 0:
        return Setting()
    taken = (*draft.content, *draft.source)
    return Setting(
        time=_time(sentence, draft, times, taken),
        medium=_medium(page, sentence, draft, taken),
        addressee=_addressee(page, sentence, draft, taken),
    )


def _time(sentence: Sentence, draft: Draft, times: Sequence[Time], taken: Sequence[Span]) -> str | None:
    near: list[tuple[int, str]] = []
    for time in times:
        span = time.start, time.end
        if time.type in UNLIKELY_TIMES or not (sentence.start <= time.start < sentence.end):
            continue
        if any(overlaps(span, other) for other in taken):
            continue
        word = sentence.word_at(time.start)
        if word is not None and _hangs_on(sentence, word, draft.word):
            near.append((min(abs(time.start - draft.cue[1]), abs(draft.cue[0] - time.end)), time.id))
    return min(near)[1] if near else None


def _hangs_on(sentence: Sentence, word: Word, cue: int) -> bool:
    """Whether a word is governed by the cue, through phrases but through no other clause."""
    at = word
    for _ in range(len(sentence.words)):
        if at.index == cue:
            return True
        if at.head < 0 or at.relation in ("ccomp", "acl", "advcl", "parataxis", "conj"):
            return False
        at = sentence.words[at.head]
    return False


def _medium(page: Page, sentence: Sentence, draft: Draft, taken: Sequence[Span]) -> Span | None:
    for dependent in sentence.dependents(draft.word, "obl", "advcl", "nmod"):
        noun = dependent.lemma.lower()
        preposition = case_of(sentence, dependent.index)
        if preposition not in page.lexicon.word_sets["setting.media_prepositions"]:
            continue
        compound = {w.lemma.lower() for w in sentence.dependents(dependent.index, "compound")}
        if (
            noun in page.lexicon.word_sets["setting.media"]
            or compound & page.lexicon.word_sets["setting.media"]
        ):
            span = sentence.span_of(dependent.index)
            if not any(overlaps(span, other) for other in taken):
                return span
    return None


def _addressee(page: Page, sentence: Sentence, draft: Draft, taken: Sequence[Span]) -> Span | None:
    groups = page.lexicon.verb_groups.get(sentence.words[draft.word].lemma.lower(), ())
    tells = any(group.asks for group in groups)
    for dependent in sentence.dependents(draft.word, "iobj", "obj", "obl"):
        to_whom = (
            case_of(sentence, dependent.index) in page.lexicon.word_sets["setting.addressee_prepositions"]
        )
        if dependent.relation == "obl" and not to_whom:
            continue
        if dependent.relation == "obj" and not tells:
            continue
        if dependent.relation == "obl" and lower(dependent) in page.lexicon.word_sets["setting.media"]:
            continue
        span = sentence.span_of(dependent.index)
        if not any(overlaps(span, other) for other in taken):
            return span
    return None
