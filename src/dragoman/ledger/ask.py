"""Questions go in as filters; rows come out of the current readings of a ledger.

Every row bears ``id``: the report's short id and the finding's own ("3fa9c1d2/e2"), which ``find_event``
takes. SQL stands here and in ``session`` only; values are bound.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from dragoman.ledger.filters import EventFilter, FigureFilter, QuoteFilter
from dragoman.ledger.names import country_codes, fold
from dragoman.ledger.session import Row, Session
from dragoman.ledger.tables import reading_of
from dragoman.records import Reading, UsageError

if TYPE_CHECKING:
    from dragoman.ledger.store import Ledger, RunInfo

Day = datetime.date

FRESH = 30
"""How many days old the report of a plan without a day may be for the plan to count as still to come."""


class _Where:
    """Conditions joined by AND, with their values in order."""

    def __init__(self) -> None:
        self.parts: list[str] = ["TRUE"]
        self.values: list[Any] = []

    def add(self, sql: str, *values: Any) -> None:
        self.parts.append(sql)
        self.values.extend(values)

    def one_of(self, column: str, values: Sequence[str]) -> None:
        if values:
            self.add(f"{column} IN ({', '.join('?' * len(values))})", *values)

    def __str__(self) -> str:
        return " AND ".join(f"({part})" for part in self.parts)


_EVENTS = """
SELECT e.report, e.event, e.type, e.mode, e.contexts, e.actors, e.actor_countries, e.recipients,
       e.recipient_countries, e.places, e.status,
       e.earliest, e.latest, e.grain, e.date_basis, e.time_text, e.trigger, e.source,
       coalesce(e.source_kind, 'reporter') AS source_kind, e.same_as,
       e.intensity, e.quad, e.confidence, e.rule, e.sentence_text AS sentence,
       c.ref, c.outlet, c.title, c.headline,
       c.published, c.published_earliest, c.published_latest
FROM events e JOIN current c USING (run, seq)
WHERE {where} {once}
ORDER BY coalesce(e.earliest, e.latest, c.published_from) NULLS LAST, c.published_from NULLS LAST,
         e.report, e.start, e.event
LIMIT ?
"""

_ONCE = """
QUALIFY row_number() OVER (PARTITION BY run, seq, coalesce(e.same_as, e.event)
                           ORDER BY e.earliest IS NULL AND e.latest IS NULL, e.start) = 1
"""

_TAKES_PART = """
EXISTS (SELECT 1 FROM participants p WHERE p.run = e.run AND p.seq = e.seq AND p.event = e.event
        AND {role} AND {who})
"""

_QUOTES = """
SELECT a.report, a.attribution, a.source_text, a.source_name, a.source_country, a.source_kind, a.named,
       a.number, a.number_bound, a.affiliation, a.affiliation_country, a.reason, a.cue_text AS cue,
       a.content_text AS content, a.quote,
       a.said_earliest, a.said_latest, a.addressee, a.medium, a.parent, a.rule, c.ref, c.outlet, c.published
FROM attributions a JOIN current c USING (run, seq)
WHERE {where}
ORDER BY coalesce(a.said_earliest, c.published_from) NULLS LAST, a.report, a.start, a.attribution
LIMIT ?
"""

_FIGURES = """
SELECT f.report, f.figure, f.text, f.value, f.unit, f.of, f.period, f.bound, f.source, f.event, f.rule,
       f.sentence_text AS sentence, c.ref, c.outlet, c.published
