"""Findings of one report in, one Reading out."""

from dragoman.assemble.assembly import assemble

__all__ = ["assemble"]
