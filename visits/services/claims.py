"""Events as read → claim rows."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from visits.extraction.dates import Window
from visits.extraction.records import Evidence, MeetingEvent, Person, VisitEvent
from visits.extraction.stays import in_calendar
from visits.models import Announcement, Claim
from visits.queries.claim_values import announcement_name
from visits.terms import ClaimSubject


def claim_rows(
    announcement: Announcement,
    events: Iterable[VisitEvent | MeetingEvent],
    *,
    generation: int,
    engine: str,
) -> list[Claim]:
    """Unsaved claim rows of an announcement's events, numbered in their order.

    A claim's name is the same wherever and whenever the announcement is read again. Events told
    of days that the calendar does not show are left out: they are history, or misread.
    """
    name = announcement_name(announcement)
    return [
        Claim(
            key=f"{name}#{number:03d}",
            generation=generation,
            announcement=announcement,
            subject=(ClaimSubject.VISIT if isinstance(event, VisitEvent) else ClaimSubject.MEETING),
            value=_visit(event) if isinstance(event, VisitEvent) else _meeting(event),
            evidence={field: _evidence(words) for field, words in event.evidence.items()},
            side_id=event.side,
            rule=event.rule[:200],
            confidence=event.confidence,
            engine=engine,
        )
        for number, event in enumerate(events, start=1)
        if all(in_calendar(window) for window in _windows(event))
    ]


def _windows(event: VisitEvent | MeetingEvent) -> list[Window | None]:
    if isinstance(event, MeetingEvent):
        return [event.date, event.within]
    return [event.start, event.end, event.within, event.new_start]


def _visit(event: VisitEvent) -> dict[str, Any]:
    return {
        "visitors": [_person(person) for person in event.visitors],
        "visitor_country": event.visitor_country,
        "destination_country": event.destination_country,
        "destination_city": event.destination_city,
        "start": _days(event.start),
        "end": _days(event.end),
        "within": _days(event.within),
        "new_start": _days(event.new_start),
        "status": event.status.value,
        "kind": event.kind.value,
        "purpose": event.purpose,
        "topics": list(event.topics),
        "hosts": [_person(person) for person in event.hosts],
        "inviter": _person(event.inviter) if event.inviter else None,
        "gathering": event.gathering,
        "accepted": event.accepted,
    }


def _meeting(event: MeetingEvent) -> dict[str, Any]:
    return {
        "participants": [_person(person) for person in event.participants],
        "countries": list(event.countries),
        "form": event.form.value,
        "date": _days(event.date),
        "within": _days(event.within),
        "status": event.status.value,
        "place_country": event.place_country,
        "place_city": event.place_city,
        "gathering": event.gathering,
    }


def _person(person: Person) -> dict[str, Any]:
    return {
        "name": person.name,
        "country": person.country,
        "title": person.title,
        "role": person.role.value if person.role else None,
        "official": person.official,
    }


def _days(window: Window | None) -> list[str | None] | None:
    if window is None:
        return None
    return [day.isoformat() if day else None for day in (window.earliest, window.latest)]


def _evidence(words: Evidence) -> dict[str, Any]:
    span = words.span
    return {"start": span.start, "end": span.end, "quote": span.quote, "stated": words.stated}
