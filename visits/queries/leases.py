"""Who works on what: session locks of PostgreSQL, which end with the process that holds them."""

from __future__ import annotations

from enum import IntEnum

from django.db import connection

#: Lock numbers are 32 bits wide.
NUMBERS = 2**31 - 1


class Work(IntEnum):
    """The kinds of due rows, as the first half of their lock's number."""

    LINKING = 7401
    READING = 7402
    FETCHING = 7403
    SWEEPING = 7404
    ANSWERING = 7405
    DELIVERING = 7406
    IMPORTING = 7407
    GATHERING = 7408
    WRITING = 7409


def leased(work: Work) -> set[int]:
    """Numbers (`key % NUMBERS`) of the rows that some live process works on."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT objid::bigint FROM pg_locks WHERE locktype = 'advisory' AND granted"
            " AND classid::bigint = %s AND objsubid = 2 AND database ="
            " (SELECT oid FROM pg_database WHERE datname = current_database())",
            [int(work)],
        )
        return {number for (number,) in cursor.fetchall()}
