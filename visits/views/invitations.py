from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from visits.filters.invitations import InvitationFilter
from visits.queries.countries import all_countries
from visits.queries.invitations.lists import (
    InvitationCriteria,
    answers_in_words,
    invitations_listed,
    invitations_of,
)
from visits.queries.today import today
from visits.views.asking import asking, page_of


@require_safe
@asking(InvitationFilter)
def invitations(request: HttpRequest, criteria: InvitationCriteria) -> HttpResponse:
    day = today()
    answers = answers_in_words(criteria, day)
    page = page_of(request, invitations_listed(criteria, day))
    context = {
        "page": page,
        "invitations": invitations_of(page),
        "answers": answers,
        "total": sum(number for _, _, number in answers),
        "criteria": criteria,
        "countries": all_countries(),
        "query": criteria.query(),
        "rest": criteria.query(without=("answer",)),
        "today": day,
        "section": "invitations",
    }
    return render(request, "invitations/invitations.html", context)
