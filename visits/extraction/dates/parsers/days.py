"""Single days with a number: "March 31, 2017", "14 мая", 2017年3月31日, "the 14th"."""

from __future__ import annotations

import re

from visits.extraction.dates.mentions import value_of
from visits.extraction.dates.tokens import Tokens
from visits.extraction.dates.units import Unit
from visits.extraction.dates.values import CalendarDate, Value

LAST_DAY = 31
# "Tuesday, ", "on Tuesday (" before a day; a year, or "this year", after it.
WEEKDAY = r"(?:h?[Rr]{0,2}(?P<weekday>[Ww])[,(-]?h?)?"
YEAR = (
    r"(?:[,v./i-]?[,v]?h?(?P<year>Y)y?|[,v]{0,2}(?P<rel>[Rr])(?P<unit>U)"
    r"|[,v]{0,2}(?P<unit2>U)(?P<rel2>L))?"
)
# "May 12 (Monday)"
IN_BRACKETS = r"(?:\(W\))?"


def year_parts(match: re.Match[str], tokens: Tokens) -> tuple[int | None, int | None] | None:
    """The year stated and the years away from the present one; None where the unit is no year."""
    for rel, unit in (("rel", "unit"), ("rel2", "unit2")):
        if match.start(rel) >= 0:
            if value_of(match, unit, tokens) != Unit.YEAR:
                return None
            return None, value_of(match, rel, tokens)
    return value_of(match, "year", tokens), None


def is_day(match: re.Match[str], tokens: Tokens, group: str = "day") -> bool:
    value = value_of(match, group, tokens)
    return value is not None and 1 <= value <= LAST_DAY


def is_verb(match: re.Match[str], tokens: Tokens) -> bool:
    """Whether a weak month in lower case stands by number words: "may second the motion"."""
    at = match.start("month")
    day = match.start("day")
    in_words = tokens.tags[day] in "oc" and tokens.values[day] < 10
    return tokens.tags[at] == "m" and not tokens.is_capital(at) and in_words


class MonthDay:
    needs = frozenset("Mm")
    pattern = re.compile(
        WEEKDAY + r"(?P<step>R)?(?P<month>[Mm])[-/,]?h?(?P<day>[nDoc])" + YEAR + IN_BRACKETS
    )

    def read(self, match: re.Match[str], tokens: Tokens) -> Value | None:
        return _read(match, tokens)


class DayMonth:
    needs = frozenset("Mm")
    pattern = re.compile(
        WEEKDAY
        + r"h?(?P<day>[nDo]|c(?=v|[Mm]Y))(?P<filler>U)?[-/]?v?h?(?P<month>[Mm])"
        + YEAR
        + IN_BRACKETS
    )

    def read(self, match: re.Match[str], tokens: Tokens) -> Value | None:
        if match.start("filler") >= 0 and value_of(match, "filler", tokens) != Unit.DAY:
            return None
        return _read(match, tokens)


def _read(match: re.Match[str], tokens: Tokens) -> Value | None:
    if not is_day(match, tokens) or is_verb(match, tokens):
        return None
    year = year_parts(match, tokens)
    if year is None:
        return None
    return CalendarDate(
        year=year[0],
        year_shift=year[1],
        month=value_of(match, "month", tokens),
        day=value_of(match, "day", tokens),
        weekday=value_of(match, "weekday", tokens),
        step=value_of(match, "step", tokens) if "step" in match.re.groupindex else None,
    )


class YearMonthDay:
    """2017年3月31日, 2017/Sep/23, and 今年5月3日."""

    needs = frozenset("Mm")
    pattern = re.compile(
        r"(?:(?P<year>Y)y?|(?P<rel>R)(?P<unit>U))[-/,]?(?P<month>[Mm])[-/,]?(?P<day>[nD])"
        + IN_BRACKETS
    )

    def read(self, match: re.Match[str], tokens: Tokens) -> Value | None:
        shift = value_of(match, "rel", tokens)
        if shift is not None and value_of(match, "unit", tokens) != Unit.YEAR:
            return None
        return CalendarDate(
            year=value_of(match, "year", tokens),
            year_shift=shift,
            month=value_of(match, "month", tokens),
            day=value_of(match, "day", tokens),
        )


