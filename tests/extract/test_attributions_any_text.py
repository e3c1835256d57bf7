"""Any text, any tree, any proposals: attributions lie in the text and their chains have no loops."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.extract.said_pages import attributions, words_of_saying

from dragoman.records import Analysis, SaidSpan, Sentence, Span, Word

TOKENS = (
    "say says said told called for that to by as of according reportedly claim hope willing is it he who\n"
    "Smith “ ” \" ' ‘ ’ , . : — ( ) one two other sources source officials ministry statement 's n't 4"
)
UPOS = "VERB NOUN PROPN PRON AUX ADP ADJ ADV PUNCT SCONJ NUM DET"
RELATIONS = (
    "nsubj nsubj:pass obj iobj obl obl:agent ccomp xcomp advcl acl acl:relcl conj parataxis aux aux:pass "
    "cop case mark punct nmod nmod:poss appos advmod csubj nummod fixed compound:prt det"
)
FEATS = ("", "PronType=Rel", "Number=Plur", "VerbForm=Part|Tense=Past", "VerbForm=Fin", "VerbForm=Ger")


@st.composite
def sentences(draw: st.DrawFn, index: int, offset: int) -> tuple[str, Sentence]:
    forms = draw(st.lists(st.sampled_from(TOKENS.split()), min_size=1, max_size=9))
    text, words = "", []
    for number, form in enumerate(forms):
        text += draw(st.sampled_from(["", " ", "\n"])) if text else ""
        start = offset + len(text)
        text += form
        words.append(
            Word(
                index=number, start=start, end=start + len(form), form=form,
                lemma=draw(st.sampled_from([form.lower(), "say", "urge", "claim", "believe"])),
                upos=draw(st.sampled_from(UPOS.split())), feats=draw(st.sampled_from(FEATS)),
                head=draw(st.integers(0, number - 1)) if number else -1,
                deprel=draw(st.sampled_from(RELATIONS.split())) if number else "root", token=number,
            )
        )  # fmt: skip
    return text, Sentence(index=index, start=offset, end=offset + len(text), words=tuple(words))


@st.composite
def pages(draw: st.DrawFn) -> tuple[str, Analysis]:
    text, read = "", []
    for index in range(draw(st.integers(1, 3))):
        piece, sentence = draw(sentences(index, len(text)))
        read.append(sentence)
        text += piece + draw(st.sampled_from([" ", "\n\n"]))
    spans = st.tuples(st.integers(0, len(text)), st.integers(1, 12)).map(
        lambda p: (p[0], min(p[0] + p[1], len(text)))
    )
    several = st.lists(spans, max_size=2).map(tuple)
    said = st.builds(SaidSpan, source=several, cue=several, content=several, score=st.floats(0, 1))
    return text, Analysis(sentences=tuple(read), said=tuple(draw(st.lists(said, max_size=3))))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(pages())
def test_spans_lie_in_the_text_and_chains_have_no_loops(read: tuple[str, Analysis]) -> None:
    text, analysis = read
    found = attributions(text, analysis, said=analysis.said)
    above = {a.id: a.parent for a in found}
    assert len(above) == len(found)
    for attribution in found:
        cue: list[Span] = [attribution.cue] if attribution.cue else []
        optional = [span for span in (attribution.medium, attribution.addressee) if span]
        for start, end in (*attribution.source, *cue, *attribution.content, *optional):
            assert 0 <= start < end <= len(text)
        assert attribution.content
        seen, at = set(), attribution.id
        while at is not None:
            assert at not in seen
            seen.add(at)
            at = above[at]


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=40))
def test_a_text_of_one_strange_word_is_read(text: str) -> None:
    word = Word(
        index=0,
        start=0,
        end=len(text),
        form=text,
        lemma=text,
        upos="X",
        feats="",
        head=-1,
        deprel="root",
        token=0,
    )
    sentence = Sentence(index=0, start=0, end=len(text), words=(word,))
    attributions(text, Analysis(sentences=(sentence,) if text else ()))
    assert words_of_saying().verb_groups
