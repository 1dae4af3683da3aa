"""Visits that linking kept apart, and that may be one all the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from itertools import product

from django.db import connection

from visits.models import Decision, VisitClaim
from visits.terms import DecisionKind

Pair = tuple[int, int]
#: Of the visits that changed last so many are looked at, each beside those of the same person.
LATEST = 2000
#: Days that may lie between the two, and between their last changes where one has no days.
NEAR, NEAR_UNDATED = 7, 45


def visits_perhaps_one(most: int) -> list[Pair]:
    """Pairs of visits of one person to one country that are told of the same days, or nearly, or
    of none; those that an editor said to be two are left out. The latest first."""
    with connection.cursor() as cursor:
        cursor.execute(_PAIRS, [LATEST, NEAR, NEAR, NEAR_UNDATED, most])
        found = [(one, other) for one, other in cursor.fetchall()]
    apart = _parted({pk for pair in found for pk in pair}) if found else set()
    return [pair for pair in found if pair not in apart]


def _parted(visits: Collection[int]) -> set[Pair]:
    """The pairs of visits between which an editor's "not the same" stands."""
    texts: defaultdict[int, set[int]] = defaultdict(set)
    links = VisitClaim.objects.filter(visit__in=visits).order_by()
    for visit, text, root in links.values_list(
        "visit", "claim__announcement", "claim__announcement__root"
    ):
        texts[root or text].add(visit)
    made = Decision.objects.filter(
        kind=DecisionKind.NOT_SAME, undone_at=None, announcement__in=list(texts)
    ).order_by()
    found = set()
    for one, other in made.values_list("announcement", "other_announcement"):
        for a, b in product(texts[one], texts.get(other or 0, ())):
            found.add((min(a, b), max(a, b)))
    return found


# The days of a visit are `told`; of an undated one those of its tour, where they are known.
_PAIRS = """
SELECT LEAST(a.id, b.id) AS one, GREATEST(a.id, b.id) AS other
FROM (
  SELECT id, head_id, host_id, changed_at, COALESCE(days, CASE
    WHEN window_earliest IS NOT NULL AND window_latest IS NOT NULL
    THEN daterange(window_earliest, window_latest, '[]') END) AS told
  FROM visits_visit WHERE state <> 'rejected' AND head_id IS NOT NULL
  ORDER BY changed_at DESC LIMIT %s
) AS a
JOIN visits_visit b ON b.head_id = a.head_id AND b.host_id = a.host_id AND b.id <> a.id
CROSS JOIN LATERAL (SELECT COALESCE(b.days, CASE
  WHEN b.window_earliest IS NOT NULL AND b.window_latest IS NOT NULL
  THEN daterange(b.window_earliest, b.window_latest, '[]') END) AS told) AS of_b
WHERE b.state <> 'rejected' AND CASE
  WHEN a.told IS NOT NULL AND of_b.told IS NOT NULL
  THEN a.told && daterange(lower(of_b.told) - %s, upper(of_b.told) + %s)
  ELSE abs(extract(epoch FROM a.changed_at - b.changed_at)) < 86400 * %s END
GROUP BY one, other
ORDER BY max(a.changed_at) DESC, one, other
LIMIT %s
"""
