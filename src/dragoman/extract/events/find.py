"""The events stage: a report's analysis, actors, times and attributions go in, events come out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dragoman.extract.actors.cast import Cast
from dragoman.extract.clauses import NOMINAL, Clauses
from dragoman.extract.events.carry import carry_over
from dragoman.extract.events.draft import Draft
from dragoman.extract.events.finish import finish
from dragoman.extract.events.match import Matcher
from dragoman.extract.events.merge import merge
from dragoman.extract.events.participants import Filler, Participants
from dragoman.extract.events.scene import Governed, Scene, governing_time
from dragoman.extract.events.unseen import Unseen
from dragoman.extract.governing import carry_dates
from dragoman.extract.lemmas import mend
from dragoman.extract.status import StatusReader, Verdict
from dragoman.lexicon.events import EventLexicon, Predicate
from dragoman.records import Analysis, Attribution, Event, Place, Report, Segment, Sentence, Time, Word

VERBAL_QUADS = frozenset({1, 3})
DENIABLE = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "AID"})
SCHEDULED = frozenset({"CONSULT", "OFFICE", "PROTEST"})


def find_events(
    report: Report,
    segments: Sequence[Segment],
    analysis: Analysis,
    cast: Cast,
    places: Sequence[Place],
    times: Sequence[Time],
    attributions: Sequence[Attribution],
    lexicon: EventLexicon,
) -> tuple[Event, ...]:
    """The report's events in text order, ids "e1", "e2", ...; ``same_as`` and relations are set later."""
    scene = Scene(
        report=report,
        segments=segments,
        analysis=analysis,
        cast=cast,
        places=places,
        times=times,
        attributions=attributions,
        lexicon=lexicon,
    )
    readers: dict[int, Participants] = {}
    drafts: list[Draft] = []
    for parsed in analysis.sentences:
        sentence = mend(parsed, lexicon.vocabulary)
        clauses = Clauses(sentence, lexicon.sets)
        readers[sentence.index] = Participants(clauses, cast, attributions, places)
        found = _read_sentence(scene, sentence, readers[sentence.index])
        drafts += merge(found, readers[sentence.index], lexicon)
    drafts = carry_over(drafts, readers, scene.cast)
    return carry_dates(finish(scene, drafts, readers), analysis, {a.id: a.country for a in cast.actors})


def _read_sentence(scene: Scene, sentence: Sentence, who: Participants) -> list[Draft]:
    matcher, unseen = Matcher(who, scene.lexicon), Unseen(scene)
    headline = any(s.kind == "headline" and s.start <= sentence.start < s.end for s in scene.segments)
    status = StatusReader(
        who.clauses,
        scene.lexicon,
        headline=headline,
        said=lambda i: who.attribution(sentence.words[i].start, sentence.words[i].end) is not None,
    )
    out: list[Draft] = []
    for word in sentence.words:
        row = matcher.row(word)
        echo, weak = matcher.echo(word) if row is None and word.upos == "NOUN" else (None, False)
        if row is None and echo is None:
            row = unseen.row(sentence.index, word, matcher)
        elif row is not None and unseen.denies(sentence.index, word, row):
            row = None
        if row is not None:
            draft = _draft(scene, word, row, who, status)
            if unseen.stands(draft):
                out.append(draft)
        elif echo is not None:
            out.append(
                replace(_draft(scene, word, echo, who, status), echo=True, weak=weak, used=frozenset())
            )
    return out


def _draft(scene: Scene, word: Word, row: Predicate, who: Participants, status: StatusReader) -> Draft:
    clauses, index, number = who.clauses, word.index, who.clauses.sentence.index
    frame = scene.lexicon.frames[row.frame]
    sides = who.read(index, row, frame)
    noun = word.upos in NOMINAL
    support = clauses.support(index) if noun else None
    used = _consumed(word, row, clauses, scene.lexicon)
    time = governing_time(scene.analysis, scene.times, number, index)
    if time is None and support is not None:
        time = governing_time(scene.analysis, scene.times, number, support)
        time = time if time is not None and time.basis == "stated" else None
    verdict = _verdict(scene, word, row, clauses, status, time)
    if frame.saying:
        verdict, time = Verdict("occurred", "saying", (), 0.85), None
    actors = sides.actors
    if not actors and not frame.mutual and _is_speech(scene, row) and row.actor is None:
        actors = _voice(word, who)
    recipients = tuple(f for f in sides.recipients if f.actor not in {a.actor for a in actors})
    if verdict.status == "not_occurred" and _own_denial(scene, row, actors, who.speaker(index)):
        verdict = Verdict("denied", f"own_denial:{verdict.rule}", verdict.evidence, 0.75)
    return Draft(
        sentence=number,
        word=index,
        trigger=(word.start, word.end),
        lemma=word.lemma.lower(),
        names=_names(word, used, clauses),
        noun=noun,
        row=row,
        used=used,
        frame=frame,
        verdict=verdict,
        actors=actors,
        recipients=recipients,
        support=support,
        time=time,
        definite=_definite(word, clauses),
        passive=not noun and clauses.passive(index),
    )


