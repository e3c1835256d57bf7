"""Annotated reports go in; counts for the time head and the event head come out, one row a report.

Nothing here goes through the rules: what counts is what the heads alone say of each word.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from dragoman.parse.decode import best_path, closed_moves
from dragoman.parse.onnx import OnnxEngine
from dragoman.records import Analysis, Span
from training.corpora import TIME_TAGS

Counts = dict[str, list[tuple[int, int, int]]]
SURE = 0.5
"""The share from which an event type counts as said."""


def heads_alone(engine: OnnxEngine, folder: Path) -> Counts:
    """Times (span; span and type) and events (trigger; trigger and type) of the reports in ``folder``."""
    out: Counts = {name: [] for name in ("times", "times with type", "event words", "event words with type")}
    for report in json.loads((folder / "docs.json").read_text(encoding="utf-8")):
        gold = json.loads((folder / f"{report['id']}.json").read_text(encoding="utf-8"))
        starts = [start for start, _ in report["sentences"]]
        sentences = [report["text"][start:end] for start, end in report["sentences"]]
        analysis = engine.analyse(report["text"], ())
        for typed in (False, True):
            want = {
                (*span, one["type"] if typed else "")
                for one in gold["times"]
                if (span := found(sentences, starts, one["s"], one["text"]))
            }
            have = {(*span, kind if typed else "") for span, kind in times(engine, analysis)}
            out["times with type" if typed else "times"].append((len(want & have), len(have), len(want)))
        triggers = [
            (span, one["type"])
            for one in gold["events"]
            if (span := found(sentences, starts, one["s"], one["trigger"]))
        ]
        said = acts(analysis)
        for typed in (False, True):
            right = sum(
                any(low <= at < high and (not typed or kind == mine) for at, mine in said)
                for (low, high), kind in triggers
            )
            name = "event words with type" if typed else "event words"
            out[name].append((right, len(said), len(triggers)))
    return out


def found(sentences: Sequence[str], starts: Sequence[int], number: int, words: str) -> Span | None:
    """Where the words first stand in a sentence, in the text's positions."""
    at = sentences[number].find(words)
    return (starts[number] + at, starts[number] + at + len(words)) if at >= 0 else None


def times(engine: OnnxEngine, analysis: Analysis) -> list[tuple[Span, str]]:
    """Spans and types of the time head, read over the analysis' own words."""
    moves = closed_moves(np.zeros((len(TIME_TAGS), len(TIME_TAGS)), dtype=np.float32), TIME_TAGS)
    forms = [[w.form for w in s.words] for s in analysis.sentences]
    out: list[tuple[Span, str]] = []
    read = engine.scores_of(forms, [True] * len(forms))
    for sentence, scores in zip(analysis.sentences, read, strict=True):
        for word, tag in zip(sentence.words, best_path(scores.time, moves), strict=True):
            name = TIME_TAGS[tag]
            if name.startswith("B-"):
                out.append(((word.start, word.end), name[2:]))
            elif name.startswith("I-"):
                out[-1] = (out[-1][0][0], word.end), name[2:]
    return out


def acts(analysis: Analysis) -> list[tuple[int, str]]:
    """Where the event head sees an event of which type."""
    out: list[tuple[int, str]] = []
    for (sentence, word), ways in (analysis.acts or {}).items():
        best: Any = next(((kind, share) for kind, share in ways if kind != "none"), None)
        if best and best[1] >= SURE:
            out.append((analysis.sentences[sentence].words[word].start, best[0]))
    return out
