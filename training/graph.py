"""A trained network goes in; the ONNX graph with int8 weights comes out, written node by node.

Weights are int8 with one scale an output channel and become floats when the session is made (weight-only
quantisation): a window's numbers depend on nothing but that window. The word-piece table stays int8.
"""

from __future__ import annotations

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from training.network import HEADS, LAYERS, WIDTH, Network

OPSET = 20
CANDIDATES = 6
SMALL = WIDTH * 40
"""The most numbers of a matrix that is not rounded."""
PLAIN = (
    "end", "name", "said", "factual", "eventive", "link_dep", "link_head", "time", "mention", "sense",
    "chain_from", "chain_to", "role_arg",
)  # fmt: skip
"""Heads whose scores leave the graph as they are."""


class Graph:
    """Collects nodes and initialisers."""

    def __init__(self, int8: bool) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.weights: list[onnx.TensorProto] = []
        self.int8 = int8
        self.count = 0

    def add(self, kind: str, *inputs: str, out: str = "", **settings: object) -> str:
        """Adds a node with one output; gives the output's name."""
        self.count += 1
        name = out or f"{kind.lower()}{self.count}"
        self.nodes.append(helper.make_node(kind, list(inputs), [name], **settings))
        return name

    def constant(self, name: str, values: np.ndarray) -> str:
        """Adds an initialiser as it is."""
        self.weights.append(numpy_helper.from_array(values, name))
        return name

    def matrix(self, name: str, values: np.ndarray) -> str:
        """Adds a weight matrix (in, out): int8 with a scale a column, made float when the session starts.

        The small matrices that give the tags stay as they are: rounding them costs most and saves nothing.
        """
        if not self.int8 or values.size <= SMALL:
            return self.constant(name, values.astype(np.float32))
        scale = column_scale(values)
        whole = np.clip(np.rint(values / scale), -127, 127).astype(np.int8)
        self.constant(f"{name}.q", whole)
        self.constant(f"{name}.s", scale.astype(np.float32))
        cast = self.add("Cast", f"{name}.q", to=TensorProto.FLOAT)
        return self.add("Mul", cast, f"{name}.s")

    def linear(self, x: str, name: str, weight: np.ndarray, bias: np.ndarray, out: str = "") -> str:
        """x @ weight.T + bias, with torch's layout of the weight."""
        product = self.add("MatMul", x, self.matrix(f"{name}.w", np.ascontiguousarray(weight.T)))
        return self.add("Add", product, self.constant(f"{name}.b", bias.astype(np.float32)), out=out)


def column_scale(values: np.ndarray) -> np.ndarray:
    """The scale a column at which rounding to int8 loses least (mean square)."""
    top = np.maximum(np.abs(values).max(0), 1e-8)
    best, error = top / 127, np.full(values.shape[1], np.inf)
    for share in (1.0, 0.95, 0.9, 0.85, 0.8):
        scale = share * top / 127
        back = np.clip(np.rint(values / scale), -127, 127) * scale
        loss = ((back - values) ** 2).sum(0)
        best = np.where(loss < error, scale, best)
        error = np.minimum(loss, error)
    return best


def build(network: Network, int8: bool = True) -> onnx.ModelProto:
    """The whole graph: one window in, word scores and projections out (names as in ``OUTPUTS``)."""
    state = {key: value.detach().float().numpy() for key, value in network.state_dict().items()}
    graph = Graph(int8)
    states = _encoder(graph, state)
    words = _words(graph, state, states)
    outputs = _heads(graph, state, words)
    inputs = [helper.make_tensor_value_info(n, TensorProto.INT64, [1, "pieces"]) for n in ("pieces", "cases")]
    inputs += [helper.make_tensor_value_info(n, TensorProto.INT64, ["words"]) for n in ("first", "last")]
    outs = [helper.make_tensor_value_info(n, kind, shape) for n, kind, shape in outputs]
    made = helper.make_graph(graph.nodes, "dragoman", inputs, outs, graph.weights)
    model = helper.make_model(made, opset_imports=[helper.make_opsetid("", OPSET)], producer_name="dragoman")
    model.ir_version = 9
    onnx.checker.check_model(model)
    return model


def _encoder(graph: Graph, state: dict[str, np.ndarray]) -> str:
    table = state["encoder.words.weight"]
    if graph.int8:
        scale = np.maximum(np.abs(table).max(1, keepdims=True), 1e-8) / 127
        graph.constant("table.q", np.clip(np.rint(table / scale), -127, 127).astype(np.int8))
        graph.constant("table.s", scale.astype(np.float32))
        whole = graph.add("Cast", graph.add("Gather", "table.q", "pieces"), to=TensorProto.FLOAT)
        word = graph.add("Mul", whole, graph.add("Gather", "table.s", "pieces"))
    else:
        word = graph.add("Gather", graph.constant("table", table), "pieces")
    graph.constant("places", state["encoder.places.weight"])
    graph.constant("zero", np.array([0], dtype=np.int64))
    graph.constant("one", np.array([1], dtype=np.int64))
    length = graph.add("Slice", graph.add("Shape", "pieces"), "one", graph.constant("two", np.array([2])))
    place = graph.add("Slice", "places", "zero", length)
    case = graph.add("Gather", graph.constant("cases.w", state["encoder.cases.weight"]), "cases")
    x = _norm(graph, state, "encoder.norm", graph.add("Add", graph.add("Add", word, place), case))
    mix = np.exp(state["encoder.mix"] - state["encoder.mix"].max())
    mix = (mix / mix.sum()).astype(np.float32)
    mixed = ""
    for number in range(LAYERS):
        x = _layer(graph, state, f"encoder.layers.{number}", x)
        part = graph.add("Mul", x, graph.constant(f"mix{number}", mix[number]))
        mixed = graph.add("Add", mixed, part) if mixed else part
    return mixed


