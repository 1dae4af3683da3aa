from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from visits.filters import VisitFilter
from visits.queries.criteria import VisitCriteria
from visits.queries.diary import clashes_of, findings_of
from visits.queries.diary_stays import MOST_READ, stays_of, window_of
from visits.queries.today import today
from visits.views.asking import asking, pages_of
from visits.views.keeping import kept

PER_DIARY = 20


@require_safe
@kept
@asking(VisitFilter)
def diary(request: HttpRequest, criteria: VisitCriteria) -> HttpResponse:
    """One person in two places, and visits over a gathering that the person attends."""
    asked = window_of(criteria, today())
    stays = stays_of(asked)
    page = pages_of(request, Paginator(clashes_of(stays), PER_DIARY))
    context = {
        "page": page,
        "findings": findings_of(list(page)),
        "criteria": asked,
        "is_cut": len(stays) >= MOST_READ,
        "query": criteria.query(),
        "today": today(),
    }
    return render(request, "diary/diary.html", context)
