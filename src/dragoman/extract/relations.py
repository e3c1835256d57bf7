"""Events in, the same events with the order and causes between them that the text states."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from dragoman.extract.lemmas import mend
from dragoman.lexicon.relations import RelationLexicon, RelationRow
from dragoman.records import Analysis, Event, Relation, Sentence

# How far above an event's word the phrase that holds it may hang: "after [news of [talks]]".
_STEPS = 3
_PHRASE_RELATIONS = {"obl", "nmod", "advcl", "acl"}
_MARKERS = ("case", "mark", "advmod")


def relate_events(analysis: Analysis, events: Sequence[Event], lexicon: RelationLexicon) -> tuple[Event, ...]:
    """Add to each event its stated relations to events of its own sentence.

    "Chad closed its border after rebels attacked" gives closed: after -> attacked. Only what the tree
    ties together by a word of the lexicon is taken; nearness in the text is no evidence.
    """
    by_sentence: dict[int, list[Event]] = {}
    for event in events:
        by_sentence.setdefault(event.sentence, []).append(event)
    found: dict[str, list[Relation]] = {}
    for index, here in by_sentence.items():
        if len(here) < 2:
            continue
        sentence = mend(analysis.sentences[index], lexicon.by_verb)
        at = {event.word: event for event in here}
        for event in here:
            for row, above in _governors(sentence, event.word, lexicon):
                other = at.get(above) or _under_light_verb(sentence, above, at)
                if other is not None and other.id != event.id and not _unreal(row, event, other):
                    found.setdefault(other.id, []).append(Relation(type=row.type, event=event.id))
                    break
            for row, led_to in _led_to(sentence, event.word, at, lexicon):
                found.setdefault(led_to.id, []).append(Relation(type=row.type, event=event.id))
    return tuple(
        replace(event, relations=(*event.relations, *found[event.id])) if event.id in found else event
        for event in events
    )


def _governors(sentence: Sentence, word: int, lexicon: RelationLexicon) -> Iterator[tuple[RelationRow, int]]:
    """For each marked phrase that holds the word: its row, and each word that the phrase hangs on."""
    row: RelationRow | None = None
    step = word
    for _ in range(_STEPS):
        here = sentence.words[step]
        if here.head < 0:
            return
        if row is None and here.relation in _PHRASE_RELATIONS:
            row = _row_of(sentence, step, lexicon)
        step = here.head
        if row is not None:
            yield row, step


def _unreal(row: RelationRow, event: Event, other: Event) -> bool:
    """Whether one of two events at the same time did not happen: "while" then sets them apart."""
    return row.type == "during" and bool({event.status, other.status} & {"denied", "not_occurred"})


def _led_to(
    sentence: Sentence, word: int, at: dict[int, Event], lexicon: RelationLexicon
) -> Iterator[tuple[RelationRow, Event]]:
    """The events to which the verb says that this one led: "the [arrest] sparked [protests]"."""
    here = sentence.words[word]
    row = lexicon.by_verb.get(sentence.words[here.head].lemma.lower()) if here.head >= 0 else None
    if row is None or here.deprel not in ("nsubj", "nsubj:outer"):
        return
    for other in sentence.dependents(here.head, "obj", "obl"):
        passive = any(sentence.dependents(here.head, "nsubj:pass"))
        if other.index in at and other.deprel != "obl:agent" and not passive:
            yield row, at[other.index]


def _row_of(sentence: Sentence, head: int, lexicon: RelationLexicon) -> RelationRow | None:
    """The row whose words mark the phrase of this head, the longest phrase first."""
    markers = [marker for marker in sentence.dependents(head, *_MARKERS) if marker.index < head]
    for together in (markers, *([marker] for marker in markers)):
        parts = {i for marker in together for i in sentence.subtree(marker.index)}
        phrase = " ".join(sentence.words[i].form.lower() for i in sorted(parts))
        if phrase in lexicon.by_word:
            return lexicon.by_word[phrase]
    # Phrases such as "in response to X", "ahead of X" that the tree reads as a word between.
    above = sentence.words[head].head
    if above >= 0 and sentence.words[head].relation in ("nmod", "obl"):
        first = [w.form.lower() for w in sentence.dependents(above, "case", "det") if w.index < above]
        last = [w.form.lower() for w in sentence.dependents(head, "case") if w.index < head]
        phrase = " ".join([*first, sentence.words[above].form.lower(), *last])
        return lexicon.by_word.get(phrase)
    return None


def _under_light_verb(sentence: Sentence, verb: int, at: dict[int, Event]) -> Event | None:
    """The event noun that is the object of this verb: "held [talks] on the sidelines of"."""
    return next((at[w.index] for w in sentence.dependents(verb, "obj") if w.index in at), None)
