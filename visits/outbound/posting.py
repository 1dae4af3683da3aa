"""HTTP POST under the guards of the one client: no private address, no redirects, no waiting."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import requests
from requests_hardened import HTTPSession
from urllib3.exceptions import HTTPError

from visits.outbound.client import FetchFailed, address, guards
from visits.outbound.deadline import Deadline

DEADLINE = 20.0


class PostFailed(Exception):
    """What was sent was not taken; the message says why.

    `status` and `headers` are those of the answer, where there was one.
    """

    def __init__(
        self, reason: str, *, status: int | None = None, headers: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(reason)
        self.status = status
        self.headers: Mapping[str, str] = headers if headers is not None else {}


def post(url: str, body: bytes, *, headers: Mapping[str, str], allow: Collection[str] = ()) -> int:
    """The status of an answer from 200 to 299; its body is not read.

    `allow` lists the private host:port that may be reached. Raises PostFailed for anything else:
    refused addresses, network faults, redirects, other statuses, more than 20 seconds in all.
    """
    try:
        guarded = address(url) not in allow
    except FetchFailed as problem:
        raise PostFailed(str(problem)) from problem
    with Deadline(DEADLINE) as limit:
        try:
            return _sent(url, body, headers, limit, is_guarded=guarded)
        # requests lets through what urllib3, the codecs and the sockets say of odd names, answers.
        except (requests.RequestException, HTTPError, OSError, ValueError) as problem:
            if limit.expired:
                raise PostFailed(f"no answer within {DEADLINE:g} s") from problem
            raise PostFailed(f"{type(problem).__name__}: {problem}") from problem


def _sent(
    url: str, body: bytes, headers: Mapping[str, str], limit: Deadline, *, is_guarded: bool
) -> int:
    with HTTPSession(guards(is_guarded=is_guarded)) as session:
        session.trust_env = False
        limit.watch(session)
        with session.request(
            "POST", url, data=body, headers=dict(headers), stream=True, allow_redirects=False
        ) as response:
            if not 200 <= response.status_code < 300:
                raise PostFailed(
                    f"the server answered {response.status_code}",
                    status=response.status_code,
                    headers=response.headers,
                )
            return int(response.status_code)
