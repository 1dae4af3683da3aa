"""Windows of days and stays, as the API writes them."""

from __future__ import annotations

from datetime import date
from typing import Any

from rest_framework import serializers

from visits.models import Meeting, Visit
from visits.queries.written_dates import stay_edtf, window_edtf

_BETWEEN = " – "


class WindowSerializer(serializers.Serializer[Any]):
    """Days of which one is meant; both ends inclusive, null where open."""

    edtf = serializers.CharField(
        help_text="EDTF: a day `2025-03-31`, or one of a set `[2025-05-01..2025-05-10]`."
    )
    earliest = serializers.DateField(allow_null=True)
    latest = serializers.DateField(allow_null=True)
    phrase = serializers.CharField(help_text="The words it was read from, empty where inferred.")
    stated = serializers.BooleanField(help_text="Whether an announcement says it in words.")


class StaySerializer(serializers.Serializer[Any]):
    """When a visit is: the windows of its first and last day."""

    edtf = serializers.CharField(
        help_text="EDTF interval `2025-03-31/2025-04-02`; an uncertain end is its outermost day "
        "with `~`, one not told is empty; where one window alone is known, its set; "
        "nothing if undated."
    )
    start = WindowSerializer(allow_null=True)
    end = WindowSerializer(allow_null=True)
    within = WindowSerializer(
        allow_null=True, help_text="Window of the tour, for a stop without days of its own."
    )
    phrase = serializers.CharField()
    stated = serializers.BooleanField()


def window(
    earliest: date | None, latest: date | None, phrase: str, *, stated: bool
) -> dict[str, Any] | None:
    """The window as `WindowSerializer` tells it, None where no day is known."""
    if earliest is None and latest is None:
        return None
    return {
        "edtf": window_edtf(earliest, latest),
        "earliest": earliest,
        "latest": latest,
        "phrase": phrase,
        "stated": stated,
    }


def stay(visit: Visit) -> dict[str, Any]:
    """The stay as `StaySerializer` tells it."""
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


def meeting_day(meeting: Meeting) -> dict[str, Any] | None:
    """The day of a meeting as `WindowSerializer` tells it, None where none is known."""
    words = meeting.date_words
    return window(meeting.day_earliest, meeting.day_latest, words, stated=bool(words))
