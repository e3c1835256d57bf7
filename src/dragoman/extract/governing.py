"""An event word in a parsed report and the report's times in; the time that governs it out, or None.

Syntax first: the time must hang on the word itself, on a verb that the word shares a clause with, or on a
noun below it. What another clause or a saying is dated by does not reach it. Then, in one running account of
one actor, the day of the sentence before.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from dragoman.extract.hanging import Hung, hang, inside_shared, reach
from dragoman.extract.times.spans import shift
from dragoman.lexicon.times import GoverningRow, governing_words
from dragoman.records import Analysis, Event, Sentence, Time, Word

Basis = Literal["stated", "carried"]
DAY = datetime.timedelta(days=1)
# How many sentences one account may run on without a new date.
RUN = 5
# How many sentences "the visit" may look back.
RETURN = 3
# TIMEX3 lengths shorter than a day.
HOURS = "PT"
FINE = ("time", "day", "weekend", "week", "month", "quarter", "season", "half", "year", "decade", "century")


@dataclass(frozen=True, slots=True, kw_only=True)
class Governed:
    """The governing time's id and how it is known; the days that it and its preposition leave (None:
    open)."""

    time: str | None
    basis: Basis | None
    earliest: datetime.date | None
    latest: datetime.date | None
    grain: str | None


def governing_time(analysis: Analysis, times: Sequence[Time], sentence: int, word: int) -> Governed | None:
    """The parse, the report's times, and an event word by sentence and index in; what dates it out, or None.

    Only times with at least one day count. A bound ("by 2024", "since May") leaves one side open.
    """
    words = governing_words()
    here = analysis.sentences[sentence]
    found = stated(here, times, word, words)
    if found is not None:
        return found
    return carried(analysis, times, sentence, word, words)


def stated(sentence: Sentence, times: Sequence[Time], word: int, words: GoverningRow) -> Governed | None:
    """What governs a word within its own sentence."""
    hung = hang(sentence, times)
    if not hung or has_undated(sentence, times, word):
        return None
    best: tuple[int, int, int] | None = None
    chosen: Hung | None = None
    for one in hung:
        distance = reach(sentence, one, word, words)
        if distance is None:
            continue
        grain = FINE.index(one.time.grain) if one.time.grain in FINE else len(FINE)
        key = (distance, grain, abs(one.top - word))
        if best is None or key < best:
            best, chosen = key, one
    if chosen is not None:
        return bounded(sentence, chosen, hung, words)
    return hours_off(sentence, times, word, words) or years_back(sentence, times, word, words)


def has_undated(sentence: Sentence, times: Sequence[Time], word: int) -> bool:
    """Whether a coordinated verb has a date of its own that is no day: "in 2005 it lost money and recently it
    reported less"."""
    if sentence.words[word].relation != "conj":
        return False
    own = {w.start for w in sentence.dependents(word)}
    return any(t.start in own for t in times if t.type == "DATE" and t.earliest is None)


def years_back(sentence: Sentence, times: Sequence[Time], word: int, words: GoverningRow) -> Governed | None:
    """ "This year marks the 75th anniversary of the pact": the pact is of 75 years before."""
    one = sentence.words[word]
    head = sentence.words[one.head] if one.head >= 0 and one.relation == "nmod" else None
    if head is None or head.lemma.lower() not in words.anniversary:
        return None
    ranks = [w.form for w in sentence.dependents(head.index, "amod") if w.feat("NumType") == "Ord"]
    digits = re.match(r"\d+", ranks[0]) if ranks else None
    near = [t for t in times if sentence.start <= t.start < sentence.end and t.earliest and t.latest]
    if digits is None or len(near) != 1 or near[0].grain not in ("year", "month", "day"):
        return None
    first, last = (shift(day, -int(digits[0]), "year") for day in (near[0].earliest, near[0].latest) if day)
    return Governed(time=near[0].id, basis="stated", earliest=first, latest=last, grain=near[0].grain)


def hours_off(sentence: Sentence, times: Sequence[Time], word: int, words: GoverningRow) -> Governed | None:
    """ "A few hours before the jet crashed on Wednesday, they fired": that day or the one next to it."""
    for time in times:
        if time.type != "DURATION" or not sentence.start <= time.start < sentence.end:
            continue
        mark = next((w for w in sentence.words if w.start >= time.end), None)
        way = dict.fromkeys(words.before, -1) | dict.fromkeys(words.after, 1)
        if mark is None or mark.head < 0 or mark.lemma.lower() not in way:
            continue
        other = sentence.words[mark.head]
        if other.head != word or not (time.value or "").startswith(HOURS):
            continue
        near = stated(sentence, [t for t in times if t is not time], other.index, words)
        if near is not None and near.earliest and near.earliest == near.latest:
            moved = near.earliest + way[mark.lemma.lower()] * DAY
            first, last = min(moved, near.earliest), max(moved, near.earliest)
            return Governed(time=near.time, basis="stated", earliest=first, latest=last, grain="day")
    return None


