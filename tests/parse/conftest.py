"""What several tests of the parser need."""

from __future__ import annotations

import pytest

from dragoman.parse import default_engine
from dragoman.parse.onnx import OnnxEngine


@pytest.fixture(scope="session")
def engine() -> OnnxEngine:
    """The packaged engine."""
    made = default_engine()
    assert isinstance(made, OnnxEngine)
    return made
