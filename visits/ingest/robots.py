"""robots.txt by RFC 9309: what a host lets us read, and how fast."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from protego import Protego

from visits.models import Host
from visits.outbound import PRODUCT, Answer, FetchFailed

#: As long as a copy may be gone by, and until an unreachable one is asked for again.
KEPT = timedelta(hours=24)
RETRIED = timedelta(hours=1)
#: What is read of a file; a longer one is cut, as the RFC has it.
MOST = 512 * 1024
_UNREACHABLE = 0


@dataclass(frozen=True, slots=True)
class Verdict:
    """`refusal` says in words why the address may not be fetched, "" if it may."""

    refusal: str = ""
    delay: timedelta | None = None


def origin_of(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2].lower()}"


def verdict_on(url: str, now: datetime, get: Callable[[str], Answer]) -> Verdict:
    """What the host's robots.txt says of the address; fetched with `get` at most once a day.

    Raises FetchFailed where the host gives no answer at all, and did not before.
    """
    origin = origin_of(url)
    host, _ = Host.objects.get_or_create(name=origin)
    if host.robots_until is None or not now < host.robots_until <= now + KEPT:
        _refresh(host, now, get)
    return judged(host.robots, host.robots_status, url)


def judged(robots: str, status: int | None, url: str) -> Verdict:
    """The verdict of a robots.txt that was answered with this status.

    A file that there is not (4xx) forbids nothing. One that can't be had (5xx, 429, no answer)
    forbids everything, unless an earlier copy says otherwise.
    """
    if status is not None and _is_missing(status):
        return Verdict()
    if not robots and status != 200:
        return Verdict(
            f"robots.txt of {origin_of(url)} answered {status}, so nothing is fetched from it"
        )
    rules = Protego.parse(robots)
    delay = rules.crawl_delay(PRODUCT)
    wait = timedelta(seconds=min(max(float(delay), 0), 3600)) if delay is not None else None
    if rules.can_fetch(url, PRODUCT):
        return Verdict(delay=wait)
    return Verdict(f"robots.txt of {origin_of(url)} does not allow this address")


def _refresh(host: Host, now: datetime, get: Callable[[str], Answer]) -> None:
    try:
        answer = get(f"{host.name}/robots.txt")
    except FetchFailed as problem:
        if problem.status is None and not host.robots:
            raise
        host.robots_status = problem.status or _UNREACHABLE
        if _is_missing(host.robots_status):
            host.robots = ""
    else:
        host.robots_status = 200
        host.robots = answer.body[:MOST].decode(errors="replace").replace("\x00", "")
    unreachable = host.robots_status in (_UNREACHABLE, 429) or host.robots_status >= 500
    host.robots_until = now + (RETRIED if unreachable else KEPT)
    host.save(update_fields=["robots", "robots_status", "robots_until"])


def _is_missing(status: int) -> bool:
    return 400 <= status < 500 and status != 429
