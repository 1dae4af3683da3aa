"""Visits asked for, with or without those that have no days."""

from __future__ import annotations

from dataclasses import replace

from django.db.models import Q, QuerySet

from visits.models import Visit
from visits.queries.criteria import VisitCriteria
from visits.queries.visits import touching_days, visits_matching

UNDATED = ("include", "exclude", "only")


def visits_with_undated(
    criteria: VisitCriteria, undated: str, visits: QuerySet[Visit] | None = None
) -> QuerySet[Visit]:
    """The visits asked for; `undated` says what becomes of those without days.

    "" leaves them out where days are asked for. With days, "include" and "only" have the undated
    ones whose tour's window touches the days or is not known.
    """
    first, last = criteria.from_day, criteria.until_day
    found = visits_matching(replace(criteria, from_day=None, until_day=None), visits)
    dated = touching_days(criteria) if first or last else Q(days__isnull=False)
    if undated == "exclude" or (not undated and (first or last)):
        return found.filter(dated)
    if undated == "only":
        return found.filter(_without_days(criteria))
    return found.filter(dated | _without_days(criteria)) if first or last else found


def _without_days(criteria: VisitCriteria) -> Q:
    wanted = Q(days__isnull=True)
    if criteria.from_day:
        wanted &= Q(window_latest__isnull=True) | Q(window_latest__gte=criteria.from_day)
    if criteria.until_day:
        wanted &= Q(window_earliest__isnull=True) | Q(window_earliest__lte=criteria.until_day)
    return wanted
