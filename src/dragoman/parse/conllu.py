"""CoNLL-U text goes in or comes out: reading given tokens, writing an Analysis."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from dragoman.records import ReportError, Sentence, Word

DOCUMENT = "# newdoc"
BREAKS = (DOCUMENT, "# newpar")


@dataclass
class Block:
    """One sentence of a CoNLL-U file: comments and rows as they came; ``words`` indexes the word rows."""

    comments: list[str] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)
    words: list[int] = field(default_factory=list)
    line: int = 0
    """The number of its first line in the file."""

    @property
    def forms(self) -> list[str]:
        """The forms of its words."""
        return [self.rows[i][1] for i in self.words]

    @property
    def tokens(self) -> Iterator[tuple[str, list[int]]]:
        """Its surface tokens as (form, the rows of their words)."""
        last = 0
        rows: list[int] = []
        form = ""
        for i, cells in enumerate(self.rows):
            if "-" in cells[0]:
                form, rows, last = cells[1], [], int(cells[0].partition("-")[2] or 0)
            elif int(cells[0]) <= last:
                rows.append(i)
                if int(cells[0]) == last:
                    yield form, rows
            else:
                yield cells[1], [i]

    @property
    def opens(self) -> bool:
        """Whether a document begins with it."""
        return any(line.startswith(DOCUMENT) for line in self.comments)

    @property
    def begins(self) -> bool:
        """Whether a document or paragraph begins with it."""
        return any(line.startswith(BREAKS) for line in self.comments)


def read_blocks(text: str, first: int = 1) -> Iterator[Block]:
    """The sentences of a CoNLL-U text; empty nodes are left out; a wrong row raises ReportError.

    ``first``: the number of the text's first line.
    """
    block = Block()
    for number, line in enumerate([*text.split("\n"), ""], first):
        line = line.rstrip("\r")
        block.line = block.line or (number if line.strip() else 0)
        if not line.strip():
            if block.words:
                yield block
                block = Block()
        elif line.startswith("#"):
            block.comments.append(line)
        else:
            _add_row(block, line, number)


def _add_row(block: Block, line: str, number: int) -> None:
    cells = line.split("\t")
    if len(cells) != 10 or not cells[0].replace("-", "").replace(".", "").isdigit() or not cells[1]:
        raise ReportError(
            "not_conllu", f"Line {number} is not CoNLL-U: ten columns set apart by tabs are expected."
        )
    if "." in cells[0]:
        return
    if "-" not in cells[0]:
        block.words.append(len(block.rows))
    block.rows.append(cells)


def write_block(block: Block, sentence: Sentence) -> str:
    """The sentence with its rows' annotation replaced; comments, tokens and SpaceAfter are kept."""
    lines = [*block.comments]
    rows = [list(row) for row in block.rows]
    for place, word in zip(block.words, sentence.words, strict=True):
        spaced = "SpaceAfter=No" in rows[place][9].split("|")
        rows[place][2:] = _columns(word, spaced)
    for row in rows:
        if "-" in row[0]:
            row[2:9] = ["_"] * 7
            row[9] = "SpaceAfter=No" if "SpaceAfter=No" in row[9].split("|") else "_"
        lines.append("\t".join(row))
    return "\n".join(lines) + "\n\n"


def write_sentences(
    text: str,
    sentences: Sequence[Sentence],
    paragraphs: Sequence[bool],
    ref: str = "",
    comments: Sequence[str] = (),
) -> Iterator[str]:
    """CoNLL-U blocks of a text's sentences; ``paragraphs[i]``: a paragraph begins with sentence i.

    ``ref`` is the document's id (none: it has none); ``comments`` are further comment lines, one a sentence.
    """
    shown_ref = " ".join(ref.split())
    for number, (sentence, begins) in enumerate(zip(sentences, paragraphs, strict=True), 1):
        lines = [f"# newdoc id = {shown_ref}" if shown_ref else "# newdoc"] if number == 1 else []
        lines += ["# newpar"] if begins else []
        shown = " ".join(text[sentence.start : sentence.end].split())
        lines += [f"# sent_id = {number}", f"# text = {shown}"]
        lines += [line for line in comments[number - 1 : number] if line]
        lines += _rows(text, sentence)
        yield "\n".join(lines) + "\n\n"


def _rows(text: str, sentence: Sentence) -> Iterator[str]:
    words = sentence.words
    for i, word in enumerate(words):
        last = i
        while last + 1 < len(words) and words[last + 1].token == word.token:
            last += 1
        first = i == 0 or words[i - 1].token != word.token
        glued = last + 1 < len(words) and words[last].end == words[last + 1].start
        if first and last > i:
            form = text[word.start : words[last].end]
            after = "SpaceAfter=No" if glued else "_"
            yield "\t".join([f"{i + 1}-{last + 1}", form, *["_"] * 7, after])
        alone = first and last == i
        yield "\t".join([str(i + 1), word.form, *_columns(word, alone and glued)])


def _columns(word: Word, glued: bool) -> list[str]:
    misc = f"NER={word.name}" + ("|SpaceAfter=No" if glued else "")
    head = str(word.head + 1)
    return [word.lemma, word.upos, "_", word.feats or "_", head, word.deprel, "_", misc]
