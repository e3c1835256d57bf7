"""How reports are named in short, and how names of countries and persons are compared."""

from __future__ import annotations

import csv
import re
import unicodedata

from dragoman.lexicon import data_root

SHORTEST = 8
"""Signs of a report's id that are shown at the least, so that ids seldom grow as the ledger does."""


def fold(text: str) -> str:
    """A name -> as it is compared: lower case, no accents, single spaces around words (SQL's ``folded``)."""
    bare = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    return " " + re.sub(r"[\W_]+", " ", bare.lower()).strip() + " "


def country_codes() -> dict[str, str]:
    """Nothing -> the code of each country's names, folded, from the bundled world table."""
    codes: dict[str, str] = {}
    with (data_root() / "world" / "countries.tsv").open(encoding="utf-8", newline="") as file:
        lines = (line for line in file if not line.startswith("#"))
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            for name in (row["name"], *row["names"].split("|")):
                codes.setdefault(fold(name), row["iso3"])
    return codes
