"""What editors decide on the page of a visit."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from visits.forms.correction import CorrectionForm, ReasonForm, present_value
from visits.models import Decision, Visit
from visits.queries.countries import all_countries
from visits.queries.editions import edition_of
from visits.queries.evidence import VISIT_FACTS, claims_of, decisions_on, facts_of
from visits.queries.today import today
from visits.services.editing import (
    ChangedMeanwhile,
    correct_field,
    reject_visit,
    restore_visit,
    undo_batch,
    undo_decision,
)
from visits.validators import FieldProblem
from visits.views.editors import carry_out, editors_only, signed_in
from visits.views.visits import Refused, visit_or_404, visit_page


@require_http_methods(["GET", "HEAD", "POST"])
@editors_only
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    """A refused correction stands at this address, so that reloading it leads back.

    409 with both versions where somebody else has changed the field since the form was opened.
    """
    found = visit_or_404(pk)
    if request.method != "POST":
        return redirect(found)
    form = CorrectionForm(request.POST, countries=all_countries())
    if form.is_valid():
        field = VISIT_FACTS[form.cleaned_data["field"]]
        try:
            _correct(request, found, form, _("%(field)s corrected.") % {"field": field})
        except FieldProblem as problem:
            form.add_problem(problem)
        except ChangedMeanwhile:
            return _conflict(request, pk, form)
        else:
            return redirect(f"{found.get_absolute_url()}#main")
    return visit_page(request, found, Refused(correction=form))


def _correct(request: HttpRequest, found: Visit, form: CorrectionForm, done: str) -> None:
    """Decides; where the visit has changed, but the field is what the editor saw, all the same."""
    told = form.cleaned_data
    given = {name: told[name] for name in ("field", "value", "reason")}
    decide = partial(correct_field, editor=signed_in(request), today=today(), **given)
    try:
        seen = [told["seen"]] if told["seen"] else None
        carry_out(request, partial(decide, visit=found, seen=seen), done)
    except ChangedMeanwhile:
        now = visit_or_404(found.pk)
        edition = edition_of(now)
        if present_value(now, told["field"]) != told["was"]:
            raise
        carry_out(request, partial(decide, visit=now, seen=[edition]), done)


def _conflict(request: HttpRequest, pk: int, form: CorrectionForm) -> HttpResponse:
    """Both versions, and the way on with either: nothing that was typed is lost."""
    now = visit_or_404(pk)
    claims = claims_of(now)
    field = form.cleaned_data["field"]
    (fact,) = facts_of(now, claims, {field: VISIT_FACTS[field]})
    context = {
        "visit": now,
        "fact": fact,
        "form": form.again(now, all_countries(), edition_of(now)),
        "decisions": [one for one in decisions_on(claims) if one.field == field],
    }
    return render(request, "visits/conflict.html", context, status=409)


@require_POST
@editors_only
def undo(request: HttpRequest, pk: int, decision: int) -> HttpResponse:
    found = visit_or_404(pk)
    made = [one for one in decisions_on(claims_of(found)) if one.pk == decision]
    if not made:
        raise Http404("No such decision on this visit.")
    if made[0].undone_at is None:
        carry_out(request, taking_back(made[0], signed_in(request)), _("Decision taken back."))
    return redirect(found)


@require_POST
@editors_only
def reject(request: HttpRequest, pk: int) -> HttpResponse:
    return _judge(request, pk, reject_visit, _("Visit rejected."))


@require_POST
@editors_only
def restore(request: HttpRequest, pk: int) -> HttpResponse:
    return _judge(request, pk, restore_visit, _("Visit restored."))


def taking_back(decision: Decision, editor: User) -> Callable[[], object]:
    """Takes back the decision, with all that were made at one stroke with it."""
    if decision.batch:
        return partial(undo_batch, batch=decision.batch, editor=editor)
    return partial(undo_decision, decision=decision, editor=editor)


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
