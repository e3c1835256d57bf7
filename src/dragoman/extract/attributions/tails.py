"""A cue verb in, a draft out from its place beside a quotation or at a sentence's end, whatever the parse.

Parsers go wrong most where a speaker stands behind a long quotation. There the surface is plainer than the
tree: '"...," Smith told the paper', '"...," said Smith', '..., officials said.', 'Smith added: "..."'.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.extract.attributions.page import Page, is_loose, is_mark, trimmed, zone
from dragoman.extract.attributions.quotes import Quoted
from dragoman.records import Sentence, Span, Word

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
VERBAL = frozenset({"VERB", "AUX"})
LONGEST_SPEAKER = 30
BREAKS = frozenset({",", ";", "—", "–", "--", "-"})


@dataclass(frozen=True, slots=True)
class Beside:
    """A content with its speaker as found on the surface. ``head`` is the speaker's head word's index."""

    content: tuple[Span, ...]
    source: Span
    head: int
    rule: str


def beside_quotation(page: Page, sentence: Sentence, verb: Word) -> Beside | None:
    """The quotation that ends just before the verb and its speaker, or that begins just after it."""
    if page.quotes.around(verb.start) is not None:
        return None
    before = _quotation_before(page, sentence, verb)
    if before is None or verb.feat("VerbForm") not in ("Fin", None) or _goes_on_after(page, sentence, verb):
        return None
    speaker = _speaker_between(sentence, before.end, verb) or _speaker_after(page, sentence, verb, before.end)
    if speaker is None:
        return None
    content: tuple[Span, ...] = ((_clause_start(page, sentence, verb, before), before.end),)
    after = _quotation_after(page, sentence, verb)
    if after is not None:
        content = (*content, after.span)
    return Beside(content, *speaker, "beside")


def _quotation_before(page: Page, sentence: Sentence, verb: Word) -> Quoted | None:
    quoted = next((q for q in reversed(page.quotes.outer) if q.end <= verb.start), None)
    if quoted is None or not quoted.closed:
        return None
    inner = page.text[quoted.start : quoted.end].rstrip("\"'”’»")
    apart = quoted.end <= sentence.words[zone(page, sentence, verb.index).start].start
    if apart and (inner[-1:] == "." or page.text[quoted.end : verb.start].count("\n")):
        return None
    begun_here = quoted.end > sentence.start or not page.text[quoted.end : sentence.start].strip(" ")
    stopped = inner[-1:] in ",?!.…—-–" or page.text[quoted.end : quoted.end + 1] == ","
    return quoted if begun_here and stopped else None


def _clause_start(page: Page, sentence: Sentence, verb: Word, quoted: Quoted) -> int:
    """Where the content begins: before the quotation when that only ends a clause of the report itself."""
    own = zone(page, sentence, verb.index)
    lead = [w for w in sentence.words[own.start : verb.index] if w.end <= quoted.start]
    while lead and (is_loose(lead[0]) or lead[0].relation == "discourse"):
        lead.pop(0)
    if not any(w.upos in VERBAL for w in lead) or page.text[: quoted.start].rstrip()[-1:] in ",:;.!?":
        return quoted.start
    return lead[0].start


def _goes_on_after(page: Page, sentence: Sentence, verb: Word) -> bool:
    """Whether the verb has a content behind it that is no quotation ("On "The Show," he said that ...")."""
    for clause in sentence.dependents(verb.index, "ccomp"):
        first = sentence.words[min(sentence.subtree(clause.index))]
        if first.index > verb.index and page.quotes.around(first.start) is None:
            return True
    return False


def _quotation_after(page: Page, sentence: Sentence, verb: Word) -> Quoted | None:
    """The second half of a split quotation: in the same sentence, behind a comma, no verb between."""
    quoted = next((q for q in page.quotes.outer if q.start >= verb.end), None)
    if quoted is None or quoted.start >= sentence.end or not quoted.closed:
        return None
    between = [w for w in sentence.words if verb.end <= w.start < quoted.start]
    gap = page.text[verb.end : quoted.start].rstrip()
    if any(w.upos in VERBAL for w in between) or not gap.endswith((",", ":", "—", "–", "-")):
        return None
    return quoted


def _speaker_between(sentence: Sentence, start: int, verb: Word) -> tuple[Span, int] | None:
    """Who stands between the end of the content and the verb: words without a verb of their own clause."""
    words = [w for w in sentence.words if start <= w.start and w.index < verb.index]
    while words and (words[-1].upos in ("ADV", "AUX", "PART") or (is_loose(words[-1]) and len(words) > 1)):
        words.pop()
    while words and (is_loose(words[0]) or is_mark(words[0]) or words[0].upos in ("CCONJ", "SCONJ", "ADV")):
        words.pop(0)
    return _noun_phrase(sentence, words)


def _speaker_after(page: Page, sentence: Sentence, verb: Word, start: int) -> tuple[Span, int] | None:
    """Who stands after the verb ("said Smith"), when the verb comes right after the content."""
    if page.text[start : verb.start].strip(" ,—–-\n"):
        return None
    words: list[Word] = []
    for word in sentence.words[verb.index + 1 :]:
        if (
            word.form in (".", ":", ";")
            or is_mark(word)
            or (word.upos in VERBAL and not _relative(sentence, word))
        ):
            break
        words.append(word)
    while words and is_loose(words[-1]):
        words.pop()
    subject = next((w for w in sentence.dependents(verb.index, "nsubj") if w.index > verb.index), None)
    if subject is not None:
        below = set(sentence.subtree(subject.index))
        words = [w for w in words if w.index in below] or words
    return _noun_phrase(sentence, words)


def _relative(sentence: Sentence, word: Word) -> bool:
    return word.relation in ("acl", "aux", "cop") or (
        word.head >= 0 and sentence.words[word.head].relation == "acl"
    )


def _noun_phrase(sentence: Sentence, words: Sequence[Word]) -> tuple[Span, int] | None:
    """The span and head of a speaker's words, or None when they are none: no noun, a verb, too long."""
    if not words or len(words) > LONGEST_SPEAKER or words[0].upos in ("ADP", "PART", "ADV"):
        return None
    if any(w.upos in VERBAL and not _relative(sentence, w) for w in words):
        return None
    inside = {w.index for w in words}
    nouns = [w for w in words if w.upos in NOMINAL or w.upos in ("DET", "ADJ")]
    if not nouns:
        return None
    if any(w.relation == "expl" for w in words):
        return None
    tops = [w for w in nouns if w.head not in inside and w.upos in NOMINAL]
    head = (tops or nouns)[0]
    return (words[0].start, words[-1].end), head.index


