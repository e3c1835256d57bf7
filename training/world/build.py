"""Facts folder in; every table under lexicon/data/world out, and its coverage into SOURCES.md.

Run ``python -m training.world.build FACTS``; the output folder may be given as second argument.
"""

from __future__ import annotations

import sys
from pathlib import Path

from training.world.bodies import (
    build_bodies,
    build_groups,
    build_organisations,
    build_outlets,
    build_parties,
)
from training.world.countries import build_countries, build_places
from training.world.leaders import build_leaders
from training.world.nouns import build_nouns
from training.world.sources import write_sources

_BUILDERS = (
    ("countries", build_countries),
    ("places", build_places),
    ("organisations", build_organisations),
    ("bodies", build_bodies),
    ("groups", build_groups),
    ("parties", build_parties),
    ("outlets", build_outlets),
    ("leaders", build_leaders),
)
ROOT = Path(__file__).parents[2]


def build(facts: Path, out: Path) -> None:
    """Build every table and say how many rows each has."""
    for name, builder in _BUILDERS:
        print(f"{name}.tsv: {builder(facts, out)} rows")
    print(f"roles.tsv: {build_nouns(out.parent / 'en')} forms")
    write_sources(out, out.parent / "SOURCES.md")


if __name__ == "__main__":
    build(
        Path(sys.argv[1]),
        Path(sys.argv[2]) if len(sys.argv) > 2 else ROOT / "src/dragoman/lexicon/data/world",
    )
