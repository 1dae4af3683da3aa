"""Two visits made one and one made two, each with a preview of what moves."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from visits.forms.merging import DecidingForm, OtherVisitForm
from visits.models import Claim, Visit
from visits.queries.editions import edition_of
from visits.queries.evidence import claims_of
from visits.queries.inbox.matters import matter_of
from visits.queries.merge_warnings import warnings_before_merge
from visits.queries.visits import visit_with_everything
from visits.services.editing import ChangedMeanwhile, join_visits, part_claims
from visits.services.foreseeing import Foreseen, foresee
from visits.services.pairing import pairs_to_join, pairs_to_part
from visits.validators import FieldProblem
from visits.views.editors import carry_out, editors_only, signed_in
from visits.views.inbox.items import next_waiting
from visits.views.visits import visit_or_404


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@editors_only
def merge(request: HttpRequest, pk: int) -> HttpResponse:
    """The preview of two visits as one; a POST makes them one."""
    found = visit_or_404(pk)
    asked = OtherVisitForm(request.GET if "other" in request.GET else None)
    other = _other(asked) if asked.is_valid() else None
    if other is None:
        status = 422 if asked.is_bound else 200
        return _page(request, "visits/merge.html", {"visit": found, "asked": asked}, status)
    warnings = warnings_before_merge(found, other)
    context = {"visit": found, "other": other, "asked": asked, "warnings": warnings}
    pair = (found, other)
    decide = partial(join_visits, visits=pair, editor=signed_in(request))

    def preview() -> Foreseen:
        return foresee(visits=pair, pairs=pairs_to_join(pair))

    done = _("The two are one visit.")
    return _previewed(request, "visits/merge.html", context, preview, decide, done)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@editors_only
def split(request: HttpRequest, pk: int) -> HttpResponse:
    """The preview of a visit without some of its claims; a POST parts them."""
    found = visit_or_404(pk)
    claims = claims_of(found)
    chosen = _chosen(request, claims)
    context = {"visit": found, "claims": claims, "chosen": {claim.pk for claim in chosen}}
    if not chosen and request.method != "POST":
        return _page(request, "visits/split.html", context)
    decide = partial(part_claims, visit=found, claims=chosen, editor=signed_in(request))

    def preview() -> Foreseen:
        return foresee(visits=(found,), pairs=pairs_to_part(found, chosen))

    done = _("What you chose is a visit of its own.")
    return _previewed(request, "visits/split.html", context, preview, decide, done)


def _previewed(
    request: HttpRequest,
    template: str,
    context: dict[str, Any],
    preview: Callable[[], Foreseen],
    decide: Callable[..., object],
    done: str,
) -> HttpResponse:
    visit: Visit = context["visit"]
    is_doubtful = bool(context.get("warnings"))
    form = DecidingForm(request.POST or None, is_doubtful=is_doubtful)
    status = 200
    try:
        if request.method == "POST" and form.is_valid():
            told = form.cleaned_data
            seen = [told["seen"]] if told["seen"] else None
            carry_out(request, partial(decide, reason=told["reason"], seen=seen), done)
            return _onwards(request, visit)
        context["foreseen"] = preview()
        status = 422 if form.errors else 200
    except FieldProblem as problem:
        context["problem"] = problem.message
        status = 422
    except ChangedMeanwhile:
        messages.warning(request, _("It has changed since you looked: this is how it stands now."))
        context["foreseen"] = preview()
        status = 409
    if not form.is_bound or form.is_valid():
        reason = form.data.get("reason", "") if form.is_bound else ""
        initial = {"seen": edition_of(visit), "reason": reason}
        form = DecidingForm(initial=initial, is_doubtful=is_doubtful)
    context["form"] = form
    return _page(request, template, context, status)


def _onwards(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The next item of the inbox, where it was done from one: the same if that still waits.

    Else the page of the visit; its id leads on where it was the one that went.
    """
    if matter_of(request.POST.get("item", "")) is not None:
        return next_waiting(request)
    return redirect(f"{visit.get_absolute_url()}#history")


def _other(asked: OtherVisitForm) -> Visit | None:
    found = visit_with_everything(asked.cleaned_data["other"])
    if found is None:
        asked.add_error("other", _("There is no such visit."))
    return found


def _chosen(request: HttpRequest, claims: Sequence[Claim]) -> list[Claim]:
    """From the query string for a preview, from the form to be done."""
    told = request.POST if request.method == "POST" else request.GET
    wanted = set(told.getlist("claim"))
    return [claim for claim in claims if str(claim.pk) in wanted]


def _page(
    request: HttpRequest, template: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    told = request.POST if request.method == "POST" else request.GET
    return render(request, template, context | {"item": told.get("item", "")}, status=status)
