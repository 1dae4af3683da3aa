from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from visits.filters import VisitFilter
from visits.forms.correction import FIELDS, CorrectionForm, ReasonForm
from visits.models import Decision, Visit, VisitRedirect
from visits.queries.countries import all_countries
from visits.queries.criteria import VisitCriteria
from visits.queries.evidence import (
    VISIT_FACTS,
    claims_of,
    decisions_on,
    facts_of,
    first_of_each,
    links_of,
)
from visits.queries.today import today
from visits.queries.visits import upcoming_visits, visit_with_everything
from visits.services.editing import correct_field, reject_visit, restore_visit, undo_decision
from visits.validators import FieldProblem
from visits.views.asking import asking, page_of
from visits.views.editors import carry_out, editors_only, is_editor, signed_in


@require_safe
def visit(request: HttpRequest, pk: int) -> HttpResponse:
    found = visit_with_everything(pk, rejected_too=is_editor(request.user))
    if found is None:
        return _moved(pk)
    return _page(request, found)


@require_http_methods(["GET", "HEAD", "POST"])
@editors_only
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    """A refused correction stands at this address, so that reloading it leads back."""
    found = _visit_or_404(pk)
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
            carry_out(request, decide, f"{field} corrected.")
        except FieldProblem as problem:
            form.add_problem(problem)
        else:
            return redirect(f"{found.get_absolute_url()}#main")
    return _page(request, found, refused=form, status=422)


@require_POST
@editors_only
def undo(request: HttpRequest, pk: int, decision: int) -> HttpResponse:
    found = _visit_or_404(pk)
    made = [one for one in decisions_on(claims_of(found)) if one.pk == decision]
    if not made:
        raise Http404("No such decision on this visit.")
    if made[0].undone_at is None:
        take_back = partial(undo_decision, decision=made[0], editor=signed_in(request))
        carry_out(request, take_back, "Decision taken back.")
    return redirect(found)


@require_POST
@editors_only
def reject(request: HttpRequest, pk: int) -> HttpResponse:
    return _judge(request, pk, reject_visit, "Visit rejected.")


@require_POST
@editors_only
def restore(request: HttpRequest, pk: int) -> HttpResponse:
    return _judge(request, pk, restore_visit, "Visit restored.")


def _judge(
    request: HttpRequest, pk: int, verdict: Callable[..., Decision], done: str
) -> HttpResponse:
    found = _visit_or_404(pk)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        messages.error(request, f"Nothing was changed. {form.errors['reason'][0]}")
        return redirect(found)
    decide = partial(verdict, visit=found, editor=signed_in(request), **form.cleaned_data)
    try:
        carry_out(request, decide, done)
    except FieldProblem as problem:
        messages.error(request, problem.message)
    return redirect(found)


@require_safe
@asking(VisitFilter)
def upcoming(request: HttpRequest, criteria: VisitCriteria) -> HttpResponse:
    context = {
        "page": page_of(request, upcoming_visits(today(), criteria)),
        "today": today(),
        "query": criteria.query(),
        "section": "upcoming",
    }
    return render(request, "visits/upcoming.html", context)


def _page(
    request: HttpRequest, found: Visit, *, refused: CorrectionForm | None = None, status: int = 200
) -> HttpResponse:
    claims = claims_of(found)
    may_edit = is_editor(request.user)
    forms = _forms(found, refused) if may_edit else {}
    facts = facts_of(found, claims, VISIT_FACTS)
    context: dict[str, Any] = {
        "visit": found,
        "facts": [(fact, forms.get(fact.field)) for fact in facts],
        "told_by": first_of_each(claims),
        "links": links_of(found, claims),
        "decisions": decisions_on(claims),
        "today": today(),
        "may_edit": may_edit,
        "verdict_form": ReasonForm() if may_edit else None,
    }
    return render(request, "visits/visit.html", context, status=status)


def _forms(found: Visit, refused: CorrectionForm | None) -> dict[str, CorrectionForm]:
    """A correction form for each field, the refused one with its problems."""
    countries = all_countries()
    forms = {field: CorrectionForm.of(found, field, countries) for field in FIELDS}
    if refused is not None and refused.data.get("field") in forms:
        forms[refused.data["field"]] = refused
    return forms


def _visit_or_404(pk: int) -> Visit:
    """Editors alone ask here: they see rejected visits too."""
    found = visit_with_everything(pk, rejected_too=True)
    if found is None:
        raise Http404("No such visit.")
    return found


def _moved(pk: int) -> HttpResponse:
    merged = VisitRedirect.objects.filter(old=pk).first()
    if merged is None:
        raise Http404("No such visit.")
    return redirect(f"/visits/{merged.visit_id}/", permanent=True)
