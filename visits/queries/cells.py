"""The visits of some days in groups of the same values: what the counts of facets are made of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Case, Count, IntegerField, Value, When

from visits.queries.criteria import VisitCriteria, pair_of
from visits.queries.visits import visits_alone, visits_matching

CONFIDENCES = (0.9, 0.75, 0.5)


class Cell(NamedTuple):
    """How many visits share these values; `level` is how many of `levels_of` they reach."""

    status: str
    kind: str
    rank: int
    state: str
    visitor: str | None
    host: str
    region: str
    level: int
    number: int

    @property
    def pair(self) -> str | None:
        return pair_of(self.visitor, self.host) if self.visitor else None


Test = Callable[[Cell], bool]


def levels_of(criteria: VisitCriteria) -> list[float]:
    """The confidences that are counted from, the highest first: three, and the one asked for."""
    asked = {criteria.confidence} if criteria.confidence else set()
    return sorted({*CONFIDENCES, *asked}, reverse=True)


def cells_between(criteria: VisitCriteria, first: date, last: date) -> list[Cell]:
    """All visits of the days that the filters by other things than a cell's values leave."""
    asked = replace(
        criteria, from_day=first, until_day=last, statuses=(), kinds=(), ranks=(), states=(),
        visitors=(), hosts=(), regions=(), pairs=(), confidence=None,
    )  # fmt: skip
    levels = levels_of(criteria)
    reached = [
        When(confidence__gte=least, then=Value(len(levels) - n)) for n, least in enumerate(levels)
    ]
    found = visits_matching(asked, visits_alone()).order_by()
    found = found.annotate(level=Case(*reached, default=Value(0), output_field=IntegerField()))
    columns = ("status", "kind", "rank", "state", "visitor_country", "host", "host__region")
    grouped = found.values_list(*columns, "level")
    return [Cell(*row) for row in grouped.annotate(number=Count("pk"))]


def counted(cells: list[Cell], criteria: VisitCriteria, column: str) -> Counter[Any]:
    """Visits by the column's values, under all filters but the column's own."""
    tests = [test for name, test in _tests(criteria).items() if name != column]
    counts: Counter[Any] = Counter()
    for cell in cells:
        if all(test(cell) for test in tests):
            counts[getattr(cell, column)] += cell.number
    return counts


def _tests(criteria: VisitCriteria) -> dict[str, Test]:
    """What each filter in use asks of a cell, by the cell's column."""
    wanted: dict[str, tuple[Any, ...]] = {
        "status": criteria.statuses,
        "kind": criteria.kinds,
        "rank": criteria.ranks,
        "state": criteria.states,
        "visitor": criteria.visitors,
        "host": criteria.hosts,
        "region": criteria.regions,
        "pair": criteria.pairs,
    }
    if criteria.confidence:
        levels = levels_of(criteria)
        reached = len(levels) - levels.index(criteria.confidence)
        wanted["level"] = tuple(range(reached, len(levels) + 1))
    return {name: _one_of(name, values) for name, values in wanted.items() if values}


def _one_of(column: str, values: tuple[Any, ...]) -> Test:
    return lambda cell: getattr(cell, column) in values
