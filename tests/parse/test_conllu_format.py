"""CoNLL-U is read and written without loss."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from dragoman.parse import parse_conllu
from dragoman.parse.conllu import read_blocks, write_sentences
from dragoman.records import Analysis, ReportError, Segment, Sentence, Word

GIVEN = """# newdoc
# sent_id = a-1
# text = They don't.
1\tThey\tx\tX\t_\t_\t0\troot\t_\t_
2-3\tdon't\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No
2\tdo\tx\tX\t_\t_\t1\tdep\t_\t_
3\tn't\tx\tX\t_\t_\t1\tdep\t_\t_
3.1\tgo\tx\tX\t_\t_\t_\t_\t_\t_
4\t.\tx\tX\t_\t_\t1\tdep\t_\t_

"""


def word(index: int, start: int, form: str, token: int) -> Word:
    end = start + len(form)
    return Word(
        index=index, start=start, end=end, form=form, lemma=form.lower(), upos="X", feats="", head=index - 1,
        deprel="dep" if index else "root", token=token,
    )  # fmt: skip


class Flat:
    """An engine that makes chains."""

    name, fingerprint = "flat", "0"

    def analyse(self, text: str, segments: Sequence[Segment]) -> Analysis:
        return Analysis(sentences=())

    def analyse_words(
        self, sentences: Sequence[Sequence[str]], breaks: Sequence[bool]
    ) -> tuple[Sentence, ...]:
        return tuple(
            Sentence(index=n, start=0, end=1, words=tuple(word(i, i, f, i) for i, f in enumerate(forms)))
            for n, forms in enumerate(sentences)
        )


def test_comments_tokens_and_words_are_kept_and_the_annotation_replaced() -> None:
    lines = parse_conllu(GIVEN, Flat()).splitlines()
    assert lines[:3] == GIVEN.splitlines()[:3]
    assert [line.split("\t")[:2] for line in lines[3:-1]] == [
        ["1", "They"], ["2-3", "don't"], ["2", "do"], ["3", "n't"], ["4", "."],
    ]  # fmt: skip
    assert lines[3].split("\t")[9] == "NER=O"
    assert lines[4].split("\t")[9] == "SpaceAfter=No"


def test_a_row_that_is_not_conllu_is_named() -> None:
    with pytest.raises(ReportError, match="Line 2"):
        list(read_blocks("# x\nnot a row\n"))


def test_multi_word_tokens_and_missing_blanks_are_written() -> None:
    text = "They don't."
    words = (word(0, 0, "They", 0), word(1, 5, "do", 1), word(2, 7, "n't", 1), word(3, 10, ".", 2))
    block = "".join(write_sentences(text, [Sentence(index=0, start=0, end=11, words=words)], [True]))
    rows = [line.split("\t") for line in block.splitlines() if line and line[0] != "#"]
    assert [r[0] for r in rows] == ["1", "2-3", "2", "3", "4"]
    assert rows[1][1] == "don't"
    assert rows[1][9] == "SpaceAfter=No"
    assert rows[0][9] == "NER=O"


def test_every_document_is_read_by_itself() -> None:
    asked: list[list[list[str]]] = []

    class Noting(Flat):
        def analyse_words(
            self, sentences: Sequence[Sequence[str]], breaks: Sequence[bool]
        ) -> tuple[Sentence, ...]:
            asked.append([list(forms) for forms in sentences])
            return super().analyse_words(sentences, breaks)

    bare = GIVEN.replace("# newdoc\n", "")
    parse_conllu(bare + bare + GIVEN + bare, Noting())
    assert [len(sentences) for sentences in asked] == [2, 2]


def test_sentences_of_a_file_without_marks_are_set_apart() -> None:
    asked: list[list[bool]] = []

    class Noting(Flat):
        def analyse_words(
            self, sentences: Sequence[Sequence[str]], breaks: Sequence[bool]
        ) -> tuple[Sentence, ...]:
            asked.append(list(breaks))
            return super().analyse_words(sentences, breaks)

    bare = GIVEN.replace("# newdoc\n", "")
    parse_conllu(bare + bare, Noting())
    parse_conllu(GIVEN + bare, Noting())
    assert asked == [[True, True], [True, False]]
