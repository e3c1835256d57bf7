"""Places: the names of a report that say where something is, resolved to the map.

A name counts as a place where the syntax puts it as one ("in Geneva", "the town of X", "visited Chad", the
dateline); the gazetteer is asked only for names that the world tables do not place.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from dragoman.extract.actors import Cast
from dragoman.extract.actors.draft import NameSpan, head_of
from dragoman.lexicon import data_root
from dragoman.lexicon.cast import CastWords, load_cast
from dragoman.lexicon.entries import Entry
from dragoman.lexicon.gazetteer import Gazetteer, Point, load_gazetteer
from dragoman.lexicon.world import World
from dragoman.records import Analysis, Place, Report, Sentence, Span, Word

_PLACING = ("obl", "nmod", "root", "conj", "appos", "parataxis", "list", "dep")
_DATELINE = re.compile(r"\s*(?:,[^.\n]{1,40}?)?\s*(?:\([^)\n]{2,40}\)\s*)?[—–-]{1,2}\s")
# Names of a state or of what lies in it that tell where the place beside them is.
_TELLING = ("name", "short", "adjective", "division", "capital")
_REPORTED = 50.0
_BESIDE = 1000.0
_TOWN = 100_000


@dataclass(slots=True, eq=False)
class _Draft:
    """A place in the making."""

    name: str
    country: str | None
    point: Point | None
    spans: list[Span] = field(default_factory=list)


def find_places(report: Report, analysis: Analysis, cast: Cast, world: World) -> tuple[Place, ...]:
    """A report with its cast in; its places out, each with the spans that name it as one."""
    return _Finder(report, analysis, cast, world, load_cast(data_root()), load_gazetteer(data_root())).find()


class _Finder:
    def __init__(
        self,
        report: Report,
        analysis: Analysis,
        cast: Cast,
        world: World,
        words: CastWords,
        gazetteer: Gazetteer,
    ) -> None:
        self._report = report
        self._analysis = analysis
        self._world = world
        self._words = words
        self._gazetteer = gazetteer
        self._spans: dict[tuple[int, int], NameSpan] = {
            (s.sentence, i): s for s in cast.names for i in range(s.first, s.last + 1)
        }
        self._spoken = _countries(cast)
        self._drafts: dict[tuple[str, str | None], _Draft] = {}

    def find(self) -> tuple[Place, ...]:
        for span in dict.fromkeys(self._spans.values()):
            sentence = self._analysis.sentences[span.sentence]
            mappable = span.label not in ("organisation", "person", "adjective") or self._regional(span)
            if mappable and self._placed(sentence, span):
                self._take(sentence, span)
        return tuple(
            Place(
                id=f"p{number}",
                name=draft.name,
                country=draft.country,
                lat=draft.point.lat if draft.point else None,
                lon=draft.point.lon if draft.point else None,
                geonames=draft.point.geonames if draft.point else None,
                mentions=tuple(sorted(draft.spans)),
            )
            for number, draft in enumerate(self._drafts.values(), 1)
        )

    def _regional(self, span: NameSpan) -> bool:
        return bool(span.entries) and span.entries[0].form == "region"

    def _placed(self, sentence: Sentence, span: NameSpan) -> bool:
        """Whether the syntax makes the name a place."""
        word = sentence.words[head_of(sentence, span.first, span.last)]
        if self._dateline(sentence, span):
            return True
        if word.relation in ("conj", "appos") and word.head >= 0:
            above = self._spans.get((sentence.index, word.head))
            if above is not None and above is not span:
                return above.label in ("state", "capital", "place") and self._placed(sentence, above)
            if word.relation == "appos":
                return self._words.has("place-noun", sentence.words[word.head].lemma.lower())
        if word.deprel == "nmod:poss" or word.relation in ("compound", "amod"):
            return self._beside_noun(sentence, word.head)
        if word.relation == "obj" and word.head >= 0:
            return self._words.has("place-verb", sentence.words[word.head].lemma.lower())
        case = self._case(sentence, word.index)
        if word.relation in _PLACING and word.deprel != "obl:agent" and self._words.has("where", case):
            return span.label == "place" or self._located(sentence, word, case)
        if case and word.head >= 0 and self._words.links.get(case) == 2:
            noun = sentence.words[word.head].lemma.lower()
            return self._words.has("place-noun", noun) or self._words.has("place-deed", noun)
        if word.relation in ("nmod", "appos", "flat", "list", "dep", "obl"):
            return self._after_place(sentence, span)
        return span.label == "place" and word.relation == "nmod"

    def _located(self, sentence: Sentence, word: Word, case: str) -> bool:
        """Whether a state or capital behind a preposition is where something is, not a party to it."""
        if self._words.links.get(case) == 1 or self._words.has("inside", case):
            return True
        above = sentence.words[word.head] if word.head >= 0 else None
        if above is None:
            return False
        elliptic = above.upos in ("ADJ", "NUM")  # "his 20th to China"
        return elliptic or self._words.has("motion", above.lemma.lower())

    def _beside_noun(self, sentence: Sentence, head: int) -> bool:
        """A name before a noun for places or for a gathering there: "Idlib province", "the Cairo summit"."""
        lemma = sentence.words[head].lemma.lower() if head >= 0 else ""
        return self._words.has("place-noun", lemma) or self._words.has("gathering", lemma)

    def _case(self, sentence: Sentence, index: int) -> str:
        for child in sentence.dependents(index, "case"):
            return child.lemma.lower() or child.form.lower()
        return ""

    def _after_place(self, sentence: Sentence, span: NameSpan) -> bool:
        """The country behind a city: "Niamey, Niger"."""
        before = span.first - 1
        if before < 1 or sentence.words[before].form != ",":
            return False
        city = self._spans.get((sentence.index, before - 1))
        return city is not None and city.label in ("place", "capital") and self._placed(sentence, city)

    def _dateline(self, sentence: Sentence, span: NameSpan) -> bool:
        """A place at the head of a paragraph, before a dash: "GENEVA (AP) —"."""
        if span.first != 0 or span.sentence > 3:
            return False
        end = sentence.words[span.last].end
        return _DATELINE.match(self._report.text, end) is not None and span.label in ("place", "capital")

    def _take(self, sentence: Sentence, span: NameSpan) -> None:
        start, end = sentence.words[span.first].start, sentence.words[span.last].end
        text = " ".join(self._report.text[start:end].split())
        name, country, point = self._resolve(sentence, span, text)
        key = (point.name if point else name, country)
        draft = self._drafts.setdefault(key, _Draft(name, country, point))
        draft.spans.append((start, end))

    def _resolve(self, sentence: Sentence, span: NameSpan, text: str) -> tuple[str, str | None, Point | None]:
        """Name, country and point of a place name."""
        entry = self._table_entry(span)
        if entry is not None and span.label == "state" and entry.form in ("name", "short"):
            known = self._world.country(entry.country or "")
            return (
                (known.name if known else entry.name),
                entry.country,
                self._gazetteer.country(entry.country or ""),
            )
        beside = self._country_beside(sentence, span)
        if entry is not None and entry.form in ("division", "territory", "historic", "region"):
            cities = [p for p in self._gazetteer.cities(text) if p.country == entry.country]
            points = [p for p in cities if p.population >= _TOWN]
            points += [p for p in self._gazetteer.regions(text) if p.country == entry.country]
            points += cities
            return entry.name, entry.country, points[0] if points else None
        return self._city(text, beside, entry)

    def _table_entry(self, span: NameSpan) -> Entry | None:
        return span.entries[0] if span.entries else None

    def _city(
        self, text: str, beside: str | None, entry: Entry | None
    ) -> tuple[str, str | None, Point | None]:
        """The best city of a name: of the country named beside it, of one the report speaks of, or the
        largest.
        """
        points: Sequence[Point] = self._gazetteer.cities(text) or self._gazetteer.regions(text)
        if entry is not None and entry.country:
            own = [p for p in points if p.country == entry.country]
            return (own[0].name if own else text), entry.country, own[0] if own else None
        if beside and not any(p.country == beside for p in points):
            return text, beside, None
        ranked = sorted(points, key=lambda p: -self._fit(p, beside))
        if not ranked:
            return text, beside, None
        return ranked[0].name, ranked[0].country, ranked[0]

    def _fit(self, point: Point, beside: str | None) -> float:
        size = (point.population / 1e6) ** 0.5 if point.population else 0.0
        spoken = _REPORTED * self._spoken.get(point.country, 0.0)
        return (_BESIDE if point.country == beside else 0.0) + spoken + 10 * size

    def _country_beside(self, sentence: Sentence, span: NameSpan) -> str | None:
        """The country that stands with a place: "Niamey, Niger", "the Swiss city of X", "X in Chad"."""
        for index in self._near(sentence, span):
            other = self._spans.get((sentence.index, index))
            if other is not None and other is not span and other.entries:
                entry = other.entries[0]
                if entry.kind == "state" and entry.form in _TELLING:
                    return entry.country
        return None

    def _near(self, sentence: Sentence, span: NameSpan) -> Iterator[int]:
        if span.last + 2 < len(sentence.words) and sentence.words[span.last + 1].form == ",":
            yield span.last + 2
        head = head_of(sentence, span.first, span.last)
        for child in sentence.dependents(head, "nmod", "appos", "amod", "compound"):
            yield child.index
        above = sentence.words[head].head
        if above >= 0 and self._words.has("place-noun", sentence.words[above].lemma.lower()):
            for child in sentence.dependents(above, "amod", "nmod", "compound"):
                yield child.index


def _countries(cast: Cast) -> Mapping[str, float]:
    """The share of each country among the mentions of a report."""
    counts: Counter[str] = Counter()
    for mention in cast.mentions:
        for country in {cast.actor(a).country for a in mention.actors}:
            if country:
                counts[country] += 1
    total = sum(counts.values()) or 1
    return {country: number / total for country, number in counts.items()}
