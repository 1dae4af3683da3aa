"""Pages that are the same for every reader without an account: kept until something changes.

A page is kept under the number and the moment of the last change of any record, the day, the
language, the address and the code. So one query tells whether it is still true: to a browser that
holds it with a 304, to any other out of the cache.
"""

from __future__ import annotations

import hashlib
import logging
import zlib
from collections.abc import Callable
from functools import cache, wraps
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.cache import cache as store
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.translation import get_language
from redis.exceptions import RedisError

from visits.queries.today import today
from visits.services.changes import number_changes

View = Callable[..., HttpResponse]
logger = logging.getLogger(__name__)

SECONDS = 600
LONGEST_ADDRESS = 500
_HEADERS = ("Content-Type", "Content-Disposition", "HX-Push-Url")
_HTMX = ("HX-Request", "HX-Target", "HX-Boosted", "HX-History-Restore-Request")
_VARIES = ("Cookie", "Accept-Language", *_HTMX)
_CODE = ("templates/**/*.html", "visits/**/*.py", "locale/**/*.mo")


def kept(view: View) -> View:
    """The view, asked again only after a change; readers who signed in are always answered anew."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not _is_anybody(request):
            return view(request, *args, **kwargs)
        key = _key(request)
        etag = f'W/"{key}"'
        told = get_conditional_response(request, etag) or _stored(key)
        if told is None:
            told = view(request, *args, **kwargs)
            if told.status_code != 200 or "CSRF_COOKIE_NEEDS_UPDATE" in request.META:
                return told
            _store(key, told)
        told.headers["ETag"] = etag
        told.headers["Cache-Control"] = "private, no-cache"
        patch_vary_headers(told, _VARIES)
        return told

    return answer


def _is_anybody(request: HttpRequest) -> bool:
    """Whether the page is for nobody in particular, with no message waiting for its reader."""
    cookies = {settings.SESSION_COOKIE_NAME, "messages"}
    short = len(request.get_full_path()) <= LONGEST_ADDRESS
    return short and not settings.DEBUG and cookies.isdisjoint(request.COOKIES)


def _key(request: HttpRequest) -> str:
    """What the page is kept under: all that it is made of."""
    state = number_changes()
    asked = [request.headers.get(name, "") for name in _HTMX]
    site = [connection.settings_dict["NAME"], settings.SITE_URL, request.get_host()]
    parts = [state.number, state.at, today(), get_language(), _code(), *asked, *site]
    told = "\n".join(map(str, [*parts, request.get_full_path()]))
    return hashlib.blake2b(told.encode(), digest_size=16).hexdigest()


def _stored(key: str) -> HttpResponse | None:
    try:
        found = store.get(f"page:{key}")
    except RedisError as error:
        logger.warning("The cache keeps no pages: %s", error)
        return None
    if found is None:
        return None
    body, headers = found
    return HttpResponse(zlib.decompress(body), headers=headers)


def _store(key: str, told: HttpResponse) -> None:
    headers = {name: told.headers[name] for name in _HEADERS if name in told.headers}
    try:
        store.set(f"page:{key}", (zlib.compress(told.content, 1), headers), SECONDS)
    except RedisError as error:
        logger.warning("The cache keeps no pages: %s", error)


@cache
def _code() -> str:
    """Another one after a deployment that shows things otherwise."""
    root = Path(__file__).resolve().parents[2]
    files = sorted(path for form in _CODE for path in root.glob(form))
    stamps = [f"{path} {path.stat().st_mtime_ns}" for path in files]
    return hashlib.blake2b("\n".join(stamps).encode(), digest_size=8).hexdigest()
