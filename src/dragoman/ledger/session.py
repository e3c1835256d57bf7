"""A ledger's files go in; a DuckDB session comes out whose views show the current readings.

``current`` holds, for each report, its reading in the newest run that finished (at the moment asked about);
a table's view shows the rows of those readings only.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb

from dragoman.ledger.names import SHORTEST
from dragoman.ledger.tables import TABLES
from dragoman.records import LedgerError

if TYPE_CHECKING:
    from dragoman.ledger.store import Ledger, RunInfo

Row = dict[str, Any]
_FOLD = r"""
CREATE MACRO folded(s) AS
    ' ' || trim(regexp_replace(lower(strip_accents(s)), '[^\p{L}\p{N}]+', ' ', 'g')) || ' '
"""

_CURRENT = """
CREATE TABLE current AS
    SELECT run, seq, report, ref, title, headline, source AS outlet, url, published, published_earliest,
           published_latest,
           published_basis, coalesce(published_earliest, published) AS published_from
    FROM every_reports JOIN runs USING (run)
    QUALIFY row_number() OVER (PARTITION BY report ORDER BY place DESC, seq DESC) = 1
"""


class Session:
    """One look at a ledger: what it holds now, or held at ``as_of``."""

    def __init__(self, ledger: Ledger, *, as_of: datetime.datetime | None = None) -> None:
        self.ledger = ledger
        self.path = ledger.path
        self.runs: list[RunInfo] = [
            run for run in ledger.runs() if as_of is None or (run.finished and run.finished <= as_of)
        ]
        self._views: set[str] = set()
        self._con = duckdb.connect(":memory:")
        self._con.execute(_FOLD)
        self._con.execute("CREATE TABLE runs (run VARCHAR, place INTEGER)")
        if self.runs:
            places = [(info.run, place) for place, info in enumerate(self.runs)]
            self._con.executemany("INSERT INTO runs VALUES (?, ?)", places)
        self._every("reports")
        self._execute(_CURRENT)
        self._prefix = self._shortest_prefix()

    def rows(self, sql: str, values: Sequence[Any] = (), *, tables: Sequence[str] = ()) -> list[Row]:
        """A question with its bound values -> rows as dictionaries. ``tables``: the views that it names."""
        for table in tables:
            self._show(table)
        cursor = self._execute(sql, values)
        names = [column[0] for column in cursor.description]
        try:
            return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
        except duckdb.Error as fault:
            raise self._damaged(fault) from fault

    def short(self, report: str) -> str:
        """A report's id -> its shortest prefix (eight signs or more) that no other report has."""
        return report[: self._prefix]

    def _show(self, table: str) -> None:
        """Makes the view of a table's current rows."""
        if table not in self._views:
            self._views.add(table)
            self._every(table)
            where = "run IN (SELECT run FROM runs)" if table == "failures" else "TRUE"
            join = "" if table == "failures" else "SEMI JOIN current USING (run, seq)"
            self._con.execute(f"CREATE VIEW {table} AS SELECT * FROM every_{table} {join} WHERE {where}")

    def _every(self, table: str) -> None:
        """Makes the view of all rows of a table in all runs seen, an empty one when there are none."""
        columns = ", ".join(f'"{name}" {kind}' for name, kind in TABLES[table].items())
        self._con.execute(f"CREATE TABLE no_{table} ({columns})")
        files = [str(file) for info in self.runs for file in self._files(info, table)]
        sql = f"CREATE VIEW every_{table} AS SELECT * FROM no_{table}"
        if files:
            try:
                self._con.from_parquet(files, union_by_name=True).create_view(f"files_{table}")
            except duckdb.Error as fault:
                raise self._damaged(fault) from fault
            sql += f" UNION ALL BY NAME SELECT * FROM files_{table}"
        self._con.execute(sql)

    def _files(self, info: RunInfo, table: str) -> list[Path]:
        return [self.path / "runs" / info.run / file for file in info.files.get(table, [])]

    def _shortest_prefix(self) -> int:
        sql = "SELECT count(*) AS all_of, count(DISTINCT left(report, ?)) AS apart FROM current"
        for length in range(SHORTEST, 65):
            row = self.rows(sql, [length])[0]
            if row["all_of"] == row["apart"]:
                return length
        return 64

    def _execute(self, sql: str, values: Sequence[Any] = ()) -> duckdb.DuckDBPyConnection:
        try:
            return self._con.execute(sql, list(values))
        except duckdb.Error as fault:
            raise self._damaged(fault) from fault

    def _damaged(self, fault: duckdb.Error) -> Exception:
        if isinstance(fault, duckdb.BinderException | duckdb.ParserException | duckdb.CatalogException):
            return fault  # a question that is wrong in itself: a fault of the program, not of the files
        first = str(fault).splitlines()[0]
        return LedgerError(
            f"{self.path}: a file of the ledger cannot be read ({first}). "
            "Move the folder of its run out of runs/ and read those reports again."
        )
