"""A sentence's tree goes in; where its relations contradict one another, it comes out made consistent.

The network judges arcs and relations a pair of words at a time, so that short clauses now and then hold two
relations that cannot both be. Only what the rest of the tree decides is changed; every change keeps one tree.
"""

from __future__ import annotations

from dragoman.parse.consistent_clauses import clauses_made_consistent
from dragoman.parse.trees import CLAUSES, NAMING, Tree

PASSIVE_SUBJECTS = frozenset({"nsubj:pass", "csubj:pass"})
ADJECTIVAL = {"nsubj:pass": "nsubj", "csubj:pass": "csubj", "aux:pass": "cop", "obl:agent": "obl"}
"""Relations to a passive verb, and what they are to an adjective."""
PREDICATES = frozenset({"VERB", "AUX"})
PARTS = frozenset({"compound", "nmod:poss", "amod", "flat", "appos"})
"""Relations to a noun that no verb stands between."""
JOINED = frozenset({"flat", "compound", "appos"})
BARE = frozenset({"nmod", "appos", "nmod:desc", "flat"})
"""Relations of names that stand beside a noun without a preposition."""
BESIDE = BARE | {"nmod:unmarked", "compound"}
DEEPEST = 4
"""Steps from the place's name up to the title."""


def make_consistent(tree: Tree) -> None:
    """All repairs, in place."""
    objects_before_marks(tree)
    verbs_with_objects(tree)
    verbs_with_subjects(tree)
    days_say_when(tree)
    clauses_made_consistent(tree)
    subjects_across_verbs(tree)
    subjects_of_finite_verbs(tree)
    active_subjects(tree)
    adjectives_are_active(tree)
    bearers_stand_by_titles(tree)


def active_subjects(tree: Tree) -> None:
    """A verb without a passive auxiliary has no passive subject if it is finite or has an object.

    "Norway granted asylum to him": a passive that lacks its auxiliary (as headlines do) has neither.
    """
    for word, relation in enumerate(tree.relations):
        head = tree.heads[word]
        if relation in PASSIVE_SUBJECTS and not tree.has(head, "aux:pass"):
            finite = "VerbForm=Fin" in tree.marks[head][1]
            if finite or tree.has(head, "obj"):
                tree.relations[word] = relation.removesuffix(":pass")


def objects_before_marks(tree: Tree) -> None:
    """A noun between a verb and the mark of its clause is the verb's object, not the clause's subject.

    "Norway accused him of lying": a subject stands behind the mark of its own clause.
    """
    for word, relation in enumerate(tree.relations):
        clause = tree.heads[word]
        if relation != "nsubj" or clause <= word:
            continue
        verb = tree.heads[clause]
        between = any(
            tree.heads[i] == clause and tree.relations[i] == "mark" and tree.marks[i][0] == "SCONJ"
            for i in range(word + 1, clause)
        )
        if between and 0 <= verb < word and tree.marks[verb][0] == "VERB" and not tree.has(verb, "obj"):
            tree.heads[word], tree.relations[word] = verb, "obj"


def verbs_with_objects(tree: Tree) -> None:
    """What has a subject before it, an object behind it and no copula is a verb: "Oslo delayed talks"."""
    for subject, relation in enumerate(tree.relations):
        word = tree.heads[subject]
        if relation != "nsubj" or word < subject or tree.marks[word][0] in PREDICATES:
            continue
        upos, form = tree.marks[word][0], tree.forms[word]
        if (
            not form.isalpha()
            or (upos == "ADJ" and not form.endswith("ed"))
            or tree.child(word, "obj") < word
        ):
            continue
        if not any(tree.has(word, relation) for relation in ("cop", "aux", "case", "det")):
            tense = "Tense=Past|" if form.endswith("ed") else "Tense=Pres|" if form.endswith("s") else ""
            tree.marks[word] = ("VERB", f"Mood=Ind|{tense}VerbForm=Fin")


