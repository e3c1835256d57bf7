"""What several tests of the rows need."""

from __future__ import annotations

import pytest

from dragoman.reader import Reader


@pytest.fixture(scope="session")
def reader() -> Reader:
    """The whole pipeline with the bundled rows."""
    return Reader()
