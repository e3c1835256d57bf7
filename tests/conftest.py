"""The packaged engine for all tests; lets every test folder import the invented readings."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from dragoman.parse import default_engine
from dragoman.parse.onnx import OnnxEngine

sys.path.insert(0, str(Path(__file__).parent / "journeys"))


@pytest.fixture(scope="session")
def engine() -> OnnxEngine:
    """The packaged engine."""
    made = default_engine()
    assert isinstance(made, OnnxEngine)
    return made
