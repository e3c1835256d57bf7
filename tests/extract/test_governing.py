"""Which time governs which event word: syntax first, then one running account."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from tests.extract.times_reports import report, rules, tree

from dragoman.extract.governing import Governed, carry_dates, governing_time
from dragoman.extract.times import find_times
from dragoman.records import Analysis, Event

PUBLISHED = "2031-05-09"


def governed(text: str, rows: str, word: int) -> Governed | None:
    parsed = Analysis(sentences=(tree(text, rows),))
    return governing_time(parsed, find_times(report(text, PUBLISHED), parsed, rules()), 0, word)


MET = "He said Tuesday envoys met on Monday"
MET_ROWS = """
    He he PRON 1 nsubj
    said say VERB -1 root Tense=Past|VerbForm=Fin
    Tuesday Tuesday PROPN 1 obl:unmarked
    envoys envoy NOUN 4 nsubj
    met meet VERB 1 ccomp Tense=Past|VerbForm=Fin
    on on ADP 6 case
    Monday Monday PROPN 4 obl
"""


def test_a_time_on_the_verb_governs_it() -> None:
    found = governed(MET, MET_ROWS, 4)
    assert found is not None
    assert (found.basis, found.earliest) == ("stated", datetime.date(2031, 5, 5))


def test_the_time_of_the_saying_belongs_to_the_saying() -> None:
    found = governed(MET, MET_ROWS, 1)
    assert found is not None
    assert found.earliest == datetime.date(2031, 5, 6)


def test_the_content_does_not_take_the_time_of_the_saying() -> None:
    rows = MET_ROWS.replace("on on ADP 6 case", "in in ADP 6 case").replace(
        "Monday Monday PROPN", "Oslo Oslo PROPN"
    )
    assert governed("He said Tuesday envoys met in Oslo", rows, 4) is None


def test_by_leaves_the_start_open() -> None:
    found = governed("They will leave by 2034", """
        They they PRON 2 nsubj
        will will AUX 2 aux
        leave leave VERB -1 root VerbForm=Inf
        by by ADP 4 case
        2034 2034 NUM 2 obl
    """, 2)  # fmt: skip
    assert found is not None
    assert (found.earliest, found.latest) == (None, datetime.date(2034, 12, 31))


def test_since_leaves_the_end_open() -> None:
    found = governed("They fought since March 2030", """
        They they PRON 1 nsubj
        fought fight VERB -1 root Tense=Past|VerbForm=Fin
        since since ADP 3 case
        March March PROPN 1 obl
        2030 2030 NUM 3 nummod
    """, 1)  # fmt: skip
    assert found is not None
    assert (found.earliest, found.latest) == (datetime.date(2030, 3, 1), None)


def test_the_date_before_a_noun_is_the_nouns_alone() -> None:
    text = "They praised the May 5 deal"
    rows = """
        They they PRON 1 nsubj
        praised praise VERB -1 root Tense=Past|VerbForm=Fin
        the the DET 5 det
        May May PROPN 5 compound
        5 5 NUM 3 nummod
        deal deal NOUN 1 obj
    """
    assert governed(text, rows, 1) is None
    found = governed(text, rows, 5)
    assert found is not None
    assert found.earliest == datetime.date(2031, 5, 5)


def test_the_day_is_carried_over_in_one_running_account() -> None:
    first, second = "Fidan met envoys on Monday.", "He praised them."
    text = f"{first} {second}"
    one = tree(text, """
        Fidan Fidan PROPN 1 nsubj
        met meet VERB -1 root Tense=Past|VerbForm=Fin
        envoys envoy NOUN 1 obj
        on on ADP 4 case
        Monday Monday PROPN 1 obl
        . . PUNCT 1 punct
    """)  # fmt: skip
    two = tree(text, """
        He he PRON 1 nsubj Person=3
        praised praise VERB -1 root Tense=Past|VerbForm=Fin
        them they PRON 1 obj
        . . PUNCT 1 punct
    """, start=len(first), number=1)  # fmt: skip
    parsed = Analysis(sentences=(one, two))
    found = governing_time(parsed, find_times(report(text, PUBLISHED), parsed, rules()), 1, 1)
    assert found is not None
    assert (found.basis, found.earliest) == ("carried", datetime.date(2031, 5, 5))


def test_hours_before_a_dated_clause_is_that_day_or_the_one_before() -> None:
    found = governed("Hours before they met on Monday he fled", """
        Hours hour NOUN 3 obl:unmarked
        before before SCONJ 3 mark
        they they PRON 3 nsubj
        met meet VERB 7 advcl Tense=Past|VerbForm=Fin
        on on ADP 5 case
        Monday Monday PROPN 3 obl
        he he PRON 7 nsubj
        fled flee VERB -1 root Tense=Past|VerbForm=Fin
    """, 7)  # fmt: skip
    assert found is not None
    assert (found.earliest, found.latest) == (datetime.date(2031, 5, 4), datetime.date(2031, 5, 5))


def test_an_anniversary_dates_what_it_is_of() -> None:
    found = governed("This year marks the 75th anniversary of the pact", """
        This this DET 1 det
        year year NOUN 2 nsubj
        marks mark VERB -1 root Tense=Pres|VerbForm=Fin
        the the DET 5 det
        75th 75th ADJ 5 amod NumType=Ord
        anniversary anniversary NOUN 2 obj
        of of ADP 8 case
        the the DET 8 det
        pact pact NOUN 5 nmod
    """, 8)  # fmt: skip
    assert found is not None
    assert (found.earliest, found.latest) == (datetime.date(1956, 1, 1), datetime.date(1956, 12, 31))


def test_a_day_behind_the_nouns_of_a_past_verb_is_the_verbs() -> None:
    rows = """
        He he PRON 1 nsubj
        congratulated congratulate VERB -1 root Tense=Past|VerbForm=Fin
        her she PRON 1 obj
        on on ADP 4 case
        victory victory NOUN 1 obl
        on on ADP 6 case
        Monday Monday PROPN 4 nmod
    """
    text = "He congratulated her on victory on Monday"
    found = governed(text, rows, 1)
    assert found is not None
    assert found.earliest == datetime.date(2031, 5, 5)
    assert governed(text, rows, 4) is None


def test_what_is_spoken_of_does_not_take_the_day_of_the_word_about_it() -> None:
    rows = """
        They they PRON 1 nsubj
        {form} {lemma} VERB -1 root Tense=Past|VerbForm=Fin
        the the DET 3 det
        raid raid NOUN 1 obj
        on on ADP 5 case
        Monday Monday PROPN 1 obl
    """
    condemned = rows.format(form="condemned", lemma="condemn")
    assert governed("They condemned the raid on Monday", condemned, 1) is not None
    assert governed("They condemned the raid on Monday", condemned, 3) is None
    assert (
        governed("They launched the raid on Monday", rows.format(form="launched", lemma="launch"), 3)
        is not None
    )


def test_the_day_of_a_relative_clause_is_not_the_main_verbs() -> None:
    rows = """
        They they PRON 1 nsubj
        left leave VERB -1 root Tense=Past|VerbForm=Fin
        which which PRON 3 nsubj PronType=Rel
        came come VERB 1 acl:relcl Tense=Past|VerbForm=Fin
        on on ADP 5 case
        Monday Monday PROPN 3 obl
    """
    assert governed("They left which came on Monday", rows, 1) is None


FIRST = """
    Fidan Fidan PROPN 1 nsubj
    met meet VERB -1 root Tense=Past|VerbForm=Fin
    envoys envoy NOUN 1 obj
    on on ADP 4 case
    Monday Monday PROPN 1 obl
    . . PUNCT 1 punct
