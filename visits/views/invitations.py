from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from visits.filters.invitations import InvitationFilter
from visits.queries.countries import all_countries
from visits.queries.invitations.lists import (
    ANSWERS,
    InvitationCriteria,
    answers_counted,
    invitations_listed,
    invitations_of,
)
from visits.queries.today import today
from visits.views.asking import asking, page_of


@require_safe
@asking(InvitationFilter)
def invitations(request: HttpRequest, criteria: InvitationCriteria) -> HttpResponse:
    day = today()
    counts = answers_counted(criteria, day)
    page = page_of(request, invitations_listed(criteria, day))
    context = {
        "page": page,
        "invitations": invitations_of(page),
        "answers": [(one, words, counts.get(one, 0)) for one, words in ANSWERS.items()],
        "total": sum(counts.values()),
        "criteria": criteria,
        "countries": all_countries(),
        "query": criteria.query(),
        "rest": criteria.query(without=("answer",)),
        "today": day,
        "section": "invitations",
    }
    return render(request, "invitations/invitations.html", context)
