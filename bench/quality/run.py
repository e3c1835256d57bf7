"""Run every scorer and renew RESULTS.md and results.json: ``make quality``."""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from measure import HERE, MEASUREMENTS, PROJECT, SHARED, Table, measure


def as_markdown(results: dict[str, dict[str, Table]]) -> str:
    """All results as a page of tables."""
    lines = [
        "# Measured quality",
        "",
        "Made by `make quality`, which runs every scorer of `../shared/score` on the development data and",
        "on the first report of all (the seed). Nothing here is edited by hand. Percent; n = gold items.",
    ]
    for name, tables in results.items():
        lines += ["", f"## {name}"]
        for title, rows in tables.items():
            columns = list(dict.fromkeys(key for cells in rows.values() for key in cells))
            lines += ["", title, "", "| | " + " | ".join(c or "value" for c in columns) + " |"]
            lines += ["|---|" + "---:|" * len(columns)]
            for row, cells in rows.items():
                shown = (f"{cells[c]:g}" if c in cells else "" for c in columns)
                lines += [f"| {row} | " + " | ".join(shown) + " |"]
    return "\n".join(lines) + "\n"


HEADLINE = (
    ("gold dev", "event", "F1", "events: sentence and type, F1"),
    ("gold dev", "event+who", "F1", "... and all actors and recipients"),
    ("gold dev", "event+status", "F1", "... and status"),
    ("gold dev", "event+when", "F1", "... and days"),
    ("gold dev", "event+source", "F1", "... and source"),
    ("gold dev", "event all", "F1", "... who, status, days and source together"),
    ("gold dev", "time+value", "F1", "time expressions with value, F1"),
    ("gold dev", "attribution", "F1", "attributions, F1"),
    ("gold dev", "figure", "F1", "figures, F1"),
    ("PLOVER records dev", "best", "recall %", "PLOVER records: type found, %"),
    ("PLOVER records dev", "type+who", "recall %", "... with exactly their countries, %"),
    ("GUM dates", "day", "exact %", "GUM dates: exact day, %"),
    ("PolNeAR dev", "linked", "F1", "PolNeAR attributions, linked, F1"),
    ("Wikinews dates", "right of answered", "%", "publication day worked out: right of answered, %"),
    ("Wikinews dates", "answered", "%", "... share answered, %"),
    ("EWT dev, gold tokens", "LAS", "F1", "dependencies, EWT dev, LAS"),
    ("GUM dev, gold tokens", "LAS", "F1", "dependencies, GUM dev, LAS"),
    ("UNER EWT dev", "all", "F1", "names, EWT dev, F1"),
)


def summary(results: dict[str, dict[str, Table]]) -> str:
    """The few numbers that the README shows, as a table."""
    lines = ["| on | what | |", "|---|---|---:|"]
    for name, row, column, words in HEADLINE:
        tables = list(results.get(name, {}).values())
        if tables and row in tables[0]:
            lines.append(f"| {name} | {words} | {tables[0][row][column]:g} |")
    seed = results.get("seed")
    if seed:
        cells = next(iter(seed.values()))
        lines.append(f"| seed | events, F1 | {cells['event']['F1']:g} |")
        lines.append(f"| seed | ... and all actors and recipients | {cells['event+who']['F1']:g} |")
    return "\n".join(lines)


def renew_readme(results: dict[str, dict[str, Table]]) -> None:
    """Put the headline numbers between the README's quality marks."""
    readme = PROJECT / "README.md"
    text = readme.read_text(encoding="utf-8")
    before, mark, rest = text.partition("<!-- quality -->\n")
    _, end, after = rest.partition("<!-- /quality -->")
    if mark and end:
        readme.write_text(f"{before}{mark}\n{summary(results)}\n\n{end}{after}", encoding="utf-8")


def main() -> int:
    """Run the scorers named (all by default), print as they end, write the results."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("only", nargs="*", help="names of measurements, or parts of them")
    wanted = parser.parse_args().only
    if not SHARED.is_dir():
        print(f"{SHARED} is not there: the scorers and their data stand beside the project.", file=sys.stderr)
        return 2
    kept = HERE / "results.json"
    results: dict[str, dict[str, Table]] = json.loads(kept.read_text()) if kept.exists() else {}
    for measurement in MEASUREMENTS:
        if wanted and not any(part in measurement.name for part in wanted):
            continue
        began = time.monotonic()
        results[measurement.name] = measure(measurement)
        print(f"{measurement.name}: {time.monotonic() - began:.0f} s", file=sys.stderr)
    results = {m.name: results[m.name] for m in MEASUREMENTS if m.name in results}
    kept.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    (HERE / "RESULTS.md").write_text(as_markdown(results), encoding="utf-8")
    renew_readme(results)
    print(as_markdown(results))
    return 0


if __name__ == "__main__":
    sys.exit(main())
