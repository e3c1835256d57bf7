"""Relations that contradict one another are set right, and nothing else is touched."""

from __future__ import annotations

from dragoman.parse.consistent import (
    Tree,
    active_subjects,
    adjectives_are_active,
    adjectives_are_no_marks,
    objects_before_marks,
)

VERB, PAST = ("VERB", "Mood=Ind|Tense=Past|VerbForm=Fin"), ("VERB", "Tense=Past|VerbForm=Part|Voice=Pass")
NOUN, MARK = ("PROPN", "Number=Sing"), ("SCONJ", "_")


def test_a_finite_verb_without_auxiliary_is_active() -> None:
    tree = Tree([1, -1, 1], ["nsubj:pass", "root", "obj"], [NOUN, VERB, NOUN])
    active_subjects(tree)
    assert tree.relations == ["nsubj", "root", "obj"]


def test_a_verb_with_an_object_is_active() -> None:
    tree = Tree([1, -1, 1], ["nsubj:pass", "root", "obj"], [NOUN, PAST, NOUN])
    active_subjects(tree)
    assert tree.relations[0] == "nsubj"


def test_a_headlines_passive_stays() -> None:
    tree = Tree([1, -1, 3, 1], ["nsubj:pass", "root", "case", "obl"], [NOUN, PAST, ("ADP", "_"), NOUN])
    active_subjects(tree)
    assert tree.relations[0] == "nsubj:pass"


def test_a_passive_with_its_auxiliary_stays() -> None:
    tree = Tree([2, 2, -1], ["nsubj:pass", "aux:pass", "root"], [NOUN, ("AUX", "VerbForm=Fin"), VERB])
    active_subjects(tree)
    assert tree.relations[0] == "nsubj:pass"


def test_who_stands_before_the_mark_is_the_verbs_object() -> None:
    # Oslo accused Riga of lying
    tree = Tree([1, -1, 4, 4, 1], ["nsubj", "root", "nsubj", "mark", "advcl"], [NOUN, VERB, NOUN, MARK, VERB])
    objects_before_marks(tree)
    assert (tree.heads[2], tree.relations[2]) == (1, "obj")


def test_a_subject_behind_its_mark_stays() -> None:
    # Oslo said that Riga lied
    tree = Tree([1, -1, 4, 4, 1], ["nsubj", "root", "mark", "nsubj", "ccomp"], [NOUN, VERB, MARK, NOUN, VERB])
    objects_before_marks(tree)
    assert (tree.heads[3], tree.relations[3]) == (4, "nsubj")


def test_an_adjective_has_no_passive() -> None:
    # Oslo was shocked
    tree = Tree([2, 2, -1], ["nsubj:pass", "aux:pass", "root"], [NOUN, ("AUX", "VerbForm=Fin"), ("ADJ", "_")])
    adjectives_are_active(tree)
    assert tree.relations == ["nsubj", "cop", "root"]


def test_what_is_due_to_happen_is_the_complement() -> None:
    # Oslo is due to vote
    tags = [NOUN, ("AUX", "VerbForm=Fin"), ("ADJ", "_"), ("PART", "_"), ("VERB", "VerbForm=Inf")]
    tree = Tree([4, 4, 4, 2, -1], ["nsubj:outer", "cop", "mark", "fixed", "root"], tags)
    adjectives_are_no_marks(tree)
    assert tree.heads == [2, 2, -1, 4, 2]
    assert tree.relations == ["nsubj", "cop", "root", "mark", "xcomp"]
