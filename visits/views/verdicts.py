"""What editors decide on the page of a visit."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from visits.forms.correction import CorrectionForm, ReasonForm
from visits.models import Decision
from visits.queries.countries import all_countries
from visits.queries.evidence import VISIT_FACTS, claims_of, decisions_on
from visits.queries.today import today
from visits.services.editing import correct_field, reject_visit, restore_visit, undo_decision
from visits.validators import FieldProblem
from visits.views.editors import carry_out, editors_only, signed_in
from visits.views.visits import Refused, visit_or_404, visit_page


@require_http_methods(["GET", "HEAD", "POST"])
@editors_only
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    """A refused correction stands at this address, so that reloading it leads back."""
    found = visit_or_404(pk)
    if request.method != "POST":
        return redirect(found)
    form = CorrectionForm(request.POST, countries=all_countries())
    if form.is_valid():
        decide = partial(
            correct_field,
            visit=found,
            **form.cleaned_data,
            editor=signed_in(request),
            today=today(),
        )
        field = VISIT_FACTS[form.cleaned_data["field"]]
        try:
            carry_out(request, decide, _("%(field)s corrected.") % {"field": field})
        except FieldProblem as problem:
            form.add_problem(problem)
        else:
            return redirect(f"{found.get_absolute_url()}#main")
    return visit_page(request, found, Refused(correction=form))


@require_POST
@editors_only
def undo(request: HttpRequest, pk: int, decision: int) -> HttpResponse:
    found = visit_or_404(pk)
    made = [one for one in decisions_on(claims_of(found)) if one.pk == decision]
    if not made:
        raise Http404("No such decision on this visit.")
    if made[0].undone_at is None:
        take_back = partial(undo_decision, decision=made[0], editor=signed_in(request))
        carry_out(request, take_back, _("Decision taken back."))
    return redirect(found)


@require_POST
@editors_only
def reject(request: HttpRequest, pk: int) -> HttpResponse:
    return _judge(request, pk, reject_visit, _("Visit rejected."))


@require_POST
@editors_only
def restore(request: HttpRequest, pk: int) -> HttpResponse:
    return _judge(request, pk, restore_visit, _("Visit restored."))


def _judge(
    request: HttpRequest, pk: int, verdict: Callable[..., Decision], done: str
) -> HttpResponse:
    found = visit_or_404(pk)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        messages.error(
            request, _("Nothing was changed. %(errors)s") % {"errors": form.errors["reason"][0]}
        )
        return redirect(found)
    decide = partial(verdict, visit=found, editor=signed_in(request), **form.cleaned_data)
    try:
        carry_out(request, decide, done)
    except FieldProblem as problem:
        messages.error(request, problem.message)
    return redirect(found)