def _norm(graph: Graph, state: dict[str, np.ndarray], name: str, x: str) -> str:
    scale = graph.constant(f"{name}.scale", state[f"{name}.weight"])
    bias = graph.constant(f"{name}.shift", state[f"{name}.bias"])
    return graph.add("LayerNormalization", x, scale, bias, axis=-1, epsilon=1e-12)


def _layer(graph: Graph, state: dict[str, np.ndarray], name: str, x: str) -> str:
    def linear(x: str, part: str) -> str:
        return graph.linear(x, f"{name}.{part}", state[f"{name}.{part}.weight"], state[f"{name}.{part}.bias"])

    if name.endswith("layers.0"):
        graph.constant("split", np.array([1, -1, HEADS, WIDTH // HEADS], dtype=np.int64))
        graph.constant("join.shape", np.array([1, -1, WIDTH], dtype=np.int64))
        graph.constant("root", np.array((WIDTH // HEADS) ** -0.5, dtype=np.float32))
    weight, bias = state[f"{name}.qkv.weight"], state[f"{name}.qkv.bias"]
    parts = []
    for at, order in ((0, (0, 2, 1, 3)), (1, (0, 2, 3, 1)), (2, (0, 2, 1, 3))):
        rows = slice(at * WIDTH, (at + 1) * WIDTH)
        flat = graph.linear(x, f"{name}.qkv{at}", weight[rows], bias[rows])
        parts.append(graph.add("Transpose", graph.add("Reshape", flat, "split"), perm=list(order)))
    scores = graph.add("Mul", graph.add("MatMul", parts[0], parts[1]), "root")
    seen = graph.add("MatMul", graph.add("Softmax", scores, axis=-1), parts[2])
    seen = graph.add("Reshape", graph.add("Transpose", seen, perm=[0, 2, 1, 3]), "join.shape")
    x = _norm(graph, state, f"{name}.norm1", graph.add("Add", x, linear(seen, "out")))
    up = graph.add("Gelu", linear(x, "up"))
    return _norm(graph, state, f"{name}.norm2", graph.add("Add", x, linear(up, "down")))


def _words(graph: Graph, state: dict[str, np.ndarray], states: str) -> str:
    flat = graph.add("Reshape", states, graph.constant("flat", np.array([-1, WIDTH], dtype=np.int64)))
    both = graph.add("Concat", graph.add("Gather", flat, "first"), graph.add("Gather", flat, "last"), axis=-1)
    return graph.linear(both, "join", state["heads.join.weight"], state["heads.join.bias"])


Outputs = list[tuple[str, int, list[object]]]


def _heads(graph: Graph, state: dict[str, np.ndarray], words: str) -> Outputs:
    outputs: Outputs = []

    def linear(name: str, out: str = "") -> str:
        return graph.linear(words, name, state[f"heads.{name}.weight"], state[f"heads.{name}.bias"], out)

    graph.constant("candidates", np.array([CANDIDATES], dtype=np.int64))
    graph.nodes.append(
        helper.make_node("TopK", [linear("lemma"), "candidates"], ["lemma_scores", "lemma_ids"], axis=-1)
    )
    outputs.append(("lemma_scores", TensorProto.FLOAT, ["words", CANDIDATES]))
    outputs.append(("lemma_ids", TensorProto.INT64, ["words", CANDIDATES]))
    for name in ("upos", "feats"):
        graph.add("LogSoftmax", linear(name), axis=-1, out=f"{name}_scores")
        outputs.append((f"{name}_scores", TensorProto.FLOAT, ["words", state[f"heads.{name}.bias"].shape[0]]))
    for name in PLAIN:
        linear(name, out=f"{name}_scores")
        outputs.append((f"{name}_scores", TensorProto.FLOAT, ["words", state[f"heads.{name}.bias"].shape[0]]))
    form = graph.matrix("arc.form", state["heads.arc_form"])
    bias = graph.constant("arc.bias", state["heads.arc_bias"])
    turned = graph.add("MatMul", graph.add("Gelu", linear("arc_dep")), form)
    graph.add("Add", turned, bias, out="arc_dep_scores")
    for name in ("arc_head", "rel_dep", "rel_head", "role_pred"):
        graph.add("Gelu", linear(name), out=f"{name}_scores")
    weight, bias = state["heads.event.weight"], state["heads.event.bias"]
    graph.linear(graph.add("Gelu", linear("event_in")), "event", weight, bias, "event_scores")
    outputs.append(("event_scores", TensorProto.FLOAT, ["words", len(bias)]))
    for name in ("arc_dep", "arc_head", "rel_dep", "rel_head", "role_pred"):
        width = state[f"heads.{name}.bias"].shape[0]
        outputs.append((f"{name}_scores", TensorProto.FLOAT, ["words", width]))
    return outputs


def decoder(network: Network) -> dict[str, np.ndarray]:
    """The small arrays that decoding needs beside the graph: roots, the relation form, moves between tags."""
    heads = network.heads
    found = {
        "arc_root": heads.arc_root,
        "rel_root": heads.rel_root,
        "rel_form": heads.rel_form,
        "rel_weight": heads.rel_one.weight,
        "rel_bias": heads.rel_one.bias,
        "name_moves": heads.name_moves,
        "said_moves": heads.said_moves,
        "role_form": heads.role_form,
        "role_weight": heads.role_one.weight,
        "role_bias": heads.role_one.bias,
        "role_path": heads.role_path.weight,
        "role_mark": heads.role_mark.weight,
        "role_own": heads.role_own.weight,
        "chain_none": heads.chain_none,
    }
    return {name: value.detach().float().numpy() for name, value in found.items()}
