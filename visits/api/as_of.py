"""Visits and tours as they stood at a time: `as_of` and `basis`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import F, QuerySet
from drf_spectacular.utils import OpenApiParameter
from rest_framework.request import Request
from rest_framework.response import Response

from visits.api.pagination import Cursor, page_size, paged_response, read_cursor
from visits.api.problems import BadParameters
from visits.api.shape import Row
from visits.filters.as_of import BASES, AsOfForm
from visits.models import VisitVersion
from visits.queries.keyset import rows_beyond, values_of
from visits.queries.then.moment import AsOf

AS_OF = ("as_of", "basis")
PARAMETERS = [
    OpenApiParameter(
        "as_of",
        str,
        description="As it stood at this time: a day such as 2025-03-26, of which the end is "
        "meant, or a time such as 2025-03-26T12:00:00Z.",
    ),
    OpenApiParameter(
        "basis",
        # No default: a client that sends defaults would send it without `as_of`.
        {"type": "string", "enum": [*BASES]},
        description="With `as_of`: by what had been published then (where it is left out), or by "
        "what had been recorded here.",
    ),
]
_KEYSET = ("first", "visit")


def then_of(request: Request, *, unlike: Iterable[str] = ()) -> AsOf | None:
    """The time asked for, None for now. Raises for what cannot be asked of another time."""
    if not any(name in request.query_params for name in AS_OF):
        return None
    asked = AsOfForm(request.query_params)
    if not asked.is_valid():
        raise BadParameters({name: " ".join(words) for name, words in asked.problems()})
    then = asked.then()
    if then is None:
        if "basis" in request.query_params:
            raise BadParameters({"basis": "Give `as_of` with it, or leave it out."})
        return None
    beside = [name for name in unlike if name in request.query_params]
    if beside:
        told = "It cannot be asked of another time: leave it out, or leave out `as_of`."
        raise BadParameters(dict.fromkeys(beside, told))
    return then


class VersionPage:
    """A page of versions by their first day, undated ones last."""

    def __init__(self, found: QuerySet[VisitVersion], request: Request) -> None:
        size, given = page_size(request), request.query_params.get("cursor")
        cursor = _typed(read_cursor(given, 2)) if given else None
        backwards = cursor is not None and cursor.backwards
        values = cursor.values if cursor else None
        told = found.annotate(first=F("first")).order_by()
        rows = rows_beyond(told, _KEYSET, values, limit=size + 1, backwards=backwards)
        more, rows = len(rows) > size, rows[:size]
        self.rows: list[VisitVersion] = rows[::-1] if backwards else rows
        self._after = bool(rows) and (more or backwards)
        self._before = bool(rows) and (more if backwards else cursor is not None)

    def answer(self, request: Request, told: list[Row]) -> Response:
        rows: list[Any] = self.rows
        after = Cursor(values_of(rows[-1], _KEYSET)) if self._after else None
        before = Cursor(values_of(rows[0], _KEYSET), backwards=True) if self._before else None
        return paged_response(request, told, after, before)


def _typed(cursor: Cursor) -> Cursor:
    first, visit = cursor.values
    if not (first is None or isinstance(first, str)) or not isinstance(visit, int):
        raise BadParameters({"cursor": "Follow the link to the next page, or leave it out."})
    if isinstance(visit, bool) or not -(2**63) <= visit < 2**63:
        raise BadParameters({"cursor": "Follow the link to the next page, or leave it out."})
    return cursor
