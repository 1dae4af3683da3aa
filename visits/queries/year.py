"""A year as a heat map: how many visits touch each of its days."""

from __future__ import annotations

import calendar
from collections import Counter
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.db.models import Count
from django.db.models.functions import Greatest, Least

from visits.queries.criteria import VisitCriteria
from visits.queries.periods import Month, Year
from visits.queries.visits import visits_alone, visits_matching

LEVELS = 5
# "In 2025" says nothing of a day: longer spans are counted beside the days.
LONGEST = 31


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
    spans = _spans(period, criteria)
    narrow = {days: n for days, n in spans.items() if (days[1] - days[0]).days < LONGEST}
    starts: Counter[date] = Counter()
    begin: Counter[date] = Counter()
    ends: Counter[date] = Counter()
    for (first, last), number in narrow.items():
        starts[max(first, period.first)] += number
        begin[first] += number
        ends[last] += number
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
        sum(narrow.values()),
        sum(spans.values()) - sum(narrow.values()),
        busiest,
    )


def _spans(period: Year, criteria: VisitCriteria) -> dict[tuple[date, date], int]:
    """How many visits have the same first and last day; one query, however many there are."""
    asked = replace(criteria, from_day=period.first, until_day=period.last)
    columns = ("start_earliest", "start_latest", "end_earliest", "end_latest")
    found = visits_matching(asked, visits_alone()).order_by()
    found = found.annotate(first_day=Least(*columns), last_day=Greatest(*columns))
    rows = found.values_list("first_day", "last_day").annotate(number=Count("pk"))
    return {(first, last): number for first, last, number in rows}


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
