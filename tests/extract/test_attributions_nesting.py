"""Which attribution stands within which: what the tree puts beside a saying is not within it."""

from tests.extract.said_pages import page, words_of_saying

from dragoman.extract.attributions.nesting import parents
from dragoman.extract.attributions.page import Draft, Page
from dragoman.extract.attributions.quotes import find_quotes
from dragoman.records import Span


def parents_of(trees: str, *drafts: tuple[str, str, str]) -> list[int | None]:
    """The parents of drafts given as (cue, content from its first to its last word, rule)."""
    text, analysis = page(trees)
    sentence = analysis.sentences[0]

    def span(words: str) -> Span:
        start = text.index(words)
        return start, start + len(words)

    made = []
    for cue, content, rule in drafts:
        at = span(cue)
        word = sentence.word_at(at[0])
        made.append(
            Draft(
                source=(), cue=at, content=(span(content),), sentence=0, word=word.index if word else -1,
                head=None, rule=rule, score=0.9,
            )
        )  # fmt: skip
    return parents(Page(text, analysis, find_quotes(text), words_of_saying()), made)


SAID_AND_ASKED = """
    Olsen  Olsen  PROPN 2 nsubj
    said   say    VERB  0 root
    talks  talk   NOUN  4 nsubj
    failed fail   VERB  2 ccomp
    and    and    CCONJ 6 cc
    asked  ask    VERB  2 conj
    Chad   Chad   PROPN 6 obj
    to     to     PART  9 mark
    leave  leave  VERB  6 xcomp
"""


def test_two_sayings_of_one_sentence_stand_side_by_side() -> None:
    said = ("said", "talks failed and asked Chad to leave", "saying.clause")
    assert parents_of(SAID_AND_ASKED, said, ("asked", "to leave", "asking.to")) == [None, None]


def test_what_is_added_is_not_within_what_was_said() -> None:
    tree = """
        Olsen  Olsen  PROPN 2 nsubj
        said   say    VERB  0 root
        talks  talk   NOUN  4 nsubj
        failed fail   VERB  2 ccomp
        adding add    VERB  2 advcl
        nobody nobody PRON  7 nsubj
        came   come   VERB  5 ccomp
    """
    said = ("said", "talks failed adding nobody came", "saying.clause")
    assert parents_of(tree, said, ("adding", "nobody came", "saying.clause")) == [None, None]


def test_what_is_quoted_as_said_is_within() -> None:
    tree = """
        Echo   Echo  PROPN 2 nsubj
        quoted quote VERB  0 root
        Olsen  Olsen PROPN 2 obj
        as     as    SCONJ 5 mark
        saying say   VERB  2 advcl
        no     no    INTJ  5 obj
    """
    quoted = ("quoted", "Olsen as saying no", "saying.clause")
    assert parents_of(tree, quoted, ("saying", "no", "saying.clause")) == [None, 0]


def test_hearsay_reaches_no_further_than_its_clause() -> None:
    tree = """
        Reportedly reportedly ADV   3 advmod
        he         he         PRON  3 nsubj
        left       leave      VERB  0 root
        and        and        CCONJ 6 cc
        Olsen      Olsen      PROPN 6 nsubj
        said       say        VERB  3 conj
        why        why        ADV   6 advmod
    """
    hearsay = ("Reportedly", "he left and Olsen said why", "adverb.hearsay")
    assert parents_of(tree, hearsay, ("said", "why", "saying.clause")) == [None, None]
