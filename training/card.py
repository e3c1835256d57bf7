"""``training/scores.json`` goes in; the tables of ``docs/model-card.md`` are written anew.

python -m training.card
"""

from __future__ import annotations

import json
from pathlib import Path

BEGIN, END = "<!-- scores: made by training/card.py -->", "<!-- end of scores -->"
SCORES, CARD = Path("training/scores.json"), Path("docs/model-card.md")


def table(scores: dict[str, dict[str, dict[str, float]]]) -> str:
    """A row a measure: int8 value with its interval, the fp32 value, how many gold items."""
    lines = [
        "| measure (dev parts) | int8, as shipped | 95 % interval | fp32 | gold items |",
        "|---|---|---|---|---|",
    ]
    for name, row in scores["int8"].items():
        if "low" not in row:
            continue
        key = "r" if "r" in row else "F1"
        form = "{:.3f}" if key == "r" else "{:.1f}"
        value, low, high = (form.format(row[k]) for k in (key, "low", "high"))
        other = form.format(scores["fp32"][name][key])
        lines.append(f"| {name} | **{value}** | {low} – {high} | {other} | {int(row['n']):,} |")
    lines.append("")
    pace = int(scores["int8"]["speed"]["words a second"])
    lines.append(f"Speed, everything included, one thread: {pace:,} words a second.")
    return "\n".join(lines)


def main() -> None:
    """Replaces what stands between the marks of the card."""
    made = table(json.loads(SCORES.read_text(encoding="utf-8")))
    before, _, rest = CARD.read_text(encoding="utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    CARD.write_text(f"{before}{BEGIN}\n{made}\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
