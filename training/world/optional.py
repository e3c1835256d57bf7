"""Terms of office without a witness in; a user's actors.toml out, shipped beside the tables, not loaded.

A user's row displaces all bundled rows of its name, so the file has all terms of everybody in it.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from pathlib import Path

from training.world.leaders import Term

NAME = "unwitnessed.toml"
_HEAD = """\
# Terms of office that rest on the maintainers' knowledge alone: no data set that the tables are built from
# tells of them. They are not loaded. To read with them: dragoman read --lexicon {name} ...
# Everybody here stands with all terms, the witnessed ones too, because these rows replace the bundled ones of
# the same name. Made by training/world/optional.py.
"""


def write_optional(
    terms: Sequence[Term], alone: Sequence[Term], rows: Sequence[dict[str, str]], out: Path
) -> int:
    """All terms with their table rows, and those without a witness in; the file and its row count out."""
    wanted = {(t.country, t.name) for t in alone}
    text = _HEAD.format(name=NAME)
    count = 0
    for term, row in zip(terms, rows, strict=True):
        if (term.country, term.name) in wanted:
            text += _row(row, term)
            count += 1
    out.mkdir(exist_ok=True)
    (out / NAME).write_text(text, encoding="utf-8")
    return count


def _row(row: dict[str, str], term: Term) -> str:
    """One ``[[actor]]``."""
    aliases = [a for cell in (row["aliases"], row["short"]) for a in cell.split("|") if a]
    lines = [f'name = "{row["name"]}"']
    if aliases:
        lines.append(f"aliases = [{', '.join(_quoted(a) for a in aliases)}]")
    lines.append('kind = "person"')
    lines.extend(f"{key} = {_quoted(row[key])}" for key in ("country", "sector", "office") if row[key])
    if row["role"]:
        lines.append(f"role = {_quoted(row['role'].partition('|')[0])}")
    lines.extend(f"{key} = {day.isoformat()}" for key, day in _days(term))
    return "\n[[actor]]\n" + "\n".join(lines) + "\n"


def _days(term: Term) -> list[tuple[str, datetime.date]]:
    return [(key, day) for key, day in (("from", term.start), ("to", term.end)) if day]


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
