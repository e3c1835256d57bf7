"""The corpora folder goes in; trained weights in the package and every number of the model card come out.

    python -m training.all --corpora DIR --news DIR [--gold DIR] [--runs training/runs]

Stage a: syntax, names, event nouns, factuality, roles, mentions. Stage b: the same and attribution, from
stage a's weights. Stage c: the same from stage b's, with masked pieces and a rate that falls to nothing.
Stage d: c with more weight on names. Stage t: another start, without attribution. Then c reads the news
through the rules (event types and times), c, d and t together parse it, and stage e learns from all of it,
from c's weights. Then e reads the news, c, t and e parse twice as much of it, in short windows, and the
corpora without trees, and stage f learns from that, from e's weights; the event head alone once more. A stage
whose checkpoint is there already is not run again: delete its folder to begin anew. ``--measure`` only
measures the weights that are there.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import dataclass
from pathlib import Path

import torch

from dragoman.parse.engine import weights_folder
from dragoman.parse.onnx import OnnxEngine
from dragoman.parse.pieces import Pieces
from dragoman.pipeline import Pipeline
from training.acts import refit
from training.blend import blend
from training.chains_fit import crossed, dev_readings, fit_chains, measured
from training.distil import distil
from training.evaluate import evaluate
from training.export import export
from training.silver import make_silver
from training.train import Plan, load, load_material, minilm, run

GOLD = {"syntax": 1.0, "documents": 1.0}
STAGES = {
    "a": Plan(epochs=6, mix=GOLD | {"names": 0.5, "nouns": 0.25}, floor=0.4, seed=1),
    "b": Plan(
        epochs=14, stop=6, mix=GOLD | {"names": 0.5, "nouns": 0.2, "said": 0.42}, head_rate=8e-4, seed=2
    ),
    "c": Plan(
        epochs=9, mix=GOLD | {"names": 0.5, "nouns": 0.25, "said": 0.33}, rate=8e-5, head_rate=6e-4, seed=3,
        hide=0.06,
    ),
    "d": Plan(
        epochs=3, mix=GOLD | {"names": 1.0, "nouns": 0.25, "said": 0.33}, rate=4e-5, head_rate=3e-4, seed=4,
        hide=0.06, names=8.0,
    ),
    "t": Plan(
        epochs=9, stop=7, mix=GOLD | {"names": 0.6, "nouns": 0.15}, rate=1.3e-4, seed=11, hide=0.05
    ),
    "e": Plan(
        epochs=7, mix=GOLD | {"names": 0.6, "nouns": 0.3, "said": 0.3, "news": 0.5, "acts": 1.0}, rate=8e-5,
        head_rate=7e-4, seed=21, hide=0.06, names=3.0, nouns=0.8,
    ),
    "f": Plan(
        epochs=10, rate=7e-5, head_rate=6e-4, seed=31, hide=0.06, names=3.0, nouns=0.8,
        mix=GOLD | {"names": 0.5, "nouns": 0.4, "said": 0.3, "news": 0.3, "acts": 0.5, "swapped": 0.5},
    ),
}  # fmt: skip
BEFORE = {"a": None, "b": "a", "c": "b", "d": "c", "t": None, "e": "c", "f": "e"}
"""The stage whose weights a stage begins with."""


@dataclass(frozen=True)
class Silver:
    """Texts that teachers parse for a stage: their folder, the stage that reads them through the rules, the
    teachers' stages, how many words of news (None: all).
    """

    folder: str
    reader: str
    teachers: tuple[str, ...]
    words: int | None = None


SILVER = {
    "e": Silver("silver", "c", ("c", "d", "t"), 330_000),
    "f": Silver("silver_f", "e", ("c", "t", "e")),
}
LAST = "f"
SHARE = 0.6
"""How much of the last stage's weights the shipped ones hold; the rest is of the stage before."""


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
        if name in SILVER:
            teach(SILVER[name], args.corpora, args.news, args.gold, args.runs)
        stage(name, args.corpora, args.runs)
    last, between = args.runs / LAST / "acts.pt", args.runs / LAST / "between.pt"
    if not last.is_file():
        old, new = (args.runs / name / "last.pt" for name in (BEFORE[LAST] or LAST, LAST))
        blend(old, new, SHARE, between)
        refit(between, args.runs / SILVER[LAST].folder, last)
    full = args.runs / "fp32"
    export(last, weights_folder(), args.corpora)
    export(last, full, args.corpora, int8=False)
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


def stage(name: str, root: Path, runs: Path) -> None:
    """Runs one stage, unless its last checkpoint is there."""
    plan, before = STAGES[name], BEFORE[name]
    if finished(runs / name / "last.pt", plan):
        return
    start = runs / before / "last.pt" if before else None
    labels = load(start)[1] if start else None
    pieces = Pieces(minilm() / "vocab.txt")
    silver = runs / SILVER[name].folder if name in SILVER else None
    material, labels = load_material(root, labels, pieces, "said" in plan.mix, silver)
    run(material, labels, pieces, plan, runs / name, start)


def teach(silver: Silver, root: Path, news: Path, gold: Path | None, runs: Path) -> None:
    """The silver documents of the news, read through the rules by one stage, parsed by all teachers."""
    folder = runs / silver.folder
    if (folder / "news.jsonl").is_file():
        return
    export(runs / silver.reader / "last.pt", runs / "reader", root)
    pipeline = Pipeline(engine=OnnxEngine(runs / "reader"))
    make_silver(root, news, folder, [gold / "docs.json"] if gold else [], pipeline)
    distil([runs / name / "last.pt" for name in silver.teachers], root, folder, silver.words)


def finished(checkpoint: Path, plan: Plan) -> bool:
    """Whether a stage's last checkpoint is that of its last epoch."""
    if not checkpoint.is_file():
        return False
    note = torch.load(checkpoint, weights_only=True)["note"]
    return bool(note["epoch"] >= (plan.stop or plan.epochs))


if __name__ == "__main__":
    main()
