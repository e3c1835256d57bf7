"""Events with ``same_as`` and attributions in, happenings out: status, days, and the sources behind each.

Distinct unnamed sources are counted as the text states them, never guessed. "A source" is one, "four other
sources" are four more than those just mentioned, "another source" and "two sources" may or may not be among
those before: the lower bound counts them as the same, the upper bound as different.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dragoman.lexicon.said import SaidLexicon
from dragoman.records import (
    Actor,
    Analysis,
    Attribution,
    Event,
    Happening,
    Report,
    Span,
    Word,
    contains,
    overlaps,
)
from dragoman.records.findings import Status

STATUS_ORDER: tuple[Status, ...] = (
    "occurred",
    "ongoing",
    "cancelled",
    "postponed",
    "not_occurred",
    "planned",
    "possible",
)
UNNAMED_PEOPLE = frozenset({"person", "group"})


@dataclass(frozen=True, slots=True)
class _Page:
    """What the counting looks things up in."""

    analysis: Analysis
    lexicon: SaidLexicon
    attributions: Mapping[str, Attribution]


@dataclass(slots=True)
class _Count:
    """The running bounds: ``surely`` and ``perhaps`` distinct people, ``last`` the number mentioned last.

    ``open_noun`` is the noun of a bare plural ("sources") that is not told apart yet: that begins with "one
    of the sources" (``begun``) and is done with "four other sources". ``endless``: another such
    plural never was.
    """

    surely: int = 0
    perhaps: int = 0
    last: int = 0
    open_noun: str | None = None
    begun: bool = False
    endless: bool = False


def build_happenings(
    *,
    report: Report,
    analysis: Analysis,
    events: Sequence[Event],
    attributions: Sequence[Attribution],
    actors: Sequence[Actor],
    lexicon: SaidLexicon,
) -> tuple[Happening, ...]:
    """One happening for each set of events with the same ``same_as``, in text order, ids "h1", "h2"...

    ``evidence`` holds the spans of the sentences from which the unnamed sources were counted.
    """
    page = _Page(analysis, lexicon, {a.id: a for a in attributions})
    known = {actor.id for actor in actors}
    groups: dict[str, list[Event]] = {}
    for event in events:
        groups.setdefault(event.same_as or event.id, []).append(event)
    out: list[Happening] = []
    for number, group in enumerate(groups.values(), 1):
        behind = _attributions_behind(page, group, events)
        named = dict.fromkeys(a.source_actor for a in behind if a.named and a.source_actor in known)
        least, most, evidence = count_unnamed(page, behind)
        earliest, latest = _days(group)
        out.append(
            Happening(
                id=f"h{number}",
                events=tuple(event.id for event in group),
                status=_status(group),
                earliest=earliest,
                latest=latest,
                named_sources=tuple(name for name in named if name is not None),
                unnamed_at_least=least,
                unnamed_at_most=most,
                evidence=evidence,
            )
        )
    return tuple(out)


def _status(group: Sequence[Event]) -> Status:
    """The report's own assertion goes before what sources say; a contested event keeps its first status."""
    own = {event.status for event in group if event.attribution is None}
    told = {event.status for event in group}
    if "denied" in told and not own & {"occurred", "ongoing"}:
        return group[0].status
    for pool in (own & {"occurred", "ongoing"}, told):
        for status in STATUS_ORDER:
            if status in pool:
                return status
    return group[0].status


def _days(group: Sequence[Event]) -> tuple[datetime.date | None, datetime.date | None]:
    """The days that all dated mentions allow; the narrowest mention's when they exclude each other."""
    dated = [(e.earliest, e.latest) for e in group if e.earliest is not None and e.latest is not None]
    if not dated:
        return next(((e.earliest, e.latest) for e in group if e.earliest or e.latest), (None, None))
    first, last = max(early for early, _ in dated), min(late for _, late in dated)
    if first <= last:
        return first, last
    return min(dated, key=lambda days: days[1] - days[0])


def _attributions_behind(page: _Page, group: Sequence[Event], events: Sequence[Event]) -> list[Attribution]:
    """The attributions that carry the group's events, with their parents, and those that confirm them as a
    whole ("the details were confirmed by ..."), in text order.
    """
    found: dict[str, Attribution] = {}
    for event in group:
        name = event.attribution
        if name is not None and name in page.attributions and _is_guess(page, page.attributions[name]):
            continue
        while name is not None and name in page.attributions and name not in found:
            found[name] = page.attributions[name]
            name = found[name].parent
    if not any(not a.named and a.source_kind in UNNAMED_PEOPLE for a in found.values()):
        return sorted(found.values(), key=_place)
    names = _trigger_lemmas(page, group)
    for attribution in sorted(page.attributions.values(), key=_place):
        if attribution.id in found or attribution.named or attribution.source_kind not in UNNAMED_PEOPLE:
            continue
        before = _one_before(page, attribution)
        if before is None or before.id not in found:
            continue
        confirms = not _holds_event(attribution, events) and _confirms_all(page, attribution)
        if confirms or _speaks_of(page, attribution, names):
            found[attribution.id] = attribution
    return sorted(found.values(), key=_place)


def _place(attribution: Attribution) -> Span:
    return attribution.cue or (*attribution.content, *attribution.source)[0]


