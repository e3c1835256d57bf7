"""Dragoman reads news reports and keeps a sourced, dated record of what states did, said and plan.

>>> import dragoman
>>> reading = dragoman.read("France's president will visit Kenya in May.", published="2024-03-01")
>>> [(event.type, event.status) for event in reading.events]
[('CONSULT', 'planned')]
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from dragoman.reader import Reader, read
    from dragoman.records import Reading, Report
    from dragoman.settings import Settings

__all__ = ["Reader", "Reading", "Report", "Settings", "__version__", "read"]

_HOMES = {
    "Reader": "dragoman.reader",
    "read": "dragoman.reader",
    "Reading": "dragoman.records",
    "Report": "dragoman.records",
    "Settings": "dragoman.settings",
}


def __getattr__(name: str) -> Any:
    """Public names are loaded when first used, so that ``import dragoman`` costs nothing."""
    if name not in _HOMES:
        raise AttributeError(f"module 'dragoman' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
