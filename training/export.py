"""A checkpoint goes in; the files of ``src/dragoman/parse/weights`` come out.

python -m training.export training/runs/b/last.pt src/dragoman/parse/weights --corpora DIR [--fp32]
"""

from __future__ import annotations

import argparse
import json
import shutil
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnx

from training.corpora import Document, read_ewt, read_gum
from training.graph import build, decoder
from training.roles import write_rolesets
from training.train import load, minilm
from training.windows import Labels

SURE = 0.9
"""The share of a form's occurrences that must have one lemma for the table to hold it."""


def export(checkpoint: Path, folder: Path, root: Path, int8: bool = True) -> None:
    """Writes graph, decoder arrays, labels, lemmas and vocabulary; each replaces its old file in one move."""
    network, labels = load(checkpoint)
    network.eval()
    docs = read_ewt(root, "train") + read_gum(root, "train")
    folder.mkdir(parents=True, exist_ok=True)
    onnx.save(build(network, int8), str(folder / "model.onnx.part"))
    with (folder / "decoder.npz.part").open("wb") as file:
        np.savez(file, **decoder(network))
    lists = {name: list(values) for name, values in labels.__dict__.items()} | {"pairs": pairs(docs, labels)}
    (folder / "labels.json.part").write_text(json.dumps(lists, ensure_ascii=False) + "\n", encoding="utf-8")
    rows = "".join(f"{form}\t{upos}\t{lemma}\n" for form, upos, lemma in lemmas(docs))
    (folder / "lemmas.tsv.part").write_text(rows, encoding="utf-8")
    write_rolesets(read_ewt(root, "train"), root, folder / "rolesets.tsv.part")
    shutil.copyfile(minilm() / "vocab.txt", folder / "vocab.txt.part")
    for part in sorted(folder.glob("*.part")):
        part.rename(part.with_suffix(""))
    size = sum(p.stat().st_size for p in folder.iterdir() if p.is_file())
    print(f"{folder}: {size / 1e6:.1f} MB")


def pairs(docs: Sequence[Document], labels: Labels) -> list[tuple[int, int]]:
    """Which parts of speech and feature bundles occur together in training, as numbers of labels."""
    upos = {label: i for i, label in enumerate(labels.upos)}
    feats = {label: i for i, label in enumerate(labels.feats)}
    seen: set[tuple[int, int]] = set()
    for doc in docs:
        for u, f in zip(doc.upos or (), doc.feats or (), strict=True):
            if f in feats:
                seen.add((upos[u], feats[f]))
    return sorted(seen)


def lemmas(docs: Sequence[Document]) -> list[tuple[str, str, str]]:
    """Form, part of speech and lemma, wherever training (nearly) always has that lemma."""
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for doc in docs:
        for form, upos, lemma in zip(doc.forms, doc.upos or (), doc.lemma or (), strict=True):
            if (lemma != "_" or form == "_") and not set(form + lemma) & set("\t\n\r\x85\u2028\u2029"):
                counts[form, upos][lemma] += 1
    rows = []
    for (form, upos), found in sorted(counts.items()):
        lemma, times = found.most_common(1)[0]
        if times >= SURE * found.total():
            rows.append((form, upos, lemma))
    return rows


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--fp32", action="store_true", help="keep the weights as floats, for comparison")
    args = parser.parse_args()
    export(args.checkpoint, args.folder, args.corpora, int8=not args.fp32)
