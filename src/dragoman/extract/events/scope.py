"""What the codebook leaves out: a draft with actors and contexts in, whether the record keeps it out.

Recorded are states, officials, parties, armed groups, international organisations, courts and organised
publics. Crime among private persons, sport, weather and what a state does for its own people in a disaster
are not (codebook, section 1 and decision 19).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from dragoman.extract.events.draft import Draft
from dragoman.extract.events.scene import Scene
from dragoman.records import Actor

# Types in which the state may be the one that undergoes it.
CONTESTED = frozenset({"ASSAULT", "COERCE", "SANCTION", "ACCUSE", "OFFICE", "RETREAT", "THREATEN", "REJECT"})
# Types that persons without office do all the time; with a news outlet they are an interview, no meeting.
CIVIL = frozenset({"CONSULT", "AGREE", "COOPERATE", "AID"})
# Types in which a person of whom nothing else is known takes or loses an office.
PERSONAL = frozenset({"OFFICE", "RETREAT"})
# Modes of police work and crime.
POLICING = frozenset(
    {"arrest", "convict", "allege", "investigate", "targeted", "firearms", "beat", "sexual", "abduct"}
)
# A bare purpose or a noun's infinitive ("to help the victims") is a goal, not a deed that is planned.
GOALS = frozenset({"purpose", "infinitive_on_noun"})
DEEDS = frozenset({"CONSULT", "AID", "RETREAT", "COERCE", "OFFICE", "COOPERATE", "CONCEDE", "AGREE"})
# Contexts in which police work and crime are politics.
POLITICAL = frozenset({
    "human_rights", "terrorism", "military", "territory", "diplomatic", "executive", "political_institutions",
    "election", "pro_democracy", "rights_freedoms", "intelligence", "peacekeeping",
})  # fmt: skip
WEAK = 0.8


def in_scope(draft: Draft, scene: Scene, contexts: Collection[str]) -> bool:
    """Whether the draft is an event that the record keeps."""
    if draft.frame.saying and (not draft.actors or (not draft.recipients and draft.type != "REJECT")):
        return False
    doers = [scene.cast.actor(f.actor) for f in draft.actors]
    others = [scene.cast.actor(f.actor) for f in draft.recipients]
    if draft.type == "PROTEST" and any(actor.kind == "group" for actor in doers):
        return True
    if draft.verdict.rule in GOALS and draft.type in DEEDS:
        return False
    if draft.type in CIVIL and any(actor.kind == "outlet" for actor in (*doers, *others)):
        return False
    if scene.about_sport and not any(_in_office(a, scene) for a in (*doers, *others)):
        return False
    if _unreal(draft, others):
        return False
    if _domestic(draft, doers, others, contexts) or _lonely(draft, doers, scene):
        return False
    if not POLITICAL & set(contexts) and _private(draft, doers, others, scene):
        return False
    if draft.row.mode == "visit" and doers and all(_plain(a) for a in doers):
        return False
    if draft.type in CIVIL and doers and all(_plain(a) for a in doers):
        return any(a.kind != "person" and _public(a, scene) for a in others)
    taking_part = (*doers, *others) if draft.type in CONTESTED or not doers else doers
    if draft.type not in PERSONAL:
        taking_part = tuple(a for a in taking_part if not _plain(a))
    return any(_public(actor, scene) for actor in taking_part)


def _unreal(draft: Draft, others: Sequence[Actor]) -> bool:
    """Violence that only might be and is against nobody told ("to prevent attacks"); blame of nobody."""
    nobody = not others
    if draft.type == "ACCUSE" and draft.row.mode == "disapprove" and draft.row.confidence < WEAK - 0.2:
        return nobody
    harm = draft.type in ("ASSAULT", "COERCE") and draft.noun
    return harm and nobody and draft.verdict.status in ("not_occurred", "possible", "planned")


def _countries(actors: Sequence[Actor]) -> set[str | None]:
    return {a.country for a in actors}


def _domestic(
    draft: Draft, doers: Sequence[Actor], others: Sequence[Actor], contexts: Collection[str]
) -> bool:
    """What is no event within one state: a trip home, help for its own people, an emergency by nature."""
    hosts = _countries(others)
    home = bool(hosts) and None not in hosts and hosts <= _countries(doers)
    if draft.row.mode == "visit" or draft.type == "AID":
        return home or (draft.type == "AID" and not others and not draft.noun)
    if draft.type == "COERCE" and ("disasters" in contexts or "health" in contexts):
        return home or not hosts - {None}
    return False


def _lonely(draft: Draft, doers: Sequence[Actor], scene: Scene) -> bool:
    """Talks or common work of one, by a word that has other senses ("contact", "discuss", "collaborate")."""
    if not draft.frame.mutual or len({a.id for a in doers}) > 1 or draft.row.mode is not None:
        return False
    if draft.type == "CONSULT":
        return draft.row.confidence < WEAK
    return draft.type == "COOPERATE" and scene.lexicon.in_set("joint", draft.lemma)


def _private(draft: Draft, doers: Sequence[Actor], others: Sequence[Actor], scene: Scene) -> bool:
    """Police work and crime in which nobody but police, court and private persons takes part."""
    if draft.row.mode not in POLICING or not (others or draft.row.mode == "investigate"):
        return False
    others = [a for a in others if not (a.kind == "state" and {a.country} <= _countries(doers) | {None})]
    police = all((a.sector or "") in ("COP", "JUD") for a in doers)
    foreign = bool(_countries(others) - _countries(doers) - {None}) and bool(doers)
    return police and bool(doers or others) and not foreign and all(_civilian(a, scene) for a in others)


def _civilian(actor: Actor, scene: Scene) -> bool:
    """A person of no office, or somebody whom nothing is known of."""
    sector = (actor.sector or "").lower()
    dissent = any(scene.lexicon.in_set("dissenters", word) for word in actor.name.lower().split())
    known_group = actor.kind == "group" and actor.country is not None and (sector != "cvl" or dissent)
    if known_group or actor.kind in ("state", "organisation") or actor.office is not None or sector == "jrn":
        return False
    return not scene.lexicon.in_set("public_sectors", sector)


def _plain(actor: Actor) -> bool:
    """A person of whom no office, sector or place in the tables is known."""
    known = actor.sector or actor.office or actor.wikidata or actor.country in ("IGO", "NGO")
    return actor.kind == "person" and not known


def _in_office(actor: Actor, scene: Scene) -> bool:
    """Whether an actor holds an office or belongs to a public body: no team and no fan."""
    sector = (actor.sector or "").lower()
    return actor.kind != "state" and scene.lexicon.in_set("public_sectors", sector)


def _public(actor: Actor, scene: Scene) -> bool:
    """Whether the codebook records what such an actor does: by kind, sector and country."""
    sector = (actor.sector or "").lower()
    if actor.kind == "outlet" or actor.country == "MNC":
        return False
    if scene.lexicon.in_set("public_sectors", sector) or actor.kind == "state":
        return True
    private = sector == "bus" or (actor.kind == "person" and scene.lexicon.in_set("private_sectors", sector))
    return actor.country is not None and not private
