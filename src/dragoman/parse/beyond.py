"""What a parser says beyond syntax, as a comment in CoNLL-U: an Analysis goes in or comes out.

``# dragoman = {"factuality": {"4": 1.2}, "said": [{"source": [["1:1", "1:2"]], ...}]}``: a JSON object a
sentence. What an Analysis maps from (sentence, word) stands under the field's name, by the word's number; an
attribution stands with the sentence in which it begins, its runs as first and last word (sentence:word,
numbered from 1).
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Sequence
from typing import Any

from dragoman.parse.conllu import Block
from dragoman.records import Analysis, ReportError, SaidSpan, Sentence, Span

KEY = "# dragoman ="
PARTS = ("source", "cue", "content")
Place = tuple[int, int]
_NOT_MAPS = ("sentences", "said")
MAPS = tuple(one.name for one in dataclasses.fields(Analysis) if one.name not in _NOT_MAPS)
"""The fields of an Analysis that say something of single words."""


@dataclasses.dataclass(frozen=True)
class Beyond:
    """Attributions, and each field's map from (sentence, word); a field that no sentence names is missing."""

    said: list[SaidSpan]
    maps: dict[str, dict[Place, Any]]


def write_beyond(analysis: Analysis) -> list[str]:
    """An Analysis -> a comment line for each of its sentences."""
    found: list[dict[str, Any]] = [{} for _ in analysis.sentences]
    for name in MAPS:
        values = getattr(analysis, name)
        if not isinstance(values, dict):
            continue
        for one in found:
            one[name] = {}
        for (sentence, word), value in values.items():
            found[sentence][name][str(word + 1)] = value
    starts = {w.start: (s.index, w.index) for s in analysis.sentences for w in s.words}
    ends = {w.end: (s.index, w.index) for s in analysis.sentences for w in s.words}
    for said in analysis.said:
        runs: dict[str, Any] = {
            part: [[_shown(starts[low]), _shown(ends[high])] for low, high in getattr(said, part)]
            for part in PARTS
        }
        first = min(starts[low][0] for part in PARTS for low, _ in getattr(said, part))
        found[first].setdefault("said", []).append(runs | {"score": said.score})
    return [f"{KEY} {json.dumps(one, ensure_ascii=False)}" if one else "" for one in found]


def read_beyond(blocks: Sequence[Block], sentences: Sequence[Sentence]) -> Beyond:
    """The comments of a document's sentences -> what they say; ReportError for one that cannot be read."""
    found = Beyond(said=[], maps={})
    for number, block in enumerate(blocks):
        for line in block.comments:
            if line.startswith(KEY):
                try:
                    _add(found, json.loads(line[len(KEY) :]), number, sentences)
                except (ValueError, KeyError, IndexError, TypeError, AttributeError) as fault:
                    message = f"line {block.line}: its comment {KEY!r} cannot be read ({fault})."
                    raise ReportError("bad_parse", message) from fault
    return found


def _add(found: Beyond, values: dict[str, Any], number: int, sentences: Sequence[Sentence]) -> None:
    for said in values.pop("said", ()):
        runs = {part: tuple(_span(run, sentences) for run in said[part]) for part in PARTS}
        found.said.append(SaidSpan(score=float(said["score"]), **runs))
    for name, words in values.items():
        if name not in MAPS:
            raise ValueError(f"{name!r} is no field of an Analysis")
        kept = found.maps.setdefault(name, {})
        for word, value in words.items():
            kept[number, sentences[number].words[int(word) - 1].index] = _frozen(value)


def _span(run: Sequence[str], sentences: Sequence[Sentence]) -> Span:
    (first, low), (last, high) = (one.split(":") for one in run)
    start = sentences[int(first) - 1].words[int(low) - 1].start
    return start, sentences[int(last) - 1].words[int(high) - 1].end


def _shown(place: Place) -> str:
    return f"{place[0] + 1}:{place[1] + 1}"


def _frozen(value: Any) -> Any:
    """Lists, as JSON has them, -> tuples, as an Analysis has them."""
    return tuple(_frozen(one) for one in value) if isinstance(value, list) else value
