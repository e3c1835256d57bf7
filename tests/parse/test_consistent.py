"""Relations that contradict one another are set right, and nothing else is touched."""

from __future__ import annotations

from dragoman.parse.consistent import (
    Tree,
    active_subjects,
    adjectives_are_active,
    adjectives_are_no_marks,
    bearers_stand_by_titles,
    joined_clauses_are_conjuncts,
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


COMMON, ADP = ("NOUN", "Number=Sing"), ("ADP", "_")


def test_a_name_behind_a_title_and_its_place_belongs_to_the_title() -> None:
    # a conversation with [the] Chancellor of Freedonia Vera Lund
    marks = [COMMON, ADP, NOUN, ADP, NOUN, NOUN, NOUN]
    relations = ["root", "case", "nmod", "case", "nmod", "appos", "flat"]
    tree = Tree([-1, 2, 0, 4, 2, 0, 5], relations, marks)
    bearers_stand_by_titles(tree)
    assert (tree.heads[5], tree.relations[5]) == (2, "appos")


def test_a_name_that_hangs_on_its_title_stays() -> None:
    # [the] Chancellor of [the] Republic of Freedonia Vera
    relations = ["root", "case", "nmod", "case", "nmod", "appos"]
    tree = Tree([-1, 2, 0, 4, 2, 0], relations, [NOUN, ADP, NOUN, ADP, NOUN, NOUN])
    bearers_stand_by_titles(tree)
    assert tree.heads[5] == 0


def test_a_second_clause_with_a_conjunction_is_joined_to_the_first() -> None:
    # Freedonia fell and Sylvania rose, Lund said
    marks = [NOUN, VERB, ("CCONJ", "_"), NOUN, VERB, NOUN, VERB]
    relations = ["nsubj", "ccomp", "cc", "nsubj", "ccomp", "nsubj", "root"]
    tree = Tree([1, 6, 4, 4, 6, 6, -1], relations, marks)
    joined_clauses_are_conjuncts(tree)
    assert (tree.heads[4], tree.relations[4]) == (1, "conj")
