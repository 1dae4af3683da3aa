"""Announcements with the claims read from them; their whole text where the site may serve it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db.models import Exists, Prefetch, QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from visits.api.auth import MayPush, has_scope
from visits.api.bodies import LimitedJSON
from visits.api.examples import DEMO, with_example
from visits.api.nouns import NounViewSet
from visits.api.preconditions import IDEMPOTENCY_KEY
from visits.api.pushing import (
    PUSH_PROBLEMS,
    PushedSerializer,
    PushSerializer,
    push,
)
from visits.api.sources import SourceRefSerializer
from visits.filters import AnnouncementFilter
from visits.models import Announcement, Claim
from visits.queries.announcements import in_force, live_claims
from visits.terms import ChangeNoun, TokenScope


class QuoteSerializer(serializers.Serializer[Any]):
    """Words of the announcement: `text[start:end]` is the quote."""

    start = serializers.IntegerField()
    end = serializers.IntegerField()
    quote = serializers.CharField()
    stated = serializers.BooleanField()


class ClaimSerializer(serializers.ModelSerializer[Claim]):
    """What the announcement says of one visit or meeting, field by field."""

    value = serializers.DictField(help_text="The fields as read; windows are [earliest, latest].")
    evidence = serializers.DictField(child=QuoteSerializer(), help_text="Field to its words.")
    side = serializers.CharField(source="side_id", allow_null=True, help_text="Whose word it is.")
    visit = serializers.SerializerMethodField(help_text="Id of the visit it was linked into.")
    meeting = serializers.SerializerMethodField(help_text="Id of the meeting it was linked into.")

    class Meta:
        model = Claim
        fields: tuple[str, ...] = (
            "id",
            "subject",
            "value",
            "evidence",
            "side",
            "confidence",
            "rule",
            "engine",
            "created_at",
            "visit",
            "meeting",
        )

    def get_visit(self, claim: Claim) -> int | None:
        link = getattr(claim, "visit_link", None)
        return link.visit_id if link and link.visit.state != "rejected" else None

    def get_meeting(self, claim: Claim) -> int | None:
        link = getattr(claim, "meeting_link", None)
        return link.meeting_id if link and link.meeting.state != "rejected" else None


class AnnouncementSerializer(serializers.ModelSerializer[Announcement]):
    api_url = serializers.HyperlinkedIdentityField(view_name="api:announcement-detail")
    source = SourceRefSerializer()  # type: ignore[assignment]  # a field, not Field.source
    first_revision = serializers.IntegerField(
        source="root_pk", help_text="Id of the first revision of the same page."
    )

    retracted = serializers.BooleanField(
        source="is_retracted", help_text="Its publisher took it back: nothing that it says counts."
    )

    class Meta:
        model = Announcement
        fields: tuple[str, ...] = (
            "id",
            "api_url",
            "url",
            "title",
            "language",
            "source",
            "published_at",
            "published_on",
            "fetched_at",
            "revision",
            "first_revision",
            "retracted",
        )


@with_example("An announcement with what was read from it", DEMO["announcement"])
class AnnouncementDetailSerializer(AnnouncementSerializer):
    text = serializers.SerializerMethodField(
        help_text="The text that spans index; null where the site serves quotes and a link alone."
    )
    claims = ClaimSerializer(many=True, required=False)

    class Meta(AnnouncementSerializer.Meta):
        fields = (*AnnouncementSerializer.Meta.fields, "text", "claims")

    def get_text(self, announcement: Announcement) -> str | None:
        whole = settings.FULL_TEXT_PUBLIC or has_scope(self.context["request"], TokenScope.READ)
        return announcement.text if whole else None


class AnnouncementViewSet(NounViewSet[Announcement]):
    """Published texts, the latest first."""

    noun = ChangeNoun.ANNOUNCEMENT
    nouns = (ChangeNoun.ANNOUNCEMENT, ChangeNoun.SOURCE)
    includes = {
        "text": (),
        "claims": (ChangeNoun.CLAIM, ChangeNoun.VISIT, ChangeNoun.MEETING),
    }
    orderings = {
        "-published_at": ("-published_at", "-pk"),
        "published_at": ("published_at", "pk"),
        "-id": ("-pk",),
        "id": ("pk",),
    }
    serializer_class = AnnouncementDetailSerializer
    filterset_class = AnnouncementFilter
    lookup_value_converter = "int"
    queryset = Announcement.objects.none()
    http_method_names = ["get", "head", "post"]
    parser_classes = [LimitedJSON]

    def get_permissions(self) -> list[Any]:
        return [MayPush()] if self.action == "create" else list(super().get_permissions())

    @extend_schema(
        request=PushSerializer,
        responses={200: PushedSerializer, 201: PushedSerializer, **PUSH_PROBLEMS},
        parameters=[IDEMPOTENCY_KEY],
    )
    def create(self, request: Request) -> Response:
        """Takes announcements that a publisher sends: one, or up to 200 as one."""
        return push(request)

    def get_queryset(self) -> QuerySet[Announcement, Any]:
        found = Announcement.objects.select_related("source").defer("signature")
        found = found.annotate(is_retracted=Exists(in_force()))
        included = self.shape.includes
        if "claims" in included:
            claims = live_claims().select_related("meeting_link__meeting")
            found = found.prefetch_related(Prefetch("claims", queryset=claims))
        return found if "text" in included else found.defer("text")
