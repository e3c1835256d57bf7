"""Drafts in, frozen records out: actors and mentions with their ids, in the order of the text."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from dragoman.extract.actors.cast import Cast
from dragoman.extract.actors.draft import Entity, Found, NameSpan
from dragoman.extract.actors.roll import clear_first
from dragoman.records import Actor, Analysis, Mention

_NO_STATE = frozenset({"IGO", "NGO", "MNC"})
# From this share of all states spoken of, a report is about one state, and "protesters" are that state's.
_ALONE = 0.8


def freeze(
    analysis: Analysis,
    found: Sequence[Found],
    things: Mapping[tuple[int, int], tuple[Entity, ...]],
    speakers: Mapping[int, tuple[Entity, ...]],
    names: Sequence[NameSpan],
    state: Callable[[str], Entity],
) -> Cast:
    """The cast of the mentions found; entities that nobody points to are left out, but for the one state
    that the report speaks of, which may act without being named ("police arrested"): ``state`` gives it.
    """
    ordered = sorted(found, key=lambda f: (f.sentence, f.first, f.head))
    used = [e for f in ordered for e in f.entities]
    used += [e for owners in things.values() for e in owners]
    home = home_of(ordered)
    used += [state(home)] if home is not None else []
    ids = {entity: f"a{n}" for n, entity in enumerate(dict.fromkeys(used), 1)}
    shown = [(f, _mention(analysis, f, ids)) for f in ordered if f.shown]
    covers: dict[tuple[int, int], Mention] = {}
    for f, mention in sorted(shown, key=lambda pair: pair[0].first - pair[0].last):
        for word in range(f.first, f.last + 1):
            covers[f.sentence, word] = mention
    for f in ordered:
        if f.shown and f.form != "pronoun":
            words = analysis.sentences[f.sentence].words
            for entity in f.entities:
                entity.spans.append((words[f.first].start, words[f.last].end))
    return Cast(
        actors=tuple(_actor(entity, name) for entity, name in ids.items()),
        mentions=tuple(mention for _, mention in shown),
        dominant_country=_dominant(ordered),
        home=home,
        stateless=frozenset(name for entity, name in ids.items() if _stateless(entity)),
        unplaced=frozenset(name for entity, name in ids.items() if _unplaced(entity)),
        speakers={s: tuple(ids[e] for e in who if e in ids) for s, who in speakers.items()},
        things={key: tuple(ids[e] for e in owners) for key, owners in things.items()},
        names=tuple(names),
        covers=covers,
    )


def _mention(analysis: Analysis, found: Found, ids: Mapping[Entity, str]) -> Mention:
    words = analysis.sentences[found.sentence].words
    return Mention(
        sentence=found.sentence,
        head=found.head,
        start=words[found.first].start,
        end=max(w.end for w in words[found.first : found.last + 1]),
        form=found.form,
        actors=tuple(dict.fromkeys(ids[e] for e in found.entities)),
        rule=found.rule,
    )


def _actor(entity: Entity, name: str) -> Actor:
    return Actor(
        id=name,
        name=entity.name,
        kind=entity.kind,
        country=entity.country,
        sector=entity.sector or entity.since,
        office=entity.office,
        wikidata=entity.wikidata,
        mentions=tuple(sorted(set(entity.spans))),
        loaded=tuple(sorted(set(entity.loaded))),
        rule=entity.rule,
    )


def home_of(found: Sequence[Found]) -> str | None:
    """The one state that the report speaks of, if it hardly speaks of another."""
    states = _states(found)
    home = max(states, key=lambda country: states[country], default=None)
    return home if home is not None and states[home] >= _ALONE * sum(states.values()) else None


def _stateless(entity: Entity) -> bool:
    """Whether an entity is people described without a state, by words that do not rule out the report's."""
    people = entity.kind in ("person", "group", "organisation") and not entity.named
    return people and entity.country is None and entity.rule == "described" and not entity.worldwide


def _unplaced(entity: Entity) -> bool:
    """Whether an entity is a named person of whose state nothing is told."""
    return entity.kind == "person" and entity.named and entity.country is None and not entity.side


def _dominant(ordered: Sequence[Found]) -> str | None:
    return clear_first(_states(ordered))


def _states(ordered: Sequence[Found]) -> dict[str, float]:
    """How much a report speaks of each state; its first sentence counts most."""
    weights: dict[str, float] = {}
    for found in ordered:
        for country in {e.country for e in found.entities}:
            if country and country not in _NO_STATE:
                worth = (2.5 if found.sentence == 0 else 1.0) + 0.25 * found.rank
                weights[country] = weights.get(country, 0.0) + worth
    return weights
