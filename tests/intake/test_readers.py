"""What is read from files, folders, rows and standard input, and what is said of what cannot be."""

from __future__ import annotations

import datetime
import hashlib
import io
import json
import os
from pathlib import Path

import pytest

from dragoman.intake import count_inputs, read_inputs
from dragoman.intake.decoding import MAX_CHARACTERS
from dragoman.records import Report, ReportError


def read(
    *paths: object, stdin: bytes = b"", published: datetime.date | None = None
) -> list[Report | ReportError]:
    return list(read_inputs([str(p) for p in paths], published=published, stdin=io.BytesIO(stdin)))


def only(*paths: object, **options: object) -> Report:
    items = read(*paths, **options)  # type: ignore[arg-type]
    assert len(items) == 1
    assert isinstance(items[0], Report), items[0]
    return items[0]


def fault(*paths: object, **options: object) -> ReportError:
    items = read(*paths, **options)  # type: ignore[arg-type]
    assert len(items) == 1
    assert isinstance(items[0], ReportError)
    return items[0]


def write(path: Path, data: bytes | str) -> Path:
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


def test_the_text_of_a_file_is_its_text_unchanged(tmp_path: Path) -> None:
    text = "  Line one\r\nLine two\u2028still two\n\n\ttabs \u00a0 \n"
    report = only(write(tmp_path / "a.txt", text))
    assert report.text == text
    assert report.id == hashlib.sha256(text.encode()).hexdigest()
    assert report.ref == str(tmp_path / "a.txt")


def test_a_byte_order_mark_is_dropped(tmp_path: Path) -> None:
    assert only(write(tmp_path / "a.txt", b"\xef\xbb\xbfVelmora")).text == "Velmora"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "utf-32", "cp1252"])
def test_other_encodings_are_detected_and_said(tmp_path: Path, encoding: str) -> None:
    text = "The minister said “we shall see”, a café in the capital reported. " * 5
    mark = b"\xfe\xff" if encoding == "utf-16-be" else b""
    path = write(tmp_path / "a.txt", mark + text.encode(encoding))
    said: list[str] = []
    items = list(read_inputs([str(path)], say=said.append))
    assert isinstance(items[0], Report)
    assert items[0].text == text
    assert len(said) == 1
    assert "UTF-8" in said[0]


def test_a_given_day_overrides_the_row(tmp_path: Path) -> None:
    row = json.dumps({"text": "x", "published": "2024-01-01"})
    path = write(tmp_path / "a.jsonl", row)
    assert only(path).published.basis == "metadata"
    assert only(path).published.day == datetime.date(2024, 1, 1)
    given = only(path, published=datetime.date(2024, 2, 2)).published
    assert (given.day, given.basis) == (datetime.date(2024, 2, 2), "given")


def test_a_row_gives_its_fields(tmp_path: Path) -> None:
    row = {
        "id": "r7",
        "text": "Velmora said.",
        "title": "T",
        "source": "S",
        "url": "U",
        "published": None,
        "x": 1,
    }
    report = only(write(tmp_path / "a.jsonl", json.dumps(row)))
    assert (report.ref, report.title, report.source, report.url) == ("r7", "T", "S", "U")
    assert report.published.day is None


def test_a_time_stamp_counts_as_its_day(tmp_path: Path) -> None:
    row = {"text": "x", "published": "2024-05-06T23:59:00+02:00"}
    assert only(write(tmp_path / "a.jsonl", json.dumps(row))).published.day == datetime.date(2024, 5, 6)


def test_a_row_without_an_id_is_named_by_its_file_and_empty_fields_are_unknown(tmp_path: Path) -> None:
    report = only(write(tmp_path / "a.jsonl", json.dumps({"text": "x", "title": "", "id": None})))
    assert (report.ref, report.title) == (str(tmp_path / "a.jsonl"), None)


