"""Role nouns: the editor's list in; en/roles.tsv out, one row a noun group."""

from __future__ import annotations

from pathlib import Path

from dragoman.lexicon.names import fold
from training.world.tables import editor_rows, slug

COLUMNS = ("id", "singular", "plural", "kind", "sector", "number", "role", "country")


def build_nouns(out: Path) -> int:
    """The language folder in; roles.tsv out. A form that an earlier row has is left out of later rows."""
    fields = ("singular", "plural", "kind", "sector", "number", "role", "country")
    seen: set[str] = set()
    lines = ["\t".join(COLUMNS)]
    for row in editor_rows("nouns.txt", fields):
        cells = {name: row[name] for name in fields}
        for column in ("singular", "plural"):
            forms = [f for f in row[column].split("|") if f and fold(f) not in seen]
            seen.update(fold(f) for f in forms)
            cells[column] = "|".join(forms)
        head = (row["singular"] or row["plural"]).split("|")[0]
        lines.append("\t".join([f"role.{slug(head)}", *(cells[name] for name in fields)]))
    (out / "roles.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return len(seen)
