"""A status is read from the event word upwards."""

import pytest
from tests.extract.events_trees import tree

from dragoman.extract.clauses import Clauses
from dragoman.extract.status import StatusReader
from dragoman.lexicon import data_root
from dragoman.lexicon.events import EventLexicon, load_events


@pytest.fixture(scope="module")
def lexicon() -> EventLexicon:
    return load_events(data_root())


CASES = {
    "past tense has occurred": (
        """
        Freedonia Freedonia PROPN 2 nsubj
        visited visit VERB 0 root Tense=Past|VerbForm=Fin|Mood=Ind""",
        "visited",
        "occurred",
    ),
    "will is planned": (
        """
        Freedonia Freedonia PROPN 3 nsubj
        will will AUX 3 aux VerbForm=Fin
        visit visit VERB 0 root VerbForm=Inf""",
        "visit",
        "planned",
    ),
    "may is possible": (
        """
        Freedonia Freedonia PROPN 3 nsubj
        may may AUX 3 aux VerbForm=Fin
        visit visit VERB 0 root VerbForm=Inf""",
        "visit",
        "possible",
    ),
    "has not is not occurred": (
        """
        Freedonia Freedonia PROPN 4 nsubj
        has have AUX 4 aux Tense=Pres|VerbForm=Fin|Mood=Ind
        not not PART 4 advmod
        condemned condemn VERB 0 root Tense=Past|VerbForm=Part""",
        "condemned",
        "not_occurred",
    ),
    "plans to is planned": (
        """
        Freedonia Freedonia PROPN 2 nsubj
        plans plan VERB 0 root Tense=Pres|VerbForm=Fin|Mood=Ind
        to to PART 4 mark
        visit visit VERB 2 xcomp VerbForm=Inf""",
        "visit",
        "planned",
    ),
    "does not plan to is denied": (
        """
        Freedonia Freedonia PROPN 4 nsubj
        does do AUX 4 aux Tense=Pres|VerbForm=Fin|Mood=Ind
        not not PART 4 advmod
        plan plan VERB 0 root VerbForm=Inf
        to to PART 6 mark
        invade invade VERB 4 xcomp VerbForm=Inf""",
        "invade",
        "denied",
    ),
    "failed to is not occurred": (
        """
        Freedonia Freedonia PROPN 2 nsubj
        failed fail VERB 0 root Tense=Past|VerbForm=Fin|Mood=Ind
        to to PART 4 mark
        agree agree VERB 2 xcomp VerbForm=Inf""",
        "agree",
        "not_occurred",
    ),
    "was forced to has occurred": (
        """
        Freedonia Freedonia PROPN 3 nsubj:pass
        was be AUX 3 aux:pass Tense=Past|VerbForm=Fin|Mood=Ind
        forced force VERB 0 root Tense=Past|VerbForm=Part|Voice=Pass
        to to PART 5 mark
        agree agree VERB 3 xcomp VerbForm=Inf""",
        "agree",
        "occurred",
    ),
    "denied that is denied": (
        """
        Freedonia Freedonia PROPN 2 nsubj
        denied deny VERB 0 root Tense=Past|VerbForm=Fin|Mood=Ind
        that that SCONJ 6 mark
        it it PRON 6 nsubj
        had have AUX 6 aux Tense=Past|VerbForm=Fin|Mood=Ind
        attacked attack VERB 2 ccomp Tense=Past|VerbForm=Part
        Sylvania Sylvania PROPN 6 obj""",
        "attacked",
        "denied",
    ),
    "if is possible": (
        """
        Freedonia Freedonia PROPN 3 nsubj
        will will AUX 3 aux VerbForm=Fin
        act act VERB 0 root VerbForm=Inf
        if if SCONJ 6 mark
        Sylvania Sylvania PROPN 6 nsubj
        attacks attack VERB 3 advcl Tense=Pres|VerbForm=Fin|Mood=Ind""",
        "attacks",
        "possible",
    ),
    "talks were postponed": (
        """
        talks talk NOUN 3 nsubj:pass Number=Plur
        were be AUX 3 aux:pass Tense=Past|VerbForm=Fin|Mood=Ind
        postponed postpone VERB 0 root Tense=Past|VerbForm=Part|Voice=Pass""",
        "talks",
        "postponed",
    ),
    "called off a visit": (
        """
        Freedonia Freedonia PROPN 2 nsubj
        called call VERB 0 root Tense=Past|VerbForm=Fin|Mood=Ind
        off off ADP 2 compound:prt
        its its PRON 5 nmod:poss
        visit visit NOUN 2 obj""",
        "visit",
        "cancelled",
    ),
    "will hold talks": (
        """
        Freedonia Freedonia PROPN 3 nsubj
        will will AUX 3 aux VerbForm=Fin
        hold hold VERB 0 root VerbForm=Inf
        talks talk NOUN 3 obj""",
        "talks",
        "planned",
    ),
    "no plans to is denied": (
        """
        Freedonia Freedonia PROPN 2 nsubj
        has have VERB 0 root Tense=Pres|VerbForm=Fin|Mood=Ind
        no no DET 4 det
        plans plan NOUN 2 obj
        to to PART 6 mark
        attack attack VERB 4 acl VerbForm=Inf""",
        "attack",
        "denied",
    ),
    "planned trip": (
        """
        the the DET 3 det
        planned planned ADJ 3 amod
        trip trip NOUN 4 nsubj
        matters matter VERB 0 root Tense=Pres|VerbForm=Fin|Mood=Ind""",
        "trip",
        "planned",
    ),
    "possibility of talks": (
        """
        Freedonia Freedonia PROPN 2 nsubj
        raised raise VERB 0 root Tense=Past|VerbForm=Fin|Mood=Ind
        the the DET 4 det
        possibility possibility NOUN 2 obj
        of of ADP 6 case
        talks talk NOUN 4 nmod""",
        "talks",
        "possible",
    ),
    "headline infinitive": (
        """
        Freedonia Freedonia PROPN 3 nsubj
        to to PART 3 mark
        visit visit VERB 0 root VerbForm=Inf
        Sylvania Sylvania PROPN 3 obj""",
        "visit",
        "planned",
    ),
    "talks are underway": (
        """
        talks talk NOUN 3 nsubj
        are be AUX 3 cop Tense=Pres|VerbForm=Fin|Mood=Ind
        underway underway ADJ 0 root""",
        "talks",
        "ongoing",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_status(name: str, lexicon: EventLexicon) -> None:
    rows, form, wanted = CASES[name]
    _, sentence = tree(rows)
    word = next(w for w in sentence.words if w.form == form)
    verdict = StatusReader(Clauses(sentence, lexicon.sets), lexicon).read(word.index)
    assert (verdict.status, verdict.rule) == (wanted, verdict.rule)
