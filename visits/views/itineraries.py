from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from visits.queries.delegation import head_of
from visits.queries.itineraries import itinerary_with_everything, programme_of
from visits.queries.map import map_of
from visits.queries.today import today
from visits.terms import ChangeNoun
from visits.views.moving import moved
from visits.views.then import records as past
from visits.views.then.leading import or_then


@require_safe
@or_then(past.itinerary)
def itinerary(request: HttpRequest, pk: int) -> HttpResponse:
    found = itinerary_with_everything(pk)
    if found is None:
        return moved(pk, noun=ChangeNoun.ITINERARY)
    visits = list(found.visits.all())
    context = {
        "itinerary": found,
        "programme": programme_of(visits),
        "seat": head_of(found, visits),
        "map": map_of(visits),
        "today": today(),
        "site": settings.SITE_URL,
    }
    return render(request, "itineraries/itinerary.html", context)
