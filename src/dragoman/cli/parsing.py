"""``dragoman parse``: a text or CoNLL-U goes in; CoNLL-U (UD v2) is printed."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from dragoman.cli import messages
from dragoman.records import ReportError, UsageError


def parse(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A text file, or - for standard input.")] = "-",
    conllu: Annotated[
        bool,
        typer.Option("--conllu", help="The input is CoNLL-U: keep its sentences and tokens, annotate anew."),
    ] = False,
) -> None:
    """Write the syntax and names of a text as CoNLL-U (Universal Dependencies v2, MISC with NER=B-PER ...).

    Examples:

        dragoman parse report.txt

        dragoman parse treebank.conllu --conllu
    """
    from dragoman.intake import read_inputs
    from dragoman.parse import parse_conllu, parse_text_to_conllu

    if file == "-" and (sys.stdin is None or sys.stdin.isatty()):
        raise UsageError("nothing to parse. Name a file, or - for standard input: dragoman parse report.txt")
    if conllu:
        sys.stdout.write(parse_conllu(_conllu_text(file)))
        return
    for item in read_inputs([file], say=messages.say):
        if isinstance(item, ReportError):
            raise item
        sys.stdout.write(parse_text_to_conllu(item.text))


def _conllu_text(file: str) -> str:
    """A CoNLL-U file -> its text; a treebank may be longer than a report."""
    from dragoman.intake import read_whole

    return read_whole(file)