def test_a_folder_is_read_in_order_with_its_folders(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    write(tmp_path / "b.txt", "b")
    write(tmp_path / "a.jsonl", '{"text": "a"}\n\n{"text": "aa"}\n')
    write(tmp_path / "sub" / "c.TXT", "c")
    write(tmp_path / "d.pdf", "d")
    write(tmp_path / ".hidden.txt", "h")
    items = read(tmp_path)
    assert [item.text for item in items if isinstance(item, Report)] == ["a", "aa", "b", "c"]
    assert count_inputs([str(tmp_path)]) == 5  # blank lines are counted too: it is for a bar


def test_standard_input_is_a_text_or_rows() -> None:
    assert only("-", stdin=b"Velmora said\nso.").text == "Velmora said\nso."
    assert only("-", stdin=b"{not json at all").text == "{not json at all"
    rows = read("-", stdin=b'{"text": "a", "id": "1"}\n{"text": "b"}\n{"no": 1}\n')
    assert [getattr(row, "ref", None) for row in rows] == ["1", "-", None]


FAULTS = {
    "empty.txt": (b"", "empty"),
    "blank.txt": (b" \n\t \xc2\xa0", "empty"),
    "empty.jsonl": (b"\n\n", "empty"),
    "picture.txt": (b"\x89PNG\r\n\x1a\n\x00\x00", "not_text"),
    "paper.txt": (b"%PDF-1.7 text", "not_text"),
    "zeros.txt": (b"\x00" * 100, "not_text"),
    "controls.txt": (b"abc\x01\x02\x03\x04\x05\x06" * 50, "not_text"),
    "half.txt": (b"\xff\xfeh\x00i", "encoding"),
    "long.txt": (b"a" * 10_000_000, "too_long"),
    "long.jsonl": (b'{"text": "' + b"a" * 10_000_000 + b'"}', "too_long"),
    "endless.jsonl": (b'{"text": "' + b"a" * 13_000_000, "too_long"),
    "notext.jsonl": (b'{"id": "1"}', "no_text"),
    "number.jsonl": (b'{"text": 5}', "bad_row"),
    "title.jsonl": (b'{"text": "x", "title": ["t"]}', "bad_row"),
    "list.jsonl": (b'["text"]', "bad_row"),
    "blank.jsonl": (b'{"text": "  "}', "empty"),
    "broken.jsonl": (b'{"text": "x"', "bad_json"),
    "deep.jsonl": (b"[" * 100_000, "bad_json"),
    "latin.jsonl": (b'{"text": "caf\xe9"}', "bad_json"),
    "day.jsonl": (b'{"text": "x", "published": "2024-02-30"}', "bad_date"),
    "words.jsonl": (b'{"text": "x", "published": "yesterday"}', "bad_date"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_bad_input_is_told_apart(tmp_path: Path, name: str) -> None:
    data, kind = FAULTS[name]
    error = fault(write(tmp_path / name, data))
    assert error.kind in (kind, "encoding" if kind == "bad_json" else kind)
    assert str(tmp_path / name) in error.message
    assert error.message.rstrip().endswith((".", "?"))
    assert error.path


def test_a_fault_in_one_row_leaves_the_others(tmp_path: Path) -> None:
    path = write(
        tmp_path / "a.jsonl", b'{"text": "a"}\nno\n{"text": "' + b"b" * 13_000_000 + b'"}\n{"text": "c"}\n'
    )
    kinds = [item.text if isinstance(item, Report) else item.kind for item in read(path)]
    assert kinds == ["a", "bad_json", "too_long", "c"]
    assert [item.path for item in read(path) if isinstance(item, ReportError)] == [f"{path}:2", f"{path}:3"]


def test_a_missing_file_among_many_leaves_the_others(tmp_path: Path) -> None:
    good = write(tmp_path / "a.txt", "a")
    items = read(good, tmp_path / "none.txt", good)
    assert [getattr(item, "kind", "read") for item in items] == ["read", "missing", "read"]


def test_a_folder_without_reports_says_so(tmp_path: Path) -> None:
    assert fault(tmp_path).kind == "no_reports"


def test_a_dangling_link_says_where_it_points(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to(tmp_path / "gone.txt")
    assert fault(tmp_path / "a.txt").kind == "dangling_link"
    assert "gone.txt" in fault(tmp_path).message


def test_a_link_to_itself_is_no_endless_walk(tmp_path: Path) -> None:
    (tmp_path / "loop.txt").symlink_to(tmp_path / "loop.txt")
    assert fault(tmp_path / "loop.txt").kind == "unreadable"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_no_permission_is_said(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", "a")
    path.chmod(0)
    assert fault(path).kind == "no_permission"


def test_no_permission_is_said_whatever_the_user(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    path = write(tmp_path / "a.txt", "a")
    monkeypatch.setattr(Path, "open", refuse)
    assert fault(path).kind == "no_permission"


def test_a_name_with_a_nul_is_an_error_and_no_crash() -> None:
    assert fault("a\0b.txt").kind == "unreadable"


def test_a_pipe_in_a_folder_does_not_block(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert fault(tmp_path).kind == "no_reports"


def test_the_longest_text_is_still_read(tmp_path: Path) -> None:
    assert len(only(write(tmp_path / "a.txt", "ß" * MAX_CHARACTERS)).text) == MAX_CHARACTERS
