"""Looking from another time: `?as_of=` leads a page's address to the view of its past."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from visits.filters.as_of import AsOfForm
from visits.queries.criteria import Criteria
from visits.views.asking import View, unclear

# What hangs on announcements, which versions of visits do not tell.
_NOT_KEPT = {"sources": "source", "languages": "language", "text": "q"}


def or_then(past: View) -> Callable[[View], View]:
    """The view answers for now, `past` for the time in the query string; else a 400 with words."""

    def decorate(view: View) -> View:
        @wraps(view)
        def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            asked = AsOfForm(request.GET)
            if not asked.is_valid():
                return unclear(request, asked.problems())
            then = asked.then()
            if then is None:
                return view(request, *args, **kwargs)
            if problems := [one for criteria in args for one in _not_kept(criteria)]:
                return unclear(request, problems)
            return past(request, then, *args, **kwargs)

        return answer

    return decorate


def _not_kept(criteria: object) -> list[tuple[str, list[str]]]:
    told = getattr(criteria, "visits", criteria)
    if not isinstance(told, Criteria):
        return []
    words = _("It cannot be asked together with “as_of”: earlier states do not keep it.")
    return [(name, [words]) for field, name in _NOT_KEPT.items() if getattr(told, field, None)]
