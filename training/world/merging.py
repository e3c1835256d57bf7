"""Terms of all witnesses in; one list out: one spelling a person, one row a term, stale ends closed."""

from __future__ import annotations

import datetime
import difflib
import itertools
from collections.abc import Iterable
from dataclasses import replace

from dragoman.lexicon.names import fold
from training.world.leaders import Term, surname_of

_DAY = datetime.timedelta(days=1)
_NEAR = datetime.timedelta(days=400)
_KNOWN = datetime.timedelta(days=500)
_FEW = datetime.timedelta(days=5)
_EDITOR = 9
# Witnesses that know somebody in office on single days only.
_GLIMPSES = frozenset(("us-visits", "us-travels"))
_SURE = 7
_LIKE = 0.75
_SPELLED = 0.9
_HEADS = frozenset(("PHG", "P", "PM", "PM2", "CH", "EP", "SL", "K", "HOSX", "HOGX", "CE"))
_STATE = frozenset(("PHG", "P", "K", "HOSX"))
_GOVERNMENT = frozenset(("PM", "PM2", "CH", "EP", "PHG", "HOGX", "CE"))


def merge(editor: list[Term], witnesses: list[Term]) -> list[Term]:
    """The editor's terms stand; a witness's is added where the editor has none of that person and post."""
    people = People()
    for term in sorted([*editor, *witnesses], key=lambda t: -t.rank):
        people.add(term)
    terms: list[Term] = []
    for group in people.groups():
        terms.extend(_united(group))
    return sorted(_closed(_respelled(terms)), key=lambda t: (t.country, t.name, t.start or datetime.date.min))


class People:
    """Terms grouped by person: the same country and like names."""

    def __init__(self) -> None:
        self._groups: list[list[Term]] = []
        self._index: dict[tuple[str, str], list[int]] = {}

    def add(self, term: Term) -> None:
        """Join the person whose name is like this term's, or begin a new one.

        The editor's names are told apart as they stand (two persons may share an alias, "George Bush"); a
        witness's term goes to the like name that held the post at the time, else to the first like name.
        """
        alike = self._candidates(term)
        if alike:
            timely = (
                n for n in alike if any(_same_post(t, term) and _touch(t, term) for t in self._groups[n])
            )
            number = next(timely, alike[0])
            self._groups[number].append(term)
        else:
            self._groups.append([term])
            number = len(self._groups) - 1
        self._note(number, term)

    def _candidates(self, term: Term) -> list[int]:
        found: dict[int, None] = {}
        for name in (term.name, *term.aliases):
            for key in sorted(_keys(term.country, name)):
                found.update(dict.fromkeys(self._index.get(key, ())))
        if term.rank == _EDITOR:
            return [n for n in found if fold(self._groups[n][0].name) == fold(term.name)]
        alike = [
            n
            for n in found
            if any(_alike(name, other) for name in (term.name, *term.aliases) for other in self._names(n))
        ]
        return alike or [n for n in found if self._namesake(n, term)]

    def _namesake(self, number: int, term: Term) -> bool:
        """Whether one of that surname and initial held the very post at the time ("Geoff" and "Geoffrey")."""
        last, initial = fold(surname(term)), _initial(term)
        return bool(last) and any(
            t.rank == _EDITOR
            and fold(surname(t)) == last
            and _initial(t) == initial
            and _same_post(t, term)
            and _overlap(t, term)
            for t in self._groups[number]
        )

    def _names(self, number: int) -> set[str]:
        return {n for t in self._groups[number] for n in (t.name, *t.aliases)}

    def _note(self, number: int, term: Term) -> None:
        for name in (term.name, *term.aliases):
            for key in _keys(term.country, name):
                found = self._index.setdefault(key, [])
                if number not in found:
                    found.append(number)

    def groups(self) -> Iterable[list[Term]]:
        """All persons' terms, under the spelling of the best witness."""
        for group in self._groups:
            best = max(group, key=lambda t: t.rank)
            aliases = tuple(dict.fromkeys(n for t in group for n in (t.name, *t.aliases) if n != best.name))
            short = tuple(dict.fromkeys(s for t in group for s in t.short))
            wikidata = next((t.wikidata for t in group if t.wikidata), "")
            surname = next((t.surname for t in group if t.surname), "") if best.rank != 9 else ""
            yield [
                replace(t, name=best.name, aliases=aliases, short=short, wikidata=wikidata, surname=surname)
                for t in group
            ]


def same_name(term: Term, name: str) -> bool:
    """Whether a register's name may be the term's person, in the same post at the same time."""
    other = replace(term, name=name)
    alike = any(_alike(known, name) for known in (term.name, *term.aliases))
    last = fold(surname(term))
    return alike or (bool(last) and fold(surname(other)) == last and _initial(other) == _initial(term))


