"""Trees in spaCy's English scheme become UD v2 trees of one root."""

from __future__ import annotations

import pytest

from dragoman.parse.clear import Node, is_clear, to_ud
from dragoman.parse.labels import load_labels
from dragoman.parse.trees import cut, iob, is_tree, one_root
from dragoman.records import Sentence, Word

CLEAR = load_labels().clear

# Each row: form, lemma, part of speech, head from 1 (0: root), ClearNLP relation -> UD head, UD relation.
CASES = {
    "passive with agent": """
        Troops troops NOUN 3 nsubjpass -> 3 nsubj:pass
        were be AUX 3 auxpass -> 3 aux:pass
        killed kill VERB 0 ROOT -> 0 root
        by by ADP 3 agent -> 5 case
        rebels rebel NOUN 4 pobj -> 3 obl:agent
        in in ADP 3 prep -> 7 case
        Oslo Oslo PROPN 6 pobj -> 3 obl
    """,
    "object, noun's preposition, relative clause, possessive": """
        Lund Lund PROPN 3 poss -> 3 nmod:poss
        's 's PART 1 case -> 1 case
        office office NOUN 4 nsubj -> 4 nsubj
        announced announce VERB 0 ROOT -> 0 root
        talks talk NOUN 4 dobj -> 4 obj
        with with ADP 5 prep -> 7 case
        Norway Norway PROPN 6 pobj -> 5 nmod
        that that PRON 9 nsubj -> 9 nsubj
        failed fail VERB 5 relcl -> 5 acl:relcl
    """,
    "noun as predicate": """
        Lund Lund PROPN 2 nsubj -> 4 nsubj
        is be AUX 0 ROOT -> 4 cop
        the the DET 4 det -> 4 det
        president president NOUN 2 attr -> 0 root
        of of ADP 4 prep -> 6 case
        Norway Norway PROPN 5 pobj -> 4 nmod
        since since ADP 2 prep -> 8 case
        May May PROPN 7 pobj -> 4 obl
        . . PUNCT 2 punct -> 4 punct
    """,
    "adjective as predicate in a clause": """
        He he PRON 2 nsubj -> 2 nsubj
        says say VERB 0 ROOT -> 0 root
        they they PRON 4 nsubj -> 6 nsubj
        are be AUX 2 ccomp -> 6 cop
        not not PART 4 neg -> 6 advmod
        ready ready ADJ 4 acomp -> 2 ccomp
    """,
    "place as predicate": """
        Talks talk NOUN 3 nsubj -> 5 nsubj
        will will AUX 3 aux -> 5 aux
        be be AUX 0 ROOT -> 5 cop
        in in ADP 3 prep -> 5 case
        Oslo Oslo PROPN 4 pobj -> 0 root
    """,
    "existential": """
        There there PRON 2 expl -> 2 expl
        is be VERB 0 ROOT -> 0 root
        hope hope NOUN 2 attr -> 2 nsubj
    """,
    "predicate of another verb": """
        She she PRON 2 nsubj -> 2 nsubj
        became become VERB 0 ROOT -> 0 root
        premier premier NOUN 2 attr -> 2 xcomp
    """,
    "preposition above a clause": """
        He he PRON 2 nsubj -> 2 nsubj
        left leave VERB 0 ROOT -> 0 root
        after after ADP 2 prep -> 4 mark
        meeting meet VERB 3 pcomp -> 2 advcl
        her her PRON 4 dobj -> 4 obj
    """,
    "according to": """
        According accord VERB 5 prep -> 3 case
        to to ADP 1 prep -> 1 fixed
        officials official NOUN 2 pobj -> 5 obl
        they they PRON 5 nsubj -> 5 nsubj
        met meet VERB 0 ROOT -> 0 root
    """,
    "infinitive, particle, dative": """
        They they PRON 2 nsubj -> 2 nsubj
        agreed agree VERB 0 ROOT -> 0 root
        to to PART 4 aux -> 4 mark
        hand hand VERB 2 xcomp -> 2 xcomp
        over over ADP 4 prt -> 4 compound:prt
        arms arm NOUN 4 dobj -> 4 obj
        to to ADP 4 dative -> 8 case
        Mali Mali PROPN 7 pobj -> 4 obl
    """,
    "three conjuncts": """
        Oslo Oslo PROPN 6 nsubj -> 6 nsubj
        , , PUNCT 1 punct -> 1 punct
        Rome Rome PROPN 1 conj -> 1 conj
        and and CCONJ 3 cc -> 5 cc
        Lima Lima PROPN 3 conj -> 1 conj
        agreed agree VERB 0 ROOT -> 0 root
    """,
    "prepositions joined": """
        met meet VERB 0 ROOT -> 0 root
        in in ADP 1 prep -> 3 case
        Oslo Oslo PROPN 2 pobj -> 1 obl
        and and CCONJ 2 cc -> 6 cc
        in in ADP 2 conj -> 6 case
        Rome Rome PROPN 5 pobj -> 3 conj
    """,
    "currency": """
        cost cost VERB 0 ROOT -> 0 root
        $ $ SYM 4 quantmod -> 1 obj
        5 5 NUM 4 compound -> 4 compound
        million million NUM 1 dobj -> 2 nummod
    """,
    "bare time, stranded preposition, unknown label": """
        He he PRON 2 nsubj -> 2 nsubj
        came come VERB 0 ROOT -> 0 root
        Monday Monday PROPN 2 npadvmod -> 2 obl:unmarked
        with with ADP 2 prep -> 2 obl
        hm hm X 2 whatever -> 2 dep
    """,
}