def bounded(sentence: Sentence, hung: Hung, others: Sequence[Hung], words: GoverningRow) -> Governed:
    """A governing time with its preposition in; the days it leaves out: "by" has no start, "since" no end."""
    time = hung.time
    cases = {w.lemma.lower() for w in sentence.dependents(hung.top, "case")}
    before = next((w for w in reversed(sentence.words[: hung.top]) if w.end <= time.start), None)
    if before is not None and before.upos in ("ADP", "SCONJ"):
        cases |= {before.lemma.lower()}
    earliest: datetime.date | None = time.earliest
    latest: datetime.date | None = time.latest
    partner = partner_of(sentence, hung, others)
    if partner is not None and partner.time.latest and earliest:
        earliest, latest = (
            min(earliest, partner.time.earliest or earliest),
            max(latest or earliest, partner.time.latest),
        )
    elif cases & words.ending:
        earliest = None
    elif cases & words.starting:
        latest = None
    elif time.type == "TIME" and cases & (words.before | words.after):
        # "Shortly before midnight on Wednesday" is still that day.
        pass
    elif cases & words.before and earliest:
        latest = earliest - DAY
        earliest = None
    elif cases & words.after and latest:
        earliest, latest = latest + DAY, None
    return Governed(time=time.id, basis="stated", earliest=earliest, latest=latest, grain=time.grain)


def partner_of(sentence: Sentence, hung: Hung, others: Sequence[Hung]) -> Hung | None:
    """The other end: "in 2011 or 2012", "from May to July", "between 1997 and 2001"."""
    for other in others:
        if other.top == hung.top:
            continue
        joined = sentence.words[other.top].relation == "conj" and other.host == hung.top
        ranged = other.host == hung.top and sentence.words[other.top].relation == "nmod"
        beside = other.host == hung.host and 0 < other.time.start - hung.time.end <= 6
        if joined or ranged or (beside and not hung.bare):
            return other
    return None


def carried(
    analysis: Analysis, times: Sequence[Time], sentence: int, word: int, words: GoverningRow
) -> Governed | None:
    """The day of the account that a sentence goes on with: its subject is the same, or a pronoun, and it
    has no
    date of its own."""
    here = analysis.sentences[sentence]
    if not in_main_clause(here, word):
        return None
    for back in range(1, RUN + 1):
        if sentence - back < 0:
            return None
        before = analysis.sentences[sentence - back]
        if not goes_on(analysis.sentences[sentence - back + 1], before):
            return None
        found = stated(before, times, before.root, words)
        if found is not None:
            if found.earliest != found.latest or found.earliest is None:
                return None
            return Governed(time=found.time, basis="carried", earliest=found.earliest, latest=found.latest,
                            grain=found.grain)  # fmt: skip
    return None


def in_main_clause(sentence: Sentence, word: int) -> bool:
    """Whether a word is the main verb of its sentence or coordinated with it, in the past, or the participle
    that goes with it ("he left, saying ...")."""
    one = sentence.words[word]
    root = sentence.root
    if is_participle(sentence, one) and one.head == root:
        return in_main_clause(sentence, root)
    if word != root and not (one.head == root and one.relation == "conj"):
        return False
    forms = [one, *sentence.dependents(word, "aux")]
    return (
        one.upos == "VERB"
        and any(w.feat("Tense") == "Past" for w in forms)
        and not any(w.lemma.lower() in governing_words().perfect for w in sentence.dependents(word, "aux"))
    )


def is_participle(sentence: Sentence, word: Word) -> bool:
    """Whether a verb is an active participle beside its main verb, with the same subject and tense."""
    marks = {w.lemma.lower() for w in sentence.dependents(word.index, "mark")}
    own = any(sentence.dependents(word.index, "nsubj", "aux"))
    active = word.feat("VerbForm") in ("Part", "Ger") and word.feat("Tense") != "Past"
    return word.relation == "advcl" and active and not own and marks <= governing_words().by