def _keys(country: str, name: str) -> set[tuple[str, str]]:
    words = fold(name).split()
    keys = {(country, w) for w in words if len(w) > 2}
    return keys | {(country, "/".join(w[0] for w in words))}


def _alike(one: str, other: str) -> bool:
    """Whether two spellings can be one person: all words of the shorter are in the longer, initials allowed.

    The first words must agree, or the shorter may lack the longer's first ("Tayyip Erdogan"); names of one
    family ("Jaber al-Ahmad al-Sabah", "Mishal al-Ahmad al-Jaber al-Sabah") stay apart that way.
    """
    short, long = sorted((fold(one).split(), fold(other).split()), key=len)
    if sorted(short) == sorted(long) or (len(short) == len(long) and _misspelled(short, long)):
        return True
    if len(short) < 2 or not _leads(short, long):
        return False
    rest = list(long)
    full = 0
    for word in short:
        hit = word if word in rest else None
        if hit is None:
            hit = next((w for w in rest if (len(w) == 1 or len(word) == 1) and w[0] == word[0]), None)
            if hit is None:
                return False
        else:
            full += len(word) > 1
        rest.remove(hit)
    return full >= 2 or (full == 1 and len(long) == len(short))


def _misspelled(one: list[str], other: list[str]) -> bool:
    pairs = list(zip(one, other, strict=True))
    if len(one) < 2 or any(
        a[0] != b[0] or abs(len(a) - len(b)) > 1 or len(a) < 4 for a, b in pairs if a != b
    ):
        return False
    return difflib.SequenceMatcher(None, " ".join(one), " ".join(other)).ratio() > _SPELLED


def _leads(short: list[str], long: list[str]) -> bool:
    if short[0] == long[0] or (1 in (len(short[0]), len(long[0])) and short[0][0] == long[0][0]):
        return True
    return short[0] == long[1] and short[-1] == long[-1]


def _resembles(one: str, other: str) -> bool:
    """Whether two names of holders of one post on the same days can be spellings of one name."""
    words = [fold(n).split() for n in (one, other)]
    return any(
        len(a) > 3 and len(b) > 3 and difflib.SequenceMatcher(None, a, b).ratio() >= _LIKE
        for a in words[0]
        for b in words[1]
    )


def _class(code: str) -> str:
    if code in _STATE:
        return "state"
    return "government" if code in _GOVERNMENT else code


def _united(group: list[Term]) -> list[Term]:
    """One person's terms: those of one post that overlap or nearly touch become one, by the best witness."""
    kept: list[Term] = []
    for term in sorted(group, key=lambda t: -t.rank):
        twin = next((i for i, k in enumerate(kept) if _mergeable(k, term)), None)
        if twin is None:
            kept.append(term)
        else:
            kept[twin] = _joined(kept[twin], term)
    return kept


def _mergeable(one: Term, other: Term) -> bool:
    """Whether two terms of a person tell of one time in one post; the editor's rows stay as they are."""
    return min(one.rank, other.rank) < _EDITOR and _same_post(one, other) and _touch(one, other)


def _same_post(one: Term, other: Term) -> bool:
    classes = {_class(one.code), _class(other.code)}
    if len(classes) == 1 or ("PHG" in (one.code, other.code) and classes <= {"state", "government"}):
        return True
    return {one.code, other.code} == {"P", "EP"}


def _touch(one: Term, other: Term) -> bool:
    first, second = sorted((one, other), key=lambda t: t.start or datetime.date.min)
    end = first.end or (datetime.date.max - _NEAR)
    slack = _NEAR if not (one.exact and other.exact) or {one.source, other.source} & _GLIMPSES else 31 * _DAY
    return (second.start or datetime.date.min) <= end + slack


def _initial(term: Term) -> str:
    """The first letter of the given name."""
    given = [w for w in fold(term.name).split() if w not in fold(surname(term)).split()]
    return given[0][0] if given else ""


def _overlap(one: Term, other: Term) -> bool:
    """Whether two terms share days, an open one being known no longer than it was seen."""
    first, second = sorted((one, other), key=lambda t: t.start or datetime.date.min)
    seen = first.seen or (first.start or datetime.date.min) + _KNOWN
    return (second.start or datetime.date.min) <= (
        first.end or (datetime.date.max if first.rank > 1 else seen)
    )


def _joined(best: Term, other: Term) -> Term:
    source = best.source if other.source in best.source else f"{best.source}; {other.source}"
    start, end, still = best.start, best.end, best.open
    if best.rank != 9:
        if (
            not best.exact and other.exact and other.start and start and abs(other.start - start) < 2 * _NEAR
        ) or (other.start and start and other.start < start and best.source in _GLIMPSES):
            start = other.start
        if (end is None and not still) or (_outlasts(other, end) and best.source in _GLIMPSES):
            end = other.end
        if still and best.source == "countryinfo" and other.end:
            end, still = other.end, False
    seen = max((t.seen for t in (best, other) if t.seen), default=None)
    code = (
        "PHG"
        if {_class(best.code), _class(other.code)} == {"state", "government"} and best.rank != 9
        else best.code
    )
    return replace(best, source=source, start=start, end=end, open=still, seen=seen, code=code,
                   office=best.office or other.office)  # fmt: skip


