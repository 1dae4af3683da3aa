"""The bundled sample feed over HTTP, on a demo site alone."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from visits.sample import sample_announcements, sample_sources
from visits.sample.feed import atom_feed

View = Callable[..., HttpResponse]


def demo_only(view: View) -> View:
    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not settings.VISITBOOK_DEMO:
            raise Http404("Only a demo site serves the sample feed.")
        return view(request, *args, **kwargs)

    return answer


@require_safe
@demo_only
def feed(request: HttpRequest) -> HttpResponse:
    base = request.build_absolute_uri("/")
    body = atom_feed(base, sample_announcements(), sample_sources())
    return HttpResponse(body, content_type="application/atom+xml; charset=utf-8")


@require_safe
@demo_only
def announcement(request: HttpRequest, name: str) -> HttpResponse:
    found = next((one for one in sample_announcements() if one.id == name), None)
    if found is None:
        raise Http404("No such sample announcement.")
    publisher = next((one for one in sample_sources() if one.id == found.source), None)
    context = {"announcement": found, "latest": found.texts[-1], "publisher": publisher}
    return render(request, "sample/announcement.html", context)
