"""Two judges' tables and the key go in; precision, agreement and reliability by confidence come out.

python bench/precision/report.py FOLDER      (judge_A.tsv, judge_B.tsv, key.tsv)
"""

from __future__ import annotations

import csv
import sys
from collections import Counter
from pathlib import Path

COLUMNS = ("type", "who", "status")
BINS = ((0.0, 0.5), (0.5, 0.6), (0.6, 0.7), (0.7, 0.8), (0.8, 1.01))

Judgements = dict[str, dict[str, str]]


def read(path: Path) -> Judgements:
    """Rows of a judge by number."""
    with path.open(encoding="utf-8", newline="") as file:
        return {row["n"]: row for row in csv.DictReader(file, delimiter="\t")}


def right(row: dict[str, str], columns: tuple[str, ...]) -> bool:
    """Whether a row is right in all of some columns."""
    return all(row[column] == "1" for column in columns)


def kappa(a: list[bool], b: list[bool]) -> float:
    """Cohen's kappa of two lists of judgements."""
    same = sum(x == y for x, y in zip(a, b, strict=True)) / len(a)
    p, q = sum(a) / len(a), sum(b) / len(b)
    chance = p * q + (1 - p) * (1 - q)
    return (same - chance) / (1 - chance) if chance < 1 else 1.0


def main() -> None:
    """Print the tables."""
    folder = Path(sys.argv[1])
    one, two, key = (read(folder / name) for name in ("judge_A.tsv", "judge_B.tsv", "key.tsv"))
    numbers = sorted(key, key=int)
    print("| right | judge A | judge B | agree | kappa |\n|---|---:|---:|---:|---:|")
    for name, columns in (*((c, (c,)) for c in COLUMNS), ("all three", COLUMNS)):
        a, b = ([right(judge[n], columns) for n in numbers] for judge in (one, two))
        agree = sum(x == y for x, y in zip(a, b, strict=True)) / len(a)
        print(f"| {name} | {mean(a)} | {mean(b)} | {100 * agree:.1f} % | {kappa(a, b):.2f} |")
    print("\n| confidence | events | type right | all three right |\n|---|---:|---:|---:|")
    for low, high in BINS:
        inside = [n for n in numbers if low <= float(key[n]["confidence"]) < high]
        if inside:
            cells = [
                mean([right(judge[n], columns) for n in inside for judge in (one, two)])
                for columns in (("type",), COLUMNS)
            ]
            print(f"| {low:.1f} to {min(high, 1.0):.1f} | {len(inside)} | {cells[0]} | {cells[1]} |")
    for name, judge in (("A", one), ("B", two)):
        classes = Counter(row["class"] for row in judge.values() if row.get("class"))
        print(f"\nJudge {name}: " + ", ".join(f"{label} {count}" for label, count in classes.most_common()))


def mean(values: list[bool]) -> str:
    """A share as per cent."""
    return f"{100 * sum(values) / len(values):.1f} %"


if __name__ == "__main__":
    main()
