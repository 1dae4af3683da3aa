"""Seasons, decades and centuries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from visits.extraction.dates.expressions import Precision
from visits.extraction.dates.units import (
    PRECISION,
    Unit,
    part_of,
    season_of,
)
from visits.extraction.dates.values.context import (
    Context,
    Reading,
    Tense,
)
from visits.extraction.dates.windows import Window


@dataclass(frozen=True, slots=True)
class Season:
    season: int
    year: int | None = None
    step: int | None = None

    def resolve(self, context: Context) -> Reading | None:
        try:
            whole = season_of(self.year or self._year(context), self.season)
        except ValueError:
            return None
        return Reading(whole, Precision.SEASON, stated=self.year is not None)

    def _year(self, context: Context) -> int:
        this = season_of(context.reference.year, self.season)
        return context.reference.year + self._year_step(this, context)

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
