"""Itineraries: tours asked for, and one as a programme day by day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, QuerySet

from visits.models import Itinerary, Meeting, Visit, VisitMember
from visits.queries.criteria import ItineraryCriteria
from visits.queries.meetings import meetings_shown
from visits.queries.officials import officials_called
from visits.queries.visits import visits_shown
from visits.terms import EditorialState

LONGEST_PROGRAMME = 62


@dataclass(frozen=True, slots=True)
class ProgrammeDay:
    """One day of a tour: the visits that it belongs to, and the meetings of exactly that day."""

    day: date
    visits: tuple[Visit, ...]
    meetings: tuple[Meeting, ...]


@dataclass(frozen=True, slots=True)
class Programme:
    """A tour day by day; what has no single day stands apart.

    `days` leaves out days without anything where the tour is longer than two months.
    """

    visits: tuple[Visit, ...]
    days: tuple[ProgrammeDay, ...]
    undated_visits: tuple[Visit, ...]
    undated_meetings: tuple[Meeting, ...]


def itineraries_shown() -> QuerySet[Itinerary]:
    """Tours with at least one visit that is shown."""
    shown = Visit.objects.exclude(state=EditorialState.REJECTED).filter(itinerary=OuterRef("pk"))
    return Itinerary.objects.filter(Exists(shown)).select_related("head", "country")


def itineraries_matching(
    criteria: ItineraryCriteria, itineraries: QuerySet[Itinerary] | None = None
) -> QuerySet[Itinerary]:
    """The tours asked for, the latest first."""
    found = itineraries_shown() if itineraries is None else itineraries
    if criteria.from_day:
        found = found.filter(
            Q(end__gte=criteria.from_day) | Q(end=None, start__gte=criteria.from_day)
        )
    if criteria.until_day:
        found = found.filter(start__lte=criteria.until_day)
    if criteria.officials:
        people = officials_called(criteria.officials)
        members = VisitMember.objects.filter(official__in=people).values("visit__itinerary")
        found = found.filter(pk__in=members)
    if criteria.countries:
        hosted = Visit.objects.filter(host__in=criteria.countries).values("itinerary")
        found = found.filter(Q(country__in=criteria.countries) | Q(pk__in=hosted))
    return found


def itineraries_of(official_pk: int) -> QuerySet[Itinerary]:
    """Tours of an official with more than one visit, the latest first; `visit_count` on each."""
    counted = itineraries_shown().annotate(
        visit_count=Count("visits", filter=~Q(visits__state=EditorialState.REJECTED))
    )
    latest = F("start").desc(nulls_first=True)
    return counted.filter(head=official_pk, visit_count__gt=1).order_by(latest, "-pk")


def itinerary_with_everything(pk: int) -> Itinerary | None:
    """One tour with its visits and their meetings; None where there is none to show."""
    visits = visits_shown().prefetch_related(Prefetch("meetings", queryset=meetings_shown()))
    found = itineraries_shown().prefetch_related(Prefetch("visits", queryset=visits))
    return found.filter(pk=pk).first()


def programme_of(visits: Sequence[Visit]) -> Programme:
    """The visits day by day, with their meetings, which must have been read along."""
    meetings = {meeting.pk: meeting for visit in visits for meeting in visit.meetings.all()}
    on_a_day = [m for m in meetings.values() if m.day_earliest and m.day_earliest == m.day_latest]
    undated = [m for m in meetings.values() if m not in on_a_day]
    spans = [(visit, *span) for visit in visits if (span := sure_days_of(visit))]
    edges = [day for _, *span in spans for day in span]
    edges += [m.day_earliest for m in on_a_day if m.day_earliest]
    days = tuple(
        ProgrammeDay(
            day,
            tuple(visit for visit, first, last in spans if first <= day <= last),
            tuple(m for m in on_a_day if m.day_earliest == day),
        )
        for day in _days_between(edges)
    )
    return Programme(
        tuple(visits),
        tuple(d for d in days if d.visits or d.meetings or len(days) <= LONGEST_PROGRAMME),
        tuple(visit for visit in visits if not sure_days_of(visit)),
        tuple(undated),
    )


def eventful(programme: Programme) -> Programme:
    """The days of a programme on which something but the stay goes on; none without a meeting."""
    last = len(programme.days) - 1
    kept = [day for n, day in enumerate(programme.days) if day.meetings or n in (0, last)]
    return replace(programme, days=tuple(kept) if any(day.meetings for day in kept) else ())


def days_of(visit: Visit) -> tuple[date, date] | None:
    """First and last day on which the visit may take place, None for an undated one."""
    known = [
        day
        for day in (visit.start_earliest, visit.start_latest, visit.end_earliest, visit.end_latest)
        if day
    ]
    return (min(known), max(known)) if known else None


def sure_days_of(visit: Visit) -> tuple[date, date] | None:
    """First and last day that the visit has by all accounts, None where no day is sure."""
    first = visit.start_latest if visit.start_earliest == visit.start_latest else None
    last = visit.end_earliest if visit.end_earliest == visit.end_latest else None
    if first is None:
        return (last, last) if last else None
    return first, max(first, last or visit.end_earliest or first)


def _days_between(edges: list[date]) -> list[date]:
    if not edges:
        return []
    first, last = min(edges), max(edges)
    length = min((last - first).days + 1, 400)
    return [first + timedelta(days=n) for n in range(length)]