def _is_speech(scene: Scene, row: Predicate) -> bool:
    return scene.lexicon.plover[row.type].quad in VERBAL_QUADS


def _voice(word: Word, who: Participants) -> tuple[Filler, ...]:
    """Who speaks, for adjectives and agentless nouns of judgement in attributed content."""
    if word.upos == "VERB" and who.clauses.subjects(word.index):
        return ()
    return who.speaker(word.index) if word.upos in ("ADJ", "NOUN", "ADV") else ()


def _definite(word: Word, clauses: Clauses) -> bool:
    return any(
        c.feat("Definite") == "Def" or c.feat("PronType") == "Dem" or c.deprel == "nmod:poss"
        for c in clauses.children(word.index)
    )


def _consumed(word: Word, row: Predicate, clauses: Clauses, lexicon: EventLexicon) -> frozenset[int]:
    """Words that the row itself asks for; they are no further evidence and no further event."""
    out: set[int] = set()
    for need in row.needs:
        if need.words:
            wanted = lexicon.words_of(need.words)
            found = [i for f in clauses.follow(word.index, need.rel) for i in clauses.joined(f)]
            named = [i for i in found if clauses.sentence.words[i].lemma.lower() in wanted]
            out.update(named or (() if need.either else found))
    return frozenset(out)


def _verdict(
    scene: Scene, word: Word, row: Predicate, clauses: Clauses, status: StatusReader, time: Governed | None
) -> Verdict:
    """The status by syntax, the row's own where syntax says nothing, planned by a later date."""
    quad = scene.lexicon.plover[row.type].quad
    act = quad not in VERBAL_QUADS and not scene.tells_in_present
    lasting = act or (scene.lexicon.in_set("lasting", word.lemma) and not scene.tells_in_present)
    verdict = status.read(
        word.index,
        lasting=lasting and row.type != "OFFICE",
        used=_consumed(word, row, clauses, scene.lexicon),
        dated=time is not None,
        scheduled=row.type in SCHEDULED,
    )
    if row.status is not None and (row.status == "occurred" or _implied(row, verdict)):
        past = row.status == "ongoing" and _long_past(scene, time)
        return Verdict("occurred" if past else row.status, f"row:{row.id}", ((word.start, word.end),), 0.85)
    day = scene.report.published.day
    if (
        time is not None
        and time.earliest is not None
        and day is not None
        and time.earliest > day
        and verdict.status in ("occurred", "ongoing")
        and verdict.rule.startswith(("tense.p", "default"))
        and verdict.rule not in ("tense.past", "tense.past_progressive")
        and not scene.lexicon.in_set("passing", clauses.case(word.index))
    ):
        return Verdict("planned", "later_date", verdict.evidence, 0.8)
    return verdict


def _names(word: Word, used: frozenset[int], clauses: Clauses) -> frozenset[str]:
    """Lemmas by which the event may be named again: the word's own and the nouns its row asked for."""
    words = clauses.sentence.words
    return frozenset(words[i].lemma.lower() for i in (word.index, *used))


def _own_denial(scene: Scene, row: Predicate, actors: Sequence[Filler], speakers: Sequence[Filler]) -> bool:
    """Whether somebody says of himself that he does not do a thing of which one is accused."""
    if row.type not in DENIABLE:
        return False
    countries = {scene.cast.actor(f.actor).country or f.actor for f in speakers}
    return bool(countries & {scene.cast.actor(f.actor).country or f.actor for f in actors})


def _implied(row: Predicate, verdict: Verdict) -> bool:
    """Whether the row's own status holds: nothing else is said, or only that the word's event is a fact."""
    fact = ("occurred", "ongoing")
    return not verdict.told or (row.status not in fact and verdict.status in fact)


def _long_past(scene: Scene, time: Governed | None) -> bool:
    """Whether the days given end more than a month before publication."""
    day = scene.report.published.day
    return time is not None and time.latest is not None and day is not None and (day - time.latest).days > 31
