"""Pages for tests of attribution: hand-made trees, a small cast, and what was found in plain words."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from dragoman.extract.attributions import find_attributions
from dragoman.lexicon import data_root
from dragoman.lexicon.said import SaidLexicon, load_said
from dragoman.records import Actor, Analysis, Attribution, Mention, Report, SaidSpan, Sentence, Time, Word


class NoCast:
    """A cast of nobody."""

    actors: tuple[Actor, ...] = ()
    mentions: tuple[Mention, ...] = ()

    def at(self, sentence: int, word: int) -> Mention | None:
        return next((m for m in self.mentions if (m.sentence, m.head) == (sentence, word)), None)

    def actor(self, actor_id: str) -> Actor:
        return next(a for a in self.actors if a.id == actor_id)


class SmallCast(NoCast):
    """A cast of given actors and mentions."""

    def __init__(self, actors: Sequence[Actor], mentions: Sequence[Mention]) -> None:
        self.actors = tuple(actors)
        self.mentions = tuple(mentions)


@cache
def words_of_saying() -> SaidLexicon:
    return load_said(data_root())


def page(*trees: str) -> tuple[str, Analysis]:
    """Trees of lines "form lemma UPOS head relation [feats]" (heads from 1) as a text and its analysis.

    A form that begins with "_" stands without a space before it; "¶" as form starts a new paragraph.
    """
    text = ""
    sentences: list[Sentence] = []
    for number, rows in enumerate(trees):
        words: list[Word] = []
        text += "" if not text or text.endswith("\n") else " "
        begin = len(text)
        glue = True
        for index, line in enumerate(row for row in rows.strip().splitlines() if row.strip()):
            form, lemma, upos, head, relation, *feats = line.split()
            text += "" if glue or form.startswith("_") else " "
            glue = form.endswith("_")
            start, text = len(text), text + form.strip("_")
            words.append(
                Word(
                    index=index, start=start, end=len(text), form=form.strip("_"), lemma=lemma, upos=upos,
                    feats=feats[0] if feats else "", head=int(head) - 1, deprel=relation, token=index,
                    name="B-PER" if upos == "PROPN" else "O",
                )
            )  # fmt: skip
        sentences.append(Sentence(index=number, start=begin, end=len(text), words=tuple(words)))
    return text, Analysis(sentences=tuple(sentences))


def attributions(
    text: str,
    analysis: Analysis,
    *,
    cast: NoCast | None = None,
    times: Sequence[Time] = (),
    said: Sequence[SaidSpan] = (),
) -> tuple[Attribution, ...]:
    whole = Analysis(sentences=analysis.sentences, said=tuple(said))
    report = Report(id="test", ref="test", text=text)
    return find_attributions(report, (), whole, cast or NoCast(), times, words_of_saying())


def shown(text: str, attribution: Attribution) -> tuple[str, str, str]:
    """Source, cue and content in words; parts joined by " / "."""

    def words(spans: Sequence[tuple[int, int]]) -> str:
        return " / ".join(text[start:end] for start, end in spans)

    return (
        words(attribution.source),
        words([attribution.cue] if attribution.cue else []),
        words(attribution.content),
    )
