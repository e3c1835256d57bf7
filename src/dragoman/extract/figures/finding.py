"""A report read so far in, its figures out: which numbers say something, of what, for when, and whose they
are."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from dragoman.extract.figures.reading import Number, read_numbers
from dragoman.extract.governing import governing_time
from dragoman.extract.times.discourse import stretches
from dragoman.lexicon.figures import FigureLexicon
from dragoman.records import (
    Analysis,
    Attribution,
    Event,
    Figure,
    Report,
    Sentence,
    Span,
    Time,
    Word,
    contains,
    overlaps,
)

WORD_BEFORE = re.compile(r"([^\W_]+)[\s’'\"“(]*$")
WORD_AFTER = re.compile(r"^[\s’'\"”-]*([^\W\d_][\w-]*)")
COUNTED = re.compile(r"\s\d")
# "Firefly, 23, said": the age of a person.
AGE = re.compile(r",\s*$"), re.compile(r"^,")
SMALL = 10
# What hangs on a noun and is not part of what is counted.
OUTSIDE = frozenset(
    [
        "acl",
        "appos",
        "punct",
        "parataxis",
        "conj",
        "cc",
        "nummod",
        "det",
        "case",
        "cop",
        "nsubj",
        "aux",
        "advcl",
        "mark",
        "ccomp",
        "advmod",
    ]
)


def find_figures(
    report: Report, analysis: Analysis, times: Sequence[Time], events: Sequence[Event],
    attributions: Sequence[Attribution], lexicon: FigureLexicon,
) -> tuple[Figure, ...]:  # fmt: skip
    """The report, its parse, times, events and attributions in; its figures f1, f2 ... in text order out."""
    out: list[Figure] = []
    spoken = [span for a in attributions for span in a.source]
    for start, end, sentence in stretches(report.text, analysis):
        text = report.text[start:end]
        first, last = (bisect_left(times, place, key=lambda t: t.start) for place in (start, end))
        blocked = [(t.start - start, t.end - start) for t in times[first:last]]
        for number in read_numbers(text, blocked, lexicon):
            span = (start + number.start, start + number.end)
            word = top_word(sentence, span) if sentence is not None else None
            if not counts(number, text, word, sentence, lexicon):
                continue
            if number.make == "count" and number.value <= SMALL and any(overlaps(span, s) for s in spoken):
                continue
            context = (analysis, times, events, attributions)
            out.append(figure(f"f{len(out) + 1}", report.text, span, number, sentence, word, context))
    return tuple(out)


def top_word(sentence: Sentence, span: Span) -> Word | None:
    """The word of a span that hangs on a word outside of it."""
    inside = [w for w in sentence.words if w.start < span[1] and span[0] < w.end]
    held = {w.index for w in inside}
    return next((w for w in inside if w.head not in held), None)


def counts(
    number: Number, text: str, word: Word | None, sentence: Sentence | None, lexicon: FigureLexicon
) -> bool:
    """Whether a number says something of the record, by its kind and the words beside it."""
    before = WORD_BEFORE.search(text[max(0, number.start - 30) : number.start])
    after = WORD_AFTER.search(text[number.end : number.end + 30])
    left, right = (before[1] if before else ""), (after[1] if after else "")
    if number.make == "ordinal":
        return is_place(number, text, left, right, word, lexicon)
    if number.make in ("money", "percent", "measure", "ratio", "vague", "times"):
        return True
    if number.make == "multiple":
        return word is None or word.upos in ("VERB", "AUX")
    return is_count(number, text, left, right, word, sentence, lexicon)


def is_place(
    number: Number, text: str, left: str, right: str, word: Word | None, lexicon: FigureLexicon
) -> bool:
    """Whether an ordinal is a place in a row and no adverb, name or turn of speech."""
    words = text[number.start : number.end]
    stops = lexicon.stops
    first_after = right.lower().partition("-")[0]
    if first_after in stops.ordinal_of_name:
        return False
    if words[0].isdigit():
        return True
    if lexicon.numbers.word.match(first_after) or COUNTED.match(text[number.end :]):
        return False
    if words[0].isupper() and right[:1].isupper():
        return False
    if left.lower() in stops.ordinal_turns or first_after in stops.ordinal_names:
        return False
    if text[number.end : number.end + 1] in ("-", ",", ":", "’") and not left:
        return False
    if word is not None:
        if word.upos == "ADV" or word.relation in ("advmod", "discourse", "compound") or word.name != "O":
            return False
        return word.upos in ("ADJ", "NOUN", "NUM")
    return bool(right) and not (words[0].isupper() and left)


def is_count(
    number: Number, text: str, left: str, right: str, word: Word | None, sentence: Sentence | None,
    lexicon: FigureLexicon,
) -> bool:  # fmt: skip
    """Whether a plain number counts something: not a name's number, not known things spoken of again."""
    words = text[number.start : number.end]
    digits = words[0].isdigit()
    if re.match(r"[-–]\d", text[number.end : number.end + 2]):
        return False
    glued = text[number.start - 1 : number.start] + text[number.end : number.end + 1]
    if any(c in "-–/:.+&#@" for c in text[number.start - 1 : number.start]) or "/" in glued or ":" in glued:
        return False
    if (
        digits
        and AGE[0].search(text[: number.start])
        and AGE[1].match(text[number.end :])
        and number.value < 120
    ):
        return False
    stops = lexicon.stops
    if digits and left.lower() in stops.named:
        return False
    if not digits and number.value <= SMALL:
        if left.lower() in stops.known:
            return False
        if number.value == 1 and left.lower() not in stops.counts_one:
            return False
    if number.make == "joined":
        return number.value > 1 and right.lower().partition("-")[0] not in stops.joined_names
    if digits and "," not in words and 1000 <= number.value <= 2100 and not right:
        return False
    if word is None or sentence is None:
        return bool(right) and right[0].islower()
    head = sentence.words[word.head] if word.head >= 0 else None
    if head is not None and head.index == word.index + 1 and digits and number.value != 1:
        one = head.upos == "NOUN" and head.feat("Number") == "Sing"
        if one and head.lemma.lower() not in stops.collective:
            return False
    return modifies(word, sentence, left, right)


