"""Weekdays: "Thursday", "next Tuesday", "Tuesday of next week", 下周二."""

from __future__ import annotations

import re

from visits.extraction.dates.mentions import value_of
from visits.extraction.dates.tokens import Tokens
from visits.extraction.dates.units import Unit
from visits.extraction.dates.values import CalendarDate, UnitShift, Value, WeekdayIn

# CalendarDate.step of "this coming Sunday" and of 上周二, which are of no other week.
COMING, OF_LAST_WEEK = 2, -2


class WeekdayAlone:
    needs = frozenset("W")
    pattern = re.compile(
        r"(?<!Oa)h?[EeA]?h?(?P<step>[Rr])?(?P<coming>R)?(?P<weekday>W)(?P<step2>L)?p?"
    )

    def read(self, match: re.Match[str], tokens: Tokens) -> Value | None:
        step = value_of(match, "step", tokens)
        if step is None:
            step = value_of(match, "step2", tokens)
        if match.start("coming") >= 0:
            step = COMING if value_of(match, "coming", tokens) == 1 else -1
        at = match.start("step")
        if step == -1 and at >= 0 and tokens.ends[at] == tokens.starts[match.start("weekday")]:
            step = OF_LAST_WEEK
        return CalendarDate(weekday=value_of(match, "weekday", tokens), step=step)


class WeekdayOfWeek:
    needs = frozenset("Ww")
    pattern = re.compile(
        r"(?P<weekday>[Ww])(?:,|v|i|p)?h?(?:(?P<rel>[Rr])(?P<unit>U)|(?P<unit2>U)(?P<rel2>L))"
    )

    def read(self, match: re.Match[str], tokens: Tokens) -> Value | None:
        return _weekday_in(match, tokens)


class WeekOfWeekday:
    needs = frozenset("Ww")
    pattern = re.compile(
        r"(?P<rel>[Rr])(?P<unit>U)(?:O|,|v)?(?P<weekday>[Ww])(?P<unit2>)(?P<rel2>)"
    )

    def read(self, match: re.Match[str], tokens: Tokens) -> Value | None:
        return _weekday_in(match, tokens)


def _weekday_in(match: re.Match[str], tokens: Tokens) -> Value | None:
    front = match.start("rel") >= 0
    unit = value_of(match, "unit" if front else "unit2", tokens)
    count = value_of(match, "rel" if front else "rel2", tokens)
    weekday = value_of(match, "weekday", tokens)
    if unit != Unit.WEEK or count is None or weekday is None:
        return None
    return WeekdayIn(weekday, UnitShift(Unit.WEEK, count))
