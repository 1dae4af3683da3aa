"""The nth unit of a longer one: "the third week of this month", "first quarter of 2025", "Q3"."""

from __future__ import annotations

import re

from visits.extraction.dates.mentions import value_of
from visits.extraction.dates.tokens import Tokens
from visits.extraction.dates.units import Unit
from visits.extraction.dates.values import CalendarDate, NthUnit, NthWeekday, UnitShift, Value

_WHOLE = (
    r"(?:(?P<month>[Mm])(?:[,v]{0,2}(?P<year>Y))?|(?P<rel>[Rr])(?P<unit>U)"
    r"|h(?P<unit2>U)|U?(?P<year2>Y))"
)


def _whole(match: re.Match[str], tokens: Tokens) -> Value | None:
    if match.start("month") >= 0:
        return CalendarDate(
            year=value_of(match, "year", tokens), month=value_of(match, "month", tokens)
        )
    if match.start("year2") >= 0:
        return CalendarDate(year=value_of(match, "year2", tokens))
    front = match.start("rel") >= 0
    unit = value_of(match, "unit" if front else "unit2", tokens)
    if not unit:
        return None
    return UnitShift(Unit(unit), value_of(match, "rel", tokens) or 0 if front else 0)


class NthOf:
    """ "the third week of May", "the last four months of 2021"."""

    needs = frozenset("UW")
    pattern = re.compile(r"h?(?P<nth>[oRLDn])-?(?P<run>[cn])?(?P<inner>[UW])(?:v|i|,)?h?" + _WHOLE)

    def read(self, match: re.Match[str], tokens: Tokens) -> Value | None:
        at = match.start("nth")
        nth = tokens.values[at]
        if tokens.tags[at] == "n" or (tokens.tags[at] in "RL" and nth != -1):
            return None
        whole = _whole(match, tokens)
        inner = match.start("inner")
        if whole is None:
            return None
        outer = _unit_of(whole)
        if tokens.tags[inner] == "W":
            return NthWeekday(tokens.values[inner], nth, whole) if outer is Unit.MONTH else None
        unit = Unit(tokens.values[inner])
        if unit is Unit.HALF and outer is Unit.MONTH and nth in (-1, 1, 2):
            return NthUnit(unit, nth, whole)
        if unit >= outer or unit is Unit.HOUR:
            return None
        return NthUnit(unit, nth, whole, value_of(match, "run", tokens) or 1)


def _unit_of(whole: Value) -> Unit:
    if isinstance(whole, UnitShift):
        return whole.unit
    return Unit.MONTH if isinstance(whole, CalendarDate) and whole.month else Unit.YEAR


class Quarter:
    """A quarter, with a year before or after it or with none: then the one nearest to now."""

    needs = frozenset("DQo")
    pattern = re.compile(
        r"h?(?:(?:(?P<early>Y)|(?P<rel>R)(?P<unit0>U)'?)[-,]?)?"
        r"(?:(?P<nth>[oD])-?(?P<unit>U)|(?P<quarter>Q))(?:[,v-]{0,2}h?(?P<year>Y))?"
    )

    def read(self, match: re.Match[str], tokens: Tokens) -> Value | None:
        if match.start("unit") >= 0 and value_of(match, "unit", tokens) != Unit.QUARTER:
            return None
        nth = value_of(match, "nth", tokens) or value_of(match, "quarter", tokens) or 0
        unit = Unit.QUARTER
        if nth > 4 and match.start("quarter") >= 0:
            unit, nth = Unit.HALF, nth - 4
        if not 1 <= nth <= 4:
            return None
        year = value_of(match, "early", tokens) or value_of(match, "year", tokens)
        if match.start("rel") >= 0:
            if value_of(match, "unit0", tokens) != Unit.YEAR:
                return None
            whole: Value | None = UnitShift(Unit.YEAR, value_of(match, "rel", tokens) or 0)
        else:
            whole = CalendarDate(year=year) if year else None
        return NthUnit(unit, nth, whole)


class NumberedWeek:
    """ "week 31", "week 3 of 2027"."""

    needs = frozenset("U")
    pattern = re.compile(r"(?P<unit>U)(?P<nth>[nq])(?:[v,]?(?P<year>Y))?")

    def read(self, match: re.Match[str], tokens: Tokens) -> Value | None:
        nth = value_of(match, "nth", tokens) or 0
        if value_of(match, "unit", tokens) != Unit.WEEK or not 1 <= nth <= 53:
            return None
        year = value_of(match, "year", tokens)
        return NthUnit(Unit.WEEK, nth, CalendarDate(year=year) if year else None)