def modifies(word: Word, sentence: Sentence, left: str, right: str) -> bool:
    """By the parse: a number counts its head noun, or stands for the things counted; it does not follow a
    name."""
    if word.name != "O":
        return False
    head = sentence.words[word.head] if word.head >= 0 else None
    if word.relation == "nummod" and head is not None:
        if head.index < word.index and not (right and right.islower()):
            return False
        return head.upos in ("NOUN", "PROPN", "SYM", "ADJ", "NUM", "PRON")
    if word.relation in ("compound", "flat", "appos", "list", "dep", "discourse"):
        return (
            word.relation == "compound"
            and head is not None
            and head.upos == "NOUN"
            and head.index > word.index
        )
    return word.relation in ("nsubj", "obj", "obl", "nmod", "conj", "root", "ccomp", "amod", "parataxis")


Context = tuple[Analysis, Sequence[Time], Sequence[Event], Sequence[Attribution]]


def figure(
    name: str,
    text: str,
    span: Span,
    number: Number,
    sentence: Sentence | None,
    word: Word | None,
    context: Context,
) -> Figure:
    """A number that counts in, its record out."""
    analysis, times, events, attributions = context
    of = counted(sentence, word, number) if sentence is not None and word is not None else None
    return Figure(
        id=name, start=span[0], end=span[1], text=text[span[0] : span[1]], value=number.value,
        unit=number.unit,
        of=" ".join(text[of[0] : of[1]].split()) if of else None, of_span=of,
        period=period(analysis, times, sentence, word), bound=number.bound,
        event=event_of(events, sentence, word), attribution=attribution_of(attributions, span),
        rule=number.rule,
    )  # fmt: skip


def counted(sentence: Sentence, word: Word, number: Number) -> Span | None:
    """What a figure is of: the noun it modifies with what hangs on that, or the "of" behind a share or
    sum."""
    at = word
    while (
        at.head >= 0
        and at.relation in ("nummod", "amod", "compound", "nmod", "flat", "advmod")
        and at.head > at.index
    ):
        at = sentence.words[at.head]
        if at.upos in ("NOUN", "PROPN") and number.unit in ("count", "ordinal"):
            break
    if number.unit not in ("count", "ordinal") or at.index == word.index:
        below = next(sentence.dependents(at.index, "nmod"), None)
        if below is None:
            below = subject_of(sentence, at)
        return phrase(sentence, below.index) if below is not None else None
    return phrase(sentence, at.index)


def subject_of(sentence: Sentence, at: Word) -> Word | None:
    """The subject of the verb above a word: what an amount is said of."""
    head = at.head
    for _ in range(4):
        if head < 0:
            return None
        subject = next(sentence.dependents(head, "nsubj"), None)
        if subject is not None:
            return subject if subject.index != at.index else None
        head = sentence.words[head].head
    return None


def phrase(sentence: Sentence, head: int) -> Span:
    """The noun phrase of a head without relative clauses, appositions, and without what stands before the
    noun's
    own words."""
    kept = {head}
    stack = [head]
    while stack:
        for child in sentence.dependents(stack.pop()):
            inner_case = child.relation == "case" and child.head != head
            if child.relation in OUTSIDE and not inner_case:
                continue
            kept.add(child.index)
            stack.append(child.index)
    return sentence.words[min(kept)].start, max(sentence.words[i].end for i in kept)


def period(
    analysis: Analysis, times: Sequence[Time], sentence: Sentence | None, word: Word | None
) -> str | None:
    """The time that governs the figure or the verb above it, as its value."""
    if sentence is None or word is None:
        return None
    at: int = word.index
    for _ in range(4):
        found = governing_time(analysis, times, sentence.index, at)
        if found is not None and found.basis == "stated":
            time = next((t for t in times if t.id == found.time), None)
            return time.value if time is not None else None
        at = sentence.words[at].head
        if at < 0:
            return None
    return None


def event_of(events: Sequence[Event], sentence: Sentence | None, word: Word | None) -> str | None:
    """The event of the same sentence whose word is nearest above the figure, else nearest in the sentence."""
    if sentence is None or word is None:
        return None
    here = [e for e in events if e.sentence == sentence.index]
    at = word.index
    for _ in range(12):
        found = next((e for e in here if e.word == at), None)
        if found is not None:
            return found.id
        at = sentence.words[at].head
        if at < 0:
            break
    below = set(sentence.subtree(word.index))
    return next((e.id for e in here if e.word in below), None)


def attribution_of(attributions: Sequence[Attribution], span: Span) -> str | None:
    """The innermost attribution whose content holds the figure."""
    best: tuple[int, str] | None = None
    for one in attributions:
        for content in one.content:
            if contains(content, span):
                size = content[1] - content[0]
                if best is None or size < best[0]:
                    best = size, one.id
    return best[1] if best else None