FROM figures f JOIN current c USING (run, seq)
WHERE {where}
ORDER BY c.published_from NULLS LAST, f.report, f.start, f.figure
LIMIT ?
"""


class Questions:
    """What can be asked of a ledger as it stood when this was made."""

    def __init__(self, ledger: Ledger, *, as_of: datetime.datetime | None = None) -> None:
        self.session = Session(ledger, as_of=as_of)

    @property
    def runs(self) -> list[RunInfo]:
        """The runs that are seen, oldest first."""
        return self.session.runs

    def events(self, wanted: EventFilter) -> list[Row]:
        """Events in the order of their days (else of publication)."""
        where = _Where()
        for names, role in (
            (wanted.actors, "actor"),
            (wanted.recipients, "recipient"),
            (wanted.anyone, None),
        ):
            for name in names:
                self._takes_part(where, name, role)
        if wanted.between:
            self._between(where, *wanted.between)
        where.one_of("e.type", wanted.types)
        where.one_of("e.mode", wanted.modes)
        where.one_of("e.status", wanted.statuses)
        where.one_of("coalesce(e.source_kind, 'reporter')", wanted.source_kinds)
        if wanted.since:
            where.add("e.latest >= ?", wanted.since)
        if wanted.until:
            where.add("e.earliest <= ?", wanted.until)
        if wanted.report:
            where.add("starts_with(e.report, ?) OR c.ref = ?", wanted.report, wanted.report)
        if wanted.dated is not None:
            where.add("e.earliest IS NOT NULL" if wanted.dated else "e.earliest IS NULL")
        return self._events(where, once=not wanted.repeats, limit=wanted.limit)

    def quotes(self, wanted: QuoteFilter) -> list[Row]:
        """Attributions in the order of their days (else of publication)."""
        where = _Where()
        if wanted.by:
            country = self.country(wanted.by)
            if country:
                where.add("a.source_country = ? OR a.affiliation_country = ?", country, country)
            else:
                words = fold(wanted.by)
                columns = ("source_name", "source_text", "affiliation")
                tests = (f"contains(folded(coalesce(a.{column}, '')), ?)" for column in columns)
                where.add(" OR ".join(tests), *(words, words, words))
        if wanted.to:
            where.add("contains(folded(coalesce(a.addressee, a.medium, '')), ?)", fold(wanted.to))
        if wanted.about:
            where.add("contains(folded(coalesce(a.content_text, '')), ?)", fold(wanted.about))
        if wanted.since:
            where.add("coalesce(a.said_latest, c.published_latest) >= ?", wanted.since)
        where.one_of("a.source_kind", wanted.source_kinds)
        return self._ask(_QUOTES, where, wanted.limit, ("attributions",), "attribution")

    def figures(self, wanted: FigureFilter) -> list[Row]:
        """Figures in the order of publication."""
        where = _Where()
        if wanted.unit:
            where.add("lower(f.unit) = lower(?)", wanted.unit)
        if wanted.about:
            words = fold(wanted.about)
            where.add(
                "contains(folded(coalesce(f.of, '')), ?) OR contains(folded(f.sentence_text), ?)",
                words,
                words,
            )
        if wanted.since:
            where.add("c.published_latest >= ?", wanted.since)
        if wanted.report:
            where.add("starts_with(f.report, ?) OR c.ref = ?", wanted.report, wanted.report)
        return self._ask(_FIGURES, where, wanted.limit, ("figures",), "figure")

    def upcoming(self, after: Day, *, who: Sequence[str] = (), limit: int | None = None) -> list[Row]:
        """Events planned, possible or put off whose last day is after ``after``, each happening once.

        Plans without a day come last, and only those told in the FRESH days up to ``after`` or later: of
        older ones nobody can say whether they still stand.
        """
        where = _Where()
        for name in who:
            self._takes_part(where, name, None)
        where.one_of("e.status", ("planned", "possible", "postponed"))
        undated = "coalesce(e.earliest, e.latest) IS NULL AND e.status = 'planned'"
        told_since = Day.fromordinal(max(1, after.toordinal() - FRESH))
        where.add(
            f"e.latest > ? OR e.earliest > ? OR ({undated} AND c.published_latest >= ?)",
            after,
            after,
            told_since,
        )
        rows = self._events(where, once=True, limit=None)
        # Stable: within a day, and among those without one, the order of the answer stays.
        rows.sort(key=lambda row: row["earliest"] or row["latest"] or datetime.date.max)
        return rows[:limit]

    def _events(self, where: _Where, *, once: bool, limit: int | None) -> list[Row]:
        sql = _EVENTS.replace("{once}", _ONCE if once else "")
        return self._ask(sql, where, limit, ("events", "participants"), "event")

    def newest_day(self) -> Day | None:
        """The newest day of publication in the ledger."""
        day: Day | None = self.session.rows("SELECT max(published_latest) AS day FROM current")[0]["day"]
        return day

    def find_event(self, name: str) -> tuple[Reading, str]:
        """ "3fa9c1d2/e2" -> the reading that holds the event, and the event's id in it. Raises UsageError."""
        report, slash, event = name.strip().rpartition("/")
        if not slash or not re.fullmatch(r"[0-9a-fA-F]{4,64}", report):
            raise UsageError(f"{name!r} is no event's id. Take one from the first column of: dragoman events")
        reading = self.reading(report.lower())
        if not any(e.id == event for e in reading.events):
            count = len(reading.events)
            span = f"its events are e1 to e{count}" if count else "it holds no events"
            raise UsageError(f"{name!r}: the report has no event {event!r}; {span}.")
        return reading, event

    def reading(self, prefix: str) -> Reading:
        """The beginning of a report's id -> its current Reading. Raises UsageError for none or several."""
        sql = (
            "SELECT c.report, r.text, r.reading FROM current c JOIN every_reports r USING (run, seq) "
            "WHERE starts_with(c.report, ?) LIMIT 2"
        )
        rows = self.session.rows(sql, [prefix])
        if not rows:
            raise UsageError(f"no report in {self.session.path} begins with {prefix!r}. See: dragoman events")
        if len(rows) > 1:
            both = " and ".join(row["report"][:12] for row in rows)
            raise UsageError(f"several reports begin with {prefix!r}: {both}. Write more of the id.")
        return reading_of(rows[0]["reading"], rows[0]["text"])

    def reports(self) -> list[Row]:
        """The current reports: id, ref, title, outlet, days of publication, how many events they hold."""
        sql = (
            "SELECT c.report, c.ref, c.title, c.headline, c.outlet, c.published, c.published_earliest, "
            "c.published_latest, c.published_basis, count(e.event) AS events "
            "FROM current c LEFT JOIN events e USING (run, seq) "
            "GROUP BY ALL ORDER BY c.published_earliest NULLS LAST, c.ref"
        )
        return [
            {"id": self.session.short(row["report"]), **row}
            for row in self.session.rows(sql, tables=["events"])
        ]

    def totals(self) -> dict[str, Any]:
        """How much the current readings hold: rows by table, and the span of publication days."""
        tables = ("events", "actors", "places", "times", "attributions", "figures", "happenings")
        counts = ", ".join(f"(SELECT count(*) FROM {table}) AS {table}" for table in tables)
        sql = (
            f"SELECT count(*) AS reports, min(published_earliest) AS first, max(published_latest) AS last, "
            f"count(*) FILTER (WHERE published_from IS NULL) AS undated, {counts} FROM current"
        )
        return self.session.rows(sql, tables=tables)[0]

    def tally(self, column: str, *, limit: int = 8) -> list[tuple[str, int]]:
        """How many current events have each "type" or "status", most first."""
        if column not in ("type", "status"):
            raise ValueError(column)
        sql = f"SELECT {column} AS what, count(*) AS n FROM events GROUP BY 1 ORDER BY n DESC, what LIMIT ?"
        return [(row["what"], row["n"]) for row in self.session.rows(sql, [limit], tables=["events"])]

    def busiest(self, *, limit: int = 8) -> list[tuple[str, int]]:
        """The countries (else names) that take part in most current events."""
        sql = (
            "SELECT CASE WHEN length(country) = 3 AND country NOT IN ('IGO', 'NGO', 'MNC') THEN country "
            "ELSE name END AS who, count(DISTINCT (run, seq, event)) AS n FROM participants "
            "WHERE country IS NOT NULL OR kind <> 'group' GROUP BY 1 ORDER BY n DESC, who LIMIT ?"
        )
        return [(row["who"], row["n"]) for row in self.session.rows(sql, [limit], tables=["participants"])]

    def failures(self) -> list[Row]:
        """Reports that could not be read: run, kind, message, path; the newest first."""
        sql = "SELECT run, kind, message, path FROM failures ORDER BY run DESC, seq"
        return self.session.rows(sql, tables=["failures"])

    def country(self, name: str) -> str | None:
        """ "RUS", or the name of a state that some report names -> its code; None for other names."""
        sql = (
            "SELECT 1 AS yes FROM participants WHERE country = ? UNION SELECT 1 FROM actors WHERE country = ?"
        )
        code = name.strip().upper()
        if re.fullmatch(r"[A-Z]{3}", code) and self.session.rows(
            f"{sql} LIMIT 1", [code, code], tables=["participants", "actors"]
        ):
            return code
        known = country_codes().get(fold(name))
        if known:
            return known
        sql = (
            "SELECT country FROM actors WHERE kind = 'state' AND folded(name) = ? AND country IS NOT NULL "
            "GROUP BY country ORDER BY count(*) DESC LIMIT 1"
        )
        rows = self.session.rows(sql, [fold(name)], tables=["actors"])
        return rows[0]["country"] if rows else None

    def _who(self, name: str) -> tuple[str, str]:
        country = self.country(name)
        return ("p.country = ?", country) if country else ("contains(folded(p.name), ?)", fold(name))

    def _takes_part(self, where: _Where, name: str, role: str | None) -> None:
        who, value = self._who(name)
        condition = f"p.role = '{role}'" if role else "TRUE"
        where.add(_TAKES_PART.format(role=condition, who=who), value)

    def _between(self, where: _Where, one: str, other: str) -> None:
        """Both take part, and not only as recipients."""
        for name in (one, other):
            self._takes_part(where, name, None)
        (first, a), (second, b) = self._who(one), self._who(other)
        where.add(_TAKES_PART.format(role="p.role = 'actor'", who=f"({first} OR {second})"), a, b)

    def _ask(self, sql: str, where: _Where, limit: int | None, tables: Sequence[str], key: str) -> list[Row]:
        values = [*where.values, limit if limit is not None else 2**62]
        rows = self.session.rows(sql.format(where=where), values, tables=tables)
        return [{"id": f"{self.session.short(row['report'])}/{row[key]}", **row} for row in rows]
