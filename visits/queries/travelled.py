"""Officials by how much they travelled, in plain SQL.

All journeys are counted in one pass, which a subquery of each official could not do.
"""

from __future__ import annotations

from django.db import connection

from visits.models import Official
from visits.queries.criteria import OfficialCriteria
from visits.queries.officials import officials_matching, officials_shown, tenures_with_office

# Of the few rejected visits all is read; the others are counted out of an index alone: in its
# order, and once, not by every parallel worker.
_MOST_TRAVELLED = """
WITH told AS MATERIALIZED (
  SELECT official_id, count(*) AS number FROM visits_visitmember
  GROUP BY official_id ORDER BY official_id
), rejected AS MATERIALIZED (
  SELECT m.official_id, count(*) AS number
  FROM visits_visitmember m JOIN visits_visit v ON v.id = m.visit_id
  WHERE v.state = 'rejected' GROUP BY m.official_id
)
SELECT o.id, coalesce(told.number, 0) - coalesce(rejected.number, 0)
FROM visits_official o
LEFT JOIN told ON told.official_id = o.id
LEFT JOIN rejected ON rejected.official_id = o.id
WHERE o.id IN ({asked})
ORDER BY 2 DESC, o.folded, o.id LIMIT %s OFFSET %s
"""


class MostTravelled:
    """The officials asked for, with `visit_count` on each: a list to be cut into pages."""

    def __init__(self, criteria: OfficialCriteria) -> None:
        self._asked = officials_matching(criteria).order_by()

    def count(self) -> int:
        return self._asked.count()

    def __len__(self) -> int:
        return self.count()

    def __getitem__(self, part: slice) -> list[Official]:
        numbers = self._numbers(part)
        rows = officials_shown().prefetch_related(tenures_with_office()).in_bulk(numbers)
        found = [rows[key] for key in numbers if key in rows]
        for official in found:
            vars(official)["visit_count"] = numbers[official.pk]
        return found

    def _numbers(self, part: slice) -> dict[int, int]:
        """How many visits they made, by key, in their order."""
        asked, given = self._asked.values("pk").query.sql_with_params()
        statement = _MOST_TRAVELLED.format(asked=asked)
        with connection.cursor() as cursor:
            cursor.execute(statement, [*given, part.stop - part.start, part.start])
            return dict(cursor.fetchall())
