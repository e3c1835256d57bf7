"""Hand-made trees for tests: a compact notation in, a Sentence and a cast out."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.records import Actor, Mention, Sentence, Word

COUNTRIES = {"Freedonia": "FRE", "Sylvania": "SYL", "Osterlich": "OST", "Klopstokia": "KLO"}
ADJECTIVES = {"Freedonian": "FRE", "Sylvanian": "SYL"}


def tree(rows: str, index: int = 0, offset: int = 0) -> tuple[str, Sentence]:
    """Lines "form lemma UPOS head relation [feats]" (heads from 1, 0 the root) as text and Sentence."""
    words: list[Word] = []
    text = ""
    for number, line in enumerate(row for row in rows.strip().splitlines() if row.strip()):
        form, lemma, upos, head, relation, *feats = line.split()
        text += " " if text and form not in ".,'s" else ""
        start = offset + len(text)
        text += form
        words.append(
            Word(
                index=number,
                start=start,
                end=offset + len(text),
                form=form,
                lemma=lemma,
                upos=upos,
                feats=feats[0] if feats else "",
                head=int(head) - 1,
                deprel=relation,
                token=number,
            )
        )
    return text, Sentence(index=index, start=offset, end=offset + len(text), words=tuple(words))


@dataclass(frozen=True)
class FakeCast:
    """A cast that knows four made-up states by their names and adjectives."""

    actors: tuple[Actor, ...]
    mentions: tuple[Mention, ...]

    def at(self, sentence: int, word: int) -> Mention | None:
        return next((m for m in self.mentions if (m.sentence, m.head) == (sentence, word)), None)

    def actor(self, actor_id: str) -> Actor:
        return next(a for a in self.actors if a.id == actor_id)

    def owners(self, sentence: int, word: int) -> tuple[str, ...]:
        return ()

    def speaker(self, sentence: int) -> tuple[str, ...]:
        return ()


def cast_of(*sentences: Sentence) -> FakeCast:
    """The states named in the sentences, as actors with their country codes for ids."""
    known = {**COUNTRIES, **ADJECTIVES}
    mentions = tuple(
        Mention(
            sentence=s.index, head=w.index, start=w.start, end=w.end, form="name", actors=(known[w.form],)
        )
        for s in sentences
        for w in s.words
        if w.form in known
    )
    codes = dict.fromkeys(code for m in mentions for code in m.actors)
    return FakeCast(tuple(Actor(id=c, name=c, kind="state", country=c) for c in codes), mentions)
