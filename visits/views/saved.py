"""Filters that a signed-in person keeps."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from visits.filters import CalendarFilter
from visits.forms.saved import SavedFilterForm
from visits.models import SavedFilter
from visits.services.saved import delete_filter, save_filter
from visits.validators import FieldProblem
from visits.views.editors import signed_in


@login_required
@require_POST
def save(request: HttpRequest) -> HttpResponse:
    """Keeps the filter and leads to it; a refusal leads back to the calendar and says why."""
    form = SavedFilterForm(request.POST)
    if not form.is_valid():
        messages.error(
            request,
            _("Nothing was saved. %(first_problem)s") % {"first_problem": form.first_problem},
        )
        return redirect("home")
    asked = CalendarFilter(QueryDict(form.cleaned_data["query"]))
    if asked.errors:
        messages.error(request, _("This filter can’t be read: set it again, then save it."))
        return redirect("home")
    told = form.cleaned_data | {"query": asked.criteria().query()}
    try:
        saved = save_filter(user=signed_in(request), **told)
    except FieldProblem as problem:
        messages.error(request, problem.message)
        return redirect("home")
    messages.success(request, _("Saved as “%(name)s”.") % {"name": saved.name})
    return redirect(saved)


@login_required
@require_POST
def forget(request: HttpRequest, pk: int) -> HttpResponse:
    saved = get_object_or_404(SavedFilter, pk=pk, user=signed_in(request))
    delete_filter(saved=saved)
    messages.success(request, _("“%(name)s” is no longer saved.") % {"name": saved.name})
    return redirect("home")
