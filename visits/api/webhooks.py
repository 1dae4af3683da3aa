"""Webhooks over the API: kept by whoever owns them, as on their pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from drf_spectacular.helpers import forced_singular_serializer
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import exceptions, serializers, viewsets
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from visits.api.auth import MayKeepWebhooks, person_of
from visits.api.bodies import ShortJSON, fields_of
from visits.api.methods import OfferedMethods
from visits.api.pagination import NAMES, KeysetPagination
from visits.api.parameters import refuse_unknown
from visits.api.preconditions import IDEMPOTENCY_KEY, done_once
from visits.api.problems import BadFields, write_problems
from visits.models import Webhook, WebhookMessage
from visits.queries.webhooks import webhooks_of
from visits.services.kept_answers import Answered
from visits.services.webhooks.keeping import (
    make_webhook,
    renew_secret,
    replay_dead,
    replay_message,
    replay_since,
    send_test,
    start_webhook,
    stop_webhook,
)
from visits.tasks import enqueue_webhooks
from visits.terms import WEBHOOK_EVENTS
from visits.validators import FieldProblem

READ_PROBLEMS = write_problems(401, 403, 404)
WRITE_PROBLEMS = write_problems(401, 403, 404, 413, 415)


class WebhookSerializer(serializers.ModelSerializer[Webhook]):
    """An address that is told of changes from `position` on, a number of the sequence."""

    api_url = serializers.HyperlinkedIdentityField(view_name="api:webhook-detail")
    events = serializers.ListField(child=serializers.CharField())
    waiting = serializers.IntegerField(help_text="Messages that are still to be taken.")
    dead = serializers.IntegerField(help_text="Messages that were given up.")
    last_delivered_at = serializers.DateTimeField(allow_null=True)

    class Meta:
        model = Webhook
        fields: tuple[str, ...] = (
            "id", "api_url", "url", "label", "events", "position", "created_at", "stopped_at",
            "stopped_why", "waiting", "dead", "last_delivered_at",
        )  # fmt: skip


class WebhookMadeSerializer(WebhookSerializer):
    secret = serializers.CharField(help_text="Shown once: it checks `webhook-signature`.")

    class Meta(WebhookSerializer.Meta):
        fields = (*WebhookSerializer.Meta.fields, "secret")


class WebhookListSerializer(serializers.Serializer[Any]):
    results = WebhookSerializer(many=True)


class NewWebhookSerializer(serializers.Serializer[Any]):
    url = serializers.CharField(max_length=2000, help_text="https://…; it is sent a POST.")
    events = serializers.ListField(
        child=serializers.ChoiceField(choices=WEBHOOK_EVENTS), min_length=1, max_length=50,
        required=False, help_text="Left out: all of them.",
    )  # fmt: skip
    label = serializers.CharField(  # type: ignore[assignment]  # a field, not Field.label
        max_length=100, required=False, allow_blank=True
    )


class MessageSerializer(serializers.ModelSerializer[WebhookMessage]):
    """What was, or is to be, sent; `id` is its `webhook-id`, and `body` never changes."""

    id = serializers.CharField(source="name")

    class Meta:
        model = WebhookMessage
        fields = (
            "id", "number", "event", "body", "state", "attempts", "due_at", "status", "reason",
            "created_at", "delivered_at",
        )  # fmt: skip


class ReplaySerializer(serializers.Serializer[Any]):
    since = serializers.IntegerField(
        required=False, min_value=0, max_value=2**63 - 1,
        help_text="All messages of changes from this number on; left out: those given up.",
    )  # fmt: skip


class DueSerializer(serializers.Serializer[Any]):
    due = serializers.IntegerField(help_text="How many messages are due again.")


class WebhookViewSet(OfferedMethods, viewsets.GenericViewSet[Webhook]):
    """One's own webhooks."""

    queryset = Webhook.objects.none()
    serializer_class = WebhookSerializer
    permission_classes = [MayKeepWebhooks]
    parser_classes = [ShortJSON]
    filter_backends = []
    pagination_class = None
    lookup_value_converter = "int"
    keyset = ("-pk",)

    def get_queryset(self) -> QuerySet[Webhook, Any]:
        return webhooks_of(person_of(self.request))

    def get_object(self) -> Webhook:
        try:
            return super().get_object()
        except Http404 as error:
            where = reverse("api:webhook-list", request=self.request)
            told = f"You have no webhook “{self.kwargs['pk']}”: {where} lists yours."
            raise exceptions.NotFound(told) from error

    @extend_schema(
        # Told as one record: a list of lists it would be else. Its library has no types for this.
        responses={200: forced_singular_serializer(WebhookListSerializer), **READ_PROBLEMS}  # type: ignore[no-untyped-call]
    )
    def list(self, request: Request) -> Response:
        """Your webhooks, stopped ones too."""
        refuse_unknown(request, ())
        rows = self.get_serializer(self.get_queryset(), many=True).data
        return Response({"results": rows})

    @extend_schema(responses={200: WebhookSerializer, **READ_PROBLEMS})
    def retrieve(self, request: Request, pk: int) -> Response:
        """One webhook, with what became of its messages."""
        refuse_unknown(request, ())
        return Response(self.get_serializer(self.get_object()).data)

    @extend_schema(
        request=NewWebhookSerializer,
        parameters=[IDEMPOTENCY_KEY],
        responses={201: WebhookMadeSerializer, **write_problems(401, 403, 409, 413, 415)},
    )
    def create(self, request: Request) -> Response:
        """Makes a webhook, which is told of what happens from now on."""
        refuse_unknown(request, ())
        told = {"events": WEBHOOK_EVENTS, **fields_of(request, NewWebhookSerializer)}

        def act() -> Answered:
            made = _checked(lambda: make_webhook(owner=person_of(request), **told))
            return Answered(201, self._shown(made.pk, WebhookMadeSerializer))

        return done_once(request, act)

    @extend_schema(responses={204: None, **READ_PROBLEMS})
    def destroy(self, request: Request, pk: int) -> Response:
        """Forgets a webhook with its messages."""
        refuse_unknown(request, ())
        Webhook.objects.filter(pk=self.get_object().pk).delete()
        return Response(status=204)

    @extend_schema(request=None, responses={200: WebhookSerializer, **WRITE_PROBLEMS})
    @action(detail=True, methods=["post"])
    def stop(self, request: Request, pk: int) -> Response:
        """Nothing is sent to it any more."""
        stop_webhook(webhook=self.get_object())
        return Response(self._shown(pk))

    @extend_schema(request=None, responses={200: WebhookSerializer, **WRITE_PROBLEMS})
    @action(detail=True, methods=["post"])
    def start(self, request: Request, pk: int) -> Response:
        """Goes on where it stopped: what has happened meanwhile is sent, too."""
        start_webhook(webhook=self.get_object())
        return Response(self._shown(pk))

    @extend_schema(request=None, responses={200: WebhookMadeSerializer, **WRITE_PROBLEMS})
    @action(detail=True, methods=["post"])
    def renew(self, request: Request, pk: int) -> Response:
        """A new secret; for a day messages are signed with the old one as well."""
        renew_secret(webhook=self.get_object())
        return Response(self._shown(pk, WebhookMadeSerializer))

    @extend_schema(request=None, responses={201: MessageSerializer, **WRITE_PROBLEMS})
    @action(detail=True, methods=["post"])
    def test(self, request: Request, pk: int) -> Response:
        """Sends a message that says nothing of any visit."""
        sent = send_test(webhook=self.get_object())
        enqueue_webhooks([sent.pk])
        sent.refresh_from_db()
        return Response(MessageSerializer(sent).data, 201)

    @extend_schema(request=ReplaySerializer, responses={200: DueSerializer, **WRITE_PROBLEMS})
    @action(detail=True, methods=["post"])
    def replay(self, request: Request, pk: int) -> Response:
        """Sends again, each with the id and the body that it had."""
        row, told = self.get_object(), fields_of(request, ReplaySerializer)
        if "since" in told:
            return Response({"due": replay_since(webhook=row, number=told["since"])})
        return Response({"due": replay_dead(webhook=row)})

    @extend_schema(
        parameters=[
            OpenApiParameter(name, str, description=words)
            for name, words in {
                "cursor": "Where the page begins: taken from a link to a neighbouring page.",
                "page_size": "Rows of a page.",
            }.items()
        ],
        responses={200: MessageSerializer(many=True), **READ_PROBLEMS},
        operation_id="webhooks_messages_list",
    )
    @action(detail=True, methods=["get"], pagination_class=KeysetPagination)
    def messages(self, request: Request, pk: int) -> Response:
        """What was, or is to be, sent, the latest first."""
        refuse_unknown(request, NAMES)
        found: QuerySet[Any] = WebhookMessage.objects.filter(webhook=self.get_object())
        rows: list[Any] = list(self.paginate_queryset(found) or [])
        return self.get_paginated_response(MessageSerializer(rows, many=True).data)

    @extend_schema(
        request=None,
        responses={200: MessageSerializer, **WRITE_PROBLEMS},
        operation_id="webhooks_messages_replay",
    )
    @action(
        detail=True,
        methods=["post"],
        url_path=r"messages/<str:name>/replay",
        url_name="replay-message",
    )
    def replay_message(self, request: Request, pk: int, name: str) -> Response:
        """Sends one again, whatever became of it, with the same id and body."""
        found = WebhookMessage.objects.filter(webhook=self.get_object(), name=name).first()
        if found is None:
            where = reverse("api:webhook-messages", [pk], request=request)
            raise exceptions.NotFound(f"There is no such message: {where} lists those there are.")
        replay_message(message=found)
        enqueue_webhooks([found.pk])
        found.refresh_from_db()
        return Response(MessageSerializer(found).data)

    def _shown(self, pk: int, form: type[WebhookSerializer] = WebhookSerializer) -> Any:
        row = self.get_queryset().get(pk=pk)
        return form(row, context=self.get_serializer_context()).data


def _checked(write: Callable[[], Webhook]) -> Webhook:
    try:
        return write()
    except FieldProblem as problem:
        raise BadFields({problem.field: problem.message}) from problem
