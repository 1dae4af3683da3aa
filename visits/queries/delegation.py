"""Who travels, in the offices that they held on the day of the visit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from visits.models import Itinerary, Meeting, Official, Tenure, Visit

# A president who leads a party too holds two offices; more than that is a list, not a role.
MOST_OFFICES = 2


@dataclass(frozen=True, slots=True)
class Seat:
    """A person with the offices held on the day; `title` is the role as it was printed.

    `offices` is empty for somebody whose offices are not known.
    """

    official: Official
    title: str
    offices: tuple[Tenure, ...]


def delegation_of(visit: Visit) -> tuple[Seat, ...]:
    """The members in order, the head first, with their offices on the first day of the visit."""
    members = list(visit.members.all())
    day = day_of_visit(visit)
    offices = offices_on(day, [one.official_id for one in members]) if day else {}
    return tuple(Seat(one.official, one.title, offices.get(one.official_id, ())) for one in members)


def participants_of(meeting: Meeting) -> tuple[Seat, ...]:
    """Who meets, in order, with their offices on the day of the meeting."""
    people = list(meeting.participants.all())
    day = meeting.day_earliest or meeting.day_latest
    offices = offices_on(day, [one.official_id for one in people]) if day else {}
    return tuple(Seat(one.official, "", offices.get(one.official_id, ())) for one in people)


def head_of(itinerary: Itinerary, visits: Sequence[Visit]) -> Seat | None:
    """The traveller with the offices held when the tour began; None where nobody is named."""
    head = itinerary.head
    if head is None:
        return None
    day = itinerary.start or next((day for visit in visits if (day := day_of_visit(visit))), None)
    offices = offices_on(day, [head.pk]) if day else {}
    return Seat(head, "", offices.get(head.pk, ()))


def day_of_visit(visit: Visit) -> date | None:
    """The first day that is told of the visit or of its tour."""
    days = (visit.start_earliest, visit.start_latest, visit.end_earliest, visit.end_latest)
    return next((day for day in (*days, visit.window_earliest) if day), None)


def offices_on(day: date, officials: Collection[int]) -> dict[int, tuple[Tenure, ...]]:
    """The offices that each official held on the day, the highest first; one query.

    A tenure of which neither end is known says nothing of a day.
    """
    held = Tenure.objects.filter(
        Q(start__lte=day) | Q(start=None, end__isnull=False),
        Q(end__gte=day) | Q(end=None),
        official__in=officials,
    ).select_related("office")
    found: dict[int, list[Tenure]] = defaultdict(list)
    for tenure in held.order_by("office__rank", "-start", "pk"):
        found[tenure.official_id].append(tenure)
    return {pk: tuple(tenures[:MOST_OFFICES]) for pk, tenures in found.items()}
