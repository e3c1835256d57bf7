"""Ready parses stand in for our parser: they are found, laid over the report's text, and checked."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import dragoman
from dragoman.export import reading_object, to_json
from dragoman.intake import read_inputs
from dragoman.intake.segments import split_segments
from dragoman.parse import Engine, default_engine, engine_of, parse_text_to_conllu
from dragoman.parse.conllu_engine import ConlluEngine
from dragoman.pipeline import Pipeline
from dragoman.records import Analysis, Report, ReportError, Segment, UsageError
from dragoman.settings import Settings

SAMPLES = Path(dragoman.__file__).parent / "samples"
TEXT = "LIMA  (Wire) -\nThey  don't talk.\n\nRead more here\n\nDu vin, said Ada Lund."
PARSE = """\
# newdoc id = {ref}
# sent_id = 1
# text = LIMA (Wire) - They don't talk.
1\tLIMA\tLima\tPROPN\t_\t_\t9\tdep\t_\tNER=B-LOC
2\t(\t(\tPUNCT\t_\t_\t3\tpunct\t_\tSpaceAfter=No
3\tWire\twire\tNOUN\t_\t_\t1\tappos\t_\tSpaceAfter=No
4\t)\t)\tPUNCT\t_\t_\t3\tpunct\t_\t_
5\t-\t-\tPUNCT\t_\t_\t1\tpunct\t_\t_
6\tThey\tthey\tPRON\t_\tNumber=Plur\t9\tnsubj\t_\t_
7-8\tdon't\t_\t_\t_\t_\t_\t_\t_\t_
7\tdo\tdo\tAUX\t_\t_\t9\taux\t_\t_
8\tn't\tnot\tPART\t_\t_\t9\tadvmod\t_\t_
9\ttalk\ttalk\tVERB\t_\t_\t0\troot\t_\tSpaceAfter=No
10\t.\t.\tPUNCT\t_\t_\t9\tpunct\t_\t_

# sent_id = 2
1\tRead\tread\tVERB\t_\t_\t0\troot\t_\t_
2\tmore\tmore\tADV\t_\t_\t1\tadvmod\t_\t_
3\there\there\tADV\t_\t_\t1\tadvmod\t_\t_

# sent_id = 3
1-2\tDu\t_\t_\t_\t_\t_\t_\t_\t_
1\tde\tde\tADP\t_\t_\t3\tcase\t_\t_
2\tle\tle\tDET\t_\t_\t3\tdet\t_\t_
3\tvin\t_\tNOUN\t_\t_\t5\tccomp\t_\tSpaceAfter=No
4\t,\t,\tPUNCT\t_\t_\t3\tpunct\t_\t_
5\tsaid\tsay\tVERB\t_\t_\t0\troot\t_\t_
6\tAda\tAda\tPROPN\t_\t_\t5\tnsubj\t_\tNER=B-PER
7\tLund\tLund\tPROPN\t_\t_\t6\tflat\t_\tNER=I-PER
8\t.\t.\tPUNCT\t_\t_\t5\tpunct\t_\t_

"""
OTHER = """\
# newdoc id = other
# text = Yes, they did.
1\tYes\tyes\tINTJ\t_\t_\t4\tdiscourse\t_\tSpaceAfter=No
2\t,\t,\tPUNCT\t_\t_\t1\tpunct\t_\t_
3\tthey\tthey\tPRON\t_\t_\t4\tnsubj\t_\t_
4\tdid\tdo\tVERB\t_\t_\t0\troot\t_\tSpaceAfter=No
5\t.\t.\tPUNCT\t_\t_\t4\tpunct\t_\t_