def verbs_with_subjects(tree: Tree) -> None:
    """A verb with a subject or auxiliary is no attribute of the noun behind it, which is its object.

    "Tokyo tightened export controls", "Bhutan has established relations".
    """
    for verb, relation in enumerate(tree.relations):
        noun = tree.heads[verb]
        if relation not in ("amod", "acl") or tree.marks[verb][0] != "VERB" or noun < verb:
            continue
        if not (tree.has_subject(verb) or tree.has(verb, "aux") or tree.has(verb, "aux:pass")):
            continue
        tree.heads[verb], tree.relations[verb] = tree.heads[noun], tree.relations[noun]
        tree.heads[noun], tree.relations[noun] = verb, "obj"
        for i, head in enumerate(tree.heads):
            if head == noun and (i < verb or tree.relations[i] == "punct"):
                tree.heads[i] = verb


def days_say_when(tree: Tree) -> None:
    """A day between a name and a finite verb is no part of the name: "Lima Monday closed its ports"."""
    for word, form in enumerate(tree.forms[1:-1], 1):
        if (
            form.lower() not in tree.words.days
            or tree.relations[word] not in BESIDE
            or tree.heads[word] >= word
        ):
            continue
        upos, feats = tree.marks[word + 1]
        if upos == "VERB" and "Mood=Ind" in feats and tree.marks[word - 1][0] in NAMING:
            tree.heads[word], tree.relations[word] = word + 1, "obl:unmarked"
            if tree.names:
                tree.names[word] = "O"


def subjects_across_verbs(tree: Tree) -> None:
    """A noun before a verb is no part of the object behind it: "Militia men razed villages"."""
    for word, relation in enumerate(tree.relations):
        thing = tree.heads[word]
        if relation not in PARTS or thing < 0 or tree.relations[thing] != "obj":
            continue
        verb = tree.heads[thing]
        if word < verb < thing and tree.marks[word][0] in NAMING and not tree.has_subject(verb):
            tree.heads[word], tree.relations[word] = verb, "nsubj"


def subjects_of_finite_verbs(tree: Tree) -> None:
    """A finite verb without a subject has the noun right before it: "On Thursday London listed him"."""
    for verb, (upos, feats) in enumerate(tree.marks):
        if upos != "VERB" or "Mood=Ind" not in feats or tree.relations[verb] not in CLAUSES or not verb:
            continue
        if tree.marks[verb - 1][0] not in NAMING or tree.has_subject(verb):
            continue
        noun = verb - 1
        while tree.relations[noun] in JOINED and 0 <= tree.heads[noun] < verb:
            noun = tree.heads[noun]
        if tree.has(noun, "case") or tree.relations[noun] in ("obj", "conj") or tree.under(verb, noun):
            continue
        tree.heads[noun], tree.relations[noun] = verb, "nsubj"


def adjectives_are_active(tree: Tree) -> None:
    """What hangs on an adjective as on a passive hangs on it as on a predicate: "was shocked by the raid"."""
    for word, relation in enumerate(tree.relations):
        head = tree.heads[word]
        if relation in ADJECTIVAL and head >= 0 and tree.marks[head][0] == "ADJ":
            tree.relations[word] = ADJECTIVAL[relation]


def bearers_stand_by_titles(tree: Tree) -> None:
    """A name right behind a title and its place belongs to the title: "talks with King of Chad Ali Said".

    The tree may hang it on the noun above the title; a name without preposition or comma is nothing there.
    """
    for word, relation in enumerate(tree.relations):
        above = tree.heads[word]
        if relation not in BARE or not 0 <= above < word:
            continue
        if tree.marks[word][0] != "PROPN" or tree.marks[above][0] != "NOUN":
            continue
        if any(head == word and tree.relations[i] in ("case", "punct") for i, head in enumerate(tree.heads)):
            continue
        title, steps = word - 1, 0
        while title >= 0 and tree.heads[title] != above and steps < DEEPEST:
            title, steps = tree.heads[title], steps + 1
        named = above < title < word and tree.marks[title][0] == "PROPN"
        if steps and named and tree.relations[title] == "nmod" and tree.has(title, "case"):
            tree.heads[word], tree.relations[word] = title, "appos"
