"""Woven drafts in, those worth keeping out: bare deeds, faint proposals and asides in what is said go."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.extract.attributions.nesting import parents
from dragoman.extract.attributions.page import Draft, Page
from dragoman.extract.attributions.subjects import is_relative
from dragoman.extract.attributions.weave import HEAD
from dragoman.records import Word

SURE_SCORE = 0.6
"""What the model must give a cue that no list knows to stand without a rule."""

SOURCELESS_SCORE = 0.7
"""What it must give one without a source."""

CERTAIN_SCORE = 0.85
"""What it must give one that is both."""

WEAK_FRAMES = ("thinking.", "knowing.", "phrase.under")
"""Rules that are right in less than half of the places where the model sees nothing."""

HELPERS = ("aux", "cop")
BARE_FRAMES = (".object", ".charge")
INNER_FRAMES = (
    "saying.clause", "saying.aside", "saying.beside", "saying.quotation", "saying.to", "promising.clause",
    "promising.to", "asking.clause", "asking.to", "asking.about", "asking.beside", "thinking.clause",
    "passive.to", "passive.that", "passive.charge", "judging.names", "judging.as", "phrase.according_to",
    "adverb.hearsay", "noun.clause",
)  # fmt: skip


def sifted(page: Page, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts without bare deeds (a "condemned the raid" is an event, not something said), without faint
    proposals of the model alone, and of those inside another's content only the plain sayings.
    """
    tests = (_bare_deed, _faint, _unreal, _nobody)
    kept = [d for d in drafts if not any(test(page, d) for test in tests)]
    return [
        d
        for d, above in zip(kept, parents(page, kept), strict=True)
        if (not _unseconded(page, d) if above is None else _plain(page, d, kept[above]))
    ]


def _cue_word(page: Page, draft: Draft) -> Word | None:
    return page.analysis.sentences[draft.sentence].words[draft.word] if draft.word >= 0 else None


def _bare_deed(page: Page, draft: Draft) -> bool:
    word = _cue_word(page, draft)
    if word is None or not page.lexicon.has("deed.verbs", word.lemma.lower()):
        return False
    if draft.rule != HEAD and not draft.rule.endswith(BARE_FRAMES):
        return False
    if draft.rule == HEAD and _clause_told(page, draft, word):
        return False
    return not any(True for span in draft.content for _ in page.quotes.within(span))


def _clause_told(page: Page, draft: Draft, word: Word) -> bool:
    """Whether a clause of the cue's own is what is told ("rejected putting a hold on it")."""
    clauses = page.analysis.sentences[draft.sentence].dependents(word.index, "ccomp", "xcomp", "csubj")
    return any(start <= clause.start < end for clause in clauses for start, end in draft.content)


def _faint(page: Page, draft: Draft) -> bool:
    if draft.rule != HEAD:
        return False
    word = _cue_word(page, draft)
    if word is not None and word.relation in HELPERS:
        return True
    lemma = word.lemma.lower() if word is not None else ""
    lexicon = page.lexicon
    known = lemma in lexicon.verb_groups or lemma in lexicon.noun_groups or lemma in lexicon.adjective_groups
    if not draft.source:
        return draft.score < (SOURCELESS_SCORE if known else CERTAIN_SCORE)
    return draft.score < SURE_SCORE and not known


def _unreal(page: Page, draft: Draft) -> bool:
    """Whether a rule alone found it under "would" or "could": nothing was said yet."""
    word = _cue_word(page, draft)
    if HEAD in draft.rule or word is None:
        return False
    sentence = page.analysis.sentences[draft.sentence]
    verb = word.head if word.upos == "NOUN" and word.relation == "obj" else word.index
    helpers = sentence.dependents(verb, "aux")
    return any(page.lexicon.has("unreal.verbs", helper.lemma.lower()) for helper in helpers)


def _nobody(page: Page, draft: Draft) -> bool:
    """Whether a passive without a source tells how things stand ("is scheduled", "is not known"), or a noun
    that nobody said it ("made no promise to").
    """
    word = _cue_word(page, draft)
    if word is None:
        return False
    sentence = page.analysis.sentences[draft.sentence]
    if "noun." in draft.rule:
        return any(w.feat("PronType") == "Neg" for w in sentence.dependents(word.index, "det"))
    if draft.source or "passive." not in draft.rule:
        return False
    negated = any(w.feat("Polarity") == "Neg" for w in sentence.dependents(word.index, "advmod"))
    alone = HEAD not in draft.rule
    return negated or (alone and page.lexicon.has("impersonal.verbs", word.lemma.lower()))


def _unseconded(page: Page, draft: Draft) -> bool:
    """Whether a frame that errs more than it finds stands alone though the model read the report."""
    return bool(page.analysis.said) and draft.rule.startswith(WEAK_FRAMES)


def _light(page: Page, draft: Draft, above: Draft) -> bool:
    """Whether a cue noun is but the object of the verb above it: "expressed its view that" is one cue."""
    noun, verb = _cue_word(page, draft), _cue_word(page, above)
    if noun is None or verb is None or draft.sentence != above.sentence or not draft.rule.startswith("noun."):
        return False
    return noun.head == verb.index and page.lexicon.has("light.verbs", verb.lemma.lower())


def _plain(page: Page, draft: Draft, above: Draft) -> bool:
    """Whether a draft inside another's content is a saying of its own, not "I think" or "would say"."""
    if HEAD in draft.rule:
        return True
    if _light(page, draft, above):
        return False
    word = _cue_word(page, draft)
    if not draft.rule.removesuffix("+runs_on").endswith(INNER_FRAMES) or word is None:
        return False
    sentence = page.analysis.sentences[draft.sentence]
    for helper in sentence.dependents(word.index, "aux", "advmod"):
        if page.lexicon.has("unreal.verbs", helper.lemma.lower()) or helper.feat("Polarity") == "Neg":
            return False
    if draft.head is None or draft.head[0] != draft.sentence:
        return True
    subjects = [w for w in sentence.dependents(word.index, "nsubj") if w.upos == "PRON"]
    mind = draft.rule.startswith("thinking")
    act = word.feat("Tense") == "Pres" and word.feat("VerbForm") == "Fin"
    return not any(
        is_relative(w) or (mind and w.feat("Person") in ("1", "2")) or (act and w.feat("Person") == "1")
        for w in subjects
    )
