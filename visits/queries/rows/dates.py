"""Windows of days and stays as rows tell them."""

from __future__ import annotations

from datetime import date
from typing import Any, Protocol

from visits.queries.written_dates import Stay, stay_edtf, window_edtf

_BETWEEN = " – "
Window = dict[str, Any]


class ToldStay(Stay, Protocol):
    """A stay with the window of its tour and the words it was read from."""

    @property
    def window_earliest(self) -> date | None: ...
    @property
    def window_latest(self) -> date | None: ...
    @property
    def date_words(self) -> str: ...
    @property
    def dates_stated(self) -> bool: ...


def window(
    earliest: date | None, latest: date | None, phrase: str, *, stated: bool
) -> Window | None:
    """`{edtf, earliest, latest, phrase, stated}`, None where no day is known."""
    if earliest is None and latest is None:
        return None
    return {
        "edtf": window_edtf(earliest, latest),
        "earliest": earliest,
        "latest": latest,
        "phrase": phrase,
        "stated": stated,
    }


def stay(visit: ToldStay) -> dict[str, Any]:
    """The stay in EDTF, the windows of its first and last day, that of its tour."""
    stated = visit.dates_stated
    parts = visit.date_words.split(_BETWEEN)
    first, last = parts if len(parts) == 2 else (visit.date_words, visit.date_words)
    return {
        "edtf": stay_edtf(visit),
        "start": window(visit.start_earliest, visit.start_latest, first, stated=stated),
        "end": window(visit.end_earliest, visit.end_latest, last, stated=stated),
        "within": window(visit.window_earliest, visit.window_latest, "", stated=False),
        "phrase": visit.date_words,
        "stated": stated,
    }
