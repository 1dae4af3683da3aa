from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from visits.queries.failures import failed_readings, failed_timelines
from visits.services.retrying import retry_reading, retry_timeline
from visits.tasks import enqueue_linking, enqueue_readings
from visits.views.asking import UnclearPage, page_of, unclear
from visits.views.editors import editors_only


@require_safe
@editors_only
def failures(request: HttpRequest) -> HttpResponse:
    try:
        page = page_of(request, failed_readings())
    except UnclearPage as problem:
        return unclear(request, [("page", [str(problem)])])
    context = {"page": page, "timelines": failed_timelines()[:100], "section": "failures"}
    return render(request, "failures/failures.html", context)


@require_POST
@editors_only
def read_again(request: HttpRequest, pk: int) -> HttpResponse:
    if retry_reading(announcement_id=pk):
        enqueue_readings([pk])
        messages.success(request, _("The announcement is due to be read again."))
    return redirect("failures")


@require_POST
@editors_only
def link_again(request: HttpRequest, pk: int) -> HttpResponse:
    if retry_timeline(timeline_id=pk):
        enqueue_linking([pk])
        messages.success(request, _("The timeline is due to be linked again."))
    return redirect("failures")
