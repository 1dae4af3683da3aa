"""Upcoming summits: what heads of state or government have ahead of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import django_filters
import orjson
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from visits.api.as_of import AS_OF, PARAMETERS, VersionPage, then_of
from visits.api.examples import DEMO, with_example
from visits.api.languages import ACCEPT_LANGUAGE
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
from visits.queries.as_of import visits_as_of, visits_of_versions
from visits.queries.criteria import VisitCriteria
from visits.queries.rows.context import RowContext
from visits.queries.rows.visits import columns_then, visit_row
from visits.queries.summits import Place, upcoming_summits
from visits.queries.then.moment import AsOf
from visits.terms import ChangeNoun, Rank, VisitStatus

_AHEAD = (VisitStatus.INVITED, VisitStatus.PLANNED, VisitStatus.ONGOING)
FURTHEST = 3660


@with_example("A visit that is ahead", DEMO["summit"])
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

    nouns = (
        *(ChangeNoun.VISIT, ChangeNoun.MEETING, ChangeNoun.OFFICIAL),
        *(ChangeNoun.COUNTRY, ChangeNoun.GATHERING),
    )
    pagination_class = KeysetPagination

    @extend_schema(
        operation_id="summits_upcoming_list",
        parameters=[
            *(
                OpenApiParameter(
                    name=told["name"],
                    description=told["description"],
                    required=False,
                    type=told["schema"],
                    style=told.get("style"),
                    explode=told.get("explode"),
                )
                for told in [*criteria_parameters(SummitQuery), *paging_parameters()]
            ),
            *PARAMETERS,
            ACCEPT_LANGUAGE,
        ],
        responses=SummitSerializer(many=True),
    )
    def get(self, request: Request) -> Response:
        """Visits of heads of state or government, one row each with its meetings nested.

        A meeting of two of them that belongs to no visit is a row of its own. `rank` asks for
        other ranks than 1; what was cancelled, postponed or has taken place is left out. With
        `as_of`, what was ahead at that time, without meetings.
        """
        known = [*filters_of(SummitQuery), *NAMES, *AS_OF]
        refuse_unknown(request, known, repeatable_names(SummitQuery))
        asked, then = cleaned(SummitQuery, request), then_of(request)
        about = self.about(nested=orjson.Fragment)
        days, size = asked.value("days"), page_size(request)
        day = then.day if then else about.day
        until = day + timedelta(days=int(days)) if days else None
        if then:
            criteria = VisitCriteria(
                from_day=day,
                until_day=until,
                ranks=asked.words("rank") or (Rank.HEAD,),
                countries=asked.words("country"),
                statuses=_AHEAD,
            )
            return _then(request, then, criteria, replace(about, day=day))
        given = request.query_params.get("cursor")
        rows = upcoming_summits(
            about,
            until,
            asked.words("rank") or (Rank.HEAD,),
            asked.words("country"),
            after=_place(given) if given else None,
            limit=size + 1,
        )
        page = rows[:size]
        told = [{"visit": row.visit, "meetings": row.meetings} for row in page]
        after = _cursor(page[-1].place) if len(rows) > size else None
        return paged_response(request, told, after, None)


def _then(request: Request, then: AsOf, criteria: VisitCriteria, about: RowContext) -> Response:
    """The visits that were ahead at the time; earlier states of meetings are not kept."""
    page = VersionPage(visits_as_of(then.when, then.basis, criteria), request)
    visits = visits_of_versions(page.rows)
    rows = [visit_row(columns_then(one, about.language), about) for one in visits]
    return page.answer(request, [{"visit": row, "meetings": []} for row in rows])


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
