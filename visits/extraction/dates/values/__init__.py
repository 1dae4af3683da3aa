"""What the parsers read: dates with parts missing, each able to complete itself in a context."""

from visits.extraction.dates.values.calendar_dates import CalendarDate, with_year_of
from visits.extraction.dates.values.context import (
    EARLIER,
    LATER,
    Context,
    Reading,
    Tense,
    Value,
    day_reading,
    pick,
)
from visits.extraction.dates.values.eras import Decade, Season
from visits.extraction.dates.values.inner_units import NthUnit, NthWeekday, WeekdayIn, WeekOf
from visits.extraction.dates.values.shifts import Distance, UnitRun, UnitShift

__all__ = [
    "EARLIER",
    "LATER",
    "CalendarDate",
    "Context",
    "Decade",
    "Distance",
    "NthUnit",
    "NthWeekday",
    "Reading",
    "Season",
    "Tense",
    "UnitRun",
    "UnitShift",
    "Value",
    "WeekOf",
    "WeekdayIn",
    "day_reading",
    "pick",
    "with_year_of",
]