class NumericDay:
    needs = frozenset("Z")
    pattern = re.compile(r"(?:[Ww],?)?(?P<day>Z)")

    def read(self, match: re.Match[str], tokens: Tokens) -> Value | None:
        digits = value_of(match, "day", tokens) or 0
        return CalendarDate(digits // 10000, digits // 100 % 100, digits % 100)


class ShortNumericDay:
    """11/20 where a preposition, a weekday or the other end of a range stands beside it.

    The month comes first, unless that is impossible; languages that put the day first write
    20.11 with the month as a word or with the year.
    """

    needs = frozenset("/")
    pattern = re.compile(
        r"(?<![nqNY/])(?:(?P<weekday>[Ww]),?)?(?P<one>n)/(?P<two>n)(?![/nU])(?:,(?P<year>Y))?"
    )

    def read(self, match: re.Match[str], tokens: Tokens) -> Value | None:
        start = match.start("one")
        if tokens.ends[start] != tokens.starts[start + 1]:
            return None
        if match.start("weekday") < 0 and not _is_led(match, tokens):
            return None
        month, day = tokens.values[start], tokens.values[start + 2]
        if month > 12:
            month, day = day, month
        return CalendarDate(value_of(match, "year", tokens), month, day) if month <= 12 else None


_SHORT_LEAD = re.compile(r"[OfBbtukR]$|/n-$")
_SHORT_FOLLOW = re.compile(r"[tu-](?:n/|Z)")


def _is_led(match: re.Match[str], tokens: Tokens) -> bool:
    """Whether what stands beside a short number tells that it is a day, not "9/11" or "3/4"."""
    before = tokens.tags[max(0, match.start() - 3) : match.start()]
    after = tokens.tags[match.end() : match.end() + 3]
    return bool(_SHORT_LEAD.search(before) or _SHORT_FOLLOW.match(after))


class DayAlone:
    """ "the 14th", "on 15th", 5日下午; not "the 14th time", for which the next word decides."""

    needs = frozenset("Do")
    pattern = re.compile(
        r"(?:(?P<weekday>[Ww]),?)?(?P<the>h)?(?P<day>D|(?<=[Ww]h)o)(?=[!,.)&|tu<>fiO(kp-]|$|x)"
    )

    def read(self, match: re.Match[str], tokens: Tokens) -> Value | None:
        at = match.start("day")
        follower = match.end("day")
        spelled = tokens.text[tokens.starts[at] : tokens.ends[at]]
        if spelled.isascii():
            before = tokens.tags[match.start() - 1] if match.start() else ""
            led = match.start("the") >= 0 or before in "OWwkfB" or match.start("weekday") >= 0
            if not led or tokens.tags[follower : follower + 1] == "x":
                return None
        return CalendarDate(
            day=value_of(match, "day", tokens), weekday=value_of(match, "weekday", tokens)
        )


class DayOfShiftedMonth:
    """ "the 15th of next month"."""

    needs = frozenset("Do")
    pattern = re.compile(r"h?(?P<day>[Do])(?P<filler>U)?v?(?P<rel>R)(?P<unit>U)")

    def read(self, match: re.Match[str], tokens: Tokens) -> Value | None:
        if value_of(match, "unit", tokens) != Unit.MONTH or not is_day(match, tokens):
            return None
        if match.start("filler") >= 0 and value_of(match, "filler", tokens) != Unit.DAY:
            return None
        return CalendarDate(
            day=value_of(match, "day", tokens), month_shift=value_of(match, "rel", tokens)
        )


class ShiftedMonthDay:
    """本月22日, 下月3日."""

    needs = frozenset("D")
    pattern = re.compile(r"(?P<rel>R)(?P<unit>U)(?P<day>D)")

    def read(self, match: re.Match[str], tokens: Tokens) -> Value | None:
        if value_of(match, "unit", tokens) != Unit.MONTH or not is_day(match, tokens):
            return None
        return CalendarDate(
            day=value_of(match, "day", tokens), month_shift=value_of(match, "rel", tokens)
        )
