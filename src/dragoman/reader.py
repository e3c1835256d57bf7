"""The Python library: a text in, a Reading out."""

from __future__ import annotations

import datetime
import hashlib

from dragoman.parse import Engine
from dragoman.pipeline import Pipeline
from dragoman.records import Published, Reading, Report, UsageError
from dragoman.settings import Settings


class Reader:
    """Reads many texts with one loaded model and lexicon.

    ``settings``: lexicon overlays, threads, engine; the defaults need nothing. Loading takes about a
    second, so keep a Reader where several texts are read. ``engine``: a parser of your own, over what the
    settings name. Raises EngineError when the weights are missing and LexiconError when a row of an overlay
    is wrong.
    """

    def __init__(self, settings: Settings | None = None, engine: Engine | None = None) -> None:
        self._pipeline = Pipeline(settings, engine)

    def read(
        self,
        text: str,
        *,
        published: datetime.date | str | None = None,
        title: str | None = None,
        source: str | None = None,
        url: str | None = None,
        ref: str = "text",
    ) -> Reading:
        """One report -> its Reading (frozen dataclasses; spans are code-point offsets into ``text``).

        ``published``: the day of publication, a date or "YYYY-MM-DD"; when it is None the day is worked
        out of the text where the text allows it. Raises UsageError for a date that is none and
        ReportError for a text that cannot be read.
        """
        report = Report(
            id=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
            ref=ref,
            text=text,
            title=title,
            source=source,
            url=url,
            published=_published(published),
        )
        return self._pipeline.read(report)


def read(
    text: str,
    *,
    published: datetime.date | str | None = None,
    settings: Settings | None = None,
) -> Reading:
    """Read one text; the same as ``Reader(settings).read(text, published=published)``.

    Loads model and lexicon anew at each call: use a Reader for more than a few texts.
    """
    return Reader(settings).read(text, published=published)


def _published(day: datetime.date | str | None) -> Published:
    if day is None:
        return Published()
    if isinstance(day, str):
        try:
            day = datetime.date.fromisoformat(day)
        except ValueError as fault:
            raise UsageError(f"published={day!r} is no date; write YYYY-MM-DD.") from fault
    return Published(day=day, earliest=day, latest=day, basis="given")
