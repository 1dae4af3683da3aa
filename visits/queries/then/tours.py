"""Lists of tours as of a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from django.db.models import QuerySet

from visits.models import Itinerary, Visit
from visits.queries.as_of import visits_as_of, visits_of_versions
from visits.queries.criteria import ItineraryCriteria, VisitCriteria
from visits.queries.itineraries import days_of
from visits.queries.then.journeys import Tour
from visits.queries.then.moment import AsOf


def itineraries_then(criteria: ItineraryCriteria, then: AsOf) -> QuerySet[Itinerary]:
    """The tours of which something had been told by then, those made last on top.

    Which visits make a tour is as it stands today; `tours_then` has them as they stood.
    """
    asked = VisitCriteria(
        from_day=criteria.from_day,
        until_day=criteria.until_day,
        officials=criteria.officials,
        countries=criteria.countries,
    )
    standing = visits_as_of(then.when, then.basis, asked).order_by()
    told = Visit.objects.filter(pk__in=standing.values("visit"))
    return Itinerary.objects.filter(pk__in=told.values("itinerary")).order_by("-pk")


def tours_then(itineraries: Sequence[Itinerary], then: AsOf) -> list[Tour]:
    """The tours with their visits as these stood then; five queries whatever the number."""
    rows = Visit.objects.filter(itinerary__in=itineraries).values_list("pk", "itinerary")
    homes = dict(rows)
    standing = visits_as_of(then.when, then.basis).filter(visit__in=list(homes))
    by_tour: defaultdict[int, list[Visit]] = defaultdict(list)
    for visit in visits_of_versions(standing):
        by_tour[homes[visit.pk]].append(visit)
    return [_tour(one, by_tour[one.pk]) for one in itineraries if by_tour[one.pk]]


def _tour(itinerary: Itinerary, visits: Sequence[Visit]) -> Tour:
    edges: list[date] = [day for visit in visits for day in days_of(visit) or ()]
    row = Itinerary(
        pk=itinerary.pk,
        head=visits[0].head,
        country=visits[0].visitor_country,
        start=min(edges, default=None),
        end=max(edges, default=None),
    )
    return Tour(row, tuple(visits))
