"""Run every scorer and renew RESULTS.md and results.json: ``make quality``."""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from measure import HERE, MEASUREMENTS, SHARED, Table, measure


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
    print(as_markdown(results))
    return 0


if __name__ == "__main__":
    sys.exit(main())
