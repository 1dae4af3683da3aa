"""HTTP GET that cannot be sent to a private address, nor be drowned or kept waiting.

requests-hardened resolves once, refuses private, loopback, link-local, CGNAT and NAT64 addresses
and pins the connection to the address it checked; redirects are followed by hand, so that each
hop is checked the same way.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

import requests
from django.conf import settings
from requests_hardened import Config, HTTPSession
from urllib3.exceptions import HTTPError

from visits.outbound.deadline import Deadline

MAX_BYTES = 15 * 1024 * 1024
MAX_REDIRECTS = 5
TIMEOUT = (5.0, 20.0)
DEADLINE = 60.0
#: The name by which robots.txt may speak to us.
PRODUCT = "Visitbook"
_REDIRECTS = (301, 302, 303, 307, 308)
_PERMANENT = (301, 308)

#: Entered with each address before it is asked, and left when its answer is read.
Passing = Callable[[str], AbstractContextManager[object]]


class FetchFailed(Exception):
    """The address gave nothing to read; the message says why, for an operator.

    `status` and `headers` are those of an answer of 400 and above.
    """

    def __init__(
        self,
        reason: str,
        *,
        status: int | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(reason)
        self.status = status
        self.headers: Mapping[str, str] = headers if headers is not None else {}


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back. `body` is empty for 304; `url` is the one after redirects.

    `moved_to` is where the address has moved for good, "" if it has not.
    """

    status: int
    url: str
    headers: Mapping[str, str]
    body: bytes
    moved_to: str = field(default="")


def agent() -> str:
    """How we name ourselves, with an address to complain to."""
    return f"{PRODUCT}/1 (calendar of diplomatic visits; +{settings.SITE_URL})"


def fetch(
    url: str,
    *,
    etag: str = "",
    last_modified: str = "",
    allow: Collection[str] = (),
    passing: Passing = nullcontext,
    accept: str = "*/*",
    most_bytes: int | None = None,
    deadline: float | None = None,
) -> Answer:
    """The answer to a conditional GET. `allow` lists the private host:port that may be reached.

    Validators are sent back as they came. Raises FetchFailed for refused addresses, network
    faults, statuses from 400, more than five redirects, more than 15 MiB of decoded bytes, or more
    than a minute in all; and whatever `passing` raises.
    """
    headers = {"Accept-Encoding": "gzip, deflate", "Accept": accept}
    if etag:
        headers["If-None-Match"] = etag
    if last_modified:
        headers["If-Modified-Since"] = last_modified
    request = _Request(headers, allow, passing, most_bytes or MAX_BYTES)
    seconds = deadline or DEADLINE
    with Deadline(seconds) as limit:
        try:
            answer = _followed(url, request, limit)
        # requests lets through what urllib3, the codecs and the sockets say of odd names, answers.
        except (requests.RequestException, HTTPError, OSError, ValueError) as problem:
            if not limit.expired:
                raise FetchFailed(f"{type(problem).__name__}: {problem}") from problem
        # An answer without a length ends like any other when its connection is cut.
        if limit.expired:
            raise FetchFailed(f"the answer took longer than {seconds:g} s")
        return answer


@dataclass(frozen=True, slots=True)
class _Request:
    headers: Mapping[str, str]
    allow: Collection[str]
    passing: Passing
    most_bytes: int


def _followed(url: str, request: _Request, limit: Deadline) -> Answer:
    moved_to, for_good = "", True
    for _ in range(MAX_REDIRECTS + 1):
        with request.passing(url):
            answer = _one_hop(url, request, limit)
        if answer.status not in _REDIRECTS:
            return Answer(answer.status, answer.url, answer.headers, answer.body, moved_to)
        for_good = for_good and answer.status in _PERMANENT
        url = urljoin(url, answer.headers.get("Location", ""))
        if for_good:
            moved_to = url
    raise FetchFailed(f"more than {MAX_REDIRECTS} redirects")


def _one_hop(url: str, request: _Request, limit: Deadline) -> Answer:
    guarded = address(url) not in request.allow
    with HTTPSession(guards(is_guarded=guarded)) as session:
        session.trust_env = False
        limit.watch(session)
        with session.request(
            "GET", url, headers=dict(request.headers), stream=True, allow_redirects=False
        ) as response:
            if response.status_code >= 400:
                raise FetchFailed(
                    f"the server answered {response.status_code}",
                    status=response.status_code,
                    headers=response.headers,
                )
            body = _read(response, request.most_bytes)
            return Answer(response.status_code, url, response.headers, body)


def guards(*, is_guarded: bool) -> Config:
    """How a session is held: resolved once, pinned, no redirects of its own."""
    return Config(
        ip_filter_enable=is_guarded,
        ip_filter_allow_loopback_ips=not is_guarded,
        never_redirect=True,
        default_timeout=TIMEOUT,
        user_agent_override=agent(),
    )


def _read(response: requests.Response, most_bytes: int) -> bytes:
    """The decoded body; decoding goes no further than it is read, so no bomb goes off."""
    parts: list[bytes] = []
    size = 0
    for part in response.iter_content(64 * 1024):
        size += len(part)
        if size > most_bytes:
            raise FetchFailed(f"the answer is longer than {most_bytes} bytes")
        parts.append(part)
    return b"".join(parts)


def address(url: str) -> str:
    """host:port of a web address. Raises FetchFailed for what is none."""
    try:
        parts = urlsplit(url)
        port = parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError as problem:
        raise FetchFailed(f"not a web address: {problem}") from problem
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise FetchFailed("only http:// and https:// addresses are fetched")
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    return f"{host}:{port}"
