"""A sentence's tree goes in; where its relations contradict one another, it comes out made consistent.

The network judges arcs and relations a pair of words at a time, so that short clauses now and then hold two
relations that cannot both be. Only what the rest of the tree decides is changed; every change keeps one tree.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

PASSIVE_SUBJECTS = frozenset({"nsubj:pass", "csubj:pass"})
ADJECTIVAL = {"nsubj:pass": "nsubj", "csubj:pass": "csubj", "aux:pass": "cop", "obl:agent": "obl"}
"""Relations to a passive verb, and what they are to an adjective."""
CLAUSAL = frozenset({"nsubj", "nsubj:pass", "aux", "aux:pass", "expl"})
"""Relations to the predicate of a clause."""
NAMING = frozenset({"NOUN", "PROPN"})
NOMINAL = NAMING | {"PRON"}
RELATIVE = frozenset({"who", "which"})
LIKENING = frozenset({"as", "like"})
PREDICATES = frozenset({"VERB", "AUX"})
PARTS = frozenset({"compound", "nmod:poss", "amod", "flat", "appos"})
"""Relations to a noun that no verb stands between."""
JOINED = frozenset({"flat", "compound", "appos"})
CLAUSES = frozenset({"root", "ccomp", "advcl", "parataxis"})
"""Relations of verbs that share no subject with another."""
BARE = frozenset({"nmod", "appos", "nmod:desc", "flat"})
"""Relations of names that stand beside a noun without a preposition."""
BESIDE = BARE | {"nmod:unmarked", "compound"}
DEEPEST = 4
"""Steps from the place's name up to the title."""


@dataclass(slots=True)
class Tree:
    """Heads (-1 at the root), relations, part of speech with features, forms, and IOB2 tags of names, a word
    each; the names of days in small letters.
    """

    heads: list[int]
    relations: list[str]
    marks: list[tuple[str, str]]
    forms: Sequence[str] = ()
    names: list[str] = field(default_factory=list)
    days: frozenset[str] = frozenset()

    def child(self, head: int, relation: str) -> int:
        """The first dependent of a word by a relation, or -1."""
        pairs = enumerate(zip(self.heads, self.relations, strict=True))
        return next((i for i, (h, r) in pairs if h == head and r == relation), -1)

    def under(self, word: int, other: int) -> bool:
        """Whether a word hangs on another, however far below."""
        while word >= 0 and word != other:
            word = self.heads[word]
        return word == other

    def has(self, head: int, relation: str) -> bool:
        """Whether a word has a dependent by a relation."""
        return self.child(head, relation) >= 0


def make_consistent(tree: Tree) -> None:
    """All repairs, in place."""
    adjectives_are_no_marks(tree)
    objects_before_marks(tree)
    verbs_with_objects(tree)
    verbs_with_subjects(tree)
    days_say_when(tree)
    subjects_of_what_is_said(tree)
    subjects_across_verbs(tree)
    subjects_of_finite_verbs(tree)
    complements_without_prepositions(tree)
    one_subject(tree)
    relatives_modify_nouns(tree)
    passives_beside_nouns(tree)
    having_is_auxiliary(tree)
    gerunds_share_subjects(tree)
    active_subjects(tree)
    adjectives_are_active(tree)
    bearers_stand_by_titles(tree)
    joined_clauses_are_conjuncts(tree)


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
    for word, (upos, _) in enumerate(tree.marks):
        form = tree.forms[word]
        if upos in PREDICATES or not form.isalpha() or (upos == "ADJ" and not form.endswith("ed")):
            continue
        if any(tree.has(word, relation) for relation in ("cop", "aux", "case", "det")):
            continue
        if 0 <= tree.child(word, "nsubj") < word < tree.child(word, "obj"):
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
        if not any(h == verb and tree.relations[i] in CLAUSAL for i, h in enumerate(tree.heads)):
            continue
        tree.heads[verb], tree.relations[verb] = tree.heads[noun], tree.relations[noun]
        tree.heads[noun], tree.relations[noun] = verb, "obj"
        for i, head in enumerate(tree.heads):
            if head == noun and (i < verb or tree.relations[i] == "punct"):
                tree.heads[i] = verb


def days_say_when(tree: Tree) -> None:
    """A day between a name and a finite verb is no part of the name: "Lima Monday closed its ports"."""
    for word, form in enumerate(tree.forms[1:-1], 1):
        if form.lower() not in tree.days or tree.relations[word] not in BESIDE or tree.heads[word] >= word:
            continue
        upos, feats = tree.marks[word + 1]
        if upos == "VERB" and "Mood=Ind" in feats and tree.marks[word - 1][0] in NAMING:
            tree.heads[word], tree.relations[word] = word + 1, "obl:unmarked"
            if tree.names:
                tree.names[word] = "O"


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


def subjects_across_verbs(tree: Tree) -> None:
    """A noun before a verb is no part of the object behind it: "Militia men razed villages"."""
    for word, relation in enumerate(tree.relations):
        thing = tree.heads[word]
        if relation not in PARTS or thing < 0 or tree.relations[thing] != "obj":
            continue
        verb = tree.heads[thing]
        if word < verb < thing and tree.marks[word][0] in NAMING and not _has_subject(tree, verb):
            tree.heads[word], tree.relations[word] = verb, "nsubj"


