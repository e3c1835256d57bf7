"""The command line: prints, never computes. ``main`` is the program ``dragoman``."""

from dragoman.cli.app import app, main

__all__ = ["app", "main"]
