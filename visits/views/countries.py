from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from visits.choices import REGION_NAMES
from visits.filters import CountryFilter
from visits.models import Country
from visits.queries.countries import countries_listed, pairs_of
from visits.queries.criteria import CountryCriteria
from visits.queries.today import today
from visits.queries.travels import next_visits_with, traffic_of
from visits.queries.visits import visits_made_by, visits_received_by
from visits.views.asking import asking
from visits.views.keeping import kept

MOST_ROWS, MOST_COMING = 50, 10


@require_safe
@kept
@asking(CountryFilter)
def countries(request: HttpRequest, criteria: CountryCriteria) -> HttpResponse:
    context = {
        "countries": countries_listed(criteria),
        "criteria": criteria,
        "section": "countries",
    }
    return render(request, "countries/countries.html", context)


@require_safe
@kept
def country(request: HttpRequest, code: str) -> HttpResponse:
    if code != code.upper():
        return redirect("country", code=code.upper(), permanent=True)
    found = get_object_or_404(Country, code=code)
    day = today()
    context = {
        "country": found,
        "region": REGION_NAMES.get(found.region, ""),
        "made": visits_made_by(found, MOST_ROWS),
        "received": visits_received_by(found, MOST_ROWS),
        "coming": next_visits_with(found, day, MOST_COMING),
        "traffic": traffic_of(found, day),
        "pairs": pairs_of(found),
        "today": day,
        "section": "countries",
    }
    return render(request, "countries/country.html", context)
