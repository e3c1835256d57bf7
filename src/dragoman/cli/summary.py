"""Outcomes go in one by one; at the end of ``dragoman read`` a summary worth reading is printed."""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from dragoman.cli import options, paper
from dragoman.ledger import SHORTEST
from dragoman.records import Actor, Event, Happening, Reading, ReportError

LISTED = 12
"""Events that are listed one by one; more are only counted."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """A happening to be listed: how often it is told, its first event's id, and what it is."""

    times: int
    name: str
    event: Event
    whole: Event | Happening
    actors: dict[str, Actor]

    def cells(self) -> tuple[object, ...]:
        """The cells of its line."""
        sides = (self.event.actors, self.event.recipients)
        names = [[self.actors[id].name for id in ids if id in self.actors] for ids in sides]
        return (
            self.name,
            paper.days(self.whole.earliest, self.whole.latest),
            paper.status(self.whole.status),
            paper.kind(self.event.type, self.event.mode),
            paper.parties(*names),
            f"{self.times}×",
        )


class Summary:
    """Counts what was read; holds a few events to show, and no text."""

    def __init__(self) -> None:
        self.read = 0
        self.failed = 0
        self._began = time.monotonic()
        self._types: Counter[str] = Counter()
        self._statuses: Counter[str] = Counter()
        self._who: Counter[str] = Counter()
        self._sources: Counter[bool] = Counter()
        self._days: Counter[str | None] = Counter()
        self._figures = 0
        self._events = 0
        self._repeats = 0
        self._shown: list[_Entry] = []
        self._more = False

    def add(self, outcome: Reading | ReportError) -> None:
        """Count one outcome."""
        if isinstance(outcome, ReportError):
            self.failed += 1
            return
        self.read += 1
        published = outcome.report.published
        self._days[published.basis] += 1
        self._figures += len(outcome.figures)
        self._sources.update(attribution.named for attribution in outcome.attributions)
        actors = {actor.id: actor for actor in outcome.actors}
        told = {id: happening for happening in outcome.happenings for id in happening.events}
        for event in outcome.events:
            self._add_event(event, told.get(event.id, event), actors, outcome.report.id)

    def _add_event(
        self, event: Event, whole: Event | Happening, actors: dict[str, Actor], report: str
    ) -> None:
        """Count an event; ``whole``: its happening, which knows the day that another mention tells."""
        self._events += 1
        if event.same_as is not None:
            self._repeats += 1
            return
        self._types[event.type] += 1
        self._statuses[whole.status] += 1
        involved = {id for id in (*event.actors, *event.recipients) if id in actors}
        self._who.update({_country_or_name(actors[id]) for id in involved if actors[id].kind != "group"})
        times = len(whole.events) if isinstance(whole, Happening) else 1
        self._list(_Entry(times, f"{report[:SHORTEST]}/{event.id}", event, whole, actors))

    def _list(self, entry: _Entry) -> None:
        """Keep an entry where there is room, or where it is told more often than another."""
        if len(self._shown) < LISTED:
            self._shown.append(entry)
            return
        self._more = True
        least = min(range(LISTED), key=lambda index: (self._shown[index].times, -index))
        if self._shown[least].times < entry.times:
            del self._shown[least]
            self._shown.append(entry)

    def show(self, ledger: Path | None) -> None:
        """Print the summary on standard output."""
        page = paper.console()
        took = time.monotonic() - self._began
        place = f" into {ledger}" if ledger and self.read else ""
        unread = (
            f"; {paper.count(self.failed, 'report')} could not be read (see above)" if self.failed else ""
        )
        page.print(f"Read {paper.count(self.read, 'report')}{place} in {took:.1f} s{unread}.\n", style="bold")
        if not self.read:
            return
        if self._shown:
            self._shown.sort(key=lambda entry: -entry.times)
            page.print("Told most often:" if self._more else "What is told:", style="bold")
            headers = ("event", "when", "status", "what", "who → to whom", "told")
            paper.print_table(headers, (entry.cells() for entry in self._shown), fixed=(0, 1, 2, 5))
            page.print("")
        told = [
            (
                "events",
                f"{self._events:,}, telling of {paper.count(self._events - self._repeats, 'happening')}",
            ),
            ("what", _most(self._types)),
            ("status", _most(self._statuses)),
            ("who", _most(self._who)),
            (
                "said",
                f"{self._sources[True]:,} times by named sources, {self._sources[False]:,} by unnamed ones",
            ),
            ("figures", f"{self._figures:,}"),
            ("dated", self._dated()),
        ]
        paper.print_table(("", ""), [row for row in told if row[1]], header=False)
        if ledger:
            self._say_next(ledger)

    def _dated(self) -> str:
        words = {"given": "given", "metadata": "stated with the report", "inferred": "worked out of the text"}
        known = [f"{self._days[basis]:,} {word}" for basis, word in words.items() if self._days[basis]]
        unknown = self.read - sum(self._days[basis] for basis in words)
        return ", ".join(known + ([f"{unknown:,} unknown (give --published DATE)"] if unknown else []))

    def _say_next(self, ledger: Path) -> None:
        where = "" if ledger == options.DEFAULT_LEDGER else f" --ledger {ledger}"
        page = paper.console()
        page.print("\nNext, for example:")
        page.print(f"  dragoman events{where} --status planned")
        if self._shown:
            page.print(f"  dragoman explain{where} {self._shown[0].name}")
        page.print(f"  dragoman upcoming{where}")


def _country_or_name(actor: Actor) -> str:
    """The country of an actor of a state, else its name: "IGO" says too little."""
    return actor.country if actor.country and actor.country not in ("IGO", "NGO", "MNC") else actor.name


def _most(counter: Counter[str]) -> str:
    top = sorted(counter.items(), key=lambda pair: (-pair[1], pair[0]))
    rest = sum(number for _, number in top[6:])
    return ", ".join(
        [f"{name} {number:,}" for name, number in top[:6]] + ([f"others {rest:,}"] if rest else [])
    )
