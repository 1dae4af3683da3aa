"""Writes that overwrite nothing unseen (If-Match), and that are not done twice (Idempotency-Key).

RFC 9110, and draft-ietf-httpapi-idempotency-key-header.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection

from django.utils.http import parse_etags
from drf_spectacular.utils import OpenApiParameter
from rest_framework import exceptions
from rest_framework.request import Request
from rest_framework.response import Response

from visits.api.auth import person_of
from visits.api.bodies import body_of
from visits.api.problems import BadFields
from visits.services.kept_answers import Answered, KeyBusy, KeyReused, answer_once

LONGEST_KEY = 200
IF_MATCH = OpenApiParameter(
    "If-Match",
    str,
    OpenApiParameter.HEADER,
    required=True,
    description="The ETag of what you have seen; `*` for whatever there is. Without it the answer "
    "is 428, and 412 where it has changed since.",
)
IDEMPOTENCY_KEY = OpenApiParameter(
    "Idempotency-Key",
    str,
    OpenApiParameter.HEADER,
    description=f"Up to {LONGEST_KEY} printable characters; the same request again gets the same "
    "answer for a week.",
)


class PreconditionRequired(exceptions.APIException):
    status_code = 428

    def __init__(self, where: str) -> None:
        super().__init__(f"Send If-Match with the ETag that {where} answers, and try again.")


class PreconditionFailed(exceptions.APIException):
    status_code = 412

    def __init__(self, where: str) -> None:
        super().__init__(f"It has changed since: read {where} again, and send its new ETag.")


class Conflict(exceptions.APIException):
    status_code = 409
    default_detail = "The same request is under way: ask again in a moment."


def editions_seen(request: Request, where: str) -> Collection[str] | None:
    """The editions that If-Match names, None for `*`; `where` tells the way to them.

    Weak validators are taken, for those are what compressed answers carry: the editions change
    with every change of the record, whatever form it is sent in.
    """
    header = request.headers.get("If-Match", "").strip()
    if not header:
        raise PreconditionRequired(where)
    if header == "*":
        return None
    return {tag.removeprefix("W/").strip('"') for tag in parse_etags(header)}


def quoted(edition: str) -> str:
    """The ETag of an edition."""
    return f'"{edition}"'


def key_of(request: Request) -> str:
    """The Idempotency-Key, "" without one."""
    key = request.headers.get("Idempotency-Key", "").strip()
    if len(key) > LONGEST_KEY or not key.isprintable():
        told = f"Send at most {LONGEST_KEY} printable characters."
        raise BadFields({"Idempotency-Key": told})
    return key


def done_once(request: Request, act: Callable[[], Answered]) -> Response:
    """The answer of `act`, done once for an Idempotency-Key."""
    key = key_of(request)
    if not key:
        done = act()
        return Response(done.body, done.status, headers=done.headers)
    try:
        done = answer_once(user=person_of(request), key=key, digest=_digest(request), act=act)
    except KeyReused as reused:
        text = "This key came with another request before: send each under a key of its own."
        raise BadFields({"Idempotency-Key": text}) from reused
    except KeyBusy as busy:
        raise Conflict from busy
    headers = done.headers | ({"Idempotent-Replayed": "true"} if done.is_replay else {})
    return Response(done.body, done.status, headers=headers)


def _digest(request: Request) -> str:
    told = [str(request.method), request.get_full_path(), request.headers.get("If-Match", "")]
    return hashlib.sha256("\n".join(told).encode() + b"\n" + body_of(request)).hexdigest()
