"""Visits of two countries by days, in plain SQL: building it with the ORM takes longer than it.

They are found by their first day, in the index of the pair; the few that last unusually long are
looked through besides.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from typing import Any

from django.db import connection
from django.db.models.expressions import RawSQL
from django.db.models.sql import Query

from visits.models import Visit
from visits.models.visit_indexes import UNUSUAL_DAYS, USUAL_DAYS
from visits.queries.criteria import VisitCriteria, split_pair

_TOUCHING = (
    "SELECT id FROM visits_visit WHERE {ways} AND days && daterange(%s::date, %s::date, '[]')"
)
_Condition = tuple[str, list[Any]]


def visits_of_pairs(criteria: VisitCriteria) -> RawSQL | None:
    """The keys of those that touch the days asked for; None where no two countries are named."""
    ways, countries = _ways(criteria)
    if not ways:
        return None
    touching = _TOUCHING.format(ways=ways)
    given = [*countries, criteria.from_day, criteria.until_day]
    near, days = _beginning_near(criteria.from_day, criteria.until_day)
    unusual, usual_days = _unusual()
    found = f"{touching} AND {near} UNION ALL {touching} AND {unusual}"
    # All that is not ours in it is given as a parameter.
    return RawSQL(found, [*given, *days, *given, *usual_days])  # noqa: S611


def _ways(criteria: VisitCriteria) -> _Condition:
    """From and to which country, where both are asked for."""
    if criteria.pairs:
        ways = [split_pair(pair) for pair in criteria.pairs]
        ways += [(other, one) for one, other in ways]
        return "(host_id, visitor_country_id) IN %s", [tuple(ways)]
    if criteria.visitors and criteria.hosts:
        told = "host_id IN %s AND visitor_country_id IN %s"
        return told, [criteria.hosts, criteria.visitors]
    return "", []


def _beginning_near(first: date | None, last: date | None) -> _Condition:
    """No fewer of the usual visits than touch the days."""
    since = first - timedelta(days=USUAL_DAYS) if first and _has_days_before(first) else None
    asked = {"start_earliest >= %s": since, "start_earliest <= %s": last}
    near = {condition: day for condition, day in asked.items() if day}
    return " AND ".join(near) or "start_earliest IS NOT NULL", [*near.values()]


def _has_days_before(first: date) -> bool:
    return (first - date.min).days > USUAL_DAYS


@cache
def _unusual() -> _Condition:
    """The condition of the index of unusual visits as Django writes it, for the planner to know."""
    query = Query(Visit, alias_cols=False)
    where = query.build_where(UNUSUAL_DAYS)
    told, given = query.get_compiler(connection=connection).compile(where)
    return f"({told})", [*given]
