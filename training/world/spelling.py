"""Names of persons as registers write them in ("PUTIN", "MCCORMACK, Jr."); as newspapers do out."""

from __future__ import annotations

import re

_TITLES = re.compile(
    r"^(?:#|SIR|DAME|DR\.?|GENERAL|GEN\.?|LT\.?|LTC|COL\.?|COLONEL|MAJ\.?|MAJOR|CAPT\.?|CAPTAIN|BRIG\.?|BRIGADIER|"
    r"ADMIRAL|ADM\.?|MARSHAL|REV\.?|PROF\.?|HOJATOLISLAM|AYATOLLAH|SAYYED|SHEIKH|SHAYKH|PRINCE|PRINCESS|KING|QUEEN|"
    r"FIELD|FOREIGN MINISTER|Foreign Minister|MRS\.?|MR\.?|MS\.?|HAJI|TENGKU|DATUK|DATO|TUN|TAN SRI|"
    r"LORD|BARON|COUNT|ARCHBISHOP|CARDINAL|RET\.|SEN\.?|"
    r"RADM|VADM|BGEN|MGEN|HRH|H\.R\.H\.|CDRE|CMDR\.?|LIEUTENANT)\s+(?=\S+\s+\S)",
)
_SMALL = frozenset(
    [
        "de",
        "da",
        "do",
        "dos",
        "das",
        "del",
        "della",
        "di",
        "du",
        "van",
        "von",
        "der",
        "den",
        "la",
        "le",
        "y",
        "e",
        "al",
        "el",
        "bin",
        "ben",
        "bint",
        "ibn",
        "ul",
        "ur",
        "ud",
        "ed",
        "zu",
        "ter",
        "af",
    ]
)
_MC = re.compile(r"^(Mc|O'|D'|L'|Al-|El-|Ould-|Mac(?=[a-z]{5}))([a-z])")


def person_name(text: str) -> str:
    """A register's name in; a newspaper's out; empty when it is no usable name."""
    text = re.sub(r"\(.*$|\"[^\"]*\"|[\x00-\x1f#`]", " ", text)
    text = re.sub(r",\s*(JR|Jr)\.?$", " Jr.", text.strip())
    text = re.sub(r",.*$", "", text)
    text = re.sub(r"\s+", " ", text).strip(" .;-")
    while True:
        shorter = _TITLES.sub("", text)
        if shorter == text:
            break
        text = shorter
    if not text or not re.fullmatch(r"[^\W\d_][\w .'’\-]*", text) or re.search(r"\d|VACANT|vacant", text):
        return ""
    words = [_cased(word, first=i == 0) for i, word in enumerate(text.split())]
    return " ".join(words)


def _cased(word: str, first: bool) -> str:
    if (
        not word.isupper()
        or (len(word) == 2 and word.endswith("."))
        or re.fullmatch(r"(?:[A-Z]\.)+|I{1,3}|IV|VI{0,3}|XI{0,3}|XIV|XVI", word)
    ):
        return word
    low = word.lower()
    if low in _SMALL and not first:
        return low
    parts = [_capital(p) if i == 0 or p not in _SMALL else p for i, p in enumerate(low.split("-"))]
    if len(parts) > 1 and parts[0].lower() in ("al", "el", "ul", "ud", "ad", "as", "ar", "an") and not first:
        parts[0] = parts[0].lower()
    return "-".join(parts)


def _capital(part: str) -> str:
    if not part:
        return part
    part = part[0].upper() + part[1:]
    return _MC.sub(lambda m: m.group(1) + m.group(2).upper(), part)
