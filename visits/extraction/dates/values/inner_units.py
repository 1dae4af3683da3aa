"""Units told by a longer one or by a day in them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from visits.extraction.dates.expressions import Precision
from visits.extraction.dates.units import (
    PRECISION,
    Unit,
    shift,
    unit_around,
    weekday_of_month,
)
from visits.extraction.dates.values.calendar_dates import CalendarDate
from visits.extraction.dates.values.context import (
    Context,
    Reading,
    Tense,
    Value,
    day_reading,
    pick,
)
from visits.extraction.dates.windows import Window


@dataclass(frozen=True, slots=True)
class NthUnit:
    """The nth unit inside a longer one: "the third week of May", "the first quarter of 2025".

    A week belongs to the month or year that has its Thursday, as in ISO 8601; n = -1 is the last.
    Without a longer unit it is that of the year which the tense speaks for.
    """

    unit: Unit
    nth: int
    of: Value | None = None
    run: int = 1

    def resolve(self, context: Context) -> Reading | None:
        within: Reading | None
        if self.of is None:
            return self._of_some_year(context)
        within = self.of.resolve(context)
        if within is None:
            return None
        whole = within.named or within.window
        assert whole.earliest is not None
        assert whole.latest is not None
        try:
            window = _nth(self.unit, self.nth, self.run, whole.earliest, whole.latest)
        except (ValueError, OverflowError):
            return None
        if window is None:
            return None
        if self.unit is Unit.HALF and within.precision is Precision.MONTH:
            return Reading(window, Precision.PART_OF_MONTH, within.stated, named=whole)
        return Reading(window, PRECISION[self.unit], within.stated)

    def _of_some_year(self, context: Context) -> Reading | None:
        candidates = []
        for year in range(context.reference.year - 1, context.reference.year + 2):
            found = replace(self, of=CalendarDate(year=year)).resolve(context)
            if found and found.window.earliest and found.window.latest:
                candidates.append((found.window.earliest, found.window.latest, found))
        if context.tense is not Tense.PAST:  # "expects to report a third-quarter loss"
            context = replace(context, tense=Tense.UNKNOWN)
        day = pick([(first, last) for first, last, _ in candidates], context)
        chosen = [found for first, _, found in candidates if first == day]
        return replace(chosen[0], stated=False) if chosen else None


def _nth(unit: Unit, nth: int, run: int, first: date, last: date) -> Window | None:
    day = timedelta(days=1)
    if unit is Unit.WEEK:
        # The week that holds the Thursday counts, as in ISO 8601.
        thursday = first + timedelta(days=(3 - first.weekday()) % 7)
        monday = thursday - timedelta(days=3)
        if nth > 0:
            monday += timedelta(days=7 * (nth - 1))
        else:
            last_thursday = last - timedelta(days=(last.weekday() - 3) % 7)
            monday = last_thursday - timedelta(days=3 + 7 * (run - 1))
        return Window(monday, monday + timedelta(days=7 * run) - day)
    if unit is Unit.HALF and (last - first).days < 31:
        middle = first.replace(day=15)
        return Window(first, middle) if nth == 1 else Window(middle + day, last)
    if nth > 0:
        start = shift(first, unit, nth - 1)
        end = shift(first, unit, nth - 1 + run) - day
    else:
        start = shift(last + day, unit, -run)
        end = last
    if start > last or end - day > last:
        return None
    return Window(start, end)


@dataclass(frozen=True, slots=True)
class NthWeekday:
    """ "the first Friday of next month"; the fifth is the last where there are four."""

    weekday: int
    nth: int
    month: Value

    def resolve(self, context: Context) -> Reading | None:
        found = self.month.resolve(context)
        if found is None or found.window.earliest is None:
            return None
        month = found.window.earliest
        nth = self.nth if self.nth > 0 else 5
        return day_reading(
            weekday_of_month(month.year, month.month, nth, self.weekday), found.stated
        )


@dataclass(frozen=True, slots=True)
class WeekOf:
    """The week in which another date lies, or the week with a number of a year."""

    day: Value

    def resolve(self, context: Context) -> Reading | None:
        found = self.day.resolve(context)
        if found is None or found.window.earliest is None:
            return None
        return Reading(unit_around(found.window.earliest, Unit.WEEK), Precision.WEEK, found.stated)


@dataclass(frozen=True, slots=True)
class WeekdayIn:
    """A weekday of a week told in other words: "Tuesday next week"."""

    weekday: int
    week: Value

    def resolve(self, context: Context) -> Reading | None:
        found = self.week.resolve(context)
        if found is None or found.window.earliest is None:
            return None
        first = found.window.earliest
        monday = first - timedelta(days=first.weekday())
        return day_reading(monday + timedelta(days=self.weekday), stated=False)
