"""How often one client may ask, told with every answer in the RateLimit headers.

The headers are those of draft-ietf-httpapi-ratelimit-headers-10. Minutes are counted in the cache,
by one counter a client; a cache that is away lets everybody in.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from redis.exceptions import RedisError
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from visits.models import ApiToken
from visits.services.addresses import address_of

WINDOW = 60
logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Rate:
    """What a client has used of its minute; `reset` are the seconds until the next one."""

    policy: str
    quota: int
    used: int
    reset: int

    def headers(self) -> dict[str, str]:
        left = max(0, self.quota - self.used)
        return {
            "RateLimit-Policy": f'"{self.policy}";q={self.quota};w={WINDOW}',
            "RateLimit": f'"{self.policy}";r={left};t={self.reset}',
        }


class ClientThrottle(BaseThrottle):
    """A token, a signed-in account or an address: each has minutes of its own."""

    rate: Rate | None = None

    def allow_request(self, request: Request, view: Any) -> bool:
        policy, quota, who = _client(request)
        if not quota:
            return True
        now = int(time.time())
        used = _counted(f"api:{policy}:{who}:{now // WINDOW}")
        self.rate = Rate(policy, quota, used, WINDOW - now % WINDOW)
        # The middleware writes it on whatever answer comes of the request.
        request._request.rate = self.rate  # type: ignore[attr-defined]
        return used <= quota

    def wait(self) -> float | None:
        return float(self.rate.reset) if self.rate else None


def _client(request: Request) -> tuple[str, int, str]:
    """The policy, how many requests a minute it allows, and the name of the client."""
    if isinstance(request.auth, ApiToken):
        return "token", settings.API_TOKEN_RATE, f"token-{request.auth.pk}"
    if request.user.is_authenticated:
        return "account", settings.API_TOKEN_RATE, f"account-{request.user.pk}"
    return "anonymous", settings.API_ANONYMOUS_RATE, address_of(request._request)


def _counted(key: str) -> int:
    try:
        try:
            return int(cache.incr(key))
        except ValueError:
            # The first of its minute, unless another process was quicker.
            return 1 if cache.add(key, 1, timeout=WINDOW * 2) else int(cache.incr(key))
    except RedisError as error:
        logger.warning("The cache counts no requests: %s", error)
        return 1


class RateLimitHeaders:
    """Middleware that tells a client of the API what it has left."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self._get_response(request)
        rate = getattr(request, "rate", None)
        if isinstance(rate, Rate):
            for name, value in rate.headers().items():
                response[name] = value
        return response
