"""Text and paragraph spans go in; tokens with exact positions, and the words they are made of, come out.

Conventions are those of UD English EWT and GUM: hyphenated words are split except after some prefixes,
contractions and possessives are one token of several words, currency signs and per cent signs stand alone.
"""

from __future__ import annotations

import itertools
import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files

import msgspec

from dragoman.records import Segment, Span

LONGEST_TOKEN = 200
COMBINING = (
    "\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670\u0900-\u0903\u093a-\u094f\ufe00-\ufe0f\u20d0-\u20ff"
)
"""Marks that belong to the letter before them (a decomposed "é"); ``\\w`` does not hold them."""
APOSTROPHES = "'’`ʼ"


class Parts(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The ``[parts]`` table of tokens.toml."""

    clitics: list[str]
    prefixes: list[str]
    suffixes: list[str]
    units: list[str]
    endings: list[str]


class TokenWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The rows of tokens.toml."""

    abbreviations: list[str]
    before_number: list[str]
    weekdays: list[str]
    joined: dict[str, int]
    parts: Parts


@dataclass(frozen=True, slots=True)
class Token:
    """A surface token; ``words`` are the spans of its words (one, or several for a multi-word token)."""

    start: int
    end: int
    words: tuple[Span, ...]


def load_token_words() -> TokenWords:
    """Reads the tokenizer's word lists from the package."""
    text = files("dragoman.parse").joinpath("tokens.toml").read_text(encoding="utf-8")
    return msgspec.convert(tomllib.loads(text), TokenWords)


def paragraphs(text: str, segments: Sequence[Segment]) -> list[Span]:
    """Stretches to read, without outer blanks: the segments that are not boilerplate, one paragraph each.

    Without segments, lines are paragraphs; a line that runs on (no final mark, the next begins small) is
    joined with the next.
    """
    if segments:
        kept = (_trim(text, s.start, s.end) for s in segments if s.kind != "boilerplate")
        return [span for span in kept if span[0] < span[1]]
    found: list[Span] = []
    start = 0
    for match in re.finditer(r"[^\S\n\r\u2028\u2029]*[\n\r\u2028\u2029]\s*", text):
        blank = match.group().replace("\r\n", "\n").count("\n") > 1
        if not blank and match.end() < len(text) and _wrapped(text, match.start(), match.end()):
            continue
        if text[start : match.start()].strip():
            found.append(_trim(text, start, match.start()))
        start = match.end()
    if text[start:].strip():
        found.append(_trim(text, start, len(text)))
    return found


def _wrapped(text: str, before: int, after: int) -> bool:
    return text[before - 1 : before] not in tuple('.!?:"”’)') and text[after : after + 1].islower()


def _trim(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


class Tokenizer:
    """Splits paragraphs into tokens; holds the compiled patterns."""

    def __init__(self, words: TokenWords) -> None:
        self._stops = frozenset(words.abbreviations)
        self._before_number = frozenset(words.before_number)
        self._weekdays = frozenset(words.weekdays)
        self._joined = words.joined
        self._units = frozenset(words.parts.units)
        self._endings = frozenset(words.parts.endings)
        clitics = "|".join(words.parts.clitics)
        self._clitic = re.compile(rf"[{APOSTROPHES}](?:{clitics})$", re.IGNORECASE)
        self._not = re.compile(rf"(?<=\w)n[{APOSTROPHES}]t$", re.IGNORECASE)
        # Possessive repeats: without them a line of underscores or one endless word costs quadratic time.
        letter = rf"[\w{COMBINING}]"
        word = rf"\w{letter}*+(?:[{APOSTROPHES}&.\u00ad\u200d]\w{letter}*+)*+"
        prefix = "|".join(sorted(set(words.parts.prefixes), key=len, reverse=True))
        suffix = "|".join(words.parts.suffixes)
        self._token = re.compile(
            rf"""
            (?P<url>(?:https?://|www\.)[^\s<>"“”]{{1,2000}})
            |(?P<mail>[\w.+\-]{{1,64}}@[\w\-]{{1,64}}(?:\.[\w\-]{{1,64}}){{0,6}})
            |(?P<face>[:;=8]-?[)(DPp/](?!\w))
            |(?P<acronym>(?<!\w)(?:[^\W\d_]\.){{2,12}}(?!\w))
            |(?P<money>\b(?:US|A|C|HK|NZ|NT|S)\$|[$€£¥₽₴₺₹])
            |(?P<phone>(?<![\w.])\+?\d{{3}}[-.]\d{{3}}[-.]\d{{4}}\b|(?<![\w.-])\d{{3}}-\d{{4}}\b(?!-))
            |(?P<number>(?:(?<![\w.)\]])[+.])?\d++(?:,\d{{3}}(?!\d)|[.:/]\d++)*+(?:(?:st|nd|rd|th|s)\b)?+(?!\w))
            |(?P<glued>\d++(?:,\d{{3}}(?!\d)|[.:]\d++)*+[^\W\d_]{{1,4}}\b(?:\.[Mm]\.)?)
            |(?P<clitic>(?<!\w)[{APOSTROPHES}](?:{clitics})(?!\w)|(?<!\w)n[{APOSTROPHES}]t(?!\w))
            |(?P<era>(?<!\w)['’]\d\d(?:s\b|\b)(?!\w))
            |(?P<hyphen>(?<![\w])(?:(?:{prefix})-)+{word}|{word}-(?:{suffix})\b)
            |(?P<tag>(?<!\w)[@\#][^\W\d]\w*)
            |(?P<word>{word})
            |(?P<run>\.{{2,}}|…+|[!?]{{2,}}|-{{2,}}|={{2,}}|\*{{2,}}|_{{2,}}|~{{2,}}|\#{{2,}}|''|``|’’|<<|>>
                |(?P<same>[^\w\s])(?P=same){{2,199}})
            |(?P<mark>\S[{COMBINING}\u200d]{{0,30}})
            """,
            re.VERBOSE | re.IGNORECASE,
        )

    def tokens(self, text: str, start: int, end: int) -> Iterator[Token]:
        """The tokens of ``text[start:end]``, in order, without gaps except white space."""
        at, quoted = start, False
        while True:
            match = self._token.search(text, at, end)
            if match is None:
                return
            low, high = match.span()
            kind = match.lastgroup or ""
            if kind == "mark" and text[low] in "‘'":
                quoted = text[low - 1 : low].isspace() or low == start or not quoted
            for token in self._split(text, low, high, kind, (end, quoted)):
                yield token
                at = token.end
            if kind == "word" and at < end and text[at] in "'’" and quoted:
                quoted = False

    def _split(self, text: str, low: int, high: int, kind: str, state: tuple[int, bool]) -> Iterator[Token]:
        limit, quoted = state
        if kind in ("url", "mail"):
            while high - low > 1 and text[high - 1] in ".,;:!?)]}'’\"*":
                high -= 1
            yield from _capped(low, high)
        elif kind == "glued":
            yield from self._glued(text, low, high)
        elif kind in ("word", "hyphen", "tag"):
            yield from self._word(text, low, high, limit, quoted)
        else:
            yield from _capped(low, high)

    def _glued(self, text: str, low: int, high: int) -> Iterator[Token]:
        """A number with letters glued to it: a unit is split off, anything else stays whole."""
        digits = low
        while digits < high and not text[digits].isalpha():
            digits += 1
        if text[digits:high].lower() in self._units:
            yield Token(low, digits, ((low, digits),))
            yield Token(digits, high, ((digits, high),))
        else:
            yield Token(low, high, ((low, high),))

    def _word(self, text: str, low: int, high: int, limit: int, quoted: bool) -> Iterator[Token]:
        high = self._cut_at_stop(text, low, high)
        if high - low > LONGEST_TOKEN:
            yield from _capped(low, high)
            return
        form = text[low:high]
        if text[high : high + 1] == "." and high < limit and self._keeps_stop(text, low, high, limit):
            high += 1
            yield Token(low, high, ((low, high),))
            return
        follows = text[high : high + 1] if high < limit else ""
        if follows in APOSTROPHES and follows and form[-1] in "sS" and len(form) > 1 and not quoted:
            after = text[high + 1 : high + 2] if high + 1 < limit else ""
            if not after.isalnum():
                yield Token(low, high + 1, ((low, high), (high, high + 1)))
                return
        second = self._second_word(form)
        if second:
            yield Token(low, high, ((low, low + second), (low + second, high)))
        else:
            yield Token(low, high, ((low, high),))

    def _second_word(self, form: str) -> int:
        """Where the second word of a contraction begins; 0 when it is a single word."""
        found = self._not.search(form) or self._clitic.search(form)
        if found and found.start() > 0:
            return found.start()
        return self._joined.get(form.lower(), 0)

    def _cut_at_stop(self, text: str, low: int, high: int) -> int:
        """Ends a word at an inner full stop that is a missing blank ("over.Then"), not part of a name."""
        form = text[low:high]
        if "." not in form or form.lower() in self._stops:
            return high
        parts = form.split(".")
        if parts[-1].lower() in self._endings or all(len(p) <= 1 for p in parts[:-1]):
            return high
        if all(p.islower() or p.isdigit() for p in parts) and len(parts) > 2:
            return high
        place = low
        for left, right in itertools.pairwise(parts):
            place += len(left)
            if (len(left) > 1 and right[:1].isupper()) or (
                len(parts) == 2 and left.isalpha() and right.isalpha()
            ):
                return place
            place += 1
        return high

    def _keeps_stop(self, text: str, low: int, high: int, limit: int) -> bool:
        """Whether the full stop after a word belongs to it."""
        form = text[low:high]
        known = form.lower()
        follow = text[high + 1 : min(high + 4, limit)].lstrip()[:1]
        if text[high + 1 : high + 2] == ".":
            return False
        if known in self._stops:
            return True
        if known in self._before_number and follow.isdigit():
            return True
        if known in self._weekdays and (follow == "," or follow.isdigit()):
            return True
        if len(form) == 1 and form.isupper():
            return bool(follow) and (follow.isupper() or follow == ",") and _name_before(text, low)
        return False


def _name_before(text: str, low: int) -> bool:
    """Whether what stands before an initial looks like part of a name or a paragraph's start."""
    before = text[max(0, low - 40) : low].rstrip(" ")
    if not before or before[-1] in '\n("“.,;—-[':
        return True
    last = re.split(r"[\s(\"“]", before)[-1]
    return last[:1].isupper()


def _capped(low: int, high: int) -> Iterator[Token]:
    """One token, or several where it is longer than any word should be."""
    for at in range(low, high, 2000):
        stop = min(at + 2000, high)
        yield Token(at, stop, ((at, stop),))
