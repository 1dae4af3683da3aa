"""Validators of answers: who holds what is still true is told so before any work is done.

An ETag is made of the number of the last change of what an answer tells of, the day, the address
and the code; so one query decides. RFC 9110, section 13.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterable
from datetime import UTC, date, datetime
from datetime import time as clock
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import http_date

from visits.api.languages import told_language
from visits.queries.today import today
from visits.services.changes import ChangeState, number_changes
from visits.terms import ChangeNoun

_ASKED = ("HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE")
VARIES = ("Accept", "Accept-Language", "Authorization")


class Validators:
    """ETag and time of the last change of an answer."""

    __slots__ = ("etag", "modified")

    def __init__(
        self, request: HttpRequest, nouns: Iterable[ChangeNoun], who: str, *, is_fresh: bool = False
    ) -> None:
        state, day = _state(frozenset(nouns), is_fresh=is_fresh), today()
        told = f"{state.number} {day} {who} {_asked(request)}"
        self.etag = f'W/"{state.number}-{_digest(told.encode())}"'
        self.modified = int(_modified(state.at, day).timestamp())

    def answer(self, request: HttpRequest) -> HttpResponse | None:
        """304 for one who holds it already, else None."""
        answer = get_conditional_response(request, self.etag, self.modified)
        if answer is not None:
            self.tell(answer)
        return answer

    def tell(self, answer: HttpResponseBase) -> None:
        answer.headers["ETag"] = self.etag
        answer.headers["Last-Modified"] = http_date(self.modified)
        patch_vary_headers(answer, VARIES)


_known: dict[frozenset[ChangeNoun], tuple[float, ChangeState]] = {}


def _state(nouns: frozenset[ChangeNoun], *, is_fresh: bool) -> ChangeState:
    """The state of now, or of `API_STATE_SECONDS` ago at most: under load few ask the database.

    What is sent is never older than its ETag says, so a client at worst asks once more.
    """
    now = time.monotonic()
    at, state = _known.get(nouns, (-1.0, None))
    if state is None or is_fresh or now - at >= settings.API_STATE_SECONDS:
        state = number_changes(nouns=nouns)
        _known[nouns] = (now, state)
    return state


def is_conditional(request: HttpRequest) -> bool:
    return any(name in request.META for name in _ASKED)


def is_anybody(request: HttpRequest) -> bool:
    """Whether the answer is the same for all: nobody is to be told from anybody else."""
    named = "HTTP_AUTHORIZATION" in request.META
    signed_in = settings.SESSION_COOKIE_NAME in request.COOKIES
    return bool(settings.API_ANONYMOUS_READ) and not named and not signed_in


def tell_content(answer: Any) -> None:
    """An ETag of the content itself, for what the sequence of changes does not tell of."""
    answer.headers.setdefault("ETag", f'W/"{_digest(answer.content)}"')


def _asked(request: HttpRequest) -> str:
    return f"{told_language(request)} {request.build_absolute_uri()} {_code()}"


def _modified(at: datetime | None, day: date) -> datetime:
    """A new day changes how planned visits stand."""
    midnight = datetime.combine(day, clock(), UTC)
    return max(at, midnight) if at else midnight


def _digest(told: bytes) -> str:
    return hashlib.blake2b(told, digest_size=10).hexdigest()


@cache
def _code() -> str:
    """Another one where the API or its rows tell things otherwise: the code itself, in short."""
    here = Path(__file__).resolve().parent
    files = sorted([*here.glob("*.py"), *(here.parent / "queries").rglob("*.py")])
    return _digest(b"".join(path.read_bytes() for path in files))
