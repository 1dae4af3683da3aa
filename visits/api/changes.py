"""The sequence of changes: what a client follows that keeps a copy."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from visits.api.examples import DEMO, with_example
from visits.api.nouns import ReadOnly
from visits.api.pagination import (
    NAMES,
    Cursor,
    KeysetPagination,
    page_size,
    paged_response,
    paging_parameters,
)
from visits.api.parameters import refuse_unknown
from visits.api.problems import BadParameters
from visits.api.shape import words_of
from visits.api.sync import SINCE, asked_since, since_of, sync_parameters
from visits.models import Change
from visits.queries.following import changes_of
from visits.services.changes import number_changes
from visits.terms import ChangeEvent, ChangeNoun

_VIEWS = {
    ChangeNoun.COUNTRY: "country",
    ChangeNoun.OFFICIAL: "official",
    ChangeNoun.VISIT: "visit",
    ChangeNoun.MEETING: "meeting",
    ChangeNoun.ITINERARY: "itinerary",
    ChangeNoun.GATHERING: "gathering",
    ChangeNoun.ANNOUNCEMENT: "announcement",
    ChangeNoun.SOURCE: "source",
    ChangeNoun.CLAIM: "claim",
}


class ChangeSerializer(serializers.ModelSerializer[Change]):
    """What happened to a record; its own address tells it as it is now."""

    id = serializers.CharField(source="object", help_text="Id, slug or code of the record.")
    into = serializers.CharField(allow_null=True, help_text="What it was merged into.")
    url = serializers.URLField(help_text="Of the record; gone ones answer 404, merged ones 301.")

    class Meta:
        model = Change
        fields = ("number", "at", "noun", "id", "event", "into", "url")


@with_example("The first change of a visit", DEMO["changes"])
class ChangesSerializer(serializers.Serializer[Any]):
    """A page of changes; `change` is the number to go on from, `latest` the last there is."""

    next = serializers.URLField(allow_null=True)
    previous = serializers.URLField(allow_null=True)
    results = ChangeSerializer(many=True)
    change = serializers.IntegerField()
    latest = serializers.IntegerField()


def _words(name: str, known: list[str], told: str) -> OpenApiParameter:
    schema = {"type": "array", "items": {"type": "string", "enum": known}}
    return OpenApiParameter(name, schema, description=told, style="form", explode=False)


class ChangesView(ReadOnly):
    """Everything that happened, in the order in which it became known."""

    nouns = tuple(ChangeNoun)

    def follows(self, request: HttpRequest) -> bool:
        return True

    pagination_class = KeysetPagination

    @extend_schema(
        operation_id="changes_list",
        parameters=[
            _words("noun", [*ChangeNoun], "Changes of these records alone."),
            _words("event", [*ChangeEvent], "These events alone."),
            *(
                OpenApiParameter(told["name"], told["schema"], description=told["description"])
                for told in paging_parameters()
            ),
            *sync_parameters(),
        ],
        responses=ChangesSerializer,
    )
    def get(self, request: Request) -> Response:
        """Changes after a number or since a time, from the first one where neither is given."""
        refuse_unknown(request, ["noun", "event", *NAMES, *SINCE], ("noun", "event"))
        asked_since(request)
        after, time = since_of(request)
        size = page_size(request)
        found = changes_of(
            [ChangeNoun(word) for word in _known(request, "noun", ChangeNoun)],
            events=[ChangeEvent(word) for word in _known(request, "event", ChangeEvent)],
            after=after,
            since=time,
            limit=size + 1,
        )
        page = found[:size]
        number = page[-1].number if page else after
        more = Cursor((number,)) if len(found) > size else None
        answer = paged_response(request, [_told(row, request) for row in page], more, None)
        return _with_numbers(answer, number or 0)


def _with_numbers(answer: Response, number: int) -> Response:
    answer.data["change"] = number
    answer.data["latest"] = number_changes().number
    return answer


def _known(request: Request, name: str, words: type[ChangeNoun] | type[ChangeEvent]) -> list[str]:
    asked = words_of(request, name)
    unknown = [word for word in asked if word not in [*words]]
    if unknown:
        told = f"“{unknown[0][:60]}” is not one of {', '.join(words)}."
        raise BadParameters({name: told})
    return asked


def _told(change: Change, request: Request) -> dict[str, Any]:
    view = f"api:{_VIEWS[ChangeNoun(change.noun)]}-detail"
    return {
        "number": change.number,
        "at": change.at,
        "noun": change.noun,
        "id": change.object,
        "event": change.event,
        "into": change.into or None,
        "url": reverse(view, [change.object], request=request),
    }
