"""Checkpoints of one line of training go in; one whose weights are their weighted mean comes out.

    python -m training.blend --part RUN/e/last.pt 0.4 --part RUN/f/last.pt 0.6 --out RUN/m/last.pt

A later stage learns some things and loses others; between them most of both is kept.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path

import torch

from training.train import load, save


def blend(parts: Mapping[Path, float], out: Path) -> None:
    """Writes the weights' mean by their shares; heads, labels and note are the last checkpoint's."""
    last = list(parts)[-1]
    network, labels = load(last)
    mixed = {name: torch.zeros_like(value) for name, value in network.state_dict().items()}
    for path, share in parts.items():
        for name, value in load(path)[0].state_dict().items():
            mixed[name] += share * value
    network.load_state_dict(mixed)
    save(out, network, labels, torch.load(last, weights_only=True)["note"])


def main() -> None:
    """The command line of ``blend``."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--part", nargs=2, action="append", required=True, metavar=("CHECKPOINT", "SHARE"))
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    blend({Path(path): float(share) for path, share in args.part}, args.out)


if __name__ == "__main__":
    main()
