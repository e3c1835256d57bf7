"""Mention heads in their trees go in, arrays of facts and of pair features for choosing antecedents come out.

The features are few, and each is a plain fact of the two mentions: same name, same noun, agreement, distance,
apposition. Their weights are learnt (training/chains_fit.py); the network's own score is one among them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dragoman.parse.decode import Floats, Ints
from dragoman.records import Sentence

NEAR = 60
"""Earlier mention heads that are looked at, nearest first."""
FAR = 4
"""Further ones, the latest before those that share a name or noun with the mention."""
WIDE = 6
"""Name words and modifiers of a mention that are compared."""

PRONOUN, NAME, NOUN = 0, 1, 2
NUMBERS = {"Sing": 1, "Plur": 2, "Ptan": 2}
GENDERS = {"Masc": 1, "Fem": 2, "Neut": 3}
NAME_PARTS = frozenset({"flat", "compound", "nmod:desc", "nmod:unmarked", "amod", "goeswith"})
MODIFIERS = frozenset({"amod", "compound", "nummod", "nmod:poss", "nmod"})

Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Head:
    """A word that heads a mention: where it is, the span of its mention, its type (a number)."""

    sentence: int
    word: int
    start: int
    end: int
    kind: int


@dataclass(frozen=True, slots=True)
class Facts:
    """One number (or row) a mention, in text order; words are numbered through the text, -1 is none."""

    place: Ints
    start: Ints
    end: Ints
    sentence: Ints
    kind: Ints
    sort: Ints
    form: Ints
    names: Ints
    modifiers: Ints
    person: Ints
    number: Ints
    gender: Ints
    definite: Ints
    above: Ints
    apposed: Ints
    subject: Ints
    role: Ints
    reflexive: Ints
    new: Ints


def facts_of(sentences: Sequence[Sentence], heads: Sequence[Head]) -> Facts:
    """The facts of each mention."""
    base = np.cumsum([0, *(len(s.words) for s in sentences)]).tolist()
    place_of = {s.index: at for s, at in zip(sentences, base, strict=False)}
    by_index = {s.index: s for s in sentences}
    numbers: dict[str, int] = {}
    rows = [_row(by_index[h.sentence], h, place_of[h.sentence], numbers) for h in heads]
    seen: set[int] = set()
    new = []
    for row in rows:
        keys = {row["form"], *row["names"]} - {-1}
        new.append(int(not keys & seen))
        seen |= keys
    columns = {name: [row[name] for row in rows] for name in Facts.__slots__ if name != "new"} | {"new": new}
    out = {name: np.array(values, dtype=np.int64) for name, values in columns.items()}
    if not rows:
        out |= {name: np.zeros((0, WIDE), dtype=np.int64) for name in ("names", "modifiers")}
    return Facts(**out)


def _row(sentence: Sentence, head: Head, base: int, numbers: dict[str, int]) -> dict[str, Any]:
    word = sentence.words[head.word]

    def number(form: str) -> int:
        return numbers.setdefault(form.lower(), len(numbers))

    parts = [word, *(sentence.words[c] for c in sentence.children[head.word])]
    names = [number(w.form) for w in parts if w.upos == "PROPN" and (w is word or w.deprel in NAME_PARTS)]
    others = [number(w.form) for w in parts[1:] if w.deprel in MODIFIERS and w.upos != "PUNCT"]
    subject = next(iter(sentence.dependents(head.word, "nsubj")), None)
    copula = any(True for _ in sentence.dependents(head.word, "cop"))
    return {
        "place": base + head.word,
        "start": base + head.start,
        "end": base + head.end,
        "sentence": head.sentence,
        "kind": head.kind,
        "sort": PRONOUN if word.upos == "PRON" else NAME if names and word.upos == "PROPN" else NOUN,
        "form": number(word.form),
        "names": _padded(names),
        "modifiers": _padded(others),
        "person": int(word.feat("Person") or 0) if word.upos == "PRON" else 3,
        "number": NUMBERS.get(word.feat("Number") or "", 0),
        "gender": GENDERS.get(word.feat("Gender") or "", 0),
        "definite": _definite(sentence, head.word),
        "above": base + word.head if word.head >= 0 else -1,
        "apposed": base + word.head if word.relation == "appos" else -1,
        "subject": base + subject.index if subject is not None and copula else -1,
        "role": {"nsubj": 1, "obj": 2, "obl": 3, "iobj": 2}.get(word.relation, 0),
        "reflexive": int(word.feat("Reflex") == "Yes"),
    }


def _padded(ids: Sequence[int]) -> list[int]:
    chosen = list(dict.fromkeys(ids))[:WIDE]
    return chosen + [-1] * (WIDE - len(chosen))


def _definite(sentence: Sentence, head: int) -> int:
    """0: bare, 1: definite (article, demonstrative or possessor), 2: indefinite."""
    for word in sentence.dependents(head, "det", "nmod:poss"):
        if word.deprel == "nmod:poss" or word.feat("Definite") == "Def" or word.feat("PronType") == "Dem":
            return 1
        return 2
    return 0


def candidates(facts: Facts) -> Ints:
    """For each mention the numbers of earlier ones to choose from (mentions, NEAR + FAR), -1 where fewer."""
    count = len(facts.place)
    out = np.full((count, NEAR + FAR), -1, dtype=np.int64)
    near = np.arange(count)[:, None] - np.arange(1, NEAR + 1)[None]
    out[:, :NEAR] = np.maximum(near, -1)
    latest: dict[int, list[int]] = {}
    for here in range(count):
        if facts.sort[here] == PRONOUN:
            continue
        keys = {int(facts.form[here]), *(int(k) for k in facts.names[here] if k >= 0)}
        far = {j for key in keys for j in latest.get(key, ())[-FAR:] if j < here - NEAR}
        for column, earlier in enumerate(sorted(far, reverse=True)[:FAR]):
            out[here, NEAR + column] = earlier
        for key in keys:
            latest.setdefault(key, []).append(here)
    return out


def _shared(left: Ints, right: Ints) -> Ints:
    """How many numbers rows (…, WIDE) have in common, -1 apart."""
    equal = (left[..., :, None] == right[..., None, :]) & (left[..., :, None] >= 0)
    total: Ints = equal.any(-1).sum(-1)
    return total


PAIR = (
    "score", "same name", "name within", "name shared", "other name", "same noun", "same noun, same words",
    "same noun, fewer words", "same noun, other words", "noun and name share", "same pronoun",
    "pronouns agree", "pronouns differ", "number differs", "gender differs", "same kind", "other kind",
    "pronoun, same kind", "pronoun, other kind", "far", "pronoun, far", "name, far", "same sentence",
    "pronoun, same sentence", "apposition", "predicate", "within", "arguments of one verb",
    "both subjects", "pronoun of subject", "indefinite",
)  # fmt: skip
ALONE = (
    "none", "bias", "first or second person", "third person", "other pronoun", "name",
    "new name", "definite", "indefinite", "bare", "definite, new noun", "indefinite, new noun",
    "bare, new noun",
)  # fmt: skip
"""Features of having no antecedent."""


def pair_features(facts: Facts, rows: Ints, earlier: Ints, scores: Floats) -> Floats:
    """Features of the mentions ``rows`` with each of their candidates (rows, candidates, PAIR)."""
    one = {name: getattr(facts, name)[rows][:, None] for name in Facts.__slots__}
    two = {name: getattr(facts, name)[earlier] for name in Facts.__slots__}
    pronoun, name, noun = (one["sort"] == sort for sort in (PRONOUN, NAME, NOUN))
    names_two, nouns_two, pronouns_two = (two["sort"] == sort for sort in (NAME, NOUN, PRONOUN))
    same = one["form"] == two["form"]
    both = _shared(one["names"], two["names"])
    least = np.minimum((one["names"] >= 0).sum(-1), (two["names"] >= 0).sum(-1))
    most = np.maximum((one["names"] >= 0).sum(-1), (two["names"] >= 0).sum(-1))
    words = _shared(one["modifiers"], two["modifiers"])
    mine, its = (one["modifiers"] >= 0).sum(-1), (two["modifiers"] >= 0).sum(-1)
    nouns = noun & nouns_two & same
    name_pair = name & names_two
    pronouns = pronoun & pronouns_two
    agree = (one["person"] == two["person"]) & ~_clash(one["number"], two["number"])
    agree &= ~_clash(one["gender"], two["gender"])
    kinds = one["kind"] == two["kind"]
    steps = rows[:, None] - earlier
    far = np.log2(np.maximum(steps, 1))
    here = one["sentence"] == two["sentence"]
    apposed = (one["apposed"] == two["place"]) & (one["apposed"] >= 0)
    predicate = (one["subject"] == two["place"]) & (one["subject"] >= 0)
    within = (one["place"] < two["end"]) | (two["place"] >= one["start"])
    within &= ~apposed & ~predicate
    found = (
        scores, name_pair & (both == most), name_pair & (both == least) & (both < most),
        name_pair & (both > 0) & (both < least), name_pair & (both == 0), nouns,
        nouns & (words == mine) & (mine == its), nouns & (words == mine) & (mine < its),
        nouns & (words < mine), (name ^ names_two) & ~pronoun & ~pronouns_two & (both > 0),
        pronouns & same, pronouns & agree, pronouns & ~agree, _clash(one["number"], two["number"]),
        _clash(one["gender"], two["gender"]), kinds, ~kinds, pronoun & kinds, pronoun & ~kinds, far,
        far * pronoun, far * name, here, here & pronoun, apposed, predicate, within,
        (one["above"] == two["above"]) & here & (one["reflexive"] == 0) & (one["role"] > 0),
        (one["role"] == 1) & (two["role"] == 1), pronoun & (two["role"] == 1),
        (one["definite"] == 2) & noun,
    )  # fmt: skip
    return np.stack([np.broadcast_to(f, scores.shape).astype(np.float32) for f in found], -1)


def _clash(left: Ints, right: Ints) -> Bools:
    out: Bools = (left != right) & (left > 0) & (right > 0)
    return out


def alone_features(facts: Facts, rows: Ints, scores: Floats) -> Floats:
    """Features of the mentions' ``rows`` having no antecedent (rows, ALONE)."""
    here = {name: getattr(facts, name)[rows] for name in ("sort", "person", "definite", "new")}
    new = here["new"] == 1
    pronoun, name, noun = (here["sort"] == sort for sort in (PRONOUN, NAME, NOUN))
    spoken = pronoun & (here["person"] > 0) & (here["person"] < 3)
    third = pronoun & (here["person"] == 3)
    bare, definite, indefinite = (noun & (here["definite"] == value) for value in (0, 1, 2))
    found = (
        scores, np.ones(len(rows)), spoken, third, pronoun & ~spoken & ~third, name, name & new, definite,
        indefinite, bare, definite & new, indefinite & new, bare & new,
    )  # fmt: skip
    return np.stack([np.asarray(f, dtype=np.float32) for f in found], -1)