def subjects_of_finite_verbs(tree: Tree) -> None:
    """A finite verb without a subject has the noun right before it: "On Thursday London listed him"."""
    for verb, (upos, feats) in enumerate(tree.marks):
        if upos != "VERB" or "Mood=Ind" not in feats or tree.relations[verb] not in CLAUSES or not verb:
            continue
        if tree.marks[verb - 1][0] not in NAMING or _has_subject(tree, verb):
            continue
        noun = verb - 1
        while tree.relations[noun] in JOINED and 0 <= tree.heads[noun] < verb:
            noun = tree.heads[noun]
        if tree.has(noun, "case") or tree.relations[noun] in ("obj", "conj") or tree.under(verb, noun):
            continue
        tree.heads[noun], tree.relations[noun] = verb, "nsubj"


def _has_subject(tree: Tree, verb: int) -> bool:
    return any(
        head == verb and relation.startswith(("nsubj", "csubj", "expl"))
        for head, relation in zip(tree.heads, tree.relations, strict=True)
    )


def complements_without_prepositions(tree: Tree) -> None:
    """A noun with a preposition is no predicate of a verb that has no object: "Rome called for dialogue"."""
    for word, relation in enumerate(tree.relations):
        if relation != "xcomp" or tree.marks[word][0] not in NOMINAL or tree.has(word, "cop"):
            continue
        verb, case = tree.heads[word], tree.child(word, "case")
        if case < 0 or tree.marks[verb][0] != "VERB" or tree.forms[case].lower() in LIKENING:
            continue
        if case < word and not tree.has(verb, "obj"):
            tree.relations[word] = "obl"


def relatives_modify_nouns(tree: Tree) -> None:
    """A clause whose subject is "who" or "which", right behind a noun, is the noun's: "Oslo, which left"."""
    for word, form in enumerate(tree.forms):
        verb = tree.heads[word]
        if form.lower() not in RELATIVE or not tree.relations[word].startswith("nsubj") or verb < word:
            continue
        noun = _noun_before(tree, word)
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
        if any(tree.has(verb, relation) for relation in ("cc", "aux:pass", "aux")) or _has_subject(
            tree, verb
        ):
            continue
        noun = _noun_before(tree, verb)
        if noun >= 0 and not tree.under(noun, verb):
            tree.heads[verb], tree.relations[verb] = noun, "acl"


def _noun_before(tree: Tree, word: int) -> int:
    """The noun that ends right before a word, or before the comma there; -1 where there is none."""
    noun = word - 2 if word > 1 and tree.forms[word - 1] == "," else word - 1
    if noun < 0 or tree.marks[noun][0] not in NAMING:
        return -1
    while tree.relations[noun] in ("flat", "compound") and tree.heads[noun] >= 0:
        noun = tree.heads[noun]
    return noun


def having_is_auxiliary(tree: Tree) -> None:
    """A participle right behind "having" is its verb: "denied having massed troops"."""
    for word, form in enumerate(tree.forms[:-1]):
        verb = word + 1
        if form.lower() != "having" or "VerbForm=Part" not in tree.marks[verb][1]:
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
        if gerund and not _has_subject(tree, word) and not tree.has(word, "mark"):
            tree.relations[word] = "xcomp"


def one_subject(tree: Tree) -> None:
    """A clause behind a passive that has its subject is told, not the subject: "hope was expressed that"."""
    for word, relation in enumerate(tree.relations):
        verb = tree.heads[word]
        if relation == "csubj:pass" and 0 <= tree.child(verb, "nsubj:pass") < verb < word:
            mark = tree.child(word, "mark")
            tree.relations[word] = "xcomp" if mark >= 0 and tree.marks[mark][0] == "PART" else "ccomp"


def adjectives_are_active(tree: Tree) -> None:
    """What hangs on an adjective as on a passive hangs on it as on a predicate: "was shocked by the raid"."""
    for word, relation in enumerate(tree.relations):
        head = tree.heads[word]
        if relation in ADJECTIVAL and head >= 0 and tree.marks[head][0] == "ADJ":
            tree.relations[word] = ADJECTIVAL[relation]


def adjectives_are_no_marks(tree: Tree) -> None:
    """An adjective between copula and verb is the predicate, the verb its complement: "is due to arrive"."""
    for mark, relation in enumerate(tree.relations):
        verb = tree.heads[mark]
        if relation != "mark" or tree.marks[mark][0] != "ADJ" or tree.marks[verb][0] != "VERB":
            continue
        particle = next(
            (i for i, h in enumerate(tree.heads) if h == mark and tree.relations[i] == "fixed"), -1
        )
        copula = next((i for i, h in enumerate(tree.heads) if h == verb and tree.relations[i] == "cop"), -1)
        if particle < 0 or not 0 <= copula < mark < verb:
            continue
        tree.heads[mark], tree.relations[mark] = tree.heads[verb], tree.relations[verb]
        tree.heads[verb], tree.relations[verb] = mark, "xcomp"
        tree.heads[particle], tree.relations[particle] = verb, "mark"
        for i in range(mark):
            if tree.heads[i] == verb:
                tree.heads[i], tree.relations[i] = mark, tree.relations[i].removesuffix(":outer")


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
