from __future__ import annotations

from datetime import date, timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers
from django_htmx.middleware import HtmxDetails

from visits.extraction.stays import FIRST_DAY, LAST_DAY
from visits.filters import VisitFilter
from visits.queries.calendar import (
    FIRST_YEAR,
    LAST_YEAR,
    Month,
    bars_between,
    month_view,
    nearest_months,
    opening_month,
    undated_visits,
)
from visits.queries.countries import countries_on_the_move
from visits.queries.criteria import VisitCriteria
from visits.queries.standing import LEGEND
from visits.queries.today import today
from visits.views.asking import asking, page_of


class HtmxRequest(HttpRequest):
    """What the middleware makes of a request."""

    htmx: HtmxDetails


@require_safe
@vary_on_headers("HX-Request")
@asking(VisitFilter)
def home(request: HtmxRequest, criteria: VisitCriteria) -> HttpResponse:
    return _month(request, criteria, opening_month(criteria, today()))


@require_safe
@vary_on_headers("HX-Request")
@asking(VisitFilter)
def month(request: HtmxRequest, criteria: VisitCriteria, year: int, month: int) -> HttpResponse:
    return _month(request, criteria, Month.of(_day(year, month, 1)))


@require_safe
@asking(VisitFilter)
def day(
    request: HttpRequest, criteria: VisitCriteria, year: int, month: int, day: int
) -> HttpResponse:
    shown = _day(year, month, day)
    context = {
        "day": shown,
        "month": Month.of(shown),
        "section": "calendar",
        "previous": shown - timedelta(days=1) if shown > FIRST_DAY else None,
        "next": shown + timedelta(days=1) if shown < LAST_DAY else None,
        "bars": bars_between(shown, shown, criteria, today()),
        "query": criteria.query(without=("from", "until")),
    }
    return render(request, "calendar/day.html", context)


@require_safe
@asking(VisitFilter)
def undated(request: HttpRequest, criteria: VisitCriteria) -> HttpResponse:
    context = {
        "page": page_of(request, undated_visits(criteria)),
        "today": today(),
        "query": criteria.query(),
    }
    return render(request, "calendar/undated.html", context)


def _month(request: HtmxRequest, criteria: VisitCriteria, month: Month) -> HttpResponse:
    shown = month_view(month, criteria, today())
    context = {
        "view": shown,
        "month": month,
        "today": today(),
        "criteria": criteria,
        "query": criteria.query(without=("from", "until")),
        "countries": countries_on_the_move(),
        "legend": LEGEND,
        "section": "calendar",
        "nearest": nearest_months(month, criteria) if shown.is_empty else (None, None),
    }
    htmx = request.htmx
    if not htmx or htmx.boosted or htmx.history_restore_request:
        return render(request, "calendar/month.html", context)
    part = render(request, "calendar/_month.html", context)
    query = context["query"]
    part["HX-Push-Url"] = month.get_absolute_url() + (f"?{query}" if query else "")
    return part


def _day(year: int, month: int, day: int) -> date:
    try:
        found = date(year, month, day)
    except (ValueError, OverflowError) as error:
        raise Http404(f"{year}-{month}-{day} is no day of the calendar.") from error
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Http404(f"The calendar runs from {FIRST_YEAR} to {LAST_YEAR}.")
    return found
