"""A report's analysis, cast and times in, its attributions out. ``docs/attribution.md`` tells the method."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.extract.attributions.nesting import parents
from dragoman.extract.attributions.page import Draft, Page
from dragoman.extract.attributions.phrases import (
    adjective_drafts,
    adverb_drafts,
    colon_drafts,
    noun_drafts,
    phrase_drafts,
)
from dragoman.extract.attributions.quotes import find_quotes
from dragoman.extract.attributions.setting import setting_of
from dragoman.extract.attributions.sift import sifted
from dragoman.extract.attributions.sources import CastLike, describe
from dragoman.extract.attributions.verbs import verb_drafts
from dragoman.extract.attributions.weave import run_on, woven
from dragoman.lexicon.said import SaidLexicon
from dragoman.records import Analysis, Attribution, Report, Segment, Span, Time
from dragoman.records.findings import Quote

BY_SENTENCE = (phrase_drafts, verb_drafts, noun_drafts, adjective_drafts, adverb_drafts)


def find_attributions(
    report: Report,
    segments: Sequence[Segment],
    analysis: Analysis,
    cast: CastLike,
    times: Sequence[Time],
    lexicon: SaidLexicon,
) -> tuple[Attribution, ...]:
    """All attributions of a report in the order of their cues, ids "q1", "q2"...; boilerplate is left out."""
    page = Page(report.text, analysis, find_quotes(report.text), lexicon)
    drafts = [d for d in drafts_of(page) if not _in_boilerplate(segments, d.cue)]
    ids = [f"q{number}" for number in range(1, len(drafts) + 1)]
    above = parents(page, drafts)
    return tuple(
        _record(page, draft, ids[n], ids[parent] if parent is not None else None, cast, times)
        for n, (draft, parent) in enumerate(zip(drafts, above, strict=True))
    )


def drafts_of(page: Page) -> list[Draft]:
    """The drafts of both witnesses, woven together, quotations run on."""
    by_rule = [
        draft
        for sentence in page.analysis.sentences
        for rule in BY_SENTENCE
        for draft in rule(page, sentence)
    ]
    by_rule.extend(colon_drafts(page))
    return sifted(page, run_on(page, woven(page, by_rule, page.analysis.said)))


def _in_boilerplate(segments: Sequence[Segment], cue: Span) -> bool:
    return any(s.kind == "boilerplate" and s.start <= cue[0] < s.end for s in segments)


def _record(
    page: Page, draft: Draft, name: str, parent: str | None, cast: CastLike, times: Sequence[Time]
) -> Attribution:
    facts = describe(page, cast, draft)
    setting = setting_of(page, draft, times)
    return Attribution(
        id=name,
        source=draft.source,
        cue=draft.cue,
        content=draft.content,
        quote=quote_type(page, draft),
        source_kind=facts.kind,
        source_actor=facts.actor,
        named=facts.named,
        number=facts.number,
        number_bound=facts.bound,
        affiliation=facts.affiliation,
        reason=facts.reason,
        time=setting.time,
        parent=parent,
        medium=setting.medium,
        addressee=setting.addressee,
        rule=draft.rule,
    )


def quote_type(page: Page, draft: Draft) -> Quote:
    """Direct when all of the content stands in quotation marks (but for an opening "that" or "to"), mixed
    when some does, else indirect. Marks around the cue itself do not count.
    """
    inside = outside = 0
    for span in draft.content:
        held = [q for q in page.quotes.within(span) if not q.start <= draft.cue[0] < q.end]
        for position in range(*span):
            if not page.text[position].isalnum():
                continue
            if any(q.start <= position < q.end for q in held):
                inside += 1
            else:
                outside += 1
        outside -= _opening(page, span)
    if inside == 0:
        return "indirect"
    return "direct" if outside <= 0 else "mixed"


def _opening(page: Page, span: Span) -> int:
    """The letters of the subordinator with which a content opens."""
    sentence = page.analysis.sentence_at(span[0])
    word = sentence.word_at(span[0]) if sentence is not None else None
    return len(word.form) if word is not None and (word.deprel == "mark" or word.upos == "SCONJ") else 0
