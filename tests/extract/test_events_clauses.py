"""Logical subjects and objects are found where syntax leaves them out."""

import pytest
from tests.extract.events_trees import tree

from dragoman.extract.clauses import Clauses

SETS = {"object_control": frozenset({"urge", "accuse"}), "light": frozenset({"hold", "impose"})}

CASES = {
    "plain": (
        """
        Freedonia Freedonia PROPN 2 nsubj
        attacked attack VERB 0 root Tense=Past|VerbForm=Fin
        Sylvania Sylvania PROPN 2 obj""",
        "attacked",
        {"nsubj": ["Freedonia"], "obj": ["Sylvania"]},
    ),
    "passive": (
        """
        Sylvania Sylvania PROPN 3 nsubj:pass
        was be AUX 3 aux:pass Tense=Past|VerbForm=Fin
        attacked attack VERB 0 root Tense=Past|VerbForm=Part|Voice=Pass
        by by ADP 5 case
        Freedonia Freedonia PROPN 3 obl:agent""",
        "attacked",
        {"nsubj": ["Freedonia"], "obj": ["Sylvania"]},
    ),
    "plans to": (
        """
        Freedonia Freedonia PROPN 2 nsubj
        plans plan VERB 0 root Tense=Pres|VerbForm=Fin
        to to PART 4 mark
        visit visit VERB 2 xcomp VerbForm=Inf
        Sylvania Sylvania PROPN 4 obj""",
        "visit",
        {"nsubj": ["Freedonia"], "obj": ["Sylvania"]},
    ),
    "urged to": (
        """
        Freedonia Freedonia PROPN 2 nsubj
        urged urge VERB 0 root Tense=Past|VerbForm=Fin
        Sylvania Sylvania PROPN 2 obj
        to to PART 5 mark
        withdraw withdraw VERB 2 xcomp VerbForm=Inf""",
        "withdraw",
        {"nsubj": ["Sylvania"]},
    ),
    "accused of": (
        """
        Freedonia Freedonia PROPN 2 nsubj
        accused accuse VERB 0 root Tense=Past|VerbForm=Fin
        Sylvania Sylvania PROPN 2 obj
        of of SCONJ 5 mark
        arming arm VERB 2 advcl VerbForm=Ger
        rebels rebel NOUN 5 obj""",
        "arming",
        {"nsubj": ["Sylvania"], "obj": ["rebels"]},
    ),
    "relative clause": (
        """
        Sylvania Sylvania PROPN 0 root
        which which PRON 3 nsubj PronType=Rel
        attacked attack VERB 1 acl:relcl Tense=Past|VerbForm=Fin
        Freedonia Freedonia PROPN 3 obj""",
        "attacked",
        {"nsubj": ["Sylvania"], "obj": ["Freedonia"]},
    ),
    "object gap": (
        """
        town town NOUN 0 root
        Freedonia Freedonia PROPN 3 nsubj
        attacked attack VERB 1 acl:relcl Tense=Past|VerbForm=Fin""",
        "attacked",
        {"nsubj": ["Freedonia"], "obj": ["town"]},
    ),
    "shared subject": (
        """
        Freedonia Freedonia PROPN 2 nsubj
        came come VERB 0 root Tense=Past|VerbForm=Fin
        and and CCONJ 4 cc
        attacked attack VERB 2 conj Tense=Past|VerbForm=Fin
        Sylvania Sylvania PROPN 4 obj""",
        "attacked",
        {"nsubj": ["Freedonia"], "obj": ["Sylvania"]},
    ),
    "light verb": (
        """
        Freedonia Freedonia PROPN 2 nsubj
        held hold VERB 0 root Tense=Past|VerbForm=Fin
        talks talk NOUN 2 obj
        with with ADP 5 case
        Sylvania Sylvania PROPN 2 obl""",
        "talks",
        {"nsubj": ["Freedonia"], "nmod:with": ["Sylvania"]},
    ),
    "between": (
        """
        talks talk NOUN 0 root
        between between ADP 3 case
        Freedonia Freedonia PROPN 1 nmod
        and and CCONJ 5 cc
        Sylvania Sylvania PROPN 3 conj""",
        "talks",
        {"nmod:between": ["Freedonia"]},
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_logical_relations(name: str) -> None:
    rows, form, wanted = CASES[name]
    _, sentence = tree(rows)
    clauses = Clauses(sentence, SETS)
    word = next(w for w in sentence.words if w.form == form)
    for relation, forms in wanted.items():
        assert [sentence.words[i].form for i in clauses.follow(word.index, relation)] == forms


def test_joined_nouns_are_one_filler_list() -> None:
    _, sentence = tree(CASES["between"][0])
    assert [sentence.words[i].form for i in Clauses(sentence, SETS).joined(2)] == ["Freedonia", "Sylvania"]
