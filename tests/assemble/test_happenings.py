"""Happenings: how many distinct unnamed sources stand behind one, and what its status and days are."""

from __future__ import annotations

import datetime

import pytest
from tests.extract.said_pages import page, words_of_saying

from dragoman.assemble.happenings import build_happenings
from dragoman.records import Actor, Attribution, Event, Happening, Report
from dragoman.records.findings import NumberBound, SourceKind, Status

DAY = datetime.date(2031, 2, 2)


def said(number: int, source: str, act: str = "come", cue: str = "said say") -> str:
    """A sentence whose source is given as "form/lemma/UPOS" words and whose content is "they <act>"."""
    words = [part.split("/") for part in source.split()]
    verb = len(words) + 1
    rows = [f"{form} {lemma} {upos} {verb} dep" for form, lemma, upos in words]
    rows += [
        f"{cue} VERB 0 root",
        f"the the DET {verb + 2} det",
        f"{act} {act.removesuffix('s')} NOUN {verb} obj",
    ]
    return "\n".join(rows)


SOURCES = "Sources/source/NOUN"
ONE_OF = "one/one/NUM of/of/ADP the/the/DET sources/source/NOUN"
FOUR_OTHER = "four/four/NUM other/other/ADJ sources/source/NOUN"
ANOTHER = "Another/another/DET source/source/NOUN"
TWO = "two/two/NUM sources/source/NOUN"
A_SOURCE = "A/a/DET source/source/NOUN"
THE_SOURCE = "The/the/DET source/source/NOUN"

Told = tuple[str, int, NumberBound]


def happening(*told: Told | tuple[str, int, NumberBound, str]) -> Happening:
    """The happening of a report in which each source in turn tells of one trip."""
    trees = [
        said(n, t[0], *(("details", "confirmed confirm") if len(t) > 3 else ("trip",)))
        for n, t in enumerate(told)
    ]
    text, analysis = page(*trees)
    attributions, events = [], []
    for number, (sentence, item) in enumerate(zip(analysis.sentences, told, strict=True)):
        verb = next(w for w in sentence.words if w.deprel == "root")
        act = sentence.words[-1]
        kind: SourceKind = "group" if item[2] == "at_least" else "person"
        attributions.append(
            Attribution(
                id=f"q{number}", source=((sentence.start, verb.start - 1),), cue=(verb.start, verb.end),
                content=((verb.end + 1, sentence.end),), quote="indirect", source_kind=kind, number=item[1],
                number_bound=item[2],
            )
        )  # fmt: skip
        if len(item) == 3:
            events.append(
                Event(
                    id=f"e{number}", type="CONSULT", mode="visit", trigger=(act.start, act.end),
                    sentence=number, word=act.index, status="planned", attribution=f"q{number}", same_as="e0",
                )
            )  # fmt: skip
    report = Report(id="test", ref="test", text=text)
    (one,) = build_happenings(
        report=report,
        analysis=analysis,
        events=events,
        attributions=attributions,
        actors=[],
        lexicon=words_of_saying(),
    )
    return one


@pytest.mark.parametrize(
    ("told", "least", "most"),
    [
        ([(A_SOURCE, 1, "exact")], 1, 1),
        ([(A_SOURCE, 1, "exact"), (ANOTHER, 1, "exact")], 2, 2),
        ([(A_SOURCE, 1, "exact"), (THE_SOURCE, 1, "exact")], 1, 1),
        ([(A_SOURCE, 1, "exact"), (TWO, 2, "exact")], 2, 3),
        ([(A_SOURCE, 1, "exact"), (FOUR_OTHER, 4, "exact")], 5, 5),
        ([(SOURCES, 2, "at_least")], 2, None),
        ([(SOURCES, 2, "at_least"), (ONE_OF, 1, "exact")], 2, None),
        (
            [
                (SOURCES, 2, "at_least"), (ONE_OF, 1, "exact"), (FOUR_OTHER, 4, "exact", "details"),
                (ANOTHER, 1, "exact"), (TWO, 2, "exact"),
            ],
            5, 8,
        ),
    ],
)  # fmt: skip
def test_unnamed_sources_are_counted_as_the_text_states_them(
    told: list[Told], least: int, most: int | None
) -> None:
    one = happening(*told)
    assert (one.unnamed_at_least, one.unnamed_at_most) == (least, most)
    assert len(one.evidence) == len(told)


def event(name: str, status: Status, attribution: str | None = None, **days: datetime.date) -> Event:
    return Event(
        id=name, type="CONSULT", mode="visit", trigger=(0, 1), sentence=0, word=0, status=status,
        attribution=attribution, same_as="e1", **days,
    )  # fmt: skip


def gathered(
    *events: Event, attributions: tuple[Attribution, ...] = (), actors: tuple[Actor, ...] = ()
) -> Happening:
    text, analysis = page("Trip trip NOUN 0 root")
    report = Report(id="test", ref="test", text=text)
    (one,) = build_happenings(
        report=report, analysis=analysis, events=events, attributions=attributions, actors=actors,
        lexicon=words_of_saying(),
    )  # fmt: skip
    return one


def test_what_happened_goes_before_what_was_planned() -> None:
    assert gathered(event("e1", "planned"), event("e2", "occurred")).status == "occurred"


def test_a_denied_happening_that_the_report_does_not_assert_keeps_its_first_status() -> None:
    assert gathered(event("e1", "planned", "q1"), event("e2", "denied", "q2")).status == "planned"


def test_the_days_are_those_that_all_mentions_allow() -> None:
    later = datetime.date(2031, 2, 20)
    first = event("e1", "planned", earliest=DAY, latest=later)
    second = event("e2", "planned", earliest=datetime.date(2031, 2, 10), latest=datetime.date(2031, 2, 28))
    one = gathered(first, second)
    assert (one.earliest, one.latest) == (datetime.date(2031, 2, 10), later)


def test_named_sources_of_the_whole_chain_are_listed() -> None:
    actors = (Actor(id="a1", name="Agency", kind="outlet"), Actor(id="a2", name="Smith", kind="person"))
    outer = Attribution(
        id="q1", source=((0, 1),), cue=(1, 2), content=((2, 4),), quote="indirect", source_kind="media",
        source_actor="a1", named=True,
    )  # fmt: skip
    inner = Attribution(
        id="q2", source=((2, 3),), cue=(3, 4), content=((0, 1),), quote="indirect", source_kind="person",
        source_actor="a2", named=True, parent="q1",
    )  # fmt: skip
    one = gathered(event("e1", "planned", "q2"), attributions=(outer, inner), actors=actors)
    assert set(one.named_sources) == {"a1", "a2"}
    assert (one.unnamed_at_least, one.unnamed_at_most) == (0, 0)
