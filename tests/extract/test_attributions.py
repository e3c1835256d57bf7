"""Attributions from hand-made trees: who said what, through whom, when and to whom."""

from __future__ import annotations

import datetime

import pytest
from tests.extract.said_pages import NoCast, SmallCast, attributions, page, shown, words_of_saying

from dragoman.extract.attributions import find_attributions
from dragoman.lexicon.said import VerbGroup
from dragoman.records import Actor, Mention, Report, SaidSpan, Segment, Time

SAID = """
Smith Smith PROPN 2 nsubj
said say VERB 0 root VerbForm=Fin
that that SCONJ 6 mark
the the DET 5 det
war war NOUN 6 nsubj
ended end VERB 2 ccomp
_. . PUNCT 2 punct
"""


def found(*trees: str, **more: object) -> list[tuple[str, str, str]]:
    text, analysis = page(*trees)
    return [shown(text, a) for a in attributions(text, analysis, **more)]  # type: ignore[arg-type]


def test_a_clause_after_a_cue_verb_is_its_content() -> None:
    assert found(SAID) == [("Smith", "said", "that the war ended")]


def test_a_cue_that_stands_aside_leaves_the_clause_around_it_as_content() -> None:
    rows = """
    The the DET 2 det
    war war NOUN 7 nsubj
    _, , PUNCT 5 punct
    Smith Smith PROPN 5 nsubj
    said say VERB 7 parataxis VerbForm=Fin
    _, , PUNCT 5 punct
    ended end VERB 0 root
    _. . PUNCT 7 punct
    """
    assert found(rows) == [("Smith", "said", "The war / ended")]


def test_according_to_names_the_source_of_the_clause() -> None:
    rows = """
    According accord VERB 3 case
    to to ADP 1 fixed
    Smith Smith PROPN 7 obl
    _, , PUNCT 7 punct
    the the DET 6 det
    war war NOUN 7 nsubj
    ended end VERB 0 root
    _. . PUNCT 7 punct
    """
    assert found(rows) == [("Smith", "According to", "the war ended")]


def test_a_second_verb_takes_the_subject_of_the_first() -> None:
    rows = """
    Smith Smith PROPN 2 nsubj
    left leave VERB 0 root VerbForm=Fin
    and and CCONJ 4 cc
    said say VERB 2 conj VerbForm=Fin
    they they PRON 6 nsubj
    won win VERB 4 ccomp
    """
    assert found(rows) == [("Smith", "said", "they won")]


def test_a_relative_pronoun_is_the_source_and_its_antecedent_is_who_is_meant() -> None:
    rows = """
    Officials official NOUN 6 nsubj Number=Plur
    who who PRON 3 nsubj PronType=Rel
    said say VERB 1 acl:relcl VerbForm=Fin
    they they PRON 5 nsubj
    won win VERB 3 ccomp
    left leave VERB 0 root
    """
    text, analysis = page(rows)
    (one,) = attributions(text, analysis)
    assert shown(text, one) == ("who", "said", "they won")
    assert (one.source_kind, one.number, one.number_bound) == ("group", 2, "at_least")


def test_a_passive_belief_has_no_source() -> None:
    rows = """
    Rebels rebel NOUN 3 nsubj:pass Number=Plur
    are be AUX 3 aux:pass
    believed believe VERB 0 root VerbForm=Part|Tense=Past
    to to PART 5 mark
    hold hold VERB 3 xcomp
    Utopia Utopia PROPN 5 obj
    """
    assert found(rows) == [("", "are believed", "Rebels / to hold Utopia")]


def test_a_chain_hangs_the_inner_attribution_on_the_outer() -> None:
    rows = """
    The the DET 2 det
    agency agency NOUN 3 nsubj
    reported report VERB 0 root VerbForm=Fin
    Smith Smith PROPN 5 nsubj
    said say VERB 3 ccomp VerbForm=Fin
    they they PRON 7 nsubj
    won win VERB 5 ccomp
    """
    text, analysis = page(rows)
    outer, inner = attributions(text, analysis)
    assert (outer.parent, inner.parent) == (None, outer.id)
    assert (outer.source_kind, inner.source_kind) == ("media", "person")


