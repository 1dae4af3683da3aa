"""The calendar: what a month or a week draws, and the month to open on."""

from __future__ import annotations

import calendar
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.db.models import F
from django.db.models.functions import Coalesce

from visits.models import Visit
from visits.queries.bars import Bar, Packed, Slot, pack
from visits.queries.beside import meetings_beside
from visits.queries.criteria import VisitCriteria
from visits.queries.events import Key, bars_of
from visits.queries.periods import Month, Period, Week
from visits.queries.shelf import MOST_ON_SHELF, Shelf, shelf_of
from visits.queries.spans_of_days import (
    DaysCount,
    crowd_between,
)
from visits.queries.visits import upcoming_visits, visit_to_name, visits_matching

# How many lanes a week has on the page of its month, and on its own.
MONTH_LANES, WEEK_LANES = 5, 20
MOST_LISTED = 12


@dataclass(frozen=True, slots=True)
class Day:
    """`more` bars touch the day but found no lane."""

    date: date
    is_inside: bool
    is_today: bool
    more: int

    @property
    def url(self) -> str:
        return f"/calendar/{self.date.year}/{self.date.month}/{self.date.day}/"


@dataclass(frozen=True, slots=True)
class WeekRows:
    number: int
    days: tuple[Day, ...]
    lanes: tuple[tuple[Slot, ...], ...]

    @property
    def rows(self) -> int:
        """Table rows of the week: the days, the lanes, what does not fit."""
        return len(self.lanes) + 2


@dataclass(frozen=True, slots=True)
class Drawn:
    """`counts` are of all that may be on the days, `bars` those that found a lane."""

    counts: list[DaysCount]
    bars: dict[Key, Bar]


@dataclass(frozen=True, slots=True)
class TableView:
    """What the page of a month or a week shows.

    `bars` are those drawn, in order; `count` is of all that touch the period, drawn or not.
    """

    period: Period
    weeks: tuple[WeekRows, ...]
    bars: tuple[Bar, ...]
    count: int
    shelf: Shelf

    @property
    def is_empty(self) -> bool:
        return not self.count and not self.shelf.count

    @property
    def listed(self) -> tuple[Bar, ...]:
        return self.bars[:MOST_LISTED]

    @property
    def visitors(self) -> list[str]:
        """Names that a filter by official may offer."""
        heads = (bar.visit.head for bar in self.bars if bar.visit)
        return sorted({head.name for head in heads if head})


def month_view(month: Month, criteria: VisitCriteria, today: date, colour: str = "") -> TableView:
    """The weeks of the month; what reaches in from other months is drawn too."""
    grid = calendar.Calendar().monthdatescalendar(month.first.year, month.first.month)
    return _table(month, grid, criteria, today, colour, MONTH_LANES)


def week_view(week: Week, criteria: VisitCriteria, today: date, colour: str = "") -> TableView:
    days = [week.first + timedelta(days=n) for n in range(7)]
    return _table(week, [days], criteria, today, colour, WEEK_LANES)


def _table(
    period: Period,
    grid: list[list[date]],
    criteria: VisitCriteria,
    today: date,
    colour: str,
    most_lanes: int,
) -> TableView:
    crowd = crowd_between(criteria, grid[0][0], grid[-1][-1], most_lanes)
    packed = [pack(week, crowd.leading, most_lanes) for week in grid]
    inside = [one for one in crowd.counts if period.touches(one.first, one.last)]
    wide = [one.key for one in crowd.wide if period.touches(one.first, one.last)]
    del wide[MOST_ON_SHELF:]
    bars = bars_of({*wide, *(key for week in packed for key in week.drawn)}, today, colour)
    shelved = [bars.pop(key) for key in wide if key in bars]
    wide_more = sum(one.number for one in inside if one.is_wide) - len(shelved)
    shelf = shelf_of(period, criteria, shelved, max(0, wide_more))
    return table_of(period, packed, Drawn(crowd.counts, bars), shelf, today)


def table_of(
    period: Period, packed: list[Packed], drawn: Drawn, shelf: Shelf, today: date
) -> TableView:
    """The view of weeks that are packed."""
    listed = sorted(
        (bar for bar in drawn.bars.values() if bar.touches(period.first, period.last)), key=_order
    )
    narrow = [one for one in drawn.counts if not one.is_wide]
    return TableView(
        period=period,
        weeks=tuple(
            _week(week, drawn.bars, period, today, _on_days(narrow, week)) for week in packed
        ),
        bars=tuple(listed),
        count=sum(one.number for one in narrow if period.touches(one.first, one.last)),
        shelf=shelf,
    )


def _order(bar: Bar) -> tuple[object, ...]:
    return (bar.first, bar.key)


def _on_days(counts: list[DaysCount], week: Packed) -> dict[date, int]:
    """How many touch each day of the week, whether they found a lane or not."""
    return {
        day: sum(one.number for one in counts if one.first <= day <= one.last) for day in week.dates
    }


def _week(
    week: Packed,
    bars: dict[tuple[bool, int], Bar],
    period: Period,
    today: date,
    counts: dict[date, int],
) -> WeekRows:
    drawn = [one for lane in week.lanes for one in lane]
    first, last = period.first, period.last
    days = tuple(
        Day(
            day,
            first <= day <= last,
            day == today,
            max(0, counts[day] - sum(one.first <= day <= one.last for one in drawn)),
        )
        for day in week.dates
    )
    return WeekRows(week.dates[0].isocalendar().week, days, week.slots(bars))


def next_visit(criteria: VisitCriteria, today: date) -> Visit | None:
    """The visit asked for that begins next, today's included."""
    undated = replace(criteria, from_day=None, until_day=None)
    found = upcoming_visits(today, undated, visit_to_name()).filter(start_earliest__gte=today)
    return found.order_by(_start(criteria), "end_latest", "rank", "pk").first()


def _start(criteria: VisitCriteria) -> F | Coalesce:
    """The first day to sort by: an expression where words or people may leave few visits, so that
    no index in the order of days is walked through to find them."""
    looks_up = criteria.text or criteria.officials or criteria.sources or criteria.languages
    return Coalesce("start_earliest", "end_latest") if looks_up else F("start_earliest")


def opening_month(criteria: VisitCriteria, today: date) -> Month:
    """The month of today if it shows something, else the nearest that does, else today's."""
    month = Month.of(today)
    if _shows_something(month, criteria):
        return month
    near = [found for found in reversed(nearest_months(month, criteria)) if found]
    return min(near, key=lambda found: abs((found.first - month.first).days), default=month)


def nearest_months(period: Period, criteria: VisitCriteria) -> tuple[Month | None, Month | None]:
    """The last month before and the first month after in which something starts."""
    undated = replace(criteria, from_day=None, until_day=None)
    visits = visits_matching(undated).values_list("start_earliest", flat=True)
    meetings = meetings_beside(undated).values_list("day_earliest", flat=True)
    visits, meetings = visits.order_by(_start(criteria)), meetings.order_by("day_earliest")
    before = [
        visits.filter(start_earliest__lt=period.first).last(),
        meetings.filter(day_earliest__lt=period.first).last(),
    ]
    after = [
        visits.filter(start_earliest__gt=period.last).first(),
        meetings.filter(day_earliest__gt=period.last).first(),
    ]
    earlier = max((day for day in before if day), default=None)
    later = min((day for day in after if day), default=None)
    return Month.of(earlier) if earlier else None, Month.of(later) if later else None


def _shows_something(month: Month, criteria: VisitCriteria) -> bool:
    asked = replace(criteria, from_day=month.first, until_day=month.last)
    return visits_matching(asked).exists() or meetings_beside(asked).exists()
