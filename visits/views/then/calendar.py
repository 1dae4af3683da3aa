"""Pages of the calendar as of a time, each behind the same address as its present."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from visits.queries.as_of import visits_of_versions
from visits.queries.criteria import CalendarCriteria
from visits.queries.periods import Agenda, Month, Period, Week, Year
from visits.queries.standing import LEGEND
from visits.queries.then.calendar import (
    meetings_between,
    table_then,
    undated_versions,
    versions_between,
    year_then,
)
from visits.queries.then.moment import AsOf
from visits.views.asking import page_of
from visits.views.days import day_or_404
from visits.views.then.banner import query_of, told_of

PER_LIST = 100


def home(request: HttpRequest, then: AsOf, asked: CalendarCriteria) -> HttpResponse:
    return _table(request, then, asked, Month.of(then.day))


def month(
    request: HttpRequest, then: AsOf, asked: CalendarCriteria, year: int, month: int
) -> HttpResponse:
    return _table(request, then, asked, Month.of(day_or_404(year, month, 1)))


def week(
    request: HttpRequest, then: AsOf, asked: CalendarCriteria, year: int, month: int, day: int
) -> HttpResponse:
    return _table(request, then, asked, Week.of(day_or_404(year, month, day)))


def year(request: HttpRequest, then: AsOf, asked: CalendarCriteria, year: int) -> HttpResponse:
    period = Year.of(day_or_404(year, 1, 1))
    view = year_then(period, asked.visits, then)
    return _show(
        request, then, asked, period, "calendar/_year.html", view=view, day_numbers=range(1, 32)
    )


def agenda(
    request: HttpRequest, then: AsOf, asked: CalendarCriteria, year: int, month: int
) -> HttpResponse:
    period = Agenda.of(day_or_404(year, month, 1))
    return _list(request, then, asked, period, (period.first, period.last))


def day(
    request: HttpRequest, then: AsOf, asked: CalendarCriteria, year: int, month: int, day: int
) -> HttpResponse:
    """The visits of one day; the steps lead to the weeks around it."""
    shown = day_or_404(year, month, day)
    return _list(request, then, asked, Week.of(shown), (shown, shown))


def lanes(
    request: HttpRequest, then: AsOf, asked: CalendarCriteria, year: int, month: int, day: int
) -> HttpResponse:
    """Lanes are of now alone: their address leads to the month."""
    period = Month.of(day_or_404(year, month, day))
    return redirect(f"{period.get_absolute_url()}?{query_of(then, asked.query())}")


def undated(request: HttpRequest, then: AsOf, asked: CalendarCriteria) -> HttpResponse:
    page = page_of(request, undated_versions(asked.visits, then), PER_LIST)
    page.object_list = visits_of_versions(page.object_list)
    context = {"page": page, "query": query_of(then, asked.query()), **told_of(then)}
    return render(request, "then/undated.html", context)


def _table(
    request: HttpRequest, then: AsOf, asked: CalendarCriteria, period: Month | Week
) -> HttpResponse:
    found = table_then(period, asked.visits, then, asked.colour)
    return _show(
        request,
        then,
        asked,
        period,
        "calendar/_table.html",
        view=found.table,
        hues=found.hues.legend,
        is_cut=found.is_cut,
        legend=LEGEND,
    )


def _list(
    request: HttpRequest,
    then: AsOf,
    asked: CalendarCriteria,
    period: Period,
    days: tuple[date, date],
) -> HttpResponse:
    page = page_of(request, versions_between(asked.visits, then, *days), PER_LIST)
    page.object_list = visits_of_versions(page.object_list)
    return _show(
        request,
        then,
        asked,
        period,
        "then/_list.html",
        page=page,
        meetings=meetings_between(asked.visits, then, *days) if page.number == 1 else [],
        first=days[0],
        last=days[1],
    )


def _show(
    request: HttpRequest,
    then: AsOf,
    asked: CalendarCriteria,
    period: Period,
    part: str,
    **shown: Any,
) -> HttpResponse:
    anchor = period.anchor(then.day)
    kinds = (Month, Week, Agenda, Year)
    context = {
        **shown,
        "part": part,
        "period": period,
        "here": period.view,
        "views": [(kind.view, kind.of(anchor)) for kind in kinds],
        "this_period": period.of(then.day),
        "agenda": Agenda.of(period.first),
        "today": date.min,
        "next_visit": None,
        "query": query_of(then, asked.query()),
        "plain": asked.query(),
        "section": "calendar",
        "has_meetings": part != "calendar/_year.html",
        **told_of(then),
    }
    return render(request, "then/calendar.html", context)
