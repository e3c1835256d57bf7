"""Quotations and their speakers."""

from dragoman.extract.actors.speech import quotations


def quoted(text: str) -> list[str]:
    return [text[start:end] for start, end in quotations(text)]


def test_straight_and_curly_marks_enclose_quotations():
    assert quoted('He said "yes" and “no”.') == ["yes", "no"]


def test_an_apostrophe_opens_no_quotation():
    assert quoted("The king's men didn't say.") == []


def test_a_quotation_left_open_ends_with_its_paragraph():
    assert quoted("“First part.\n\n“Second part.”") == ["First part.", "Second part."]


def test_single_marks_enclose_too():
    assert quoted("a ‘first trip’ abroad") == ["first trip"]
