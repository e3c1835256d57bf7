"""A sentence's tree goes in; clauses and complements that contradict the rest of it come out set right."""

from __future__ import annotations

from dragoman.parse.trees import CLAUSES, NAMING, Tree

NOMINAL = NAMING | {"PRON"}


def clauses_made_consistent(tree: Tree) -> None:
    """All repairs of clauses, in place."""
    adjectives_are_no_marks(tree)
    subjects_of_what_is_said(tree)
    complements_without_prepositions(tree)
    one_subject(tree)
    relatives_modify_nouns(tree)
    passives_beside_nouns(tree)
    having_is_auxiliary(tree)
    gerunds_share_subjects(tree)
    joined_clauses_are_conjuncts(tree)


def relatives_modify_nouns(tree: Tree) -> None:
    """A clause whose subject is "who" or "which", right behind a noun, is the noun's: "Oslo, which left"."""
    for word, form in enumerate(tree.forms):
        verb = tree.heads[word]
        if (
            form.lower() not in tree.words.relative
            or not tree.relations[word].startswith("nsubj")
            or verb < word
        ):
            continue
        noun = tree.noun_before(word)
        elsewhere = tree.relations[verb] == "acl:relcl" and not tree.under(noun, tree.heads[verb])
        if not elsewhere and tree.relations[verb] not in CLAUSES | {"conj", "xcomp"}:
            continue
        if 0 <= tree.heads[verb] < word and noun >= 0 and not tree.under(noun, verb):
            tree.heads[verb], tree.relations[verb] = noun, "acl:relcl"


def passives_beside_nouns(tree: Tree) -> None:
    """A participle with an agent behind a noun and a comma is no second verb: "left Riga, shelled by"."""
    for verb, (upos, feats) in enumerate(tree.marks):
        if upos != "VERB" or "VerbForm=Part" not in feats or tree.relations[verb] != "conj":
            continue
        if not verb or tree.forms[verb - 1] != "," or not tree.has(verb, "obl:agent"):
            continue
        if any(tree.has(verb, relation) for relation in ("cc", "aux:pass", "aux")) or tree.has_subject(verb):
            continue
        noun = tree.noun_before(verb)
        if noun >= 0 and not tree.under(noun, verb):
            tree.heads[verb], tree.relations[verb] = noun, "acl"


def having_is_auxiliary(tree: Tree) -> None:
    """A participle right behind "having" is its verb: "denied having massed troops"."""
    for word, form in enumerate(tree.forms[:-1]):
        verb = word + 1
        if form.lower() not in tree.words.perfect or "VerbForm=Part" not in tree.marks[verb][1]:
            continue
        thing = tree.heads[verb]
        attribute = tree.relations[verb] == "amod" and thing >= 0 and tree.heads[thing] == word
        if not attribute and (thing != word or tree.relations[verb] != "xcomp"):
            continue
        tree.heads[verb], tree.relations[verb] = tree.heads[word], tree.relations[word]
        tree.heads[word], tree.relations[word] = verb, "aux"
        tree.heads = [verb if head == word else head for head in tree.heads]
        tree.marks[word], tree.marks[verb] = ("AUX", "VerbForm=Ger"), ("VERB", "Tense=Past|VerbForm=Part")


def gerunds_share_subjects(tree: Tree) -> None:
    """What follows a verb in -ing without subject or mark has the verb's: "denied having seen it"."""
    for word, relation in enumerate(tree.relations):
        if relation == "mark" and tree.marks[word][0] == "AUX":
            tree.relations[word] = "aux"
    for word, relation in enumerate(tree.relations):
        if relation != "ccomp" or tree.heads[word] > word or tree.marks[word][0] != "VERB":
            continue
        auxiliary = tree.child(word, "aux")
        first = tree.marks[word if auxiliary < 0 else auxiliary][1]
        gerund = "VerbForm=Ger" in first or ("VerbForm=Part" in first and "Tense=Pres" in first)
        if gerund and not tree.has_subject(word) and not tree.has(word, "mark"):
            tree.relations[word] = "xcomp"


def one_subject(tree: Tree) -> None:
    """A clause behind a passive that has its subject is told, not the subject: "hope was expressed that"."""
    for word, relation in enumerate(tree.relations):
        verb = tree.heads[word]
        if relation == "csubj:pass" and 0 <= tree.child(verb, "nsubj:pass") < verb < word:
            mark = tree.child(word, "mark")
            tree.relations[word] = "xcomp" if mark >= 0 and tree.marks[mark][0] == "PART" else "ccomp"


def subjects_of_what_is_said(tree: Tree) -> None:
    """Of two subjects of a verb, that before a clause told is the clause's: "Oslo Friday left, she said".

    A bare noun between it and the clause's verb, which the tree took for its subject, says when.
    """
    for word, relation in enumerate(tree.relations):
        verb = tree.heads[word]
        if relation != "nsubj" or verb < word:
            continue
        told = tree.child(verb, "ccomp")
        other = max(i for i, head in enumerate(tree.heads) if head == verb and tree.relations[i] == "nsubj")
        if not word < told < other:
            continue
        subject = tree.child(told, "nsubj")
        if subject == word + 1 and tree.marks[subject][0] == "PROPN":
            tree.relations[subject] = "obl:unmarked"
        if subject in (-1, word + 1):
            tree.heads[word] = told


def adjectives_are_no_marks(tree: Tree) -> None:
    """An adjective between copula and verb is the predicate, the verb its complement: "is due to arrive"."""
    for mark, relation in enumerate(tree.relations):
        verb = tree.heads[mark]
        if relation != "mark" or tree.marks[mark][0] != "ADJ" or tree.marks[verb][0] != "VERB":
            continue
        particle, copula = tree.child(mark, "fixed"), tree.child(verb, "cop")
        if particle < 0 or not 0 <= copula < mark < verb:
            continue
        tree.heads[mark], tree.relations[mark] = tree.heads[verb], tree.relations[verb]
        tree.heads[verb], tree.relations[verb] = mark, "xcomp"
        tree.heads[particle], tree.relations[particle] = verb, "mark"
        for i in range(mark):
            if tree.heads[i] == verb:
                tree.heads[i], tree.relations[i] = mark, tree.relations[i].removesuffix(":outer")


def complements_without_prepositions(tree: Tree) -> None:
    """A noun with a preposition is no predicate of a verb that has no object: "Rome called for dialogue"."""
    for word, relation in enumerate(tree.relations):
        if relation != "xcomp" or tree.marks[word][0] not in NOMINAL or tree.has(word, "cop"):
            continue
        verb, case = tree.heads[word], tree.child(word, "case")
        if case < 0 or tree.marks[verb][0] != "VERB" or tree.forms[case].lower() in tree.words.likening:
            continue
        if case < word and not tree.has(verb, "obj"):
            tree.relations[word] = "obl"


def joined_clauses_are_conjuncts(tree: Tree) -> None:
    """A second clause of a verb with a conjunction is joined to the first: "he fell and rose, she said"."""
    for word, relation in enumerate(tree.relations):
        if relation != "ccomp":
            continue
        above = tree.heads[word]
        first = tree.child(above, "ccomp")
        joint = tree.child(word, "cc")
        if first < joint < word:
            tree.heads[word], tree.relations[word] = first, "conj"
