"""News texts in; careful.tsv out: the one-word names and surnames that are common words of English, too.

Run ``python -m training.world.common_words NEWS WORLD_FOLDER`` with reports, one JSON object a line.
A word is kept when the reports write it in small letters often enough; no counts are kept. The tables leave
out surnames that stand in the file, so its own words are candidates, too.
"""

from __future__ import annotations

import collections
import json
import re
import sys
from pathlib import Path

from dragoman.lexicon.names import fold
from training.world.tables import careful_words, editor_rows

_WORD = re.compile(r"[A-Za-z]{2,}")
_LEAST = 3
_SHARE = 0.02
# In capitals throughout a headline "US" is far more often the country than the pronoun.
_NEVER = frozenset(("us",))


def _extra() -> set[str]:
    return {row["word"] for row in editor_rows("careful_extra.txt", ("word",))}


def candidates(world: Path) -> set[str]:
    """The tables in; their one-word names, short forms and surnames, folded."""
    found: set[str] = set()
    for path in world.glob("*.tsv"):
        lines = path.read_text(encoding="utf-8").split("\n")
        header = lines[0].split("\t")
        columns = [
            header.index(c)
            for c in ("name", "names", "aliases", "short", "surname", "adjectives")
            if c in header
        ]
        if path.stem in ("cities", "regions", "careful", "sectors") or not columns:
            continue
        for line in lines[1:]:
            cells = line.split("\t")
            if len(cells) == len(header):
                found.update(fold(n) for c in columns for n in cells[c].split("|") if n)
    return {name for name in found if name and " " not in name}


def common(news: Path, names: set[str]) -> list[str]:
    """Reports and names in; the names that are words, too."""
    small: collections.Counter[str] = collections.Counter()
    large: collections.Counter[str] = collections.Counter()
    for path in sorted(news.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            for word in _WORD.findall(str(json.loads(line).get("text") or "")):
                (small if word.islower() else large)[word.lower()] += 1
    words = {n for n in names if small[n] >= _LEAST and small[n] > _SHARE * large[n]}
    return sorted((words | _extra()) - _NEVER)


if __name__ == "__main__":
    world = Path(sys.argv[2])
    words = common(Path(sys.argv[1]), candidates(world) | careful_words())
    (world / "careful.tsv").write_text("word\n" + "\n".join(words) + "\n", encoding="utf-8")
    print(len(words), "words")
