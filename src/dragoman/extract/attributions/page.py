"""What the rules of attribution share: the page that is read, drafts of attributions, and syntax helpers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from dragoman.extract.attributions.quotes import MARKS, Quotes
from dragoman.lexicon.said import SaidLexicon
from dragoman.records import Analysis, Sentence, Span, Word, overlaps

LOOSE_PUNCTUATION = frozenset(",;:.!?-–—―")
NOUNS = frozenset({"NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ", "SYM", "X"})
RELATIVE_CLAUSE = "acl:relcl"


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An attribution in the making.

    ``sentence``/``word`` locate the cue's main word (word -1: the model alone); ``head`` the source's head
    word or its antecedent ("who"), as (sentence, word). ``sure``: whether the rule may stand without the
    model; ``score``: the model's, 0 for a rule alone; ``rule``: what found it.
    """

    source: tuple[Span, ...]
    cue: Span
    content: tuple[Span, ...]
    sentence: int
    word: int
    head: tuple[int, int] | None = None
    rule: str = ""
    sure: bool = True
    score: float = 0.0


@dataclass(frozen=True, slots=True)
class Page:
    """A report's text with its analysis, quotations and the words of saying."""

    text: str
    analysis: Analysis
    quotes: Quotes
    lexicon: SaidLexicon


def is_mark(word: Word) -> bool:
    """Whether a word is a quotation mark."""
    return all(letter in MARKS or letter == "`" for letter in word.form)


def is_loose(word: Word) -> bool:
    """Whether a word is punctuation that belongs to no span's edge."""
    return all(letter in LOOSE_PUNCTUATION for letter in word.form)


def runs(ids: Iterable[int]) -> Iterator[list[int]]:
    """Neighbouring indices together, in order."""
    run: list[int] = []
    for index in sorted(ids):
        if run and index != run[-1] + 1:
            yield run
            run = []
        run.append(index)
    if run:
        yield run


def spans_of(sentence: Sentence, ids: Iterable[int]) -> tuple[Span, ...]:
    """The spans of a set of words, without loose punctuation at their edges; runs of marks alone fall out."""
    out: list[Span] = []
    words = sentence.words
    for run in runs(ids):
        while run and is_loose(words[run[0]]):
            run.pop(0)
        while run and is_loose(words[run[-1]]):
            run.pop()
        if any(letter.isalnum() for index in run for letter in words[index].form):
            out.append((words[run[0]].start, words[run[-1]].end))
    return tuple(out)


def joined(spans: Iterable[Span], text: str) -> tuple[Span, ...]:
    """Spans in order, neighbours that only space parts made one."""
    out: list[Span] = []
    for start, end in sorted(spans):
        if out and (start <= out[-1][1] or not text[out[-1][1] : start].strip()):
            out[-1] = out[-1][0], max(out[-1][1], end)
        else:
            out.append((start, end))
    return tuple(out)


def lower(word: Word) -> str:
    """A word's lower-cased form, curly apostrophes made straight."""
    return word.form.lower().replace("’", "'")


def child(sentence: Sentence, index: int, *relations: str) -> Word | None:
    """The first dependent with one of the relations, or None."""
    return next(sentence.dependents(index, *relations), None)


def case_of(sentence: Sentence, index: int) -> str:
    """The preposition or marker of a phrase or clause, lower-cased, "" when it has none."""
    word = child(sentence, index, "case", "mark")
    return lower(word) if word is not None and word.index < index else ""


def phrase_without(
    sentence: Sentence, index: int, relations: tuple[str, ...], gone: Iterable[int] = ()
) -> set[int]:
    """A word's subtree without those of its dependents that stand in a relation, and without ``gone``."""
    ids = set(sentence.subtree(index))
    for dependent in sentence.dependents(index, *relations):
        if dependent.index < index or dependent.relation not in ("case", "mark"):
            ids -= set(sentence.subtree(dependent.index))
    return ids - set(gone)


TERMINAL = frozenset({".", "!", "?", "..."})


def zone(page: Page, sentence: Sentence, index: int) -> range:
    """The words around a word up to a full stop before a quotation mark or a new line: what a sentence should
    have been where the engine ran two together. Stops inside of a closed quotation are none.
    """
    words = sentence.words
    low, high = 0, len(words)
    for stop in range(len(words) - 1):
        if words[stop].form not in TERMINAL:
            continue
        begin = stop + 1
        if is_mark(words[begin]) and words[begin].start == words[stop].end:
            begin += 1
        if begin >= len(words) or not _breaks(page, words[stop], words[begin], begin > stop + 1):
            continue
        if begin <= index:
            low = begin
        else:
            high = begin
            break
    return range(low, high)


