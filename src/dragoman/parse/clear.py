"""A tree in spaCy's English scheme (ClearNLP) goes in; the same sentence as a UD v2 tree comes out.

Most relations only change their name (labels.toml). These change the tree: prepositions stand above their
objects there and below them in UD; so does "be" above its predicate; names have their last word as head there
and their first in UD; a currency sign hangs on its number there and heads it in UD; conjuncts hang on the one
before them there and on the first in UD, a conjunction on the conjunct before it there and behind it in UD.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dragoman.parse.labels import ClearLabels
from dragoman.parse.trees import one_root

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "SYM", "DET"})
VERBAL = frozenset({"VERB", "AUX"})
CLAUSAL = frozenset({"nsubj", "nsubjpass", "aux", "auxpass", "cop"})
# What hangs on "be" stays of the clause when it moves to a noun that is the predicate.
PREDICATE_BELOW = {"prep": "obl", "prep.clause": "advcl", "npadvmod": "obl:unmarked"}
READY = frozenset({"cop", "flat", "fixed", "nmod:desc", *PREDICATE_BELOW.values()})


@dataclass(slots=True)
class Node:
    """A word while its tree is turned. ``person`` numbers the personal name that it stands in, 0: none."""

    form: str
    lemma: str
    upos: str
    head: int
    relation: str
    person: int = 0
    under_preposition: bool = False
    """The word has a preposition below it that stood above it."""


def to_ud(nodes: list[Node], labels: ClearLabels) -> tuple[list[int], list[str]]:
    """Words of one sentence (changed on the way) -> heads (-1 at the root) and relations in UD v2."""
    _Turning(nodes, labels).run()
    heads, relations = one_root([node.head for node in nodes], [_named(nodes, n, labels) for n in nodes])
    return heads, relations


def is_clear(relations: Sequence[str], labels: ClearLabels) -> bool:
    """Whether relation labels are of the ClearNLP scheme."""
    return not set(labels.signs).isdisjoint(relations)


class _Turning:
    """One sentence's words and the steps that turn its tree."""

    def __init__(self, nodes: list[Node], labels: ClearLabels) -> None:
        self.nodes = nodes
        self.labels = labels
        heads, _ = one_root([node.head for node in nodes], [""] * len(nodes))
        for node, head in zip(nodes, heads, strict=True):
            node.head = head

    def run(self) -> None:
        """Swaps from the leaves up, so that whatever rises over several words rises step by step."""
        for place in sorted(range(len(self.nodes)), key=self._depth, reverse=True):
            self._copula(place)
            self._preposition(place)
        for place in range(len(self.nodes)):
            self._person(place)
            self._symbol(place)
        for place, node in enumerate(self.nodes):
            if node.relation == "conj":
                node.head = self._first_conjunct(place)
        for place, node in enumerate(self.nodes):
            if node.relation == "cc" and node.head >= 0:
                first = self._first_conjunct(place) if self.nodes[node.head].relation == "conj" else node.head
                later = (i for i, n in self._below(first) if n.relation == "conj" and i > place)
                node.head = next(later, node.head)
        self._fixed()

    def _depth(self, place: int) -> int:
        depth = 0
        while self.nodes[place].head >= 0:
            place, depth = self.nodes[place].head, depth + 1
        return depth

    def _below(self, place: int) -> Iterator[tuple[int, Node]]:
        return ((i, node) for i, node in enumerate(self.nodes) if node.head == place)

    def _raise(self, child: int, place: int, relation: str, *, all_children: bool) -> None:
        """Puts a child into its head's place; the head hangs on it as ``relation``."""
        top = self.nodes[place]
        self.nodes[child].head, top.head = top.head, child
        top.relation = relation
        if all_children:
            for i, node in list(self._below(place)):
                if i != child:
                    node.head = child

    def _copula(self, place: int) -> None:
        verb = self.nodes[place]
        if verb.lemma != self.labels.copula or verb.relation in ("aux", "auxpass", "cop"):
            return
        below = list(self._below(place))
        found = [i for i, node in below if node.relation in self.labels.predicates]
        if any(n.relation == "expl" and n.form.lower() in self.labels.existential for _, n in below):
            if found and not any(node.relation == "nsubj" for _, node in below):
                self.nodes[found[0]].relation = "nsubj"
            return
        if not found:
            found = self._place_predicate(place, below)
        if not found:
            return
        for i, node in below:
            if i != found[0]:
                node.relation = PREDICATE_BELOW.get(node.relation, node.relation)
        relation = verb.relation
        self._raise(found[0], place, "cop", all_children=True)
        self.nodes[found[0]].relation = relation

    def _place_predicate(self, place: int, below: list[tuple[int, Node]]) -> list[int]:
        """Where "be" has nothing but a phrase of place or time to say ("is in Paris"), that phrase."""
        kinds = {node.relation for _, node in below}
        if kinds & {"ccomp", "xcomp", "dobj", "expl"} or not kinds & {"nsubj", "csubj"}:
            return []
        return [i for i, node in below if node.under_preposition and node.relation == "prep" and i > place]

    def _preposition(self, place: int) -> None:
        """Puts a preposition's object into its place."""
        top = self.nodes[place]
        below = list(self._below(place))
        found = [i for i, node in below if node.relation in self.labels.objects]
        if not found and top.relation in self.labels.prepositions:
            found = [i for i, node in below if node.under_preposition and i > place]
        if not found:
            return
        child = self.nodes[found[0]]
        clause = child.relation == "pcomp" and (
            child.upos in VERBAL or any(node.relation in CLAUSAL for _, node in self._below(found[0]))
        )
        relation = top.relation
        self._raise(found[0], place, "mark" if clause else "case", all_children=True)
        child.under_preposition = True
        child.relation = relation
        if relation in self.labels.prepositions and relation != "agent":
            child.relation = "prep.clause" if clause else "prep"

    def _person(self, place: int) -> None:
        """A personal name: its first word heads it; what describes the person hangs on that."""
        last = self.nodes[place]
        if not last.person:
            return
        parts = [
            i for i, n in self._below(place)
            if n.person == last.person and n.relation == "compound" and i < place
        ]  # fmt: skip
        for i, node in self._below(place):
            if node.relation == "compound" and node.person != last.person and i < place:
                node.relation = "nmod:desc"
        if not parts:
            return
        first, relation = parts[0], last.relation
        self._raise(first, place, "flat", all_children=True)
        self.nodes[first].relation = relation
        for i in parts[1:]:
            self.nodes[i].relation = "flat"

    def _symbol(self, place: int) -> None:
        """A currency sign heads its number."""
        sign = self.nodes[place]
        if sign.upos != "SYM" or sign.relation not in ("quantmod", "nmod") or sign.head < 0:
            return
        number = sign.head
        if self.nodes[number].upos != "NUM":
            return
        relation = self.nodes[number].relation
        below = [i for i, n in self._below(number) if n.relation not in ("compound", "quantmod", "nummod")]
        self._raise(place, number, "nummod", all_children=False)
        sign.relation = relation
        for i in below:
            if i != place:
                self.nodes[i].head = place

    def _first_conjunct(self, place: int) -> int:
        head = self.nodes[place].head
        while head >= 0 and self.nodes[head].relation == "conj":
            head = self.nodes[head].head
        return head

    def _fixed(self) -> None:
        for i in range(1, len(self.nodes)):
            one, two = self.nodes[i - 1], self.nodes[i]
            pair = f"{one.form.lower()} {two.form.lower()}"
            if two.relation not in ("case", "mark") or pair not in self.labels.fixed:
                continue
            if not any(node.head == i - 1 for node in self.nodes):
                one.head, one.relation = two.head, two.relation
                two.head, two.relation = i - 1, "fixed"


def _named(nodes: list[Node], node: Node, labels: ClearLabels) -> str:
    """The UD relation of a word whose tree is turned."""
    nominal = node.head >= 0 and nodes[node.head].upos in NOMINAL
    if node.relation == "prep":
        return "nmod" if nominal else "obl"
    if node.relation == "prep.clause":
        return "acl" if nominal else "advcl"
    if node.relation == "npadvmod":
        return "nmod:unmarked" if nominal else "obl:unmarked"
    if node.relation == "aux" and node.upos == "PART":
        return "mark"
    if node.relation in READY:
        return node.relation
    return labels.relations.get(node.relation, "dep")
