"""Number words in, regular expressions and values out. Read by the times and by the figures."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import msgspec

from dragoman.lexicon.tables import read_toml
from dragoman.records import LexiconError

VULGAR = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3}
DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"


class GlueRow(msgspec.Struct, forbid_unknown_fields=True):
    """Small words inside number expressions: "and", the article that means one, ordinal endings."""

    and_: list[str] = msgspec.field(name="and")
    one: list[str]
    endings: list[str]


class NumberRows(msgspec.Struct, forbid_unknown_fields=True):
    """The whole of ``figures_numbers.toml``."""

    units: dict[str, int]
    tens: dict[str, int]
    magnitudes: dict[str, int]
    suffixes: dict[str, int]
    vague: dict[str, int]
    fractions: dict[str, float]
    ordinals: dict[str, int]
    glue: GlueRow


def either(words: list[str] | dict[str, int] | dict[str, float]) -> str:
    """Words in, an alternation out: longest first; a space stands for any white space."""
    parts = sorted(words, key=len, reverse=True)
    return "|".join(r"\s+".join(re.escape(piece) for piece in part.split()) for part in parts)


@dataclass(frozen=True, slots=True)
class Numbers:
    """How numbers are written. ``cardinal`` and ``ordinal`` are patterns without groups that capture."""

    rows: NumberRows
    cardinal: str
    ordinal: str
    word: re.Pattern[str]

    def value(self, text: str) -> float | None:
        """A cardinal in digits or words ("2 1/2", "three hundred and five", "3.5 million") in, its worth
        out."""
        total, current, seen = 0.0, 0.0, False
        for match in self.word.finditer(text):
            piece = match[0].lower()
            if match.lastgroup == "digits":
                current, seen = current + float(piece.replace(",", "")), True
            elif match.lastgroup == "part":
                top, _, bottom = piece.partition("/")
                if not float(bottom):
                    return None
                current, seen = current + float(top) / float(bottom), True
            elif match.lastgroup == "vulgar":
                current, seen = current + VULGAR[piece], True
            else:
                total, current = self._add(piece, total, current, seen)
                seen = True
        return total + current if seen else None

    def _add(self, word: str, total: float, current: float, seen: bool) -> tuple[float, float]:
        rows = self.rows
        if word in rows.units:
            return total, current + rows.units[word]
        if word in rows.tens:
            return total, current + rows.tens[word]
        if word in rows.fractions:
            return total, current + rows.fractions[word]
        if word in rows.glue.one:
            return total, current + (0 if seen else 1)
        scale = rows.magnitudes.get(word) or rows.suffixes.get(word) or 1
        base = current or 1
        return (total, base * scale) if scale < 1000 else ((total + base * scale), 0.0)

    def place(self, text: str) -> int | None:
        """An ordinal in, its number out: "20th", "twenty-first", "third"."""
        text = text.strip().lower()
        digits = re.match(r"[\d,]+", text)
        if digits:
            return int(digits[0].replace(",", ""))
        head, _, last = text.replace("-", " ").rpartition(" ")
        if last not in self.rows.ordinals:
            return None
        before = self.value(head) if head else 0
        scale = self.rows.ordinals[last]
        return int(before or 1) * scale if scale >= 100 else int(before or 0) + scale


def load_numbers(root: Path) -> Numbers:
    """The folder of data files in, the number words and their patterns out; LexiconError when a row is
    wrong."""
    path = root / "en" / "figures_numbers.toml"
    try:
        rows = msgspec.convert(read_toml(path), NumberRows)
    except msgspec.ValidationError as fault:
        raise LexiconError(f"{path}: {fault}.") from fault
    return build_numbers(rows)


def build_numbers(rows: NumberRows) -> Numbers:
    """Number words in, compiled patterns out."""
    small = either({**rows.units, **rows.tens})
    scale = either(rows.magnitudes)
    glue = either(rows.glue.and_)
    one = either(rows.glue.one)
    vulgar = "".join(VULGAR)
    spelled = rf"(?:{small})(?:(?:\s*-\s*|\s+)(?:(?:{glue})\s+)?(?:{small}|{scale}))*"
    articled = rf"(?:{one})\s+(?:{scale})(?:\s+(?:(?:{glue})\s+)?(?:{small}|{scale}))*"
    digits = rf"(?:{DIGITS})(?:\s?[{vulgar}]|\s\d/\d\b)?(?:\s?-?\s?(?:{scale})\b)?|\d/\d|[{vulgar}]"
    cardinal = rf"(?:{digits}|{spelled}|{articled})"
    ending = either(rows.glue.endings)
    plain = either(rows.ordinals)
    ordinal = rf"(?:\d{{1,3}}(?:,\d{{3}})*(?:{ending})|(?:(?:{either(rows.tens)})\s?-?\s?)?(?:{plain}))"
    words = either({**rows.units, **rows.tens, **rows.magnitudes, **rows.suffixes, **rows.fractions})
    word = re.compile(
        rf"(?P<part>\d/\d)|(?P<digits>{DIGITS})|(?P<vulgar>[{vulgar}])"
        rf"|(?P<word>(?<![^\W\d])(?:{words}|{one})(?!\w))",
        re.IGNORECASE,
    )
    return Numbers(rows=rows, cardinal=cardinal, ordinal=ordinal, word=word)
