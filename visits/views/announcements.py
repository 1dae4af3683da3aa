from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from visits.filters import AnnouncementFilter
from visits.queries.announcements import (
    announcement_with_everything,
    announcements_listed,
    retraction_of,
    revisions_of,
)
from visits.queries.criteria import AnnouncementCriteria
from visits.queries.spans import marked_paragraphs, quoted_paragraphs
from visits.views.asking import asking, page_of


@require_safe
@asking(AnnouncementFilter)
def announcements(request: HttpRequest, criteria: AnnouncementCriteria) -> HttpResponse:
    context = {
        "page": page_of(request, announcements_listed(criteria)),
        "criteria": criteria,
        "query": criteria.query(),
        "section": "announcements",
    }
    return render(request, "announcements/announcements.html", context)


@require_safe
def announcement(request: HttpRequest, pk: int) -> HttpResponse:
    found = announcement_with_everything(pk)
    if found is None:
        raise Http404("No such announcement.")
    claims = found.read_claims  # type: ignore[attr-defined]  # prefetched under this name
    asked = (request.GET.get("claim", ""), request.GET.get("field", ""))
    is_whole = settings.FULL_TEXT_PUBLIC or request.user.is_authenticated
    shown = marked_paragraphs if is_whole else quoted_paragraphs
    context = {
        "announcement": found,
        "paragraphs": shown(found.text, claims, asked),
        "is_whole": is_whole,
        "claims": claims,
        "revisions": revisions_of(found),
        "retraction": retraction_of(found),
        "section": "announcements",
    }
    return render(request, "announcements/announcement.html", context)
