"""Figures: a report, its parse, times, events and attributions in; money, shares, counts and ordinals out."""

from dragoman.extract.figures.finding import find_figures

__all__ = ["find_figures"]
