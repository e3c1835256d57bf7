"""The model's proposals and the rules' drafts in, one set of drafts out: merged, run on, and chained."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from dragoman.extract.attributions.page import (
    Draft,
    Page,
    case_of,
    child,
    fit_quotes,
    joined,
    lower,
    source_span,
    trimmed,
    with_rule,
)
from dragoman.extract.attributions.quotes import Quoted
from dragoman.extract.attributions.subjects import agent_of, is_relative, subject_of
from dragoman.records import SaidSpan, Sentence, Span, Word, contains, hull, overlaps

HEAD = "head:said"
LEAST_SCORE = 0.55
CONFIDENT = 0.85
PARAGRAPH_END = "\n"
SMALL_START = 3
NEAR = 2
HEARSAY = "adverb."
FIXED = (HEARSAY, "phrase.")
PASSIVE = "passive."
CLAUSE = ".clause"
"""Frames whose content is a clause of the cue."""
PAPERS = ("document", "media", "data", "poll")


def woven(page: Page, by_rule: Sequence[Draft], said: Sequence[SaidSpan]) -> list[Draft]:
    """One list of drafts in text order. Without proposals of the model the sure rules stand alone."""
    if not said:
        return _single([d for d in by_rule if d.sure])
    taken: set[int] = set()
    out: list[Draft] = []
    for proposal in said:
        draft = from_model(page, proposal)
        if draft is None:
            continue
        matches = [(n, r) for n, r in enumerate(by_rule) if n not in taken and overlaps(r.cue, draft.cue)]
        draft, matches = _apart(page, draft, matches)
        matches = [
            (n, r)
            for n, r in matches
            if r.rule.startswith(FIXED) or _touch(r.content, draft.content) or not draft.content
        ]
        if matches:
            number, rule = min(matches, key=lambda pair: (-_shared(pair[1].content, draft.content), pair[0]))
            taken.add(number)
            out.append(_merged(page, draft, rule))
        elif draft.content and proposal.score >= LEAST_SCORE:
            out.append(draft)
    rest = [d for n, d in enumerate(by_rule) if n not in taken and d.sure]
    out.extend(d for d in rest if not any(overlaps(d.cue, other.cue) for other in out))
    return _single(out)


def _apart(
    page: Page, draft: Draft, matches: list[tuple[int, Draft]]
) -> tuple[Draft, list[tuple[int, Draft]]]:
    """ "reportedly added" holds two cues: the adverb is left to its own rule."""
    for number, rule in matches:
        if not rule.rule.startswith(HEARSAY) or rule.cue == draft.cue:
            continue
        start, end = draft.cue
        start = rule.cue[1] + 1 if rule.cue[0] == start else start
        end = rule.cue[0] - 1 if rule.cue[1] == end else end
        if start < end and not overlaps((start, end), rule.cue):
            rest = [pair for pair in matches if pair[0] != number]
            return replace(draft, cue=trimmed(page.text, (start, end))), rest
    return draft, matches


def from_model(page: Page, proposal: SaidSpan) -> Draft | None:
    """A proposal of the model as a draft: trimmed, its cue word found; None without a cue."""
    cue = hull(proposal.cue)
    if cue is None:
        return None
    sentence = page.analysis.sentence_at(cue[0])
    if sentence is None:
        return None
    source = tuple(s for s in joined(proposal.source, page.text) if s[1] > s[0])
    content = [trimmed_content(page.text, span) for span in joined(proposal.content, page.text)]
    fitted = fit_quotes(page, (s for s in content if s[1] > s[0]), cue, source)
    fitted = tuple(s for s in fitted if not overlaps(s, cue))
    word = top_word(sentence, cue)
    if not source and word is not None:
        source = _by_syntax(page, sentence, word, (cue, *fitted))
    return Draft(
        source=source,
        cue=cue,
        content=fitted,
        sentence=sentence.index,
        word=word.index if word else -1,
        head=head_of(page, source),
        rule=HEAD,
        score=proposal.score,
    )


def _by_syntax(page: Page, sentence: Sentence, word: Word, taken: Sequence[Span]) -> tuple[Span, ...]:
    """The subject of an active cue verb, where the model gave its source to another cue or to none."""
    if word.upos != "VERB":
        return ()
    if child(sentence, word.index, "aux:pass", "nsubj:pass", "csubj:pass") is not None:
        teller = _passive_teller(page, sentence, word)
        span = source_span(page, sentence, teller.index) if teller is not None else ()
        return () if _touch(span, taken) else span
    if word.feat("Voice") == "Pass" or (word.deprel == "acl" and word.feat("Tense") == "Past"):
        return ()
    subject = subject_of(sentence, word.index, page.lexicon)
    if subject is None or page.lexicon.has("impersonal.subjects", lower(sentence.words[subject.word])):
        return ()
    span = source_span(
        page, sentence, subject.word, sentence.subtree(word.index) if subject.inherited else ()
    )
    return () if _touch(span, taken) else span


def _passive_teller(page: Page, sentence: Sentence, word: Word) -> Word | None:
    """Who tells in a passive: its agent, or the document in which something "was mentioned"."""
    agent = agent_of(sentence, word.index)
    if agent is not None:
        return agent
    for phrase in sentence.dependents(word.index, "obl"):
        paper = page.lexicon.kind_of.get(phrase.lemma.lower()) in PAPERS
        if paper and page.lexicon.has("channel.media_prepositions", case_of(sentence, phrase.index)):
            return phrase
    return None


def trimmed_content(text: str, span: Span) -> Span:
    """A content without space and loose punctuation at its edges."""
    start, end = trimmed(text, span)
    return start, end


def top_word(sentence: Sentence, span: Span) -> Word | None:
    """The word of a span that governs the others: the first whose head lies outside."""
    words = [w for w in sentence.words if span[0] <= w.start < span[1]]
    inside = {w.index for w in words}
    tops = [w for w in words if w.head not in inside and w.upos != "PUNCT"]
    verbs = [w for w in tops if w.upos in ("VERB", "NOUN", "ADJ")]
    return next(iter(verbs or tops or words), None)


def head_of(page: Page, source: Sequence[Span]) -> tuple[int, int] | None:
    """The head word of a source's first span; the antecedent when it is a relative pronoun."""
    if not source:
        return None
    sentence = page.analysis.sentence_at(source[0][0])
    word = top_word(sentence, source[0]) if sentence is not None else None
    if sentence is None or word is None:
        return None
    if is_relative(word):
        above = word
        while above.head >= 0 and above.deprel != "acl:relcl":
            above = sentence.words[above.head]
        if above.deprel == "acl:relcl" and above.head >= 0:
            return sentence.index, above.head
    return sentence.index, word.index


