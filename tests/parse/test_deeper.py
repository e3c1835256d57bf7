"""The heads beside the Analysis: roles, mentions in chains, times; read in the same pass."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from dragoman.parse.deeper import Deeper, DeeperReader, read_deeper
from dragoman.parse.engine import weights_folder
from dragoman.parse.onnx import OnnxEngine
from dragoman.records import EngineError, Segment, Sentence, UsageError

TEXT = (
    "Freedonia's president, Anna Lund, will visit Sylvania in May. "
    "She agreed on Monday to send 200 engineers.\n\nSylvania thanked her."
)


class Silent:
    """An engine that knows trees alone."""

    name = "silent"
    fingerprint = ""

    def analyse(self, text: str, segments: object, ref: str = "") -> object:
        raise AssertionError

    analyse_words = analyse


@pytest.fixture(scope="module")
def deeper(engine: OnnxEngine) -> Deeper:
    return read_deeper(engine, TEXT)


def words(sentence: Sentence, start: int, end: int) -> str:
    return TEXT[sentence.words[start].start : sentence.words[end - 1].end]


def test_the_analysis_is_the_ordinary_one(engine: OnnxEngine, deeper: Deeper) -> None:
    assert deeper.analysis == engine.analyse(TEXT, ())


def test_who_visits_whom_and_when(deeper: Deeper) -> None:
    found = next(p for p in deeper.predicates if p.roleset == "visit.01")
    sentence = deeper.analysis.sentences[found.sentence]
    assert sentence.words[found.word].form == "visit"
    told = {role.label: words(sentence, role.start, role.end) for role in found.roles}
    assert told["ARG1"] == "Sylvania"
    assert told["ARG0"].endswith("Anna Lund")
    assert told["ARGM-TMP"] == "in May"


def test_every_role_belongs_to_its_predicate(deeper: Deeper) -> None:
    for found in deeper.predicates:
        size = len(deeper.analysis.sentences[found.sentence].words)
        assert all(r.predicate == found.word and 0 <= r.start < r.end <= size for r in found.roles)


def test_a_chain_holds_the_name_and_the_pronoun(deeper: Deeper) -> None:
    sentences = deeper.analysis.sentences
    she = next(n for n in deeper.nominals if words(sentences[n.sentence], n.start, n.end) == "She")
    told = [words(sentences[n.sentence], n.start, n.end) for n in deeper.chain(she.chain)]
    assert "Anna Lund" in told
    assert she.kind == "person"


def test_times_are_spans_of_the_text_with_their_type(deeper: Deeper) -> None:
    assert [(TEXT[t.start : t.end], t.type) for t in deeper.times] == [("May", "DATE"), ("Monday", "DATE")]


def test_the_answer_is_the_same_again(engine: OnnxEngine, deeper: Deeper) -> None:
    reader = DeeperReader(engine)
    reader.read("Something else was read before.")
    assert reader.read(TEXT) == deeper


def test_boilerplate_and_empty_texts_give_nothing(engine: OnnxEngine) -> None:
    whole = Segment(kind="boilerplate", start=0, end=len(TEXT))
    for text, segments in (("", ()), (" \n", ()), (TEXT, (whole,))):
        found = read_deeper(engine, text, segments)
        assert (found.predicates, found.nominals, found.times) == ((), (), ())


def test_other_engines_are_told_apart() -> None:
    with pytest.raises(UsageError, match="silent"):
        DeeperReader(Silent())  # type: ignore[arg-type]


def test_weights_without_the_heads_say_what_they_lack(tmp_path: Path) -> None:
    folder = tmp_path / "weights"
    shutil.copytree(weights_folder(), folder)
    (folder / "chains.json").unlink()
    with pytest.raises(EngineError, match=r"chains\.json"):
        DeeperReader(OnnxEngine(folder))


def test_weights_without_role_labels_are_refused(tmp_path: Path) -> None:
    folder = tmp_path / "weights"
    shutil.copytree(weights_folder(), folder)
    labels = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
    del labels["role"]
    (folder / "labels.json").write_text(json.dumps(labels), encoding="utf-8")
    with pytest.raises(EngineError, match="roles"):
        DeeperReader(OnnxEngine(folder))