def test_a_quotation_that_goes_on_without_a_cue_joins_the_one_before() -> None:
    first = """
    “_ “ PUNCT 3 punct
    We we PRON 3 nsubj
    won win VERB 6 ccomp
    _, , PUNCT 3 punct
    _” ” PUNCT 3 punct
    said say VERB 0 root VerbForm=Fin
    Smith Smith PROPN 6 nsubj
    _. . PUNCT 6 punct
    """
    second = """
    “_ “ PUNCT 3 punct
    They they PRON 3 nsubj
    lost lose VERB 0 root
    _. . PUNCT 3 punct
    _” ” PUNCT 3 punct
    """
    text, analysis = page(first, second)
    (one,) = attributions(text, analysis)
    assert shown(text, one) == ("Smith", "said", "“We won,” / “They lost.”")
    assert one.quote == "direct"


COUNTED = """
{number}
sources source NOUN 3 nsubj Number=Plur
said say VERB 0 root VerbForm=Fin
they they PRON 5 nsubj
won win VERB 3 ccomp
"""


@pytest.mark.parametrize(
    ("word", "kind", "number"),
    [("Two two NUM 2 nummod", "person", (2, "exact")), ("Many many ADJ 2 amod", "group", (2, "at_least"))],
)
def test_the_number_of_unnamed_sources_is_the_stated_one(
    word: str, kind: str, number: tuple[int, str]
) -> None:
    text, analysis = page(COUNTED.format(number=word))
    (one,) = attributions(text, analysis)
    assert (one.source_kind, (one.number, one.number_bound), one.named) == (kind, number, False)


def test_an_unnamed_source_keeps_its_reason_and_its_state() -> None:
    rows = """
    A a DET 3 det Definite=Ind
    Utopian utopian ADJ 3 amod
    official official NOUN 10 nsubj Number=Sing
    speaking speak VERB 3 acl VerbForm=Ger
    on on ADP 6 case
    condition condition NOUN 4 obl
    of of ADP 8 case
    anonymity anonymity NOUN 6 nmod
    _, , PUNCT 4 punct
    said say VERB 0 root VerbForm=Fin
    they they PRON 12 nsubj
    won win VERB 10 ccomp
    """
    text, analysis = page(rows)
    state = Actor(id="a1", name="Utopia", kind="state", country="UTO")
    mention = Mention(sentence=0, head=1, start=2, end=9, form="name", actors=("a1",))
    (one,) = attributions(text, analysis, cast=SmallCast([state], [mention]))
    assert (one.source_kind, one.named, one.number) == ("person", False, 1)
    assert (one.affiliation, one.reason) == ("a1", "on condition of anonymity")


def test_time_medium_and_addressee_of_the_saying_are_kept() -> None:
    rows = """
    Smith Smith PROPN 2 nsubj
    told tell VERB 0 root VerbForm=Fin
    reporters reporter NOUN 2 obj Number=Plur
    on on ADP 5 case
    Sunday Sunday PROPN 2 obl
    in in ADP 8 case
    a a DET 8 det
    speech speech NOUN 2 obl
    that that SCONJ 11 mark
    they they PRON 11 nsubj
    won win VERB 2 ccomp
    """
    text, analysis = page(rows)
    day = datetime.date(2031, 2, 2)
    sunday = Time(
        id="t1", start=text.index("Sunday"), end=text.index("Sunday") + 6, text="Sunday", type="DATE",
        earliest=day, latest=day,
    )  # fmt: skip
    (one,) = attributions(text, analysis, times=[sunday])
    assert one.time == "t1"
    assert one.medium is not None and text[slice(*one.medium)] == "in a speech"
    assert one.addressee is not None and text[slice(*one.addressee)] == "reporters"


