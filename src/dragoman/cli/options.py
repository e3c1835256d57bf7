"""Options that several commands share: what a person types goes in; checked values come out."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, get_args

import typer

from dragoman.intake import parse_day
from dragoman.records import UsageError
from dragoman.records.findings import SourceKind, Status

if TYPE_CHECKING:
    from dragoman.ledger.ask import Questions

DEFAULT_LEDGER = Path("dragoman-ledger")
STATUSES: tuple[str, ...] = get_args(Status)
SOURCE_KINDS: tuple[str, ...] = (*get_args(SourceKind), "reporter")
EVENT_TYPES = (
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT",
    "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT", "OFFICE",
)  # fmt: skip
"""PLOVER 2.0 and OFFICE, as in docs/json.md."""

LedgerOption = Annotated[Path, typer.Option("--ledger", metavar="DIR", help="The ledger to ask.")]
AsOfOption = Annotated[
    str | None,
    typer.Option(
        "--as-of", metavar="DATE", help="Answer from the runs finished by then (a day, or a time in UTC)."
    ),
]
CsvOption = Annotated[bool, typer.Option("--csv", help="Write CSV on standard output.")]
JsonOption = Annotated[bool, typer.Option("--json", help="Write one JSON object a line on standard output.")]
EngineOption = Annotated[
    str, typer.Option(metavar="ENGINE", help="The parser: onnx, spacy:NAME, or conllu:PATH (ready parses).")
]
LimitOption = Annotated[
    int | None, typer.Option(min=1, max=10**9, metavar="N", help="Show N rows at the most.")
]


def given_day(value: str | None, option: str) -> datetime.date | None:
    """The text of a date option -> the day; UsageError when it is none."""
    if value is None:
        return None
    try:
        return parse_day(value)
    except ValueError as fault:
        message = f"{option}: {fault}. Write the day as YYYY-MM-DD, for example 2024-03-19."
        raise UsageError(message) from fault


def given_moment(value: str | None, option: str) -> datetime.datetime | None:
    """The text of a moment -> the moment; a day stands for its end; without a zone it is UTC."""
    if value is None:
        return None
    try:
        moment = datetime.datetime.fromisoformat(value)
    except ValueError as fault:
        message = f"{option}: {value!r} is no day (2024-03-19) and no time (2024-03-19T15:00)."
        raise UsageError(message) from fault
    if len(value) <= len("2024-03-19"):
        moment = datetime.datetime.combine(moment.date(), datetime.time.max)
    return moment if moment.tzinfo else moment.replace(tzinfo=datetime.UTC)


def given_words(
    values: Sequence[str] | None, option: str, allowed: Sequence[str], *, upper: bool = False
) -> tuple[str, ...]:
    """The values of a repeatable option, with or without commas -> checked; UsageError names the allowed."""
    words = [word.strip() for value in values or () for word in value.split(",") if word.strip()]
    words = [word.upper() if upper else word.lower().replace("-", "_") for word in words]
    for word in words:
        if word not in allowed:
            raise UsageError(f"{option}: {word!r} is none of {', '.join(allowed)}.")
    return tuple(words)


def one_form(csv: bool, json: bool) -> None:
    """UsageError when both forms of output are asked for."""
    if csv and json:
        raise UsageError("--csv and --json: choose one of them.")


def open_questions(ledger: Path, as_of: str | None = None) -> Questions:
    """The options --ledger and --as-of -> the ledger, ready to be asked."""
    from dragoman.ledger import Ledger

    return Ledger.open(ledger).ask(as_of=given_moment(as_of, "--as-of"))
