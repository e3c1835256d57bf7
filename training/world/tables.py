"""Shared by the builders: the editor's lists in, TSV tables out, and the column names of both."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from dragoman.lexicon.names import fold

WORLD = Path(__file__).parents[2] / "src/dragoman/lexicon/data/world"
EDITOR = Path(__file__).parent / "editor"
ENTRY_COLUMNS = (
    "id", "name", "aliases", "short", "adjectives", "kind", "country", "sector", "office", "role",
    "wikidata", "from", "to", "weight", "form", "entity", "surname", "members", "source",
)  # fmt: skip


def editor_rows(name: str, columns: Sequence[str]) -> Iterator[dict[str, str]]:
    """A list of the editor's (cells between ``;``, missing ones empty) in; its rows as dictionaries."""
    for number, line in enumerate((EDITOR / name).read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split(";")]
        if len(cells) > len(columns):
            raise ValueError(f"{name}: line {number}: {len(cells)} cells for {len(columns)} columns: {line}")
        yield dict(zip(columns, cells + [""] * (len(columns) - len(cells)), strict=True))


def write_table(path: Path, columns: Sequence[str], rows: Iterable[dict[str, str]]) -> int:
    """Rows in; a TSV file with a header line; the number of rows out. Columns nobody fills are left out."""
    kept = [dict(row) for row in rows]
    used = [c for c in columns if any(row.get(c) for row in kept)]
    needed = ("id", "name", "aliases", "kind", "country", "sector", "wikidata", "from", "to", "source")
    header = [c for c in columns if c in used or c in needed or columns is not ENTRY_COLUMNS]
    lines = ["\t".join(header)]
    for row in kept:
        cells = [re.sub(r"\s+", " ", row.get(c) or "").strip() for c in header]
        lines.append("\t".join(cells))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return len(kept)


@functools.cache
def careful_words() -> frozenset[str]:
    """The one-word names that are common words, too (careful.tsv, made by common_words.py)."""
    return frozenset((WORLD / "careful.tsv").read_text(encoding="utf-8").split()[1:])


def slug(name: str) -> str:
    """A name in; a short id in small letters."""
    return fold(name).replace(" ", "-")


def joined(names: Iterable[str]) -> str:
    """Names in; one cell with ``|`` between them, without repetitions."""
    return "|".join(dict.fromkeys(n.strip() for n in names if n and n.strip()))


def distinct_ids(rows: list[dict[str, str]]) -> list[dict[str, str]]:
    """Rows in; the same with a number added to ids that stand twice."""
    seen: dict[str, int] = {}
    for row in rows:
        seen[row["id"]] = seen.get(row["id"], 0) + 1
        if seen[row["id"]] > 1:
            row["id"] = f"{row['id']}-{seen[row['id']]}"
    return rows
