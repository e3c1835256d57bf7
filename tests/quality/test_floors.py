"""Quality may only rise: every number of bench/quality/floors.toml is measured again."""

import sys
import tomllib
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(PROJECT / "bench" / "quality"))
from measure import MEASUREMENTS, SHARED, measure  # noqa: E402

FLOORS = tomllib.loads((PROJECT / "bench" / "quality" / "floors.toml").read_text(encoding="utf-8"))
NAMED = {m.name: m for m in MEASUREMENTS}


@pytest.mark.skipif(not SHARED.is_dir(), reason="the scorers and their data (../shared) are not here")
@pytest.mark.parametrize("name", FLOORS)
def test_no_number_falls_below_its_floor(name):
    tables = measure(NAMED[name])
    rows = {row: cells for table in reversed(tables.values()) for row, cells in table.items()}
    for row, floors in FLOORS[name].items():
        for column, floor in floors.items():
            got = rows[row][column]
            assert got >= floor, f"{name}: {row} {column} is {got}, the floor is {floor}"


def test_every_floor_names_a_measurement():
    assert set(FLOORS) <= set(NAMED)
