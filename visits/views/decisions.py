from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from visits.queries.decisions import decisions_made, visits_decided
from visits.views.asking import UnclearPage, page_of, unclear
from visits.views.editors import editors_only


@require_safe
@editors_only
def decisions(request: HttpRequest) -> HttpResponse:
    try:
        page = page_of(request, decisions_made())
    except UnclearPage as problem:
        return unclear(request, [("page", [str(problem)])])
    visits = visits_decided(list(page))
    context = {
        "page": page,
        "rows": [(decision, visits.get(decision.pk)) for decision in page],
        "section": "decisions",
    }
    return render(request, "decisions/decisions.html", context)
