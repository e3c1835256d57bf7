"""A form and an edit script go in, the lemma comes out; a form and a lemma go in, the script comes out.

A script is ``CASE|CUT|ADD``: bring the form into the case (``l`` lower, ``k`` as it is, ``t`` first letter
large), cut that many characters off its end, add the letters. It is the label of the lemma head.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from dragoman.parse.spelling import regular_forms

UNKNOWN = "?"
ATTESTED = 2.5
"""What a lemma gains, in log odds, for being a word that the treebanks know as a lemma."""

ATTESTED_VERB = 6.0
"""The same of a verb: the letters that its endings change ("ratified") are told best by known verbs."""


class Lemmas:
    """The lemma of a word: as the treebanks have it, else of the one known verb or noun that has this regular
    form, else the best edit script, known lemmas preferred.

    The tables have rows of form, part of speech and lemma: the first where the training data agree on one,
    a later one what those before it lack.
    """

    def __init__(self, tables: Sequence[Path], scripts: Sequence[str]) -> None:
        self._scripts = tuple(scripts)
        self._known: dict[tuple[str, str], str] = {}
        for table in tables:
            for line in table.read_text(encoding="utf-8").splitlines():
                if not line.startswith("# "):
                    form, upos, lemma = line.split("\t")
                    self._known.setdefault((form, upos), lemma)
        self._attested = frozenset((lemma, upos) for (_, upos), lemma in self._known.items())
        self._regular = self._formed()

    def knows(self, lemma: str, upos: str) -> bool:
        """Whether a word is known as a lemma of that part of speech."""
        return (lemma, upos) in self._attested

    def of(self, form: str, upos: str, numbers: Sequence[int], scores: Sequence[float]) -> str:
        """The lemma of a form with that part of speech, given its likeliest scripts and their scores."""
        known = self._known.get((form, upos)) or self._regular.get((form, upos))
        if known:
            return known
        gain = ATTESTED_VERB if upos == "VERB" else ATTESTED
        best, most = form, float("-inf")
        for number, score in zip(numbers, scores, strict=True):
            lemma = apply_script(form, self._scripts[number])
            if (lemma, upos) in self._attested:
                score += gain
            if score > most:
                best, most = lemma, score
        return best

    def _formed(self) -> dict[tuple[str, str], str]:
        """The regular forms of known verbs and nouns, but for those that two of them share."""
        formed: dict[tuple[str, str], str] = {}
        for lemma, upos in sorted(self._attested):
            if upos not in ("VERB", "NOUN") or not lemma.isalpha() or not lemma.islower() or len(lemma) < 3:
                continue
            for form in regular_forms(lemma, upos):
                other = formed.setdefault((form, upos), lemma)
                if other != lemma:
                    formed[form, upos] = ""
        return formed


def script_of(form: str, lemma: str) -> str:
    """The shortest script that turns the form into the lemma; of equal ones the one in small letters."""
    best = ""
    for case in "lkt":
        base = _cased(form, case)
        common = 0
        for a, b in zip(base, lemma, strict=False):
            if a != b:
                break
            common += 1
        script = f"{case}|{len(base) - common}|{lemma[common:]}"
        if not best or _weight(script) < _weight(best):
            best = script
    return best


def apply_script(form: str, script: str) -> str:
    """The lemma, or the form itself where the script does not fit it."""
    if script == UNKNOWN:
        return form
    case, cut, add = script.split("|", 2)
    base = _cased(form, case)
    keep = len(base) - int(cut)
    if keep < 0:
        return form
    return base[:keep] + add or form


def _weight(script: str) -> int:
    _, cut, add = script.split("|", 2)
    return int(cut) + len(add)


def _cased(form: str, case: str) -> str:
    if case == "l":
        return form.lower()
    if case == "t":
        return form[:1].upper() + form[1:].lower()
    return form
