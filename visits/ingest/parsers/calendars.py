"""iCalendar: an event is an announcement of what is to happen."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import icalendar

from visits.ingest.items import Hints, Item, Parsed
from visits.ingest.parsers.charsets import decoded
from visits.ingest.parsers.moments import zone_of


def parse_calendar(body: bytes, hints: Hints) -> Parsed:
    """The events of a calendar, one item each: its summary, description, place and days.

    A series is told once, with its first days; a changed occurrence is an item of its own. A
    cancelled event says so as its first line.
    """
    text, wrong = decoded(body, hints.charset, hints.language)
    problems = [wrong] if wrong else []
    if "BEGIN:VCALENDAR" not in text[:2000].upper():
        return Parsed((), (*problems, "this is no calendar: it has no VCALENDAR"), whole=False)
    whole = text.rstrip().upper().endswith("END:VCALENDAR")
    if not whole:
        problems.append("the calendar breaks off before its end")
        text = _closed(text)
    try:
        calendars = icalendar.Calendar.from_ical(text, multiple=True)
    except (ValueError, IndexError) as problem:
        return Parsed((), (*problems, f"the calendar can't be read: {problem}"), whole=False)
    items = []
    events = [event for calendar in calendars for event in calendar.walk("VEVENT")]
    for number, event in enumerate(events, start=1):
        try:
            items.append(_item(event, hints))
        except (ValueError, TypeError, AttributeError, OverflowError) as problem:
            problems.append(f"event {number}: {problem}")
    ttl = next((found for calendar in calendars if (found := _ttl(calendar))), None)
    return Parsed(tuple(items), tuple(problems), ttl=ttl, whole=whole)


def _closed(text: str) -> str:
    """The calendar up to its last whole event."""
    end = text.upper().rfind("END:VEVENT")
    head = text[: end + len("END:VEVENT")] if end >= 0 else "BEGIN:VCALENDAR"
    return f"{head}\r\nEND:VCALENDAR\r\n"


def _item(event: Any, hints: Hints) -> Item:
    title = str(event.get("SUMMARY", "")).strip()
    lines = [_cancelled(event), str(event.get("DESCRIPTION", "")).strip(), _days(event)]
    lines.append(str(event.get("LOCATION", "")).strip())
    text = "\n".join(filter(None, lines))
    if not (title or text):
        raise ValueError("it has neither summary nor description")
    url = str(event.get("URL", ""))
    return Item(
        guid=_guid(event, title),
        url=url,
        title=title,
        text=text,
        published=_told(event, hints, "CREATED", "DTSTAMP"),
        updated=_told(event, hints, "LAST-MODIFIED"),
    )


def _guid(event: Any, title: str) -> str:
    uid = str(event.get("UID", "")) or title
    occurrence = event.get("RECURRENCE-ID")
    return f"{uid}#{occurrence.to_ical().decode()}" if occurrence is not None else uid


def _cancelled(event: Any) -> str:
    return "CANCELLED" if str(event.get("STATUS", "")).upper() == "CANCELLED" else ""


def _days(event: Any) -> str:
    """The days of the event, the last one included, as every language writes them."""
    if event.get("DTSTART") is None:
        return ""
    start, end = event["DTSTART"].dt, getattr(event.get("DTEND"), "dt", None)
    if end is not None and not isinstance(end, datetime):
        # Exclusive in iCalendar where it is a day.
        end -= timedelta(days=1)
    first, last = _day(start), _day(end) if end is not None else _day(start)
    return first.isoformat() if last <= first else f"{first.isoformat()} – {last.isoformat()}"


def _day(value: date) -> date:
    return value.date() if isinstance(value, datetime) else value


def _told(event: Any, hints: Hints, *names: str) -> datetime | None:
    for name in names:
        value = getattr(event.get(name), "dt", None)
        if isinstance(value, datetime):
            told = value if value.tzinfo else value.replace(tzinfo=zone_of(hints.timezone))
            return told.astimezone(UTC)
    return None


def _ttl(calendar: Any) -> timedelta | None:
    for name in ("REFRESH-INTERVAL", "X-PUBLISHED-TTL"):
        value = calendar.get(name)
        if value is None:
            continue
        found = getattr(value, "dt", None)
        try:
            found = found or _duration(str(value))
        except ValueError:
            continue
        if isinstance(found, timedelta) and found > timedelta(0):
            return found
    return None


def _duration(told: str) -> Any:
    return icalendar.vDuration.from_ical(told)  # type: ignore[no-untyped-call]  # nor there
