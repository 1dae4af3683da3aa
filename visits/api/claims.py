"""Claims, as they stand: what announcements say, and trips that are entered by hand."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from visits.api.announcements import ClaimSerializer
from visits.api.auth import MayEnterClaims
from visits.api.bodies import ShortJSON
from visits.api.entry import EnteredSerializer, TripSerializer, WaitingSerializer, enter
from visits.api.evidence import AnnouncementRefSerializer
from visits.api.examples import DEMO, with_example
from visits.api.nouns import NounViewSet
from visits.api.preconditions import IDEMPOTENCY_KEY
from visits.api.problems import write_problems
from visits.api.sources import SourceRefSerializer
from visits.filters import CriteriaFilter, fields
from visits.models import Claim
from visits.queries.announcements import live_claims
from visits.terms import ChangeNoun, ClaimSubject


class ClaimQuery(CriteriaFilter):
    source = fields.sources()
    language = fields.languages()
    side = fields.codes("Country whose word it is")
    subject = fields.word("What it is about", [*ClaimSubject])
    locals()["from"] = fields.DayFilter(label="First day of publication")
    until = fields.DayFilter(label="Last day of publication")

    class Meta:
        model = Claim
        fields: list[str] = []

    def narrow(self, queryset: QuerySet[Claim]) -> QuerySet[Claim]:
        plain = {
            "announcement__source__slug__in": self.words("source"),
            "announcement__language__in": self.words("language"),
            "side__in": self.words("side"),
            "subject": self.value("subject"),
            "announcement__published_on__gte": self.value("from"),
            "announcement__published_on__lte": self.value("until"),
        }
        return queryset.filter(**{name: asked for name, asked in plain.items() if asked})


class TellingAnnouncementSerializer(AnnouncementRefSerializer):
    """The announcement that says it."""

    api_url: Any = serializers.HyperlinkedIdentityField(view_name="api:announcement-detail")


@with_example("What a ministry said of a visit", DEMO["claim"])
class ClaimFullSerializer(ClaimSerializer):
    announcement = TellingAnnouncementSerializer()
    source = SourceRefSerializer(source="announcement.source")  # type: ignore[assignment]  # a field

    class Meta(ClaimSerializer.Meta):
        fields = (*ClaimSerializer.Meta.fields, "announcement", "source")


class ClaimViewSet(NounViewSet[Claim]):
    """What announcements say of one visit or meeting each, the latest reading of it."""

    noun = ChangeNoun.CLAIM
    nouns = (
        *(ChangeNoun.CLAIM, ChangeNoun.ANNOUNCEMENT, ChangeNoun.SOURCE),
        *(ChangeNoun.VISIT, ChangeNoun.MEETING),
    )
    orderings = {"-id": ("-pk",), "id": ("pk",)}
    serializer_class = ClaimFullSerializer
    filterset_class = ClaimQuery
    lookup_value_converter = "int"
    queryset = Claim.objects.none()
    http_method_names = ["get", "head", "post"]
    parser_classes = [ShortJSON]

    def get_permissions(self) -> list[Any]:
        return [MayEnterClaims()] if self.action == "create" else list(super().get_permissions())

    def get_queryset(self) -> QuerySet[Claim, Any]:
        found = live_claims().select_related("announcement__source", "meeting_link__meeting")
        return found.defer("announcement__text", "announcement__signature")

    @extend_schema(
        request=TripSerializer,
        parameters=[IDEMPOTENCY_KEY],
        responses={
            200: OpenApiResponse(EnteredSerializer, "It was entered before."),
            201: EnteredSerializer,
            202: OpenApiResponse(WaitingSerializer, "Stored, and to be linked."),
            **write_problems(401, 403, 409, 413, 415),
        },
    )
    def create(self, request: Request) -> Response:
        """Enters a trip by hand; it is linked before the answer."""
        return enter(request)
