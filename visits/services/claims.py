"""Events as read → claim rows, and claim rows → the values that linking works on."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from visits.extraction.dates import Window
from visits.extraction.records import Evidence, MeetingEvent, Person, VisitEvent
from visits.linking.records import MeetingClaim, Party, Told, VisitClaim
from visits.models import Announcement, Claim
from visits.terms import ClaimSubject, MeetingForm, SourceSide, VisitKind, VisitStatus


def claim_key(source: str, guid: str, number: int) -> str:
    """A claim's name: the same wherever and whenever the announcement is read again."""
    digest = hashlib.sha256(f"{source}\n{guid}".encode()).hexdigest()[:20]
    return f"{digest}#{number:03d}"


def claim_rows(
    announcement: Announcement,
    source: str,
    events: Iterable[VisitEvent | MeetingEvent],
    *,
    generation: int,
    engine: str,
) -> list[Claim]:
    """Unsaved claim rows of an announcement's events, numbered in their order."""
    return [
        Claim(
            key=claim_key(source, announcement.guid, number),
            generation=generation,
            announcement=announcement,
            subject=(
                ClaimSubject.VISIT if isinstance(event, VisitEvent) else ClaimSubject.MEETING
            ),
            value=_visit(event) if isinstance(event, VisitEvent) else _meeting(event),
            evidence={field: _evidence(words) for field, words in event.evidence.items()},
            side_id=event.side,
            rule=event.rule[:200],
            confidence=event.confidence,
            engine=engine,
        )
        for number, event in enumerate(events, start=1)
    ]


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


def link_claim(row: Claim) -> VisitClaim | MeetingClaim:
    """The value that linking works on; the row's announcement and source must be loaded."""
    return _visit_claim(row) if row.subject == ClaimSubject.VISIT else _meeting_claim(row)


def _told(row: Claim) -> Told:
    announcement = row.announcement
    return Told(
        announcement=row.key.partition("#")[0],
        source=announcement.source.slug,
        standing=SourceSide(announcement.source.side),
        side=row.side_id,
        published=announcement.published_at,
        recorded=row.created_at,
        signature=frozenset(announcement.signature),
    )


def _visit_claim(row: Claim) -> VisitClaim:
    value = row.value
    return VisitClaim(
        key=row.key,
        told=_told(row),
        visitors=tuple(_party(person) for person in value["visitors"]),
        visitor_country=value["visitor_country"],
        host=value["destination_country"],
        city=value["destination_city"],
        start=window(value["start"]),
        end=window(value["end"]),
        within=window(value["within"]),
        new_start=window(value["new_start"]),
        status=VisitStatus(value["status"]),
        kind=VisitKind(value["kind"]),
        purpose=value["purpose"],
        gathering=value["gathering"],
        accepted=value["accepted"],
        confidence=row.confidence,
        stated=frozenset(field for field, words in row.evidence.items() if words["stated"]),
        anchors=anchors(row.evidence),
    )


def _meeting_claim(row: Claim) -> MeetingClaim:
    value = row.value
    return MeetingClaim(
        key=row.key,
        told=_told(row),
        participants=tuple(_party(person) for person in value["participants"]),
        form=MeetingForm(value["form"]),
        day=window(value["date"]),
        within=window(value["within"]),
        status=VisitStatus(value["status"]),
        country=value["place_country"],
        city=value["place_city"],
        gathering=value["gathering"],
        confidence=row.confidence,
        anchors=anchors(row.evidence),
    )


def _party(person: Mapping[str, Any]) -> Party:
    return Party(person["name"], person["country"], person["official"], person["role"])


def window(days: list[str | None] | None) -> Window | None:
    """The window that a claim's value holds as two ISO days, either of them open."""
    if not days:
        return None
    earliest, latest = (date.fromisoformat(day) if day else None for day in days)
    return Window(earliest, latest)


def anchors(evidence: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """The quoted words by field, by which a decision finds its claim again."""
    return tuple(sorted((field, words["quote"]) for field, words in evidence.items()))
