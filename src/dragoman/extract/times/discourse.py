"""The report as a whole: its sentences, its quotations, the way each time leans, and what was told before."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dragoman.extract.times.composed import Clock
from dragoman.extract.times.named import Calendar, Node
from dragoman.extract.times.relative import Moved, Which
from dragoman.extract.times.spans import Day, Resolved
from dragoman.lexicon.times import TimeLexicon
from dragoman.records import Analysis, Sentence, Span, Word

# Without a parse: a new line after a blank one, or a stop before a capital. Rough, and only a fallback.
BOUND = re.compile(r"\n\s*\n|(?<=[.!?][\"”’)])\s+(?=[A-Z“\"])|(?<=[a-z0-9)][.!?])\s+(?=[A-Z“\"])|\n")
QUOTE = re.compile(r"“[^”\n]{1,1500}”|\"[^\"\n]{1,1500}\"")
ABBREVIATED = re.compile(r"\b(?:[A-Z]|[A-Z][a-z]{1,3}|[ap]\.m|vs|c|ca)\.$")
MODAL_REACH = 60
# A text that names the year of its publication more often than once in so many years is no history.
RUNNING = 12


def stretches(text: str, analysis: Analysis) -> list[tuple[int, int, Sentence | None]]:
    """The text and its parse in; the stretches to scan out: the parse's sentences, else a rough cut."""
    if analysis.sentences:
        return [(s.start, s.end, s) for s in analysis.sentences]
    out: list[tuple[int, int, Sentence | None]] = []
    start = 0
    for match in BOUND.finditer(text):
        if "\n" in match[0] or not ABBREVIATED.search(text[max(start, match.start() - 6) : match.start()]):
            out.append((start, match.start(), None))
            start = match.end()
    out.append((start, len(text), None))
    return [s for s in out if s[0] < s[1]]


def quotations(text: str) -> list[Span]:
    """Where somebody else's words stand between quotation marks and are long enough to have their own
    today."""
    return [m.span() for m in QUOTE.finditer(text) if m[0].count(" ") >= 3]


def governor(sentence: Sentence, start: int, end: int) -> tuple[Word | None, bool]:
    """The place of an expression in; the verb above it, and whether it hangs on the verb itself."""
    words = [w for w in sentence.words if w.start < end and start < w.end]
    if not words:
        return None, False
    inside = {w.index for w in words}
    top = next((w for w in words if w.head not in inside), words[0])
    direct, steps = True, 0
    at = top.head
    while at >= 0 and steps < 12:
        word = sentence.words[at]
        if word.upos in ("VERB", "AUX") or any(sentence.dependents(at, "cop")):
            return word, direct
        direct, at, steps = False, word.head, steps + 1
    return None, False


def lean(
    text: str, start: int, end: int, sentence: Sentence | None, offset: int, lexicon: TimeLexicon
) -> int:
    """A sentence's text and an expression's place in it; 1 when it points ahead, -1 back, 0 when not told."""
    before = text[max(0, start - MODAL_REACH) : start]
    bound = ends_with(before, lexicon.cue_patterns["future_before"])
    if sentence is not None:
        verb, direct = governor(sentence, offset + start, offset + end)
        found = verb_lean(sentence, verb, lexicon) if verb is not None else 0
        if found > 0 or (bound and found == 0):
            return 1
        # "Had extended it until May 1": the nearest, on either side.
        return found if direct and not bound else 0
    future = lexicon.cue_patterns["future_text"]
    return int(bool(future.search(text if bound else before)))


def ends_with(text: str, pattern: re.Pattern[str]) -> bool:
    """Whether the last word of a text is one that the pattern finds."""
    text = text.rstrip()
    return any(match.end() == len(text) for match in pattern.finditer(text, max(0, len(text) - 16)))


def verb_lean(sentence: Sentence, verb: Word, lexicon: TimeLexicon) -> int:
    """A verb in its sentence in; 1 for a future or a plan, -1 for a past, 0 for neither."""
    cues = lexicon.cues
    helpers = list(sentence.dependents(verb.index, "aux", "cop"))
    if any({w.form.lower(), w.lemma.lower()} & cues["future_verb"] for w in helpers):
        return 1
    finite_past = verb.feat("VerbForm") == "Fin" and verb.feat("Tense") == "Past"
    perfect = any(w.lemma.lower() in cues["perfect"] for w in helpers)
    if verb.lemma.lower() in cues["plan_verb"] and not finite_past and not perfect:
        return 1
    if verb.relation == "xcomp" and verb.head >= 0:
        above = sentence.words[verb.head]
        if above.lemma.lower() in cues["plan_verb"] or above.form.lower() in cues["future_verb"]:
            return 1
        return verb_lean(sentence, above, lexicon) if above.relation != "xcomp" else 0
    if verb.feat("VerbForm") == "Fin" or not helpers:
        if verb.feat("Tense") == "Pres" and verb.relation == "advcl":
            # "When markets reopen Tuesday", "after they vote in May".
            marks = {w.lemma.lower() for w in sentence.dependents(verb.index, "mark", "advmod")}
            return int(bool(marks & cues["ahead_clause"]))
        return -1 if verb.feat("Tense") == "Past" else 0
    if perfect or any(w.feat("Tense") == "Past" for w in helpers):
        return -1
    due = any(w.lemma.lower() in cues["copula"] and w.feat("VerbForm") == "Fin" for w in helpers) and any(
        w.form.lower() in cues["to_word"] for w in sentence.dependents(verb.index, "mark", "aux")
    )
    return int(due)


def is_narrative(nodes: Sequence[Node], published: Day | None) -> bool:
    """The meanings found in a report; whether it is a history, a life or a record rather than news.

    News counts from its own day ("yesterday", "on Monday"); a history gives years, and its bare months
    belong to the year last told.
    """
    if published is None:
        return False
    deictic = sum(
        is_deictic(node) and not (isinstance(node, Clock) and node.time[1:2].isdigit()) for node in nodes
    )
    years = [node.year for node in nodes if isinstance(node, Calendar) and node.year is not None]
    long_gone = sum(abs(year - published.year) > 2 for year in years)
    running = sum(year == published.year for year in years)
    return (len(years) >= 6 and len(years) > 5 * deictic and running * RUNNING <= len(years)) or (
        not deictic and len(years) > 1 and long_gone == len(years)
    )


def is_deictic(node: Node) -> bool:
    """Whether a meaning is counted from the speaker's today: "yesterday", "last May", a bare weekday."""
    if isinstance(node, Clock):
        return node.anchor == "today" and (node.day is None or is_deictic(node.day))
    if isinstance(node, Calendar):
        return node.weekday is not None and node.month is None
    return (isinstance(node, Moved) and node.anchor == "today") or isinstance(node, Which)


def account_day(node: Node, resolved: Resolved, opens: bool) -> bool:
    """Whether an expression of the reporter's own words says on what day the news is: a weekday, "yesterday";
    a date of the calendar only where it opens the report."""
    if resolved.earliest is None or resolved.earliest != resolved.latest:
        return False
    if isinstance(node, Clock):
        return node.day is not None and account_day(node.day, resolved, opens)
    if isinstance(node, Calendar):
        return opens or node.weekday is not None
    return isinstance(node, Moved) and abs(node.amount or 0) <= 1
