"""Meetings: officials in contact, in person, by phone or by video."""

from __future__ import annotations

from typing import Any

import orjson
from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from visits.api.evidence import EVIDENCE_NOUNS, EvidenceField
from visits.api.examples import MEETING, with_example
from visits.api.nouns import MERGED, NounViewSet, Rows
from visits.api.people import MemberSerializer
from visits.api.windows import WindowSerializer
from visits.filters import MeetingFilter
from visits.models import Meeting
from visits.queries.rows.nested import meetings_with
from visits.queries.rows.reading import in_order, read_meetings
from visits.terms import ChangeNoun, EditorialState


class MeetingSerializer(serializers.ModelSerializer[Meeting]):
    url = serializers.HyperlinkedIdentityField(view_name="api:meeting-detail")
    participants = MemberSerializer(many=True)
    day = WindowSerializer(allow_null=True)
    standing = serializers.CharField(
        help_text="The status against today: `unknown` is past without evidence that it was held."
    )
    country = serializers.CharField(source="country_id", allow_null=True, help_text="Code.")
    country_name = serializers.CharField(allow_null=True)
    gathering = serializers.SlugRelatedField[Any](
        slug_field="slug", read_only=True, allow_null=True
    )

    class Meta:
        model = Meeting
        fields: tuple[str, ...] = (
            "id",
            "url",
            "form",
            "participants",
            "day",
            "country",
            "country_name",
            "city",
            "status",
            "standing",
            "state",
            "gathering",
            "confidence",
            "changed_at",
        )


@with_example("A meeting on a visit", {**MEETING, "visits": [12]})
class MeetingFullSerializer(MeetingSerializer):
    visits = serializers.ListField(
        child=serializers.IntegerField(),
        required=False,
        help_text="Ids of the visits it belongs to.",
    )
    evidence = EvidenceField(required=False)

    class Meta(MeetingSerializer.Meta):
        fields = (*MeetingSerializer.Meta.fields, "visits", "evidence")


class MeetingViewSet(NounViewSet[Meeting]):
    """Meetings by their day, undated ones last; `from` and `until` leave undated ones out."""

    noun = ChangeNoun.MEETING
    nouns = (ChangeNoun.MEETING, ChangeNoun.OFFICIAL, ChangeNoun.COUNTRY, ChangeNoun.GATHERING)
    includes = {"visits": (ChangeNoun.VISIT,), "evidence": EVIDENCE_NOUNS}
    orderings = {
        "day": ("day_earliest", "pk"),
        "-day": ("-day_earliest", "-pk"),
        "changed_at": ("changed_at", "pk"),
        "-changed_at": ("-changed_at", "-pk"),
        "id": ("pk",),
        "-id": ("-pk",),
    }
    serializer_class = MeetingFullSerializer
    filterset_class = MeetingFilter
    lookup_value_converter = "int"
    queryset = Meeting.objects.none()

    def get_queryset(self) -> QuerySet[Meeting, Any]:
        return Meeting.objects.exclude(state=EditorialState.REJECTED)

    @extend_schema(responses={200: MeetingFullSerializer, 301: MERGED})
    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().retrieve(request, *args, **kwargs)

    def columns(self, found: QuerySet[Meeting]) -> QuerySet[Meeting, Any]:
        names = [name.lstrip("-") for name in self.keyset]
        return found.values_list(*dict.fromkeys(("pk", *names)), named=True)

    def rows(self, page: Any) -> Rows:
        included, keys = self.shape.includes, [row.pk for row in page]
        with_values = "evidence" in included
        about = self.about(nested=orjson.loads if with_values else orjson.Fragment)
        found = read_meetings(keys, about.language, values=with_values) if keys else []
        return meetings_with(in_order(found, keys), included, about)
