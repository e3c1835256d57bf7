"""Relations that contradict one another are set right, and nothing else is touched."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dragoman.parse.consistent import (
    active_subjects,
    adjectives_are_active,
    bearers_stand_by_titles,
    days_say_when,
    make_consistent,
    objects_before_marks,
    subjects_across_verbs,
    subjects_of_finite_verbs,
    verbs_with_objects,
    verbs_with_subjects,
)
from dragoman.parse.consistent_clauses import (
    adjectives_are_no_marks,
    complements_without_prepositions,
    gerunds_share_subjects,
    having_is_auxiliary,
    joined_clauses_are_conjuncts,
    one_subject,
    passives_beside_nouns,
    relatives_modify_nouns,
    subjects_of_what_is_said,
)
from dragoman.parse.trees import Tree

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


def test_a_verb_with_a_subject_is_no_attribute_of_its_object() -> None:
    # Oslo tightened export controls .
    tree = Tree(
        [1, 3, 3, -1, 1], ["nsubj", "amod", "compound", "root", "punct"],
        [NOUN, VERB, ("NOUN", "_"), ("NOUN", "_"), ("PUNCT", "_")],
    )  # fmt: skip
    verbs_with_subjects(tree)
    assert tree.heads == [1, -1, 3, 1, 1]
    assert tree.relations == ["nsubj", "root", "compound", "obj", "punct"]


def test_what_hung_before_the_verb_follows_it() -> None:
    # yesterday Riga has established relations with Oslo
    tree = Tree(
        [4, 3, 3, 4, -1, 6, 4], ["obl", "nsubj", "aux", "amod", "root", "case", "nmod"],
        [("NOUN", "_"), NOUN, ("AUX", "_"), VERB, ("NOUN", "_"), ("ADP", "_"), NOUN],
    )  # fmt: skip
    verbs_with_subjects(tree)
    assert tree.heads == [3, 3, 3, -1, 3, 6, 4]


def test_a_participle_without_a_subject_stays_an_attribute() -> None:
    # tightened controls
    tree = Tree([1, -1], ["amod", "root"], [PAST, ("NOUN", "_")])
    verbs_with_subjects(tree)
    assert tree.relations == ["amod", "root"]


def test_an_adjective_between_subject_and_object_is_a_verb() -> None:
    # Oslo postponed talks
    forms = ["Oslo", "postponed", "talks"]
    tree = Tree([1, -1, 1], ["nsubj", "root", "obj"], [NOUN, ("ADJ", "_"), ("NOUN", "_")], forms)
    verbs_with_objects(tree)
    assert tree.marks[1][0] == "VERB"


def test_a_noun_with_a_preposition_is_no_predicate() -> None:
    # Oslo called for dialogue; Oslo acted as host
    marks = [NOUN, VERB, ("ADP", "_"), ("NOUN", "_")]
    for preposition, relation in (("for", "obl"), ("as", "xcomp")):
        forms = ["Oslo", "called", preposition, "dialogue"]
        tree = Tree([1, -1, 3, 1], ["nsubj", "root", "case", "xcomp"], list(marks), forms)
        complements_without_prepositions(tree)
        assert tree.relations[3] == relation


def test_a_clause_behind_a_passive_with_a_subject_is_told() -> None:
    # hope was expressed that they come
    tree = Tree(
        [2, 2, -1, 5, 5, 2], ["nsubj:pass", "aux:pass", "root", "mark", "nsubj", "csubj:pass"],
        [NOUN, ("AUX", "_"), VERB, MARK, NOUN, VERB],
    )  # fmt: skip
    one_subject(tree)
    assert tree.relations[5] == "ccomp"


def test_no_verb_stands_within_a_noun_phrase() -> None:
    # Riga militia razed villages
    tree = Tree(
        [1, 3, -1, 2], ["compound", "compound", "root", "obj"], [NOUN, ("NOUN", "_"), VERB, ("NOUN", "_")]
    )
    subjects_across_verbs(tree)
    assert (tree.heads[1], tree.relations[1]) == (2, "nsubj")


def test_a_finite_verb_has_the_noun_before_it_for_its_subject() -> None:
    # on Monday Oslo listed him
    tree = Tree(
        [1, 3, 1, -1, 3], ["case", "obl", "nmod:unmarked", "root", "obj"],
        [("ADP", "_"), NOUN, NOUN, VERB, ("PRON", "_")],
    )  # fmt: skip
    subjects_of_finite_verbs(tree)
    assert (tree.heads[2], tree.relations[2]) == (3, "nsubj")


def test_a_noun_with_a_preposition_is_no_subject() -> None:
    # with them came Oslo
    tree = Tree([1, 2, -1, 2], ["case", "obl", "root", "obj"], [("ADP", "_"), NOUN, VERB, NOUN])
    subjects_of_finite_verbs(tree)
    assert tree.relations[1] == "obl"


def test_having_and_a_participle_are_one_verb() -> None:
    # Oslo denied having massed troops
    forms = ["Oslo", "denied", "having", "massed", "troops"]
    for heads, relation in (([1, -1, 1, 4, 2], "amod"), ([1, -1, 1, 2, 2], "xcomp")):
        marks = [NOUN, VERB, ("VERB", "VerbForm=Ger"), PAST, NOUN]
        tree = Tree(list(heads), ["nsubj", "root", "xcomp", relation, "obj"], marks, forms)
        having_is_auxiliary(tree)
        assert tree.heads == [1, -1, 3, 1, 3]
        assert tree.relations == ["nsubj", "root", "aux", "xcomp", "obj"]


def test_a_gerund_without_subject_has_that_of_the_verb_above() -> None:
    # Oslo denied having vetoed it
    marks = [NOUN, VERB, ("AUX", "VerbForm=Ger"), VERB, ("PRON", "_")]
    tree = Tree([1, -1, 3, 1, 3], ["nsubj", "root", "mark", "ccomp", "obj"], marks)
    gerunds_share_subjects(tree)
    assert tree.relations == ["nsubj", "root", "aux", "xcomp", "obj"]


def test_a_day_behind_a_name_says_when() -> None:
    # Lima Monday closed ports
    forms, names = ["Lima", "Monday", "closed", "ports"], ["B-PER", "I-PER", "O", "O"]
    marks = [NOUN, NOUN, VERB, NOUN]
    tree = Tree([2, 0, -1, 2], ["nsubj", "flat", "root", "obj"], marks, forms, names)
    days_say_when(tree)
    assert (tree.heads[1], tree.relations[1], tree.names[1]) == (2, "obl:unmarked", "O")


def test_a_relative_clause_is_its_nouns() -> None:
    # she named Ann Lund , who left
    forms = ["she", "named", "Ann", "Lund", ",", "who", "left"]
    marks = [("PRON", "_"), VERB, NOUN, NOUN, ("PUNCT", "_"), ("PRON", "_"), VERB]
    relations = ["nsubj", "root", "obj", "flat", "punct", "nsubj", "ccomp"]
    tree = Tree([1, -1, 1, 2, 6, 6, 1], relations, marks, forms)
    relatives_modify_nouns(tree)
    assert (tree.heads[6], tree.relations[6]) == (2, "acl:relcl")


def test_a_passive_behind_a_noun_and_a_comma_is_no_second_verb() -> None:
    # she left Riga , shelled by rebels
    forms = ["she", "left", "Riga", ",", "shelled", "by", "rebels"]
    marks = [("PRON", "_"), VERB, NOUN, ("PUNCT", "_"), PAST, ("ADP", "_"), NOUN]
    relations = ["nsubj", "root", "obj", "punct", "conj", "case", "obl:agent"]
    tree = Tree([1, -1, 1, 4, 1, 6, 4], relations, marks, forms)
    passives_beside_nouns(tree)
    assert (tree.heads[4], tree.relations[4]) == (2, "acl")


def test_a_clause_told_has_its_own_subject() -> None:
    # Oslo Friday closed ports , she said
    tree = Tree(
        [6, 2, 6, 2, 6, 6, -1], ["nsubj", "nsubj", "ccomp", "obj", "punct", "nsubj", "root"],
        [NOUN, NOUN, VERB, NOUN, ("PUNCT", "_"), ("PRON", "_"), VERB],
    )  # fmt: skip
    subjects_of_what_is_said(tree)
    assert tree.heads[:2] == [2, 2]
    assert tree.relations[:2] == ["nsubj", "obl:unmarked"]


def test_a_noun_above_its_verb_is_no_subject() -> None:
    # Oslo : said
    tree = Tree([-1, 0], ["root", "parataxis"], [NOUN, VERB])
    subjects_of_finite_verbs(tree)
    assert tree.heads == [-1, 0]


RELATIONS = (
    "root", "nsubj", "nsubj:pass", "obj", "obl", "amod", "acl", "compound", "appos", "nmod", "ccomp", "xcomp",
    "csubj:pass", "advcl", "parataxis", "mark", "case", "cop", "aux", "aux:pass", "conj", "cc", "punct",
    "fixed",
)  # fmt: skip
MARKS = (
    NOUN,
    ("NOUN", "_"),
    VERB,
    PAST,
    ("ADJ", "_"),
    ("ADP", "_"),
    ("AUX", "VerbForm=Fin"),
    MARK,
    ("PART", "_"),
)


@given(st.data())
def test_whatever_the_relations_one_tree_stays(data: st.DataObject) -> None:
    size = data.draw(st.integers(1, 9))
    order = data.draw(st.permutations(range(size)))
    heads = [-1] * size
    for place, word in enumerate(order[1:], 1):
        heads[word] = order[data.draw(st.integers(0, place - 1))]
    relations = [data.draw(st.sampled_from(RELATIONS)) for _ in range(size)]
    marks = [data.draw(st.sampled_from(MARKS)) for _ in range(size)]
    forms = [data.draw(st.sampled_from(("word", "moved", "having", "as", "who", ","))) for _ in range(size)]
    tree = Tree(heads, relations, marks, forms)
    make_consistent(tree)
    assert tree.heads.count(-1) == 1
    assert all(tree.under(word, tree.heads.index(-1)) for word in range(size))
