"""Examples of verb rows in other tenses and frames: nearly all keep their type, and have the frame's status.

A share is tested, not each sentence: some examples make no sense in some frames.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from tests.lexicon.test_events import LEXICON

from dragoman.lexicon.events import Predicate
from dragoman.parse.spelling import regular_forms
from dragoman.reader import Reader

AUXILIARIES = frozenset(
    {"was", "were", "has", "have", "had", "be", "been", "is", "are", "not", "that", "and", "to"}
)
LONGEST = 4
"""Words of a subject."""


@dataclass(frozen=True)
class Plain:
    """An example cut at its verb: subject, base, past form and what follows."""

    row: Predicate
    subject: str
    base: str
    past: str
    rest: str


@pytest.fixture(scope="module")
def plain(reader: Reader) -> list[Plain]:
    return [cut for row in LEXICON.predicates if row.pos == "VERB" for cut in _cut(row, reader)]


def _cut(row: Predicate, reader: Reader) -> Iterator[Plain]:
    example = next(iter(row.said_examples()), None)
    if example is None:
        return
    for event in reader.read(example.text).events:
        start, end = event.trigger
        past, before = example.text[start:end], example.text[:start].split()
        bases = [w for w in row.words if w.isalpha() and past in regular_forms(w, "VERB")]
        simple = bases and past.endswith("ed") and 0 < len(before) <= LONGEST and "," not in before[-1]
        if event.rule == row.id and event.status == "occurred" and simple and before[-1] not in AUXILIARIES:
            yield Plain(row, " ".join(before), bases[0], past, example.text[end:].strip().rstrip("."))
            return


@pytest.mark.parametrize(
    ("frame", "statuses", "share"),
    [
        ("{subject} will {base} {rest}.", {"planned"}, 0.98),
        ("{subject} plans to {base} {rest}.", {"planned"}, 0.96),
        ("{subject} may {base} {rest}.", {"possible"}, 0.98),
        ("{subject} has {past} {rest}.", {"occurred", "ongoing"}, 0.98),
        ("{subject} did not {base} {rest}.", {"not_occurred"}, 0.96),
        ("{subject} denied having {past} {rest}.", {"denied"}, 0.94),
        ("{subject} on Monday {past} {rest}.", {"occurred"}, 0.98),
        ("Officials said {subject} had {past} {rest}.", {"occurred"}, 0.98),
        ("In an interview with Reuters, {subject} {past} {rest}.", {"occurred"}, 0.97),
    ],
)
def test_examples_fire_in_other_frames(
    frame: str, statuses: set[str], share: float, plain: list[Plain], reader: Reader
) -> None:
    assert len(plain) > 250
    missed = []
    for one in plain:
        text = frame.format(subject=one.subject, base=one.base, past=one.past, rest=one.rest)
        told = [(event.type, event.status) for event in reader.read(text).events]
        if not any(type == one.row.type and status in statuses for type, status in told):
            missed.append((text, told))
    assert len(missed) <= (1 - share) * len(plain), missed