"""


def two_sentences(first: str, second: str, rows: str) -> Analysis:
    text = f"{first} {second}"
    return Analysis(
        sentences=(tree(text, FIRST), tree(text, rows, start=len(first), number=1)),
    )


def test_a_participle_goes_with_its_verb_in_the_running_account() -> None:
    first, second = "Fidan met envoys on Monday.", "He left saying it."
    parsed = two_sentences(first, second, """
        He he PRON 1 nsubj Person=3
        left leave VERB -1 root Tense=Past|VerbForm=Fin
        saying say VERB 1 advcl Tense=Pres|VerbForm=Part
        it it PRON 2 obj
        . . PUNCT 1 punct
    """)  # fmt: skip
    found = governing_time(parsed, find_times(report(f"{first} {second}", PUBLISHED), parsed, rules()), 1, 2)
    assert found is not None
    assert (found.basis, found.earliest) == ("carried", datetime.date(2031, 5, 5))


def carried_to_the_talks(states: Mapping[str, str | None], det: str) -> Event:
    first, second = "Fidan met envoys on Monday.", f"{det} talks failed."
    feats = {"The": "Definite=Def|PronType=Art", "These": "Number=Plur|PronType=Dem"}[det]
    parsed = two_sentences(first, second, f"""
        {det} {det.lower()} DET 1 det {feats}
        talks talk NOUN 2 nsubj Number=Plur
        failed fail VERB -1 root Tense=Past|VerbForm=Fin
        . . PUNCT 2 punct
    """)  # fmt: skip
    day = datetime.date(2031, 5, 5)
    met = Event(
        id="e1", type="CONSULT", mode=None, actors=("a1", "a2"), trigger=(6, 9), sentence=0, word=1,
        earliest=day, latest=day, time="t1",
    )  # fmt: skip
    talks = Event(
        id="e2", type="CONSULT", mode=None, actors=("a3", "a4"), trigger=(32, 37), sentence=1, word=1
    )
    return carry_dates((met, talks), parsed, states)[1]


def test_the_talks_of_the_same_states_have_the_day_of_the_meeting() -> None:
    same = {"a1": "TUR", "a2": "POL", "a3": "POL", "a4": "TUR"}
    assert carried_to_the_talks(same, "The").earliest == datetime.date(2031, 5, 5)
    assert carried_to_the_talks({**same, "a4": "FRA"}, "The").earliest is None
    assert carried_to_the_talks(same, "These").earliest is None


RESIGNED = """
    On on ADP 1 case
    Monday Monday PROPN 3 obl
    he he PRON 3 nsubj
    resigned resign VERB -1 root Tense=Past|VerbForm=Fin
    and and CCONJ 6 cc
    {helper}
    {verb}
