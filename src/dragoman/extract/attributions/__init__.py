"""Who said what, according to whom: attributions with their sources, chains and settings."""

from dragoman.extract.attributions.find import find_attributions

__all__ = ["find_attributions"]
