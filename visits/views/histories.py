"""What directly edited records were, and who changed them."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from visits.models import Official, Source
from visits.queries.kept import official_kept, source_kept
from visits.views.editors import editors_only


@require_safe
@editors_only
def official(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(Official, slug=slug)
    context = {"record": found, "kept": official_kept(found), "section": "officials"}
    return render(request, "history/history.html", context)


@require_safe
@editors_only
def source(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(Source, slug=slug)
    context = {"record": found, "kept": source_kept(found), "section": "sources"}
    return render(request, "history/history.html", context)
