"""Linked meetings → rows."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from visits.linking import LinkedMeeting
from visits.models import Claim, Meeting, MeetingClaim, MeetingParticipant
from visits.services.derived_visits import gathering_id, save_changed
from visits.services.identity import match_returning
from visits.services.officials import Directory
from visits.services.redirects import MEETINGS
from visits.services.snapshots import editorial_state, value_columns


@dataclass(frozen=True, slots=True)
class Touched:
    """Gatherings that meetings point or pointed to, and people who take part no more."""

    gatherings: set[int]
    people: set[int]


def write_meetings(
    meetings: Sequence[LinkedMeeting],
    claims: Mapping[str, Claim],
    own: Collection[int],
    visits: Mapping[str, int],
    directory: Directory,
) -> Touched:
    """Stores the meetings and attaches them to the visits written; `own` are their claims' ids.

    Attachments to other people's visits are theirs to change and stay as they are.
    """
    stored = _stored(own)
    redirects = MEETINGS.leading_to(stored)
    told = {meeting.key: meeting.claims for meeting in meetings}
    ids = match_returning(told, stored, redirects)
    MEETINGS.take_back(set(ids.values()) & set(redirects))
    rows = Meeting.objects.in_bulk(list(stored)) if stored else {}
    gatherings = {row.gathering_id for row in rows.values()}
    written: dict[str, int] = {}
    members: dict[int, list[int]] = {}
    for meeting in meetings:
        pk = ids.get(meeting.key)
        row = rows.get(pk or 0) or Meeting(pk=pk)
        save_changed(row, _columns(meeting, claims))
        gatherings.add(row.gathering_id)
        written[meeting.key] = row.pk
        found = (directory.record(party) for party in meeting.participants)
        members[row.pk] = list(dict.fromkeys(record.pk for record in found if record))
    people = _set_participants(members, set(stored))
    _attach(
        {
            written[meeting.key]: {visits[key] for key in meeting.visits if key in visits}
            for meeting in meetings
        },
        set(visits.values()),
    )
    gone = set(stored) - set(written.values())
    if gone:
        homes = {claim: written[meeting.key] for meeting in meetings for claim in meeting.claims}
        MEETINGS.lead_on({pk: stored[pk] for pk in gone}, homes)
        Meeting.objects.filter(pk__in=gone).delete()
    _set_claims({claims[key].pk: written[m.key] for m in meetings for key in m.claims})
    return Touched({pk for pk in gatherings if pk}, people)


def _stored(claims: Collection[int]) -> dict[int, list[str]]:
    """Meetings that these claims stood for, with the keys of the claims."""
    found: dict[int, list[str]] = {}
    links = MeetingClaim.objects.filter(claim__in=claims).order_by("meeting", "claim__key")
    for pk, key in links.values_list("meeting", "claim__key"):
        found.setdefault(pk, []).append(key)
    return found


def _columns(meeting: LinkedMeeting, claims: Mapping[str, Claim]) -> dict[str, Any]:
    values = dict(meeting.values)
    day = meeting.day
    words = [
        claims[key].evidence["date"]["quote"]
        for key in (values["day"].claims if "day" in values else ())
        if "date" in claims[key].evidence
    ]
    return {
        "key": meeting.key,
        "form": meeting.form.value,
        "status": meeting.status.value,
        "state": editorial_state(
            meeting.rejected, meeting.confidence, meeting.claims, claims
        ).value,
        "day_earliest": day.earliest if day else None,
        "day_latest": day.latest if day else None,
        "date_words": words[0][:300] if words else "",
        "country_id": meeting.country,
        "city": (meeting.city or "")[:120],
        "gathering_id": gathering_id(values, _day(meeting, claims), meeting.country),
        "confidence": meeting.confidence,
        "values": value_columns(meeting.values),
    }


def _day(meeting: LinkedMeeting, claims: Mapping[str, Claim]) -> date:
    """A day of the meeting: its own, else that of its first announcement."""
    told = meeting.day and (meeting.day.earliest or meeting.day.latest)
    return told or min(claims[key].announcement.published_on for key in meeting.claims)


def _set_participants(wanted: Mapping[int, Sequence[int]], before: Collection[int]) -> set[int]:
    """Writes who takes part; who did in any of the meetings, those of `before` too, and does not
    any more."""
    stored: dict[int, list[int]] = {}
    rows = MeetingParticipant.objects.filter(meeting__in={*wanted, *before})
    for meeting, official in rows.order_by("meeting", "position").values_list(
        "meeting", "official"
    ):
        stored.setdefault(meeting, []).append(official)
    other = {pk: people for pk, people in wanted.items() if stored.get(pk, []) != list(people)}
    if other:
        MeetingParticipant.objects.filter(meeting__in=other).delete()
        MeetingParticipant.objects.bulk_create(
            MeetingParticipant(meeting_id=pk, official_id=official, position=place)
            for pk, people in other.items()
            for place, official in enumerate(people)
        )
    named = {official for people in wanted.values() for official in people}
    return {official for people in stored.values() for official in people} - named


def _attach(wanted: Mapping[int, Collection[int]], ours: Collection[int]) -> None:
    """Each meeting to its visits among ours, and to no others of these."""
    through = Meeting.visits.through
    attached = set(
        through.objects.filter(meeting__in=wanted, visit__in=ours).values_list("meeting", "visit")
    )
    right = {(meeting, visit) for meeting, visits in wanted.items() for visit in visits}
    stale = attached - right
    if stale:
        pairs = Q()
        for meeting, visit in sorted(stale):
            pairs |= Q(meeting=meeting, visit=visit)
        through.objects.filter(pairs).delete()
    through.objects.bulk_create(
        (through(meeting_id=m, visit_id=v) for m, v in sorted(right - attached)),
        ignore_conflicts=True,
    )


def _set_claims(wanted: Mapping[int, int]) -> None:
    links = MeetingClaim.objects.filter(
        Q(claim__in=list(wanted)) | Q(meeting__in=set(wanted.values()))
    )
    stored = dict(links.values_list("claim", "meeting"))
    stale = [claim for claim, meeting in stored.items() if wanted.get(claim) != meeting]
    if stale:
        MeetingClaim.objects.filter(claim__in=stale).delete()
    MeetingClaim.objects.bulk_create(
        MeetingClaim(claim_id=claim, meeting_id=meeting)
        for claim, meeting in wanted.items()
        if stored.get(claim) != meeting
    )
