"""The benches measure what they say: memory stays flat, and the bare encoder is cut out whole."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np

BENCH = Path(__file__).resolve().parents[2] / "bench"
REPORTS = 200
GROWTH_MB = 6
"""What lists and caches may take; a leak of one report's objects would be ten times that."""


def test_memory_does_not_grow_over_several_hundred_reports() -> None:
    command = [sys.executable, str(BENCH / "memory" / "run.py"), "--reports", str(REPORTS), "--small"]
    done = subprocess.run([*command, "--limit", str(GROWTH_MB)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_bare_encoder_gives_a_state_for_every_piece() -> None:
    sys.path.insert(0, str(BENCH / "speed"))
    from heads import _bare_session

    session, output = _bare_session()
    assert [one.name for one in session.get_outputs()] == [output]
    assert {one.name for one in session.get_inputs()} == {"pieces", "cases"}
    pieces = np.array([[101, 2000, 3000, 4000, 102]], dtype=np.int64)
    (states,) = session.run([output], {"pieces": pieces, "cases": np.zeros_like(pieces)})
    assert states.shape == (5, 384)
    assert not np.allclose(states[1], states[2])
