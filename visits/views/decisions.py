from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from visits.models import Decision
from visits.queries.decisions import decisions_made, meetings_decided, visits_decided
from visits.views.asking import UnclearPage, page_of, unclear
from visits.views.editors import carry_out, editors_only, signed_in
from visits.views.verdicts import taking_back


@require_safe
@editors_only
def decisions(request: HttpRequest) -> HttpResponse:
    try:
        page = page_of(request, decisions_made())
    except UnclearPage as problem:
        return unclear(request, [("page", [str(problem)])])
    visits, meetings = visits_decided(list(page)), meetings_decided(list(page))
    context = {
        "page": page,
        "rows": [(one, visits.get(one.pk), meetings.get(one.pk)) for one in page],
        "section": "decisions",
    }
    return render(request, "decisions/decisions.html", context)


@require_POST
@editors_only
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """With all that were made at one stroke with it; also one whose visit is not found any more."""
    found = get_object_or_404(Decision, pk=pk)
    if found.undone_at is None:
        carry_out(request, taking_back(found, signed_in(request)), _("Decision taken back."))
    return redirect("decisions")
