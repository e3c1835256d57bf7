"""What the rules for verbs share: a cue in its sentence, the content found for it, and the draft of both."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from dragoman.extract.attributions.page import (
    Draft,
    Page,
    fit_quotes,
    lower,
    spans_of,
    zone,
)
from dragoman.lexicon.said import VerbGroup
from dragoman.records import Sentence, Span, Word, overlaps

AUXILIARIES = ("aux", "aux:pass", "cop")


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


def own_subtree(cue: Cue, index: int) -> frozenset[int]:
    """A word's subtree within the cue's own sentence."""
    return frozenset(i for i in cue.sentence.subtree(index) if i in cue.zone)


def sense_of(cue: Cue) -> str:
    """What kind of cue it is, as the first of its groups says."""
    return cue.groups[0].sense


def finished(
    cue: Cue, content: Content, source: tuple[Span, ...], head: int | None, sure: bool
) -> Draft | None:
    """The draft of a cue with its content and source; None when nothing is left of the content."""
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
