"""A draft goes in; the grounds that speak for and against it, and the chance that its row is right, come out.

A row is right when type, actors, recipients and status are what a careful reader would write. The weights are
fitted on judged events (bench/calibration), so that of the rows with 0.7 about seven in ten are right.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from dragoman.extract.events.draft import Draft
from dragoman.extract.events.scene import Scene
from dragoman.lexicon.confidence import Weights

Grounds = tuple[tuple[str, float], ...]
"""Names and sizes: ``row``, log odds of the row's own confidence; ``status``, how sure its rule is (0 to 1);
``nobody`` and ``alone``, 1 without actors and without recipients; ``unknown``, the share of those whose
country is not known; ``carried``, 1 when participants come from another sentence; ``deep``, 1 when one stands
far from the trigger; ``head``, log odds of the type by the model's event head (0 without such a head);
``across``, 1 when two countries take part; ``states``, log of how many countries the report names (and 1).
"""
LEAST, MOST = 0.02, 0.98


def grounds_of(scene: Scene, draft: Draft) -> Grounds:
    """What the confidence of a draft rests on."""
    people = [*draft.actors, *draft.recipients]
    countries = [scene.cast.actor(f.actor).country for f in people]
    unknown = sum(country is None for country in countries)
    chances = (scene.analysis.acts or {}).get(draft.where)
    head = log_odds(_chance(chances, draft.type)) if chances is not None else 0.0
    return (
        ("row", round(log_odds(draft.row.confidence), 3)),
        ("status", draft.verdict.sure),
        ("nobody", float(not draft.actors)),
        ("alone", float(not draft.recipients)),
        ("unknown", round(unknown / len(people), 3) if people else 0.0),
        ("carried", float(draft.carried)),
        ("deep", float(any(f.depth for f in people))),
        ("head", round(head, 3)),
        ("across", float(len({c for c in countries if c}) > 1)),
        ("states", round(math.log1p(scene.states), 3)),
    )


def chance_of(grounds: Grounds, weights: Weights) -> float:
    """The probability that a row with these grounds is right, from 0.01 to 0.99."""
    parts: Mapping[str, float] = dict(grounds)
    total = weights.always + sum(getattr(weights, name) * value for name, value in parts.items())
    return round(min(max(1 / (1 + math.exp(-total)), 0.01), 0.99), 3)


def log_odds(chance: float) -> float:
    """Log odds of a probability kept away from 0 and 1."""
    chance = min(max(chance, LEAST), MOST)
    return math.log(chance / (1 - chance))


def _chance(chances: Sequence[tuple[str, float]], kind: str) -> float:
    return next((share for name, share in chances if name == kind), 0.0)
