"""The stages in their order: what each is trained on, from which weights, and with whose parses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from training.train import Plan


@dataclass(frozen=True)
class Blend:
    """A stage without training: the mean of other stages' weights by their shares, the newest last."""

    parts: Mapping[str, float]


@dataclass(frozen=True)
class Silver:
    """Texts that teachers parse for a stage: their folder, the stage that reads them through the rules, the
    teachers' stages (one that is named twice counts twice), how many words of news (None: all);
    ``examples``: the stages that parse the event lexicon's examples, which otherwise have no trees.
    """

    folder: str
    reader: str
    teachers: tuple[str, ...]
    words: int | None = None
    examples: tuple[str, ...] = ()


GOLD = {"syntax": 1.0, "documents": 1.0}
STAGES: dict[str, Plan | Blend] = {
    "a": Plan(epochs=6, mix=GOLD | {"names": 0.5, "nouns": 0.25}, floor=0.4, seed=1),
    "b": Plan(
        epochs=14, stop=6, mix=GOLD | {"names": 0.5, "nouns": 0.2, "said": 0.42}, head_rate=8e-4, seed=2
    ),
    "c": Plan(
        epochs=9, mix=GOLD | {"names": 0.5, "nouns": 0.25, "said": 0.33}, rate=8e-5, head_rate=6e-4, seed=3,
        hide=0.06,
    ),
    "d": Plan(
        epochs=3, mix=GOLD | {"names": 1.0, "nouns": 0.25, "said": 0.33}, rate=4e-5, head_rate=3e-4, seed=4,
        hide=0.06, names=8.0,
    ),
    "t": Plan(
        epochs=9, stop=7, mix=GOLD | {"names": 0.6, "nouns": 0.15}, rate=1.3e-4, seed=11, hide=0.05
    ),
    "e": Plan(
        epochs=7, mix=GOLD | {"names": 0.6, "nouns": 0.3, "said": 0.3, "news": 0.5, "acts": 1.0}, rate=8e-5,
        head_rate=7e-4, seed=21, hide=0.06, names=3.0, nouns=0.8,
    ),
    "f": Plan(
        epochs=10, rate=7e-5, head_rate=6e-4, seed=31, hide=0.06, names=3.0, nouns=0.8,
        mix=GOLD | {"names": 0.5, "nouns": 0.4, "said": 0.3, "news": 0.3, "acts": 0.5, "swapped": 0.5},
    ),
    "m": Blend({"e": 0.4, "f": 0.6}),
    "g": Plan(
        epochs=10, rate=7e-5, head_rate=6e-4, seed=41, hide=0.06, names=4.0, nouns=0.8,
        mix=GOLD | {"names": 0.5, "nouns": 0.4, "said": 0.3, "news": 0.3, "acts": 0.5, "swapped": 0.5},
    ),
    "n": Blend({"m": 0.4, "g": 0.6}),
    "k": Plan(
        epochs=1, rate=4e-5, head_rate=3e-4, seed=61, hide=0.06, names=3.0, nouns=0.8, average=0.995,
        mix=GOLD | {"names": 0.4, "nouns": 0.2, "said": 0.3, "news": 0.1, "acts": 1.0},
    ),
    "p": Blend({"m": 0.2, "g": 0.45, "k": 0.35}),
}  # fmt: skip
BEFORE = {"a": None, "b": "a", "c": "b", "d": "c", "t": None, "e": "c", "f": "e", "g": "m", "k": "n"}
"""The stage whose weights a stage begins with."""
SILVER = {
    "e": Silver("silver", "c", ("c", "d", "t"), 330_000),
    "f": Silver("silver_f", "e", ("c", "t", "e")),
    "g": Silver("silver_g", "e", ("t", "f", "f")),
    "k": Silver("silver_k", "e", ("t", "f", "f"), examples=("m", "e")),
}
LAST = "p"
"""The stage whose weights are shipped."""
EVENTS = "k"
"""The stage whose silver the event head of the shipped weights is fitted to."""
