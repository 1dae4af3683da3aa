"""Months, whole or in part, with and without a year."""

from __future__ import annotations

import re

from visits.extraction.dates.mentions import value_of
from visits.extraction.dates.parsers.days import year_parts
from visits.extraction.dates.tokens import Tokens
from visits.extraction.dates.units import Unit
from visits.extraction.dates.values import EARLIER, LATER, CalendarDate, Value

# "early ", "the end of ", "mid-", "late in "
PART = r"(?:h?(?P<part>E)[-vi]{0,2}h?(?:Uv)?)?"
_LATE_PART = r"(?P<part2>E)?"


def part_in(match: re.Match[str], tokens: Tokens) -> int | None:
    """0, 1, 2 for early, middle and late; 3 and 4 for "earlier" and "later" than now."""
    for group in ("part", "part2"):
        if group in match.re.groupindex and match.start(group) >= 0:
            at = match.start(group)
            return {"e": EARLIER, "A": LATER}.get(tokens.tags[at], tokens.values[at])
    return None


class MonthYear:
    """ "May 2025", "early May next year", "mai 2025"."""

    needs = frozenset("Mm")
    pattern = re.compile(
        PART + r"(?P<month>[Mm])(?:[,/-]|i(?=Y))?v?h?,?"
        r"(?:(?P<year>Y)y?|v?(?P<rel>[Rr])(?P<unit>U)|v?h?(?P<unit2>U)(?P<rel2>L))" + _LATE_PART
    )

    def read(self, match: re.Match[str], tokens: Tokens) -> Value | None:
        year = year_parts(match, tokens)
        if year is None:
            return None
        return CalendarDate(
            year=year[0],
            year_shift=year[1],
            month=value_of(match, "month", tokens),
            part=part_in(match, tokens),
        )


class YearMonth:
    """2025年5月, 明年5月上旬, "2017 april"."""

    needs = frozenset("Mm")
    pattern = re.compile(
        r"(?:(?P<year>Y)y?|(?P<rel>R)(?P<unit>U))[,-]?(?P<month>[Mm])(?![-/]?[nD])" + _LATE_PART
    )

    def read(self, match: re.Match[str], tokens: Tokens) -> Value | None:
        shift = value_of(match, "rel", tokens)
        if shift is not None and value_of(match, "unit", tokens) != Unit.YEAR:
            return None
        at = match.start("month")
        if tokens.tags[at] == "m" and not tokens.is_capital(at):
            return None
        return CalendarDate(
            year=value_of(match, "year", tokens),
            year_shift=shift,
            month=value_of(match, "month", tokens),
            part=part_in(match, tokens),
        )


class NumericMonth:
    needs = frozenset("z")
    pattern = re.compile(r"(?P<month>z)")

    def read(self, match: re.Match[str], tokens: Tokens) -> Value | None:
        digits = value_of(match, "month", tokens) or 0
        return CalendarDate(year=digits // 100, month=digits % 100)


class MonthAlone:
    """A month without a year, also "last October", "next May", "mayo próximo"."""

    needs = frozenset("Mm")
    pattern = re.compile(PART + r"(?P<step>[Rr])?(?P<month>[Mm])(?P<step2>L)?" + _LATE_PART)

    def read(self, match: re.Match[str], tokens: Tokens) -> Value | None:
        at = match.start("month")
        if tokens.tags[at] == "m" and not _is_month(match, tokens):
            return None
        step = value_of(match, "step", tokens)
        if step is None:
            step = value_of(match, "step2", tokens)
        return CalendarDate(
            month=value_of(match, "month", tokens), part=part_in(match, tokens), step=step
        )


def _is_month(match: re.Match[str], tokens: Tokens) -> bool:
    """Whether "May" or "March" is the month: capital, after a preposition or a modifier."""
    at = match.start("month")
    if not tokens.is_capital(at):
        return False
    if at > match.start():
        return True
    before = tokens.tags[at - 1] if at else "!"
    if before in "iI@fBtubkv~h<>":
        return True
    if tokens.tags[at + 1 : at + 2] in ("-", "t", "u", "&") and tokens.tags[at + 2 : at + 3] in (
        "M",
        "m",
    ):
        return True
    return before in "&|-," and at > 1 and tokens.tags[at - 2] in "Mm"
