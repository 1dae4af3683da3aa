"""Itineraries: the tour of one head of delegation."""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch, QuerySet
from rest_framework import serializers

from visits.api.meetings import MeetingSerializer
from visits.api.nouns import NounViewSet
from visits.api.people import OfficialRefSerializer
from visits.api.visits import VisitSerializer
from visits.filters import ItineraryFilter
from visits.models import Itinerary
from visits.queries.itineraries import itineraries_shown
from visits.queries.meetings import meetings_shown
from visits.queries.visits import visits_shown


class ItineraryVisitSerializer(VisitSerializer):
    """A visit of the tour with its meetings."""

    meetings = MeetingSerializer(many=True)

    class Meta(VisitSerializer.Meta):
        fields = (*VisitSerializer.Meta.fields, "meetings")


class ItinerarySerializer(serializers.ModelSerializer[Itinerary]):
    """Both days inclusive, null where no visit has any; `flags` tells impossible diaries."""

    url = serializers.HyperlinkedIdentityField(view_name="api:itinerary-detail")
    head = OfficialRefSerializer(allow_null=True)
    country = serializers.CharField(source="country_id", allow_null=True, help_text="Code.")
    flags = serializers.ListField(child=serializers.CharField())

    class Meta:
        model = Itinerary
        fields: tuple[str, ...] = (
            "id",
            "url",
            "head",
            "country",
            "start",
            "end",
            "flags",
            "changed_at",
        )


class ItineraryListSerializer(ItinerarySerializer):
    visits = VisitSerializer(many=True)

    class Meta(ItinerarySerializer.Meta):
        fields = (*ItinerarySerializer.Meta.fields, "visits")


class ItineraryDetailSerializer(ItinerarySerializer):
    visits = ItineraryVisitSerializer(many=True)

    class Meta(ItinerarySerializer.Meta):
        fields = (*ItinerarySerializer.Meta.fields, "visits")


class ItineraryViewSet(NounViewSet[Itinerary]):
    """Tours, the latest first, with their visits in order; one has its meetings, too."""

    serializer_class = ItineraryListSerializer
    detail_class = ItineraryDetailSerializer
    filterset_class = ItineraryFilter
    keyset = ("-start", "-pk")
    lookup_value_converter = "int"
    queryset = Itinerary.objects.none()

    def get_queryset(self) -> QuerySet[Itinerary, Any]:
        visits = visits_shown()
        if self.action == "retrieve":
            visits = visits.prefetch_related(Prefetch("meetings", queryset=meetings_shown()))
        return itineraries_shown().prefetch_related(Prefetch("visits", queryset=visits))
