"""Taking due rows for one process alone."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager

from django.db import InterfaceError, OperationalError, connection

from visits.queries.leases import NUMBERS, Work


@contextmanager
def lease(work: Work, keys: Collection[int]) -> Iterator[list[int]]:
    """Those of the keys that no other process works on; they are ours until the block ends.

    A killed process loses them at once, and so does one whose connection broke: whoever stores
    results under a lease stores the same when it is done twice.
    """
    ours = _locked(work, keys)
    try:
        yield ours
    finally:
        _unlock(work, ours)


def _locked(work: Work, keys: Collection[int]) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT key FROM unnest(%s::bigint[]) AS key"
            " WHERE pg_try_advisory_lock(%s, (key %% %s)::int) ORDER BY key",
            [sorted(set(keys)), int(work), NUMBERS],
        )
        return [key for (key,) in cursor.fetchall()]


def _unlock(work: Work, keys: Collection[int]) -> None:
    if not keys:
        return
    try:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(pg_advisory_unlock(%s, (key %% %s)::int))"
                " FROM unnest(%s::bigint[]) AS key",
                [int(work), NUMBERS, list(keys)],
            )
    except (InterfaceError, OperationalError):
        # The session is gone, and the locks with it.
        connection.close()
