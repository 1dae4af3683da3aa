"""Sources, by slug; staff add, change, test, pause and start them here as on their pages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.permissions import SAFE_METHODS
from rest_framework.request import Request
from rest_framework.response import Response

from visits.api.auth import MayAdminister, MayRead, has_scope, person_of
from visits.api.examples import DEMO, with_example
from visits.api.nouns import NounViewSet
from visits.api.problems import MEDIA_TYPE, BadFields, FieldsProblemSerializer, ProblemSerializer
from visits.choices import SOURCE_FORMATS
from visits.models import ApiToken, Source
from visits.queries.sources import health_of, is_unanswered, stuck_of
from visits.queries.watching import quiet_sources
from visits.services.previews import preview_source
from visits.services.source_fields import SourceProblems
from visits.services.sources import (
    add_source,
    edit_source,
    pause_source,
    replay_dead,
    start_source,
)
from visits.services.tokens import make_source_token, revoke_token
from visits.terms import ChangeNoun, TokenScope
from visits.validators import FieldProblem

PROBLEMS: dict[Any, Any] = {
    (403, MEDIA_TYPE): ProblemSerializer,
    (422, MEDIA_TYPE): FieldsProblemSerializer,
}


@with_example("A wire", DEMO["source"])
class SourceSerializer(serializers.ModelSerializer[Source]):
    """A feed or a publisher; `tier` 1 is the most reliable."""

    country = serializers.CharField(source="country_id", allow_null=True, help_text="Code.")

    class Meta:
        model = Source
        fields: tuple[str, ...] = (
            "slug",
            "name",
            "url",
            "country",
            "side",
            "tier",
            "language",
            "timezone",
            "is_active",
        )


class FetchingSerializer(serializers.ModelSerializer[Source]):
    """What fetching keeps of a source, for staff."""

    health = serializers.SerializerMethodField()
    stale = serializers.SerializerMethodField(help_text="Nothing new for too long.")
    unanswered = serializers.SerializerMethodField(help_text="No answer for too long.")
    stuck = serializers.SerializerMethodField(help_text="Announcements and timelines that failed.")

    class Meta:
        model = Source
        fields = (
            "format", "selectors", "folder", "check_minutes", "disabled_reason", "health", "stale",
            "unanswered", "stuck", "last_fetch_at", "last_success_at", "last_new_at", "failures",
            "failing_since", "last_error", "next_check_at", "next_check_why", "moved_from",
        )  # fmt: skip

    def get_health(self, source: Source) -> str:
        return health_of(source, timezone.now(), quiet_sources([source.pk])[source.pk]).words

    def get_stale(self, source: Source) -> bool:
        return quiet_sources([source.pk])[source.pk].is_stale

    def get_unanswered(self, source: Source) -> bool:
        return is_unanswered(source, timezone.now())

    def get_stuck(self, source: Source) -> int:
        return stuck_of(source).total


class SourceDetailSerializer(SourceSerializer):
    fetching = serializers.SerializerMethodField(help_text="For staff; null for everybody else.")

    class Meta(SourceSerializer.Meta):
        fields = (*SourceSerializer.Meta.fields, "fetching")

    @extend_schema_field(FetchingSerializer(allow_null=True))
    def get_fetching(self, source: Source) -> Mapping[str, Any] | None:
        for_staff = has_scope(self.context["request"], TokenScope.ADMIN)
        return FetchingSerializer(source).data if for_staff else None


class SourceRefSerializer(serializers.ModelSerializer[Source]):
    country = serializers.CharField(source="country_id", allow_null=True, help_text="Code.")

    class Meta:
        model = Source
        fields = ("slug", "name", "country", "side", "tier")


class SourceToldSerializer(serializers.Serializer[Any]):
    """What may be said of a source; what is left out stays, or is the usual."""

    slug = serializers.CharField(max_length=80, required=False)
    name = serializers.CharField(max_length=200, required=False)
    url = serializers.CharField(max_length=2000, required=False)
    format = serializers.ChoiceField(
        choices=[str(form) for form, _ in SOURCE_FORMATS if form != "manual"], required=False
    )
    selectors = serializers.DictField(child=serializers.CharField(), required=False)
    folder = serializers.CharField(max_length=500, required=False)
    country = serializers.CharField(max_length=8, required=False, allow_null=True)
    side = serializers.ChoiceField(choices=["ministry", "agency", "wire"], required=False)
    tier = serializers.IntegerField(min_value=1, max_value=5, required=False)
    language = serializers.CharField(max_length=12, required=False)
    timezone = serializers.CharField(max_length=60, required=False)
    check_minutes = serializers.IntegerField(min_value=15, max_value=1440, required=False)


class ShownSerializer(serializers.Serializer[Any]):
    guid = serializers.CharField(source="item.guid")
    url = serializers.CharField(source="item.url")
    title = serializers.CharField(source="item.title")
    text = serializers.CharField(help_text="Its beginning.")
    published = serializers.DateTimeField(allow_null=True)
    visits = serializers.IntegerField(help_text="How many were read from it.")
    meetings = serializers.IntegerField()
    refusal = serializers.CharField(help_text="Why it would be left out, empty if it would not.")


class PreviewSerializer(serializers.Serializer[Any]):
    """What a fetch would give now; nothing of it is stored."""

    shown = ShownSerializer(many=True)
    count = serializers.IntegerField()
    problems = serializers.ListField(child=serializers.CharField())
    failure = serializers.CharField()


class TokenSerializer(serializers.Serializer[Any]):
    token = serializers.CharField(help_text="Shown once, and kept nowhere.")


class SourceTokenSerializer(serializers.ModelSerializer[ApiToken]):
    """A token of a source, by its beginning: the rest is kept nowhere."""

    class Meta:
        model = ApiToken
        fields = (
            *("id", "beginning", "label", "created_at", "created_by"),
            *("last_used_at", "revoked_at"),
        )


class ReplayedSerializer(serializers.Serializer[Any]):
    due = serializers.IntegerField(help_text="How many that had failed are due again.")


class SourceViewSet(NounViewSet[Source]):
    """Feeds and publishers of announcements."""

    noun = ChangeNoun.SOURCE
    nouns = (ChangeNoun.SOURCE,)
    includes = {"fetching": ()}
    orderings = {"slug": ("slug",), "-slug": ("-slug",)}
    queryset = Source.objects.all()
    serializer_class = SourceDetailSerializer
    lookup_field = "slug"
    lookup_value_regex = "[-a-zA-Z0-9_]+"
    http_method_names = ["get", "head", "post", "patch", "delete"]

    def get_permissions(self) -> list[Any]:
        is_read = self.request.method in SAFE_METHODS and self.action != "listed_tokens"
        return [MayRead() if is_read else MayAdminister()]

    @extend_schema(
        request=SourceToldSerializer, responses={201: SourceDetailSerializer, **PROBLEMS}
    )
    def create(self, request: Request) -> Response:
        """Adds a source, paused until it is started. For staff."""
        told = _told(request)
        row = _checked(lambda: add_source(told=told, editor=person_of(request)))
        return self._answer(row, 201)

    @extend_schema(
        request=SourceToldSerializer, responses={200: SourceDetailSerializer, **PROBLEMS}
    )
    def partial_update(self, request: Request, slug: str) -> Response:
        """Changes a source. For staff."""
        row, told = self.get_object(), _told(request)
        return self._answer(
            _checked(lambda: edit_source(source=row, told=told, editor=person_of(request)))
        )

    @extend_schema(request=None, responses={200: PreviewSerializer, **PROBLEMS})
    @action(detail=True, methods=["post"])
    def test(self, request: Request, slug: str) -> Response:
        """Fetches now and shows what would be read; nothing is stored. For staff."""
        preview = preview_source(source=self.get_object(), now=timezone.now())
        return Response(PreviewSerializer(preview).data)

    @extend_schema(request=None, responses={200: SourceDetailSerializer, **PROBLEMS})
    @action(detail=True, methods=["post"])
    def pause(self, request: Request, slug: str) -> Response:
        """Leaves the source alone until it is started again. For staff."""
        return self._answer(pause_source(source=self.get_object(), editor=person_of(request)))

    @extend_schema(request=None, responses={200: SourceDetailSerializer, **PROBLEMS})
    @action(detail=True, methods=["post"])
    def start(self, request: Request, slug: str) -> Response:
        """Starts the source, or has it fetched at once. For staff."""
        return self._answer(start_source(source=self.get_object(), editor=person_of(request)))

    @extend_schema(request=None, responses={200: ReplayedSerializer, **PROBLEMS})
    @action(detail=True, methods=["post"])
    def replay(self, request: Request, slug: str) -> Response:
        """Makes due again what failed for good. For staff."""
        return Response({"due": replay_dead(source=self.get_object(), editor=person_of(request))})

    @extend_schema(request=None, responses={201: TokenSerializer, **PROBLEMS})
    @action(detail=True, methods=["post"], pagination_class=None, filter_backends=[])
    def tokens(self, request: Request, slug: str) -> Response:
        """Makes a token with which announcements of the source are sent. For staff."""
        row = self.get_object()
        token = _checked(lambda: make_source_token(source=row, editor=person_of(request)))
        return Response({"token": token}, 201)

    @extend_schema(request=None, responses={200: SourceTokenSerializer(many=True), **PROBLEMS})
    @tokens.mapping.get
    def listed_tokens(self, request: Request, slug: str) -> Response:
        """The source's tokens, the newest first, with when each was used last. For staff."""
        return Response(SourceTokenSerializer(self.get_object().tokens.all(), many=True).data)

    @extend_schema(
        request=None,
        parameters=[OpenApiParameter("token", int, OpenApiParameter.PATH)],
        responses={204: None, **PROBLEMS},
    )
    @action(detail=True, methods=["delete"], url_path="tokens/(?P<token>[0-9]{1,18})")
    def revoked_token(self, request: Request, slug: str, token: str) -> Response:
        """Takes the right away that a token gives, for good; twice is once. For staff."""
        revoke_token(token=get_object_or_404(self.get_object().tokens, pk=token))
        return Response(status=204)

    def _answer(self, row: Source, status: int = 200) -> Response:
        return Response(
            SourceDetailSerializer(row, context=self.get_serializer_context()).data, status
        )


def _told(request: Request) -> Mapping[str, Any]:
    if not isinstance(request.data, dict):
        raise BadFields({"": "Send a JSON object with the fields of the source."})
    return request.data


def _checked(write: Any) -> Any:
    try:
        return write()
    except SourceProblems as wrong:
        raise BadFields(wrong.problems) from wrong
    except FieldProblem as problem:
        raise BadFields({problem.field: problem.message}) from problem
