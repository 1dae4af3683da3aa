"""A year as a heat map: how many visits touch each of its days."""

from __future__ import annotations

import calendar
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from visits.queries.criteria import VisitCriteria
from visits.queries.periods import Month, Year
from visits.queries.spans_of_days import DaysCount, visit_counts_by_days

LEVELS = 5


@dataclass(frozen=True, slots=True)
class YearDay:
    """`level` is 0 for no visit, else 1 to 5, against the busiest day of the year."""

    date: date
    count: int
    level: int
    is_today: bool


@dataclass(frozen=True, slots=True)
class YearMonth:
    """`starting` counts the visits that begin in the month; `filler` days it is short of 31."""

    month: Month
    days: tuple[YearDay, ...]
    starting: int

    @property
    def filler(self) -> int:
        return 31 - len(self.days)


@dataclass(frozen=True, slots=True)
class YearView:
    """`wide` visits are told of with a window of more than a month and are on no day."""

    period: Year
    months: tuple[YearMonth, ...]
    count: int
    wide: int
    busiest: int

    @property
    def is_empty(self) -> bool:
        return not self.count and not self.wide


def year_view(period: Year, criteria: VisitCriteria, today: date) -> YearView:
    return year_of(period, visit_counts_by_days(criteria, period.first, period.last), today)


def year_of(period: Year, spans: Sequence[DaysCount], today: date) -> YearView:
    """The view of visits that are counted by their first and last days."""
    narrow = [one for one in spans if not one.is_wide]
    starts: Counter[date] = Counter()
    begin: Counter[date] = Counter()
    ends: Counter[date] = Counter()
    for one in narrow:
        starts[max(one.first, period.first)] += one.number
        begin[one.first] += one.number
        ends[one.last] += one.number
    counts: dict[date, int] = {}
    standing = 0
    for n in range((period.last - period.first).days + 1):
        day = period.first + timedelta(days=n)
        standing += starts[day]
        counts[day] = standing
        standing -= ends[day]
    busiest = max(counts.values())
    return YearView(
        period,
        tuple(_month(period, n, counts, begin, busiest, today) for n in range(1, 13)),
        sum(one.number for one in narrow),
        sum(one.number for one in spans if one.is_wide),
        busiest,
    )


def _month(
    period: Year,
    number: int,
    counts: dict[date, int],
    begin: Counter[date],
    busiest: int,
    today: date,
) -> YearMonth:
    year = period.first.year
    last = calendar.monthrange(year, number)[1]
    days = [date(year, number, n) for n in range(1, last + 1)]
    return YearMonth(
        Month(days[0]),
        tuple(YearDay(d, counts[d], _level(counts[d], busiest), d == today) for d in days),
        sum(begin[d] for d in days),
    )


def _level(count: int, busiest: int) -> int:
    return -(-count * LEVELS // busiest) if count else 0
