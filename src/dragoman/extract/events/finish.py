"""From drafts to records: times, attributions, places, contexts, scores, confidence; doubles go."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence

from dragoman.extract.events.confidence import chance_of, grounds_of
from dragoman.extract.events.contexts import contexts_about, contexts_of
from dragoman.extract.events.draft import Draft
from dragoman.extract.events.participants import Filler, Participants
from dragoman.extract.events.scene import Governed, Scene, governing_time
from dragoman.extract.events.scope import in_scope
from dragoman.extract.hanging import is_predicate
from dragoman.records import Attribution, Event, Role, Word, overlaps
from dragoman.records.findings import DateBasis

AHEAD = frozenset({"planned", "possible"})
VERBAL_QUADS = frozenset({1, 3})
# An event of two places has both; what further phrases name is seldom its place.
ENOUGH_PLACES = 2


def finish(scene: Scene, drafts: Sequence[Draft], readers: Mapping[int, Participants]) -> tuple[Event, ...]:
    """Events with ids in text order, one for each (sentence, type, actors, recipients, status, time)."""
    out: list[Event] = []
    seen: dict[tuple[object, ...], int] = {}
    acts: dict[int, set[int]] = {}
    for draft in drafts:
        acts.setdefault(draft.sentence, set()).add(draft.word)
    for draft in sorted(drafts, key=lambda d: d.trigger):
        held = frozenset(acts[draft.sentence])
        event = _event(scene, draft, readers[draft.sentence], f"e{len(out) + 1}", held)
        if not in_scope(draft, scene, contexts_about(scene, draft, scene.analysis.sentences[draft.sentence])):
            continue
        key = (
            event.sentence,
            event.type,
            frozenset(event.actors),
            frozenset(event.recipients),
            event.status,
            event.earliest,
            event.latest,
        )
        if key not in seen:
            seen[key] = len(out)
            out.append(event)
    return tuple(out)


def _event(scene: Scene, draft: Draft, reader: Participants, id: str, acts: frozenset[int]) -> Event:
    attribution = _in_full(_attribution(draft, reader, acts), scene)
    time = _still_ahead(draft, draft.time or _time_of_saying(scene, draft, attribution), scene)
    earliest, latest, grain, basis, time_id = _when(time)
    plover = scene.lexicon.plover[draft.type]
    mode = _mode(scene, draft)
    grounds = grounds_of(scene, draft)
    return Event(
        id=id,
        type=draft.type,
        mode=mode,
        contexts=contexts_of(scene, draft, reader.clauses.sentence, attribution),
        actors=_ids(draft.actors),
        recipients=_ids(draft.recipients),
        places=_places(scene, draft, reader),
        trigger=draft.trigger,
        sentence=draft.sentence,
        word=draft.word,
        roles=_roles(draft),
        status=draft.verdict.status,
        status_rule=draft.verdict.rule,
        status_evidence=draft.verdict.evidence,
        earliest=earliest,
        latest=latest,
        grain=grain,
        date_basis=basis,
        time=time_id,
        attribution=attribution.id if attribution else None,
        intensity=plover.modes.get(mode, plover.score) if mode and plover.score is not None else plover.score,
        quad=plover.quad,
        confidence=chance_of(grounds, scene.lexicon.confidence),
        grounds=grounds,
        rule=draft.row.id,
    )


def _mode(scene: Scene, draft: Draft) -> str | None:
    """The row's mode; a meeting of two states by a word of meeting is no multilateral one."""
    if draft.row.mode != "multilateral" or not scene.lexicon.in_set("two_sided", draft.lemma):
        return draft.row.mode
    sides = {scene.cast.actor(f.actor).country for f in (*draft.actors, *draft.recipients)}
    return None if len(sides) == 2 and not sides & {None, "IGO", "NGO"} else draft.row.mode


def _ids(fillers: Sequence[Filler]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(f.actor for f in fillers))


def _roles(draft: Draft) -> tuple[Role, ...]:
    roles = [Role(actor=f.actor, role="actor", mention=f.mention) for f in draft.actors]
    roles += [Role(actor=f.actor, role="recipient", mention=f.mention) for f in draft.recipients]
    return tuple(dict.fromkeys(roles))


