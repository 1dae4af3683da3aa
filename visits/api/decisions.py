"""Decisions of editors: made on a visit, read, taken back."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import exceptions, serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from visits.api.auth import MayDecide, person_of
from visits.api.bodies import ShortJSON, fields_of
from visits.api.methods import OfferedMethods
from visits.api.nouns import NounViewSet
from visits.api.parameters import refuse_unknown
from visits.api.preconditions import (
    IDEMPOTENCY_KEY,
    IF_MATCH,
    PreconditionFailed,
    done_once,
    editions_seen,
    quoted,
)
from visits.api.problems import BadFields, write_problems
from visits.api.verdicts import VerdictSerializer, decide
from visits.models import Decision, Visit
from visits.queries.decisions import decisions_made, visits_decided
from visits.queries.editions import decision_edition, edition_of
from visits.queries.evidence import claims_of, decisions_on
from visits.queries.visits import visit_with_everything
from visits.services.editing import ChangedMeanwhile, undo_decision
from visits.services.kept_answers import Answered
from visits.services.linking import LinkingDelayed
from visits.validators import FieldProblem

WRITE_PROBLEMS: dict[Any, Any] = write_problems(401, 403, 404, 409, 412, 413, 415, 428)
DELAYED = {"detail": "It is stored, and shows as soon as it is linked."}


class DecisionSerializer(serializers.ModelSerializer[Decision]):
    """What an editor said; it stands, whatever is announced later, until it is taken back."""

    url = serializers.HyperlinkedIdentityField(view_name="api:decision-detail")
    visit = serializers.SerializerMethodField(
        help_text="Id of the visit that it is of; null where its words are not found any more."
    )
    announcement = serializers.IntegerField(
        source="announcement_id", help_text="The first revision of the text that it holds on to."
    )
    value = serializers.JSONField(help_text="Of a field, as it was read; or null.")
    previous = serializers.JSONField(help_text="What it was before; or null.")
    editor = serializers.CharField(source="editor.username")
    undone_by = serializers.CharField(source="undone_by.username", allow_null=True, default=None)
    lost = serializers.BooleanField(source="is_lost", help_text="Holds on to nothing any more.")

    class Meta:
        model = Decision
        fields = (
            "id", "url", "kind", "visit", "announcement", "quote", "field", "value", "previous",
            "reason", "editor", "made_at", "undone_at", "undone_by", "lost",
        )  # fmt: skip

    def get_visit(self, decision: Decision) -> int | None:
        found = self.context["visits"].get(decision.pk)
        return found.pk if found else None


class DecidedSerializer(serializers.Serializer[Any]):
    decisions = DecisionSerializer(many=True)


class DelayedSerializer(serializers.Serializer[Any]):
    detail = serializers.CharField()


class VisitDecisionsView(OfferedMethods):
    """What was decided on one visit, a rejected one too."""

    permission_classes = [MayDecide]
    parser_classes = [ShortJSON]
    http_method_names = ["get", "head", "post"]

    @extend_schema(
        operation_id="visit_decisions_list",
        responses={200: DecidedSerializer, **write_problems(401, 403, 404)},
    )
    def get(self, request: Request, pk: int) -> Response:
        """Its decisions, the latest first; the ETag is what a new one is to be sent with."""
        refuse_unknown(request, ())
        visit = _visit(pk)
        rows = decisions_on(claims_of(visit))
        headers = {"ETag": quoted(edition_of(visit))}
        return Response(_decided(rows, request), headers=headers)

    @extend_schema(
        operation_id="visit_decisions_create",
        parameters=[IF_MATCH, IDEMPOTENCY_KEY],
        request=VerdictSerializer,
        responses={
            200: OpenApiResponse(DecidedSerializer, "It stood already."),
            201: DecidedSerializer,
            202: OpenApiResponse(DelayedSerializer, "Stored, and to be linked."),
            **WRITE_PROBLEMS,
        },
    )
    def post(self, request: Request, pk: int) -> Response:
        """Decides; the visit is linked again before the answer."""
        refuse_unknown(request, ())
        told = fields_of(request, VerdictSerializer)
        where = reverse("api:visit-decisions", [pk], request=request)
        seen = editions_seen(request, where)

        def act() -> Answered:
            began = timezone.now()
            by = {"editor": person_of(request), "reason": told.get("reason", ""), "seen": seen}
            rows = _carried_out(partial(decide, _visit(pk), told, by), where)
            if rows is None:
                return Answered(202, DELAYED)
            fresh = [row for row in rows if row.made_at >= began]
            return Answered(201 if fresh else 200, _decided(rows, request))

        return done_once(request, act)


class DecisionViewSet(NounViewSet[Decision]):
    """Everything that editors decided, the latest first."""

    queryset = Decision.objects.none()
    serializer_class = DecisionSerializer
    permission_classes = [MayDecide]
    parser_classes = [ShortJSON]
    keyset = ("-made_at", "-pk")
    lookup_value_converter = "int"
    http_method_names = ["get", "head", "post"]

    def get_queryset(self) -> QuerySet[Decision, Any]:
        return decisions_made()

    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Decisions on all visits."""
        page = self.paginate_queryset(self.filter_queryset(self.get_queryset()))
        return self.get_paginated_response(_decided(page or [], request)["decisions"])

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """One decision; its ETag is what it is to be taken back with."""
        row = self.get_object()
        headers = {"ETag": quoted(decision_edition(row))}
        return Response(_decided([row], request)["decisions"][0], headers=headers)

    @extend_schema(
        parameters=[IF_MATCH, IDEMPOTENCY_KEY],
        request=None,
        responses={
            200: DecisionSerializer,
            202: OpenApiResponse(DelayedSerializer, "Stored, and to be linked."),
            **WRITE_PROBLEMS,
        },
    )
    @action(detail=True, methods=["post"])
    def undo(self, request: Request, pk: int) -> Response:
        """Takes the decision back: what the announcements say stands again."""
        row = self.get_object()
        where = reverse("api:decision-detail", [pk], request=request)
        seen = editions_seen(request, where)
        take_back = partial(undo_decision, decision=row, editor=person_of(request), seen=seen)

        def act() -> Answered:
            done = _carried_out(lambda: [take_back()], where)
            row.refresh_from_db()
            if done is None:
                return Answered(202, DELAYED)
            headers = {"ETag": quoted(decision_edition(row))}
            return Answered(200, _decided([row], request)["decisions"][0], headers)

        return done_once(request, act)


def _carried_out(decide: Callable[[], Iterable[Any]], where: str) -> list[Any] | None:
    """What it gives; None where it is stored and waits to be linked."""
    try:
        return list(decide())
    except LinkingDelayed:
        return None
    except ChangedMeanwhile as changed:
        raise PreconditionFailed(where) from changed
    except FieldProblem as problem:
        raise BadFields({problem.field: problem.message}) from problem


def _decided(rows: Iterable[Decision], request: Request) -> dict[str, Any]:
    """What `DecidedSerializer` tells."""
    listed = list(rows)
    context = {"request": request, "visits": visits_decided(listed)}
    return {"decisions": DecisionSerializer(listed, many=True, context=context).data}


def _visit(pk: int) -> Visit:
    found = visit_with_everything(pk, rejected_too=True)
    if found is None:
        raise exceptions.NotFound(
            f"There is no visit “{pk}”: /api/v1/visits/ lists those there are."
        )
    return found
