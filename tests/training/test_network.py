"""The ONNX graph says what the network says, and training can learn (needs the training extra)."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("onnx")

from training.graph import build  # noqa: E402
from training.losses import chain_loss, chain_of_mentions, forward_sum  # noqa: E402
from training.network import WIDTH, Heads, Network, Sizes  # noqa: E402
from training.windows import RoleBatch  # noqa: E402


def test_the_graph_gives_the_networks_numbers(tmp_path: Path) -> None:
    import onnx
    import onnxruntime

    torch.manual_seed(1)
    network = Network(Sizes(17, 20, 30, 40)).eval()
    onnx.save(build(network, int8=False), str(tmp_path / "model.onnx"))
    session = onnxruntime.InferenceSession(str(tmp_path / "model.onnx"), providers=["CPUExecutionProvider"])
    pieces, cases = torch.randint(5, 900, (1, 12)), torch.randint(0, 8, (1, 12))
    first, last = torch.tensor([[1, 3, 6]]), torch.tensor([[2, 5, 10]])
    with torch.no_grad():
        words = network(pieces, cases, None, first, last)
        dep, head = network.heads.arcs(words)
        said = network.heads.said(words)
        event = network.heads.acts(words)
    found = session.run(
        ["arc_dep_scores", "arc_head_scores", "said_scores", "event_scores"],
        {
            "pieces": pieces.numpy(),
            "cases": cases.numpy(),
            "first": first[0].numpy(),
            "last": last[0].numpy(),
        },
    )
    for mine, theirs in zip((dep, head, said, event), found, strict=True):
        np.testing.assert_allclose(mine[0].numpy(), theirs, atol=2e-4)


def test_the_sum_over_paths_is_that_of_all_paths() -> None:
    scores, moves = torch.randn(1, 3, 2), torch.randn(2, 2)
    paths = [(a, b, c) for a in range(2) for b in range(2) for c in range(2)]
    total = torch.stack(
        [scores[0, 0, a] + moves[a, b] + scores[0, 1, b] + moves[b, c] + scores[0, 2, c] for a, b, c in paths]
    ).logsumexp(0)
    words = torch.ones(1, 3, dtype=torch.bool)
    assert torch.allclose(forward_sum(scores, moves, words)[0], total, atol=1e-5)


def test_unknown_tags_cost_nothing() -> None:
    scores, moves = torch.randn(1, 3, 2), torch.randn(2, 2)
    words = torch.ones(1, 3, dtype=torch.bool)
    nothing = chain_loss(scores, moves, torch.full((1, 3), -100), words)
    assert float(nothing) == 0.0


def test_the_runtime_scores_roles_as_training_does() -> None:
    from training.graph import decoder
    from training.roles import ROLE_TAGS

    from dragoman.parse.paths import paths_to
    from dragoman.parse.roles import tagger_of

    torch.manual_seed(2)
    network = Network(Sizes(17, 20, 30, 40)).eval()
    words = torch.randn(1, 5, WIDTH)
    tagger = tagger_of(decoder(network), ROLE_TAGS, [f"r{i}" for i in range(40)])
    tree = tagger.tree([1, 3, 3, -1, 3], ["r5", "r6", "r7", "r0", "r9"])
    path, mark = paths_to(tree, 3)
    batch = RoleBatch(
        row=torch.tensor([0]),
        predicate=torch.tensor([3]),
        own=torch.tensor([0]),
        words=torch.arange(5)[None],
        gold=torch.zeros(1, 5),
        path=torch.from_numpy(path)[None],
        mark=torch.from_numpy(mark)[None],
    )
    with torch.no_grad():
        want = network.heads.role_scores(words, batch)[0].numpy()
        pred = torch.nn.functional.gelu(network.heads.role_pred(words))[0].numpy()
        arg = network.heads.role_arg(words)[0].numpy()
    have = tagger.scores([3], pred, arg, tree)[0]
    np.testing.assert_allclose(have, want, atol=1e-4)


def test_only_the_first_mention_of_a_chain_is_taught_to_stand_alone() -> None:
    heads = Heads(Sizes(17, 20, 30, 40))
    words = torch.randn(1, 4, WIDTH)
    chain = torch.tensor([[0, -1, 1, -1]])
    nobody = chain_of_mentions(heads, words, chain, torch.zeros(1, 4, dtype=torch.bool))
    both = chain_of_mentions(heads, words, chain, chain >= 0)
    assert float(nobody.detach()) == 0.0
    assert float(both.detach()) > 0.0