def _holds_event(attribution: Attribution, events: Sequence[Event]) -> bool:
    return any(contains(span, event.trigger) for span in attribution.content for event in events)


def _one_before(page: _Page, attribution: Attribution) -> Attribution | None:
    """The nearest unnamed or named person's attribution before it in the text, children left out."""
    before = [
        a
        for a in page.attributions.values()
        if _place(a) < _place(attribution) and a.source and a.parent is None
    ]
    return max(before, key=_place, default=None)


def _is_guess(page: _Page, attribution: Attribution) -> bool:
    """Whether the source only thinks ("expected", "said they expected"): that is no source of a happening."""
    word = _word_at(page, attribution.cue)
    if word is None or attribution.cue is None:
        return False
    if _only_thinks(page, word):
        return True
    sentence = page.analysis.sentence_at(word.start)
    if sentence is None or sentence.words[word.index] != word:
        return False
    told = next(sentence.dependents(word.index, "ccomp"), None)
    if told is None or not _only_thinks(page, told):
        return False
    return any(w.upos == "PRON" for w in sentence.dependents(told.index, "nsubj"))


def _only_thinks(page: _Page, word: Word) -> bool:
    """Whether a word is a verb of thinking and never one of saying."""
    groups = page.lexicon.verb_groups.get(word.lemma.lower(), ())
    return bool(groups) and all(group.sense in ("thinking", "asking", "judging") for group in groups)


def _confirms_all(page: _Page, attribution: Attribution) -> bool:
    """Whether the content is a bare word for what was told ("the details", "this") under a confirming cue."""
    cue = _word_at(page, attribution.cue)
    if cue is None or not page.lexicon.has("corroboration.confirming", cue.lemma.lower()):
        return False
    content = [word for span in attribution.content for word in _words_in(page, span)]
    return any(page.lexicon.has("corroboration.whole", word.lemma.lower()) for word in content)


def _trigger_lemmas(page: _Page, group: Sequence[Event]) -> frozenset[str]:
    """What the report calls the happening: the lemmas of its triggers."""
    return frozenset(word.lemma.lower() for event in group for word in _words_in(page, event.trigger))


def _speaks_of(page: _Page, attribution: Attribution, names: frozenset[str]) -> bool:
    """Whether the content opens with a word that points back to the happening ("the visit would ...")."""
    words = [w for span in attribution.content[:1] for w in _words_in(page, span) if w.upos != "SCONJ"]
    if len(words) < 2 or not page.lexicon.has("corroboration.same", words[0].form.lower()):
        return False
    return words[1].lemma.lower() in names and words[1].upos == "NOUN"


def _words_in(page: _Page, span: Span) -> list[Word]:
    sentence = page.analysis.sentence_at(span[0])
    return [w for w in sentence.words if overlaps((w.start, w.end), span)] if sentence is not None else []


def _word_at(page: _Page, span: Span | None) -> Word | None:
    """The governing word of a cue: the last verb in it, else its first word."""
    words = _words_in(page, span) if span is not None else []
    verbs = [word for word in words if word.upos == "VERB"]
    return next(iter(verbs[-1:] or words[:1]), None)


def count_unnamed(page: _Page, behind: Sequence[Attribution]) -> tuple[int, int | None, tuple[Span, ...]]:
    """The least and greatest number of distinct unnamed people (None: no bound), and their sentences."""
    count = _Count()
    evidence: list[Span] = []
    for attribution in behind:
        if attribution.named or attribution.source_kind not in UNNAMED_PEOPLE or not attribution.source:
            continue
        sentence = page.analysis.sentence_at(attribution.source[0][0])
        if sentence is None:
            continue
        _add(page, count, attribution, _words_in(page, attribution.source[0]))
        if (sentence.start, sentence.end) not in evidence:
            evidence.append((sentence.start, sentence.end))
    endless = count.endless or count.open_noun is not None
    return count.surely, None if endless else max(count.surely, count.perhaps), tuple(evidence)


def _add(page: _Page, count: _Count, attribution: Attribution, words: Sequence[Word]) -> None:
    """Count one attribution's source into the bounds."""
    forms = [word.form.lower() for word in words]
    nouns = [word.lemma.lower() for word in words if word.upos == "NOUN"]
    noun = nouns[0] if nouns else None
    if attribution.number is None or attribution.number_bound != "exact":
        count.endless = count.endless or count.open_noun is not None
        count.open_noun, count.begun = noun or "", False
        count.surely = max(count.surely, attribution.number or 1)
        return
    number = attribution.number
    one_of_them = (
        len(forms) > 2 and page.lexicon.has("corroboration.partitive", forms[0]) and forms[1] == "of"
    )
    more = any(page.lexicon.has("corroboration.more", form) for form in forms[:3])
    back = bool(forms) and page.lexicon.has("corroboration.same", forms[0]) and not one_of_them
    if back and count.surely and not more:
        count.last = number
        return
    if more and count.begun and noun == count.open_noun:
        count.open_noun, count.begun = None, False
    if one_of_them and noun == count.open_noun:
        count.begun = True
    count.surely = max(count.surely, count.last + number if more else number)
    count.perhaps += number
    count.last = number
