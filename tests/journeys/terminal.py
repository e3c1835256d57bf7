"""What a run of the program gives, and a standard input made of bytes."""

from __future__ import annotations

import io
import json
from dataclasses import dataclass
from typing import Any, Protocol


@dataclass(frozen=True)
class Result:
    status: int
    out: str
    err: str

    @property
    def objects(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.out.splitlines()]


class Runs(Protocol):
    def __call__(self, *args: object, stdin: bytes = b"") -> Result: ...


class Stdin:
    def __init__(self, data: bytes, *, terminal: bool = False) -> None:
        self.buffer = io.BytesIO(data)
        self._terminal = terminal

    def isatty(self) -> bool:
        return self._terminal
