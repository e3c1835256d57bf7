"""``dragoman explain``: an event's id goes in; its sentence and what each field rests on are printed."""

from __future__ import annotations

import sys
from typing import Annotated, Any

import typer

from dragoman.cli import options, paper
from dragoman.cli.options import AsOfOption, JsonOption, LedgerOption
from dragoman.export.evidence import Evidence, evidence_of

STYLES = {
    "what": "bold black on yellow", "actor": "bold green", "recipient": "bold cyan", "where": "magenta",
    "when": "bold blue", "status": "yellow", "source": "italic", "says": "italic underline",
}  # fmt: skip


def explain(
    event: Annotated[
        str, typer.Argument(metavar="EVENT", help="An event's id, from the first column of events.")
    ],
    json: JsonOption = False,
    ledger: LedgerOption = options.DEFAULT_LEDGER,
    as_of: AsOfOption = None,
) -> None:
    """Show what an event rests on: its sentence with the words marked, and the rule behind each field.

    Examples:

        dragoman explain 3fa9c1d2/e2

        dragoman explain 3fa9c1d2/e2 --json
    """
    questions = options.open_questions(ledger, as_of)
    reading, id = questions.find_event(event)
    evidence = evidence_of(reading, id)
    if json:
        from dragoman.export import to_json

        sys.stdout.buffer.write(to_json(evidence.as_object()) + b"\n")
        return
    _print(evidence, f"{questions.session.short(reading.report.id)}/{id}")


def _print(evidence: Evidence, name: str) -> None:
    from rich.text import Text

    page = paper.console()
    page.print(Text(f"{name}  {evidence.headline}", style="bold"))
    page.print(Text(evidence.origin, style="dim"))
    page.print("")
    for sentence in evidence.sentences:
        page.print(_marked(sentence.text, sentence.marks, colour=page.is_terminal))
        page.print("")
    cells = (
        (
            Text(row.field, style=STYLES.get(row.field, "") if page.is_terminal else ""),
            row.value,
            f"“{row.words}”" if row.words else "",
            row.rests_on or "",
        )
        for row in evidence.rows
    )
    paper.print_table(("field", "value", "words", "rests on"), cells)


def _marked(text: str, marks: Any, *, colour: bool) -> Any:
    """A sentence with the words of each field in colour, or in [brackets] where there is none."""
    from rich.text import Text

    if colour:
        line = Text(text)
        for start, end, field in marks:
            line.stylize(STYLES.get(field, "bold"), start, end)
        return line
    inner = [(start, end) for start, end, field in marks if field != "says"]
    opens, closes = {start for start, _ in inner}, {end for _, end in inner}
    pieces = []
    for index, sign in enumerate(text):
        pieces += ["]"] if index in closes else []
        pieces += ["["] if index in opens else []
        pieces.append(sign)
    return Text("".join(pieces) + ("]" if len(text) in closes else ""))
