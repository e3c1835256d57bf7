"""Words go in; their word pieces and case classes come out, as the encoder wants them.

The vocabulary is lower-cased, so every piece also carries a class for how its word is written.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

CASE_NONE, CASE_LOWER, CASE_TITLE, CASE_UPPER, CASE_LETTER, CASE_MIXED = range(6)
CASE_DIGITS, CASE_CODE, CASE_MARK = 6, 7, 8
MAX_PIECES_A_WORD = 24
CACHE_LIMIT = 50_000


def case_class(form: str) -> int:
    """How a word is written, as one of the classes above (CODE: letters and digits, MARK: neither)."""
    letters = [c for c in form if c.isalpha()]
    if not letters:
        return CASE_DIGITS if any(c.isdigit() for c in form) else CASE_MARK
    if any(c.isdigit() for c in form):
        return CASE_CODE
    large = [c.isupper() for c in letters]
    if not any(large):
        return CASE_LOWER
    if all(large):
        return CASE_UPPER if len(letters) > 1 else CASE_LETTER
    return CASE_TITLE if large[0] and not any(large[1:]) else CASE_MIXED


class Pieces:
    """Word pieces by word, remembered up to a limit so that memory stays flat."""

    def __init__(self, vocabulary: Path) -> None:
        from tokenizers import Tokenizer
        from tokenizers.models import WordPiece
        from tokenizers.normalizers import BertNormalizer
        from tokenizers.pre_tokenizers import BertPreTokenizer

        lines = vocabulary.read_text(encoding="utf-8").split("\n")
        ids = {piece: number for number, piece in enumerate(lines) if piece}
        model: Any = WordPiece(ids, unk_token="[UNK]", max_input_chars_per_word=60)
        self._tokenizer = Tokenizer(model)
        self._tokenizer.normalizer = BertNormalizer(lowercase=True)
        self._tokenizer.pre_tokenizer = BertPreTokenizer()
        self.unknown, self.start, self.stop = ids["[UNK]"], ids["[CLS]"], ids["[SEP]"]
        self.mask = ids["[MASK]"]
        self._seen: dict[str, tuple[int, ...]] = {}

    def of(self, forms: Iterable[str]) -> list[tuple[int, ...]]:
        """The piece ids of each word, at least one; very long words are cut to their first pieces."""
        forms = list(forms)
        fresh = [form for form in dict.fromkeys(forms) if form not in self._seen]
        if len(self._seen) + len(fresh) > CACHE_LIMIT:
            self._seen.clear()
            fresh = list(dict.fromkeys(forms))
        for form, encoding in zip(fresh, self._encode(fresh), strict=True):
            self._seen[form] = encoding
        return [self._seen[form] for form in forms]

    def _encode(self, forms: list[str]) -> list[tuple[int, ...]]:
        if not forms:
            return []
        found = self._tokenizer.encode_batch([form[:200] for form in forms], add_special_tokens=False)
        return [tuple(one.ids[:MAX_PIECES_A_WORD]) or (self.unknown,) for one in found]
