"""POST /api/v1/announcements/: a publisher sends its announcements, with a token of its source."""

from __future__ import annotations

from typing import Any

from rest_framework import exceptions, serializers
from rest_framework.request import Request
from rest_framework.response import Response

from visits.api.auth import source_of
from visits.api.preconditions import key_of
from visits.api.problems import MEDIA_TYPE, BadFields, FieldsProblemSerializer, ProblemSerializer
from visits.ingest.parsers.pushed import MOST, PushProblems, parse_pushed
from visits.services.pushing import KeyReused, SourcePaused, push_announcements
from visits.tasks import enqueue_linking, enqueue_readings


class PushedAnnouncementSerializer(serializers.Serializer[Any]):
    """One announcement. `guid` names it for good; the same one with another text revises it."""

    guid = serializers.CharField(max_length=500)
    title = serializers.CharField(max_length=1000, required=False)
    text = serializers.CharField(required=False, help_text="Plain text, a line a paragraph.")
    html = serializers.CharField(required=False, help_text="In place of `text`.")
    url = serializers.CharField(max_length=2000, required=False)
    language = serializers.CharField(max_length=12, required=False, help_text="en, zh, …")
    published = serializers.DateTimeField(required=False, help_text="With its offset.")
    updated = serializers.DateTimeField(required=False, help_text="With its offset.")
    retracted = serializers.BooleanField(
        required=False, help_text="true takes the announcement back; `guid` alone is needed."
    )


class PushSerializer(serializers.Serializer[Any]):
    """Up to 200 announcements, stored as one. A single one may be sent as the object itself."""

    announcements = serializers.ListField(
        child=PushedAnnouncementSerializer(), min_length=1, max_length=MOST
    )


class PushedResultSerializer(serializers.Serializer[Any]):
    guid = serializers.CharField()
    state = serializers.ChoiceField(
        choices=["new", "revised", "unchanged", "retracted", "unknown"],
        help_text="`unknown` is taken back without ever having been sent.",
    )
    id = serializers.IntegerField(allow_null=True, help_text="Of its latest revision.")


class PushedSerializer(serializers.Serializer[Any]):
    results = PushedResultSerializer(many=True)


PUSH_PROBLEMS: dict[Any, Any] = {
    **{(status, MEDIA_TYPE): ProblemSerializer for status in (401, 403, 413, 415)},
    (422, MEDIA_TYPE): FieldsProblemSerializer,
}


def push(request: Request) -> Response:
    """201 where something is new, 200 where nothing is; all of it is stored or none."""
    key = key_of(request)
    if not isinstance(request.data, dict) or "body" not in request.data:
        raise exceptions.ParseError("Send a JSON object.")
    try:
        sent = parse_pushed(request.data["data"])
        done = push_announcements(
            source=source_of(request), sent=sent, key=key, body=request.data["body"]
        )
    except PushProblems as wrong:
        raise BadFields(wrong.problems) from wrong
    except SourcePaused as paused:
        raise exceptions.PermissionDenied(f"This source takes nothing now: {paused}") from paused
    except KeyReused as reused:
        text = "This key came with another body before: send each request under a key of its own."
        raise BadFields({"Idempotency-Key": text}) from reused
    enqueue_readings(done.readings)
    enqueue_linking(done.timelines)
    headers = {"Idempotent-Replayed": "true"} if done.is_replay else {}
    return Response({"results": done.results}, 201 if done.is_new else 200, headers=headers)
