from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from urllib.parse import parse_qsl

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from visits.extraction.stays import FIRST_DAY, LAST_DAY
from visits.filters import CalendarFilter
from visits.queries.agenda import agenda_days
from visits.queries.calendar import (
    month_view,
    nearest_months,
    next_visit,
    opening_month,
    week_view,
)
from visits.queries.colours import palette
from visits.queries.criteria import CalendarCriteria
from visits.queries.events import bars_of
from visits.queries.lanes import lanes_view
from visits.queries.periods import VIEWS, Agenda, Month, Period, Stretch, Week, Year
from visits.queries.saved import saved_filters_of
from visits.queries.shelf import undated_visits
from visits.queries.spans_of_days import spans_in_order
from visits.queries.standing import LEGEND
from visits.queries.today import today
from visits.queries.year import year_view
from visits.views.asking import asking, page_of, pages_of, unclear
from visits.views.choices import filter_of
from visits.views.days import day_or_404
from visits.views.htmx import HtmxRequest
from visits.views.keeping import kept
from visits.views.then import calendar as past
from visits.views.then.leading import or_then

PER_AGENDA = 100


@require_safe
@kept
@vary_on_headers("HX-Request", "HX-Target", "HX-Boosted")
@asking(CalendarFilter)
@or_then(past.home)
def home(request: HtmxRequest, asked: CalendarCriteria) -> HttpResponse:
    return _month(request, asked, opening_month(asked.visits, today()))


@require_safe
@kept
@vary_on_headers("HX-Request", "HX-Target", "HX-Boosted")
@asking(CalendarFilter)
@or_then(past.month)
def month(request: HtmxRequest, asked: CalendarCriteria, year: int, month: int) -> HttpResponse:
    return _month(request, asked, Month.of(day_or_404(year, month, 1)))


def _month(request: HtmxRequest, asked: CalendarCriteria, month: Month) -> HttpResponse:
    shown = month_view(month, asked.visits, today(), asked.colour)
    return _show(request, "table", asked, month, view=shown)


@require_safe
@kept
@vary_on_headers("HX-Request", "HX-Target", "HX-Boosted")
@asking(CalendarFilter)
@or_then(past.week)
def week(
    request: HtmxRequest, asked: CalendarCriteria, year: int, month: int, day: int
) -> HttpResponse:
    period = Week.of(day_or_404(year, month, day))
    shown = week_view(period, asked.visits, today(), asked.colour)
    return _show(request, "table", asked, period, view=shown)


@require_safe
@kept
@vary_on_headers("HX-Request", "HX-Target", "HX-Boosted")
@asking(CalendarFilter)
@or_then(past.agenda)
def agenda(request: HtmxRequest, asked: CalendarCriteria, year: int, month: int) -> HttpResponse:
    period = Agenda.of(day_or_404(year, month, 1))
    spans = spans_in_order(asked.visits, period.first, period.last)
    # Counted and sliced: all that a paginator asks.
    page = pages_of(request, Paginator(spans, PER_AGENDA))  # type: ignore[arg-type]
    days = agenda_days(period, list(page), today(), asked.colour)
    count = page.paginator.count
    view = {"is_empty": not count, "count": count, "bars": [b for d in days for b in d.bars]}
    return _show(request, "agenda", asked, period, view=view, days=days, page=page)


@require_safe
@kept
@vary_on_headers("HX-Request", "HX-Target", "HX-Boosted")
@asking(CalendarFilter)
@or_then(past.year)
def year(request: HtmxRequest, asked: CalendarCriteria, year: int) -> HttpResponse:
    period = Year.of(day_or_404(year, 1, 1))
    return _show(
        request,
        "year",
        asked,
        period,
        view=year_view(period, asked.visits, today()),
        day_numbers=range(1, 32),
    )


@require_safe
@kept
@vary_on_headers("HX-Request", "HX-Target", "HX-Boosted")
@asking(CalendarFilter)
@or_then(past.lanes)
def lanes(
    request: HtmxRequest, asked: CalendarCriteria, year: int, month: int, day: int
) -> HttpResponse:
    period = Stretch.of(day_or_404(year, month, day))
    by = asked.by or "person"
    view = lanes_view(period, asked.visits, today(), by=by, colour=asked.colour)
    return _show(request, "lanes", asked, period, view=view)


