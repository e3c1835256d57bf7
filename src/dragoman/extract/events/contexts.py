"""PLOVER contexts: an event with its sentence in, the contexts that it is in out, in PLOVER's order.

A context is told by words of the event's own clause: what another clause of the sentence speaks of, and what
its speaker is, says nothing of it. Only where the clause tells none do the sentence's other words count.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from dragoman.extract.events.draft import Draft
from dragoman.extract.events.scene import Scene
from dragoman.lexicon.events import ContextRow, EventLexicon
from dragoman.records import Attribution, Sentence, Word, overlaps

# Clauses of their own if they have a subject.
_OWN_SUBJECT = ("conj", "advcl")
_PHRASE = 3
# How a title hangs on a name, or a name on it.
_TITLED = ("compound", "flat", "appos", "nmod")


def contexts_of(
    scene: Scene, draft: Draft, sentence: Sentence, attribution: Attribution | None
) -> tuple[str, ...]:
    """The contexts of an event."""
    told = _not_speaker(sentence, attribution)
    clause = _clause(sentence, draft.word)
    rows = scene.lexicon.context_rows
    own = {row.id for row in rows if _by_nature(row, draft, scene)}
    found = own | told_by([sentence.words[i] for i in sorted(told & clause)], sentence, scene.lexicon)
    if not found:
        found = told_by([sentence.words[i] for i in sorted(told)], sentence, scene.lexicon)
    return tuple(row.id for row in rows if row.id in found)


def contexts_about(scene: Scene, draft: Draft, sentence: Sentence) -> frozenset[str]:
    """The contexts of a whole sentence and of the event's type: what the event is told amid."""
    rows = scene.lexicon.context_rows
    kinds = {draft.type, f"{draft.type}.{draft.row.mode}"}
    by_type = {row.id for row in rows if kinds & {*row.types, *row.between_states}}
    if sentence.index not in scene.told:
        scene.told[sentence.index] = told_by(sentence.words, None, scene.lexicon)
    return frozenset(by_type | scene.told[sentence.index])


def _by_nature(row: ContextRow, draft: Draft, scene: Scene) -> bool:
    """Whether the type or mode is in the context by nature, or is so between states and these are two."""
    kinds = (draft.type, f"{draft.type}.{draft.row.mode}")
    if any(kind in row.types for kind in kinds):
        return True
    if not any(kind in row.between_states for kind in kinds):
        return False
    sides = {scene.cast.actor(f.actor).country for f in (*draft.actors, *draft.recipients)} - {None}
    return len(sides) > 1


def told_by(words: Sequence[Word], sentence: Sentence | None, lexicon: EventLexicon) -> set[str]:
    """The contexts that words tell of; with their sentence given, titles before a name count only where
    the row says so.
    """
    keys = set(_keys(words, lexicon))
    near = {name for key in keys for name in lexicon.contexts.get(key, ())}
    plain = keys
    if sentence is not None and any(row.id in near and not row.titles for row in lexicon.context_rows):
        plain = set(_keys([w for w in words if not _is_title(sentence, w)], lexicon))
    return {
        row.id
        for row in lexicon.context_rows
        if row.id in near and _tells(row, keys if row.titles else plain)
    }


def _tells(row: ContextRow, keys: Collection[str]) -> bool:
    """Whether a word or phrase of the row is among the keys, and not only in a phrase that rules it out."""
    ruled_out = {part for phrase in row.unless if phrase in keys for part in phrase.split()}
    return any(word in keys and word not in ruled_out for word in row.words)


def _keys(words: Sequence[Word], lexicon: EventLexicon) -> Iterator[str]:
    """Lemmas, and runs of two and three words that stand side by side, that may tell a context."""
    lemmas = [word.lemma.lower() for word in words]
    for number, lemma in enumerate(lemmas):
        if lemma not in lexicon.context_heads and lemmas[number + 1 : number + 2] != ["-"]:
            continue
        for length in range(1, _PHRASE + 1):
            run = words[number : number + length]
            if len(run) == length and run[-1].index - run[0].index == length - 1:
                yield " ".join(lemmas[number : number + length]).replace(" - ", "-")


def _is_title(sentence: Sentence, word: Word) -> bool:
    """Whether a noun is the title of a person's name ("President Ana Solis", "Ana Solis, the president")."""
    if word.upos not in ("NOUN", "PROPN"):
        return False
    near = [sentence.words[word.head]] if word.head >= 0 and word.relation in _TITLED else []
    near += [w for w in sentence.dependents(word.index) if w.relation in _TITLED]
    return any(w.upos == "PROPN" and w.name.endswith("PER") for w in near)


def _not_speaker(sentence: Sentence, attribution: Attribution | None) -> set[int]:
    """The words of a sentence but for the source and cue of what the event is told from."""
    speaking = (*attribution.source, *([attribution.cue] if attribution.cue else ())) if attribution else ()
    return {w.index for w in sentence.words if not any(overlaps((w.start, w.end), span) for span in speaking)}


def _clause(sentence: Sentence, word: int) -> set[int]:
    """The words of the clause that holds a word and of the adverbial clauses below it, without the clauses
    that stand beside it or are told by the way.
    """
    home = next(i for i in _upwards(sentence, word) if _is_top(sentence, i))
    return {w.index for w in sentence.words if _within(sentence, w.index, home)}


def _within(sentence: Sentence, index: int, home: int) -> bool:
    for above in _upwards(sentence, index):
        if above == home:
            return True
        if _is_top(sentence, above) and sentence.words[above].relation != "advcl":
            return False
    return False


def _upwards(sentence: Sentence, index: int) -> Iterator[int]:
    """A word, its head, and so on to the root."""
    while index >= 0:
        yield index
        index = sentence.words[index].head


def _is_top(sentence: Sentence, index: int) -> bool:
    word = sentence.words[index]
    return word.head < 0 or _begins_clause(sentence, word)


def _begins_clause(sentence: Sentence, word: Word) -> bool:
    """Whether a word heads a clause of its own: a relative clause only behind a comma, a joined or adverbial
    one only with a subject of its own.
    """
    if word.relation in _OWN_SUBJECT:
        return any(sentence.dependents(word.index, "nsubj", "csubj"))
    if word.deprel == "acl:relcl":
        first = sentence.subtree(word.index)[0]
        before = sentence.words[first - 1 if sentence.words[first].upos != "PUNCT" else first]
        return first > 0 and before.upos == "PUNCT"
    return word.relation == "parataxis"
