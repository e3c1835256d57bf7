"""Events: who did what to whom, when and where, and whether it happened."""

from dragoman.extract.events.find import find_events

__all__ = ["find_events"]
