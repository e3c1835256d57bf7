"""Judged events go in; the weights of the confidence, its reliability by folds and a drawing come out.

    python bench/calibration/fit.py [--judged FOLDER ...] [--gold FOLDER ...] [--write]

``--judged``: folders of ``bench/precision`` (judge_A.tsv, judge_B.tsv, key.tsv); an event counts with the
share of judges who find type, who and status right. ``--gold``: folders of annotated reports, read anew and
paired as the shared scorer pairs them. The weights are those of a logistic regression with a small penalty
(Newton steps); the reliability is that of ten folds over reports, each predicted by weights fitted on the
others. ``--write`` puts the weights into the lexicon and the drawing into ``docs/reliability.svg``.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dragoman.extract.events.confidence import Grounds
from dragoman.lexicon.confidence import Weights
from dragoman.reader import Reader

ROOT = Path(__file__).resolve().parents[2]
TABLE = ROOT / "src/dragoman/lexicon/data/en/confidence.toml"
DRAWING = ROOT / "docs/reliability.svg"
PENALTY = 2.0
FOLDS = 10
BINS = (0.0, 0.2, 0.4, 0.5, 0.6, 0.7, 0.8, 1.01)
NAMES = tuple(name for name in Weights.__struct_fields__ if name != "always")

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Judged:
    """An event with the grounds of its confidence; ``right``: from 0 to 1; ``report`` keeps folds apart."""

    report: str
    grounds: Grounds
    right: float
    gold: bool


def from_judges(folder: Path) -> list[Judged]:
    """The events of a judged sample."""
    tables = {name: _rows(folder / f"{name}.tsv") for name in ("judge_A", "judge_B", "key")}
    out = []
    for number, key in tables["key"].items():
        marks = [
            all(tables[judge][number][column] == "1" for column in ("type", "who", "status"))
            for judge in ("judge_A", "judge_B")
        ]
        grounds = tuple((str(name), float(value)) for name, value in json.loads(key["grounds"]))
        out.append(Judged(key["report"], grounds, sum(marks) / 2, gold=False))
    return out


def _rows(path: Path) -> dict[str, dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return {row["n"]: row for row in csv.DictReader(file, delimiter="\t")}


def from_gold(folder: Path, scores: Path) -> list[Judged]:
    """The events that are read in annotated reports; right where type, who and status are the annotators'."""
    sys.path.insert(0, str(scores))
    import gold as scorer

    reader, out = Reader(), []
    for doc, annotated in scorer.load(str(folder)):
        reading = reader.read(doc["text"], published=doc["published"], title=doc.get("title"))
        actors = {actor.id: actor.country for actor in reading.actors}
        mine = [_as_scored(event, actors, doc) for event in reading.events]
        wanted = scorer.from_annotation(doc, annotated)["events"]
        pairs, _, _ = scorer.pair(
            wanted,
            mine,
            lambda a, b: a["s"] == b["s"] and a["type"] == b["type"],
            lambda a, b: 8 * scorer.over(a["span"], b["span"]) + 4 * scorer.who(a, b) + 2 * _same(a, b),
        )
        good = {id(b) for a, b in pairs if scorer.who(a, b) and _same(a, b)}
        out += [Judged(doc["id"], one["grounds"], float(id(one) in good), gold=True) for one in mine]
    return out


def _same(one: dict[str, Any], other: dict[str, Any]) -> bool:
    return bool(one["status"] == other["status"])


def _as_scored(event: Any, actors: dict[str, str | None], doc: dict[str, Any]) -> dict[str, Any]:
    at = event.trigger[0]
    return {
        "s": next((i for i, (a, b) in enumerate(doc["sentences"]) if a <= at < b), -1),
        "span": tuple(event.trigger),
        "type": event.type,
        "mode": event.mode,
        "act": {actors[i] for i in event.actors if actors[i]},
        "rec": {actors[i] for i in event.recipients if actors[i]},
        "status": event.status,
        "grounds": event.grounds,
    }


def matrix(judged: Sequence[Judged]) -> Floats:
    """One row an event: 1 and its grounds in the order of NAMES."""
    rows = [[1.0, *(dict(one.grounds)[name] for name in NAMES)] for one in judged]
    return np.array(rows, dtype=np.float64)


def fit(x: Floats, y: Floats, rounds: int = 40) -> Floats:
    """Weights of a logistic regression; all but the first are drawn to zero."""
    weights = np.zeros(x.shape[1])
    pull = np.diag([0.0] + [PENALTY] * (x.shape[1] - 1))
    for _ in range(rounds):
        chance = 1 / (1 + np.exp(-(x @ weights)))
        slope = x.T @ (y - chance) - pull @ weights
        bend = (x * (chance * (1 - chance))[:, None]).T @ x + pull + 1e-6 * np.eye(len(weights))
        weights = weights + np.linalg.solve(bend, slope)
    return weights


def by_folds(judged: Sequence[Judged], x: Floats, y: Floats) -> Floats:
    """Each event's chance by weights fitted on the other folds."""
    names = sorted({one.report for one in judged})
    fold = {name: i % FOLDS for i, name in enumerate(names)}
    home = np.array([fold[one.report] for one in judged])
    out = np.zeros(len(judged))
    for number in range(FOLDS):
        inside = home == number
        if inside.any():
            out[inside] = 1 / (1 + np.exp(-(x[inside] @ fit(x[~inside], y[~inside]))))
    return out


