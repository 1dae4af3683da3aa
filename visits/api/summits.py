"""Upcoming summits: what heads of state or government have ahead of them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import django_filters
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from visits.api.meetings import MeetingSerializer
from visits.api.nouns import ReadOnly
from visits.api.pagination import (
    NAMES,
    Cursor,
    KeysetPagination,
    page_size,
    paged_response,
    paging_parameters,
    read_cursor,
)
from visits.api.parameters import (
    cleaned,
    criteria_parameters,
    filters_of,
    refuse_unknown,
    repeatable_names,
)
from visits.api.problems import BadParameters
from visits.api.visits import VisitSerializer
from visits.filters import CriteriaFilter, VisitFilter
from visits.models import Visit
from visits.queries.summits import Place, upcoming_summits
from visits.queries.today import today
from visits.terms import Rank

FURTHEST = 3660


class SummitSerializer(serializers.Serializer[Any]):
    """A visit with its meetings; `visit` is null for a meeting that belongs to none."""

    visit = VisitSerializer(allow_null=True)
    meetings = MeetingSerializer(many=True)


class SummitQuery(CriteriaFilter):
    days = django_filters.NumberFilter(
        label=f"How many days ahead, 1 to {FURTHEST}; left out: as far as anything is known.",
        min_value=1,
        max_value=FURTHEST,
        decimal_places=0,
    )
    rank = filters_of(VisitFilter)["rank"]
    country = filters_of(VisitFilter)["country"]

    class Meta:
        model = Visit
        fields: list[str] = []


class UpcomingSummitsView(ReadOnly):
    """Summits under way or ahead, by their first day."""

    pagination_class = KeysetPagination

    @extend_schema(
        operation_id="summits_upcoming_list",
        parameters=[
            OpenApiParameter(
                name=told["name"],
                description=told["description"],
                required=False,
                type=told["schema"],
                style=told.get("style"),
                explode=told.get("explode"),
            )
            for told in [*criteria_parameters(SummitQuery), *paging_parameters()]
        ],
        responses=SummitSerializer(many=True),
    )
    def get(self, request: Request) -> Response:
        """Visits of heads of state or government, one row each with its meetings nested.

        A meeting of two of them that belongs to no visit is a row of its own. `rank` asks for
        other ranks than 1; what was cancelled, postponed or has taken place is left out.
        """
        refuse_unknown(request, [*filters_of(SummitQuery), *NAMES], repeatable_names(SummitQuery))
        asked = cleaned(SummitQuery, request)
        day, days, size = today(), asked.value("days"), page_size(request)
        given = request.query_params.get("cursor")
        rows = upcoming_summits(
            day,
            day + timedelta(days=int(days)) if days else None,
            asked.words("rank") or (Rank.HEAD,),
            asked.words("country"),
            after=_place(given) if given else None,
            limit=size + 1,
        )
        page = rows[:size]
        told = SummitSerializer(page, many=True, context={"request": request}).data
        after = _cursor(page[-1].place) if len(rows) > size else None
        return paged_response(request, told, after, None)


def _cursor(place: Place) -> Cursor:
    return Cursor((place.day, int(place.is_meeting), place.pk))


def _place(text: str) -> Place:
    day, is_meeting, pk = read_cursor(text, 3).values
    try:
        return Place(date.fromisoformat(day), bool(is_meeting), int(pk))
    except (TypeError, ValueError) as error:
        raise BadParameters(
            {"cursor": "Follow the link to the next page, or leave it out."}
        ) from error
