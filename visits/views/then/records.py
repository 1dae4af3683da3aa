"""A visit, an official, a pair and a tour as of a time."""

from __future__ import annotations

from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from visits.models import Claim, Country, Meeting
from visits.queries.as_of import read_with, visits_of_versions
from visits.queries.criteria import OfficialCriteria, VisitCriteria
from visits.queries.delegation import head_of
from visits.queries.evidence import first_of_each
from visits.queries.itineraries import itineraries_shown, programme_of
from visits.queries.map import map_of
from visits.queries.meetings import meetings_of
from visits.queries.officials import official_for_page
from visits.queries.pair_line import line_of
from visits.queries.pair_meetings import by_standing, meetings_between_countries
from visits.queries.recomputed import visit_as_of
from visits.queries.rights import is_editor
from visits.queries.then.journeys import (
    coming_then,
    outcomes_then,
    received_then,
    tour_then,
    versions_of,
)
from visits.queries.then.meetings import meetings_then, met_then
from visits.queries.then.moment import AsOf
from visits.queries.then.pair import pair_then, versions_between
from visits.queries.travels import BY_WIRE
from visits.queries.visits import visit_with_everything
from visits.terms import MeetingForm
from visits.views.asking import page_of
from visits.views.moving import moved
from visits.views.then.banner import query_of, told_of


def visit(request: HttpRequest, then: AsOf, pk: int) -> HttpResponse:
    """What had been told of the visit by then, with the meetings on it and the words."""
    found = visit_as_of(pk, then.when, then.basis)
    shown = visit_with_everything(pk, rejected_too=is_editor(request.user))
    if shown is None:
        return moved(pk)
    if found is None:
        return render(
            request, "then/no_visit.html", {"visit": shown, "has_meetings": True, **told_of(then)}
        )
    read_with(found.visit, "meetings", Meeting.objects.all(), meetings_then(found.meetings))
    context = {
        "visit": found.visit,
        "programme": programme_of([found.visit]),
        "told_by": first_of_each(sorted(found.claims.values(), key=_published)),
        "has_meetings": True,
        "query": query_of(then, ""),
        **told_of(then),
    }
    return render(request, "then/visit.html", context)


def _published(claim: Claim) -> tuple[datetime, int]:
    return claim.announcement.published_at, claim.pk


def official(
    request: HttpRequest, then: AsOf, criteria: OfficialCriteria, slug: str
) -> HttpResponse:
    found = get_object_or_404(official_for_page(), slug=slug)
    page = page_of(request, versions_of(found, then))
    page.object_list = visits_of_versions(page.object_list)
    met = met_then(meetings_of(found), then)
    context = {
        "official": found,
        "page": page,
        "outcomes": outcomes_then(found, then),
        "coming": coming_then(found, then),
        "received": received_then(found, met.visits),
        "calls": [one for one in met.meetings if one.form in BY_WIRE],
        "meetings": [one for one in met.meetings if one.form not in BY_WIRE],
        "has_meetings": True,
        "query": query_of(then, ""),
        "section": "officials",
        **told_of(then),
    }
    return render(request, "officials/official.html", context)


def pair(
    request: HttpRequest, then: AsOf, criteria: VisitCriteria, one: Country, other: Country
) -> HttpResponse:
    """The pair whose criteria are of the list of visits alone."""
    found = pair_then(one, other, then)
    met = met_then(meetings_between_countries(one, other, tuple(MeetingForm)), then)
    page = page_of(request, versions_between(one, other, criteria, then))
    page.object_list = visits_of_versions(page.object_list)
    context = {
        "one": one,
        "other": other,
        "pair": found.pair,
        "ways": (found.pair.there, found.pair.back),
        "line": line_of(found.pair.cells, one.code, then.day),
        "invitations": found.invitations,
        "calls": [one for one in met.meetings if one.form in BY_WIRE],
        "meetings": by_standing((one for one in met.meetings if one.form not in BY_WIRE), then.day),
        "has_meetings": True,
        "page": page,
        "narrowed": bool(criteria.query()),
        "criteria": criteria,
        "query": query_of(then, criteria.query()),
        "section": "countries",
        **told_of(then),
    }
    return render(request, "pairs/pair.html", context)


def itinerary(request: HttpRequest, then: AsOf, pk: int) -> HttpResponse:
    stored = itineraries_shown().filter(pk=pk).first()
    if stored is None:
        raise Http404("No such itinerary.")
    tour = tour_then(stored, then)
    if tour is None:
        context = {
            "itinerary": stored,
            "query": query_of(then, ""),
            "has_meetings": True,
            **told_of(then),
        }
        return render(request, "then/no_tour.html", context)
    visits = list(tour.visits)
    context = {
        "itinerary": tour.itinerary,
        "programme": programme_of(visits),
        "seat": head_of(tour.itinerary, visits),
        "map": map_of(visits),
        "has_meetings": True,
        "query": query_of(then, ""),
        **told_of(then),
    }
    return render(request, "itineraries/itinerary.html", context)
