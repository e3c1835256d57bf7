"""Proper names: the parser's name tags and the world tables in, the name spans of a sentence out."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from dragoman.extract.actors.draft import Label, NameSpan
from dragoman.lexicon.cast import CastWords
from dragoman.lexicon.entries import Entry
from dragoman.lexicon.world import World
from dragoman.records import Sentence

_NAMING = frozenset({"PROPN", "ADJ", "NOUN", "X", "SYM", "NUM"})
_LABELS: dict[str, Label] = {"adjective": "adjective", "capital": "capital", "seat": "state"}
_SPELLED = 0.5
_PARTING = frozenset({",", ";", ":", "—", "“", "”", '"'})


def find_names(
    sentence: Sentence, world: World, words: CastWords, prefers: Callable[[Entry], float]
) -> list[NameSpan]:
    """All names of a sentence in order, none overlapping. ``prefers`` ranks entries of the same name."""
    forms = [w.form for w in sentence.words]
    chunks = _chunks(sentence, world, words)
    spans: list[NameSpan] = []
    at = 0
    while at < len(forms):
        span = _table_span(sentence, forms, at, world, prefers)
        chunk = chunks.get(at)
        if chunk is None and span is not None:
            inside = next(((a, b) for a, (b, _) in chunks.items() if a < at <= b), None)
            if inside and inside[1] > span.last and chunks[inside[0]][1] == "PER" and span.label != "person":
                span = None
        if chunk is None and _after_title(sentence, at, words):
            chunk = (at, "PER")
        if chunk is None and span is None and _after_role(sentence, at, world):
            chunk = (_name_end(sentence, at), "PER")
        best = _better(sentence, span, chunk, at, world, words)
        if best is not None and not _is_thing(sentence, best, words):
            spans.append(best)
        at = best.last + 1 if best is not None else at + 1
    return spans


def _after_title(sentence: Sentence, at: int, words: CastWords) -> bool:
    """Whether a name that no tag shows stands behind "Mr." or the like."""
    word = sentence.words[at]
    before = sentence.words[at - 1] if at else None
    titled = before is not None and before.form[:1].isupper() and before.form.lower() in words.titles
    return titled and word.upos == "PROPN" and word.name == "O" and word.form.lower() not in words.titles


def _after_role(sentence: Sentence, at: int, world: World) -> bool:
    """Whether a name that no tag shows stands behind an office: "Kenyan leader Jane Doe"."""
    word = sentence.words[at]
    if word.upos != "PROPN" or word.name != "O" or not word.form[:1].isupper() or at == 0:
        return False
    title = sentence.words[at - 1]
    if title.name != "O" or title.upos not in ("NOUN", "PROPN") or title.head not in (at, word.head):
        return False
    forms = [w.form for w in sentence.words[:at]]
    starts = range(max(0, at - 3), at)
    roles = (role for s in starts for count, role in world.match_role(forms, s) if s + count == at)
    return any(role.kind == "person" for role in roles) and _name_end(sentence, at) > at


def _name_end(sentence: Sentence, at: int) -> int:
    """The last word of a name: those that the tree joins to its first word."""
    last = at
    while last + 1 < len(sentence.words):
        after = sentence.words[last + 1]
        if after.relation != "flat" or after.name != "O" or not after.form[:1].isupper():
            break
        last += 1
    return last


def _chunks(sentence: Sentence, world: World, words: CastWords) -> dict[int, tuple[int, str]]:
    """The parser's names: first word -> (last word, PER|LOC|ORG), without titles at the front of persons."""
    out: dict[int, tuple[int, str]] = {}
    start, kind = -1, ""
    for index, word in enumerate((*sentence.words, None)):
        tag = word.name if word is not None else "O"
        if start >= 0 and not (tag.startswith("I-") and tag[2:] == kind):
            first, last = _trimmed(sentence, start, index - 1, kind, world, words)
            if first <= last:
                out[first] = (last, kind)
            start = -1
        if tag != "O" and start < 0:
            start, kind = index, tag[2:]
    return out


def _trimmed(
    sentence: Sentence, first: int, last: int, kind: str, world: World, words: CastWords
) -> tuple[int, int]:
    """A tagged name without possessive marks, determiners and, for persons, titles."""
    tokens = sentence.words
    while last >= first and tokens[last].upos in ("PART", "PUNCT", "ADP", "DET", "CCONJ"):
        last -= 1
    while kind == "LOC" and last > first and tokens[last].upos == "NOUN" and tokens[last].form.islower():
        last -= 1
    while first < last and tokens[first].upos in ("DET", "PUNCT", "ADP"):
        first += 1
    if kind == "PER":
        first = _behind_title(sentence, first, last, world, words)
    return first, last


