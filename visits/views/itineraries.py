from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from visits.queries.itineraries import itinerary_with_everything, programme_of
from visits.queries.today import today


@require_safe
def itinerary(request: HttpRequest, pk: int) -> HttpResponse:
    found = itinerary_with_everything(pk)
    if found is None:
        raise Http404("No such itinerary.")
    context = {"itinerary": found, "programme": programme_of(found), "today": today()}
    return render(request, "itineraries/itinerary.html", context)