def test_the_model_alone_is_enough() -> None:
    rows = """
    Smith Smith PROPN 2 nsubj
    warbled warble VERB 0 root
    joy joy NOUN 2 obj
    """
    proposal = SaidSpan(source=((0, 5),), cue=((6, 13),), content=((14, 17),), score=0.9)
    text, analysis = page(rows)
    (one,) = attributions(text, analysis, said=[proposal])
    assert (shown(text, one), one.rule) == (("Smith", "warbled", "joy"), "head:said")


def test_model_and_rule_together_are_both_named() -> None:
    text, analysis = page(SAID)
    proposal = SaidSpan(source=((0, 5),), cue=((6, 10),), content=((11, 23),), score=0.7)
    (one,) = attributions(text, analysis, said=[proposal])
    assert one.rule == "head:said+saying.clause"
    assert shown(text, one)[2] == "that the war ended"


def test_boilerplate_is_not_read() -> None:
    text, analysis = page(SAID)
    report = Report(id="test", ref="test", text=text)
    advert = Segment(start=0, end=len(text), kind="boilerplate")
    assert find_attributions(report, (advert,), analysis, NoCast(), (), words_of_saying()) == ()


def test_a_bare_deed_in_words_is_no_attribution() -> None:
    rows = """
    Smith Smith PROPN 2 nsubj
    condemned condemn VERB 0 root VerbForm=Fin
    the the DET 4 det
    raid raid NOUN 2 obj
    """
    text, analysis = page(rows)
    proposal = SaidSpan(source=((0, 5),), cue=((6, 15),), content=((16, 24),), score=0.9)
    assert attributions(text, analysis, said=[proposal]) == ()


TEMPLATE = """
Smith Smith PROPN 2 nsubj
{lemma}ed {lemma} VERB 0 root VerbForm=Fin
that that SCONJ 5 mark
they they PRON 5 nsubj
won win VERB 2 ccomp
"""
TO_TEMPLATE = """
Smith Smith PROPN 2 nsubj
{lemma}ed {lemma} VERB 0 root VerbForm=Fin
to to PART 4 mark
win win VERB 2 xcomp
"""
ASKS_TEMPLATE = """
Smith Smith PROPN 2 nsubj
{lemma}ed {lemma} VERB 0 root VerbForm=Fin
Jones Jones PROPN 2 obj
to to PART 5 mark
win win VERB 2 xcomp
"""


def verbs_with(flag: str) -> list[tuple[str, VerbGroup]]:
    rows = words_of_saying().verbs
    return [(lemma, row) for row in rows if getattr(row, flag) for lemma in row.lemmas if " " not in lemma]


@pytest.mark.parametrize(
    ("flag", "template", "content"),
    [
        ("clause", TEMPLATE, "that they won"),
        ("to", TO_TEMPLATE, "to win"),
        ("asks", ASKS_TEMPLATE, "Jones to win"),
    ],
)
def test_every_listed_verb_takes_its_content(flag: str, template: str, content: str) -> None:
    missed = []
    for lemma, row in verbs_with(flag):
        text, analysis = page(template.format(lemma=lemma))
        proposal = SaidSpan(source=((0, 5),), cue=((6, 8 + len(lemma)),), content=(), score=0.5)
        contents = [shown(text, a)[2] for a in attributions(text, analysis, said=[proposal])]
        if content not in contents:
            missed.append((lemma, row.id, contents))
    assert missed == []


def test_what_was_done_before_the_saying_is_not_said() -> None:
    rows = """
    Smith Smith PROPN 2 nsubj
    worked work VERB 0 root
    and and CCONJ 4 cc
    said say VERB 2 conj
    that that SCONJ 8 mark
    the the DET 7 det
    war war NOUN 8 nsubj
    ended end VERB 4 ccomp
    """
    text, analysis = page(rows)
    content = ((6, 12), (22, len(text)))
    proposal = SaidSpan(source=((0, 5),), cue=((17, 21),), content=content, score=0.95)
    (one,) = attributions(text, analysis, said=[proposal])
    assert shown(text, one) == ("Smith", "said", "that the war ended")
