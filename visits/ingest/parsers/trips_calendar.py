"""iCalendar → rows of text cells: an event that says who goes where is a trip."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

import icalendar

from visits.reasons import Reason, Refused, Why, because

HEADER = ("uid", "official", "country", "host", "city", "start", "end", "status", "note", "url")
_OPEN = "END:VEVENT"
_GOES = re.compile(
    r"^(?:(?:cancelled|postponed|planned|completed)\s*:\s*)?(?P<who>.+?)"
    r"(?:\s*\((?P<country>[^()]+)\))?\s+(?:to|in|visits|→|->)\s+(?P<where>[^()]+?)"
    r"(?:\s*\((?:day not told|first day not sure)\))?$",
    re.IGNORECASE,
)
Row = tuple[int, list[str], Reason | None]


def calendar_rows(body: bytes, notes: list[Reason]) -> Iterator[Row]:
    """A header, then a row an event. The summary tells who goes where ("Wang Yi (China) to
    Moscow, Russia"); one that does not leaves cells empty. Raises Refused for no calendar."""
    text = body.decode("utf-8-sig", "replace")
    if not text.rstrip().upper().endswith("END:VCALENDAR"):
        notes.append(because(Why.CUT_CALENDAR))
        end = text.upper().rfind(_OPEN)
        head = text[: end + len(_OPEN)] if end >= 0 else "BEGIN:VCALENDAR"
        text = f"{head}\r\nEND:VCALENDAR\r\n"
    try:
        calendars = icalendar.Calendar.from_ical(text, multiple=True)
    except (ValueError, IndexError) as problem:
        raise Refused(Why.BROKEN_CALENDAR, text=problem) from problem
    yield 1, list(HEADER), None
    events = [event for calendar in calendars for event in calendar.walk("VEVENT")]
    for number, event in enumerate(events, start=2):
        try:
            yield number, _cells(event), None
        except (ValueError, TypeError, AttributeError, OverflowError) as problem:
            told = [str(event.get("UID", "")), str(event.get("SUMMARY", ""))]
            yield number, told, because(Why.NO_EVENT, text=problem)


def _cells(event: Any) -> list[str]:
    summary = " ".join(str(event.get("SUMMARY", "")).split())
    place = " ".join(str(event.get("LOCATION", "")).split())
    goes = _GOES.match(summary)
    who, country = (goes["who"], goes["country"] or "") if goes else (summary, "")
    where = place or (goes["where"] if goes else "")
    city, _, host = where.rpartition(", ")
    start, end = _days(event)
    status = "cancelled" if str(event.get("STATUS", "")).upper() == "CANCELLED" else ""
    note = " ".join(str(event.get("DESCRIPTION", "")).split())
    told = [str(event.get("UID", "")), who, country, host, city, start, end, status, note]
    return [*told, str(event.get("URL", ""))]


def _days(event: Any) -> tuple[str, str]:
    """The first and the last day; DTEND of whole days is the day after."""
    if event.get("DTSTART") is None:
        return "", ""
    start, end = event["DTSTART"].dt, getattr(event.get("DTEND"), "dt", None)
    if end is None and event.get("DURATION") is not None:
        end = start + event["DURATION"].dt
    if end is not None and not isinstance(end, datetime):
        end -= timedelta(days=1)
    first = _day(start)
    return first.isoformat(), max(first, _day(end) if end is not None else first).isoformat()


def _day(value: date) -> date:
    return value.date() if isinstance(value, datetime) else value
