"""Visits that one being entered may be, or may stand in the way of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q

from visits.extraction.stays import Stay
from visits.models import Official, Visit
from visits.queries.visits import visits_shown

#: How far apart the days of one stay may be told: in two announcements, or misread.
NEAR = timedelta(days=3)
#: For a stay whose days are not told, those of about now.
AROUND = timedelta(days=60)
MOST = 5


@dataclass(frozen=True, slots=True)
class Twin:
    """`is_same`: the same host, so it may be this one; else it is elsewhere on the same days."""

    visit: Visit
    is_same: bool


def twins_of(official: Official, host: str, stay: Stay | None, today: date) -> list[Twin]:
    """Visits of the same person about the same days, those to the same country first."""
    first, last = _days(stay, today)
    told = visits_shown().filter(members__official=official).distinct()
    same = told.filter(host=host).filter(_touching(first - NEAR, last + NEAR))
    found = [Twin(visit, is_same=True) for visit in same.order_by("start_earliest", "pk")[:MOST]]
    if stay is None or stay.start is None or not stay.start.is_day:
        return found
    # A day of travel belongs to two countries.
    inner = (first + timedelta(days=1), max(first + timedelta(days=1), last - timedelta(days=1)))
    if last - first < timedelta(days=2):
        return found
    other = told.exclude(host=host).filter(_touching(*inner), start_latest__isnull=False)
    return found + [Twin(visit, is_same=False) for visit in other.order_by("pk")[:MOST]]


def _days(stay: Stay | None, today: date) -> tuple[date, date]:
    start = (stay.start or stay.end) if stay else None
    end = (stay.end or stay.start) if stay else None
    first = (start.earliest or start.latest) if start else None
    last = (end.latest or end.earliest) if end else None
    if first is None and last is None:
        return today - AROUND, today + AROUND
    one, other = first or last, last or first
    assert one is not None
    assert other is not None
    return min(one, other), max(one, other)


def _touching(first: date, last: date) -> Q:
    """Stays that overlap the days, and those whose days nobody told."""
    begins = Q(start_earliest__lte=last) | Q(start_earliest=None)
    ends = Q(end_latest__gte=first) | Q(end_latest=None, start_latest__gte=first)
    return begins & (ends | Q(end_latest=None, start_latest=None))