def read(text: str) -> tuple[list[Node], list[int], list[str]]:
    nodes, heads, relations = [], [], []
    for line in text.strip().splitlines():
        form, lemma, upos, head, relation, _, ud_head, ud_relation = line.split()
        nodes.append(Node(form=form, lemma=lemma, upos=upos, head=int(head) - 1, relation=relation))
        heads.append(int(ud_head) - 1)
        relations.append(ud_relation)
    return nodes, heads, relations


@pytest.mark.parametrize("name", CASES)
def test_a_tree_is_turned(name: str) -> None:
    nodes, heads, relations = read(CASES[name])
    assert to_ud(nodes, CLEAR) == (heads, relations)


def test_a_persons_name_is_headed_by_its_first_word() -> None:
    rows = [("President", 2, "compound", 0), ("Anna", 2, "compound", 1), ("Lund", 3, "nsubj", 1)]
    nodes = [Node(f, f, "PROPN", h, r, person) for f, h, r, person in rows]
    nodes.append(Node("left", "leave", "VERB", -1, "ROOT"))
    assert to_ud(nodes, CLEAR) == ([1, 3, 1, -1], ["nmod:desc", "nsubj", "flat", "root"])


@pytest.mark.parametrize("heads", [[1, 0, -1], [-1, -1, 0], [7, 0, 0], [0, 1, 2], [1, 2, 0], [-1]])
def test_whatever_comes_in_one_tree_comes_out(heads: list[int]) -> None:
    nodes = [Node("x", "be", "AUX", head, "attr") for head in heads]
    tree, relations = to_ud(nodes, CLEAR)
    assert is_tree(tree)
    assert relations.count("root") == 1


def test_the_scheme_is_told_by_its_labels() -> None:
    assert is_clear(["nsubj", "pobj"], CLEAR)
    assert not is_clear(["nsubj", "obl", "case", "nmod:poss", "acl:relcl", "root", "dep"], CLEAR)


def test_every_sign_has_a_relation() -> None:
    assert set(CLEAR.signs) <= set(CLEAR.relations)
    assert {*CLEAR.prepositions, *CLEAR.objects, *CLEAR.predicates} <= set(CLEAR.relations)


def test_further_roots_hang_on_the_first() -> None:
    assert one_root([-1, 0, -1], ["root", "obj", "root"]) == ([-1, 0, 0], ["root", "obj", "parataxis"])


def test_names_of_other_label_sets_become_ours() -> None:
    names = load_labels().names
    tags = ["B-PERSON", "I-PERSON", "I-GPE", "O", "B-DATE", "-", "B-ORG"]
    assert iob(tags, names) == ["B-PER", "I-PER", "B-LOC", "O", "O", "O", "B-ORG"]


def test_a_part_of_a_sentence_is_a_tree_of_its_own() -> None:
    words = tuple(
        Word(index=i, start=i * 2, end=i * 2 + 1, form="x", lemma="x", upos="X", feats="", head=head,
             deprel="dep", token=i, name=name)
        for i, (head, name) in enumerate([(3, "B-LOC"), (0, "I-LOC"), (3, "O"), (-1, "O")])
    )  # fmt: skip
    part = cut(Sentence(index=0, start=0, end=7, words=words), 1, 3)
    assert (part.start, part.end) == (2, 5)
    assert [(w.head, w.deprel, w.name, w.token) for w in part.words] == [
        (-1, "root", "B-LOC", 0), (0, "dep", "O", 1),
    ]  # fmt: skip
