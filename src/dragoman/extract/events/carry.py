"""Participants taken over from elsewhere in the report: drafts in text order in, with fewer gaps out.

"The talks", "the visit", "missiles were launched" say nothing of who; the text before does (codebook,
decision 2). A gap is filled from the nearest earlier draft of the same type that does not speak against it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from dragoman.extract.actors.cast import Cast
from dragoman.extract.events.draft import Draft
from dragoman.extract.events.participants import Filler, Participants

JUDGING = frozenset({"ACCUSE", "SUPPORT", "REJECT", "REQUEST", "AGREE", "THREATEN"})
RUNNING = frozenset({"AID", "AGREE", "CONSULT"})
# Types of which one account has many words ("the loan", "further support").
ONGOING = frozenset({"AID"})
# Below this prior a word has other senses and must be the very word told of before.
VAGUE = 0.62
# So many letters in common make two words forms of one.
STEM = 6
NEAR = 4
FAR = 12


def carry_over(drafts: Sequence[Draft], readers: Mapping[int, Participants], cast: Cast) -> list[Draft]:
    """Drafts whose missing sides are filled from what they judge or from an earlier mention."""
    return _Carrier(readers, cast).run(drafts)


def _bare(fillers: Sequence[Filler]) -> tuple[Filler, ...]:
    return tuple(dict.fromkeys(Filler(f.actor, None) for f in fillers))


def _again(lemma: str, names: Collection[str]) -> bool:
    """Whether a word is used again, or one made from it: "recommended" before, then "the recommendation"."""
    stem = lemma[:STEM]
    return lemma in names or (len(stem) == STEM and any(name.startswith(stem) for name in names))


class _Carrier:
    def __init__(self, readers: Mapping[int, Participants], cast: Cast) -> None:
        self._readers = readers
        self._cast = cast

    def run(self, drafts: Sequence[Draft]) -> list[Draft]:
        out: list[Draft] = []
        for draft in drafts:
            filled = self._from_earlier(draft, out)
            if (
                filled.carried
                or not filled.echo
                or (filled.support is not None and filled.actors and not filled.weak)
            ):
                out.append(filled)
        out = [self._from_later(d, out) if d.sentence == 0 else d for d in out]
        out = [self._from_cause(d, out) for d in out]
        at = {d.where: d for d in out}
        return [self._power(self._at_home(self._from_matter(d, at))) for d in out]

    # -- earlier mentions -------------------------------------------------------------------------------

    def _from_earlier(self, draft: Draft, before: Sequence[Draft]) -> Draft:
        """Fill an event word's empty sides from the nearest earlier draft that can be the same happening."""
        sets = self._readers[draft.sentence].clauses.sets
        if (
            draft.frame.fallback == "none"
            or draft.lemma in sets.get("uncarried", ())
            or not self._open(draft)
        ):
            return draft
        best: Draft | None = None
        candidates = list(self._candidates(draft, before))
        if draft.noun:
            candidates.sort(key=lambda d: not _again(draft.lemma, d.names))
        for other in candidates:
            filled = self._fill(draft, other)
            if len(self._sides(filled)) <= len(self._sides(draft)):
                continue
            if len(self._sides(filled)) > 1 or draft.sentence - other.sentence > NEAR:
                return filled if best is None or len(self._sides(filled)) > len(self._sides(best)) else best
            best = best or filled
        return best or draft

    def _open(self, draft: Draft) -> bool:
        """Whether grammar left somebody out who may be found before."""
        if draft.frame.mutual:
            return len(self._sides(draft)) < 2 and (draft.noun or draft.passive or draft.type == "CONSULT")
        if draft.noun:
            return not (draft.actors and draft.recipients)
        if draft.passive:
            return not any(self._cast.actor(f.actor).country for f in draft.actors)
        return draft.type in RUNNING and bool(draft.actors) and not draft.recipients

    def _candidates(self, draft: Draft, before: Sequence[Draft]) -> Iterator[Draft]:
        for other in reversed(before):
            far = draft.sentence - other.sentence
            if not other.people or other.where == draft.where or (far > FAR and not draft.noun):
                continue
            if draft.weak:
                if _again(draft.lemma, other.names) and draft.definite:
                    yield other
            elif (
                other.type == draft.type
                and (draft.noun or far <= NEAR)
                and self._compatible(draft, other, far)
            ):
                yield other

    def _compatible(self, draft: Draft, other: Draft, far: int) -> bool:
        """Whether an earlier draft of the same type can be the happening that a later word points back to."""
        if draft.row.confidence < VAGUE and not _again(draft.lemma, other.names):
            return False
        modes = {draft.row.mode, other.row.mode}
        if ("visit" in modes and len(modes) > 1) or len(modes - {None}) > 1:
            return False
        if draft.type == "OFFICE" and not (draft.definite and _again(draft.lemma, other.names)):
            return False
        if draft.frame.mutual or other.frame.mutual:
            own = self._sides(draft)
            if own and not own & self._sides(other):
                return False
            return (bool(own) and far <= 2) or (draft.noun and (draft.definite or not own))
        known = [f for f in draft.actors if not draft.passive or self._cast.actor(f.actor).country]
        if known and not self._called(known) & self._called(other.actors):
            return False
        if draft.recipients and not self._called(draft.recipients) & self._called(other.recipients):
            return False
        if draft.actors or draft.recipients:
            if draft.noun:
                near = far <= 1 or draft.type in ONGOING
                return near or draft.definite or _again(draft.lemma, other.names)
            return far <= (NEAR if draft.passive else 1)
        return draft.definite or _again(draft.lemma, other.names) or far <= 2

    def _fill(self, draft: Draft, other: Draft) -> Draft:
        """The draft with empty sides taken from the other; an untold status of a noun as well."""
        if draft.weak:
            draft = replace(draft, row=other.row, frame=other.frame)
        actors, recipients = draft.actors, draft.recipients
        if actors and not recipients and self._taken(draft):
            return draft
        if draft.frame.mutual:
            known = self._sides(draft)
            actors = (
                *actors,
                *_bare([f for f in (*other.actors, *other.recipients) if not self._called([f]) & known]),
            )
        elif not actors and not recipients:
            actors, recipients = _bare(other.actors), _bare(other.recipients)
        elif draft.passive and not recipients:
            actors = _bare(other.actors)
        elif not actors:
            actors = _bare([f for f in other.actors if not self._called([f]) & self._called(recipients)])
        elif not recipients:
            people = (*other.recipients, *(other.actors if other.frame.mutual else ()))
            recipients = _bare([f for f in people if not self._called([f]) & self._called(actors)])
        if draft.recipients != recipients:
            recipients = self._here(draft, recipients)
        verdict = draft.verdict
        if not verdict.told and draft.noun and (draft.definite or not draft.people):
            rule = other.verdict.rule.removeprefix("carried:")
            verdict = replace(other.verdict, rule=f"carried:{rule}", sure=0.7, told=False)
        return replace(draft, actors=actors, recipients=recipients, verdict=verdict, carried=True)

    def _here(self, draft: Draft, taken: tuple[Filler, ...]) -> tuple[Filler, ...]:
        """Of several taken over, those that the sentence names, if it names some ("aid to both" before)."""
        if len(self._called(taken)) < 2:
            return taken
        named = {
            self._name(actor)
            for mention in self._cast.in_sentence(draft.sentence)
            for actor in mention.actors
        }
        return tuple(f for f in taken if self._name(f.actor) in named) or taken

    def _taken(self, draft: Draft) -> bool:
        """Whether a thing stands where the recipient of a noun would ("support for the reform")."""
        named = draft.row.recipient if draft.row.recipient is not None else draft.frame.recipient_noun
        reader = self._readers[draft.sentence]
        spoken = draft.noun and not draft.frame.mutual and draft.type in JUDGING
        return spoken and bool(reader.words(draft.word, [r for r in named if r.startswith("nmod:")]))

    def _called(self, fillers: Sequence[Filler]) -> frozenset[str]:
        """What fillers count as when two mentions are held together: their country, else themselves."""
        return frozenset(self._name(f.actor) for f in fillers)

    def _name(self, actor: str) -> str:
        country = self._cast.actor(actor).country
        return actor if country in (None, "IGO", "NGO", "MNC") else str(country)

    def _sides(self, draft: Draft) -> frozenset[str]:
        return self._called((*draft.actors, *draft.recipients))

    # -- headlines --------------------------------------------------------------------------------------

    def _from_later(self, draft: Draft, drafts: Sequence[Draft]) -> Draft:
        """A headline that leaves somebody out is filled from the first sentences below that tell the same."""
        complete = draft.actors and (draft.recipients or (draft.frame.mutual and len(self._sides(draft)) > 1))
        if complete or not draft.people or draft.frame.fallback == "none":
            return draft
        for other in drafts:
            same = other.type == draft.type and other.row.mode == draft.row.mode
            if not same or not 0 < other.sentence <= 2 or not self._sides(draft) < self._sides(other):
                continue
            if not draft.frame.mutual and not (draft.noun or draft.passive):
                continue
            told = draft.verdict if draft.verdict.told else other.verdict
            return replace(self._fill(draft, other), verdict=told)
        return draft

    def _from_cause(self, draft: Draft, drafts: Sequence[Draft]) -> Draft:
        """Who kills is told by the clause that says how: "two were killed when soldiers opened fire"."""
        if draft.type != "ASSAULT" or not draft.passive or draft.actors:
            return draft
        for other in drafts:
            near = other.sentence == draft.sentence and other.type == "ASSAULT" and other.actors
            above = self._readers[draft.sentence].clauses.above(other.word) if near else ()
            if near and draft.word in above:
                found = [f for f in other.actors if not self._called([f]) & self._called(draft.recipients)]
                return replace(draft, actors=_bare(found))
        return draft

    # -- within one state -------------------------------------------------------------------------------

    def _at_home(self, draft: Draft) -> Draft:
        """People of no named state who protest, or whom police take, are of the state that is named."""
        reader = self._readers[draft.sentence]
        doers, others = self._countries(draft.actors), self._countries(draft.recipients)
        if draft.type == "PROTEST" and draft.actors and not doers and len(others) == 1:
            return replace(draft, actors=(*draft.actors, *reader.state(*others)))
        police = {self._cast.actor(f.actor).sector for f in draft.actors} & {"COP", "JUD"}
        people = all(self._cast.actor(f.actor).kind in ("person", "group") for f in draft.recipients)
        ruled = draft.type == "COERCE" and people and any(self._governs(f) for f in draft.actors)
        if (
            (police or ruled)
            and draft.type in ("COERCE", "ASSAULT")
            and draft.recipients
            and not others
            and len(doers) == 1
        ):
            return replace(draft, recipients=(*draft.recipients, *reader.state(*doers)))
        return draft

    def _power(self, draft: Draft) -> Draft:
        """Who arrests, deports or convicts, where it is not told: the state that the clause above speaks of
        as acting, else in a report on one state that state, on its own people."""
        judged = draft.type == "SANCTION" and draft.row.mode in ("convict", "expel")
        if not (judged or draft.type == "COERCE") or draft.actors or not draft.recipients:
            return draft
        reader, others = self._readers[draft.sentence], self._countries(draft.recipients)
        for verb in reader.clauses.above(draft.word):
            doers = [f for i in reader.clauses.subjects(verb) for f in reader.named_by(i)]
            found = [f for f in doers if self._governs(f) and f.actor not in draft.people]
            if found and len(self._countries(found)) == 1:
                return replace(draft, actors=_bare(found))
        if len(others) == 1 and others == {self._cast.home}:
            return replace(draft, actors=reader.state(*others))
        return draft

    def _governs(self, filler: Filler) -> bool:
        """Whether an actor stands for the power of a state."""
        actor = self._cast.actor(filler.actor)
        state = actor.country not in (None, "IGO", "NGO", "MNC")
        return state and (actor.kind == "state" or actor.sector in ("GOV", "MIL", "COP", "JUD"))

    def _countries(self, fillers: Sequence[Filler]) -> set[str]:
        return {c for f in fillers if (c := self._cast.actor(f.actor).country) is not None}

    # -- what is judged ---------------------------------------------------------------------------------

    def _from_matter(self, draft: Draft, at: Mapping[tuple[int, int], Draft]) -> Draft:
        """Who did what is judged is the recipient: "condemned the raid" is against the raiders."""
        if draft.type not in JUDGING or draft.recipients or draft.frame.mutual:
            return draft
        held = self._called(draft.actors)
        for matter in self._matters(draft, at):
            people = matter.recipients if matter.type == "OFFICE" or not matter.actors else matter.actors
            found = [f for f in people if not self._called([f]) & held]
            if draft.type == "SUPPORT" and matter.type == "AGREE" and self._called(people) & held:
                continue
            if found:
                return replace(draft, recipients=_bare(found), carried=True)
        return draft

    def _matters(self, draft: Draft, at: Mapping[tuple[int, int], Draft]) -> list[Draft]:
        """Events that the judged word tells of, or that stand in its phrase ("the summit's conclusions")."""
        frame, row, reader = draft.frame, draft.row, self._readers[draft.sentence]
        named = row.recipient
        if named is None:
            named = frame.recipient_noun if draft.noun else frame.recipient
        steps = [r for r in named if "." not in r] + ["obj", "ccomp", "xcomp", "obl", "nmod", "nsubj"]
        out: list[Draft] = []
        for word in reader.words(draft.word, steps):
            if reader.clauses.leads(word):
                continue
            near = [word, *(c.index for c in reader.clauses.children(word, "nmod", "conj", "compound"))]
            out += [at[(draft.sentence, i)] for i in near if (draft.sentence, i) in at]
        return [d for d in out if d.word != draft.word]
