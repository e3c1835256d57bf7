"""Regular forms are spelt as English spells them."""

from __future__ import annotations

import pytest

from dragoman.parse.spelling import regular_forms


@pytest.mark.parametrize(
    ("lemma", "forms"),
    [
        ("ratify", "ratifies ratified ratifying"), ("violate", "violates violated violating"),
        ("raid", "raids raided raiding"), ("ban", "bans banned banning"), ("die", "dies died dying"),
        ("free", "frees freed freeing"), ("axe", "axes axed axing"), ("clash", "clashes clashed clashing"),
        ("veto", "vetos vetoes vetoed vetoing"), ("delay", "delays delayed delaying"),
        ("expel", "expels expelled expelling expeled expeling"), ("sow", "sows sowed sowing"),
    ],
)  # fmt: skip
def test_regular_forms_of_verbs_are_made(lemma: str, forms: str) -> None:
    assert list(regular_forms(lemma, "VERB")) == forms.split()


def test_nouns_have_a_plural() -> None:
    assert [next(regular_forms(word, "NOUN")) for word in ("levy", "breach", "envoy", "raid")] == [
        "levies", "breaches", "envoys", "raids",
    ]  # fmt: skip
