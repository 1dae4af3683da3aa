"""Diaries that can't be, and those with a day missing: flagged, never repaired."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from visits.linking.components import EXACT
from visits.linking.stops import Stop
from visits.terms import VisitStatus

# From one stop to the next a night may pass on the way.
ON_THE_WAY = 2


def flags_of(ordered: Sequence[Stop]) -> tuple[str, ...]:
    """What is impossible or missing in the diary; flagged, never repaired."""
    going = [
        s
        for s in ordered
        if s.visit.status not in (VisitStatus.CANCELLED, VisitStatus.POSTPONED)
        and not s.visit.rejected
    ]
    dated = [s for s in going if s.start is not None and s.start.length <= EXACT]
    flags = set()
    for i, one in enumerate(dated):
        for other in dated[i + 1 :]:
            if one.visit.host != other.visit.host and _torn(one, other):
                flags.add("two places at once")
    for one, other in pairwise(dated):
        last, first = one.end or one.start, other.start
        assert last is not None
        assert first is not None
        if first.first - last.last > ON_THE_WAY and len(dated) == len(going):
            flags.add("gap")
    return tuple(sorted(flags))


def _torn(one: Stop, other: Stop) -> bool:
    """Whether the exact days of two stays, the first begun no later, leave a night to both."""
    if one.start is None or other.start is None or one.end is None:
        return False
    if one.start == other.start and one.start.length == 1:
        return other.end is not None and min(one.end.first, other.end.first) > one.start.last
    return one.end.first > other.start.last
