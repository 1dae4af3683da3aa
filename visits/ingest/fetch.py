"""Fetching with manners: robots.txt, one request to a host at a time, a pause between."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone

from visits.ingest.politeness import host_of, turn
from visits.ingest.robots import Verdict, verdict_on
from visits.outbound import Answer, FetchFailed, fetch

ACCEPT = (
    "application/atom+xml, application/rss+xml, application/feed+json, text/calendar, "
    "application/xml;q=0.9, application/json;q=0.9, text/html;q=0.8, */*;q=0.5"
)
#: How long a fetch waits for its host before it leaves the host to others.
PATIENCE = 20.0


class RobotsRefused(FetchFailed):
    """The host's robots.txt does not let us read the address."""


def get(
    url: str, *, etag: str = "", last_modified: str = "", deadline: float | None = None
) -> Answer:
    """The answer to a conditional GET, every hop of it polite.

    Raises FetchFailed, RobotsRefused among them, and HostBusy.
    """
    return fetch(
        url,
        etag=etag,
        last_modified=last_modified,
        allow=settings.OUTBOUND_ALLOW,
        passing=_allowed,
        accept=ACCEPT,
        deadline=deadline,
    )


@contextmanager
def _allowed(url: str) -> Iterator[None]:
    verdict = _verdict(url, timezone.now())
    if verdict.refusal:
        raise RobotsRefused(verdict.refusal)
    pause = max(settings.HOST_PAUSE, verdict.delay or timedelta(0))
    with turn(host_of(url), patience=PATIENCE, pause=pause):
        yield


def _verdict(url: str, now: datetime) -> Verdict:
    try:
        return verdict_on(url, now, _robots)
    except ValueError as problem:
        raise FetchFailed(f"not a web address: {problem}") from problem


def _robots(url: str) -> Answer:
    """A robots.txt, itself behind no other rule than the turn of its host."""
    return fetch(url, allow=settings.OUTBOUND_ALLOW, passing=_in_turn, deadline=20)


@contextmanager
def _in_turn(url: str) -> Iterator[None]:
    with turn(host_of(url), patience=PATIENCE, pause=settings.HOST_PAUSE):
        yield
