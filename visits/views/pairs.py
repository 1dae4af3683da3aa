from __future__ import annotations

from dataclasses import replace
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from visits.filters import VisitFilter
from visits.models import Country
from visits.queries.criteria import VisitCriteria, pair_of, split_pair
from visits.queries.invitations.lists import InvitationCriteria, answers_in_words
from visits.queries.pair_line import line_of
from visits.queries.pair_meetings import (
    MOST_MEETINGS,
    by_standing,
    meetings_between_countries,
)
from visits.queries.pairs import open_invitations, pair_between
from visits.queries.today import today
from visits.queries.travels import BY_WIRE
from visits.queries.visits import recent_first, visits_matching
from visits.terms import MeetingForm
from visits.views.asking import View, asking, page_of
from visits.views.keeping import kept
from visits.views.then import records as past
from visits.views.then.leading import or_then


def of_two(view: View) -> View:
    """The view gets the two countries; what names no pair of them is answered here."""

    @wraps(view)
    def answer(request: HttpRequest, criteria: VisitCriteria, pair: str) -> HttpResponse:
        one, other = _codes(pair)
        if one == other:
            found = Country.objects.filter(code=one).first()
            return render(request, "pairs/alone.html", {"country": found}, status=400)
        written = pair_of(one, other)
        if pair != written.lower():
            asked = f"?{request.GET.urlencode()}" if request.GET else ""
            return redirect(f"{reverse('pair', args=[written.lower()])}{asked}", permanent=True)
        return view(request, criteria, *_countries(one, other))

    return answer


@require_safe
@kept
@asking(VisitFilter)
@of_two
@or_then(past.pair)
def pair(
    request: HttpRequest, criteria: VisitCriteria, one: Country, other: Country
) -> HttpResponse:
    """Two countries; the query string narrows the list of visits alone."""
    written = pair_of(one.code, other.code)
    day, narrowed = today(), replace(criteria, pairs=(written,))
    answers = answers_in_words(InvitationCriteria(pairs=(written,)), day)
    told = pair_between(one, other, day)
    in_person = meetings_between_countries(one, other, (MeetingForm.IN_PERSON,))
    context = {
        "one": one,
        "other": other,
        "pair": told,
        "ways": (told.there, told.back),
        "written": written,
        "line": line_of(told.cells, one.code, day),
        "invitations": open_invitations(one, other, day),
        "answers": answers,
        "invited": sum(number for _, _, number in answers),
        "calls": meetings_between_countries(one, other, BY_WIRE)[:MOST_MEETINGS],
        "meetings": by_standing(in_person[:MOST_MEETINGS], day),
        "page": page_of(request, recent_first(visits_matching(narrowed))),
        "narrowed": bool(criteria.query()),
        "criteria": criteria,
        "query": criteria.query(),
        "today": day,
        "section": "countries",
    }
    return render(request, "pairs/pair.html", context)


def _codes(pair: str) -> tuple[str, str]:
    try:
        one, other = split_pair(pair.upper())
    except ValueError as error:
        raise Http404("A pair is written as two codes, such as cn-ru.") from error
    return min(one, other), max(one, other)


def _countries(one: str, other: str) -> tuple[Country, Country]:
    found = Country.objects.in_bulk([one, other])
    if len(found) < 2:
        raise Http404("No such country.")
    return found[one], found[other]
