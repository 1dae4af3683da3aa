"""Days that go by a name: fixed ones, those of a weekday of a month, those that follow Easter."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from visits.extraction.dates.units import weekday_of_month
from visits.extraction.dates.values import Context, Reading, day_reading, pick

EASTER_CODE, NTH_CODE = 10_000, 20_000


def holiday_code(key: str) -> int:
    """The number under which a key of the table is kept: "12-25", "easter-2", "11-4-thursday".

    The last form is month, which one of the month (5 is the last), weekday as 0-6.
    """
    if key.startswith("easter"):
        return EASTER_CODE + int(key.removeprefix("easter") or 0)
    month, *rest = (int(part) for part in key.split("-"))
    if len(rest) == 1:
        return month * 100 + rest[0]
    return NTH_CODE + month * 100 + rest[0] * 10 + rest[1]


@dataclass(frozen=True, slots=True)
class Holiday:
    """A named day of a year, or of the year that the tense or "last" and "next" speak for."""

    code: int
    year: int | None = None
    step: int | None = None

    def resolve(self, context: Context) -> Reading | None:
        if self.year is not None:
            return day_reading(self.in_year(self.year), stated=True)
        reference = context.reference
        if not 2 <= reference.year <= 9000:
            return None
        days = [self.in_year(reference.year + shift) for shift in (-1, 0, 1)]
        if self.step == -1:
            days = [day for day in days if day < reference][-1:]
        elif self.step == 1:
            days = [day for day in days if day > reference][:1]
        picked = pick([(day, day) for day in days], context)
        return day_reading(picked, stated=False) if picked else None

    def in_year(self, year: int) -> date:
        if self.code < EASTER_CODE // 2:
            return date(year, self.code // 100, self.code % 100)
        if self.code < (EASTER_CODE + NTH_CODE) // 2:
            return easter(year) + timedelta(days=self.code - EASTER_CODE)
        rest = self.code - NTH_CODE
        return weekday_of_month(year, rest // 100, rest // 10 % 10, rest % 10)


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (the rule of Meeus, Jones and Butcher)."""
    golden, century, rest = year % 19, year // 100, year % 100
    moon = (
        19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15
    ) % 30
    week = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * week) // 451
    month, day = divmod(moon + week - 7 * late + 114, 31)
    return date(year, month, day + 1)
