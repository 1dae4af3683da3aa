"""Counting, for metrics, in the database: so every machine's counts are in one place."""

from __future__ import annotations

import os
from bisect import bisect_left
from collections.abc import Sequence

from django.db import connection

from visits.queries.tallies import BUCKETS

SLOTS = 16
_ADD = """
INSERT INTO visits_tally AS t (name, label, slot, counts, total) VALUES (%s, %s, %s, %s, %s)
ON CONFLICT (name, label, slot) DO UPDATE SET
  total = t.total + EXCLUDED.total,
  counts = (
    SELECT array_agg(coalesce(a, 0) + coalesce(b, 0) ORDER BY place)
    FROM unnest(t.counts, EXCLUDED.counts) WITH ORDINALITY AS both_of(a, b, place)
  )
"""


def count_seconds(*, name: str, label: str, seconds: Sequence[float]) -> None:
    """Adds durations to what was counted under this name and label."""
    if not seconds:
        return
    counts = [0] * (len(BUCKETS) + 1)
    for one in seconds:
        counts[bisect_left(BUCKETS, one)] += 1
    _add(name, label, counts, sum(seconds))


def count_event(*, name: str, label: str) -> None:
    """Adds one to what was counted under this name and label."""
    _add(name, label, [1], 0.0)


def _add(name: str, label: str, counts: list[int], total: float) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_ADD, [name, label[:80], os.getpid() % SLOTS, counts, total])
