"""``dragoman parse``: a text or CoNLL-U goes in; CoNLL-U (UD v2) is printed."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from dragoman.cli import messages, options
from dragoman.records import ReportError, UsageError
from dragoman.settings import Settings


def parse(
    file: Annotated[
        str, typer.Argument(metavar="FILE", help="What read takes (a text, rows, a folder), or - (input).")
    ] = "-",
    conllu: Annotated[
        bool,
        typer.Option("--conllu", help="The input is CoNLL-U: keep its sentences and tokens, annotate anew."),
    ] = False,
    as_read: Annotated[
        bool,
        typer.Option(
            "--as-read",
            help="Parse as read does, and write all that the engine says, for read --engine conllu:FILE.",
        ),
    ] = False,
    engine: options.EngineOption = "onnx",
) -> None:
    """Write the syntax and names of a text as CoNLL-U (Universal Dependencies v2, MISC with NER=B-PER ...).

    Examples:

        dragoman parse report.txt

        dragoman parse treebank.conllu --conllu

        dragoman parse news/ --as-read > news.conllu
    """
    from dragoman.parse import engine_of, parse_conllu

    if file == "-" and (sys.stdin is None or sys.stdin.isatty()):
        raise UsageError("nothing to parse. Name a file, or - for standard input: dragoman parse report.txt")
    if conllu and as_read:
        raise UsageError("--conllu and --as-read: choose one of them.")
    if conllu:
        text = _conllu_text(file)
        sys.stdout.write(parse_conllu(text, engine_of(Settings(engine=engine))))
        return
    _write_reports(file, Settings(engine=engine), as_read=as_read)


def _write_reports(file: str, settings: Settings, *, as_read: bool) -> None:
    """What a path holds -> CoNLL-U on standard output, a document a report; a bad one stops no other."""
    from dragoman.intake import read_inputs
    from dragoman.intake.segments import split_segments
    from dragoman.lexicon import load
    from dragoman.parse import engine_of, parse_text_to_conllu

    reader = lexicon = None
    failed = False
    for item in read_inputs([file], say=messages.say):
        try:
            if isinstance(item, ReportError):
                raise item
            if reader is None:
                reader, lexicon = engine_of(settings), load().segments if as_read else None
            segments = split_segments(item.text, item.title, lexicon) if lexicon else None
            sys.stdout.write(parse_text_to_conllu(item.text, reader, ref=_id(item.ref), segments=segments))
        except ReportError as fault:
            messages.say(fault.message)
            failed = True
    if failed:
        raise typer.Exit(messages.SOME_NOT_READ)


def _id(ref: str) -> str:
    """A report's ref -> the document's id; standard input has none."""
    return "" if ref == "-" else ref


def _conllu_text(file: str) -> str:
    """A CoNLL-U file -> its text; a treebank may be longer than a report."""
    from dragoman.intake import read_whole

    return read_whole(file)
