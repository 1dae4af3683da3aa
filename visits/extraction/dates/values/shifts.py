"""Days and units counted from the present or from the date told last."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from visits.extraction.dates.expressions import Precision
from visits.extraction.dates.units import (
    PRECISION,
    Unit,
    shift,
    unit_around,
)
from visits.extraction.dates.values.context import (
    Context,
    Reading,
    Tense,
    Value,
    day_reading,
    with_part,
)
from visits.extraction.dates.windows import Window


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
        return with_part(whole, self.unit, self.part, context, stated=False)


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

    def _is_ahead(self, context: Context) -> bool:
        """Whether "in two weeks" is a day to come; "the first in ten years" says what has been."""
        if self.unit >= Unit.YEAR:
            return context.tense is Tense.FUTURE
        return context.tense is not Tense.PAST

    def resolve(self, context: Context) -> Reading | None:
        if self.ahead and not self._is_ahead(context):
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
            if self.unit < Unit.WEEK or self.origin is not None:
                return day_reading(day, stated=False)
            if self.exact:
                named = Window(day, day)
                return Reading(unit_around(day, unit), PRECISION[unit], stated=False, named=named)
            return Reading(unit_around(day, unit), PRECISION[unit], stated=False)
        except (ValueError, OverflowError):
            return None


def _is_quarter(window: Window) -> bool:
    return window.earliest is not None and window == unit_around(window.earliest, Unit.QUARTER)
