"""Itineraries: the tour of one head of delegation."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import orjson
from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from visits.api.as_of import AS_OF, PARAMETERS, then_of
from visits.api.examples import DEMO, with_example
from visits.api.languages import told_language
from visits.api.nouns import MERGED, NounViewSet
from visits.api.parameters import cleaned
from visits.api.people import OfficialRefSerializer
from visits.api.shape import Row, count_wanted
from visits.api.sync import SINCE
from visits.api.visits import VisitSerializer
from visits.filters import ItineraryFilter
from visits.models import Itinerary
from visits.queries.itineraries import itineraries_shown
from visits.queries.rows.itineraries import itineraries_with, itinerary_columns
from visits.queries.rows.visits import columns_then, visit_row
from visits.queries.then.journeys import Tour, tour_then
from visits.queries.then.moment import AsOf
from visits.queries.then.tours import itineraries_then, tours_then
from visits.terms import ChangeNoun

# What stored tours alone can be asked for.
NOT_THEN = (*SINCE, "include", "ordering")


@with_example("A tour with its visits", DEMO["itinerary"])
class ItinerarySerializer(serializers.ModelSerializer[Itinerary]):
    """Both days inclusive, null where no visit has any; `flags` tells impossible diaries."""

    url = serializers.HyperlinkedIdentityField(view_name="api:itinerary-detail")
    head = OfficialRefSerializer(allow_null=True)
    country = serializers.CharField(source="country_id", allow_null=True, help_text="Code.")
    country_name = serializers.CharField(allow_null=True)
    flags = serializers.ListField(child=serializers.CharField())
    visits = VisitSerializer(many=True, required=False)

    class Meta:
        model = Itinerary
        fields = (
            "id",
            "url",
            "head",
            "country",
            "country_name",
            "start",
            "end",
            "flags",
            "changed_at",
            "visits",
        )


class ItineraryViewSet(NounViewSet[Itinerary]):
    """Tours, the latest first, with their visits in order; `meetings` are those of the visits."""

    noun = ChangeNoun.ITINERARY
    nouns = (ChangeNoun.ITINERARY, ChangeNoun.VISIT, ChangeNoun.OFFICIAL, ChangeNoun.COUNTRY)
    includes = {"visits": (ChangeNoun.GATHERING,), "meetings": (ChangeNoun.MEETING,)}
    included = ("visits",)
    orderings = {
        "-start": ("-start", "-pk"),
        "start": ("start", "pk"),
        "id": ("pk",),
        "-id": ("-pk",),
    }
    takes = takes_one = AS_OF
    serializer_class = ItinerarySerializer
    filterset_class = ItineraryFilter
    lookup_value_converter = "int"
    queryset = Itinerary.objects.none()

    def get_queryset(self) -> QuerySet[Itinerary, Any]:
        return itineraries_shown()

    def columns(self, found: QuerySet[Itinerary]) -> QuerySet[Itinerary, Any]:
        return itinerary_columns(found, told_language(self.request._request))

    def rows(self, page: Any) -> list[Row]:
        return itineraries_with(page, self.shape.includes, self.about(nested=orjson.Fragment))

    @extend_schema(operation_id="itineraries_list", parameters=PARAMETERS)
    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Tours; with `as_of`, those told of by then, their visits as they stood, by id.

        Which visits make a tour is as it stands today: one tour as of a time is linked anew.
        """
        then = then_of(request, unlike=NOT_THEN)
        if then is None:
            return super().list(request)
        self.keyset = ("-pk",)
        found = itineraries_then(cleaned(ItineraryFilter, request).criteria(), then)
        count = found.count() if count_wanted(request) else None
        page = self.paginate_queryset(found) or []
        made = {one.pk: one for one in page}
        rows = [
            self.row_then(tour, made[tour.itinerary.pk], then) for tour in tours_then(page, then)
        ]
        answer = self.get_paginated_response(self.shape.pruned(rows, self.key))
        if count is not None:
            answer.data["count"] = count
        return answer

    @extend_schema(parameters=PARAMETERS, responses={200: ItinerarySerializer, 301: MERGED})
    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """One tour; with `as_of`, linked anew from what stood at that time, without meetings."""
        then = then_of(request, unlike=("include",))
        if then is None:
            return super().retrieve(request, *args, **kwargs)
        stored = Itinerary.objects.filter(pk=kwargs["pk"]).first()
        tour = tour_then(stored, then) if stored else None
        if stored is None or tour is None:
            raise self.not_found()
        return Response(self.shape.pruned([self.row_then(tour, stored, then)], self.key)[0])

    def row_then(self, tour: Tour, stored: Itinerary, then: AsOf) -> Row:
        about = replace(self.about(nested=orjson.Fragment), day=then.day)
        row, head = tour.itinerary, tour.itinerary.head
        visits = [visit_row(columns_then(one, about.language), about) for one in tour.visits]
        return {
            "id": row.pk,
            "url": f"{about.site}itineraries/{row.pk}/",
            "head": OfficialRefSerializer(head).data if head else None,
            "country": row.country_id,
            "country_name": row.country.name_in(about.language) if row.country else None,
            "start": row.start,
            "end": row.end,
            "flags": [],
            "changed_at": stored.changed_at,
            "visits": visits,
        }
