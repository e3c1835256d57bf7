import pytest

from dragoman.lexicon import data_root
from dragoman.lexicon.segments import load_segments

LEXICON = load_segments(data_root())


@pytest.mark.parametrize(
    ("rule", "paragraph"),
    [(rule, text) for rule in LEXICON.rules for text in rule.row.examples],
    ids=lambda x: x.row.id if hasattr(x, "row") else "",
)
def test_a_rule_takes_its_examples(rule, paragraph):
    assert rule.matches(paragraph)


@pytest.mark.parametrize(
    ("rule", "paragraph"),
    [(rule, text) for rule in LEXICON.rules for text in rule.row.must_not],
    ids=lambda x: x.row.id if hasattr(x, "row") else "",
)
def test_a_rule_leaves_its_counter_examples(rule, paragraph):
    assert not rule.matches(paragraph)


@pytest.mark.parametrize("paragraph", [x for row, _ in LEXICON.datelines for x in row.examples])
def test_a_dateline_ends_where_the_sentence_begins(paragraph):
    assert paragraph[LEXICON.dateline(paragraph) :].split()[0] in {"A", "Two", "The", "Envoys"}


@pytest.mark.parametrize("paragraph", [x for row, _ in LEXICON.datelines for x in row.must_not])
def test_other_paragraphs_have_no_dateline(paragraph):
    assert LEXICON.dateline(paragraph) == 0
