"""Fitting finds the features that tell which mentions belong together (needs the training extra)."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("torch")

from training.chains_fit import choices, fit, save

from dragoman.parse.chain_facts import PAIR
from dragoman.parse.chains import ChainWeights, antecedents, mention_heads
from dragoman.records import Sentence, Word


def name(form: str, index: int) -> Sentence:
    word = Word(
        index=0,
        start=0,
        end=1,
        form=form,
        lemma=form,
        upos="PROPN",
        feats="",
        head=-1,
        deprel="root",
        token=0,
    )
    return Sentence(index=index, start=0, end=1, words=(word,))


@pytest.fixture(scope="module")
def weights() -> ChainWeights:
    parts = []
    for shift in range(5):
        forms = [f"N{(i * (shift + 2)) % 7}" for i in range(30)]
        forest = [name(form, i) for i, form in enumerate(forms)]
        parts.append(choices(forest, mention_heads(forest, [["person"]] * 30), forms))
    return fit(parts)


def test_equal_names_come_to_count(weights: ChainWeights) -> None:
    assert weights.pair[PAIR.index("same name")] > 1
    forest = [name(form, i) for i, form in enumerate(["Ida", "Tor", "Ida"])]
    assert antecedents(forest, mention_heads(forest, [["person"]] * 3), None, weights) == [-1, -1, 0]


def test_written_weights_are_the_fitted_ones(weights: ChainWeights, tmp_path: Path) -> None:
    save(weights, tmp_path / "chains.json")
    found = ChainWeights.load(tmp_path / "chains.json")
    assert found.pair.tolist() == pytest.approx(weights.pair.tolist(), abs=1e-4)
    assert found.alone.tolist() == pytest.approx(weights.alone.tolist(), abs=1e-4)
