"""Meetings: officials in contact, in person, by phone or by video."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from visits.api.evidence import EvidenceField
from visits.api.nouns import NounViewSet
from visits.api.people import MemberSerializer
from visits.api.windows import WindowSerializer, meeting_day
from visits.filters import MeetingFilter
from visits.models import Meeting
from visits.queries.meetings import meetings_shown
from visits.queries.standing import standing_of
from visits.queries.today import today


class MeetingSerializer(serializers.ModelSerializer[Meeting]):
    url = serializers.HyperlinkedIdentityField(view_name="api:meeting-detail")
    participants = MemberSerializer(many=True)
    day = serializers.SerializerMethodField()
    standing = serializers.SerializerMethodField(
        help_text="The status against today: `unknown` is past without evidence that it was held."
    )
    country = serializers.CharField(source="country_id", allow_null=True, help_text="Code.")
    gathering = serializers.SlugRelatedField[Any](slug_field="slug", read_only=True)

    class Meta:
        model = Meeting
        fields: tuple[str, ...] = (
            "id",
            "url",
            "form",
            "participants",
            "day",
            "country",
            "city",
            "status",
            "standing",
            "state",
            "gathering",
            "confidence",
            "changed_at",
        )

    @extend_schema_field(WindowSerializer(allow_null=True))
    def get_day(self, meeting: Meeting) -> dict[str, Any] | None:
        return meeting_day(meeting)

    def get_standing(self, meeting: Meeting) -> str:
        return standing_of(meeting, today()).code


class MeetingDetailSerializer(MeetingSerializer):
    visits = serializers.SerializerMethodField(help_text="Ids of the visits it belongs to.")
    evidence = EvidenceField()

    class Meta(MeetingSerializer.Meta):
        fields = (*MeetingSerializer.Meta.fields, "visits", "evidence")

    def get_visits(self, meeting: Meeting) -> list[int]:
        shown = visits_of_meeting(meeting)
        return list(shown)


def visits_of_meeting(meeting: Meeting) -> QuerySet[Any, int]:
    """Ids of the visits, without rejected ones."""
    shown = meeting.visits.exclude(state="rejected").order_by("pk")
    return shown.values_list("pk", flat=True)


class MeetingViewSet(NounViewSet[Meeting]):
    """Meetings by their day, undated ones last; `from` and `until` leave undated ones out."""

    serializer_class = MeetingSerializer
    detail_class = MeetingDetailSerializer
    filterset_class = MeetingFilter
    keyset = ("day_earliest", "pk")
    lookup_value_converter = "int"
    queryset = Meeting.objects.none()

    def get_queryset(self) -> QuerySet[Meeting, Any]:
        return meetings_shown()