def _behind_title(sentence: Sentence, first: int, last: int, world: World, words: CastWords) -> int:
    """The first word of a person's own name, behind role nouns and titles that the tag covers.

    A role may begin before the tag ("charge d'affaires Jane Doe") and with a state ("US Secretary of State",
    which names nobody: then the result lies behind the last word).
    """
    forms = [w.form for w in sentence.words]
    for start in range(max(0, first - 2), first):
        ends = [start + n for n, _ in world.match_role(forms, start) if first < start + n <= last]
        first = max(ends, default=first)
    state = next((n for n, e in world.match(forms, first) if any(x.kind == "state" for x in e)), 0)
    if state and any(True for _ in world.match_role(forms[: first + state + 4], first + state)):
        first += state
    while first <= last:
        roles = [n for n, _ in world.match_role(forms, first)]
        if first < last and not roles and sentence.words[first].form.lower() not in words.titles:
            break
        longest = max(roles, default=1)
        if (first == last or longest == 1) and first + longest > last:
            alone = first == last and roles and _is_bare_title(sentence, first, words)
            return last + 1 if alone or first + longest > last + 1 else first
        first += longest
    return first


def _is_bare_title(sentence: Sentence, at: int, words: CastWords) -> bool:
    """Whether a role noun names nobody: "the President", "President of the Italian Republic Ada Blanc"."""
    after = sentence.words[at + 1 : at + 2]
    owned = bool(after) and words.links.get(after[0].form.lower()) == 2
    return owned or (at > 0 and sentence.words[at - 1].upos == "DET")


def _table_span(
    sentence: Sentence, forms: Sequence[str], at: int, world: World, prefers: Callable[[Entry], float]
) -> NameSpan | None:
    """The longest table name at a word that can be one here."""
    word = sentence.words[at]
    if not word.form[:1].isupper() and word.upos not in _NAMING and word.name == "O":
        return None
    doubtful = word.upos not in _NAMING and word.name == "O"
    if word.form.endswith("$"):
        return None
    for length, entries in world.match(forms, at):
        last = at + length - 1
        end = sentence.words[last]
        if end.upos in ("PART", "PUNCT") or (length == 1 and doubtful) or _parted(sentence, at, last):
            continue
        fitting = [e for e in _fitting(sentence, at, last, entries) if not _is_common(sentence, at, last, e)]
        if not fitting:
            continue
        return ranked(sentence, NameSpan(sentence.index, at, last, "state", tuple(fitting)), prefers)
    return None


def _parted(sentence: Sentence, first: int, last: int) -> bool:
    """Whether a comma or bracket stands inside: "Irish, Free" is no name."""
    return any(w.upos == "PUNCT" and w.form in _PARTING for w in sentence.words[first : last + 1])


def ranked(sentence: Sentence, span: NameSpan, prefers: Callable[[Entry], float]) -> NameSpan:
    """A span with its entries in order of preference, spelling included, and the label of the best."""
    written = " ".join(w.form for w in sentence.words[span.first : span.last + 1])
    entries = tuple(sorted(span.entries, key=lambda e: -prefers(e) - _SPELLED * (e.name == written)))
    return NameSpan(span.sentence, span.first, span.last, _label(entries[0]), entries)


def _fitting(sentence: Sentence, first: int, last: int, entries: Sequence[Entry]) -> list[Entry]:
    """The entries that agree with the parser's tags: a person is no place, an adjective is no person."""
    tags = {w.name[2:] for w in sentence.words[first : last + 1] if w.name != "O"}
    persons = [e for e in entries if e.kind == "person"]
    others = [e for e in entries if e.kind != "person"]
    word = sentence.words[first]
    if tags == {"PER"}:
        titled = word.name == "B-PER" and first > 0 and sentence.words[first - 1].upos in ("ADP", "DET")
        longer = first == last and _in_longer_person(sentence, first)
        return persons or ([] if longer and not titled else others)
    if tags:
        return others or (persons if last > first or "PER" in tags else [])
    if first == last and word.upos == "ADJ":
        return [e for e in others if e.form == "adjective"] or others
    if first == last and word.upos == "NOUN" and word.form.islower():
        return []
    return others or persons


def _is_common(sentence: Sentence, first: int, last: int, entry: Entry) -> bool:
    """Whether an outlet's or party's one-word name is only a word here: "National" in "National Security"."""
    word = sentence.words[first]
    if first != last or entry.kind in ("state", "person") or word.name != "O":
        return False
    if word.upos != "PROPN" and first == 0 and not (word.form.isupper() and len(word.form) > 1):
        return True
    if entry.kind == "organisation":
        return False
    after = sentence.words[first + 1] if first + 1 < len(sentence.words) else None
    acronym = sentence.words[first].form.isupper() and len(sentence.words[first].form) > 1
    return not acronym and after is not None and after.form[:1].isupper() and after.upos in ("PROPN", "NOUN")


