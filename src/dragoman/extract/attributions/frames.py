"""A cue verb in, its content out, by the frames that its groups take."""

from __future__ import annotations

from dragoman.extract.attributions.cue import Content, Cue, own_subtree, sense_of
from dragoman.extract.attributions.page import (
    TERMINAL,
    case_of,
    child,
    lower,
)
from dragoman.extract.attributions.subjects import is_relative


def find_content(cue: Cue) -> Content | None:
    """The first frame that fits, in order of how sure it is."""
    for frame in (_clause, _host_clause, _named, _charged, _asked, _infinitive, _about, _quotation, _object):
        found = frame(cue)
        if found is not None:
            return found
    return None


def _clause(cue: Cue) -> Content | None:
    if not (cue.takes("clause") or cue.takes("quote")):
        return None
    for dependent in cue.dependents("ccomp"):
        ids = own_subtree(cue, dependent.index)
        if _behind_stop(cue, ids):
            continue
        sure = cue.firmly("clause") or cue.page.lexicon.has("plain.verbs", cue.word.lemma)
        return Content(ids, f"{sense_of(cue)}.clause", sure)
    for dependent in cue.dependents("parataxis"):
        ids = own_subtree(cue, dependent.index)
        if dependent.index > cue.word.index and _announced(cue, ids):
            return Content(ids, f"{sense_of(cue)}.parataxis")
    return None


def _behind_stop(cue: Cue, ids: frozenset[int]) -> bool:
    """Whether a full stop parts the cue from a clause that the tree hung on it across sentences."""
    between = cue.sentence.words[cue.word.index + 1 : min(ids)]
    return any(word.form in TERMINAL for word in between)


def _announced(cue: Cue, ids: frozenset[int]) -> bool:
    """Whether a loose clause after the verb is brought by a colon or stands in quotation marks."""
    first = cue.sentence.words[min(ids)]
    before = cue.page.text[cue.word.end : first.start + 1]
    quoted = cue.page.quotes.around(first.start)
    return ":" in before or (quoted is not None and quoted.start >= cue.word.end)


def _host_clause(cue: Cue) -> Content | None:
    """The verb stands aside in what is said: "The war, he said, is over"."""
    word = cue.word
    if (
        word.relation not in ("parataxis", "advcl")
        or not (cue.takes("clause") or cue.takes("quote"))
        or word.head < 0
    ):
        return None
    if word.head not in cue.zone:
        return None
    as_clause = word.relation == "advcl"
    if as_clause and (
        case_of(cue.sentence, word.index) != "as" or child(cue.sentence, word.index, "nsubj") is None
    ):
        return None
    subject = child(cue.sentence, word.index, "nsubj")
    if subject is None or is_relative(subject) or not cue.takes("clause"):
        return None
    ids = own_subtree(cue, word.head) - own_subtree(cue, word.index)
    return Content(ids, f"{sense_of(cue)}.aside", not as_clause)


def _named(cue: Cue) -> Content | None:
    """ "called the vote a farce", "described the vote as a farce"."""
    patient = child(cue.sentence, cue.word.index, "obj")
    if patient is None:
        return None
    ids = own_subtree(cue, patient.index)
    if cue.takes("as_"):
        for dependent in cue.dependents("obl", "advcl", "xcomp", "nmod"):
            if case_of(cue.sentence, dependent.index) == "as" and dependent.index > patient.index:
                return Content(ids | own_subtree(cue, dependent.index), "judging.as")
        for dependent in cue.sentence.dependents(patient.index, "nmod", "acl", "advcl"):
            if case_of(cue.sentence, dependent.index) == "as":
                return Content(ids, "judging.as")
    if cue.takes("names"):
        for dependent in cue.dependents("xcomp", "obj"):
            apart = dependent.index != patient.index
            if apart and (dependent.upos != "VERB" or case_of(cue.sentence, dependent.index) != "to"):
                return Content(ids | own_subtree(cue, dependent.index), "judging.names")
        if child(cue.sentence, patient.index, "appos") is not None:
            return Content(ids, "judging.names", False)
    return None


def _charged(cue: Cue) -> Content | None:
    """ "accused the ministry of hiding the debt"."""
    patient = child(cue.sentence, cue.word.index, "obj")
    allowed = cue.prepositions("charge")
    if patient is None or not allowed:
        return None
    for dependent in cue.dependents("obl", "advcl", "ccomp", "xcomp"):
        if case_of(cue.sentence, dependent.index) in allowed and dependent.index > patient.index:
            return Content(
                own_subtree(cue, patient.index) | own_subtree(cue, dependent.index), "judging.charge"
            )
    for dependent in cue.sentence.dependents(patient.index, "nmod", "acl"):
        if case_of(cue.sentence, dependent.index) in allowed:
            return Content(own_subtree(cue, patient.index), "judging.charge")
    return None


