from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from visits.queries.decisions import decisions_on_meeting
from visits.queries.delegation import participants_of
from visits.queries.evidence import MEETING_FACTS, claims_of, facts_of, first_of_each
from visits.queries.meetings import meeting_with_everything
from visits.queries.rights import is_editor
from visits.terms import ChangeNoun
from visits.views.moving import moved


@require_safe
def meeting(request: HttpRequest, pk: int) -> HttpResponse:
    found = meeting_with_everything(pk)
    if found is None:
        return moved(pk, noun=ChangeNoun.MEETING)
    claims = claims_of(found)
    context = {
        "meeting": found,
        "participants": participants_of(found),
        "facts": facts_of(found, claims, MEETING_FACTS),
        "told_by": first_of_each(claims),
        "decisions": decisions_on_meeting(claims),
        "may_edit": is_editor(request.user),
        "site": settings.SITE_URL,
    }
    return render(request, "meetings/meeting.html", context)
