from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from visits.queries.search import found_for
from visits.queries.today import today
from visits.views.asking import unclear

LONGEST = 300


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    text = request.GET.get("q", "").strip()
    if len(text) > LONGEST or "\x00" in text:
        problem = _("Search for at most %(longest)s ordinary characters.") % {"longest": LONGEST}
        return unclear(request, [("q", [problem])])
    context = {"text": text, "found": found_for(text) if text else None, "today": today()}
    return render(request, "search/search.html", context)
