"""Visits, with their evidence on the address of one."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import django_filters
from django.db.models import Prefetch, QuerySet
from drf_spectacular.utils import OpenApiResponse, extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from visits.api.evidence import EvidenceField
from visits.api.meetings import MeetingSerializer
from visits.api.nouns import NounViewSet
from visits.api.parameters import filters_of
from visits.api.people import OfficialRefSerializer
from visits.api.windows import StaySerializer, stay
from visits.filters import VisitFilter
from visits.models import Visit, VisitMember, VisitRedirect
from visits.queries.criteria import VisitCriteria
from visits.queries.meetings import meetings_shown
from visits.queries.standing import standing_of
from visits.queries.today import today
from visits.queries.undated import UNDATED, visits_with_undated
from visits.queries.visits import visits_shown


class VisitMemberSerializer(serializers.ModelSerializer[VisitMember]):
    """A member of the delegation, the head first; `title` as it was printed."""

    slug = serializers.CharField(source="official.slug")
    name = serializers.CharField(source="official.name")
    country = serializers.CharField(source="official.country_id", allow_null=True)

    class Meta:
        model = VisitMember
        fields = ("slug", "name", "country", "title")


class VisitSerializer(serializers.ModelSerializer[Visit]):
    """One delegation's stay in one host country; countries are codes."""

    url = serializers.HyperlinkedIdentityField(view_name="api:visit-detail")
    head = OfficialRefSerializer(allow_null=True)
    members = VisitMemberSerializer(many=True)
    visitor_country = serializers.CharField(source="visitor_country_id", allow_null=True)
    host = serializers.CharField(source="host_id")
    cities = serializers.SerializerMethodField(help_text="Stops, in order.")
    dates = serializers.SerializerMethodField()
    rank = serializers.IntegerField(help_text="Of the head, 1 the highest.")
    standing = serializers.SerializerMethodField(
        help_text="The status against today: `unknown` is past without evidence that it took "
        "place, `confirmed` planned and told by both sides."
    )
    gathering = serializers.SlugRelatedField[Any](slug_field="slug", read_only=True)
    itinerary = serializers.IntegerField(source="itinerary_id")

    class Meta:
        model = Visit
        fields: tuple[str, ...] = (
            "id",
            "url",
            "head",
            "members",
            "rank",
            "visitor_country",
            "host",
            "cities",
            "dates",
            "kind",
            "status",
            "standing",
            "state",
            "accepted",
            "confirmed_by_both",
            "purpose",
            "gathering",
            "itinerary",
            "confidence",
            "voices",
            "changed_at",
        )

    def get_cities(self, visit: Visit) -> list[str]:
        return [stop.city for stop in visit.stops.all()]

    @extend_schema_field(StaySerializer)
    def get_dates(self, visit: Visit) -> dict[str, Any]:
        return stay(visit)

    def get_standing(self, visit: Visit) -> str:
        return standing_of(visit, today()).code


class VisitDetailSerializer(VisitSerializer):
    meetings = MeetingSerializer(many=True)
    evidence = EvidenceField()

    class Meta(VisitSerializer.Meta):
        fields = (*VisitSerializer.Meta.fields, "meetings", "evidence")


class VisitQuery(VisitFilter):
    """The filter of the pages, with the visitor's country under the name of its field."""

    visitor = None  # type: ignore[assignment]  # how a FilterSet drops an inherited filter
    visitor_country = filters_of(VisitFilter)["visitor"]
    undated = django_filters.ChoiceFilter(
        label="Visits without days: `include` (beside those of `from` and `until`), `exclude`, "
        "`only`. Left out: `exclude` where days are asked for, else `include`.",
        choices=[(word, word) for word in UNDATED],
        error_messages={"invalid_choice": f"Write one of {', '.join(UNDATED)}."},
    )

    def criteria(self) -> VisitCriteria:
        return replace(super().criteria(), visitors=self.words("visitor_country"))

    def narrow(self, queryset: QuerySet[Visit]) -> QuerySet[Visit]:
        return visits_with_undated(self.criteria(), self.value("undated") or "", queryset)


class VisitViewSet(NounViewSet[Visit]):
    """Visits by their first day, undated ones last."""

    serializer_class = VisitSerializer
    detail_class = VisitDetailSerializer
    filterset_class = VisitQuery
    keyset = ("start_earliest", "pk")
    lookup_value_converter = "int"
    queryset = Visit.objects.none()

    def get_queryset(self) -> QuerySet[Visit, Any]:
        if self.action == "retrieve":
            meetings = Prefetch("meetings", queryset=meetings_shown())
            return visits_shown().prefetch_related(meetings)
        return visits_shown()

    @extend_schema(
        responses={
            200: VisitDetailSerializer,
            301: OpenApiResponse(description="Merged into the visit that `Location` names."),
        }
    )
    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """One visit with its meetings and, per field, the words behind it."""
        try:
            return super().retrieve(request, *args, **kwargs)
        except NotFound:
            merged = VisitRedirect.objects.filter(old=kwargs["pk"]).first()
            if merged is None:
                raise
            there = reverse("api:visit-detail", [merged.visit_id], request=request)
            return Response(status=301, headers={"Location": there})
