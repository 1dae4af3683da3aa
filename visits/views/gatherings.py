from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from visits.filters.gatherings import GatheringFilter
from visits.models import Gathering
from visits.queries.countries import all_countries
from visits.queries.gatherings.attendance import attendance_of
from visits.queries.gatherings.lists import GatheringCriteria, editions_of, gatherings_listed
from visits.queries.today import today
from visits.views.asking import asking, page_of


@require_safe
@asking(GatheringFilter)
def gatherings(request: HttpRequest, criteria: GatheringCriteria) -> HttpResponse:
    context = {
        "page": page_of(request, gatherings_listed(criteria)),
        "criteria": criteria,
        "countries": all_countries(),
        "query": criteria.query(),
        "section": "gatherings",
    }
    return render(request, "gatherings/gatherings.html", context)


@require_safe
def gathering(request: HttpRequest, slug: str) -> HttpResponse:
    """Who attends, who meets on the sidelines, and the other years."""
    found = get_object_or_404(Gathering.objects.select_related("country"), slug=slug)
    context = {
        "gathering": found,
        "attendance": attendance_of(found),
        "editions": editions_of(found),
        "today": today(),
        "section": "gatherings",
    }
    return render(request, "gatherings/gathering.html", context)
