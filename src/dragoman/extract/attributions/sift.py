"""Woven drafts in, those worth keeping out: bare deeds, faint proposals and asides in what is said go."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.extract.attributions.page import Draft, Page
from dragoman.extract.attributions.subjects import is_relative
from dragoman.extract.attributions.weave import HEAD, parents
from dragoman.records import Word

SURE_SCORE = 0.6
"""What the model must give a cue that no list knows, or one without a source, to stand without a rule."""

CERTAIN_SCORE = 0.85
"""What it must give one that is both."""

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
    kept = [d for d in drafts if not (_bare_deed(page, d) or _faint(page, d) or _unreal(page, d))]
    return [d for d, above in zip(kept, parents(kept), strict=True) if above is None or _plain(page, d)]


def _cue_word(page: Page, draft: Draft) -> Word | None:
    return page.analysis.sentences[draft.sentence].words[draft.word] if draft.word >= 0 else None


def _bare_deed(page: Page, draft: Draft) -> bool:
    word = _cue_word(page, draft)
    if word is None or not page.lexicon.has("deed.verbs", word.lemma.lower()):
        return False
    if draft.rule != HEAD and not draft.rule.endswith(BARE_FRAMES):
        return False
    return not any(True for span in draft.content for _ in page.quotes.within(span))


def _faint(page: Page, draft: Draft) -> bool:
    if draft.rule != HEAD:
        return False
    word = _cue_word(page, draft)
    lemma = word.lemma.lower() if word is not None else ""
    lexicon = page.lexicon
    known = lemma in lexicon.verb_groups or lemma in lexicon.noun_groups or lemma in lexicon.adjective_groups
    if not draft.source and not known:
        return draft.score < CERTAIN_SCORE
    return draft.score < SURE_SCORE and (not draft.source or not known)


def _unreal(page: Page, draft: Draft) -> bool:
    """Whether a rule alone found it under "would" or "could": nothing was said yet."""
    word = _cue_word(page, draft)
    if HEAD in draft.rule or word is None:
        return False
    helpers = page.analysis.sentences[draft.sentence].dependents(word.index, "aux")
    return any(page.lexicon.has("unreal.verbs", helper.lemma.lower()) for helper in helpers)


def _plain(page: Page, draft: Draft) -> bool:
    """Whether a draft inside another's content is a saying of its own, not "I think" or "would say"."""
    if HEAD in draft.rule:
        return True
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
    return not any(is_relative(w) or (mind and w.feat("Person") in ("1", "2")) for w in subjects)
