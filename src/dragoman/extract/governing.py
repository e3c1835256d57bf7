"""An event word in a parsed report and the report's times in; the time that governs it out, or None.

Syntax first: the time must hang on the word itself, on a verb that the word shares a clause with, or on a
noun below it. What another clause or a saying is dated by does not reach it. Then, in one running account of
one actor, the day of the sentence before.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from dragoman.lexicon.times import GoverningRow, governing_words
from dragoman.records import Analysis, Event, Sentence, Time, Word

Basis = Literal["stated", "carried"]
DAY = datetime.timedelta(days=1)
# How many sentences one account may run on without a new date.
RUN = 5
FINE = ("time", "day", "weekend", "week", "month", "quarter", "season", "half", "year", "decade", "century")
HANGING = ("obl", "nmod", "advmod", "compound", "amod", "nummod", "appos", "dep", "obj", "flat")
CLAUSES = ("VERB", "AUX", "ADJ")
NOUNS = ("NOUN", "PROPN", "PRON")


@dataclass(frozen=True, slots=True, kw_only=True)
class Governed:
    """The governing time's id and how it is known; the days that it and its preposition leave (None:
    open)."""

    time: str | None
    basis: Basis | None
    earliest: datetime.date | None
    latest: datetime.date | None
    grain: str | None


@dataclass(frozen=True, slots=True)
class Hung:
    """A time in its sentence's tree: its top word, the word it hangs on, whether as a bare modifier of a
    noun."""

    time: Time
    top: int
    host: int
    bare: bool


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
    if not hung:
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
    return bounded(sentence, chosen, hung, words) if chosen is not None else None


def hang(sentence: Sentence, times: Sequence[Time]) -> list[Hung]:
    """The dated times of a sentence with the word that each hangs on."""
    out: list[Hung] = []
    for time in times:
        if not (sentence.start <= time.start < sentence.end) or time.type == "SET" or not time.earliest:
            continue
        inside = [w for w in sentence.words if w.start < time.end and time.start < w.end and w.upos != "ADP"]
        held = {w.index for w in inside}
        top = next((w for w in inside if w.head not in held), None)
        if top is None:
            continue
        cased = any(sentence.dependents(top.index, "case"))
        possessive = top.deprel == "nmod:poss"
        bare = possessive or (not cased and top.relation in ("nmod", "compound", "amod", "nummod"))
        out.append(Hung(time, top.index, host_of(sentence, time, top, bare), bare))
    return out


def host_of(sentence: Sentence, time: Time, top: Word, bare: bool) -> int:
    """The word that a time hangs on: past compounds for a bare one; the main verb where it opens the
    sentence."""
    at = top.head
    while bare and at >= 0 and sentence.words[at].relation == "compound":
        at = sentence.words[at].head
    root = sentence.words[sentence.root]
    opens = (
        sum(
            w.end <= time.start and w.upos not in ("ADP", "PUNCT", "CCONJ", "DET") for w in sentence.words[:6]
        )
        == 0
    )
    host = sentence.words[at] if at >= 0 else root
    early = host.relation in ("acl", "nsubj", "nmod", "appos") or host.upos in NOUNS
    if opens and not bare and root.upos in CLAUSES and early and host.index < root.index:
        return root.index
    return at


def reach(sentence: Sentence, hung: Hung, word: int, words: GoverningRow) -> int | None:
    """How far a time is from governing a word: 0 it hangs on it, more over steps; None when it does not."""
    if hung.host < 0:
        return 0 if hung.top == word else None
    if hung.host == word:
        return 0
    host = sentence.words[hung.host]
    if hung.bare and host.upos in NOUNS:
        return 4 if inside_shared(sentence, hung.host, word, words) else None
    hosts = list(climb(sentence, hung.host))
    for steps, at in enumerate(hosts):
        if at == word:
            return steps
        if sentence.words[at].upos in CLAUSES or steps == len(hosts) - 1:
            shared = clause_share(sentence, at, word, hung.top, words)
            return None if shared is None else steps + shared
    return None


def climb(sentence: Sentence, start: int) -> Iterator[int]:
    """A noun that a time hangs on and what it hangs on in turn, up to the verb of its clause."""
    at = start
    while at >= 0:
        word = sentence.words[at]
        yield at
        if (
            word.upos in CLAUSES
            or is_predicate(sentence, at)
            or word.relation not in ("obl", "nmod", "obj", "appos")
        ):
            return
        cases = {w.lemma.lower() for w in sentence.dependents(at, "case")}
        amount = word.upos in ("NUM", "SYM")
        if word.relation == "obl" and cases and not amount and not cases & governing_words().during:
            return
        at = word.head


def is_predicate(sentence: Sentence, at: int) -> bool:
    """Whether a noun is the predicate of its clause ("is the winner")."""
    return any(sentence.dependents(at, "cop"))


def inside_shared(sentence: Sentence, noun: int, word: int, words: GoverningRow) -> bool:
    """ "met during his May 9-10 visit": the verb takes the time of the noun it happens in."""
    below = sentence.words[noun]
    cases = {w.lemma.lower() for w in sentence.dependents(noun, "case")}
    return below.relation == "obl" and below.head == word and bool(cases & words.during)


def clause_share(sentence: Sentence, verb: int, word: int, top: int, words: GoverningRow) -> int | None:
    """How near a word stands to the clause of a verb that a time dates: its subject, a coordinated or
    joined verb."""
    one = sentence.words[word]
    if one.head == verb:
        return dependent_share(sentence, one, top, verb, words)
    head = sentence.words[one.head] if one.head >= 0 else None
    if head is not None and head.head == verb and one.upos in CLAUSES:
        first = dependent_share(sentence, head, top, verb, words)
        second = dependent_share(sentence, one, top, head.index, words)
        if head.upos in CLAUSES and first is not None and second is not None:
            return first + second
    above = sentence.words[verb]
    if above.relation == "acl" and above.head >= 0:
        if above.head == word:
            return relative_share(sentence, above)
        if inside_shared(sentence, above.head, word, words):
            return 3 if relative_share(sentence, above) else None
    return None


def dependent_share(sentence: Sentence, one: Word, top: int, verb: int, words: GoverningRow) -> int | None:
    """Whether a dependent of a dated verb shares the date, by its relation."""
    if one.upos in NOUNS and not is_predicate(sentence, one.index):
        if one.relation == "obj":
            return 3
        if one.relation == "nsubj" and not any(sentence.dependents(one.index, "case")):
            return 2
        cases = {w.lemma.lower() for w in sentence.dependents(one.index, "case")}
        return 2 if one.relation == "obl" and cases & words.during else None
    if one.relation == "conj":
        # "On Tuesday they met and signed": a date before the first verb holds for those behind it.
        return 2 if top < verb and one.index > verb else None
    if one.relation == "advcl":
        marks = {w.lemma.lower() for w in sentence.dependents(one.index, "mark", "advmod")}
        return 2 if not (marks - words.to - words.when) or marks & words.when else None
    if one.relation == "xcomp":
        return 2 if top < one.index else None
    return None


def relative_share(sentence: Sentence, verb: Word) -> int | None:
    """ "talks held on Friday", "the session that took place this week": the noun takes its clause's time."""
    if verb.feat("VerbForm") == "Part" and not any(sentence.dependents(verb.index, "nsubj")):
        return 2
    subject = next(sentence.dependents(verb.index, "nsubj"), None)
    return 2 if subject is not None and subject.feat("PronType") == "Rel" else None


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
    """Whether a word is the main verb of its sentence or coordinated with it, in the past."""
    one = sentence.words[word]
    root = sentence.root
    if word != root and not (one.head == root and one.relation == "conj"):
        return False
    forms = [one, *sentence.dependents(word, "aux")]
    return (
        one.upos == "VERB"
        and any(w.feat("Tense") == "Past" for w in forms)
        and not any(w.lemma == "have" for w in sentence.dependents(word, "aux"))
    )


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


