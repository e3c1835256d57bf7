"""The packaged graph goes in; the encoder alone, with the same weights, comes out (without onnx or PyTorch).

The file is cut at the level of protocol buffers (https://onnx.ai/onnx/repo-docs/IR.html): kept are the nodes
that the encoder's output needs, their weights and inputs. The encoder's output is what the heads pick the
words' states from by ``first``, so that the number of heads does not matter.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

GRAPH = 7  # of ModelProto
NODE, INITIALIZER, INPUT, OUTPUT = 1, 5, 11, 12  # of GraphProto
NODE_INPUT, NODE_OUTPUT, TENSOR_NAME, VALUE_NAME = 1, 2, 8, 1
PICKED_BY = "first"
FLOAT_TYPE = b"\x0a\x02\x08\x01"  # TypeProto: a tensor (1) whose elements (1) are floats (1)


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a message: its number, its payload (of length-delimited ones) and all its bytes."""

    number: int
    payload: bytes
    whole: bytes


@dataclass(frozen=True, slots=True)
class Node:
    """One node: what it reads, what it makes, and its bytes."""

    inputs: tuple[str, ...]
    outputs: tuple[str, ...]
    whole: bytes


def bare_encoder(model: bytes) -> tuple[bytes, str]:
    """A model file's bytes -> those of a model that holds the encoder alone, and the name of its output."""
    parts = list(fields(model))
    inner = list(fields(next(part.payload for part in parts if part.number == GRAPH)))
    nodes = [_node(part) for part in inner if part.number == NODE]
    target = next(node.inputs[0] for node in nodes if node.inputs[1:] == (PICKED_BY,))
    kept, known = _reaching(nodes, target)
    out = bytearray()
    for part in inner:
        name = TENSOR_NAME if part.number == INITIALIZER else VALUE_NAME
        if part.number == NODE:
            out += part.whole if part.whole in kept else b""
        elif part.number in (INITIALIZER, INPUT):
            out += part.whole if _text(part.payload, name) in known else b""
        elif part.number != OUTPUT:
            out += part.whole
    shown = _field(VALUE_NAME, target.encode()) + _field(2, FLOAT_TYPE)
    graph = bytes(out) + _field(OUTPUT, shown)
    rest = b"".join(part.whole for part in parts if part.number != GRAPH)
    return rest + _field(GRAPH, graph), target


def _reaching(nodes: list[Node], target: str) -> tuple[set[bytes], set[str]]:
    """The nodes that a value needs (the file holds them in order), and all that they read."""
    wanted = {target}
    kept: set[bytes] = set()
    for node in reversed(nodes):
        if wanted.intersection(node.outputs):
            kept.add(node.whole)
            wanted.update(node.inputs)
    return kept, wanted


def fields(message: bytes) -> Iterator[Field]:
    """The fields of a message in order."""
    at = 0
    while at < len(message):
        start = at
        key, at = _number(message, at)
        payload = b""
        match key & 7:
            case 0:
                _, at = _number(message, at)
            case 1:
                at += 8
            case 2:
                size, at = _number(message, at)
                payload = message[at : at + size]
                at += size
            case 5:
                at += 4
            case other:
                raise ValueError(f"wire type {other} is not of protocol buffers")
        yield Field(key >> 3, payload, message[start:at])


def _node(part: Field) -> Node:
    inner = list(fields(part.payload))
    inputs = tuple(one.payload.decode() for one in inner if one.number == NODE_INPUT)
    outputs = tuple(one.payload.decode() for one in inner if one.number == NODE_OUTPUT)
    return Node(inputs, outputs, part.whole)


def _text(message: bytes, number: int) -> str:
    return next(part.payload.decode() for part in fields(message) if part.number == number)


def _number(message: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = message[at]
        value |= (byte & 127) << shift
        at, shift = at + 1, shift + 7
        if byte < 128:
            return value, at


def _field(number: int, payload: bytes) -> bytes:
    return _written(number << 3 | 2) + _written(len(payload)) + payload


def _written(value: int) -> bytes:
    out = bytearray()
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    return bytes([*out, value])
