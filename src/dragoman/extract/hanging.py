"""A parsed sentence and its times in; on which word each time hangs, and which words share it, out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dragoman.lexicon.times import GoverningRow, governing_words
from dragoman.records import Sentence, Time, Word

CLAUSES = ("VERB", "AUX", "ADJ")
NOUNS = ("NOUN", "PROPN", "PRON")


@dataclass(frozen=True, slots=True)
class Hung:
    """A time in its sentence's tree: its top word, the word it hangs on, whether as a bare modifier of a
    noun."""

    time: Time
    top: int
    host: int
    bare: bool


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
    """The word that a time hangs on, the parse set right where news has its own way: past compounds for a
    bare one; the main verb for one that opens the sentence; the verb for a day behind the verb's nouns."""
    at = top.head
    while bare and at >= 0 and sentence.words[at].relation == "compound":
        at = sentence.words[at].head
    root = sentence.words[sentence.root]
    before = [w for w in sentence.words[:6] if w.end <= time.start]
    opens = all(w.upos in ("ADP", "PUNCT", "CCONJ", "DET") for w in before)
    host = sentence.words[at] if at >= 0 else root
    early = host.relation in ("acl", "nsubj", "nmod", "appos") or host.upos in NOUNS
    if opens and not bare and root.upos in CLAUSES and early and host.index < root.index:
        return root.index
    if (
        not bare
        and host.upos in NOUNS
        and top.index < host.index
        and any(sentence.dependents(top.index, "case"))
    ):
        # "Where on Sunday the presidents signed": what stands before a noun with a preposition is its verb's.
        return host.head if host.head >= 0 else at
    if time.grain in ("day", "time") and not bare and host.upos in NOUNS:
        return verb_before(sentence, top, host)
    return at


def verb_before(sentence: Sentence, top: Word, host: Word) -> int:
    """ "congratulated him on his victory on Monday": a day behind nouns is the day of the finite past verb
    that they follow; "the pact of 5 May" keeps its own."""
    cases = {w.lemma.lower() for w in sentence.dependents(top.index, "case")}
    for clause in sentence.dependents(host.index, "acl"):
        # "a summit where on Sunday they signed": the day stands inside the relative clause.
        if clause.index > top.index and min(sentence.subtree(clause.index)) < top.index:
            return clause.index
    at = host
    for _ in range(4):
        if at.head < 0 or at.relation not in ("obl", "nmod", "obj") or cases & governing_words().genitive:
            return host.index
        at = sentence.words[at.head]
        if at.upos in CLAUSES:
            told = at.feat("VerbForm") == "Fin" and at.feat("Tense") == "Past" and at.index < top.index
            return at.index if told else host.index
    return host.index


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
        if word.upos == "ADV" and word.relation == "advmod":
            at = word.head
            continue
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
    if head is not None and head.head == verb:
        clause = head.upos in CLAUSES or is_predicate(sentence, head.index)
        first = dependent_share(sentence, head, top, verb, words)
        second = dependent_share(sentence, one, top, head.index, words)
        if clause and first is not None and second is not None:
            return first + second
    above = sentence.words[verb]
    if above.relation == "acl" and above.head >= 0:
        if above.head == word:
            return relative_share(sentence, above) if one.upos in NOUNS else None
        if inside_shared(sentence, above.head, word, words):
            return 3 if relative_share(sentence, above) else None
    return None


def dependent_share(sentence: Sentence, one: Word, top: int, verb: int, words: GoverningRow) -> int | None:
    """Whether a dependent of a dated verb shares the date, by its relation."""
    if one.upos in NOUNS and not is_predicate(sentence, one.index):
        if one.relation == "obj":
            # What is spoken of ("condemned the raid on Monday") may be older than the word about it.
            return None if sentence.words[one.head].lemma.lower() in words.speaking_of else 3
        if one.relation == "nsubj" and not any(sentence.dependents(one.index, "case")):
            return 2
        cases = {w.lemma.lower() for w in sentence.dependents(one.index, "case")}
        setting = one.relation == "obl" or (one.relation == "nmod" and is_predicate(sentence, one.head))
        return 2 if setting and cases & words.during else None
    if one.relation == "conj":
        # "On Tuesday they met and signed": a date before the first verb holds for those behind it.
        return 2 if top < verb and one.index > verb and same_tense(sentence, verb, one.index, words) else None
    if one.relation == "advcl":
        marks = {w.lemma.lower() for w in sentence.dependents(one.index, "mark", "advmod")}
        return 2 if not (marks - words.to - words.when) or marks & words.when else None
    if one.relation == "xcomp":
        return 2 if top < one.index else None
    return None


def same_tense(sentence: Sentence, verb: int, other: int, words: GoverningRow) -> bool:
    """Whether of two coordinated verbs both or none are ahead ("resigned on Monday and will stand again")."""

    def ahead(at: int) -> bool:
        return any(w.lemma.lower() in words.ahead for w in sentence.dependents(at, "aux"))

    return ahead(verb) == ahead(other)


def relative_share(sentence: Sentence, verb: Word) -> int | None:
    """ "talks held on Friday", "the session that took place this week": the noun takes its clause's time."""
    if verb.feat("VerbForm") == "Part" and not any(sentence.dependents(verb.index, "nsubj")):
        return 2
    subject = next(sentence.dependents(verb.index, "nsubj"), None)
    return 2 if subject is not None and subject.feat("PronType") == "Rel" else None
