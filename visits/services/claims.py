"""Events as read → claim rows."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from visits.extraction.dates import Window
from visits.extraction.records import Evidence, MeetingEvent, Person, VisitEvent
from visits.extraction.stays import in_calendar
from visits.models import Announcement, Claim
from visits.queries.claim_values import announcement_name
from visits.reference.lookup import own_code
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
    of days that the calendar does not show are left out: they are history, or misread. Countries
    have the codes that their rows have: the Soviet Union's is SUHH, where texts' is "SU". A claim
    of a visit that is to begin on another day has the old day as its start, by which it is known.
    """
    name, day = announcement_name(announcement), announcement.published_on
    return [
        Claim(
            key=f"{name}#{number:03d}",
            generation=generation,
            announcement=announcement,
            subject=(ClaimSubject.VISIT if isinstance(event, VisitEvent) else ClaimSubject.MEETING),
            value=_visit(event, day) if isinstance(event, VisitEvent) else _meeting(event, day),
            evidence={field: _evidence(words) for field, words in event.evidence.items()},
            side_id=event.side and own_code(event.side, day),
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
    return [event.start, event.end, event.within, event.new_start, event.replaced]


def _visit(event: VisitEvent, day: date) -> dict[str, Any]:
    return {
        "visitors": [_person(person, day) for person in event.visitors],
        "visitor_country": _country(event.visitor_country, day),
        "destination_country": _country(event.destination_country, day),
        "destination_city": event.destination_city,
        "start": _days(event.replaced or event.start),
        "end": _days(_end(event)),
        "within": _days(event.within),
        "new_start": _days(event.start if event.replaced else event.new_start),
        "status": event.status.value,
        "kind": event.kind.value,
        "purpose": event.purpose,
        "topics": list(event.topics),
        "hosts": [_person(person, day) for person in event.hosts],
        "inviter": _person(event.inviter, day) if event.inviter else None,
        "gathering": event.gathering,
        "accepted": event.accepted,
        "declined": event.declined,
        "certainty": event.certainty.value,
        "candidates": [_person(person, day) for person in event.candidates],
    }


def _end(event: VisitEvent) -> Window | None:
    """The last day, but of a visit brought forward so far that it ends before its old start."""
    old, end = event.replaced, event.end
    if old is None or end is None or old.earliest is None or end.latest is None:
        return end
    return end if old.earliest <= end.latest else None


def _meeting(event: MeetingEvent, day: date) -> dict[str, Any]:
    return {
        "participants": [_person(person, day) for person in event.participants],
        "countries": [own_code(code, day) for code in event.countries],
        "form": event.form.value,
        "date": _days(event.date),
        "within": _days(event.within),
        "status": event.status.value,
        "place_country": _country(event.place_country, day),
        "place_city": event.place_city,
        "gathering": event.gathering,
        "certainty": event.certainty.value,
        "candidates": [_person(person, day) for person in event.candidates],
    }


def _person(person: Person, day: date) -> dict[str, Any]:
    return {
        "name": person.name,
        "country": _country(person.country, day),
        "title": person.title,
        "role": person.role.value if person.role else None,
        "official": person.official,
    }


def _country(code: str | None, day: date) -> str | None:
    return own_code(code, day) if code else code


def _days(window: Window | None) -> list[str | None] | None:
    if window is None:
        return None
    return [day.isoformat() if day else None for day in (window.earliest, window.latest)]


def _evidence(words: Evidence) -> dict[str, Any]:
    span = words.span
    return {"start": span.start, "end": span.end, "quote": span.quote, "stated": words.stated}