"""


def test_a_coordinated_verb_that_is_ahead_does_not_take_the_day() -> None:
    told = RESIGNED.format(
        helper="then then ADV 6 advmod", verb="left leave VERB 3 conj Tense=Past|VerbForm=Fin"
    )
    found = governed("On Monday he resigned and then left", told, 6)
    assert found is not None
    assert found.earliest == datetime.date(2031, 5, 5)
    ahead = RESIGNED.format(helper="will will AUX 6 aux", verb="stand stand VERB 3 conj VerbForm=Inf")
    assert governed("On Monday he resigned and will stand", ahead, 6) is None


def test_a_coordinated_verb_with_a_vague_date_keeps_to_it() -> None:
    rows = RESIGNED.format(
        helper="recently recently ADV 6 advmod", verb="left leave VERB 3 conj Tense=Past|VerbForm=Fin"
    )
    assert governed("On Monday he resigned and recently left", rows, 6) is None


def test_before_an_hour_of_a_day_is_still_that_day() -> None:
    found = governed("He resigned before midnight Wednesday", """
        He he PRON 1 nsubj
        resigned resign VERB -1 root Tense=Past|VerbForm=Fin
        before before ADP 3 case
        midnight midnight NOUN 1 obl
        Wednesday Wednesday PROPN 3 nmod
    """, 1)  # fmt: skip
    assert found is not None
    assert (found.earliest, found.latest) == (datetime.date(2031, 5, 7), datetime.date(2031, 5, 7))


def test_a_day_with_a_preposition_before_the_subject_is_the_verbs() -> None:
    found = governed("Where on Monday presidents signed", """
        Where where ADV 4 advmod
        on on ADP 2 case
        Monday Monday PROPN 3 nmod
        presidents president NOUN 4 nsubj
        signed sign VERB -1 root Tense=Past|VerbForm=Fin
    """, 4)  # fmt: skip
    assert found is not None
    assert found.earliest == datetime.date(2031, 5, 5)