def carry_dates(events: Sequence[Event], analysis: Analysis) -> tuple[Event, ...]:
    """Events in text order in; the same out, where one without a date that plainly takes up a dated one has
    its days: the visit of the sentence before ("the visit", "will visit" again), or what happens during it.

    Never further than from sentence to sentence: beyond that a second act of the same kind is as likely.
    """
    out: list[Event] = []
    for event in events:
        found = next((e for e in reversed(out) if takes_up(event, e, analysis)), None) if undated(event) else None
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


def takes_up(event: Event, other: Event, analysis: Analysis) -> bool:
    """Whether a visit, meeting or call plainly is the dated one of the sentence before. Other acts are
    repeated in news ("the agreement" on this and on that), so that they keep what they say themselves."""
    if other.earliest is None or event.type != other.type or event.type != "CONSULT":
        return False
    modes = event.mode == other.mode or None in (event.mode, other.mode)
    near = event.sentence - other.sentence == 1 and event.status == other.status
    mine = {*event.actors, *event.recipients}
    if not modes or not near or not mine or not mine <= {*other.actors, *other.recipients}:
        return False
    word = analysis.sentences[event.sentence].words[event.word]
    same = word.lemma.lower() == analysis.sentences[other.sentence].words[other.word].lemma.lower()
    return same or is_definite(analysis.sentences[event.sentence], word)


def happens_during(event: Event, other: Event, analysis: Analysis) -> bool:
    """Whether an event's verb has a dated event of its sentence as its setting ("during her visit they met")."""
    if other.earliest is None or other.sentence != event.sentence or event.status != other.status:
        return False
    sentence = analysis.sentences[event.sentence]
    return inside_shared(sentence, other.word, event.word, governing_words())


def is_definite(sentence: Sentence, word: Word) -> bool:
    """Whether a noun speaks of something known: "the", "this", "her"."""
    return word.upos == "NOUN" and any(
        w.feat("Definite") == "Def" or w.feat("PronType") == "Dem" or w.deprel == "nmod:poss"
        for w in sentence.dependents(word.index, "det", "nmod")
    )