def _breaks(page: Page, stop: Word, after: Word, closed: bool) -> bool:
    quoted = page.quotes.around(after.start - 1)
    if quoted is not None and quoted.closed and quoted.end > after.start > quoted.start:
        return False
    gap = page.text[stop.end : after.start]
    return "\n" in gap or is_mark(after) or (closed and after.form[:1].isupper())


def source_span(page: Page, sentence: Sentence, head: int, gone: Iterable[int] = ()) -> tuple[Span, ...]:
    """The span of a source: its noun phrase with appositions and relative clauses, with the comma that
    closes them; the piece that holds the head, when ``gone`` splits it.
    """
    ids = phrase_without(
        sentence, head, ("case", "cc", "punct", "mark", "parataxis", "discourse", "advcl"), gone
    )
    ids |= {w.index for w in sentence.dependents(head, "punct") if is_mark(w)}
    spans = spans_of(sentence, ids)
    word = sentence.words[head]
    for start, end in spans:
        if start <= word.start < end:
            return ((start, _closing_comma(page, sentence, head, (start, end))),)
    return ((word.start, word.end),)


def _closing_comma(page: Page, sentence: Sentence, head: int, span: Span) -> int:
    inserted = (RELATIVE_CLAUSE, "appos", "acl")
    inside = any(w.index > head and w.start < span[1] for w in sentence.dependents(head, *inserted))
    after_comma = "," in page.text[sentence.words[head].end : span[1]]
    return span[1] + 1 if inside and after_comma and page.text[span[1] : span[1] + 1] == "," else span[1]


def fit_quotes(
    page: Page, content: Iterable[Span], cue: Span, source: Iterable[Span] = ()
) -> tuple[Span, ...]:
    """Contents drawn out to the quotations that they cut into, unless cue or source stand in these too."""
    out: list[Span] = []
    fixed = (cue, *source)
    for span in content:
        start, end = span
        for quoted in page.quotes.within((start, end)):
            if any(overlaps(quoted.span, other) for other in fixed):
                continue
            if not quoted.closed and quoted.end - quoted.start > 2 * (end - start) + 200:
                continue
            start, end = min(start, quoted.start), max(end, quoted.end)
        start, end = _marks_around(page.text, (start, end), page.quotes, fixed)
        out.append((start, end))
    return joined(out, page.text)


def _marks_around(text: str, span: Span, quotes: Quotes, fixed: tuple[Span, ...]) -> Span:
    """A span that fills a quotation but for its marks, with them."""
    start, end = span
    for quoted in quotes.within((start - 1, end + 3)):
        near = quoted.start >= start - 1 and end <= quoted.end <= end + 3
        gap = text[end : quoted.end] if near else "x"
        if (
            near
            and not any(letter.isalnum() for letter in gap)
            and not any(overlaps(quoted.span, f) for f in fixed)
        ):
            return min(start, quoted.start), max(end, quoted.end)
    return span


def without(spans: Iterable[Span], holes: Iterable[Span], text: str) -> tuple[Span, ...]:
    """Spans with holes cut out and edges trimmed; pieces without a letter or digit fall out."""
    pieces = list(spans)
    for hole in holes:
        cut: list[Span] = []
        for start, end in pieces:
            if not overlaps((start, end), hole):
                cut.append((start, end))
                continue
            cut.extend(
                trimmed(text, part) for part in ((start, hole[0]), (hole[1], end)) if part[0] < part[1]
            )
        pieces = [p for p in cut if any(c.isalnum() for c in text[p[0] : p[1]])]
    return tuple(pieces)


def trimmed(text: str, span: Span) -> Span:
    """A span without space and loose punctuation at its edges."""
    start, end = span
    while start < end and (text[start].isspace() or text[start] in LOOSE_PUNCTUATION):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in LOOSE_PUNCTUATION):
        end -= 1
    return start, end


def with_rule(draft: Draft, rule: str) -> Draft:
    """The draft with a rule's name added to what found it."""
    return replace(draft, rule=f"{draft.rule}+{rule}" if draft.rule else rule)
