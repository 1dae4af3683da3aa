"""Figures: who visits whom, as a matrix and over the years, of visits that were made."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.db.models import Count, QuerySet
from django.db.models.functions import Coalesce, ExtractYear

from visits.models import Visit
from visits.queries.criteria import VisitCriteria, pair_of
from visits.queries.outcomes import FIRST_DAY, NOT_MADE
from visits.queries.visits import visits_alone, visits_matching
from visits.queries.wording import country_name

MOST_COUNTRIES = 16
LEVELS = 5
# The drawings, in their own units.
CELL, MATRIX_LEFT, MATRIX_TOP = 46, 170, 34
YEARS_LEFT, YEARS_RIGHT, YEARS_TOP, YEARS_BASE = 44, 994, 16, 226


@dataclass(frozen=True, slots=True)
class Flow:
    """Visits from one country to another one."""

    visitor: str
    host: str
    number: int


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """`level` is 0 for none to 5 for the most; `pair` is "" of a country with itself."""

    x: int
    y: int
    number: int
    level: int
    pair: str


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """The row of a visitor; `x` and `y` are where the country's names stand in the drawing."""

    code: str
    name: str
    x: int
    y: int
    cells: tuple[MatrixCell, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Visitors down, hosts across, the same countries in the same order; `left` found no room."""

    rows: tuple[MatrixRow, ...]
    width: int
    height: int
    most: int
    left: int


@dataclass(frozen=True, slots=True)
class YearBar:
    year: int
    number: int
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Years:
    bars: tuple[YearBar, ...]
    ticks: tuple[tuple[float, int], ...]
    most: int
    undated: int


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Visits that the figures cannot hold: without a day where days are asked for, and, in the
    matrix alone, without a known country of the visitor."""

    undated: int
    nameless: int


def left_out_of(criteria: VisitCriteria) -> LeftOut:
    """How many there are; two queries at most."""
    undated = 0
    if criteria.from_day or criteria.until_day:
        every = replace(criteria, from_day=None, until_day=None)
        undated = _made(every).filter(days=None).count()
    return LeftOut(undated, _made(criteria).filter(visitor_country=None).count())


def flows_of(criteria: VisitCriteria) -> list[Flow]:
    """How often each country visited each other, the most on top; one query."""
    known = _made(criteria).exclude(visitor_country=None)
    rows = known.values_list("visitor_country", "host").annotate(number=Count("*"))
    return sorted((Flow(*row) for row in rows), key=lambda f: (-f.number, f.visitor, f.host))


def years_of(criteria: VisitCriteria) -> dict[int | None, int]:
    """How many visits began in each year, None for those without a day; two queries.

    Of a bare column the planner knows how few years there are, and sorts no rows to count them.
    """
    begun = _by_year(_made(criteria).exclude(start_earliest=None), "start_earliest")
    return dict(begun + _by_year(_made(criteria).filter(start_earliest=None), FIRST_DAY))


def _by_year(visits: QuerySet[Visit], day: str | Coalesce) -> Counter[int | None]:
    years = visits.annotate(year=ExtractYear(day)).values_list("year")
    return Counter(dict(years.annotate(number=Count("*"))))


def matrix_of(flows: Iterable[Flow]) -> Matrix | None:
    """The busiest countries against each other; None where there is nothing to draw."""
    numbers = {(flow.visitor, flow.host): flow.number for flow in flows}
    totals: Counter[str] = Counter()
    for (visitor, host), number in numbers.items():
        totals[visitor] += number
        totals[host] += number
    if not totals:
        return None
    busiest = sorted(totals, key=lambda code: (-totals[code], code))
    shown = busiest[:MOST_COUNTRIES]
    inside = {key: n for key, n in numbers.items() if {*key} <= {*shown} and key[0] != key[1]}
    most = max(inside.values(), default=0)
    rows = tuple(_row(n, code, shown, numbers, most) for n, code in enumerate(shown))
    side = CELL * len(shown)
    return Matrix(
        rows, MATRIX_LEFT + side + 4, MATRIX_TOP + side + 4, most, len(busiest) - len(shown)
    )


def drawn_years(counts: dict[int | None, int]) -> Years | None:
    """A bar a year from the first to the last one; None where no visit has a day."""
    dated = sorted(year for year in counts if year is not None)
    if not dated:
        return None
    span = range(dated[0], dated[-1] + 1)
    most = max(counts[year] for year in dated)
    step = (YEARS_RIGHT - YEARS_LEFT) / len(span)
    wide = min(step * 0.84, 60)
    bars = []
    for at, year in enumerate(span):
        number = counts.get(year, 0)
        height = round((YEARS_BASE - YEARS_TOP) * number / most, 1)
        x = round(YEARS_LEFT + at * step + (step - wide) / 2, 1)
        bars.append(YearBar(year, number, x, YEARS_BASE - height, round(wide, 1), height))
    every = next(n for n in (1, 2, 5, 10, 20, 50, 100) if len(span) / n <= 14)
    ticks = tuple(
        (round(bar.x + bar.width / 2, 1), bar.year) for bar in bars if bar.year % every == 0
    )
    return Years(tuple(bars), ticks, most, counts.get(None, 0))


def _made(criteria: VisitCriteria) -> QuerySet[Visit]:
    found = visits_matching(criteria, visits_alone())
    return found.exclude(status__in=NOT_MADE).order_by()


def _row(
    at: int, code: str, shown: list[str], numbers: dict[tuple[str, str], int], most: int
) -> MatrixRow:
    y = MATRIX_TOP + at * CELL
    cells = []
    for column, host in enumerate(shown):
        number = numbers.get((code, host), 0)
        pair = "" if host == code else pair_of(code, host).lower()
        level = -(-number * LEVELS // most) if most and pair else 0
        cells.append(MatrixCell(MATRIX_LEFT + column * CELL, y, number, level, pair))
    return MatrixRow(code, country_name(code), MATRIX_LEFT + at * CELL, y, tuple(cells))
