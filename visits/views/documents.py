"""Outcome documents: editors put them in and take them out."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from visits.forms.document import DocumentForm
from visits.queries.documents import documents_of
from visits.queries.evidence import claims_of
from visits.services.documents import add_document, remove_document
from visits.terms import DocumentKind
from visits.validators import FieldProblem
from visits.views.editors import editors_only, signed_in
from visits.views.visits import Refused, visit_or_404, visit_page


@require_http_methods(["GET", "HEAD", "POST"])
@editors_only
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """A refused document stands at this address, so that reloading it leads back."""
    found = visit_or_404(pk)
    if request.method != "POST":
        return redirect(found)
    form = DocumentForm(request.POST)
    if form.is_valid():
        told = form.cleaned_data | {"kind": DocumentKind(form.cleaned_data["kind"])}
        try:
            add_document(visit=found, claims=claims_of(found), editor=signed_in(request), **told)
        except FieldProblem as problem:
            form.add_error(problem.field, problem.message)
        else:
            messages.success(request, _("Document added."))
            return redirect(f"{found.get_absolute_url()}#documents")
    return visit_page(request, found, Refused(document=form))


@require_POST
@editors_only
def remove(request: HttpRequest, pk: int, document: int) -> HttpResponse:
    found = visit_or_404(pk)
    listed = [one for one in documents_of(claims_of(found)) if one.pk == document]
    if not listed:
        raise Http404("No such document on this visit.")
    remove_document(document=listed[0], editor=signed_in(request))
    messages.success(request, _("Document taken out."))
    return redirect(f"{found.get_absolute_url()}#documents")
