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
    """Whether the exact days of two stays leave a night that both claim."""
    if one.start is None or other.start is None:
        return False
    if one.start.first == one.start.last == other.start.first == other.start.last:
        return bool(one.end and other.end and min(one.end.first, other.end.first) > one.start.last)
    first, then = sorted((one, other), key=lambda s: (s.start.first if s.start else 0, s.key))
    assert then.start is not None
    return first.end is not None and first.end.first > then.start.last
