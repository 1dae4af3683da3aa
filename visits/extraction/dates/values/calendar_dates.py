"""Dates of the calendar with parts missing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from visits.extraction.dates.expressions import Precision
from visits.extraction.dates.units import (
    Unit,
    month_of,
    shift,
    year_of,
)
from visits.extraction.dates.values.context import (
    FAR_DAYS,
    Context,
    Reading,
    Tense,
    Value,
    day_reading,
    pick,
    with_part,
)


@dataclass(frozen=True, slots=True)
class CalendarDate:
    """A year, a month, a day of the month and a weekday, any of them missing.

    `year_shift` and `month_shift` are relative ("May next year", "the 15th of this month");
    `step` picks the weekday or the month before (-1), in (0) or after (1) the present one.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    part: int | None = None
    year_shift: int | None = None
    month_shift: int | None = None
    step: int | None = None

    def resolve(self, context: Context) -> Reading | None:
        try:
            return self._resolve(context)
        except (ValueError, OverflowError):
            return None

    def _resolve(self, context: Context) -> Reading | None:
        year = self.year
        if self.year_shift is not None:
            year = context.reference.year + self.year_shift
        stated = self.year is not None
        if self.month_shift is not None and self.day is not None:
            base = shift(context.reference.replace(day=1), Unit.MONTH, self.month_shift)
            return day_reading(base.replace(day=self.day), stated=False)
        if self.month is None:
            return self._without_month(year, context)
        if year is None:
            year = self._year(context)
            if year is None:
                return None
        if self.day is not None:
            return day_reading(date(year, self.month, self.day), stated)
        whole = month_of(year, self.month)
        if self.part is None:
            return Reading(whole, Precision.MONTH, stated)
        return with_part(whole, Unit.MONTH, self.part, context, stated)

    def _without_month(self, year: int | None, context: Context) -> Reading | None:
        if self.day is not None:
            return self._day_alone(context)
        if self.weekday is not None:
            return day_reading(self._weekday(context), stated=False)
        assert year is not None, "parsers tell at least one of the parts"
        whole = year_of(year)
        if self.part is None:
            return Reading(whole, Precision.YEAR, stated=True)
        return with_part(whole, Unit.YEAR, self.part, context, stated=True)

    def _year(self, context: Context) -> int | None:
        """The year of a yearless month or day."""
        reference = context.reference
        month = self.month or 1
        if self.step is not None:
            return self._year_by_step(reference)
        years = range(reference.year - 1, reference.year + 2)
        if (month, self.day) == (2, 29):
            years = range(reference.year - 7, reference.year + 8)
        candidates = []
        for year in years:
            try:
                first = date(year, month, self.day or 1)
            except ValueError:
                continue
            on_weekday = self.day is not None and first.weekday() == self.weekday
            if on_weekday and abs((first - reference).days) < FAR_DAYS:
                return year
            last = first if self.day else month_of(year, month).latest or first
            candidates.append((first, last))
        picked = pick(candidates, context)
        return picked.year if picked else None

    def _year_by_step(self, reference: date) -> int:
        """The year of "last October", "next May" and "this 4 July"."""
        month, day = self.month or 1, self.day or 0
        if not self.step:
            return reference.year
        if self.step < 0:
            return reference.year - ((month, day) >= (reference.month, day and reference.day))
        return reference.year + ((month, day) <= (reference.month, day and reference.day))

    def _day_alone(self, context: Context) -> Reading | None:
        if context.previous and context.previous.earliest:
            base = context.previous.earliest
            if self.day and self.day >= base.day and context.previous.is_day:
                try:
                    return day_reading(base.replace(day=self.day), stated=False)
                except ValueError:
                    pass
        candidates = []
        span = range(-1, 2) if self.weekday is None else range(-12, 13)
        for months in span:
            base = shift(context.reference.replace(day=1), Unit.MONTH, months)
            try:
                day = base.replace(day=self.day or 1)
            except ValueError:
                continue
            if self.weekday is None or day.weekday() == self.weekday:
                candidates.append((day, day))
        picked = pick(candidates, context)
        return day_reading(picked, stated=False) if picked else None

    def _weekday(self, context: Context) -> date:
        reference = context.reference
        weekday = self.weekday or 0
        monday = reference - timedelta(days=reference.weekday())
        back = (reference.weekday() - weekday) % 7
        if self.step is None:
            if context.tense is Tense.FUTURE:
                return reference + timedelta(days=(weekday - reference.weekday()) % 7)
            return reference - timedelta(days=back)
        if self.step == -2:  # 上周二
            return monday + timedelta(days=weekday - 7)
        if self.step < 0:
            return reference - timedelta(days=back or 7)
        if self.step == 0:
            return monday + timedelta(days=weekday)
        if self.step == 2:  # "this coming Sunday"
            return reference + timedelta(days=(weekday - reference.weekday()) % 7 or 7)
        return monday + timedelta(days=7 + weekday)


def with_year_of(value: Value, other: Value) -> Value:
    """The value with the year and month of another where it has none: "28 April to 2 May 2017"."""
    if not isinstance(value, CalendarDate) or not isinstance(other, CalendarDate):
        return value
    if value.month is None or value.year is not None or value.year_shift is not None:
        return value
    if value.step is not None:
        return value
    if other.month is None or value.month <= other.month:
        return replace(value, year=other.year, year_shift=other.year_shift)
    return value
