"""Which attribution stands within which: drafts in, the number of each one's parent out."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.extract.attributions.page import Draft, Page
from dragoman.extract.attributions.weave import FIXED
from dragoman.records import Sentence, Word, contains


def parents(page: Page, drafts: Sequence[Draft]) -> list[int | None]:
    """For each draft the number of its parent: the smallest draft whose content holds its cue, and in whose
    sentence it does not stand beside the parent's cue. Contents grow strictly from child to parent, so that
    there are no loops.
    """
    sizes = [sum(e - s for s, e in d.content) for d in drafts]
    out: list[int | None] = []
    for number, draft in enumerate(drafts):
        rank = (sizes[number], number)
        holders = [
            (sizes[n], n)
            for n, other in enumerate(drafts)
            if n != number
            and (sizes[n], n) > rank
            and any(contains(span, draft.cue) for span in other.content)
            and not _beside(page, draft, other)
        ]
        out.append(min(holders)[1] if holders else None)
    return out


def _beside(page: Page, child: Draft, other: Draft) -> bool:
    """Whether the tree puts the child next to the other, though the other's content reaches over it: "said A
    and asked B", "said A, adding B", "reportedly A, and the aide said B", "while A according to a study, the
    aide said B". What is quoted is never beside.
    """
    if child.sentence != other.sentence or child.word < 0 or other.word < 0:
        return False
    if page.quotes.around(child.cue[0]) is not None:
        return False
    sentence = page.analysis.sentences[child.sentence]
    up = _path(sentence, child.word, other.word)
    if up:
        return up[-1].relation == "conj" or (len(up) == 1 and _bare_clause(sentence, up[0]))
    if not other.rule.startswith(FIXED):
        return False
    down = _path(sentence, other.word, child.word)
    if any(w.relation == "advcl" and _has_subject(sentence, w) for w in down):
        return True
    up = _path(sentence, child.word, sentence.words[other.word].head)
    return bool(up) and up[-1].relation == "conj" and _has_subject(sentence, up[-1])


def _path(sentence: Sentence, low: int, high: int) -> list[Word]:
    """The words from one up to below another; empty when the other is not above it."""
    out: list[Word] = []
    while low >= 0 and low != high and len(out) < len(sentence.words):
        out.append(sentence.words[low])
        low = sentence.words[low].head
    return out if low == high and low >= 0 else []


def _bare_clause(sentence: Sentence, word: Word) -> bool:
    """Whether a clause hangs there without a subordinator (", adding"; but not "quoted him as saying")."""
    return word.relation == "advcl" and not any(sentence.dependents(word.index, "mark", "case"))


def _has_subject(sentence: Sentence, word: Word) -> bool:
    return any(sentence.dependents(word.index, "nsubj", "csubj"))