def _touch(a: Iterable[Span], b: Sequence[Span]) -> bool:
    return any(overlaps(x, y) for x in a for y in b)


def _shared(a: Iterable[Span], b: Sequence[Span]) -> int:
    return sum(max(0, min(x[1], y[1]) - max(x[0], y[0])) for x in a for y in b)


def _merged(page: Page, model: Draft, rule: Draft) -> Draft:
    """The model's cue and source with the rule's content where both point to the same place, as syntax cuts
    contents cleaner; the model's content where it is confident, or where the rule took its source out of it.
    """
    found = f"{HEAD}+{rule.rule}"
    if rule.rule.startswith(FIXED) and not _touch(rule.content, model.content):
        return replace(rule, rule=found, score=model.score, sure=True)
    if rule.rule.startswith((PASSIVE, HEARSAY)):
        model = replace(model, source=rule.source, head=rule.head)
    misread = model.source and _touch(rule.source, model.content) and not _touch(rule.source, model.source)
    shared = tuple(s for s in model.source if _touch((s,), rule.source))
    here = page.analysis.sentences[rule.sentence]
    astray = rule.source and not any(here.start <= start < here.end for start, _ in model.source)
    source = shared or (rule.source if astray else model.source) or rule.source
    content = model.content
    if not model.content:
        content = rule.content
    elif not misread and _touch(rule.content, model.content) and not _confident(model, rule):
        content = _widened(page, model, rule, source)
    kept = tuple(s for s in content if not overlaps(s, model.cue)) or model.content or rule.content
    if rule.rule.endswith(CLAUSE):
        kept = tuple(s for s in kept if s[0] > model.cue[0] or _split_off(page, s)) or kept
    return replace(
        rule,
        source=source,
        cue=model.cue,
        content=kept,
        head=rule.head if shared or astray or not model.source else model.head,
        rule=found,
        score=model.score,
        sure=True,
    )


def _split_off(page: Page, span: Span) -> bool:
    """Whether a content before its cue may belong to the clause behind it: quoted, or with a comma behind."""
    return page.quotes.around(span[0]) is not None or page.text[span[1] : span[1] + 1] == ","


