"""Hand-made reports for tests of actors and places: trees in a compact notation, and an invented world."""

from __future__ import annotations

import datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from dragoman.extract.actors import Cast, find_actors
from dragoman.lexicon import data_root
from dragoman.lexicon.world import World, load_world
from dragoman.records import Analysis, Published, Report, Sentence, Word

DAY = datetime.date(2031, 5, 6)
INVENTED = """
[[actor]]
name = "Freedonia"
aliases = ["Freedonian", "Fredville"]
kind = "state"
country = "FRE"

[[actor]]
name = "Sylvania"
aliases = ["Sylvanian"]
kind = "state"
country = "SYL"

[[actor]]
name = "Rufus Firefly"
kind = "person"
country = "FRE"
sector = "GOV"
office = "president"
role = "president"
from = 2030-01-01

[[actor]]
name = "Gloria Teasdale"
kind = "person"
country = "FRE"
sector = "GOV"
office = "president"
role = "president"
from = 2020-01-01
to = 2029-12-31

[[actor]]
name = "Baltic Tea League"
aliases = ["BTL"]
kind = "organisation"
country = "IGO"
"""


@cache
def world() -> World:
    """The bundled tables with two invented states, their presidents and a league."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "actors.toml"
        path.write_text(INVENTED, encoding="utf-8")
        return load_world(data_root(), [path])


def page(*sentences: str, day: datetime.date | None = DAY) -> tuple[Report, Analysis]:
    """Sentences as lines "form UPOS head relation [lemma|feature=value|PER ...]" in; a report out.

    A line may end with extra marks: a lemma with "=", features, or a name tag ("B-PER").
    """
    text = ""
    trees: list[Sentence] = []
    for rows in sentences:
        text += "\n\n" if text else ""
        start = len(text)
        words: list[Word] = []
        glued = True
        for row in (r.split() for r in rows.strip().splitlines()):
            form, upos, head, relation, *marks = row
            quiet = form in {",", ".", "'s", "”", ")"}
            text += "" if glued or quiet else " "
            glued = form in {"“", "("}
            begin = len(text)
            text += form
            words.append(_word(len(words), begin, form, upos, int(head) - 1, relation, marks))
        trees.append(Sentence(index=len(trees), start=start, end=len(text), words=tuple(words)))
    report = Report(id="r", ref="r", text=text, published=Published(day=day))
    return report, Analysis(sentences=tuple(trees))


def _word(index: int, start: int, form: str, upos: str, head: int, relation: str, marks: list[str]) -> Word:
    name = next((m for m in marks if m[:2] in ("B-", "I-")), "O")
    feats = "|".join(m for m in marks if "=" in m)
    lemma = next((m for m in marks if "=" not in m and m[:2] not in ("B-", "I-")), None)
    plain = form if upos == "PROPN" else form.lower()
    return Word(
        index=index,
        start=start,
        end=start + len(form),
        form=form,
        lemma=lemma or plain,
        upos=upos,
        feats=feats,
        head=head,
        deprel=relation,
        token=index,
        name=name,
    )


def cast_of(*sentences: str, day: datetime.date | None = DAY) -> Cast:
    """The cast of a page."""
    report, analysis = page(*sentences, day=day)
    return find_actors(report, (), analysis, world())


def names_at(cast: Cast, sentence: int, word: int) -> list[tuple[str, str | None]]:
    """Name and country of the actors of the mention headed by a word (from 1), sorted."""
    mention = cast.at(sentence, word - 1)
    assert mention is not None, f"no mention at word {word}"
    return sorted((cast.actor(a).name, cast.actor(a).country) for a in mention.actors)
