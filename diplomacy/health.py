"""What load balancers, containers and the start of the demo ask."""

from __future__ import annotations

from django.conf import settings
from django.core.cache import cache
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

_current: set[str] = set()


@require_safe
def livez(request: HttpRequest) -> JsonResponse:
    """200 from a process that serves at all; no server behind it is asked."""
    return JsonResponse({"status": "ok"})


@require_safe
def readyz(request: HttpRequest) -> JsonResponse:
    """200 where the database answers and has all migrations, else 503.

    A broker out of reach is told and is no reason: pages need none, and what is due waits.
    """
    database = _database()
    found = {"database": database, "broker": _broker()}
    is_ready = database == "ok"
    status = {"status": "ok" if is_ready else "not ready"}
    return JsonResponse(status | found, status=200 if is_ready else 503)


def _database() -> str:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        if connection.alias not in _current and _is_behind():
            return "migrations are missing"
    except DatabaseError:
        return "out of reach"
    _current.add(connection.alias)
    return "ok"


def _is_behind() -> bool:
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _broker() -> str:
    try:
        cache.get(f"{settings.KEY_PREFIX}-is-there")
    except Exception:  # the cache's client has errors of its own for each way to be away
        return "out of reach"
    return "ok"
