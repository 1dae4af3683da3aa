"""What webhooks are told of visits and meetings, and which messages are due."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Count, Max, Q, QuerySet
from django.db.models.functions import Now

from visits.models import Change, Meeting, Visit, Webhook, WebhookMessage
from visits.queries.due import AT_ONCE, open_rows
from visits.queries.leases import NUMBERS, Work, leased
from visits.queries.meetings import meetings_shown
from visits.queries.visits import visits_shown
from visits.queries.written_dates import stay_edtf, window_edtf
from visits.terms import ChangeEvent, ChangeNoun, DeliveryState

Told = dict[str, Any]
NOUNS = (ChangeNoun.VISIT, ChangeNoun.MEETING)


def changes_after(number: int, limit: int) -> list[Change]:
    """Numbered changes of what webhooks are told of, in their order."""
    found = Change.objects.filter(noun__in=NOUNS, number__gt=number)
    return list(found.order_by("number")[:limit])


def records_told(changes: Iterable[Change]) -> dict[tuple[str, str], Told]:
    """(noun, id) → the record in short, as it is now; those that are gone are left out."""
    listed = list(changes)
    visits = _ids(listed, ChangeNoun.VISIT)
    meetings = _ids(listed, ChangeNoun.MEETING)
    found = {}
    for visit in visits_shown().filter(pk__in=visits) if visits else ():
        found[ChangeNoun.VISIT.value, str(visit.pk)] = _visit(visit)
    for meeting in meetings_shown().filter(pk__in=meetings) if meetings else ():
        found[ChangeNoun.MEETING.value, str(meeting.pk)] = _meeting(meeting)
    return found


def due_messages() -> list[int]:
    """Messages that may be sent now, oldest first, but those that a live process is sending."""
    rows = WebhookMessage.objects.filter(open_rows(), webhook__stopped_at=None, due_at__lte=Now())
    found = list(rows.order_by("due_at", "pk").values_list("pk", "state")[:AT_ONCE])
    taken = leased(Work.DELIVERING)
    return [
        pk for pk, state in found if state != DeliveryState.RUNNING or pk % NUMBERS not in taken
    ]


def _ids(changes: Collection[Change], noun: ChangeNoun) -> list[int]:
    gone = (ChangeEvent.DELETED, ChangeEvent.MERGED)
    return [int(one.object) for one in changes if one.noun == noun and one.event not in gone]


def _visit(visit: Visit) -> Told:
    return {
        "head": {"slug": visit.head.slug, "name": visit.head.name} if visit.head else None,
        "visitor_country": visit.visitor_country_id,
        "host": visit.host_id,
        "cities": [stop.city for stop in visit.stops.all()],
        "dates": stay_edtf(visit),
        "kind": visit.kind,
        "status": visit.status,
        "state": visit.state,
    }


def _meeting(meeting: Meeting) -> Told:
    people = [one.official for one in meeting.participants.all()]
    return {
        "participants": [{"slug": one.slug, "name": one.name} for one in people],
        "day": window_edtf(meeting.day_earliest, meeting.day_latest),
        "country": meeting.country_id,
        "city": meeting.city,
        "form": meeting.form,
        "status": meeting.status,
        "state": meeting.state,
    }


def webhooks_of(owner: User) -> QuerySet[Webhook]:
    """Whose webhooks, with how many of their messages wait and how many were given up."""
    waits = Q(messages__state__in=[DeliveryState.DUE, DeliveryState.RUNNING, DeliveryState.FAILED])
    return Webhook.objects.filter(owner=owner).annotate(
        waiting=Count("messages", filter=waits),
        dead=Count("messages", filter=Q(messages__state=DeliveryState.DEAD)),
        last_delivered_at=Max("messages__delivered_at"),
    )