def _asked(cue: Cue) -> Content | None:
    """ "urged both armies to withdraw"."""
    if not cue.takes("asks"):
        return None
    patient = child(cue.sentence, cue.word.index, "obj", "iobj")
    if patient is None:
        return None
    for dependent in cue.dependents("xcomp", "ccomp", "advcl"):
        if case_of(cue.sentence, dependent.index) == "to" and dependent.index > patient.index:
            return Content(own_subtree(cue, patient.index) | own_subtree(cue, dependent.index), "asking.to")
    return None


def _infinitive(cue: Cue) -> Content | None:
    if not cue.takes("to") or child(cue.sentence, cue.word.index, "obj") is not None:
        return None
    for dependent in cue.dependents("xcomp", "ccomp"):
        if case_of(cue.sentence, dependent.index) == "to" and dependent.index > cue.word.index:
            return Content(own_subtree(cue, dependent.index), f"{sense_of(cue)}.to")
    return None


def _about(cue: Cue) -> Content | None:
    """ "called for a truce", "called on the rebels to lay down arms": the preposition joins the cue."""
    allowed = cue.prepositions("about") | cue.prepositions("about_to")
    for dependent in cue.dependents("obl", "advcl"):
        marker = child(cue.sentence, dependent.index, "case", "mark")
        if marker is None or lower(marker) not in allowed or dependent.index < cue.word.index:
            continue
        if dependent.deprel in ("obl:unmarked", "obl:tmod", "obl:agent"):
            continue
        if _object_between(cue, dependent.index):
            continue
        ids = own_subtree(cue, dependent.index) - {marker.index}
        bare = lower(marker) not in cue.prepositions("about")
        for clause in cue.dependents("xcomp", "advcl"):
            if case_of(cue.sentence, clause.index) == "to" and clause.index > dependent.index:
                ids |= own_subtree(cue, clause.index)
                bare = False
        inner = (w.index for w in cue.sentence.dependents(dependent.index, "acl"))
        if bare and not any(case_of(cue.sentence, index) == "to" for index in inner):
            continue
        joined = (marker.index,) if marker.index == cue.word.index + 1 else ()
        firm = any(
            lower(marker) in (*group.about, *group.about_to) and not group.loose for group in cue.groups
        )
        return Content(frozenset(ids), f"{sense_of(cue)}.about", firm, cue_words=joined)
    return None


def _object_between(cue: Cue, index: int) -> bool:
    """Whether the verb's object stands before a phrase that no other name of the verb's own needs ("called an
    election for May", but "asked the council for help").
    """
    patient = child(cue.sentence, cue.word.index, "obj")
    return patient is not None and patient.index < index and not cue.takes("asks")


def _quotation(cue: Cue) -> Content | None:
    """No clause was parsed, but the sentence holds a quotation next to the verb, or the next one opens it."""
    if not cue.takes("quote"):
        return None
    sentence, text = cue.sentence, cue.page.text
    if cue.page.quotes.around(cue.word.start) is not None:
        return None
    after = [q for q in cue.page.quotes.outer if cue.word.end <= q.start <= sentence.end + 4]
    before = [
        q
        for q in cue.page.quotes.outer
        if sentence.start - 1 <= q.end <= cue.word.start and q.end > sentence.start
    ]
    firm = any(group.quote and (group.clause or not group.loose) for group in cue.groups)
    for quoted in after[:1]:
        gap = text[cue.word.end : quoted.start]
        if gap.strip(" ,:\n") == "" or gap.rstrip().endswith((":", ",")):
            return Content(frozenset(), f"{sense_of(cue)}.quotation", firm, spans=(quoted.span,))
    for quoted in before[-1:]:
        if (
            text[quoted.end - 2 : quoted.end].strip("\"'”’")[-1:] in (",", "?", "!", ".")
            or text[quoted.end] == ","
        ):
            return Content(frozenset(), f"{sense_of(cue)}.quotation", firm, spans=(quoted.span,))
    return None


def _object(cue: Cue) -> Content | None:
    if not cue.takes("object"):
        return None
    patient = child(cue.sentence, cue.word.index, "obj")
    if patient is None:
        return None
    if cue.page.lexicon.has("channel.nouns", patient.lemma.lower()) and not cue.firmly("object"):
        return None
    return Content(own_subtree(cue, patient.index), f"{sense_of(cue)}.object", cue.firmly("object"))
