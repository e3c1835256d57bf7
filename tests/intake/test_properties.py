"""Whatever the bytes: every input gives a report or an error that says what, and nothing is lost."""

from __future__ import annotations

import hashlib
import io
import json
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.intake import read_inputs
from dragoman.intake.rows import parse_day
from dragoman.records import Report, ReportError

anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
rows = st.fixed_dictionaries(
    {},
    optional=dict.fromkeys(("id", "text", "title", "published", "source", "url"), anything),
)


def check(item: Report | ReportError) -> None:
    if isinstance(item, Report):
        assert item.text.strip()
        assert item.id == hashlib.sha256(item.text.encode()).hexdigest()
        assert item.ref
        assert "" not in (item.title, item.source, item.url)
    else:
        assert item.kind
        assert item.path
        assert item.path in item.message


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_give_one_report_or_one_error(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.txt"
        path.write_bytes(data)
        items = list(read_inputs([str(path)]))
    assert len(items) == 1
    check(items[0])
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return
    if isinstance(items[0], Report) and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        assert items[0].text == text


@settings(max_examples=150, deadline=None)
@given(st.text(min_size=1, max_size=300).filter(lambda t: t.strip() and t.isprintable()))
def test_any_printable_text_is_kept_unchanged(text: str) -> None:
    item = next(iter(read_inputs(["-"], stdin=io.BytesIO(text.encode()))))
    if isinstance(item, Report) and not text.startswith(("{", "\ufeff")):
        assert item.text == text


@settings(max_examples=150, deadline=None)
@given(st.lists(rows | anything, min_size=1, max_size=4))
def test_any_json_gives_one_outcome_a_line(values: list[object]) -> None:
    data = "".join(json.dumps(value) + "\n" for value in values).encode()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.jsonl"
        path.write_bytes(data)
        items = list(read_inputs([str(path)]))
    assert len(items) == len(values)
    for item in items:
        check(item)


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_as_rows_never_crash(data: bytes) -> None:
    for item in read_inputs(["-"], stdin=io.BytesIO(b'{"text": "x"}\n' + data)):
        check(item)


@settings(max_examples=100, deadline=None)
@given(st.dates())
def test_a_day_written_out_is_read_back(day) -> None:  # type: ignore[no-untyped-def]
    assert parse_day(day.isoformat()) == day


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=30))
def test_any_other_day_is_a_value_error(text: str) -> None:
    try:
        parse_day(text)
    except ValueError as fault:
        assert str(fault)
