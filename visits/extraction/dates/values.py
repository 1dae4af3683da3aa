"""What the parsers read: dates with parts missing, each able to complete itself in a context."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Protocol

from visits.extraction.dates.expressions import Precision
from visits.extraction.dates.units import (
    PRECISION,
    Unit,
    month_of,
    part_of,
    season_of,
    shift,
    unit_around,
    year_of,
)
from visits.extraction.dates.windows import Window

# A yearless day so far off in the direction of the tense, and so near in the other, is the near
# one: "will travel" published after departure, "announced a visit on 28 April" before it.
FAR_DAYS = 300
NEAR_DAYS = 45
EARLIER, LATER = 3, 4


class Tense(StrEnum):
    PAST = "past"
    FUTURE = "future"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Context:
    """What the words around and before say: the day of writing, the tense, the date told last."""

    reference: date
    tense: Tense
    previous: Window | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    window: Window
    precision: Precision
    stated: bool
    named: Window | None = None


class Value(Protocol):
    def resolve(self, context: Context) -> Reading | None:
        """The days denoted; None where there are no such days (30 February)."""
        ...


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
        return _with_part(whole, Unit.MONTH, self.part, context, stated)

    def _without_month(self, year: int | None, context: Context) -> Reading | None:
        if self.day is not None:
            return self._day_alone(context)
        if self.weekday is not None:
            return day_reading(self._weekday(context), stated=False)
        if year is None:
            return None
        whole = year_of(year)
        if self.part is None:
            return Reading(whole, Precision.YEAR, stated=True)
        return _with_part(whole, Unit.YEAR, self.part, context, stated=True)

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
            if self.weekday is not None and self.day and first.weekday() == self.weekday:
                if abs((first - reference).days) < FAR_DAYS:
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


def day_reading(day: date, stated: bool) -> Reading:
    return Reading(Window(day, day), Precision.DAY, stated)


def pick(candidates: list[tuple[date, date]], context: Context) -> date | None:
    """The candidate that tense and nearness speak for; each is the first and last day of one."""
    reference = context.reference
    past = [pair for pair in candidates if pair[0] <= reference]
    future = [pair for pair in candidates if pair[1] >= reference]
    before = (reference - past[-1][1]).days if past else None
    ahead = (future[0][0] - reference).days if future else None
    if before is None or ahead is None:
        chosen = past[-1:] or future[:1]
        return chosen[0][0] if chosen else None
    if context.tense is Tense.PAST and not (before > FAR_DAYS and ahead < NEAR_DAYS):
        return past[-1][0]
    if context.tense is Tense.FUTURE and not (ahead > FAR_DAYS and before < NEAR_DAYS):
        return future[0][0]
    return past[-1][0] if before <= ahead else future[0][0]


def _with_part(
    whole: Window, unit: Unit, part: int, context: Context, stated: bool
) -> Reading:
    precision = Precision.PART_OF_MONTH if unit is Unit.MONTH else Precision.PART_OF_YEAR
    if unit <= Unit.WEEKEND:
        precision = PRECISION[unit]
    if part < EARLIER:
        return Reading(part_of(whole, unit, part), precision, stated, named=whole)
    now = Window(None, context.reference) if part == EARLIER else Window(context.reference, None)
    return Reading(whole.intersection(now) or whole, precision, stated=False, named=whole)


@dataclass(frozen=True, slots=True)
class UnitShift:
    """A calendar unit so many units from the present one: today, next week, early next year.

    `anchored` counts from the date told last ("the following year") where there is one; `told`
    is a unit that is named without saying which.
    """

    unit: Unit
    count: int
    part: int | None = None
    anchored: bool = False
    told: bool = False

    def _gone(self, context: Context) -> int:
        """-1 for the quarter that results are told of once it is over: "sales in the quarter"."""
        return -1 if self.told and context.tense is not Tense.FUTURE else 0

    def resolve(self, context: Context) -> Reading | None:
        base = context.reference
        if self.anchored and context.previous and context.previous.earliest:
            base = context.previous.earliest
        try:
            whole = unit_around(shift(base, self.unit, self.count + self._gone(context)), self.unit)
        except (ValueError, OverflowError):
            return None
        if self.unit is Unit.WEEKEND and self.count == 0 and context.tense is Tense.PAST:
            whole = _weekend_gone(whole, base)
        if self.part is None:
            return Reading(whole, PRECISION[self.unit], stated=False)
        return _with_part(whole, self.unit, self.part, context, stated=False)


def _weekend_gone(weekend: Window, base: date) -> Window:
    if weekend.earliest is None or weekend.earliest <= base:
        return weekend
    return unit_around(base - timedelta(days=7), Unit.WEEKEND)


@dataclass(frozen=True, slots=True)
class UnitRun:
    """So many units before or after the present: "the past three weeks", "the next 5 days"."""

    unit: Unit
    count: int
    from_today: bool = False

    def resolve(self, context: Context) -> Reading | None:
        day = timedelta(days=1)
        try:
            if self.from_today:
                window = Window(
                    context.reference, shift(context.reference, self.unit, self.count) - day
                )
            elif self.unit in (Unit.QUARTER, Unit.DECADE, Unit.CENTURY):
                near = unit_around(
                    shift(context.reference, self.unit, 1 if self.count > 0 else -1), self.unit
                )
                far = unit_around(shift(context.reference, self.unit, self.count), self.unit)
                ends = (near, far) if self.count > 0 else (far, near)
                window = Window(ends[0].earliest, ends[1].latest)
            elif self.count < 0:
                window = Window(
                    shift(context.reference, self.unit, self.count), context.reference - day
                )
            else:
                first = context.reference + day
                window = Window(first, shift(first, self.unit, self.count) - day)
        except (ValueError, OverflowError):
            return None
        return Reading(window, Precision.RANGE, stated=False)


@dataclass(frozen=True, slots=True)
class Distance:
    """So long before or after a day: "two weeks ago", "10 days later", "a year earlier".

    What is counted in years is a year, in months a month, in weeks a week and in days a day.
    `origin` is the day that is counted from, where words tell it ("two days after 5 May").
    """

    unit: Unit
    count: int
    anchored: bool = False
    exact: bool = False
    origin: Value | None = None
    ahead: bool = False  # nothing but a length of time where the clause is of the past

    def resolve(self, context: Context) -> Reading | None:
        if self.ahead and context.tense is Tense.PAST:
            return None
        base = context.reference
        if self.anchored and context.previous and context.previous.earliest:
            base = context.previous.earliest
        if self.origin is not None:
            found = self.origin.resolve(context)
            if found is None or found.window.earliest is None:
                return None
            base = found.window.earliest
        try:
            day = shift(base, self.unit, self.count)
            unit = Unit.YEAR if self.unit >= Unit.DECADE else self.unit
            if unit is Unit.YEAR and context.previous and _is_quarter(context.previous):
                start = context.previous.earliest or base
                day, unit = shift(start, unit, self.count), Unit.QUARTER
            if self.exact or self.unit < Unit.WEEK:
                return day_reading(day, stated=False)
            return Reading(unit_around(day, unit), PRECISION[unit], stated=False)
        except (ValueError, OverflowError):
            return None


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
        if whole.earliest is None or whole.latest is None:
            return None
        try:
            window = _nth(self.unit, self.nth, self.run, whole.earliest, whole.latest)
        except (ValueError, OverflowError):
            return None
        if window is None:
            return None
        return Reading(window, PRECISION[self.unit], within.stated)

    def _of_some_year(self, context: Context) -> Reading | None:
        candidates = []
        for year in range(context.reference.year - 1, context.reference.year + 2):
            found = replace(self, of=CalendarDate(year=year)).resolve(context)
            if found and found.window.earliest and found.window.latest:
                candidates.append((found.window.earliest, found.window.latest, found))
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
    if nth > 0:
        start = shift(first, unit, nth - 1)
        end = shift(first, unit, nth - 1 + run) - day
    else:
        start = shift(last + day, unit, -run)
        end = last
    if start > last or end > last + timedelta(days=1):
        return None
    return Window(start, end)


@dataclass(frozen=True, slots=True)
class WeekOf:
    """The week in which another date lies, or the week with a number of a year."""

    day: Value

    def resolve(self, context: Context) -> Reading | None:
        found = self.day.resolve(context)
        if found is None or found.window.earliest is None:
            return None
        return Reading(
            unit_around(found.window.earliest, Unit.WEEK), Precision.WEEK, found.stated
        )


@dataclass(frozen=True, slots=True)
class WeekdayIn:
    """A weekday of a week told in other words: "Tuesday next week"."""

    weekday: int
    week: Value

    def resolve(self, context: Context) -> Reading | None:
        found = self.week.resolve(context)
        if found is None or found.window.earliest is None:
            return None
        monday = unit_around(found.window.earliest, Unit.WEEK).earliest
        if monday is None:
            return None
        return day_reading(monday + timedelta(days=self.weekday), stated=False)


@dataclass(frozen=True, slots=True)
class Season:
    season: int
    year: int | None = None
    step: int | None = None

    def resolve(self, context: Context) -> Reading | None:
        year = self.year
        if year is None:
            this = season_of(context.reference.year, self.season)
            year = context.reference.year + self._year_step(this, context)
        try:
            return Reading(
                season_of(year, self.season), Precision.SEASON, stated=self.year is not None
            )
        except ValueError:
            return None

    def _year_step(self, this: Window, context: Context) -> int:
        begun = this.earliest is not None and this.earliest <= context.reference
        over = this.latest is not None and this.latest < context.reference
        if self.step == -1 or (self.step is None and context.tense is Tense.PAST):
            return 0 if over or (begun and self.step is None) else -1
        if self.step == 1 or (self.step is None and context.tense is Tense.FUTURE):
            return 1 if begun and (self.step == 1 or over) else 0
        return 0


@dataclass(frozen=True, slots=True)
class Decade:
    first: int
    part: int | None = None
    years: int = 10

    def resolve(self, context: Context) -> Reading | None:
        if not 1 <= self.first <= 9000:
            return None
        whole = Window(date(self.first, 1, 1), date(self.first + self.years - 1, 12, 31))
        unit = Unit.DECADE if self.years == 10 else Unit.CENTURY
        if self.part is None:
            return Reading(whole, PRECISION[unit], stated=True)
        named = part_of(whole, unit, self.part)
        return Reading(named, PRECISION[unit], stated=True, named=whole)


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


def _is_quarter(window: Window) -> bool:
    return (
        window.earliest is not None
        and window == unit_around(window.earliest, Unit.QUARTER)
    )
