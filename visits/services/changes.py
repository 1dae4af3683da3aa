"""The sequence of changes: numbered after the commit, by one at a time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from visits.terms import ChangeNoun


@dataclass(frozen=True, slots=True)
class ChangeState:
    """The last number of some nouns and when it was given; 0 and None before the first."""

    number: int
    at: datetime | None


def number_changes(*, nouns: Iterable[ChangeNoun] = tuple(ChangeNoun)) -> ChangeState:
    """The state after all that is committed has its number; one query.

    To be called outside of a transaction: a lock is held until the end of it.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT latest, latest_at FROM changes_numbered(%s)", [[*nouns]])
        row = cursor.fetchone()
    return ChangeState(*row) if row else ChangeState(0, None)
