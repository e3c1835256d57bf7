"""``dragoman quotes``, ``figures`` and ``info``: filters go in; what a ledger holds is printed."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dragoman.cli import messages, options, paper
from dragoman.cli.options import AsOfOption, CsvOption, JsonOption, LedgerOption, LimitOption

if TYPE_CHECKING:
    from dragoman.ledger.ask import Questions

Row = dict[str, Any]


REPORT_HEADERS = ("report", "published", "basis", "events", "source", "title", "ref")


def quotes(
    by: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Who said it: a person, a group, or a country (RUS, Russia)."),
    ] = None,
    to: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="To whom: a person or an outlet, as the report words it."),
    ] = None,
    about: Annotated[str | None, typer.Option(metavar="WORDS", help="Words that were said.")] = None,
    since: Annotated[
        str | None, typer.Option(metavar="DATE", help="Said, or else published, since that day.")
    ] = None,
    source_kind: Annotated[
        list[str] | None,
        typer.Option(metavar="KIND", help=f"{', '.join(options.SOURCE_KINDS[:-1])}; repeatable."),
    ] = None,
    limit: LimitOption = None,
    csv: CsvOption = False,
    json: JsonOption = False,
    ledger: LedgerOption = options.DEFAULT_LEDGER,
    as_of: AsOfOption = None,
) -> None:
    """List what was said: by whom, in which words, to whom, and how the source is known.

    Examples:

        dragoman quotes --by "Asta Ilvane" --about gas

        dragoman quotes --by Russia --since 2024-03-01 --json
    """
    from dragoman.export import QUOTE_COLUMNS
    from dragoman.ledger import QuoteFilter

    options.one_form(csv, json)
    kinds = options.given_words(source_kind, "--source-kind", options.SOURCE_KINDS[:-1])
    wanted = QuoteFilter(
        by=by, to=to, about=about, since=options.given_day(since, "--since"), source_kinds=kinds, limit=limit
    )
    questions = options.open_questions(ledger, as_of)
    rows = questions.quotes(wanted)
    if not _print_data(rows, QUOTE_COLUMNS, csv=csv, json=json) and rows:
        cells = ((r["id"], _said_on(r), _source(r), r["cue"], _content(r)) for r in rows)
        paper.print_table(("id", "when", "who", "says", "what"), cells, fixed=(0, 1))
    if not rows:
        _say_none(questions, "quotes", "attributions")


def figures(
    about: Annotated[
        str | None, typer.Option(metavar="WORDS", help="Words of what is counted, or nearby.")
    ] = None,
    unit: Annotated[
        str | None, typer.Option(metavar="UNIT", help="USD, percent, ordinal, count, km ...")
    ] = None,
    since: Annotated[str | None, typer.Option(metavar="DATE", help="Published since that day.")] = None,
    report: Annotated[
        str | None, typer.Option(metavar="ID", help="One report: the beginning of its id, or its ref.")
    ] = None,
    limit: LimitOption = None,
    csv: CsvOption = False,
    json: JsonOption = False,
    ledger: LedgerOption = options.DEFAULT_LEDGER,
    as_of: AsOfOption = None,
) -> None:
    """List numbers: how much of what, for which period, exact or not, and who says so.

    Examples:

        dragoman figures --unit percent

        dragoman figures --about trade --csv
    """
    from dragoman.export import FIGURE_COLUMNS
    from dragoman.ledger import FigureFilter

    options.one_form(csv, json)
    wanted = FigureFilter(
        about=about, unit=unit, since=options.given_day(since, "--since"), report=report, limit=limit
    )
    questions = options.open_questions(ledger, as_of)
    rows = questions.figures(wanted)
    if not _print_data(rows, FIGURE_COLUMNS, csv=csv, json=json) and rows:
        cells = (
            (r["id"], r["text"], _amount(r), r["of"], r["period"], r["source"] or "reporter", r["ref"])
            for r in rows
        )
        paper.print_table(("id", "words", "value", "of", "period", "according to", "report"), cells)
    if not rows:
        _say_none(questions, "figures", "figures")


def info(
    reports: Annotated[
        bool, typer.Option("--reports", help="List the reports, each with its events' number.")
    ] = False,
    json: JsonOption = False,
    ledger: LedgerOption = options.DEFAULT_LEDGER,
    as_of: AsOfOption = None,
) -> None:
    """Tell what a ledger holds: reports, events, runs with their versions and hashes, what could not be read.

    Examples:

        dragoman info

        dragoman info --reports --ledger my-ledger
    """
    questions = options.open_questions(ledger, as_of)
    if reports:
        _list_reports(questions, json=json)
        return
    totals, failures = questions.totals(), questions.failures()
    if json:
        from dragoman.export import to_json

        value = {"ledger": str(ledger), **totals, "runs": questions.runs, "failures": failures}
        sys.stdout.buffer.write(to_json(value) + b"\n")
        return
    _print_totals(questions, totals, str(ledger))
    _print_runs(questions)
    if failures:
        typer.echo(f"\nCould not be read ({len(failures)}, the newest first):")
        for row in failures[:10]:
            typer.echo(f"  {row['message']}")
    unfinished = len(questions.session.ledger.unfinished())
    if unfinished:
        typer.echo(
            f"\n{paper.count(unfinished, 'run')} at work or cut off (the next read keeps what it can)."
        )


def _list_reports(questions: Questions, *, json: bool) -> None:
    rows = questions.reports()
    if json:
        from dragoman.export import REPORT_COLUMNS, to_lines

        sys.stdout.buffer.write(to_lines(rows, REPORT_COLUMNS))
        return
    cells = (
        (
            row["id"],
            paper.days(row["published_earliest"], row["published_latest"]) or "unknown",
            row["published_basis"],
            f"{row['events']:,}",
            row["outlet"],
            paper.shorten(row["title"] or row["headline"], 60),
            row["ref"],
        )
        for row in rows
    )
    paper.print_table(REPORT_HEADERS, cells, fixed=(0, 1))


def _print_totals(questions: Questions, totals: dict[str, Any], name: str) -> None:
    typer.echo(f"{name}: {paper.count(totals['reports'], 'report')}")
    undated = f", {totals['undated']:,} without a day" if totals["undated"] else ""
    rows = [
        (
            "published",
            (f"{totals['first']} to {totals['last']}" if totals["first"] else "no day known") + undated,
        ),
        ("events", f"{totals['events']:,} ({_list(questions.tally('type'))})"),
        ("status", _list(questions.tally("status"))),
        ("who", _list(questions.busiest())),
        ("said", f"{paper.count(totals['attributions'], 'attribution')}"),
        (
            "also",
            ", ".join(paper.count(totals[table], table[:-1]) for table in ("times", "places", "figures")),
        ),
    ]
    if totals["reports"]:
        paper.print_table(("", ""), [(f"  {key}", value) for key, value in rows], header=False)


def _print_runs(questions: Questions) -> None:
    if not questions.runs:
        typer.echo("No run is kept yet. Read something: dragoman read FILE")
        return
    typer.echo("\nRuns:")
    cells = (
        (
            run.run,
            f"{run.finished:%Y-%m-%d %H:%M}" if run.finished else "",
            run.state,
            f"{run.counts.get('reports', 0):,}",
            f"{run.counts.get('failures', 0):,}",
            run.version,
            *(run.hashes.get(name, "")[:8] for name in ("code", "model", "lexicon")),
        )
        for run in questions.runs[-20:]
    )
    headers = ("run", "finished (UTC)", "state", "reports", "unread", "version", "code", "model", "lexicon")
    paper.print_table(headers, cells)


def _print_data(rows: Sequence[Row], columns: Sequence[str], *, csv: bool, json: bool) -> bool:
    from dragoman.export import to_csv, to_lines

    if csv:
        sys.stdout.write(to_csv(rows, columns))
    elif json:
        sys.stdout.buffer.write(to_lines(rows, columns))
    return csv or json


def _said_on(row: Row) -> str:
    if row["said_earliest"]:
        return paper.days(row["said_earliest"], row["said_latest"])
    return f"by {row['published']}" if row["published"] else ""


def _source(row: Row) -> str:
    """The source: its name, else the report's words for it; with country, number and reason of anonymity."""
    name = row["source_name"] or row["source_text"] or "not said"
    country = row["source_country"] or row["affiliation_country"]
    number = f"{row['number']} unnamed" if row["number"] else "unnamed"
    extras = [country, None if row["named"] or not row["source_text"] else number]
    inside = ", ".join(extra for extra in extras if extra)
    return f"{name} ({inside})" if inside else str(name)


def _content(row: Row) -> str:
    words = row["content"] or ""
    bare = words.strip('“”" ')
    return f"“{bare}”" if row["quote"] == "direct" else words


def _amount(row: Row) -> str:
    value = f"{row['value']:,.10g}" if row["value"] is not None else ""
    sign = {"over": "> ", "under": "< ", "about": "≈ "}.get(row["bound"], "")
    return f"{sign}{value} {row['unit']}"


def _list(pairs: Sequence[tuple[str, int]]) -> str:
    return ", ".join(f"{name} {number:,}" for name, number in pairs) or "none"


def _say_none(questions: Questions, what: str, table: str) -> None:
    totals = questions.totals()
    messages.say(
        f"no {what} fit. The ledger holds {totals[table]:,} of {paper.count(totals['reports'], 'report')}: "
        "drop a filter, or see what there is with: dragoman info"
    )
