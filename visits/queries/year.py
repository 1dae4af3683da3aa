"""A year as a heat map: how many visits touch each of its days."""

from __future__ import annotations

import calendar
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.db.models import Count, F, Func, IntegerField, QuerySet
from django.db.models.functions import Greatest, Least

from visits.models import Visit
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
    asked = replace(criteria, from_day=period.first, until_day=period.last)
    found = _with_span(visits_matching(asked, visits_alone()).order_by())
    narrow = found.filter(length__lte=LONGEST)
    starts = _by_day(narrow, "first_day")
    ends = _by_day(narrow, "last_day")
    counts: dict[date, int] = {}
    standing = sum(count for day, count in starts.items() if day < period.first)
    total = standing
    day = period.first
    while day <= period.last:
        standing += starts.get(day, 0)
        total += starts.get(day, 0)
        counts[day] = standing
        standing -= ends.get(day, 0)
        day += timedelta(days=1)
    busiest = max(counts.values())
    return YearView(
        period,
        tuple(_month(period, n, counts, starts, busiest, today) for n in range(1, 13)),
        total,
        found.filter(length__gt=LONGEST).count(),
        busiest,
    )


def _with_span(found: QuerySet[Visit]) -> QuerySet[Visit]:
    columns = ("start_earliest", "start_latest", "end_earliest", "end_latest")
    found = found.alias(first_day=Least(*columns), last_day=Greatest(*columns))
    length = Func(
        F("last_day"), F("first_day"), template="(%(expressions)s) + 1", arg_joiner=" - ",
        output_field=IntegerField(),
    )  # fmt: skip
    return found.alias(length=length)


def _by_day(found: QuerySet[Visit], side: str) -> dict[date, int]:
    rows = found.annotate(day=F(side)).values_list("day").annotate(number=Count("pk"))
    return dict(rows)


def _month(
    period: Year,
    number: int,
    counts: dict[date, int],
    starts: dict[date, int],
    busiest: int,
    today: date,
) -> YearMonth:
    year = period.first.year
    last = calendar.monthrange(year, number)[1]
    days = [date(year, number, n) for n in range(1, last + 1)]
    return YearMonth(
        Month(days[0]),
        tuple(YearDay(d, counts[d], _level(counts[d], busiest), d == today) for d in days),
        sum(starts.get(d, 0) for d in days),
    )


def _level(count: int, busiest: int) -> int:
    return -(-count * LEVELS // busiest) if count else 0
