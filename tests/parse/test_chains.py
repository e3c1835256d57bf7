"""Mentions get the words of their noun phrase, and what is mentioned again gets one chain."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from dragoman.parse.chain_facts import ALONE, FAR, NEAR, PAIR, Facts, candidates, facts_of
from dragoman.parse.chains import (
    ChainWeights,
    Projections,
    chain_numbers,
    find_nominals,
    mention_heads,
    mention_span,
)
from dragoman.parse.decode import Floats
from dragoman.records import Sentence, Word


def sentence(rows: str, index: int = 0) -> Sentence:
    """Words written as form/UPOS/head/deprel, the head counted from 1 (0: root), feats as a fifth part."""
    words = []
    for number, cell in enumerate(rows.split()):
        form, upos, head, deprel, *feats = cell.split("/")
        words.append(
            Word(
                index=number,
                start=number,
                end=number + 1,
                form=form,
                lemma=form,
                upos=upos,
                feats="".join(feats),
                head=int(head) - 1,
                deprel=deprel,
                token=number,
            )
        )
    return Sentence(index=index, start=0, end=len(words), words=tuple(words))


def text_of(tree: Sentence, head: str) -> str:
    at = next(w.index for w in tree.words if w.form == head)
    start, end = mention_span(tree, at)
    return " ".join(w.form for w in tree.words[start:end])


APPOSED = sentence(
    "In/ADP/4/case the/DET/4/det new/ADJ/4/amod minister/NOUN/10/obl of/ADP/6/case Arvenia/PROPN/4/nmod "
    ",/PUNCT/8/punct Lena/PROPN/4/appos ,/PUNCT/8/punct trusts/VERB/0/root"
)
RELATIVE = sentence(
    "The/DET/2/det envoy/NOUN/8/nsubj who/PRON/4/nsubj left/VERB/2/acl:relcl and/CCONJ/7/cc "
    "her/PRON/7/nmod:poss aide/NOUN/2/conj spoke/VERB/0/root"
)
PREDICATE = sentence(
    "She/PRON/6/nsubj is/AUX/6/cop still/ADV/6/advmod the/DET/6/det last/ADJ/6/amod judge/NOUN/0/root "
    "here/ADV/6/advmod"
)
QUOTED = sentence(
    "“/PUNCT/2/punct Peace/PROPN/6/nsubj ”/PUNCT/2/punct plan/NOUN/2/flat ,/PUNCT/2/punct failed/VERB/0/root"
)
TOWN = sentence("Kesten/PROPN/0/root ,/PUNCT/3/punct Arvenia/PROPN/1/nmod:unmarked")


@pytest.mark.parametrize(
    ("tree", "head", "words"),
    [
        (APPOSED, "minister", "the new minister of Arvenia"),
        (APPOSED, "Arvenia", "Arvenia"),
        (APPOSED, "Lena", "Lena"),
        (RELATIVE, "envoy", "The envoy who left"),
        (RELATIVE, "aide", "her aide"),
        (PREDICATE, "judge", "the last judge"),
        (QUOTED, "Peace", "“ Peace ” plan"),
        (TOWN, "Kesten", "Kesten , Arvenia"),
    ],
)
def test_a_mention_is_the_head_with_what_describes_it(tree: Sentence, head: str, words: str) -> None:
    assert text_of(tree, head) == words


def weights(**counts: float) -> ChainWeights:
    """Weights of the features named with underscores; all others 0."""
    named = {name.replace("_", " "): value for name, value in counts.items()}
    assert set(named) <= {*PAIR, *ALONE}
    pair, alone = ([named.get(name, 0.0) for name in names] for names in (PAIR, ALONE))
    return ChainWeights(np.array(pair, dtype=np.float32), np.array(alone, dtype=np.float32))


def projections(forms: list[str], asks: dict[int, str]) -> Projections:
    """Vectors by which the words at some places ask for an earlier form; the others ask for none."""
    kinds = sorted(set(forms))
    size = len(kinds) + 1
    forward: Floats = np.zeros((len(forms), size), dtype=np.float32)
    backward: Floats = np.zeros_like(forward)
    forward[range(len(forms)), [kinds.index(f) for f in forms]] = 1
    backward[:, -1] = 1
    for place, form in asks.items():
        backward[place] = np.eye(size)[kinds.index(form)] * 2
    return Projections(backward, forward, np.eye(size, dtype=np.float32)[-1])


FIRST = sentence("Mara/PROPN/2/nsubj met/VERB/0/root Ivo/PROPN/2/obj")
SECOND = sentence("Mara/PROPN/2/nsubj thanked/VERB/0/root him/PRON/2/obj", index=1)
TAGS = [["person", "O", "person"]] * 2


def test_the_network_links_a_pronoun_over_sentences() -> None:
    forms = [w.form for s in (FIRST, SECOND) for w in s.words]
    found = find_nominals((FIRST, SECOND), TAGS, projections(forms, {5: "Ivo"}), weights(score=1, none=1))
    assert [(n.sentence, n.head, n.chain) for n in found] == [(0, 0, 0), (0, 2, 1), (1, 0, 2), (1, 2, 1)]
    assert {n.kind for n in found} == {"person"}


def test_equal_names_are_linked_by_their_feature() -> None:
    found = find_nominals((FIRST, SECOND), TAGS, None, weights(same_name=3, bias=1))
    assert [n.chain for n in found] == [0, 1, 0, 2]


def test_without_any_tag_nothing_is_found() -> None:
    assert find_nominals((FIRST,), [["O", "O", "O"]], None, weights()) == ()
    assert find_nominals((), [], None, weights()) == ()


def test_chains_are_numbered_by_first_mention() -> None:
    assert chain_numbers([-1, -1, 0, 1, -1, 2]) == [0, 1, 0, 1, 2, 0]


def many(count: int) -> Facts:
    names = [f"N{i % (count - 1)}/PROPN/0/root" for i in range(count)]
    forest = [sentence(name, index=i) for i, name in enumerate(names)]
    return facts_of(forest, mention_heads(forest, [["person"]] * count))


def test_a_name_is_found_again_beyond_the_nearest_mentions() -> None:
    earlier = candidates(many(150))
    assert earlier.shape == (150, NEAR + FAR)
    assert (earlier[149, :NEAR] == np.arange(148, 148 - NEAR, -1)).all()
    assert earlier[149, NEAR] == 0
    assert (earlier[0] == -1).all()
    assert (earlier < np.arange(150)[:, None]).all()


def test_the_same_text_gives_the_same_chains_wherever_it_is_cut_off() -> None:
    forest = [sentence(f"N{i % 9}/PROPN/0/root", index=i) for i in range(120)]
    counts = weights(same_name=3, bias=1)
    whole = find_nominals(forest, [["person"]] * 120, None, counts)
    part = find_nominals(forest[:50], [["person"]] * 50, None, counts)
    assert whole[:50] == part
    assert max(n.chain for n in whole) == 8


def test_weights_are_read_by_name(tmp_path: Path) -> None:
    path = tmp_path / "chains.json"
    told = {"pair": {name: float(i) for i, name in enumerate(PAIR)}, "alone": dict.fromkeys(ALONE, 0.5)}
    path.write_text(json.dumps(told), encoding="utf-8")
    found = ChainWeights.load(path)
    assert found.pair.tolist() == list(range(len(PAIR)))
    assert found.alone.tolist() == [0.5] * len(ALONE)
