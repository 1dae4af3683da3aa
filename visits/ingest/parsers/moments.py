"""Dates as people and machines write them → moments."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from visits.extraction.dates import find_dates
from visits.ingest.items import Hints


def moment_of(text: str, hints: Hints) -> datetime | None:
    """The first moment or day that the words tell, in the clock of the source; None without any.

    ISO 8601 first, then whatever the language calls a day. A day without a time is its noon.
    """
    text = text.strip()
    try:
        return _in_zone(datetime.fromisoformat(text), hints)
    except ValueError:
        pass
    today = (hints.now or datetime(2000, 1, 1, tzinfo=UTC)).date()
    days = (
        expression.window.earliest
        for expression in find_dates(text, today, (hints.language or "en")[:2])
        if expression.window and expression.window.earliest == expression.window.latest
    )
    first = next((day for day in days if day), None)
    return noon(first, hints) if first else None


def noon(day: date, hints: Hints) -> datetime:
    """The middle of a day in the clock of the source: the same day in nearly every other clock."""
    return datetime.combine(day, time(12), zone_of(hints.timezone))


def zone_of(name: str) -> tzinfo:
    """The time zone of that name, UTC where there is none."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return UTC


def _in_zone(moment: datetime, hints: Hints) -> datetime:
    if moment.tzinfo is None:
        # A bare day is read as its midnight, which is another day elsewhere.
        if moment.time() == time():
            return noon(moment.date(), hints)
        moment = moment.replace(tzinfo=zone_of(hints.timezone))
    # A year before the first or after the last is no moment in UTC.
    return moment.astimezone(UTC)