"""


def engine(folder: Path, text: str) -> ConlluEngine:
    file = folder / "parses.conllu"
    file.write_text(text, encoding="utf-8")
    made = engine_of(Settings(engine=f"conllu:{file}"))
    assert isinstance(made, ConlluEngine)
    return made


def segments() -> tuple[Segment, ...]:
    starts = [TEXT.index(word) for word in ("LIMA", "They", "Read", "Du")]
    ends = [TEXT.index("\n"), TEXT.index("\n\nRead"), TEXT.index("\n\nDu"), len(TEXT)]
    kinds = ("body", "body", "boilerplate", "body")
    return tuple(Segment(start=s, end=e, kind=k) for s, e, k in zip(starts, ends, kinds, strict=True))


def test_words_lie_at_their_places_whatever_the_white_space(tmp_path: Path) -> None:
    analysis = engine(tmp_path, OTHER + PARSE.format(ref="a.txt")).analyse(TEXT, (), "a.txt")
    first, _, third = analysis.sentences
    assert [TEXT[w.start : w.end] for w in first.words][5:9] == ["They", "do", "n't", "talk"]
    assert [w.token for w in first.words][5:9] == [5, 6, 6, 7]
    assert [(w.form, TEXT[w.start : w.end]) for w in third.words][:2] == [("de", "D"), ("le", "u")]
    assert third.words[2].lemma == "vin"
    assert [w.name for w in third.words if w.name != "O"] == ["B-PER", "I-PER"]
    assert (first.words[5].feats, third.words[5].feats) == ("Number=Plur", "")


def test_segments_cut_sentences_and_boilerplate_is_left_out(tmp_path: Path) -> None:
    analysis = engine(tmp_path, PARSE.format(ref="a.txt")).analyse(TEXT, segments(), "a.txt")
    assert [s.words[0].form for s in analysis.sentences] == ["LIMA", "They", "de"]
    assert [s.index for s in analysis.sentences] == [0, 1, 2]
    for sentence in analysis.sentences:
        assert sum(w.head < 0 for w in sentence.words) == 1
        assert len(sentence.subtree(sentence.root)) == len(sentence.words)


@pytest.mark.parametrize("ref", ["x/a.txt", "a.txt", "a", "elsewhere.txt"])
@pytest.mark.parametrize("given_id", ["a.txt", "a", "nothing like it"])
def test_a_document_is_found_by_ref_name_or_text(tmp_path: Path, ref: str, given_id: str) -> None:
    made = engine(tmp_path, OTHER + PARSE.format(ref=given_id))
    assert len(made.analyse(TEXT, (), ref).sentences) == 3
    assert len(made.analyse("He asked. Yes,\nthey did.", (), "b.txt").sentences) == 1


def test_a_document_is_found_by_its_words_where_its_text_is_not_told(tmp_path: Path) -> None:
    bare = "\n".join(line for line in PARSE.splitlines() if not line.startswith("#"))
    assert len(engine(tmp_path, f"{bare}\n\n").analyse(TEXT, (), "elsewhere").sentences) == 3


def test_a_folder_is_taken_file_by_file(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.conllu").write_text(PARSE.format(ref="x").partition("\n")[2], encoding="utf-8")
    (tmp_path / "b.conllu").write_text(OTHER, encoding="utf-8")
    made = ConlluEngine(tmp_path)
    assert len(made.analyse(TEXT, (), "news/a.txt").sentences) == 3
    assert made.fingerprint != ConlluEngine(tmp_path / "in").fingerprint


@pytest.mark.parametrize(
    ("parse", "told"),
    [
        (PARSE.replace("0\troot", "1\tdep", 1), "line 17.*one tree"),
        (PARSE.replace("9\tadvmod", "_\t_"), "line 17.*no head"),
        (PARSE.replace("10\t.", "11\t."), "line 17.*numbered"),
        (PARSE.replace("7-8", "7-80"), "line 17.*multi-word"),
        (PARSE.replace("7-8", "7-8-9"), "line 17"),
        (PARSE.replace("Lund", "Lind"), "does not stand in the report's text"),
        (PARSE.replace("\tAda\tAda", " Ada Ada"), "Line 44 is not CoNLL-U"),
    ],
)
def test_a_bad_document_is_told_and_stops_no_other(tmp_path: Path, parse: str, told: str) -> None:
    made = engine(tmp_path, OTHER + OTHER.replace("other", "third") + parse.format(ref="a.txt"))
    with pytest.raises(ReportError, match=told) as fault:
        made.analyse(TEXT, (), "a.txt")
    assert fault.value.kind == "bad_parse"
    assert fault.value.message.startswith(str(tmp_path / "parses.conllu"))
    assert len(made.analyse("Yes, they did.", (), "other").sentences) == 1


def test_a_report_without_a_parse_is_told(tmp_path: Path) -> None:
    with pytest.raises(ReportError, match=r"a\.txt.*no parse") as fault:
        engine(tmp_path, OTHER).analyse(TEXT, (), "a.txt")
    assert fault.value.kind == "no_parse"


def test_a_comment_of_ours_that_is_broken_is_told(tmp_path: Path) -> None:
    for wrong in ("{", "[]", '{"nothing": {}}', '{"factuality": {"9": 1}}', '{"said": [{}]}'):
        made = engine(tmp_path, OTHER.replace("# text", f"# dragoman = {wrong}\n# text"))
        with pytest.raises(ReportError, match="cannot be read"):
            made.analyse("Yes, they did.", (), "other")


def test_paths_without_parses_are_told(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none.conllu"):
        with pytest.raises(UsageError, match="conllu:"):
            engine_of(Settings(engine=f"conllu:{path}"))
    with pytest.raises(UsageError, match="given words"):
        engine(tmp_path, OTHER).analyse_words([["Yes"]], [True])


@given(st.text(max_size=60))
def test_any_text_is_refused_or_laid_over(text: str) -> None:
    made = Made.engine()
    try:
        analysis = made.analyse(text, (), "none")
    except ReportError:
        return
    assert all(0 <= w.start < w.end <= len(text) for s in analysis.sentences for w in s.words)


class Made:
    """One engine for many examples."""

    kept: ConlluEngine | None = None

    @classmethod
    def engine(cls) -> ConlluEngine:
        if cls.kept is None:
            import tempfile

            with tempfile.TemporaryDirectory() as folder:
                cls.kept = engine(Path(folder), OTHER)
        return cls.kept


@pytest.fixture(scope="module")
def onnx() -> Engine:
    return default_engine()


@pytest.fixture(scope="module")
def pipeline(onnx: Engine) -> Pipeline:
    return Pipeline(Settings(lexicon=(SAMPLES / "lexicon",)), onnx)


@pytest.fixture(scope="module")
def reports() -> list[Report]:
    return [item for item in read_inputs([str(SAMPLES)]) if isinstance(item, Report)]


def test_what_parse_as_read_writes_gives_the_same_readings(
    tmp_path: Path, onnx: Engine, pipeline: Pipeline, reports: list[Report]
) -> None:
    lexicon = pipeline.lexicon.segments
    parts = [
        parse_text_to_conllu(r.text, onnx, ref=r.ref, segments=split_segments(r.text, r.title, lexicon))
        for r in reports
    ]
    again = Pipeline(pipeline.settings, engine(tmp_path, "".join(parts)))
    for report in reports:
        assert to_json(reading_object(again.read(report))) == to_json(reading_object(pipeline.read(report)))


def test_what_plain_parse_writes_gives_the_same_words_and_trees(
    tmp_path: Path, onnx: Engine, reports: list[Report]
) -> None:
    made = engine(tmp_path, "".join(parse_text_to_conllu(r.text, onnx) for r in reports))
    for report in reports:
        assert made.analyse(report.text, (), report.ref).sentences == onnx.analyse(report.text, ()).sentences


def test_an_empty_text_has_an_empty_analysis(tmp_path: Path) -> None:
    assert engine(tmp_path, OTHER).analyse(" \n", (), "x") == Analysis(sentences=())
