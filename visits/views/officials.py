from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from visits.filters import OfficialFilter
from visits.queries.countries import all_countries
from visits.queries.criteria import OfficialCriteria
from visits.queries.itineraries import itineraries_of
from visits.queries.officials import official_for_page
from visits.queries.today import today
from visits.queries.travelled import MostTravelled
from visits.queries.travels import (
    calls_of,
    journeys_counted,
    met_in_person,
    next_visits_of,
    visits_received_by_official,
)
from visits.queries.visits import visits_of
from visits.views.asking import PER_PAGE, asking, page_of, pages_of
from visits.views.keeping import kept
from visits.views.then import records as past
from visits.views.then.leading import or_then

MOST_COMING, MOST_MET = 10, 20


@require_safe
@kept
@asking(OfficialFilter)
def officials(request: HttpRequest, criteria: OfficialCriteria) -> HttpResponse:
    context = {
        # Counted and sliced: all that a paginator asks.
        "page": pages_of(request, Paginator(MostTravelled(criteria), PER_PAGE)),  # type: ignore[arg-type]
        "criteria": criteria,
        "countries": all_countries(),
        "query": criteria.query(),
        "section": "officials",
    }
    return render(request, "officials/officials.html", context)


@require_safe
@kept
@asking(OfficialFilter)
@or_then(past.official)
def official(request: HttpRequest, criteria: OfficialCriteria, slug: str) -> HttpResponse:
    found = get_object_or_404(official_for_page(), slug=slug)
    day = today()
    context = {
        "official": found,
        "page": page_of(request, visits_of(found)),
        "outcomes": journeys_counted(found, day),
        "coming": next_visits_of(found, day)[:MOST_COMING],
        "received": visits_received_by_official(found)[:MOST_MET],
        "calls": calls_of(found)[:MOST_MET],
        "meetings": met_in_person(found)[:MOST_MET],
        "tours": itineraries_of(found.pk)[:10],
        "today": day,
        "query": "",
        "section": "officials",
    }
    return render(request, "officials/official.html", context)
