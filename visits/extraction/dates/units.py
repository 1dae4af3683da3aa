"""Calendar units and the arithmetic of shifting by them."""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from enum import IntEnum

from visits.extraction.dates.expressions import Precision
from visits.extraction.dates.windows import Window


class Unit(IntEnum):
    HOUR = 0
    DAY = 1
    WEEK = 2
    FORTNIGHT = 3
    WEEKEND = 4
    MONTH = 5
    QUARTER = 6
    HALF = 7
    YEAR = 8
    DECADE = 9
    CENTURY = 10


PRECISION = {
    Unit.HOUR: Precision.DAY,
    Unit.DAY: Precision.DAY,
    Unit.WEEK: Precision.WEEK,
    Unit.FORTNIGHT: Precision.RANGE,
    Unit.WEEKEND: Precision.WEEKEND,
    Unit.MONTH: Precision.MONTH,
    Unit.QUARTER: Precision.QUARTER,
    Unit.HALF: Precision.PART_OF_YEAR,
    Unit.YEAR: Precision.YEAR,
    Unit.DECADE: Precision.DECADE,
    Unit.CENTURY: Precision.CENTURY,
}

# How many days a count of one unit may be: a month is 28 to 31.
SPAN_OF_DAYS = {
    Unit.DAY: (1, 1),
    Unit.WEEK: (7, 7),
    Unit.FORTNIGHT: (14, 14),
    Unit.WEEKEND: (2, 2),
    Unit.MONTH: (28, 31),
    Unit.QUARTER: (90, 92),
    Unit.HALF: (181, 184),
    Unit.YEAR: (365, 366),
    Unit.DECADE: (3652, 3653),
    Unit.CENTURY: (36524, 36525),
}
_MONTHS = {Unit.MONTH: 1, Unit.QUARTER: 3, Unit.HALF: 6, Unit.YEAR: 12}
_YEARS = {Unit.DECADE: 10, Unit.CENTURY: 100}
_FIRST_MONTH = {0: 3, 1: 6, 2: 9, 3: 12}  # northern seasons; winter is named by its December


def shift(day: date, unit: Unit, count: int) -> date:
    """The day so many units on (negative: back); the 31st becomes the last day where needed."""
    if unit in (Unit.DAY, Unit.HOUR):
        return day + timedelta(days=count if unit is Unit.DAY else 0)
    if unit in (Unit.WEEK, Unit.WEEKEND):
        return day + timedelta(days=7 * count)
    if unit is Unit.FORTNIGHT:
        return day + timedelta(days=14 * count)
    months = count * (_MONTHS.get(unit) or 12 * _YEARS[unit])
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def unit_around(day: date, unit: Unit) -> Window:
    """The unit that the day lies in; of a weekday, the weekend that ends its week."""
    if unit in (Unit.DAY, Unit.HOUR):
        return Window(day, day)
    if unit in (Unit.WEEK, Unit.WEEKEND, Unit.FORTNIGHT):
        monday = day - timedelta(days=day.weekday())
        if unit is Unit.WEEKEND:
            return Window(monday + timedelta(days=5), monday + timedelta(days=6))
        return Window(monday, monday + timedelta(days=6 if unit is Unit.WEEK else 13))
    if unit in _YEARS:
        first = day.year - day.year % _YEARS[unit]
        return Window(date(max(first, 1), 1, 1), date(first + _YEARS[unit] - 1, 12, 31))
    size = _MONTHS[unit]
    first = (day.month - 1) // size * size + 1
    return Window(date(day.year, first, 1), month_of(day.year, first + size - 1).latest)


def month_of(year: int, month: int) -> Window:
    return Window(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]))


def year_of(year: int) -> Window:
    return Window(date(year, 1, 1), date(year, 12, 31))


def season_of(year: int, season: int) -> Window:
    """Spring is 0; the winter of a year begins in its December."""
    first = date(year, _FIRST_MONTH[season], 1)
    return Window(first, shift(first, Unit.MONTH, 3) - timedelta(days=1))


def part_of(window: Window, unit: Unit, part: int) -> Window:
    """The early (0), middle (1) or late (2) part: tenths of days of a month, thirds otherwise.

    A day and a weekend are not divided; a week is Monday to Wednesday, Tuesday to Thursday,
    Friday to Sunday.
    """
    first, last = window.earliest, window.latest
    if first is None or last is None or unit in (Unit.DAY, Unit.HOUR, Unit.WEEKEND):
        return window
    if unit is Unit.WEEK:
        start = first + timedelta(days=(0, 1, 4)[part])
        return Window(start, start + timedelta(days=2))
    if unit is Unit.MONTH:
        return Window(
            first.replace(day=1 + 10 * part),
            last if part == 2 else first.replace(day=10 + 10 * part),
        )
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    third = max(1, months // 3)
    start = shift(first, Unit.MONTH, third * part)
    if part == 2:
        return Window(start, last)
    return Window(start, shift(start, Unit.MONTH, third) - timedelta(days=1))


def weekday_of_month(year: int, month: int, nth: int, weekday: int) -> date:
    """The nth such weekday of the month; the last one where it has no nth."""
    first = date(year, month, 1)
    day = first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))
    return day if day.month == month else day - timedelta(days=7)
