from __future__ import annotations

import hashlib
from dataclasses import replace

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from visits.exports.atom import CONTENT_TYPE
from visits.exports.changes import changes_atom
from visits.filters.changes import ChangeFilter
from visits.queries.changes.criteria import ChangeCriteria
from visits.queries.changes.kinds import CHANGE_KINDS
from visits.queries.changes.states import changes_listed
from visits.queries.countries import all_countries
from visits.queries.today import today
from visits.views.asking import asking

MOST_TABLES = 5


@require_safe
@asking(ChangeFilter)
def changes(request: HttpRequest, criteria: ChangeCriteria) -> HttpResponse:
    """What became public of visits, the latest first, each with before and after."""
    page = changes_listed(criteria)
    context = {
        "told": page.told,
        "apart": page.apart[:MOST_TABLES],
        "without_table": criteria.query(without=("after", "table")),
        "kinds": CHANGE_KINDS.items(),
        "criteria": criteria,
        "countries": all_countries(),
        "earlier": replace(criteria, after=page.earlier).query() if page.earlier else "",
        "query": criteria.query(without=("after",)),
        "today": today(),
        "section": "changes",
    }
    return render(request, "changes/changes.html", context)


@require_safe
@asking(ChangeFilter)
def changes_feed(request: HttpRequest, criteria: ChangeCriteria) -> HttpResponse:
    """The entries of the page, and where those before them are."""
    page = changes_listed(criteria)
    told = page.told
    address = request.get_full_path()
    words = [address, *(f"{one.visit.pk} {one.number}" for one in told)]
    etag = f'"{hashlib.sha256("|".join(words).encode()).hexdigest()[:32]}"'
    answer = get_conditional_response(request, etag)
    if answer is None:
        query = criteria.query(without=("after",))
        earlier = replace(criteria, after=page.earlier).query() if page.earlier else ""
        with translation.override("en"):
            body = changes_atom(
                told,
                site=settings.SITE_URL,
                about=f"{settings.SITE_URL}/changes/{f'?{query}' if query else ''}",
                own=f"{settings.SITE_URL}{address}",
                earlier=f"{settings.SITE_URL}{request.path}?{earlier}" if earlier else "",
            )
        answer = HttpResponse(body, content_type=CONTENT_TYPE)
    answer.headers["ETag"] = etag
    answer.headers["Cache-Control"] = "public, max-age=300"
    return answer
