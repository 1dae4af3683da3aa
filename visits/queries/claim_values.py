"""Claim rows → the values that linking works on."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date
from typing import Any

from visits.extraction.dates import Window
from visits.extraction.stays import in_calendar
from visits.linking import MeetingClaim, Party, Told, VisitClaim
from visits.linking.keys import party_keys
from visits.models import Announcement, Claim
from visits.terms import ClaimSubject, MeetingForm, SourceSide, VisitKind, VisitStatus


def link_claim(row: Claim) -> VisitClaim | MeetingClaim:
    """The value that linking works on; the row's announcement and source must be loaded."""
    return _visit_claim(row) if row.subject == ClaimSubject.VISIT else _meeting_claim(row)


def announcement_name(row: Announcement) -> str:
    """What linking calls an announcement: the same for all its revisions, wherever it is read."""
    return hashlib.sha256(f"{row.source.slug}\n{row.guid}".encode()).hexdigest()[:20]


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


def participant_keys(row: Claim) -> tuple[str, ...]:
    """The keys of all who meet by the claim, sorted; never empty."""
    country = row.value["place_country"]
    people = (_party(person) for person in row.value["participants"])
    return tuple(sorted({key for one in people for key in party_keys(one, country)})) or ("|",)


def _party(person: Mapping[str, Any]) -> Party:
    return Party(person["name"], person["country"], person["official"], person["role"])


def window(days: list[str | None] | None) -> Window | None:
    """The window that a claim's value holds as two ISO days, either of them open.

    None also for days beyond the calendar, which the database would not take of a visit.
    """
    if not days:
        return None
    earliest, latest = (date.fromisoformat(day) if day else None for day in days)
    found = Window(earliest, latest)
    return found if in_calendar(found) else None


def anchors(evidence: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """The quoted words by field, by which a decision finds its claim again."""
    return tuple(sorted((field, words["quote"]) for field, words in evidence.items()))
