"""Pages by keyset: a cursor names the row before the page, whatever was inserted since."""

from __future__ import annotations

import base64
import binascii
import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Field, Model
from django.utils.timezone import is_naive
from rest_framework.pagination import BasePagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import remove_query_param, replace_query_param
from rest_framework.views import APIView

from visits.api.problems import BadParameters
from visits.queries.keyset import rows_beyond, values_of

PAGE_SIZE = 50
LARGEST_PAGE = 200
NAMES = ("cursor", "page_size")
_GONE = {
    "type": "object",
    "description": "A record that a copy lets go, where changes are asked for.",
    "required": ["id", "reason", "into"],
    "properties": {
        "id": {"type": "string"},
        "reason": {"type": "string", "enum": ["merged", "deleted", "unmatched"]},
        "into": {"type": ["string", "null"]},
    },
}
_MALFORMED = "It is none of ours: follow the link to the next page, or leave it out."


@dataclass(frozen=True, slots=True)
class Cursor:
    """The sort values of the row after (or, backwards, before) which a page begins."""

    values: tuple[Any, ...]
    backwards: bool = False

    def written(self) -> str:
        plain = json.dumps([self.backwards, *self.values], default=str, separators=(",", ":"))
        return base64.urlsafe_b64encode(plain.encode()).decode().rstrip("=")


def read_cursor(text: str, length: int) -> Cursor:
    """The cursor with `length` values; raises BadParameters for anything that is none."""
    try:
        padded = text.encode("ascii") + b"=" * (-len(text) % 4)
        backwards, *values = json.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
    except (ValueError, TypeError, binascii.Error, RecursionError) as error:
        raise BadParameters({"cursor": _MALFORMED}) from error
    if not isinstance(backwards, bool) or len(values) != length or not all(map(_plain, values)):
        raise BadParameters({"cursor": _MALFORMED})
    return Cursor(tuple(values), backwards)


def _plain(value: object) -> bool:
    """Whether it is what a cursor holds; text that PostgreSQL cannot take is not."""
    if isinstance(value, str):
        return "\x00" not in value and value == value.encode(errors="ignore").decode()
    return value is None or isinstance(value, int)


def page_size(request: Request) -> int:
    """How many rows were asked for; raises for other than 1 to 200."""
    text = request.query_params.get("page_size", str(PAGE_SIZE))
    if not (text.isascii() and text.isdigit() and len(text) < 6 and 1 <= int(text) <= LARGEST_PAGE):
        raise BadParameters({"page_size": f"Give a whole number from 1 to {LARGEST_PAGE}."})
    return int(text)


def paged_response(
    request: Request, rows: Any, after: Cursor | None, before: Cursor | None
) -> Response:
    """The page with the addresses of its neighbours, in its body and as `Link`."""
    here = request.build_absolute_uri()
    neighbours = {
        "next": replace_query_param(here, "cursor", after.written()) if after else None,
        "prev": replace_query_param(here, "cursor", before.written()) if before else None,
        "first": remove_query_param(here, "cursor"),
    }
    link = ", ".join(f'<{url}>; rel="{rel}"' for rel, url in neighbours.items() if url)
    body = {"next": neighbours["next"], "previous": neighbours["prev"], "results": rows}
    return Response(body, headers={"Link": link})


class KeysetPagination(BasePagination):
    """Orders by the view's `keyset`: field names, "-" for descending, the last one unique.

    Empty values come last, either way round.
    """

    def paginate_queryset(
        self, queryset: Any, request: Request, view: APIView | None = None
    ) -> list[Any]:
        self.request = request
        self.keyset: tuple[str, ...] = getattr(view, "keyset", ("pk",))
        size = page_size(request)
        given = request.query_params.get("cursor")
        cursor = (
            self._typed(read_cursor(given, len(self.keyset)), queryset.model) if given else None
        )
        backwards = cursor is not None and cursor.backwards
        values = cursor.values if cursor else None
        rows = rows_beyond(
            queryset,
            self.keyset,
            values,
            limit=size + 1,
            backwards=backwards,
            is_few=getattr(view, "is_few", False),
        )
        more, rows = len(rows) > size, rows[:size]
        rows = rows[::-1] if backwards else rows
        after = rows and (more or backwards)
        before = rows and (more if backwards else cursor is not None)
        self.after = Cursor(values_of(rows[-1], self.keyset)) if after else None
        self.before = Cursor(values_of(rows[0], self.keyset), backwards=True) if before else None
        return rows

    def get_paginated_response(self, data: Any) -> Response:
        return paged_response(self.request, data, self.after, self.before)

    def _typed(self, cursor: Cursor, model: type[Model]) -> Cursor:
        fields = [_field(model, name.lstrip("-")) for name in self.keyset]
        try:
            typed = [
                field.to_python(value) for field, value in zip(fields, cursor.values, strict=True)
            ]
        except (ValidationError, ValueError, TypeError, OverflowError) as error:
            raise BadParameters({"cursor": _MALFORMED}) from error
        naive = any(isinstance(value, datetime) and is_naive(value) for value in typed)
        if typed[-1] is None or naive:
            raise BadParameters({"cursor": _MALFORMED})
        return Cursor(tuple(typed), cursor.backwards)

    def get_schema_operation_parameters(self, view: APIView) -> list[dict[str, Any]]:
        return paging_parameters()

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        address = {"type": ["string", "null"], "format": "uri", "example": None}
        return {
            "type": "object",
            "required": ["next", "previous", "results"],
            "properties": {
                "next": address,
                "previous": address,
                "results": schema,
                "count": {
                    "type": "integer",
                    "description": "Of all rows, with `count=true`.",
                    "example": 1,
                },
                "change": {
                    "type": "integer",
                    "description": "To go on from with changed_after.",
                    "example": 4711,
                },
                "gone": {"type": "array", "items": _GONE, "example": []},
            },
        }


def paging_parameters() -> list[dict[str, Any]]:
    """`cursor` and `page_size` as OpenAPI describes them."""
    size = {"type": "integer", "minimum": 1, "maximum": LARGEST_PAGE, "default": PAGE_SIZE}
    told = {
        "cursor": ("Where the page begins: taken from a link to a neighbouring page.", None),
        "page_size": ("Rows of a page.", size),
    }
    return [
        {
            "name": name,
            "in": "query",
            "required": False,
            "description": words,
            "schema": schema or {"type": "string"},
        }
        for name, (words, schema) in told.items()
    ]


def _field(model: type[Model], name: str) -> Field[Any, Any]:
    field = model._meta.pk if name == "pk" else model._meta.get_field(name)
    assert isinstance(field, Field)
    return field
