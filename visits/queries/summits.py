"""Upcoming summits: visits of heads of state or government, and their meetings elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import (
    Count,
    Exists,
    F,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    prefetch_related_objects,
)
from django.db.models.functions import Coalesce, Least

from visits.models import Meeting, MeetingParticipant, Tenure, Visit
from visits.queries.criteria import MeetingCriteria, VisitCriteria
from visits.queries.itineraries import days_of
from visits.queries.meetings import meetings_matching, meetings_shown
from visits.queries.visits import upcoming_visits
from visits.terms import EditorialState, Rank, VisitStatus

_OFF = (VisitStatus.CANCELLED, VisitStatus.COMPLETED, VisitStatus.POSTPONED)
# Who meets is a summit only where two of them have the rank.
_AT_LEAST = 2


@dataclass(frozen=True, slots=True)
class Place:
    """Where a row stands: its first day, visits before meetings, its id."""

    day: date
    is_meeting: bool
    pk: int


@dataclass(frozen=True, slots=True)
class Summit:
    """A visit with its meetings, or one meeting that belongs to no visit."""

    visit: Visit | None
    meetings: tuple[Meeting, ...]
    place: Place


def upcoming_summits(
    today: date,
    until: date | None,
    ranks: Sequence[Rank],
    countries: tuple[str, ...],
    *,
    after: Place | None = None,
    limit: int,
) -> list[Summit]:
    """At most `limit` rows after the place, by their first day; countries are of either side."""
    visits = _visits(today, VisitCriteria(until_day=until, countries=countries, ranks=(*ranks,)))
    meetings = _meetings(today, MeetingCriteria(until_day=until, countries=countries), ranks)
    if after:
        later = Q(first__gt=after.day)
        further = later | Q(first=after.day, pk__gt=after.pk)
        visits = visits.filter(later if after.is_meeting else further)
        meetings = meetings.filter(further if after.is_meeting else Q(first__gte=after.day))
    rows = [_of_visit(visit) for visit in visits[:limit]]
    rows += [_of_meeting(meeting) for meeting in meetings[:limit]]
    rows.sort(key=lambda row: (row.place.day, row.place.is_meeting, row.place.pk))
    # One query for the people of all meetings, nested and alone.
    people = Prefetch("participants", MeetingParticipant.objects.select_related("official"))
    prefetch_related_objects([one for row in rows[:limit] for one in row.meetings], people)
    return rows[:limit]


def _visits(today: date, criteria: VisitCriteria) -> QuerySet[Visit]:
    first = Least("start_earliest", "start_latest", "end_earliest", "end_latest")
    shown = Prefetch("meetings", queryset=meetings_shown().prefetch_related(None))
    found = upcoming_visits(today, criteria).annotate(first=first).prefetch_related(shown)
    return found.order_by("first", "pk")


def _meetings(today: date, criteria: MeetingCriteria, ranks: Sequence[Rank]) -> QuerySet[Meeting]:
    """Meetings ahead, without a visit, of at least two people who then hold such an office."""
    told = Visit.objects.exclude(state=EditorialState.REJECTED).filter(meetings=OuterRef("pk"))
    office = Tenure.objects.filter(
        Q(start=None) | Q(start__lte=OuterRef("meeting__day_earliest")),
        Q(end=None) | Q(end__gte=OuterRef("meeting__day_earliest")),
        official=OuterRef("official"),
        office__rank__in=ranks,
    )
    heads = (
        MeetingParticipant.objects.filter(Exists(office))
        .order_by()
        .values("meeting")
        .annotate(heads=Count("pk"))
        .filter(heads__gte=_AT_LEAST)
    )
    found = (
        meetings_matching(criteria)
        .prefetch_related(None)
        .exclude(status__in=_OFF)
        .exclude(Exists(told))
    )
    ahead = found.annotate(first=F("day_earliest"), last=Coalesce("day_latest", "day_earliest"))
    return ahead.filter(
        first__isnull=False, last__gte=today, pk__in=heads.values("meeting")
    ).order_by("first", "pk")


def _of_visit(visit: Visit) -> Summit:
    span = days_of(visit)
    assert span is not None  # upcoming visits have days
    place = Place(span[0], is_meeting=False, pk=visit.pk)
    return Summit(visit, tuple(visit.meetings.all()), place)


def _of_meeting(meeting: Meeting) -> Summit:
    assert meeting.day_earliest is not None  # meetings ahead have a day
    return Summit(None, (meeting,), Place(meeting.day_earliest, is_meeting=True, pk=meeting.pk))
