"""PostgreSQL and Valkey under `var/`, for whoever sets no DATABASE_URL and no REDIS_URL.

The first process that needs a server starts it, later ones adopt it, the last one to leave stops
it. See docs/decisions/embedded-servers.md.
"""

from __future__ import annotations

import atexit
import os

from diplomacy import environment
from diplomacy.embedded.folders import lay_out
from diplomacy.embedded.leases import Lease, alone
from diplomacy.embedded.places import Places
from diplomacy.embedded.postgres import Postgres
from diplomacy.embedded.valkey import Valkey

_lease: Lease | None = None


def ensure(places: Places) -> None:
    """Both servers run and this process has a share in them until it ends."""
    global _lease
    if _lease is not None and _lease.owner == os.getpid():
        return
    lay_out(places)
    with alone(places.locks / "starting"):
        lease = Lease(places.locks / "in-use")
        for server in _wanted(places):
            server.ensure()
    _lease = lease
    atexit.register(release, places)


def release(places: Places) -> None:
    """Gives the share back; stops the servers when nobody else has one."""
    global _lease
    if _lease is None or _lease.owner != os.getpid():
        return
    with alone(places.locks / "starting"):
        if _lease.is_last():
            for server in reversed(_wanted(places)):
                server.stop()
        _lease.give_back()
    _lease = None


def ensure_for_settings() -> None:
    # Inline: the settings import this package.
    from django.conf import settings  # noqa: PLC0415

    places: Places = settings.PLACES
    if _wanted(places):
        ensure(places)


def _wanted(places: Places) -> list[Postgres | Valkey]:
    servers: list[Postgres | Valkey] = []
    if not environment.text("DATABASE_URL"):
        servers.append(Postgres(places))
    if not environment.text("REDIS_URL"):
        servers.append(Valkey(places))
    return servers
