from __future__ import annotations

from typing import Any, NamedTuple

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from visits.exports.jsonld import event_of, script_of
from visits.filters import VisitFilter
from visits.forms.correction import FIELDS, CorrectionForm, ReasonForm
from visits.forms.document import DocumentForm
from visits.models import Visit
from visits.queries.capitals import two_capitals
from visits.queries.countries import all_countries
from visits.queries.criteria import VisitCriteria
from visits.queries.decisions import in_batches
from visits.queries.delegation import delegation_of
from visits.queries.documents import documents_named, documents_of
from visits.queries.editions import edition_of
from visits.queries.evidence import (
    VISIT_FACTS,
    claims_of,
    decisions_on,
    facts_of,
    first_of_each,
    links_of,
)
from visits.queries.history import history_of
from visits.queries.itineraries import eventful, programme_of
from visits.queries.ladder import ladder_of
from visits.queries.map import map_of
from visits.queries.related import related_to
from visits.queries.rights import is_editor
from visits.queries.today import today
from visits.queries.visits import (
    SOONEST,
    lines_of,
    upcoming_visits,
    visit_with_everything,
    visits_alone,
)
from visits.services.foreseeing import announced_values
from visits.views.asking import asking, page_of
from visits.views.keeping import kept
from visits.views.moving import moved
from visits.views.then import records as past
from visits.views.then.leading import or_then


class Refused(NamedTuple):
    """The form that a page shows again, with what is wrong."""

    correction: CorrectionForm | None = None
    document: DocumentForm | None = None


@require_safe
@or_then(past.visit)
def visit(request: HttpRequest, pk: int) -> HttpResponse:
    found = visit_with_everything(pk, rejected_too=is_editor(request.user))
    return visit_page(request, found) if found else moved(pk)


@require_safe
@kept
@asking(VisitFilter)
def upcoming(request: HttpRequest, criteria: VisitCriteria) -> HttpResponse:
    ahead = upcoming_visits(today(), criteria, visits_alone()).order_by(SOONEST, "pk").only("pk")
    page = page_of(request, ahead)
    page.object_list = lines_of(page.object_list)
    context = {
        "page": page,
        "today": today(),
        "query": criteria.query(),
        "section": "upcoming",
    }
    return render(request, "visits/upcoming.html", context)


def visit_page(request: HttpRequest, found: Visit, refused: Refused | None = None) -> HttpResponse:
    """The page of a visit; with a form that was refused, its problems and the code 422."""
    claims = claims_of(found)
    may_edit = is_editor(request.user)
    asked = refused or Refused()
    forms = _forms(found, asked.correction) if may_edit else {}
    facts = facts_of(found, claims, VISIT_FACTS)
    # Asked for only where an editor's word stands against what is announced.
    announced = announced_values(found) if any(fact.locked for fact in facts) else {}
    decisions = decisions_on(claims)
    context: dict[str, Any] = {
        "visit": found,
        "facts": [(fact, forms.get(fact.field), announced.get(fact.field)) for fact in facts],
        "told_by": first_of_each(claims),
        "links": links_of(found, claims),
        "decisions": in_batches(decisions),
        "programme": eventful(programme_of([found])),
        "delegation": delegation_of(found),
        "map": map_of([found]),
        "ladder": ladder_of(claims),
        "capitals": two_capitals(found, claims),
        "documents": documents_of(claims),
        "named": documents_named(claims),
        "related": related_to(found),
        "history": history_of(found),
        "today": today(),
        "site": settings.SITE_URL,
        "jsonld": script_of(event_of(found, settings.SITE_URL)),
        "reads_whole": settings.FULL_TEXT_PUBLIC or request.user.is_authenticated,
        "may_edit": may_edit,
        "verdict_form": ReasonForm() if may_edit else None,
        "document_form": (asked.document or DocumentForm()) if may_edit else None,
    }
    status = 422 if refused else 200
    return render(request, "visits/visit.html", context, status=status)


def _forms(found: Visit, refused: CorrectionForm | None) -> dict[str, CorrectionForm]:
    """A correction form for each field, the refused one with its problems."""
    countries = all_countries()
    edition = edition_of(found)
    forms = {field: CorrectionForm.of(found, field, countries, edition) for field in FIELDS}
    if refused is not None and refused.data.get("field") in forms:
        forms[refused.data["field"]] = refused
    return forms


def visit_or_404(pk: int, *, rejected_too: bool = True) -> Visit:
    """Editors alone see rejected visits."""
    found = visit_with_everything(pk, rejected_too=rejected_too)
    if found is None:
        raise Http404("No such visit.")
    return found
