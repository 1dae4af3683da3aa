"""One request to a host at a time, from whichever worker, and a pause after it.

The turn is an advisory lock of the database, so that it goes when its worker dies; the pause is
kept by the database's clock, which is the one that all workers share.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from urllib.parse import urlsplit

from django.db import Error, connection
from django.db.models import ExpressionWrapper, F
from django.db.models.fields import DurationField
from django.db.models.functions import Now

from visits.models import Host

#: Of PostgreSQL's advisory locks, those on hosts.
_HOSTS = 7410
_POLL = 0.2
#: A pause that seems longer was written by a clock that has stepped back.
LONGEST_PAUSE = timedelta(seconds=30)
_PORTS = {"http": 80, "https": 443}


class HostBusy(Exception):
    """The host's turn did not come; `wait` is about how long it may take."""

    def __init__(self, host: str, wait: timedelta) -> None:
        super().__init__(f"another request to {host} is under way")
        self.wait = wait


def host_of(url: str) -> str:
    """Whose turn a request is: the host, with its port where that is not the usual one."""
    parts = urlsplit(url)
    port = parts.port
    name = (parts.hostname or "").lower()
    return name if port in (None, _PORTS.get(parts.scheme)) else f"{name}:{port}"


@contextmanager
def turn(host: str, *, patience: float, pause: timedelta) -> Iterator[None]:
    """Waits for the host to be free, at most `patience` seconds, and keeps it to the end.

    Raises HostBusy. Afterwards nobody asks the host for `pause`.
    """
    until = time.monotonic() + patience
    while not _locked(host):
        if time.monotonic() > until:
            raise HostBusy(host, timedelta(seconds=max(patience, 5)))
        time.sleep(_POLL)
    try:
        _rest(host, until)
        try:
            yield
        finally:
            pause = min(pause, LONGEST_PAUSE)
            Host.objects.filter(name=host).update(free_at=Now() + pause)
    finally:
        _unlock(host)


def _rest(host: str, until: float) -> None:
    """Sits out what is left of the pause after the request before."""
    Host.objects.get_or_create(name=host)
    left = ExpressionWrapper(F("free_at") - Now(), DurationField())
    wait = Host.objects.filter(name=host).values_list(left, flat=True).get()
    if wait is None or not timedelta(0) < wait <= LONGEST_PAUSE:
        return
    if time.monotonic() + wait.total_seconds() > until:
        raise HostBusy(host, wait)
    time.sleep(wait.total_seconds())


def _locked(host: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [_HOSTS, _number(host)])
        (alone,) = cursor.fetchone()
    return bool(alone)


def _unlock(host: str) -> None:
    # Where the connection is gone, the lock is as well.
    with suppress(Error), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [_HOSTS, _number(host)])


def _number(host: str) -> int:
    digest = hashlib.sha256(host.encode()).digest()
    return int.from_bytes(digest[:4], "big", signed=True)
