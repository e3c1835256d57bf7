"""Which events of a report are one happening."""

import datetime
from typing import Any

from dragoman.assemble.sameness import link_same
from dragoman.lexicon import load
from dragoman.records import Actor, Analysis, Event, Place, Segment, Sentence, Word

FRE = Actor(id="a1", name="Freedonia", kind="state", country="FRE")
SYL = Actor(id="a2", name="Sylvania", kind="state", country="SYL")
ENVOY = Actor(id="a3", name="the envoy", kind="person", country="FRE")
ACTORS = (FRE, SYL, ENVOY)


def event(number: int, **given: Any) -> Event:
    facts: dict[str, Any] = {
        "type": "CONSULT", "mode": "visit", "actors": ("a1",), "recipients": ("a2",), "status": "planned",
        "sentence": number, "trigger": (10 * number, 10 * number + 5), "word": 1,
    }  # fmt: skip
    return Event(id=f"e{number}", **{**facts, **given})


def same(*events: Event, segments: tuple[Segment, ...] = ()) -> list[str | None]:
    return [e.same_as for e in link_same(events, actors=ACTORS, segments=segments)]


def test_mentions_of_one_planned_visit_are_one_happening() -> None:
    assert same(event(1), event(4), event(9, actors=("a3",))) == [None, "e1", "e1"]


def test_what_is_planned_is_not_what_happened_years_ago() -> None:
    past = event(2, status="occurred", earliest=datetime.date(2000, 1, 1), latest=datetime.date(2000, 12, 31))
    assert same(event(1), past) == [None, None]


def test_a_visit_there_is_not_a_visit_here() -> None:
    assert same(event(1), event(2, actors=("a2",), recipients=("a1",))) == [None, None]


def test_two_days_are_two_visits() -> None:
    one, two = datetime.date(2020, 5, 1), datetime.date(2020, 6, 1)
    assert same(
        event(1, status="occurred", earliest=one, latest=one),
        event(2, status="occurred", earliest=two, latest=two),
    ) == [None, None]


def test_a_phone_call_is_not_a_meeting() -> None:
    call = event(1, mode="phone", status="occurred")
    assert same(call, event(2, mode=None, status="occurred")) == [None, None]


def test_saying_a_thing_twice_is_two_acts_unless_a_caption_repeats_it() -> None:
    acts = [event(n, type="ACCUSE", mode="disapprove", status="occurred") for n in (5, 8)]
    assert same(*acts) == [None, None]
    caption = Segment(start=80, end=90, kind="caption")
    assert same(*acts, segments=(caption,)) == [None, "e5"]


def told(*lines: str) -> Analysis:
    """A sentence a line: words as form/lemma/part of speech/head/relation/features."""
    return Analysis(sentences=tuple(_sentence(number, line) for number, line in enumerate(lines)))


def _sentence(number: int, line: str) -> Sentence:
    words = []
    for i, part in enumerate(line.split()):
        form, lemma, upos, head, relation, feats = part.split("/")
        at = 100 * number + 10 * i
        words.append(
            Word(
                index=i, start=at, end=at + 9, form=form, lemma=lemma, upos=upos, feats=feats, head=int(head),
                deprel=relation, token=i,
            )
        )  # fmt: skip
    return Sentence(index=number, start=100 * number, end=100 * number + 99, words=tuple(words))


def raid(number: int, word: int = 0, **given: Any) -> Event:
    facts = {"type": "ASSAULT", "mode": None, "status": "occurred", "sentence": number, "word": word}
    at = 100 * number + 10 * word
    return event(number + 1, **{**facts, "trigger": (at, at + 9), **given})


def linked(analysis: Analysis, *events: Event) -> list[str | None]:
    lexicon = load().events
    return [e.same_as for e in link_same(events, actors=ACTORS, analysis=analysis, lexicon=lexicon)]


ATTACKED = "attacked/attack/VERB/-1/root/Tense=Past"


def test_the_attack_takes_up_attacked() -> None:
    analysis = told(ATTACKED, "the/the/DET/1/det/Definite=Def raid/raid/NOUN/-1/root/Number=Sing")
    assert linked(analysis, raid(0), raid(1, word=1)) == [None, "e1"]


def test_another_attack_is_another_one() -> None:
    for word in ("another/another/DET/1/det/PronType=Ind", "a/a/DET/1/det/Definite=Ind"):
        analysis = told(ATTACKED, f"{word} attack/attack/NOUN/-1/root/Number=Sing")
        assert linked(analysis, raid(0), raid(1, word=1)) == [None, None]


def test_a_verb_of_another_family_tells_another_act() -> None:
    analysis = told(ATTACKED, "shelled/shell/VERB/-1/root/Tense=Past")
    assert linked(analysis, raid(0), raid(1)) == [None, None]


def test_two_parties_of_one_state_act_apart() -> None:
    reds = Actor(id="a4", name="Reds", kind="group", country="FRE")
    blues = Actor(id="a5", name="Blues", kind="group", country="FRE")
    analysis = told("won/win/VERB/-1/root/Tense=Past", "won/win/VERB/-1/root/Tense=Past")
    facts = {"type": "OFFICE", "mode": "elect", "actors": ()}
    events = [raid(0, recipients=("a4",), **facts), raid(1, recipients=("a5",), **facts)]
    assert [e.same_as for e in link_same(events, actors=(reds, blues), analysis=analysis)] == [None, None]


def test_what_happens_in_two_countries_is_two_things() -> None:
    here, there = (Place(id=i, name=n, country=c) for i, n, c in (("p1", "X", "FRE"), ("p2", "Y", "SYL")))
    events = [event(1, places=("p1",)), event(2, places=("p2",))]
    assert [e.same_as for e in link_same(events, actors=ACTORS, places=(here, there))] == [None, None]