Bin = tuple[float, float, int]
"""Mean confidence, share that is right, number of events."""


def reliability(chance: Floats, right: Floats) -> list[Bin]:
    """What lies in each bin of confidence."""
    out = []
    for low, high in pairwise(BINS):
        inside = (chance >= low) & (chance < high)
        if inside.any():
            out.append((float(chance[inside].mean()), float(right[inside].mean()), int(inside.sum())))
    return out


def told(name: str, chance: Floats, right: Floats) -> None:
    """Prints the table of one part, with its expected calibration error and Brier score."""
    bins = reliability(chance, right)
    error = sum(count * abs(mean - share) for mean, share, count in bins) / len(right)
    brier = float(((chance - right) ** 2).mean())
    print(f"\n{name}: {len(right)} events, right {right.mean():.1%}, "
          f"calibration error {error:.3f}, Brier {brier:.3f}\n")  # fmt: skip
    print("| confidence | events | mean confidence | right |\n|---|---:|---:|---:|")
    for (low, high), (mean, share, count) in zip(_edges(chance), bins, strict=True):
        print(f"| {low:.1f} to {min(high, 1.0):.1f} | {count} | {mean:.2f} | {share:.1%} |")


def _edges(chance: Floats) -> list[tuple[float, float]]:
    pairs = pairwise(BINS)
    return [(low, high) for low, high in pairs if ((chance >= low) & (chance < high)).any()]


def drawing(parts: Iterable[tuple[str, str, list[Bin]]]) -> str:
    """The reliability as an SVG: mean confidence across, share right upwards, area by number of events."""
    side, edge = 320, 40
    place = lambda x, y: (edge + x * side, edge + (1 - y) * side)  # noqa: E731
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side + 2 * edge} {side + 2 * edge + 40}" '
        'font-family="sans-serif" font-size="11">',
        '<rect width="100%" height="100%" fill="white"/>',
        f'<rect x="{edge}" y="{edge}" width="{side}" height="{side}" fill="none" stroke="#888"/>',
    ]
    (x0, y0), (x1, y1) = place(0, 0), place(1, 1)
    lines.append(f'<line x1="{x0}" y1="{y0}" x2="{x1}" y2="{y1}" stroke="#bbb" stroke-dasharray="4 3"/>')
    for tick in (0.0, 0.25, 0.5, 0.75, 1.0):
        x, y = place(tick, tick)
        lines.append(f'<text x="{x}" y="{edge + side + 14}" text-anchor="middle">{tick:g}</text>')
        lines.append(f'<text x="{edge - 6}" y="{y + 4}" text-anchor="end">{tick:g}</text>')
    for number, (name, colour, bins) in enumerate(parts):
        points = [(*place(mean, share), count) for mean, share, count in bins]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y, _ in points)
        lines.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="1.5"/>')
        lines += [
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{2 + count**0.5 / 3:.1f}" fill="{colour}"/>'
            for x, y, count in points
        ]
        base = edge + side + 34 + 15 * number
        lines.append(f'<circle cx="{edge + 4}" cy="{base - 4}" r="4" fill="{colour}"/>')
        lines.append(f'<text x="{edge + 14}" y="{base}">{name}</text>')
    lines.append(f'<text x="{edge}" y="{edge - 12}">share of events that are right, by confidence</text>')
    return "\n".join([*lines, "</svg>", ""])


def write(weights: Floats) -> None:
    """Puts the weights into the lexicon's table, its comments kept."""
    head = TABLE.read_text(encoding="utf-8").partition("[weights]")[0]
    rows = [f"{name} = {value:.4f}" for name, value in zip(("always", *NAMES), weights, strict=True)]
    TABLE.write_text(head + "[weights]\n" + "\n".join(rows) + "\n", encoding="utf-8")


def main() -> None:
    """Fit, tell, and write if asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--judged", type=Path, nargs="*", default=[])
    parser.add_argument("--gold", type=Path, nargs="*", default=[])
    parser.add_argument("--scores", type=Path, default=ROOT.parent / "shared" / "score")
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    judged = [one for folder in args.judged for one in from_judges(folder)]
    judged += [one for folder in args.gold for one in from_gold(folder, args.scores)]
    x, y = matrix(judged), np.array([one.right for one in judged])
    chance = by_folds(judged, x, y)
    weights = fit(x, y)
    for name, value in zip(("always", *NAMES), weights, strict=True):
        print(f"{name:<8} {value:+.3f}")
    gold = np.array([one.gold for one in judged])
    parts = []
    for name, colour, inside in (("annotated reports", "#1f6f8b", gold), ("judged news", "#c1440e", ~gold)):
        if inside.any():
            told(name, chance[inside], y[inside])
            parts.append((name, colour, reliability(chance[inside], y[inside])))
    if args.write:
        write(weights)
        DRAWING.write_text(drawing(parts), encoding="utf-8")


if __name__ == "__main__":
    main()
