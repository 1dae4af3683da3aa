"""The filter above the calendar: what it offers, at once or when it is asked for."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import parse_qsl

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from visits.extraction.stays import FIRST_DAY, LAST_DAY
from visits.filters import CalendarFilter
from visits.queries.chips import chips_of
from visits.queries.colours import COLOURS
from visits.queries.criteria import CalendarCriteria
from visits.queries.facets import Facet, facets_of, facets_uncounted, told_choices, told_facets
from visits.queries.periods import VIEWS, Period
from visits.views.asking import asking, unclear
from visits.views.htmx import HtmxRequest
from visits.views.keeping import kept

# Of more visits than these a page shows its days first, and counts when it is asked to.
MOST_COUNTED = 2000
# Facets with few values, to be ticked.
TICKED = ("status", "kind", "rank", "region", "state")


def filter_of(asked: CalendarCriteria, period: Period, *, shown: int) -> dict[str, Any]:
    """What the template of the filter needs; `shown` is how many visits the page is about."""
    is_counted = shown <= MOST_COUNTED
    facets = (
        facets_of(asked.visits, period.first, period.last)
        if is_counted
        else facets_uncounted(asked.visits)
    ) | told_choices(asked.visits)
    return {"is_counted": is_counted, **_offered(asked, period, facets)}


def _offered(asked: CalendarCriteria, period: Period, facets: dict[str, Facet]) -> dict[str, Any]:
    filters = tuple(name for name, _ in parse_qsl(asked.visits.query()))
    return {
        "asked": asked,
        "query": asked.query(),
        "display": asked.query(without=filters),
        "period": period,
        "here": period.view,
        "by": asked.by or "person",
        "facets": facets,
        "ticked": [facets[name] for name in TICKED],
        "chips": chips_of(asked, facets),
        "colours": COLOURS,
    }


@require_safe
@kept
@vary_on_headers("HX-Request")
@asking(CalendarFilter)
def choices(request: HtmxRequest, asked: CalendarCriteria) -> HttpResponse:
    """The choices with their counts, for the days of a view: into its filter, or as a page."""
    period = _period(request)
    if period is None:
        return unclear(request, [("day", [_("Write a day as YYYY-MM-DD, such as 2025-04-01.")])])
    facets = facets_of(asked.visits, period.first, period.last)
    if request.htmx:
        ticked = [facets[name] for name in TICKED]
        return render(request, "calendar/_choices.html", {"facets": facets, "ticked": ticked})
    context = _offered(asked, period, facets | told_choices(asked.visits))
    return render(request, "calendar/choices.html", context | {"is_counted": True})


def _period(request: HttpRequest) -> Period | None:
    kind = VIEWS.get(request.GET.get("view") or "month")
    try:
        day = date.fromisoformat(request.GET.get("day", ""))
    except ValueError:
        return None
    return kind.of(day) if kind and FIRST_DAY <= day <= LAST_DAY else None


@require_safe
@kept
@asking(CalendarFilter)
def told(request: HttpRequest, asked: CalendarCriteria) -> HttpResponse:
    """The choices of sources and languages with their counts, for the days asked for."""
    first, last = asked.visits.from_day, asked.visits.until_day
    if first is None or last is None or (last - first).days > 400:
        return unclear(request, [("from", [_("Give “from” and “until”, at most a year apart.")])])
    facets = told_facets(asked.visits, first, last)
    return render(request, "calendar/_told.html", {"facets": facets})