def _outlasts(other: Term, end: datetime.date | None) -> bool:
    return end is not None and other.end is not None and other.end > end


def _closed(terms: list[Term]) -> list[Term]:
    """Stale open terms end when the successor begins, else on the last day a witness knew them in office."""
    starts: dict[tuple[str, str], list[Term]] = {}
    for term in terms:
        for name in {"state", "government"} if term.code == "PHG" else {_class(term.code)}:
            starts.setdefault((term.country, name), []).append(term)
    out = []
    for term in terms:
        rivals = [t for t in starts[(term.country, _class(term.code))] if t.name != term.name and t.start]
        nexts = sorted(
            t.start for t in rivals if t.start and term.start and t.start > term.start and t.rank > 0
        )
        if term.rank <= 1 and term.code != "MIN" and _shadowed(term, rivals):
            out.append(replace(term, code="MIN", end=term.end or term.seen, open=False))
        elif term.open and term.rank <= 3:
            out.append(_ended(term, nexts))
        elif (
            term.open
            and term.code in _HEADS
            and (sure := [t.start for t in rivals if t.start and t.rank >= _SURE and t.code == term.code])
            and max(sure) > (term.start or max(sure))
        ):
            later = min(day for day in sure if term.start is None or day > term.start)
            out.append(replace(term, end=later, open=False))
        elif not term.exact and term.end and term.rank == 3:
            near = [n for n in nexts if n.year == term.end.year]
            out.append(replace(term, end=near[0]) if near else term)
        else:
            out.append(term)
    return [t for t in out if not (t.start and t.end and t.end < t.start)]


def _shadowed(term: Term, rivals: list[Term]) -> bool:
    """Whether an old register's term lies within one that the editor gives to another (or spells apart)."""
    end = term.end or term.seen or term.start
    if term.start is None or end is None:
        return False
    for rival in rivals:
        if rival.rank == _EDITOR and rival.start:
            common = min(end, rival.end or end) - max(term.start, rival.start)
            if common.days >= 0.8 * (end - term.start).days:
                return True
    return False


def _respelled(terms: list[Term]) -> list[Term]:
    """Like names in one post on the same days are one person: the better witness's stays."""
    posts: dict[tuple[str, str], list[Term]] = {}
    for term in terms:
        if term.code not in ("MIN", "LEG", "GOV", "REBL", "OPP", "SPOX", "UNX", "EUX"):
            posts.setdefault((term.country, _class(term.code)), []).append(term)
    alias: dict[tuple[str, str], str] = {}
    for held in posts.values():
        held.sort(key=lambda t: (t.start or datetime.date.min, -t.rank))
        for one, other in itertools.pairwise(held):
            if one.name != other.name and _same_days(one, other) and _resembles(one.name, other.name):
                best, worse = (one, other) if one.rank >= other.rank else (other, one)
                alias[(worse.country, worse.name)] = best.name
    out = []
    for term in terms:
        name = alias.get((term.country, term.name))
        out.append(replace(term, name=name, aliases=(*term.aliases, term.name)) if name else term)
    groups: dict[tuple[str, str], list[Term]] = {}
    for term in out:
        groups.setdefault((term.country, term.name), []).append(term)
    return [t for group in groups.values() for t in _united(group)]


def _same_days(one: Term, other: Term) -> bool:
    if one.start is None or other.start is None:
        return False
    if abs(one.start - other.start) <= (_FEW if one.exact and other.exact else 31 * _DAY):
        return True
    return any(
        t.source == "us-visits" and o.start <= t.start and (o.end is None or t.end <= o.end)
        for t, o in ((one, other), (other, one))
        if t.start and o.start and t.end
    ) and _close_spelling(one.name, other.name)


def _close_spelling(one: str, other: str) -> bool:
    return difflib.SequenceMatcher(None, fold(one), fold(other)).ratio() > 0.85


def _ended(term: Term, nexts: list[datetime.date]) -> Term:
    seen = term.seen or (datetime.date(2009, 12, 31) if term.source.startswith("countryinfo") else None)
    if term.code == "MIN" or not nexts:
        return replace(term, end=seen, open=False)
    near = seen is None or nexts[0] - seen <= _KNOWN
    return replace(term, end=nexts[0] if near else seen, open=False)


def surname(term: Term) -> str:
    """The last name of a term's person."""
    return term.surname or surname_of(term.name, term.country)
