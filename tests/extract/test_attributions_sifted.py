"""What is no attribution, and whose it is: drafts that fall out, and sources found by the tree."""

from __future__ import annotations

from collections.abc import Sequence

from tests.extract.said_pages import attributions, page, shown

from dragoman.records import SaidSpan


def found(rows: str, *proposals: tuple[str, str, str], score: float = 0.65) -> Sequence[tuple[str, str, str]]:
    """What is found when the model proposes (source, cue, content) in words; "" for no source."""
    text, analysis = page(rows)

    def spans(words: str) -> tuple[tuple[int, int], ...]:
        start = text.index(words)
        return ((start, start + len(words)),) if words else ()

    said = [
        SaidSpan(source=spans(source), cue=spans(cue), content=spans(content), score=score)
        for source, cue, content in proposals
    ]
    return [shown(text, a) for a in attributions(text, analysis, said=said)]


NOT_KNOWN = """
    It    it   PRON 4 nsubj:pass
    is    be   AUX  4 aux:pass
    not   not  PART 4 advmod Polarity=Neg
    known know VERB 0 root Tense=Past|VerbForm=Part|Voice=Pass
    who   who  PRON 6 nsubj
    won   win  VERB 4 ccomp
    """


def test_what_is_not_known_nobody_says() -> None:
    assert found(NOT_KNOWN, ("", "is not known", "who won"), score=0.9) == []


def test_what_is_expected_nobody_says_unless_the_model_has_it_so() -> None:
    rows = """
    Talks    talk   NOUN 3 nsubj:pass
    are      be     AUX  3 aux:pass
    expected expect VERB 0 root Tense=Past|VerbForm=Part|Voice=Pass
    to       to     PART 5 mark
    fail     fail   VERB 3 xcomp VerbForm=Inf
    """
    assert found(rows) == []
    assert len(found(rows, ("", "are expected", "to fail"))) == 1


def test_a_noun_that_is_denied_is_no_saying() -> None:
    rows = """
    Olsen Olsen PROPN 2 nsubj
    made  make  VERB 0 root VerbForm=Fin
    no    no    DET 4 det PronType=Neg
    vow   vow   NOUN 2 obj
    to    to    PART 6 mark
    pay   pay   VERB 4 acl VerbForm=Inf
    """
    assert found(rows, ("Olsen", "made no vow", "to pay")) == []


def test_the_noun_under_expressed_is_no_second_saying() -> None:
    rows = """
    Olsen     Olsen   PROPN 2 nsubj
    expressed express VERB 0 root VerbForm=Fin
    her       she     PRON 4 nmod:poss Poss=Yes
    view      view    NOUN 2 obj
    that      that    SCONJ 7 mark
    talks     talk    NOUN 7 nsubj
    failed    fail    VERB 4 acl
    """
    text = "her view that talks failed"
    assert found(rows, ("Olsen", "expressed", text)) == [("Olsen", "expressed", text)]


def test_an_aim_is_not_yet_said() -> None:
    rows = """
    Olsen   Olsen   PROPN 2 nsubj
    came    come    VERB 0 root VerbForm=Fin
    to      to      PART 4 mark
    confirm confirm VERB 2 advcl VerbForm=Inf
    the     the     DET 6 det
    deal    deal    NOUN 4 obj
    """
    assert found(rows) == []


def test_a_joined_perfect_has_the_subject_of_a_predicate() -> None:
    rows = """
    Chad   Chad PROPN 4 nsubj
    has    have AUX  4 aux VerbForm=Fin
    been   be   AUX  4 cop
    calm   calm ADJ  0 root
    and    and  CCONJ 7 cc
    has    have AUX  7 aux VerbForm=Fin
    warned warn VERB 4 conj Tense=Past|VerbForm=Part
    talks  talk NOUN 9 nsubj
    failed fail VERB 7 ccomp
    """
    assert found(rows, ("", "has warned", "talks failed")) == [("Chad", "has warned", "talks failed")]


def test_the_agent_of_a_passive_is_its_source_and_so_is_the_paper_it_stood_in() -> None:
    rows = """
    Talks     talk    NOUN 3 nsubj:pass
    were      be      AUX  3 aux:pass
    mentioned mention VERB 0 root Tense=Past|VerbForm=Part|Voice=Pass
    {case}    {case}  ADP  6 case
    the       the     DET  6 det
    {noun}    {noun}  NOUN 3 {relation}
    """
    by = rows.format(case="by", noun="envoy", relation="obl:agent")
    within = rows.format(case="in", noun="report", relation="obl")
    assert found(by, ("", "were mentioned", "Talks"))[0][0] == "the envoy"
    assert found(within, ("", "were mentioned", "Talks"))[0][0] == "the report"


def test_an_election_called_for_a_month_is_no_call_for_the_month() -> None:
    rows = """
    Olsen   Olsen   PROPN 2 nsubj
    called  call    VERB 0 root VerbForm=Fin
    an      a       DET 4 det
    election election NOUN 2 obj
    for     for     ADP 6 case
    May     May     PROPN 2 obl
    """
    assert found(rows) == []


def test_a_bare_deed_is_none_but_a_clause_of_the_verb_is() -> None:
    rows = """
    Olsen    Olsen  PROPN 2 nsubj
    rejected reject VERB 0 root VerbForm=Fin
    stopping stop   VERB 2 xcomp VerbForm=Ger
    """
    assert found(rows, ("Olsen", "rejected", "stopping")) == [("Olsen", "rejected", "stopping")]
    assert found(rows.replace("VERB 2 xcomp", "NOUN 2 obj"), ("Olsen", "rejected", "stopping")) == []


def test_the_trees_source_in_the_sentence_wins_over_one_from_another() -> None:
    text, analysis = page(
        """
        Olsen Olsen PROPN 2 nsubj
        left  leave VERB 0 root
        _. . PUNCT 2 punct
        """,
        """
        Chad   Chad PROPN 2 nsubj
        said   say  VERB 0 root VerbForm=Fin
        talks  talk NOUN 4 nsubj
        failed fail VERB 2 ccomp
        """,
    )
    proposal = SaidSpan(source=((0, 5),), cue=((17, 21),), content=((22, 34),), score=0.8)
    (one,) = attributions(text, analysis, said=[proposal])
    assert shown(text, one) == ("Chad", "said", "talks failed")
