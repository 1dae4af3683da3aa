"""Bodies of requests: JSON of a bounded length, its fields held to a serializer."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import IO, Any

from rest_framework import exceptions, serializers
from rest_framework.parsers import BaseParser
from rest_framework.request import Request

from visits.api.problems import BadFields


class TooLarge(exceptions.APIException):
    """413 that says how much may be sent."""

    status_code = 413

    def __init__(self, most: int) -> None:
        super().__init__(f"The body is longer than {most:,} bytes: send less at a time.")


class LimitedJSON(BaseParser):
    """JSON of at most 5 MiB; the bytes are kept beside it, for the idempotency key."""

    media_type = "application/json"
    most_bytes = 5 * 1024 * 1024

    def parse(
        self,
        stream: IO[Any],
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> dict[str, Any]:
        body = stream.read(self.most_bytes + 1)
        if len(body) > self.most_bytes:
            raise TooLarge(self.most_bytes)
        try:
            return {"body": body, "data": json.loads(body.decode("utf-8"), parse_constant=_refused)}
        except (ValueError, RecursionError) as problem:
            raise exceptions.ParseError(f"The body is no JSON in UTF-8: {problem}") from problem


class ShortJSON(LimitedJSON):
    """The same of at most 64 KiB."""

    most_bytes = 64 * 1024


def body_of(request: Request) -> bytes:
    """The bytes that were sent; b"" where there were none."""
    data = request.data
    return bytes(data["body"]) if isinstance(data, dict) and "body" in data else b""


def fields_of(request: Request, form: type[serializers.Serializer[Any]]) -> dict[str, Any]:
    """The checked fields of the body. Raises BadFields, which names each that is wrong."""
    data = request.data.get("data") if isinstance(request.data, dict) else None
    if not isinstance(data, dict):
        raise exceptions.ParseError("Send a JSON object.")
    asked = form(data=data)
    offered = list(asked.fields)
    unknown = {
        name: f"There is no such field: these are {', '.join(offered)}."
        for name in data
        if name not in offered
    }
    if not asked.is_valid():
        unknown |= dict(_told(asked.errors))
    unknown |= {
        name: "It has the wrong type of JSON: the OpenAPI document says which it is."
        for name, field in asked.fields.items()
        if name in data and name not in unknown and not _is_typed(field, data[name])
    }
    problems = {name: text for name, text in unknown.items() if text}
    if problems:
        raise BadFields(problems)
    return dict(asked.validated_data)


# In JSON: a number is no text, however well it could be written as one.
_TYPES: tuple[tuple[type[serializers.Field[Any, Any, Any, Any]], type], ...] = (
    (serializers.BooleanField, bool),
    (serializers.IntegerField, int),
    (serializers.ListField, list),
    (serializers.ChoiceField, str),
    (serializers.CharField, str),
)


def _is_typed(field: serializers.Field[Any, Any, Any, Any], value: Any) -> bool:
    wanted = next((kind for form, kind in _TYPES if isinstance(field, form)), object)
    right = isinstance(value, wanted) and (wanted is not int or not isinstance(value, bool))
    if right and isinstance(field, serializers.ListField):
        return all(_is_typed(field.child, one) for one in value)
    return right or (value is None and field.allow_null)


def _told(errors: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """(path of the field, what is wrong), of errors as serializers nest them."""
    if isinstance(errors, Mapping):
        for name, inner in errors.items():
            further = f"{path}[{name}]" if isinstance(name, int) else f"{path}.{name}".lstrip(".")
            yield from _told(inner, further)
    else:
        yield path, " ".join(str(one) for one in errors)


def _refused(word: str) -> Any:
    raise ValueError(f"{word} is no JSON")
