"""Lemmas that are no words are mended from the form, known ones are left alone."""

import pytest
from tests.extract.events_trees import tree

from dragoman.extract.lemmas import mend

KNOWN = frozenset({"accuse", "reject", "plan", "deny", "treaty", "sanction"})


@pytest.mark.parametrize(
    ("form", "lemma", "upos", "wanted"),
    [
        ("accused", "accus", "VERB", "accuse"),
        ("rejected", "rejecte", "VERB", "reject"),
        ("planning", "plann", "VERB", "plan"),
        ("denied", "deni", "VERB", "deny"),
        ("treaties", "treatie", "NOUN", "treaty"),
        ("sanctions", "sanction", "NOUN", "sanction"),
        ("Lagos", "Lagos", "PROPN", "Lagos"),
    ],
)
def test_mending(form: str, lemma: str, upos: str, wanted: str) -> None:
    _, sentence = tree(f"{form} {lemma} {upos} 0 root")
    assert mend(sentence, KNOWN).words[0].lemma == wanted
