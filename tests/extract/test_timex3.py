"""Conventions of TIMEX3, one made-up sentence a row, in a report of Friday 22 March 2013."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from tests.extract.times_reports import time, times

PUBLISHED = "2013-03-22"
with (Path(__file__).parent / "timex3.tsv").open(encoding="utf-8", newline="") as file:
    ROWS = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
FOUND = [row for row in ROWS if row["expression"]]
NONE = [row["text"] for row in ROWS if not row["expression"]]


@pytest.mark.parametrize("row", FOUND, ids=[f"{row['expression']}: {row['text']}" for row in FOUND])
def test_an_expression_has_its_value_type_and_mod(row: dict[str, str]) -> None:
    found = time(row["text"], row["expression"], PUBLISHED)
    assert (found.value, found.type, found.mod or "") == (row["value"], row["type"], row["mod"])


@pytest.mark.parametrize("text", NONE)
def test_what_looks_like_a_time_and_is_none(text: str) -> None:
    assert [t.text for t in times(text, PUBLISHED)] == []
