"""Errors as problem documents (RFC 9457), each saying what to change."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any

from django.core.signals import got_request_exception
from django.http import Http404
from rest_framework import exceptions, serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView, exception_handler

MEDIA_TYPE = "application/problem+json"
logger = logging.getLogger(__name__)


class ParameterProblemSerializer(serializers.Serializer[Any]):
    parameter = serializers.CharField(help_text="Name of the query parameter.")
    detail = serializers.CharField(help_text="What is wrong with it, and what to write instead.")


class FieldProblemSerializer(serializers.Serializer[Any]):
    field = serializers.CharField(help_text="Where in the body, as announcements[3].published.")
    detail = serializers.CharField(help_text="What is wrong with it, and what to write instead.")


class ProblemSerializer(serializers.Serializer[Any]):
    """A problem document of RFC 9457."""

    type = serializers.CharField(help_text="about:blank: the status says which problem it is.")
    title = serializers.CharField()
    status = serializers.IntegerField()
    detail = serializers.CharField(help_text="What to change.")
    instance = serializers.CharField(help_text="Path of the request.")
    # A field of the document, not the errors of a serializer.
    errors = ParameterProblemSerializer(many=True, required=False)  # type: ignore[assignment]


class BadParameters(exceptions.APIException):
    """400 that names each parameter and says what to do; `problems` is (parameter, detail)."""

    status_code = 400

    def __init__(self, problems: Mapping[str, str]) -> None:
        self.problems = dict(problems)
        super().__init__(" ".join(f"{name}: {text}" for name, text in self.problems.items()))


class BadFields(exceptions.APIException):
    """422 that names each field of the body and says what to do; `problems` is (field, detail)."""

    status_code = 422

    def __init__(self, problems: Mapping[str, str]) -> None:
        self.problems = dict(problems)
        told = (f"{name}: {text}" if name else text for name, text in self.problems.items())
        super().__init__(" ".join(told))


class FieldsProblemSerializer(ProblemSerializer):
    """A problem document that names fields of the body."""

    # A field of the document, not the errors of a serializer.
    errors = FieldProblemSerializer(many=True)  # type: ignore[assignment]


def write_problems(*statuses: int) -> dict[Any, Any]:
    """Responses of a write in the OpenAPI document: those statuses, and 422 with its fields."""
    told: dict[Any, Any] = {(status, MEDIA_TYPE): ProblemSerializer for status in statuses}
    return told | {(422, MEDIA_TYPE): FieldsProblemSerializer}


def problem_handler(exc: Exception, context: Mapping[str, Any]) -> Response:
    """Any exception of a view as a problem document; unforeseen ones are logged, too."""
    request = context["request"]
    response = exception_handler(exc, dict(context))
    if response is None:
        # The signal reaches error reporters and the test client, as it does without a handler.
        got_request_exception.send(sender=type(context["view"]), request=request._request)
        logger.exception("%s failed", request.path, exc_info=exc)
        response = Response(status=500)
    response.data = _document(exc, request, response.status_code)
    response.content_type = MEDIA_TYPE
    return response


def _document(exc: Exception, request: Request, status: int) -> dict[str, Any]:
    document: dict[str, Any] = {
        "type": "about:blank",
        "title": _title(status),
        "status": status,
        "detail": _detail(exc, request),
        "instance": request.path,
    }
    if isinstance(exc, BadParameters):
        document["errors"] = [
            {"parameter": name, "detail": text} for name, text in exc.problems.items()
        ]
    if isinstance(exc, BadFields):
        document["errors"] = [
            {"field": name, "detail": text} for name, text in exc.problems.items()
        ]
    return document


def _title(status: int) -> str:
    titles = {
        400: "Bad parameters",
        401: "Not signed in",
        403: "Not allowed",
        404: "Not found",
        405: "Method not allowed",
        406: "Not acceptable",
        409: "Under way",
        412: "Changed meanwhile",
        413: "Too large",
        415: "Unsupported media type",
        422: "Bad fields",
        428: "If-Match is missing",
        429: "Too many requests",
    }
    return titles.get(status, "Server error" if status >= 500 else "Bad request")


def _detail(exc: Exception, request: Request) -> str:
    if isinstance(exc, Http404 | exceptions.NotFound):
        told = str(exc) if isinstance(exc, exceptions.NotFound) else ""
        usual = "Nothing is here. Look the address up at /api/v1/docs/."
        return told if told and told != str(exceptions.NotFound.default_detail) else usual
    if isinstance(exc, exceptions.MethodNotAllowed):
        return f"{request.method} is not offered here: use GET."
    if isinstance(exc, exceptions.UnsupportedMediaType):
        return "Send JSON, with `Content-Type: application/json`."
    if isinstance(exc, exceptions.NotAcceptable):
        return "This is served as JSON only: ask for application/json in the Accept header."
    if isinstance(exc, exceptions.Throttled):
        return _throttled(exc, request)
    if isinstance(exc, exceptions.APIException):
        return str(exc.detail)
    return "Something failed on our side: try again later, and tell us if it stays."


def _throttled(exc: exceptions.Throttled, request: Request) -> str:
    more = "" if request.user.is_authenticated else " A token allows more: make one at /tokens/."
    seconds = getattr(exc, "wait", None) or 1
    return f"Ask again in {seconds:.0f} seconds, as Retry-After says.{more}"


class NotFoundView(APIView):
    """Any other address below the API."""

    schema = None

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        raise exceptions.NotFound("There is no such address: /api/v1/ lists those there are.")
