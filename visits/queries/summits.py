"""Upcoming summits: visits of heads of state or government, and their meetings elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce, Least

from visits.models import Meeting, MeetingParticipant, Tenure, Visit
from visits.queries.criteria import MeetingCriteria, VisitCriteria
from visits.queries.meetings import meetings_matching
from visits.queries.rows.context import Row, RowContext
from visits.queries.rows.meetings import meeting_row, meetings_by_visit
from visits.queries.rows.reading import read_meetings, read_visits
from visits.queries.rows.visits import visit_row
from visits.queries.visits import upcoming_visits, visits_alone
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
    """A visit with its meetings, or one meeting that belongs to no visit, as rows."""

    visit: Row | None
    meetings: tuple[Row, ...]
    place: Place


def upcoming_summits(
    about: RowContext,
    until: date | None,
    ranks: Sequence[Rank],
    countries: tuple[str, ...],
    *,
    after: Place | None = None,
    limit: int,
) -> list[Summit]:
    """At most `limit` rows after the place, by their first day; countries are of either side.

    Five queries: where visits and meetings stand, both of them, and the meetings of the visits.
    """
    asked = VisitCriteria(until_day=until, countries=countries, ranks=(*ranks,))
    visits = _visits(about.day, asked)
    meetings = _meetings(about.day, MeetingCriteria(until_day=until, countries=countries), ranks)
    if after:
        later = Q(first__gt=after.day)
        further = later | Q(first=after.day, pk__gt=after.pk)
        visits = visits.filter(later if after.is_meeting else further)
        meetings = meetings.filter(further if after.is_meeting else Q(first__gte=after.day))
    found = [Place(day, False, pk) for pk, day in visits.values_list("pk", "first")[:limit]]
    found += [Place(day, True, pk) for pk, day in meetings.values_list("pk", "first")[:limit]]
    page = sorted(found, key=lambda one: (one.day, one.is_meeting, one.pk))[:limit]
    return _told(page, about)


def _told(page: Sequence[Place], about: RowContext) -> list[Summit]:
    stays = [place.pk for place in page if not place.is_meeting]
    alone = [place.pk for place in page if place.is_meeting]
    visits = {row.pk: visit_row(row, about) for row in _read(read_visits, stays, about)}
    meetings = {row.pk: meeting_row(row, about) for row in _read(read_meetings, alone, about)}
    met = meetings_by_visit(stays, about) if stays else {}
    summits = []
    for place in page:
        if place.is_meeting and place.pk in meetings:
            summits.append(Summit(None, (meetings[place.pk],), place))
        elif not place.is_meeting and place.pk in visits:
            summits.append(Summit(visits[place.pk], tuple(met.get(place.pk, ())), place))
    return summits


def _read(read: Callable[[list[int], str], list[Any]], keys: list[int], about: RowContext) -> Any:
    return read(keys, about.language) if keys else ()


def _visits(today: date, criteria: VisitCriteria) -> QuerySet[Any]:
    first = Least("start_earliest", "start_latest", "end_earliest", "end_latest")
    found = upcoming_visits(today, criteria, visits_alone()).annotate(first=first)
    return found.order_by("first", "pk")


def _meetings(today: date, criteria: MeetingCriteria, ranks: Sequence[Rank]) -> QuerySet[Any]:
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
        meetings_matching(criteria, Meeting.objects.exclude(state=EditorialState.REJECTED))
        .exclude(status__in=_OFF)
        .exclude(Exists(told))
    )
    ahead = found.annotate(first=F("day_earliest"), last=Coalesce("day_latest", "day_earliest"))
    return ahead.filter(
        first__isnull=False, last__gte=today, pk__in=heads.values("meeting")
    ).order_by("first", "pk")
