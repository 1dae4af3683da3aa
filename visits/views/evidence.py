"""Evidence cards: the words behind one fact, as a page of their own or as a card on another."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from visits.models import Claim
from visits.queries.evidence import (
    MEETING_FACTS,
    VISIT_FACTS,
    claim_with_everything,
    claims_of,
    facts_of,
    quote_of,
)
from visits.queries.meetings import meeting_with_everything
from visits.queries.rights import is_editor
from visits.queries.visits import visit_with_everything
from visits.terms import ClaimSubject
from visits.views.moving import moved

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@require_safe
@vary_on_headers("HX-Request")
def visit_fact(request: HttpRequest, pk: int, field: str) -> HttpResponse:
    """All words for and against a field of a visit."""
    if field not in VISIT_FACTS:
        raise Http404("A visit has no such field.")
    found = visit_with_everything(pk, rejected_too=is_editor(request.user))
    if found is None:
        return moved(pk, f"facts/{field}/")
    (fact,) = facts_of(found, claims_of(found), {field: VISIT_FACTS[field]})
    return _card(request, {"visit": found, "fact": fact, "label": fact.label})


@require_safe
@vary_on_headers("HX-Request")
def meeting_fact(request: HttpRequest, pk: int, field: str) -> HttpResponse:
    """All words for and against a field of a meeting."""
    if field not in MEETING_FACTS:
        raise Http404("A meeting has no such field.")
    found = meeting_with_everything(pk)
    if found is None:
        raise Http404("No such meeting.")
    (fact,) = facts_of(found, claims_of(found), {field: MEETING_FACTS[field]})
    return _card(request, {"meeting": found, "fact": fact, "label": fact.label})


@require_safe
@vary_on_headers("HX-Request")
def claim_words(request: HttpRequest, pk: int, field: str) -> HttpResponse:
    """The words of one announcement for a field."""
    claim = claim_with_everything(pk)
    if claim is None or field not in _fields_of(claim):
        raise Http404("No such claim.")
    context = {"quote": quote_of(claim, field), "label": _fields_of(claim)[field], "claim": claim}
    return _card(request, context)


def _fields_of(claim: Claim) -> Mapping[str, StrOrPromise]:
    return VISIT_FACTS if claim.subject == ClaimSubject.VISIT else MEETING_FACTS


def _card(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    htmx = request.htmx  # type: ignore[attr-defined]  # set by the middleware
    part = htmx and not htmx.boosted and not htmx.history_restore_request
    return render(request, "evidence/_card.html" if part else "evidence/card.html", context)
