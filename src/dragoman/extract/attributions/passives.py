"""A passive cue verb in, its draft out: "is said to", "it is believed that", "was confirmed by"."""

from __future__ import annotations

from dragoman.extract.attributions.cue import Content, Cue, finished, own_subtree
from dragoman.extract.attributions.page import (
    Draft,
    case_of,
    child,
    lower,
    phrase_without,
    source_span,
)
from dragoman.extract.attributions.subjects import agent_of
from dragoman.records import Word


def passive_draft(cue: Cue, finite: bool) -> Draft | None:
    """Passives: "is said to", "it is believed that", "are accused of", "was confirmed by"."""
    agent = agent_of(cue.sentence, cue.word.index)
    content = _passive_content(cue, agent, finite)
    if content is None:
        return None
    source = source_span(cue.page, cue.sentence, agent.index, content.ids) if agent is not None else ()
    return finished(cue, content, source, agent.index if agent is not None else None, True)


def _passive_content(cue: Cue, agent: Word | None, finite: bool) -> Content | None:
    sentence, index = cue.sentence, cue.word.index
    patient = child(sentence, index, "nsubj:pass") if finite else None
    if patient is not None and cue.page.lexicon.has("impersonal.subjects", lower(patient)):
        patient = None if child(sentence, index, "ccomp", "csubj") is not None else patient
    told = own_subtree(cue, patient.index) if patient is not None else frozenset()
    clause = child(sentence, index, "ccomp", "csubj")
    if clause is not None and finite and (cue.takes("clause") or cue.takes("passive")):
        return Content(own_subtree(cue, clause.index), "passive.that", patient is None)
    infinitive = child(sentence, index, "xcomp")
    if infinitive is not None and finite and cue.takes("passive"):
        return Content(told | own_subtree(cue, infinitive.index), "passive.to")
    for dependent in sentence.dependents(index, "obl", "advcl", "xcomp"):
        marker = case_of(sentence, dependent.index)
        if marker == "as" and cue.takes("as_"):
            return Content(told | own_subtree(cue, dependent.index), "passive.as", agent is not None)
        if marker in cue.prepositions("charge") and dependent.index > index and marker in ("of", "about"):
            ids = (
                phrase_without(sentence, dependent.index, ("case", "mark"))
                if not told
                else own_subtree(cue, dependent.index)
            )
            return Content(told | frozenset(ids), "passive.charge")
    if agent is not None and (cue.firmly("object") or cue.takes("quote")) and told:
        return Content(told, "passive.agent", cue.firmly("object"))
    if not finite and agent is not None and cue.firmly("object"):
        noun = frozenset(phrase_without(sentence, cue.word.head, ("case",), sentence.subtree(index)))
        return Content(noun, "passive.participle", False)
    return None
