"""Counts of the site's whole life, added up over the workers that share them out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from visits.models import Tally

#: Upper bounds in seconds; a count above the last one comes after these.
BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0, 300.0, 3600.0)


@dataclass(frozen=True, slots=True)
class Counted:
    """What was counted under one label: a number for each bucket, and the seconds together."""

    label: str
    counts: Sequence[int]
    total: float


def tallies(name: str) -> list[Counted]:
    """In the order of their labels."""
    found: dict[str, Counted] = {}
    for row in Tally.objects.filter(name=name):
        before = found.get(row.label) or Counted(row.label, [0] * len(row.counts), 0.0)
        counts = [a + b for a, b in zip(before.counts, row.counts, strict=True)]
        found[row.label] = Counted(row.label, counts, before.total + row.total)
    return list(found.values())