def goes_on(here: Sentence, before: Sentence) -> bool:
    """Whether a sentence is about whom the one before is about: a personal pronoun, or a word of its
    subject."""
    subject = next(here.dependents(here.root, "nsubj"), None)
    other = next(before.dependents(before.root, "nsubj"), None)
    if subject is None or other is None:
        return False
    if subject.upos == "PRON":
        return subject.feat("Person") == "3"
    if other.upos == "PRON":
        same_number = subject.feat("Number") == other.feat("Number")
        known = any(w.feat("Definite") == "Def" for w in here.dependents(subject.index, "det"))
        return other.feat("Person") == "3" and same_number and known
    names = {
        here.words[i].form for i in here.subtree(subject.index) if here.words[i].upos in ("PROPN", "NOUN")
    }
    said = {
        before.words[i].form for i in before.subtree(other.index) if before.words[i].upos in ("PROPN", "NOUN")
    }
    return bool(names & said)


def carry_dates(
    events: Sequence[Event], analysis: Analysis, states: Mapping[str, str | None] | None = None
) -> tuple[Event, ...]:
    """Events in text order, and the states of their actors by id in; the same events out, where one without a
    date that plainly takes up a dated one has its days: the visit of the sentence before ("the visit", "will
    visit" again), or what happens during it.

    Never further than from sentence to sentence: beyond that a second act of the same kind is as likely.
    """
    out: list[Event] = []
    for event in events:
        found = (
            next((e for e in reversed(out) if takes_up(event, e, analysis, states or {})), None)
            if undated(event)
            else None
        )
        out.append(dated_as(event, found) if found is not None else event)
    for at, event in enumerate(out):
        found = next((e for e in out if happens_during(event, e, analysis)), None) if undated(event) else None
        if found is not None:
            out[at] = dated_as(event, found)
    return tuple(out)


def undated(event: Event) -> bool:
    """Whether nothing is known of an event's days."""
    return event.earliest is None and event.latest is None and event.time is None


def dated_as(event: Event, other: Event) -> Event:
    """An event with another's days, carried over."""
    return replace(
        event, earliest=other.earliest, latest=other.latest, grain=other.grain, date_basis="carried",
        time=other.time,
    )  # fmt: skip


def takes_up(event: Event, other: Event, analysis: Analysis, states: Mapping[str, str | None]) -> bool:
    """Whether a visit, meeting or call plainly is the dated one told just before. Other acts are repeated in
    news ("the agreement" on this and on that), so that they keep what they say themselves."""
    if other.earliest is None or event.type != other.type or event.type != "CONSULT":
        return False
    if event.status != other.status or not (event.mode == other.mode or None in (event.mode, other.mode)):
        return False
    mine, theirs = {*event.actors, *event.recipients}, {*other.actors, *other.recipients}
    sentence = analysis.sentences[event.sentence]
    word = sentence.words[event.word]
    far = event.sentence - other.sentence
    # A minister of yesterday's visit and his state of "the talks" are one side; where only one state is told
    # they may be two visits.
    sides, others = ({states.get(actor) or actor for actor in ids} for ids in (mine, theirs))
    both = len(sides) > 1 and sides == others
    if 1 <= far <= RETURN and is_definite(sentence, word):
        return both or bool(mine and mine <= theirs)
    if far != 1:
        return False
    same = word.lemma.lower() == analysis.sentences[other.sentence].words[other.word].lemma.lower()
    if same:
        return bool(mine and mine <= theirs)
    return both and event.mode == other.mode and is_simple_past(sentence, word)


def is_simple_past(sentence: Sentence, word: Word) -> bool:
    """Whether a verb tells on in the past ("they discussed"), not of what was before ("had discussed")."""
    return (
        word.upos == "VERB"
        and word.feat("Tense") == "Past"
        and not any(sentence.dependents(word.index, "aux"))
    )


def happens_during(event: Event, other: Event, analysis: Analysis) -> bool:
    """Whether an event's verb has a dated event of its sentence as its setting ("during her visit they
    met")."""
    if other.earliest is None or other.sentence != event.sentence or event.status != other.status:
        return False
    sentence = analysis.sentences[event.sentence]
    return inside_shared(sentence, other.word, event.word, governing_words())


def is_definite(sentence: Sentence, word: Word) -> bool:
    """Whether a noun speaks of something known: "the", "this", "her"; "these visits" are more than one."""
    one = word.feat("Number") != "Plur"
    return word.upos == "NOUN" and any(
        w.feat("Definite") == "Def" or (one and w.feat("PronType") == "Dem") or w.deprel == "nmod:poss"
        for w in sentence.dependents(word.index, "det", "nmod")
    )
