"""Speed of all heads together against the bare encoder: same weights, same windows, same run, one thread.

They take turns, so that whatever else the machine does falls on all of them; the clock is the process's own
time. Tokens a second are for orientation.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

import onnxruntime
from bare import bare_encoder

from dragoman.parse.engine import weights_folder
from dragoman.parse.model import _options
from dragoman.parse.onnx import OnnxEngine

AIM = 0.6
"""All heads together against the bare encoder, in tokens a second."""


@dataclass(frozen=True, slots=True)
class Round:
    """Seconds that one round took: the encoder alone, the graph with all heads, and the whole analysis."""

    bare: float
    graph: float
    whole: float


class Recorder:
    """Stands where the engine has its session; notes what each window gives to the graph."""

    def __init__(self, session: Any) -> None:
        self.session = session
        self.windows: list[dict[str, Any]] = []

    def run(self, outputs: Sequence[str], inputs: dict[str, Any]) -> Any:
        """Runs the session and keeps the inputs."""
        self.windows.append(inputs)
        return self.session.run(outputs, inputs)


def compare(texts: Sequence[str], rounds: int) -> tuple[int, list[Round]]:
    """Texts -> the number of their tokens, and the times of each round."""
    engine = OnnxEngine(weights_folder(), threads=1)
    model = engine._model
    session = model._session
    recorder = Recorder(session)
    model._session = recorder
    tokens = sum(len(s.words) for text in texts for s in engine.analyse(text, ()).sentences)
    model._session = session
    bare, output = _bare_session()
    names = [one.name for one in session.get_outputs()]
    found = []
    for _ in range(rounds + 1):
        small = full = whole = 0.0
        for inputs in recorder.windows:
            own = {name: inputs[name] for name in ("pieces", "cases")}
            small += _timed(lambda own=own: bare.run([output], own))
            full += _timed(lambda inputs=inputs: session.run(names, inputs))
        for text in texts:
            whole += _timed(lambda text=text: engine.analyse(text, ()))
        found.append(Round(small, full, whole))
    return tokens, found[1:]


def _bare_session() -> tuple[Any, str]:
    cut, output = bare_encoder((weights_folder() / "model.onnx").read_bytes())
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "bare.onnx"
        file.write_bytes(cut)
        options = _options(onnxruntime, 1)
        return onnxruntime.InferenceSession(str(file), options, providers=["CPUExecutionProvider"]), output


def _timed(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


def show(tokens: int, rounds: Sequence[Round]) -> None:
    """Prints the table: tokens a second, and the ratio to the bare encoder (medians of the rounds)."""
    print(f"{tokens} tokens, {len(rounds)} rounds, one thread (the process's own time, median round)")
    rows = (
        ("bare encoder", [one.bare for one in rounds]),
        ("all heads", [one.graph for one in rounds]),
        ("with tokens and trees", [one.whole for one in rounds]),
    )
    for name, seconds in rows:
        ratio = statistics.median(one.bare / took for one, took in zip(rounds, seconds, strict=True))
        rate = tokens / statistics.median(seconds)
        print(f"  {name:<22}{rate:9,.0f} tokens a second   {ratio:5.2f} of the bare encoder (aim {AIM})")
