"""The corpora folder goes in; trained weights in the package and every number of the model card come out.

    python -m training.all --corpora DIR --news DIR [--gold DIR] [--runs training/runs]

The stages are those of ``training/stages.py``, in their order; at the end the event head is fitted alone. A
stage whose checkpoint is there already is not run again: delete its folder to begin anew. ``--measure`` only
measures the weights that are there.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import torch

from dragoman.parse.engine import weights_folder
from dragoman.parse.onnx import OnnxEngine
from dragoman.parse.pieces import Pieces
from dragoman.pipeline import Pipeline
from training.acts import refit
from training.blend import blend
from training.chains_fit import crossed, dev_readings, fit_chains, measured
from training.distil import distil, distil_examples
from training.evaluate import evaluate
from training.export import export
from training.silver import make_silver
from training.stages import BEFORE, EVENTS, LAST, SILVER, STAGES, Blend, Silver
from training.train import Plan, load, load_material, minilm, run


def main() -> None:
    """Trains all stages, exports int8 and fp32, evaluates both."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--news", type=Path, help="folder of news, for the silver (not needed to measure)")
    parser.add_argument("--gold", type=Path, help="annotated reports: left out of the silver, and scored")
    parser.add_argument("--runs", type=Path, default=Path("training/runs"))
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--measure", action="store_true", help="only measure the weights that are there")
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    if args.measure:
        measure(weights_folder(), args.runs / "fp32", args.corpora, args.gold)
        return
    for name in STAGES:
        stage(name, args)
    last, end = args.runs / LAST / "last.pt", args.runs / LAST / "acts.pt"
    if not end.is_file():
        refit(last, args.runs / SILVER[EVENTS].folder, end)
    full = args.runs / "fp32"
    export(end, weights_folder(), args.corpora)
    export(end, full, args.corpora, int8=False)
    fit_chains(weights_folder(), args.corpora)
    measure(weights_folder(), full, args.corpora, args.gold)


def measure(shipped: Path, full: Path, root: Path, gold: Path | None) -> None:
    """Writes ``training/scores.json``: every measure of the shipped weights and of the same in fp32."""
    found = {}
    for name, folder in (("int8", shipped), ("fp32", full)):
        found[name] = evaluate(folder, root, gold) | chains(folder, root)
    Path("training/scores.json").write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


def chains(weights: Path, root: Path) -> dict[str, dict[str, float]]:
    """Mentions and coreference of the GUM dev documents; the weights of the features by folds over them."""
    readings = dev_readings(weights, root)
    words = sum(len(sentence.words) for one in readings for sentence in one.sentences)
    out = {}
    for name, row in measured(crossed(readings), root).items():
        value = row.get("CoNLL", row.get("F1", 0.0))
        key = "GUM " + (name if "F1" in row else f"chains, {name} (CoNLL)")
        out[key] = {"F1": round(value, 2), "low": round(row["low"], 2), "high": round(row["high"], 2)}
        out[key]["n"] = words
        print(f"{key:<50} {value:6.2f}")
    return out


def stage(name: str, args: argparse.Namespace) -> None:
    """Runs one stage, unless its last checkpoint is there."""
    plan, out = STAGES[name], args.runs / name
    if finished(out / "last.pt", plan):
        return
    if isinstance(plan, Blend):
        out.mkdir(parents=True, exist_ok=True)
        blend({args.runs / name / "last.pt": share for name, share in plan.parts.items()}, out / "last.pt")
        return
    silver = args.runs / SILVER[name].folder if name in SILVER else None
    if silver:
        teach(SILVER[name], silver, args)
    before = BEFORE[name]
    start = args.runs / before / "last.pt" if before else None
    labels = load(start)[1] if start else None
    pieces = Pieces(minilm() / "vocab.txt")
    material, labels = load_material(args.corpora, labels, pieces, "said" in plan.mix, silver)
    run(material, labels, pieces, plan, out, start)


def teach(silver: Silver, folder: Path, args: argparse.Namespace) -> None:
    """The silver documents of the news, read through the rules by one stage, parsed by all teachers."""
    if (folder / "news.jsonl").is_file():
        return
    if not (folder / "events.jsonl").is_file():
        export(args.runs / silver.reader / "last.pt", args.runs / "reader", args.corpora)
        pipeline = Pipeline(engine=OnnxEngine(args.runs / "reader"))
        make_silver(args.corpora, args.news, folder, [args.gold / "docs.json"] if args.gold else [], pipeline)
    if silver.examples:
        distil_examples([args.runs / name / "last.pt" for name in silver.examples], folder)
    distil([args.runs / name / "last.pt" for name in silver.teachers], args.corpora, folder, silver.words)


def finished(checkpoint: Path, plan: Plan | Blend) -> bool:
    """Whether a stage's last checkpoint is that of its last epoch."""
    if not checkpoint.is_file():
        return False
    if isinstance(plan, Blend):
        return True
    note = torch.load(checkpoint, weights_only=True)["note"]
    return bool(note["epoch"] >= (plan.stop or plan.epochs))


if __name__ == "__main__":
    main()
