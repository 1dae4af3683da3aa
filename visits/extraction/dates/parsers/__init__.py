"""One class for each written form, in the order in which ties are settled."""

from visits.extraction.dates.mentions import Parser
from visits.extraction.dates.parsers.day_ranges import (
    DayMonthRange,
    LateMonthRange,
    MonthDayRange,
    ShiftedMonthRange,
)
from visits.extraction.dates.parsers.days import (
    DayAlone,
    DayMonth,
    DayOfShiftedMonth,
    MonthDay,
    NumericDay,
    ShiftedMonthDay,
    ShortNumericDay,
    YearMonthDay,
)
from visits.extraction.dates.parsers.distances import (
    Ago,
    BareDuration,
    Hence,
    LaterOrEarlier,
    Within,
)
from visits.extraction.dates.parsers.holidays import NamedDay
from visits.extraction.dates.parsers.months import MonthAlone, MonthYear, NumericMonth, YearMonth
from visits.extraction.dates.parsers.ordinals import NthOf, NumberedWeek, Quarter
from visits.extraction.dates.parsers.relative import (
    AfterNext,
    DayBeside,
    Deictic,
    PartOfUnit,
    ShiftedUnit,
    TheUnit,
    UnitSeries,
)
from visits.extraction.dates.parsers.weekdays import WeekdayAlone, WeekdayOfWeek, WeekOfWeekday
from visits.extraction.dates.parsers.years import DecadeOrCentury, SeasonOfYear, YearAlone

PARSERS: tuple[Parser, ...] = (
    MonthDayRange(),
    DayMonthRange(),
    ShiftedMonthRange(),
    LateMonthRange(),
    MonthDay(),
    DayMonth(),
    YearMonthDay(),
    NumericDay(),
    ShortNumericDay(),
    DayOfShiftedMonth(),
    ShiftedMonthDay(),
    MonthYear(),
    YearMonth(),
    NumericMonth(),
    MonthAlone(),
    WeekdayOfWeek(),
    WeekOfWeekday(),
    WeekdayAlone(),
    Deictic(),
    AfterNext(),
    DayBeside(),
    UnitSeries(),
    NthOf(),
    Quarter(),
    NumberedWeek(),
    PartOfUnit(),
    ShiftedUnit(),
    Ago(),
    LaterOrEarlier(),
    Hence(),
    Within(),
    SeasonOfYear(),
    DecadeOrCentury(),
    YearAlone(),
    DayAlone(),
    NamedDay(),
    TheUnit(),
    BareDuration(),
)
