"""Ids that lead on to others."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from visits.queries.moved import moved_to
from visits.terms import ChangeNoun

_PAGES = {
    ChangeNoun.VISIT: "visits",
    ChangeNoun.MEETING: "meetings",
    ChangeNoun.ITINERARY: "itineraries",
}


def moved(pk: int, further: str = "", *, noun: ChangeNoun = ChangeNoun.VISIT) -> HttpResponse:
    """Leads on from the id of a record that became part of another one."""
    heir = moved_to(noun, pk)
    if heir is None:
        raise Http404(f"No such {noun}.")
    return redirect(f"/{_PAGES[noun]}/{heir}/{further}", permanent=True)
