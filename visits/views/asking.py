"""Query strings at the edge: criteria for the view, or a page that says what is wrong."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from typing import Any

from django.core.paginator import EmptyPage, Page, PageNotAnInteger, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from visits.filters import CriteriaFilter
from visits.queries.criteria import CalendarCriteria, VisitCriteria
from visits.queries.found_words import looked_up

View = Callable[..., HttpResponse]
PER_PAGE = 50


class UnclearPage(ValueError):
    """The parameter `page` is not the number of a page that there is."""


def asking(filterset: type[CriteriaFilter]) -> Callable[[View], View]:
    """The view gets the criteria as its second argument; a malformed query string gets a 400."""

    def decorate(view: View) -> View:
        @wraps(view)
        def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            asked = filterset(request.GET)
            if asked.errors:
                problems = [(name, list(found)) for name, found in asked.errors.items()]
                return unclear(request, problems)
            try:
                return view(request, _looked_up(asked.criteria()), *args, **kwargs)
            except UnclearPage as problem:
                return unclear(request, [("page", [str(problem)])])

        return answer

    return decorate


def _looked_up(criteria: Any) -> Any:
    if isinstance(criteria, CalendarCriteria):
        return replace(criteria, visits=looked_up(criteria.visits))
    return looked_up(criteria) if isinstance(criteria, VisitCriteria) else criteria


def unclear(request: HttpRequest, problems: list[tuple[str, list[str]]]) -> HttpResponse:
    """The page for a query string that can't be read: each parameter with what is wrong."""
    told = [(name, (request.GET.get(name) or "")[:80], words) for name, words in problems]
    return render(request, "400.html", {"problems": told, "plain": request.path}, status=400)


def page_of(request: HttpRequest, rows: QuerySet[Any], per_page: int = PER_PAGE) -> Page[Any]:
    """The page of rows that the query string asks for, the first where it asks for none."""
    return pages_of(request, Paginator(rows, per_page))


def pages_of(request: HttpRequest, paginator: Paginator[Any]) -> Page[Any]:
    """The page that the query string asks for, of rows or of anything else."""
    asked = request.GET.get("page") or "1"
    try:
        return paginator.page(asked)
    except PageNotAnInteger as error:
        raise UnclearPage(_("Give the number of a page, such as page=2.")) from error
    except EmptyPage as error:
        raise UnclearPage(
            _("The list has the pages 1 to %(num_pages)s.") % {"num_pages": paginator.num_pages}
        ) from error
