"""Piece ids of one window go in; scores a word come out (onnxruntime over the packaged weights)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from dragoman.parse.decode import Floats, Ints, best_heads, best_path, closed_moves
from dragoman.parse.lemma import Lemmas
from dragoman.parse.pieces import Pieces, case_class
from dragoman.records import EngineError

FILES = ("model.onnx", "decoder.npz", "labels.json", "lemmas.tsv", "vocab.txt")
REMEDY = (
    "Install the package again (pip install --force-reinstall dragoman), "
    "or make the weights from the corpora: see training/README.md."
)


LATER = ("time", "mention", "event", "sense", "role_pred", "role_arg", "chain_from", "chain_to")
"""Heads without which the weights still serve."""
UNLIKELY = 0.02
"""Event types less likely than this are not told."""


@dataclass(frozen=True)
class Labels:
    """The labels of the heads, in the order of their scores."""

    upos: tuple[str, ...]
    feats: tuple[str, ...]
    lemma: tuple[str, ...]
    rel: tuple[str, ...]
    name: tuple[str, ...]
    said: tuple[str, ...]
    pairs: tuple[tuple[int, int], ...]
    """Part of speech and feature bundle, as numbers, wherever the training data hold them together."""
    time: tuple[str, ...] = ()
    mention: tuple[str, ...] = ()
    event: tuple[str, ...] = ()
    sense: tuple[str, ...] = ()
    role: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Scores:
    """What the graph says of the words of a window; every array has one row a word.

    ``end``, ``factual``, ``eventive`` are numbers; ``upos`` and ``feats`` log shares a label; ``lemma`` the
    scores of the best edit scripts and ``lemma_ids`` their numbers; ``name``, ``said``, ``time``,
    ``mention``, ``event`` and ``sense`` scores a tag; the others are the projections whose products score
    arcs, relations, links, roles and chains. A head that the weights lack has no columns.
    """

    end: Floats
    upos: Floats
    feats: Floats
    lemma: Floats
    lemma_ids: Ints
    name: Floats
    said: Floats
    factual: Floats
    eventive: Floats
    link_dep: Floats
    link_head: Floats
    arc_dep: Floats
    arc_head: Floats
    rel_dep: Floats
    rel_head: Floats
    time: Floats
    mention: Floats
    event: Floats
    sense: Floats
    role_pred: Floats
    role_arg: Floats
    chain_from: Floats
    chain_to: Floats

    def rows(self, start: int, end: int) -> Scores:
        """The scores of some of the words."""
        return Scores(**{name: getattr(self, name)[start:end] for name in self.__slots__})


def joined(parts: list[Scores]) -> Scores:
    """Scores of several stretches as one."""
    if len(parts) == 1:
        return parts[0]
    return Scores(**{name: np.concatenate([getattr(p, name) for p in parts]) for name in Scores.__slots__})


class Model:
    """The network and its decoder. Windows are read one at a time, so nothing else sways their numbers."""

    def __init__(self, folder: Path, threads: int = 1) -> None:
        import onnxruntime

        missing = [name for name in FILES if not (folder / name).is_file()]
        if missing:
            raise EngineError(f"The parser's weights are missing: {', '.join(missing)} in {folder}. {REMEDY}")
        try:
            lists = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
            lists["pairs"] = [(int(u), int(f)) for u, f in lists["pairs"]]
            self.labels = Labels(**{name: tuple(values) for name, values in lists.items()})
            tables = (folder / "lemmas.tsv", Path(__file__).parent / "forms.tsv")
            self.lemmas = Lemmas(tables, self.labels.lemma)
            with np.load(folder / "decoder.npz") as arrays:
                self._arrays: dict[str, Floats] = {name: arrays[name] for name in arrays.files}
            self._session: Any = onnxruntime.InferenceSession(
                str(folder / "model.onnx"), _options(onnxruntime, threads), providers=["CPUExecutionProvider"]
            )
        except Exception as fault:
            raise EngineError(
                f"The parser's weights in {folder} cannot be read ({fault}). {REMEDY}"
            ) from fault
        self.pieces = Pieces(folder / "vocab.txt")
        self.fingerprint = _fingerprint(folder)
        self._outputs = [out.name for out in self._session.get_outputs()]
        self._pairs = np.array(self.labels.pairs, dtype=np.int64).T
        self._name_moves = closed_moves(self._arrays["name_moves"], self.labels.name)
        self._said_moves = closed_moves(self._arrays["said_moves"], self.labels.said)
        form = self._arrays["rel_form"]
        self._rel_form = np.ascontiguousarray(form.reshape(form.shape[0], -1))

    def read(self, forms: list[str], breaks: list[bool]) -> Scores:
        """Scores for the words of one window; ``breaks[i]``: a paragraph begins before word i."""
        pieces, cases = [self.pieces.start], [0]
        first: list[int] = []
        last: list[int] = []
        for form, ids, parts in zip(forms, self.pieces.of(forms), breaks, strict=True):
            if parts and first:
                pieces.append(self.pieces.stop)
                cases.append(0)
            first.append(len(pieces))
            pieces += ids
            cases += [case_class(form)] * len(ids)
            last.append(len(pieces) - 1)
        pieces.append(self.pieces.stop)
        cases.append(0)
        inputs = {"pieces": [pieces], "cases": [cases], "first": first, "last": last}
        found = self._session.run(self._outputs, {k: np.array(v, dtype=np.int64) for k, v in inputs.items()})
        named = {
            name.removesuffix("_scores"): value for name, value in zip(self._outputs, found, strict=True)
        }
        for name in ("end", "factual", "eventive"):
            named[name] = named[name][:, 0]
        for name in LATER:
            named.setdefault(name, np.zeros((len(forms), 0), dtype=np.float32))
        return Scores(**named)

    @property
    def arrays(self) -> Mapping[str, Floats]:
        """What ``decoder.npz`` holds, by name."""
        return self._arrays

    def cost(self, forms: list[str]) -> list[int]:
        """How many pieces each word takes."""
        return [len(ids) for ids in self.pieces.of(forms)]

    def tree(self, scores: Scores) -> tuple[Ints, list[str]]:
        """Heads (the root's is -1) and relations of one sentence's words."""
        root = self._arrays["arc_root"][None]
        arcs = scores.arc_dep @ np.concatenate([root, scores.arc_head]).T
        count = len(arcs)
        arcs[np.arange(count), np.arange(count) + 1] = -1e4
        heads = best_heads(arcs)
        above = np.concatenate([self._arrays["rel_root"][None], scores.rel_head])[heads + 1]
        turned = (scores.rel_dep @ self._rel_form).reshape(count, -1, above.shape[1])
        both = np.einsum("nrb,nb->nr", turned, above)
        weight, bias = self._arrays["rel_weight"], self._arrays["rel_bias"]
        both = both + np.concatenate([scores.rel_dep, above], 1) @ weight.T + bias
        number = self.labels.rel.index("root")
        both[heads >= 0, number] = -1e4
        both[heads < 0, number] = 1e4
        return heads, [self.labels.rel[i] for i in both.argmax(1)]

    def forms_of(self, scores: Scores) -> list[tuple[str, str]]:
        """Part of speech and features of each word: the likeliest pair among those that go together."""
        both = scores.upos[:, self._pairs[0]] + scores.feats[:, self._pairs[1]]
        best = self._pairs[:, both.argmax(1)].T.tolist()
        return [(self.labels.upos[u], self.labels.feats[f]) for u, f in best]

    def names(self, scores: Scores) -> list[str]:
        """IOB2 tags of one sentence's words."""
        return [self.labels.name[i] for i in best_path(scores.name, self._name_moves)]

    def acts(self, scores: Scores, places: list[int]) -> list[tuple[tuple[str, float], ...]]:
        """What the words at some places may name: event types and "none" with their shares, best first."""
        if not places or not scores.event.shape[1]:
            return []
        shares = np.exp(scores.event[places] - scores.event[places].max(1, keepdims=True))
        shares /= shares.sum(1, keepdims=True)
        out = []
        for row in shares.tolist():
            likely = sorted(((share, i) for i, share in enumerate(row) if share >= UNLIKELY), reverse=True)
            out.append(tuple((self.labels.event[i], round(share, 3)) for share, i in likely))
        return out

    def said(self, scores: Scores, breaks: list[bool]) -> Ints:
        """Attribution tags of a window's words, as label numbers; no span runs on into a new paragraph."""
        inner = np.array([label.startswith("I-") for label in self.labels.said])
        tags = np.where(np.array(breaks)[:, None] & inner[None], np.float32(-1e4), scores.said)
        return best_path(tags, self._said_moves)


def _options(onnxruntime: Any, threads: int) -> Any:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = max(1, threads)
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    # Windows differ in length: a kept arena and memory pattern would grow with the largest of them, and gain
    # no time (bench/memory, bench/speed).
    options.enable_mem_pattern = False
    options.enable_cpu_mem_arena = False
    return options


def _fingerprint(folder: Path) -> str:
    total = hashlib.sha256()
    for name in FILES:
        total.update(hashlib.sha256((folder / name).read_bytes()).digest())
    return total.hexdigest()