def _attribution(draft: Draft, reader: Participants, acts: frozenset[int]) -> Attribution | None:
    """The innermost attribution that holds the trigger; not the one whose cue the trigger itself is."""
    found = reader.attribution(*draft.trigger, acts)
    return None if found is None or (found.cue is not None and overlaps(found.cue, draft.trigger)) else found


def _in_full(attribution: Attribution | None, scene: Scene) -> Attribution | None:
    """An attribution, or the one around it where a pronoun stands for its source: "aides said they hoped"."""
    around = {one.id: one for one in scene.attributions}
    while attribution is not None and attribution.parent is not None:
        parent = around[attribution.parent]
        if not _is_pronoun(attribution, scene) or attribution.source_actor != parent.source_actor:
            break
        attribution = parent
    return attribution


def _is_pronoun(attribution: Attribution, scene: Scene) -> bool:
    """Whether a source that is a known actor stands there as a pronoun alone."""
    if attribution.source_actor is None or len(attribution.source) != 1:
        return False
    start, end = attribution.source[0]
    sentence = scene.analysis.sentence_at(start)
    word = sentence.word_at(start) if sentence else None
    return word is not None and word.upos == "PRON" and word.end == end


def _time_of_saying(scene: Scene, draft: Draft, attribution: Attribution | None) -> Governed | None:
    """A verbal act done by saying ("is unacceptable," he said on Sunday) has the time of the saying."""
    if attribution is None or attribution.cue is None or not _speaks_for(scene, attribution, draft):
        return None
    if (
        draft.noun
        and draft.support is None
        and not is_predicate(scene.analysis.sentences[draft.sentence], draft.word)
    ):
        return None
    if scene.lexicon.plover[draft.type].quad not in VERBAL_QUADS or draft.type == "CONSULT":
        return None
    sentence = scene.analysis.sentence_at(attribution.cue[0])
    word = sentence.word_at(attribution.cue[0]) if sentence else None
    if sentence is None or word is None:
        return None
    return governing_time(scene.analysis, scene.times, sentence.index, word.index)


def _still_ahead(draft: Draft, time: Governed | None, scene: Scene) -> Governed | None:
    """What is only planned or possible has no day that is over by a time that was told of something else."""
    day = scene.report.published.day
    if time is None or time.basis != "carried" or draft.verdict.status not in AHEAD or day is None:
        return time
    return None if time.latest is not None and time.latest <= day else time


def _speaks_for(scene: Scene, attribution: Attribution, draft: Draft) -> bool:
    """Whether the source acts in the event or stands for the state that does ("China is ready," Xi said)."""
    if attribution.source_actor is None:
        return False
    source = scene.cast.actor(attribution.source_actor)
    acting = [scene.cast.actor(f.actor) for f in draft.actors]
    return any(a.id == source.id or (a.country is not None and a.country == source.country) for a in acting)


def _when(
    time: Governed | None,
) -> tuple[datetime.date | None, datetime.date | None, str | None, DateBasis | None, str | None]:
    if time is None:
        return None, None, None, None, None
    return time.earliest, time.latest, time.grain, time.basis, time.time


def _places(scene: Scene, draft: Draft, reader: Participants) -> tuple[str, ...]:
    """The places that the frame's place relations lead to, in the order of the relations, and those joined
    to them ("in Oslo and Bergen").
    """
    sentence = reader.clauses.sentence
    words = reader.words(draft.word, draft.frame.place)
    if draft.support is not None:
        words += reader.words(draft.support, draft.frame.place)
    out: list[str] = []
    for index in words:
        found = _places_at(scene, sentence.words[index])
        joined = (
            [i for w in sentence.dependents(index, "conj") for i in _places_at(scene, w)] if found else []
        )
        out += [i for i in (*found, *joined) if i not in out]
        if len(out) >= ENOUGH_PLACES:
            break
    return tuple(out)


def _places_at(scene: Scene, word: Word) -> list[str]:
    span = (word.start, word.end)
    return [p.id for p in scene.places if any(overlaps(m, span) for m in p.mentions)]
