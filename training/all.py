"""The corpora folder goes in; trained weights in the package and every number of the model card come out.

    python -m training.all --corpora DIR [--runs training/runs]

Stage a: syntax, names, event nouns, factuality. Stage b: the same and attribution, from stage a's weights.
Stage c: the same from stage b's weights, with masked pieces and a rate that falls to nothing.
A stage whose checkpoint is there already is not run again: delete its folder to begin anew.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import torch

from dragoman.parse.engine import weights_folder
from dragoman.parse.onnx import OnnxEngine
from dragoman.parse.pieces import Pieces
from training.evaluate import evaluate
from training.export import export
from training.train import Plan, load, load_material, minilm, run

STAGES = {
    "a": Plan(epochs=6, mix={"syntax": 1.0, "names": 0.5, "nouns": 0.25}, floor=0.4, seed=1),
    "b": Plan(
        epochs=14,
        stop=6,
        mix={"syntax": 1.0, "names": 0.5, "nouns": 0.2, "said": 0.42},
        head_rate=8e-4,
        seed=2,
    ),
    "c": Plan(
        epochs=9,
        mix={"syntax": 1.0, "names": 0.5, "nouns": 0.25, "said": 0.33},
        rate=8e-5,
        head_rate=6e-4,
        seed=3,
        hide=0.06,
    ),
}


def main() -> None:
    """Trains all stages, exports int8 and fp32, evaluates both."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--runs", type=Path, default=Path("training/runs"))
    parser.add_argument("--threads", type=int, default=2)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    pieces = Pieces(minilm() / "vocab.txt")
    start: Path | None = None
    for name, plan in STAGES.items():
        last = args.runs / name / "last.pt"
        if not finished(last, plan):
            labels = load(start)[1] if start else None
            material, labels = load_material(args.corpora, labels, pieces, "said" in plan.mix)
            last = run(material, labels, pieces, plan, args.runs / name, start)
        start = last
    assert start is not None
    export(start, weights_folder(), args.corpora)
    export(start, args.runs / "fp32", args.corpora, int8=False)
    found = {
        "int8": evaluate(OnnxEngine(weights_folder()), args.corpora),
        "fp32": evaluate(OnnxEngine(args.runs / "fp32"), args.corpora),
    }
    Path("training/scores.json").write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


def finished(checkpoint: Path, plan: Plan) -> bool:
    """Whether a stage's last checkpoint is that of its last epoch."""
    if not checkpoint.is_file():
        return False
    note = torch.load(checkpoint, weights_only=True)["note"]
    return bool(note["epoch"] >= (plan.stop or plan.epochs))


if __name__ == "__main__":
    main()
