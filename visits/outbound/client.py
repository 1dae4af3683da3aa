"""HTTP GET that cannot be sent to a private address, nor be drowned or kept waiting.

requests-hardened resolves once, refuses private, loopback, link-local, CGNAT and NAT64 addresses
and pins the connection to the address it checked; redirects are followed by hand, so that each
hop is checked the same way.
"""

from __future__ import annotations

import time
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

import requests
from requests_hardened import Config, HTTPSession
from urllib3.exceptions import HTTPError

MAX_BYTES = 15 * 1024 * 1024
MAX_REDIRECTS = 5
TIMEOUT = (5.0, 20.0)
DEADLINE = 60.0
AGENT = "Visitbook/1 (calendar of diplomatic visits)"

_GUARDED = Config(
    ip_filter_enable=True,
    ip_filter_allow_loopback_ips=False,
    never_redirect=True,
    default_timeout=TIMEOUT,
    user_agent_override=AGENT,
)
_ALLOWED = Config(
    ip_filter_enable=False,
    ip_filter_allow_loopback_ips=True,
    never_redirect=True,
    default_timeout=TIMEOUT,
    user_agent_override=AGENT,
)


class FetchFailed(Exception):
    """The address gave nothing to read; the message says why, for an operator."""

    def __init__(self, reason: str, *, status: int | None = None) -> None:
        super().__init__(reason)
        self.status = status


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back. `body` is empty for 304; `url` is the one after redirects."""

    status: int
    url: str
    headers: Mapping[str, str]
    body: bytes


def fetch(
    url: str,
    *,
    etag: str = "",
    last_modified: str = "",
    allow: Collection[str] = (),
) -> Answer:
    """The answer to a conditional GET. `allow` lists the private host:port that may be reached.

    Raises FetchFailed for refused addresses, network faults, statuses from 400, more than five
    redirects, more than 15 MiB of decoded bytes, or more than a minute in all.
    """
    headers = {"Accept-Encoding": "gzip, deflate"}
    if etag:
        headers["If-None-Match"] = etag
    if last_modified:
        headers["If-Modified-Since"] = last_modified
    deadline = time.monotonic() + DEADLINE
    try:
        return _followed(url, headers, allow, deadline)
    # requests lets through what urllib3, the codecs and the sockets say of odd names and answers.
    except (requests.RequestException, HTTPError, OSError, ValueError) as problem:
        raise FetchFailed(f"{type(problem).__name__}: {problem}") from problem


def _followed(
    url: str, headers: Mapping[str, str], allow: Collection[str], deadline: float
) -> Answer:
    for _ in range(MAX_REDIRECTS + 1):
        answer = _one_hop(url, headers, allow, deadline)
        if answer.status not in (301, 302, 303, 307, 308):
            return answer
        url = urljoin(url, answer.headers.get("Location", ""))
    raise FetchFailed(f"more than {MAX_REDIRECTS} redirects")


def _one_hop(
    url: str, headers: Mapping[str, str], allow: Collection[str], deadline: float
) -> Answer:
    config = _ALLOWED if _address(url) in allow else _GUARDED
    with HTTPSession(config) as session:
        session.trust_env = False
        with session.request(
            "GET", url, headers=dict(headers), stream=True, allow_redirects=False
        ) as response:
            if response.status_code >= 400:
                raise FetchFailed(
                    f"the server answered {response.status_code}", status=response.status_code
                )
            body = _read(response, deadline)
            return Answer(response.status_code, url, response.headers, body)


def _read(response: requests.Response, deadline: float) -> bytes:
    parts: list[bytes] = []
    size = 0
    for part in response.iter_content(64 * 1024):
        size += len(part)
        if size > MAX_BYTES:
            raise FetchFailed(f"the answer is longer than {MAX_BYTES} bytes")
        if time.monotonic() > deadline:
            raise FetchFailed(f"the answer took longer than {DEADLINE:.0f} s")
        parts.append(part)
    return b"".join(parts)


def _address(url: str) -> str:
    try:
        parts = urlsplit(url)
        port = parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError as problem:
        raise FetchFailed(f"not a web address: {problem}") from problem
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise FetchFailed("only http:// and https:// addresses are fetched")
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    return f"{host}:{port}"
