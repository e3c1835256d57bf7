"""Roles are spans that never overlap, whose core labels come once, whatever the scores."""

from __future__ import annotations

import itertools
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.parse.decode import best_path, closed_moves
from dragoman.parse.paths import MARKS, Tree, paths_to, rows_for
from dragoman.parse.roles import Moves, Role, RoleArrays, Rolesets, RoleTagger, best_paths, roles_of

TAGS = (
    "O", "B-ARG0", "I-ARG0", "B-ARG1", "I-ARG1", "B-ARGM-TMP", "I-ARGM-TMP",
    "B-C-ARG1", "I-C-ARG1", "B-C-V", "I-C-V", "B-R-ARG0", "I-R-ARG0",
)  # fmt: skip
MOVES = Moves(TAGS)
A0, A1 = TAGS.index("B-ARG0"), TAGS.index("B-ARG1")


def scores_for(path: list[str], much: float = 4.0) -> np.ndarray:
    """Scores of one predicate that speak for a path of tags."""
    scores = np.zeros((1, len(path), len(TAGS)), dtype=np.float32)
    for place, tag in enumerate(path):
        scores[0, place, TAGS.index(tag)] = much
    return scores


def labelled(found: tuple[Role, ...]) -> list[tuple[int, int, str]]:
    return [(one.start, one.end, one.label) for one in found]


RELATIONS = ("root", "nsubj", "obj")


def arrays(seed: int, size: int = 6) -> RoleArrays:
    """Learnt arrays of any numbers."""
    draw = np.random.default_rng(seed)
    any_ = lambda *shape: draw.normal(size=shape).astype(np.float32)  # noqa: E731
    return RoleArrays(
        form=any_(size, len(TAGS), size),
        weight=any_(len(TAGS), 2 * size),
        bias=any_(len(TAGS)),
        path=any_(rows_for(len(RELATIONS)), size),
        mark=any_(MARKS, size),
        own=any_(len(RELATIONS), size),
    )


def chain(words: int) -> Tree:
    """A tree in which every word hangs on the one before."""
    return Tree(list(range(-1, words - 1)), [0, *[1 + i % 2 for i in range(words - 1)]], len(RELATIONS))


def test_the_scores_are_those_of_the_formula() -> None:
    draw = np.random.default_rng(1)
    pred, arg = (draw.normal(size=(5, 6)).astype(np.float32) for _ in range(2))
    learnt, tree = arrays(4), chain(5)
    found = RoleTagger(TAGS, RELATIONS, learnt).scores([3, 1], pred, arg, tree)
    for row, p in enumerate([3, 1]):
        path, mark = paths_to(tree, p)
        for w in range(5):
            own = learnt.own[tree.relations[p]]
            word = np.maximum(arg[w] + learnt.path[path[w]] + learnt.mark[mark[w]] + own, 0)
            want = np.einsum("i,itj,j->t", pred[p], learnt.form, word)
            want = want + learnt.weight @ np.concatenate([pred[p], word]) + learnt.bias
            np.testing.assert_allclose(found[row, w], want, rtol=1e-3, atol=1e-3)


def test_the_path_is_the_best_one_for_each_row() -> None:
    draw = np.random.default_rng(2)
    scores = draw.normal(size=(6, 9, len(TAGS))).astype(np.float32)
    closed = closed_moves(np.zeros((len(TAGS), len(TAGS)), dtype=np.float32), TAGS)
    for row, path in enumerate(best_paths(scores, MOVES)):
        first = scores[row].copy()
        first[0, MOVES.inner] = -1e4
        assert path.tolist() == best_path(first, closed).tolist()


def test_spans_are_read_off_the_tags() -> None:
    path = ["B-ARG0", "I-ARG0", "O", "B-ARG1", "I-ARG1", "B-ARGM-TMP"]
    assert roles_of(scores_for(path), [2], MOVES) == (
        Role(predicate=2, start=0, end=2, label="ARG0"),
        Role(predicate=2, start=3, end=5, label="ARG1"),
        Role(predicate=2, start=5, end=6, label="ARGM-TMP"),
    )


def test_the_predicate_has_no_role_of_its_own() -> None:
    assert roles_of(scores_for(["O", "B-ARG1", "O"]), [1], MOVES) == ()


def test_a_core_role_comes_once_and_others_may_come_again() -> None:
    scores = scores_for(["B-ARG1", "O", "B-ARG1", "B-ARGM-TMP", "B-ARGM-TMP"])
    scores[0, 2, A1] = 9
    assert labelled(roles_of(scores, [1], MOVES)) == [(2, 3, "ARG1"), (3, 4, "ARGM-TMP"), (4, 5, "ARGM-TMP")]


