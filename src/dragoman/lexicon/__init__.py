"""Words and facts: loads and checks the data files. ``load()`` gives all of them as one ``Lexicon``."""

from dragoman.lexicon.load import Lexicon, data_root, load

__all__ = ["Lexicon", "data_root", "load"]