def _in_longer_person(sentence: Sentence, index: int) -> bool:
    """Whether the tagged name goes on to the right or left of the word."""
    near = sentence.words[max(0, index - 1) : index + 2]
    return sum(w.name.endswith("PER") for w in near) > 1


def _label(entry: Entry) -> Label:
    if entry.kind == "person":
        return "person"
    if entry.kind == "state":
        return _LABELS.get(entry.form, "state")
    return "organisation"


def _better(
    sentence: Sentence,
    span: NameSpan | None,
    chunk: tuple[int, str] | None,
    at: int,
    world: World,
    words: CastWords,
) -> NameSpan | None:
    """The reading of a place where a table name and a tagged name both begin: the longer one as a rule."""
    if chunk is None:
        return span
    last, kind = chunk
    if span is not None and (span.last >= last or (span.label == "person" and span.last > at)):
        return span
    if kind == "PER" and span is not None and _owner_before(sentence, span, last, world):
        return span
    if kind == "PER":
        return NameSpan(sentence.index, at, last, "person")
    if kind == "LOC":
        if span is not None and (
            _apart(sentence, span.last + 1, last)
            or _common(sentence, span.last + 1)
            or _named_after(sentence, span, last, world)
        ):
            return span
        return _part_of_state(sentence, at, last, world, words) or NameSpan(sentence.index, at, last, "place")
    return _organisation(sentence, span, at, last, world, words)


def _apart(sentence: Sentence, first: int, last: int) -> bool:
    """Whether the rest of a tagged name is no part of the name: a comma, a bracket, a lower-case noun."""
    return any(w.upos == "PUNCT" and w.form != "-" for w in sentence.words[first : last + 1])


def _common(sentence: Sentence, index: int) -> bool:
    """Whether a name goes on with a common noun: "Idlib" in "Idlib province"."""
    return index < len(sentence.words) and sentence.words[index].form.islower()


def _named_after(sentence: Sentence, span: NameSpan, last: int, world: World) -> bool:
    """Whether a person's name follows a state's within one tag: "Republic of X Jane Doe"."""
    forms = [w.form for w in sentence.words[: last + 1]]
    rest = world.match(forms, span.last + 1)
    if any(e.kind == "person" for _, entries in rest for e in entries):
        return True
    return span.last - span.first >= 2 and span.label == "state" and last - span.last >= 2


def _owner_before(sentence: Sentence, span: NameSpan, last: int, world: World) -> bool:
    """Whether a tagged person's name begins with the state of a title: "President of X Jane Doe"."""
    before = sentence.words[span.first - 1] if span.first else None
    if span.label != "state" or before is None or before.upos not in ("ADP", "DET"):
        return False
    return _named_after(sentence, span, last, world) or last - span.last >= 2


def _part_of_state(
    sentence: Sentence, first: int, last: int, world: World, words: CastWords
) -> NameSpan | None:
    """A part of a state that is named by where it lies: "South Lebanon", "Western Cambodia"."""
    if first == last or not words.has("direction", sentence.words[first].form.lower()):
        return None
    forms = [w.form for w in sentence.words[: last + 1]]
    for length, entries in world.match(forms, first + 1):
        states = tuple(e for e in entries if e.kind == "state" and e.form == "name")
        if states and first + length == last:
            return NameSpan(sentence.index, first, last, "state", states)
    return None


def _organisation(
    sentence: Sentence, span: NameSpan | None, at: int, last: int, world: World, words: CastWords
) -> NameSpan | None:
    """An organisation's tagged name that the tables do not know as a whole.

    "Turkish Foreign Ministry" stays a state's word before a role noun, so that it is read like any ministry.
    """
    start = span.last + 1 if span is not None else at
    while start <= last and sentence.words[start].upos in ("PART", "PUNCT"):
        start += 1
    rest = [w.form.lower() for w in sentence.words[start : last + 1]]
    if rest and world.role(rest) is not None:
        return span
    if span is not None and span.label == "person":
        return (
            span
            if _apart(sentence, span.last + 1, last)
            else NameSpan(sentence.index, at, last, "organisation")
        )
    if span is not None and sentence.words[span.last + 1].upos == "PART":
        return span
    return NameSpan(sentence.index, at, last, "organisation")


def _is_thing(sentence: Sentence, span: NameSpan, words: CastWords) -> bool:
    """Whether a city's name is only part of a thing's name: "Paris Agreement", "Treaty of Rome"."""
    if span.label == "place":
        return False
    tokens = sentence.words
    if span.label == "organisation" and not span.entries:
        return words.has("thing", tokens[span.last].form.lower())
    if span.label != "capital":
        return False
    after = tokens[span.last + 1].form if span.last + 1 < len(tokens) else ""
    if after[:1].isupper() and words.has("thing", after.lower()):
        return True
    if span.first < 2 or not words.has("connecting", tokens[span.first - 1].form):
        return False
    before = tokens[span.first - 2].form
    return before[:1].isupper() and words.has("thing", before.lower())