def at_the_end(page: Page, sentence: Sentence, verb: Word) -> Beside | None:
    """ "..., officials said." or "..., said the minister.": at most a phrase of time or place follows."""
    comma = _last_break(sentence, verb)
    if comma is None or comma.index < 2 or verb.feat("VerbForm") != "Fin":
        return None
    tail = sentence.words[verb.index + 1 :]
    if any(w.upos in VERBAL and not _relative(sentence, w) for w in tail):
        return None
    first = next((w for w in sentence.words if not is_loose(w)), sentence.words[0])
    content = trimmed(page.text, (first.start, comma.start))
    if content[0] >= content[1] or not any(w.upos in VERBAL for w in sentence.words[: comma.index]):
        return None
    if comma.index == verb.index - 1:
        speaker = _speaker_after(page, sentence, verb, comma.start)
    else:
        speaker = _speaker_between(sentence, comma.end, verb)
    return Beside((content,), *speaker, "tail") if speaker is not None else None


def left_speaker(sentence: Sentence, verb: Word) -> tuple[Span, int] | None:
    """The noun phrase that stands between the last break or quotation and a finite verb, with its head."""
    if verb.feat("VerbForm") != "Fin":
        return None
    start = sentence.start
    for word in reversed(sentence.words[: verb.index]):
        if word.form in BREAKS or is_mark(word) or word.upos == "SCONJ":
            start = word.end
            break
    return _speaker_between(sentence, start, verb)


def _last_break(sentence: Sentence, verb: Word) -> Word | None:
    """The comma or dash behind which the speaker begins: the last one before the verb."""
    for word in reversed(sentence.words[: verb.index]):
        if word.form in BREAKS:
            return word
    return None
