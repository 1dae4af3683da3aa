"""Linked meetings → rows."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from visits.linking import LinkedMeeting
from visits.models import Claim, Meeting, MeetingClaim, MeetingParticipant, Official, Visit
from visits.services.derived_visits import editorial_state, value_columns
from visits.services.identity import match_ids
from visits.services.officials import Directory


def write_meetings(
    meetings: Sequence[LinkedMeeting],
    claims: Mapping[str, Claim],
    timelines: Collection[int],
    visits: Mapping[str, int],
    directory: Directory,
) -> None:
    """Stores the meetings of the timelines' people and attaches them to the visits written.

    Attachments to other people's visits are theirs to change and stay as they are.
    """
    keys = {key for meeting in meetings for key in meeting.claims}
    stored = _stored(timelines, keys)
    ids = match_ids({meeting.key: meeting.claims for meeting in meetings}, stored)
    rows = Meeting.objects.in_bulk(list(ids.values()))
    kept = set()
    wanted: dict[int, int] = {}
    for meeting in meetings:
        row = rows.get(ids.get(meeting.key, 0), Meeting())
        members = list(
            dict.fromkeys(record for p in meeting.participants if (record := directory.record(p)))
        )
        told = _columns(meeting, claims)
        if row._state.adding or any(getattr(row, name) != value for name, value in told.items()):
            for name, value in told.items():
                setattr(row, name, value)
            row.save()
        _set_participants(row, members)
        _attach(row, [visits[key] for key in meeting.visits if key in visits], visits.values())
        kept.add(row.pk)
        wanted |= {claims[key].pk: row.pk for key in meeting.claims}
    Meeting.objects.filter(pk__in=set(stored) - kept).delete()
    _set_claims(wanted)


def _stored(timelines: Collection[int], keys: Collection[str]) -> dict[int, list[str]]:
    """Meetings that claims of the timelines, or with these keys, stood for."""
    touched = Meeting.objects.filter(claims__timelines__in=timelines) | Meeting.objects.filter(
        claims__key__in=keys
    )
    found: dict[int, list[str]] = {}
    pairs = (
        Meeting.objects.filter(pk__in=touched.values("pk"))
        .order_by("pk")
        .values_list("pk", "claims__key")
    )
    for pk, key in pairs.distinct():
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
        "confidence": meeting.confidence,
        "values": value_columns(meeting.values),
    }


def _set_participants(row: Meeting, members: Sequence[Official]) -> None:
    wanted = [(member.pk, place) for place, member in enumerate(members)]
    stored = row.participants.order_by("position").values_list("official_id", "position")
    if list(stored) == wanted:
        return
    row.participants.all().delete()
    MeetingParticipant.objects.bulk_create(
        MeetingParticipant(meeting=row, official_id=pk, position=place) for pk, place in wanted
    )


def _attach(row: Meeting, wanted: Collection[int], ours: Collection[int]) -> None:
    through = Meeting.visits.through.objects
    attached = set(through.filter(meeting=row).values_list("visit_id", flat=True))
    stale = (attached & set(ours)) - set(wanted)
    if stale:
        through.filter(meeting=row, visit__in=stale).delete()
    row.visits.add(*Visit.objects.filter(pk__in=set(wanted) - attached))


def _set_claims(wanted: Mapping[int, int]) -> None:
    stored = dict(
        MeetingClaim.objects.filter(claim__in=list(wanted)).values_list("claim_id", "meeting_id")
    )
    moved = [claim for claim, meeting in wanted.items() if stored.get(claim) != meeting]
    MeetingClaim.objects.filter(claim__in=moved).delete()
    MeetingClaim.objects.filter(meeting__in=set(wanted.values())).exclude(
        claim__in=list(wanted)
    ).delete()
    MeetingClaim.objects.bulk_create(
        MeetingClaim(claim_id=claim, meeting_id=wanted[claim]) for claim in moved
    )