def test_a_second_core_role_gives_way_to_the_next_best_label() -> None:
    scores = scores_for(["B-ARG0", "O", "B-ARG0"])
    scores[0, 0, A0] = 5
    scores[0, 2, A1] = 3
    assert labelled(roles_of(scores, [1], MOVES)) == [(0, 1, "ARG0"), (2, 3, "ARG1")]


@pytest.mark.parametrize(
    ("path", "want"),
    [
        (["B-C-ARG1", "O", "O"], [(0, 1, "ARG1")]),
        (["B-C-ARG1", "O", "B-ARG1"], [(0, 1, "ARG1"), (2, 3, "C-ARG1")]),
        (["B-ARG1", "O", "B-C-ARG1"], [(0, 1, "ARG1"), (2, 3, "C-ARG1")]),
        (["O", "O", "B-C-V"], [(2, 3, "C-V")]),
        (["B-R-ARG0", "O", "B-ARG0"], [(0, 1, "R-ARG0"), (2, 3, "ARG0")]),
    ],
)
def test_what_goes_on_follows_its_first_part(path: list[str], want: list[tuple[int, int, str]]) -> None:
    assert labelled(roles_of(scores_for(path), [1], MOVES)) == want


def test_no_predicates_no_roles() -> None:
    empty = np.zeros((4, 6), dtype=np.float32)
    assert RoleTagger(TAGS, RELATIONS, arrays(1)).read([], empty, empty, chain(4)) == ()


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 10_000), words=st.integers(1, 14), data=st.data())
def test_any_scores_give_sound_roles_in_any_order(seed: int, words: int, data: st.DataObject) -> None:
    draw = np.random.default_rng(seed)
    pred, arg = (draw.normal(size=(words, 6)).astype(np.float32) for _ in range(2))
    chosen = data.draw(st.lists(st.integers(0, words - 1), unique=True, max_size=6))
    tagger, tree = RoleTagger(TAGS, RELATIONS, arrays(seed)), chain(words)
    found = tagger.read(chosen, pred, arg, tree)
    assert found == tagger.read(chosen[::-1] + chosen, pred, arg, tree)
    assert list(found) == sorted(found)
    for word in chosen:
        mine = [one for one in found if one.predicate == word]
        assert all(0 <= one.start < one.end <= words for one in mine)
        assert not any(one.start <= word < one.end for one in mine)
        assert all(a.end <= b.start for a, b in itertools.pairwise(mine))
        core = [one.label for one in mine if one.label in ("ARG0", "ARG1")]
        assert len(core) == len(set(core))
        assert all(one.label[2:] in core for one in mine if one.label == "C-ARG1")


@pytest.fixture
def rolesets(tmp_path: Path) -> Rolesets:
    path = tmp_path / "rolesets.tsv"
    path.write_text(
        "promise\tNOUN\tpromise.01:12\npick\tVERB\tpick.01:6 pick_up.04:5\nvow\tVERB\tvow.17:2\n",
        encoding="utf-8",
    )
    return Rolesets(("", "01", "02", "04"), path)


@pytest.mark.parametrize(
    ("lemma", "upos", "scores", "want"),
    [
        ("promise", "NOUN", [9, 1, 2, 0], "promise.01"),
        ("promise", "NOUN", [0, 0, 8, 0], "promise.02"),
        ("Pick", "VERB", [0, 1, 0, 3], "pick_up.04"),
        ("pick", "VERB", [0, 3, 0, 1], "pick.01"),
        ("pick", "VERB", [0, 0, 9, 1], "pick.02"),
        ("vow", "VERB", [0, 2, 0, 0], "vow.17"),
        ("yodel", "VERB", [5, 0, 1, 0], "yodel.02"),
    ],
)
def test_the_roleset_weighs_scores_and_what_the_lemma_is_known_for(
    rolesets: Rolesets, lemma: str, upos: str, scores: list[float], want: str
) -> None:
    assert rolesets.of(lemma, upos, np.array(scores, dtype=np.float32)) == want


def test_a_predicate_is_a_word_whose_senses_together_outweigh_none(rolesets: Rolesets) -> None:
    scores = np.array([[2, 0, 0, 0], [2, 1.5, 1.5, 0], [0, 3, 0, 0]], dtype=np.float32)
    assert rolesets.predicates(scores) == [1, 2]
