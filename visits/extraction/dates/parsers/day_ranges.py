"""Ranges whose ends share a month: "May 14-16", "from 14 to 16 May", 5月14日至16日."""

from __future__ import annotations

import re
from dataclasses import replace

from visits.extraction.dates.mentions import Span, value_of
from visits.extraction.dates.parsers.days import LAST_DAY, YEAR, year_parts
from visits.extraction.dates.tokens import Tokens
from visits.extraction.dates.units import Unit
from visits.extraction.dates.values import CalendarDate

_JOIN = r"(?:[-tu]|(?P<and>&)|(?P<slash>/)|[tu]-)[Ww]?,?h?"


def _may_join(match: re.Match[str]) -> bool:
    """Whether an "and" between the days joins them: it does after "between" alone."""
    return match.start("and") < 0 or match.start("between") >= 0


class MonthDayRange:
    needs = frozenset("Mm")
    pattern = re.compile(
        r"(?:f|(?P<between>b))?(?:[Ww],?)?(?:(?P<early>Y)y?,?)?(?P<month>[Mm])"
        r"(?P<late>b|f)?h?(?P<day>[nDo])" + _JOIN + r"(?P<last>[nDo])(?![Mmv]|U(?!R))" + YEAR
    )

    def read(self, match: re.Match[str], tokens: Tokens) -> Span | None:
        if not _may_join(match) and match.start("late") < 0:
            return None
        return _read(match, tokens)


class DayMonthRange:
    needs = frozenset("MRm")
    pattern = re.compile(
        r"(?:f|(?P<between>b))?(?:[Ww],?)?h?(?P<day>[nDo])v?" + _JOIN
        + r"(?P<last>[nDo])[-/]?(?:v|i)?h?(?:(?P<month>[Mm])" + YEAR + r"|(?P<rel0>R)(?P<unit0>U))"
    )  # fmt: skip

    def read(self, match: re.Match[str], tokens: Tokens) -> Span | None:
        if not _may_join(match):
            return None
        if match.start("unit0") < 0:
            return _read(match, tokens)
        if value_of(match, "unit0", tokens) != Unit.MONTH:
            return None
        shift = value_of(match, "rel0", tokens)
        return Span(
            CalendarDate(day=value_of(match, "day", tokens), month_shift=shift),
            CalendarDate(day=value_of(match, "last", tokens), month_shift=shift),
        )


class ShiftedMonthRange:
    """本月22日至25日."""

    needs = frozenset("D")
    pattern = re.compile(r"(?P<rel0>R)(?P<unit0>U)(?P<day>D)" + _JOIN + r"(?P<last>D)")

    def read(self, match: re.Match[str], tokens: Tokens) -> Span | None:
        if match.start("and") >= 0 or value_of(match, "unit0", tokens) != Unit.MONTH:
            return None
        shift = value_of(match, "rel0", tokens)
        return Span(
            CalendarDate(day=value_of(match, "day", tokens), month_shift=shift),
            CalendarDate(day=value_of(match, "last", tokens), month_shift=shift),
        )


class LateMonthRange:
    """ "from 4 to January 22"."""

    needs = frozenset("bf")
    pattern = re.compile(
        r"(?:f|(?P<between>b))h?(?P<day>[nDo])" + _JOIN + r"(?P<month>[Mm])h?(?P<last>[nDo])" + YEAR
    )

    def read(self, match: re.Match[str], tokens: Tokens) -> Span | None:
        return _read(match, tokens) if _may_join(match) else None


def _read(match: re.Match[str], tokens: Tokens) -> Span | None:
    day, last_day = (value_of(match, group, tokens) or 0 for group in ("day", "last"))
    if not (1 <= day <= LAST_DAY and 1 <= last_day <= LAST_DAY):
        return None
    year = year_parts(match, tokens)
    if year is None:
        return None
    early = value_of(match, "early", tokens) if "early" in match.re.groupindex else None
    first = CalendarDate(
        year=year[0] or early,
        year_shift=year[1],
        month=value_of(match, "month", tokens),
        day=day,
    )
    if match.start("slash") >= 0 and last_day != day + 1:
        return None
    if last_day < day and first.month and match.start("day") > match.start("month") >= 0:
        return Span(
            replace(first, year=None), replace(first, month=first.month % 12 + 1, day=last_day)
        )
    return Span(first, replace(first, day=last_day))
