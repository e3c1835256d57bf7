"""Speed by ratio, on the bundled samples: stages beside the model's pass, heads beside the bare encoder.

``make bench``. Ratios hold when the machine's speed drifts; words a second are printed for orientation only.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from heads import compare, show

import dragoman
from dragoman.intake import read_inputs
from dragoman.pipeline import Pipeline
from dragoman.records import Report
from dragoman.settings import Settings

SAMPLES = Path(dragoman.__file__).parent / "samples"
ROUNDS = 20


def main() -> int:
    """Read the samples again and again; print a table of stages and one of the heads."""
    pipeline = Pipeline(Settings(lexicon=(SAMPLES / "lexicon",)))
    reports = [item for item in read_inputs([str(SAMPLES)]) if isinstance(item, Report)]
    for report in reports:
        pipeline.read(report)
    pipeline.seconds.clear()
    for _ in range(ROUNDS):
        for report in reports:
            pipeline.read(report)
    words = ROUNDS * sum(len(report.text.split()) for report in reports)
    model = pipeline.seconds["analysis"]
    total = sum(pipeline.seconds.values())
    print(f"{len(reports)} reports, {ROUNDS} rounds, {words} words, one thread")
    for stage, seconds in pipeline.seconds.items():
        print(f"  {stage:<14}{seconds / model:8.3f} of the model's pass")
    print(f"  {'after model':<14}{(total - model) / model:8.3f} of the model's pass")
    print(f"  words a second: model {words / model:,.0f}, all {words / total:,.0f}")
    print()
    show(*compare([report.text for report in reports], ROUNDS))
    return 0


if __name__ == "__main__":
    sys.exit(main())
