"""Runs the scorers of a shared folder and reads their tables: scorer name in, numbers out."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
PROJECT = HERE.parent.parent
SHARED = PROJECT.parent / "shared"

Table = dict[str, dict[str, float]]


@dataclass(frozen=True, slots=True)
class Measurement:
    """One scorer on one data set. ``arguments`` are paths below the shared folder, or options."""

    name: str
    scorer: str
    arguments: tuple[str, ...] = ()

    def command(self, shared: Path) -> list[str]:
        """The command line that runs it."""
        rest: list[str] = []
        for argument in self.arguments:
            if argument.startswith("-") or argument.isdigit():
                rest.append(argument)
            elif "*" in argument:
                rest.extend(str(path) for path in sorted(shared.glob(argument)))
            else:
                rest.append(str(shared / argument))
        return [sys.executable, str(shared / "score" / self.scorer), *rest]


MEASUREMENTS = (
    Measurement("gold dev", "gold.py"),
    Measurement("seed", "gold.py", ("seed",)),
    Measurement("PLOVER records dev", "plover.py"),
    Measurement("GUM dates", "times.py"),
    Measurement("PolNeAR dev", "attribution.py"),
    Measurement("Wikinews dates", "published.py"),
    Measurement("EWT dev, gold tokens", "syntax.py"),
    Measurement("GUM dev, gold tokens", "syntax.py", ("data/corpora/gum_open/dev/conllu/*.conllu",)),
    Measurement("EWT dev, raw text", "syntax.py", ("--raw",)),
    Measurement("UNER EWT dev", "names.py"),
)

_ROW = re.compile(r"^  (?P<name>\S.*?)\s{2,}(?P<cells>.*)$")


def read_table(printed: str) -> dict[str, Table]:
    """A scorer's printed tables in; {title: {row: {column: number}}} out."""
    out: dict[str, Table] = {}
    current: Table = {}
    for line in printed.splitlines():
        if line and not line.startswith(" "):
            current = out.setdefault(line.strip(), {})
        elif match := _ROW.match(line):
            cells: dict[str, float] = {}
            for cell in re.split(r"\s{2,}", match["cells"].strip()):
                key, _, value = cell.strip().rpartition(" ")
                if re.fullmatch(r"-?\d+(\.\d+)?", value):
                    cells[key.strip()] = float(value)
            if cells:
                current[match["name"].strip()] = cells
    return out


def measure(measurement: Measurement, shared: Path = SHARED) -> dict[str, Table]:
    """Run one scorer on the installed program and read what it prints.

    Raises RuntimeError with the scorer's own words when it fails.
    """
    command = measurement.command(shared)
    program = os.environ.get("DRAGOMAN") or f"{sys.executable} -m dragoman"
    done = subprocess.run(
        command, capture_output=True, text=True, env={**os.environ, "DRAGOMAN": program}, check=False
    )
    if done.returncode:
        raise RuntimeError(f"{measurement.name}: {done.stderr.strip()[-2000:]}")
    return read_table(done.stdout)
