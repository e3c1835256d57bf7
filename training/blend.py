"""Two checkpoints of one line of training go in; one whose weights lie between theirs comes out.

    python -m training.blend --old RUN/e/last.pt --new RUN/f/last.pt --share 0.6 --out RUN/blend.pt

A later stage learns some things and loses others; between the two most of both is kept.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch

from training.train import load, save


def blend(old: Path, new: Path, share: float, out: Path) -> None:
    """Writes ``share`` of the new weights and the rest of the old ones; both must have the same heads."""
    network, labels = load(new)
    before = load(old)[0].state_dict()
    mixed = {name: share * value + (1 - share) * before[name] for name, value in network.state_dict().items()}
    network.load_state_dict(mixed)
    save(out, network, labels, torch.load(new, weights_only=True)["note"])


def main() -> None:
    """The command line of ``blend``."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--old", type=Path, required=True)
    parser.add_argument("--new", type=Path, required=True)
    parser.add_argument("--share", type=float, default=0.6)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    blend(args.old, args.new, args.share, args.out)


if __name__ == "__main__":
    main()
