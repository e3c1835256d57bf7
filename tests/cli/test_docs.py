"""The documentation cannot drift: every command, option, key and column stands in its page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import typer
from contract import CONTRACT

from dragoman.cli import app
from dragoman.cli.options import EVENT_TYPES, SOURCE_KINDS, STATUSES
from dragoman.export import EVENT_COLUMNS, FIGURE_COLUMNS, QUOTE_COLUMNS, REPORT_COLUMNS
from dragoman.ledger.tables import TABLES

DOCS = Path(__file__).parents[2] / "docs"
COMMANDS = typer.main.get_command(app).commands  # type: ignore[attr-defined]


def section(name: str) -> str:
    page = (DOCS / "commands.md").read_text(encoding="utf-8")
    found = re.search(rf"^## dragoman {name}\n(.*?)(?=^## |\Z)", page, re.DOTALL | re.MULTILINE)
    assert found, f"docs/commands.md has no section for dragoman {name}"
    return found[1]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_is_documented(name: str) -> None:
    text = section(name)
    for parameter in COMMANDS[name].params:
        for option in (*parameter.opts, *parameter.secondary_opts):
            if option.startswith("--") and option != "--help":
                assert re.search(rf"{option}\b", text), f"{option} of {name} is not in docs/commands.md"


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_and_an_example(name: str) -> None:
    command = COMMANDS[name]
    assert f"dragoman {name}" in (command.help or "")
    for parameter in command.params:
        assert getattr(parameter, "help", None), f"{name} {parameter.name} has no help"


def test_no_option_is_documented_that_is_not_there() -> None:
    for name in COMMANDS:
        known = {option for parameter in COMMANDS[name].params for option in parameter.opts}
        usage = section(name).strip().splitlines()[0]
        assert set(re.findall(r"--[a-z-]+", usage)) <= known


@pytest.mark.parametrize("word", [*STATUSES, *SOURCE_KINDS])
def test_every_word_that_a_filter_takes_is_documented(word: str) -> None:
    assert f"`{word}`" in section("events")


def test_every_key_of_the_contract_is_documented() -> None:
    page = (DOCS / "json.md").read_text(encoding="utf-8")
    for kind, inner in CONTRACT.items():
        assert f"## `{kind}`" in page
        rows = inner[0] if isinstance(inner, list) else inner
        part = page.partition(f"## `{kind}`")[2].partition("\n## ")[0]
        for key in rows if isinstance(rows, dict) else ():
            assert f"`{key.rstrip('?')}`" in part, f"{kind}.{key} is not in docs/json.md"


def test_every_column_of_an_answer_is_documented() -> None:
    page = (DOCS / "json.md").read_text(encoding="utf-8").partition("## What the ledger's rows hold")[2]
    for column in {*EVENT_COLUMNS, *QUOTE_COLUMNS, *FIGURE_COLUMNS, *REPORT_COLUMNS}:
        assert f"`{column}`" in page, column


def test_every_table_of_the_ledger_is_documented() -> None:
    page = (DOCS / "ledger.md").read_text(encoding="utf-8")
    for table in TABLES:
        assert f"`{table}`" in page, table


def test_there_are_seventeen_types_of_event() -> None:
    assert len(EVENT_TYPES) == 17