@require_safe
@kept
@asking(CalendarFilter)
@or_then(past.day)
def day(
    request: HttpRequest, asked: CalendarCriteria, year: int, month: int, day: int
) -> HttpResponse:
    shown = day_or_404(year, month, day)
    spans = spans_in_order(asked.visits, shown, shown)
    # Counted and sliced: all that a paginator asks.
    page = pages_of(request, Paginator(spans, PER_AGENDA))  # type: ignore[arg-type]
    bars = bars_of([one.key for one in page], today())
    context = {
        "day": shown,
        "month": Month.of(shown),
        "section": "calendar",
        "previous": shown - timedelta(days=1) if shown > FIRST_DAY else None,
        "next": shown + timedelta(days=1) if shown < LAST_DAY else None,
        "bars": [bars[one.key] for one in page if one.key in bars],
        "page": page,
        "query": asked.query(),
    }
    return render(request, "calendar/day.html", context)


@require_safe
@kept
@asking(CalendarFilter)
@or_then(past.undated)
def undated(request: HttpRequest, asked: CalendarCriteria) -> HttpResponse:
    context = {
        "page": page_of(request, undated_visits(asked.visits)),
        "today": today(),
        "query": asked.query(),
    }
    return render(request, "calendar/undated.html", context)


@require_safe
@asking(CalendarFilter)
def go(request: HttpRequest, asked: CalendarCriteria) -> HttpResponse:
    """Leads to the day asked for, in the view asked for; without one to today."""
    kind = VIEWS.get(request.GET.get("view") or "month")
    if kind is None:
        return unclear(
            request, [("view", [_("Write one of %(choices)s.") % {"choices": ", ".join(VIEWS)}])]
        )
    try:
        told = date.fromisoformat(request.GET.get("day") or today().isoformat())
    except ValueError:
        return unclear(request, [("day", [_("Write a day as YYYY-MM-DD, such as 2025-04-01.")])])
    if not FIRST_DAY <= told <= LAST_DAY:
        problem = _("The calendar runs from %(first)s to %(last)s.") % {
            "first": FIRST_DAY.year,
            "last": LAST_DAY.year,
        }
        return unclear(request, [("day", [problem])])
    query = asked.query()
    return redirect(kind.of(told).get_absolute_url() + (f"?{query}" if query else ""))


def _show(
    request: HtmxRequest, template: str, asked: CalendarCriteria, period: Period, **shown: Any
) -> HttpResponse:
    """The whole page, or the calendar alone for htmx."""
    view, query = shown["view"], asked.query()
    count = view["count"] if isinstance(view, dict) else view.count
    is_empty = view["is_empty"] if isinstance(view, dict) else view.is_empty
    bars = view["bars"] if isinstance(view, dict) else getattr(view, "bars", [])
    anchor = period.anchor(today())
    context = {
        **filter_of(asked, period, shown=count),
        **shown,
        "part": f"calendar/_{template}.html",
        "anchor": anchor,
        "views": [(name, kind.of(anchor)) for name, kind in VIEWS.items()],
        "agenda": Agenda.of(max(period.first, FIRST_DAY)),
        "this_period": period.of(today()),
        "today": today(),
        "pairs": parse_qsl(query),
        "legend": LEGEND,
        "hues": palette(asked.colour, [bar.event for bar in bars]).legend,
        "next_visit": next_visit(asked.visits, today()),
        "section": "calendar",
        "nearest": nearest_months(period, asked.visits) if is_empty else (None, None),
        "saved": saved_filters_of(request.user),
        "site": settings.SITE_URL,
    }
    htmx = request.htmx
    elsewhere = htmx.boosted and htmx.target != "calendar"
    if not htmx or elsewhere or htmx.history_restore_request:
        return render(request, "calendar/calendar.html", context)
    part = render(request, "calendar/_calendar.html", context)
    part["HX-Push-Url"] = period.get_absolute_url() + (f"?{query}" if query else "")
    return part
