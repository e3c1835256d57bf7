"""``dragoman events``, ``timeline`` and ``upcoming``: filters go in; events of a ledger are printed."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dragoman.cli import messages, options, paper
from dragoman.cli.eventlist import print_days, print_events
from dragoman.cli.options import AsOfOption, CsvOption, JsonOption, LedgerOption, LimitOption
from dragoman.records import UsageError

if TYPE_CHECKING:
    from dragoman.ledger.ask import Questions

Row = dict[str, Any]

NAME = "A country (RUS or Russia) or a person's or group's name."


def events(
    actor: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help=f"Who acts. {NAME} Repeatable: all of them.")
    ] = None,
    recipient: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="Who is acted on; as --actor.")
    ] = None,
    between: Annotated[
        tuple[str, str] | None,
        typer.Option(metavar="A B", help="Events that both A and B take part in, either as actor."),
    ] = None,
    type_: Annotated[
        list[str] | None,
        typer.Option("--type", metavar="TYPE", help="CONSULT, AID, SANCTION ...; repeatable."),
    ] = None,
    mode: Annotated[
        list[str] | None, typer.Option(metavar="MODE", help="visit, phone, withdraw ...; repeatable.")
    ] = None,
    status: Annotated[
        list[str] | None, typer.Option(metavar="STATUS", help=f"{', '.join(options.STATUSES)}; repeatable.")
    ] = None,
    from_: Annotated[
        str | None, typer.Option("--from", metavar="DATE", help="Happening on that day or later.")
    ] = None,
    to: Annotated[
        str | None, typer.Option("--to", metavar="DATE", help="Happening on that day or before.")
    ] = None,
    source_kind: Annotated[
        list[str] | None,
        typer.Option(metavar="KIND", help=f"Who says so: {', '.join(options.SOURCE_KINDS)}; repeatable."),
    ] = None,
    report: Annotated[
        str | None, typer.Option(metavar="ID", help="One report: the beginning of its id, or its ref.")
    ] = None,
    once: Annotated[bool, typer.Option("--once", help="Each happening of a report only once.")] = False,
    limit: LimitOption = None,
    csv: CsvOption = False,
    json: JsonOption = False,
    ledger: LedgerOption = options.DEFAULT_LEDGER,
    as_of: AsOfOption = None,
) -> None:
    """List events: who did what to whom, when, in which status, and who says so.

    Examples:

        dragoman events --between RUS CHN --status planned

        dragoman events --actor "Asta Ilvane" --type CONSULT --from 2024-05-01 --csv
    """
    from dragoman.ledger import EventFilter

    options.one_form(csv, json)
    wanted = EventFilter(
        actors=tuple(actor or ()),
        recipients=tuple(recipient or ()),
        between=between,
        types=options.given_words(type_, "--type", options.EVENT_TYPES, upper=True),
        modes=tuple(mode or ()),
        statuses=options.given_words(status, "--status", options.STATUSES),
        since=options.given_day(from_, "--from"),
        until=options.given_day(to, "--to"),
        source_kinds=options.given_words(source_kind, "--source-kind", options.SOURCE_KINDS),
        report=report,
        repeats=not once,
        limit=limit,
    )
    questions = options.open_questions(ledger, as_of)
    rows = questions.events(wanted)
    if not _print_data(rows, csv=csv, json=json):
        print_events(rows)
    if not rows:
        _say_none(questions, "events")
    elif wanted.since or wanted.until:
        _say_undated(questions, wanted)


def timeline(
    names: Annotated[
        list[str] | None, typer.Argument(metavar="NAME", help=f"Of whom: none, one, or a pair. {NAME}")
    ] = None,
    from_: Annotated[str | None, typer.Option("--from", metavar="DATE", help="From that day.")] = None,
    to: Annotated[str | None, typer.Option("--to", metavar="DATE", help="Up to that day.")] = None,
    limit: LimitOption = None,
    csv: CsvOption = False,
    json: JsonOption = False,
    ledger: LedgerOption = options.DEFAULT_LEDGER,
    as_of: AsOfOption = None,
) -> None:
    """Show events day by day, of all, of one actor, or of a pair; those without a day stand under the day of
    their report, marked "reported".

    Examples:

        dragoman timeline Russia China --from 2024-01-01

        dragoman timeline "Asta Ilvane"
    """  # fmt: skip
    from dragoman.ledger import EventFilter

    options.one_form(csv, json)
    who = tuple(names or ())
    if len(who) > 2:
        raise UsageError(
            f"timeline takes one name or two, not {len(who)}. Put a name of several words in quotes."
        )
    wanted = EventFilter(
        anyone=who if len(who) == 1 else (),
        between=(who[0], who[1]) if len(who) == 2 else None,
        since=options.given_day(from_, "--from"),
        until=options.given_day(to, "--to"),
        repeats=False,
        limit=limit,
    )
    questions = options.open_questions(ledger, as_of)
    rows = questions.events(wanted)
    if not _print_data(rows, csv=csv, json=json):
        print_days(rows)
    if not rows:
        _say_none(questions, "events")


def upcoming(
    after: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="What lies after that day (default: the newest report's day)."),
    ] = None,
    actor: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help=f"Who takes part. {NAME} Repeatable.")
    ] = None,
    limit: LimitOption = None,
    csv: CsvOption = False,
    json: JsonOption = False,
    ledger: LedgerOption = options.DEFAULT_LEDGER,
    as_of: AsOfOption = None,
) -> None:
    """List what is planned, possible or put off after a day; plans without a day come last.

    Examples:

        dragoman upcoming

        dragoman upcoming --after 2024-03-19 --actor China
    """
    options.one_form(csv, json)
    day = options.given_day(after, "--after")
    questions = options.open_questions(ledger, as_of)
    day = day or questions.newest_day()
    if day is None:
        raise UsageError(f"{ledger}: no report there has a day of publication. Name a day with --after DATE.")
    rows = questions.upcoming(day, who=actor or (), limit=limit)
    if not _print_data(rows, csv=csv, json=json):
        typer.echo(f"Planned, possible or put off after {day}{'' if after else ' (the newest report)'}:\n")
        print_events(rows)
    if not rows:
        messages.say(f"nothing is told of the time after {day}. Try an earlier day: --after DATE")


def _print_data(rows: Sequence[Row], *, csv: bool, json: bool) -> bool:
    """Writes rows as CSV or JSON where that is asked for; says whether it was."""
    from dragoman.export import EVENT_COLUMNS, to_csv, to_lines

    if csv:
        sys.stdout.write(to_csv(rows, EVENT_COLUMNS))
    elif json:
        sys.stdout.buffer.write(to_lines(rows, EVENT_COLUMNS))
    return csv or json


def _say_none(questions: Questions, what: str) -> None:
    totals = questions.totals()
    messages.say(
        f"no {what} fit. The ledger holds {paper.count(totals['events'], 'event')} of "
        f"{paper.count(totals['reports'], 'report')}: drop a filter, or see what there is with: dragoman info"
    )


def _say_undated(questions: Questions, wanted: Any) -> None:
    from dataclasses import replace

    undated = len(questions.events(replace(wanted, since=None, until=None, dated=False, limit=None)))
    if undated:
        messages.say(
            f"{paper.count(undated, 'event')} without a day left out; leave out --from and --to to see them."
        )