def _confident(model: Draft, rule: Draft) -> bool:
    return model.score >= CONFIDENT and not rule.rule.startswith((PASSIVE, *FIXED))


def _widened(page: Page, model: Draft, rule: Draft, source: tuple[Span, ...]) -> tuple[Span, ...]:
    """The rule's content, drawn out to the model's later end, to a word or two that the model has before it
    right after the cue, and by whole quotations and split-off beginnings that only the model has.
    """
    fixed = (model.cue, *source)
    out: list[Span] = []
    for start, end in rule.content:
        for low, high in (s for s in model.content if overlaps(s, (start, end))):
            small = (
                len(page.text[low:start].split()) <= SMALL_START and low < start and len(rule.content) == 1
            )
            if small and low >= model.cue[1] and not page.text[model.cue[1] : low].strip(" ,:"):
                start = low
            if high > end and not any(overlaps((end, high), other) for other in fixed):
                end = high
        out.append((start, end))
    apart = [s for s in model.content if not _touch((s,), rule.content) and not overlaps(s, model.cue)]
    behind = all(low >= model.cue[1] for low, _ in rule.content)
    for span in apart:
        quoted = page.quotes.around(span[0])
        if quoted is not None and abs(quoted.start - span[0]) <= NEAR and abs(quoted.end - span[1]) <= NEAR:
            out.append(quoted.span)
        elif behind and span[1] <= model.cue[0] and _split_off(page, span):
            out.append(span)
    return joined(out, page.text)


def _single(drafts: Iterable[Draft]) -> list[Draft]:
    """Drafts in text order, one for each cue: of two with one cue the better scored, then the longer."""
    out: list[Draft] = []
    ranked = sorted(drafts, key=lambda d: (-d.score, -sum(e - s for s, e in d.content), d.cue))
    for draft in ranked:
        if not any(overlaps(draft.cue, other.cue) for other in out):
            out.append(draft)
    return sorted(out, key=lambda d: (d.cue, d.content))


def run_on(page: Page, drafts: Sequence[Draft]) -> list[Draft]:
    """Quotations that go on without a cue of their own join the attribution before them, within a paragraph
    and over whole paragraphs in quotation marks.
    """
    out = list(drafts)
    for number, draft in enumerate(out):
        last = _last_quotation(page, draft)
        while last is not None:
            following = _following(page, draft, last, out)
            if following is None:
                break
            draft = replace(draft, content=joined((*draft.content, following.span), page.text))
            out[number] = with_rule(draft, "runs_on") if "runs_on" not in draft.rule else draft
            last = following
    return out


def _last_quotation(page: Page, draft: Draft) -> Quoted | None:
    """The last quotation that the draft holds, if its cue stands outside of all quotations."""
    if page.quotes.around(draft.cue[0]) is not None or not draft.content:
        return None
    held = [q for q in page.quotes.outer if any(contains(span, q.span) for span in draft.content)]
    return held[-1] if held else None


def _following(page: Page, draft: Draft, last: Quoted, drafts: Sequence[Draft]) -> Quoted | None:
    """The next quotation, when only the end of the cue's sentence lies before it and no cue is by it."""
    sentence = page.analysis.sentences[draft.sentence]
    border = max(last.end, sentence.end if draft.cue[0] < sentence.end else last.end)
    quoted = next((q for q in page.quotes.outer if q.start >= last.end and q.start >= sentence.start), None)
    if quoted is None or not quoted.closed:
        return None
    gap = page.text[border : quoted.start] if border <= quoted.start else ""
    if gap.strip() or (border > quoted.start and quoted.start < draft.cue[1]):
        return None
    before = page.text[: quoted.start].rstrip(" \t")
    new_line = PARAGRAPH_END in page.text[last.end : quoted.start]
    whole_line = before.endswith(PARAGRAPH_END) and page.text[quoted.end : quoted.end + 1] in (
        "",
        PARAGRAPH_END,
    )
    if new_line and not whole_line:
        return None
    after = page.analysis.sentence_at(quoted.end - 1)
    tail = page.text[quoted.end : after.end] if after is not None else ""
    if any(letter.isalnum() for letter in tail) or any(
        _touch(d.content, (quoted.span,)) for d in drafts if d is not draft
    ):
        return None
    return quoted
