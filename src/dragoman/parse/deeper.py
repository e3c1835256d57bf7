"""A text goes in; roles, mentions with their chains, and time expressions come out beside the Analysis.

They are the heads of the packaged model that the stages behind the parser do not use
(docs/decisions/0005-heads-and-their-use.md). The text is read once for all of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from dragoman.parse.chains import ChainWeights, Nominal, Projections, find_nominals
from dragoman.parse.decode import best_path, closed_moves, spans_of
from dragoman.parse.engine import Engine
from dragoman.parse.model import REMEDY, Scores
from dragoman.parse.onnx import OnnxEngine
from dragoman.parse.roles import Role, Rolesets, tagger_of
from dragoman.records import Analysis, EngineError, Segment, Sentence, UsageError
from dragoman.records.findings import TimeType

TABLES = ("rolesets.tsv", "chains.json")
TIME_TYPES: dict[str, TimeType] = {"DATE": "DATE", "TIME": "TIME", "DURATION": "DURATION", "SET": "SET"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Predicate:
    """A word that has arguments: its PropBank roleset ("agree.01") and its roles, words of its sentence."""

    sentence: int
    word: int
    roleset: str
    roles: tuple[Role, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeSpan:
    """A time expression as the model sees it: its place in the text and its TIMEX3 type, without a value."""

    start: int
    end: int
    type: TimeType


@dataclass(frozen=True, slots=True, kw_only=True)
class Deeper:
    """All that the packaged model tells of a text, each in the order of the text."""

    analysis: Analysis
    predicates: tuple[Predicate, ...]
    nominals: tuple[Nominal, ...]
    times: tuple[TimeSpan, ...]

    def chain(self, number: int) -> tuple[Nominal, ...]:
        """The mentions of one chain (``Nominal.chain``)."""
        return tuple(one for one in self.nominals if one.chain == number)


class DeeperReader:
    """Reads many texts with one engine. EngineError when its weights lack a head or a table."""

    def __init__(self, engine: Engine) -> None:
        if not isinstance(engine, OnnxEngine):
            raise UsageError(
                f"engine {engine.name!r} knows no roles and no chains: use the packaged one, onnx"
            )
        labels, arrays = engine.model.labels, engine.model.arrays
        lists = (labels.time, labels.mention, labels.sense, labels.role)
        missing = [name for name in TABLES if not (engine.weights / name).is_file()]
        if missing or "chain_none" not in arrays or "role_path" not in arrays or not all(lists):
            lacking = ", ".join(missing) or "heads for roles, mentions or times"
            raise EngineError(f"The parser's weights in {engine.weights} lack {lacking}. {REMEDY}")
        self._engine = engine
        self._labels = labels
        self._none = arrays["chain_none"]
        self._tagger = tagger_of(arrays, labels.role, labels.rel)
        self._rolesets = Rolesets(labels.sense, engine.weights / "rolesets.tsv")
        self._chains = ChainWeights.load(engine.weights / "chains.json")
        size = len(labels.time)
        self._time_moves = closed_moves(np.zeros((size, size), dtype=np.float32), labels.time)

    def read(self, text: str, segments: Sequence[Segment] = ()) -> Deeper:
        """One text; ``segments`` as in ``Engine.analyse``."""
        analysis, scores = self._engine.analyse_scored(text, segments)
        return Deeper(
            analysis=analysis,
            predicates=tuple(
                one
                for sentence, part in zip(analysis.sentences, scores, strict=True)
                for one in self._predicates(sentence, part)
            ),
            nominals=self._nominals(analysis.sentences, scores),
            times=tuple(
                one
                for sentence, part in zip(analysis.sentences, scores, strict=True)
                for one in self._times(sentence, part)
            ),
        )

    def _predicates(self, sentence: Sentence, scores: Scores) -> list[Predicate]:
        words = self._rolesets.predicates(scores.sense)
        tree = self._tagger.tree([w.head for w in sentence.words], [w.deprel for w in sentence.words])
        roles = self._tagger.read(words, scores.role_pred, scores.role_arg, tree)
        return [
            Predicate(
                sentence=sentence.index,
                word=i,
                roleset=self._rolesets.of(sentence.words[i].lemma, sentence.words[i].upos, scores.sense[i]),
                roles=tuple(role for role in roles if role.predicate == i),
            )
            for i in words
        ]

    def _nominals(self, sentences: Sequence[Sentence], scores: Sequence[Scores]) -> tuple[Nominal, ...]:
        if not sentences:
            return ()
        tags = [[self._labels.mention[i] for i in part.mention.argmax(1)] for part in scores]
        projections = Projections(
            np.concatenate([part.chain_from for part in scores]),
            np.concatenate([part.chain_to for part in scores]),
            self._none,
        )
        return find_nominals(sentences, tags, projections, self._chains)

    def _times(self, sentence: Sentence, scores: Scores) -> list[TimeSpan]:
        path = best_path(scores.time, self._time_moves)
        words = sentence.words
        return [
            TimeSpan(start=words[low].start, end=words[high - 1].end, type=TIME_TYPES[kind])
            for kind, low, high in spans_of(path, self._labels.time)
        ]


def read_deeper(engine: Engine, text: str, segments: Sequence[Segment] = ()) -> Deeper:
    """One text with the packaged engine; for many texts keep a ``DeeperReader``."""
    return DeeperReader(engine).read(text, segments)
