"""One official and one tour as of a time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import F, QuerySet
from django.db.models.fields.json import KT

from visits.models import Itinerary, Meeting, Official, Visit, VisitVersion
from visits.models.version import LAST_DAY_TOLD
from visits.queries.as_of import read_with, visits_as_of, visits_of_versions
from visits.queries.criteria import VisitCriteria
from visits.queries.itineraries import days_of
from visits.queries.outcomes import Outcomes, outcomes_of
from visits.queries.recomputed import itinerary_as_of
from visits.queries.then.meetings import meetings_then
from visits.queries.then.moment import AsOf
from visits.terms import VisitStatus

MOST_COMING = 10
_AHEAD = (VisitStatus.INVITED, VisitStatus.PLANNED, VisitStatus.ONGOING)


@dataclass(frozen=True, slots=True)
class Tour:
    """A row that is not stored as it stands, and its visits in their order, the meetings of all of
    them read with the first."""

    itinerary: Itinerary
    visits: tuple[Visit, ...]


def versions_of(official: Official, then: AsOf) -> QuerySet[VisitVersion]:
    """The states that stood then of visits that the official was on, as `recent_first`."""
    asked = VisitCriteria(officials=(str(official.pk),))
    found = visits_as_of(then.when, then.basis, asked)
    return found.order_by(F("first").desc(nulls_first=True), "-visit")


def outcomes_then(official: Official, then: AsOf) -> Outcomes:
    """What had become by then of the visits that the official was on; one query."""
    rows = (
        versions_of(official, then)
        .order_by()
        .values_list(KT("snapshot__status"), LAST_DAY_TOLD, KT("snapshot__window_latest"))
    )
    day = then.day.isoformat()
    return outcomes_of((status, (last or window or day) < day, 1) for status, last, window in rows)


def coming_then(official: Official, then: AsOf) -> list[Visit]:
    """Visits that were under way or to come then, the nearest first."""
    asked = VisitCriteria(officials=(str(official.pk),), from_day=then.day, statuses=_AHEAD)
    return visits_of_versions(visits_as_of(then.when, then.basis, asked)[:MOST_COMING])


def received_then(official: Official, visits: Iterable[Visit]) -> list[Visit]:
    """Of the visits on which the official met somebody those to the official's own country by
    others, the latest first."""
    found = [
        visit
        for visit in visits
        if visit.host_id == official.country_id
        and official.pk not in {member.official_id for member in visit.members.all()}
    ]
    return sorted(found, key=lambda one: (one.start_earliest or date.max, one.pk), reverse=True)


def tour_then(itinerary: Itinerary, then: AsOf) -> Tour | None:
    """The tour linked anew from what stood then; None where nothing had been told of it."""
    found = itinerary_as_of(itinerary.pk, then.when, then.basis)
    if found is None or not found.visits:
        return None
    meetings = meetings_then(found.meetings)
    for at, visit in enumerate(found.visits):
        read_with(visit, "meetings", Meeting.objects.all(), meetings if at == 0 else [])
    edges: list[date] = [day for visit in found.visits for day in days_of(visit) or ()]
    lead = found.visits[0]
    row = Itinerary(
        pk=itinerary.pk,
        head=lead.head,
        country=lead.visitor_country,
        start=min(edges, default=None),
        end=max(edges, default=None),
    )
    return Tour(row, found.visits)
