"""Units counted from the present: "today", "next week", "the past three days"."""

from __future__ import annotations

import re

from visits.extraction.dates.mentions import value_of
from visits.extraction.dates.parsers.months import part_in
from visits.extraction.dates.tokens import Tokens
from visits.extraction.dates.units import Unit
from visits.extraction.dates.values import UnitRun, UnitShift, Value


class Deictic:
    needs = frozenset("JT")
    pattern = re.compile(r"[EeA]?h?(?P<day>T)p?|(?<=[btuf&])(?P<now>J)(?=[&tu!.,)]|$)")

    def read(self, match: re.Match[str], tokens: Tokens) -> Value | None:
        return UnitShift(Unit.DAY, value_of(match, "day", tokens) or 0)


class ShiftedUnit:
    """ "next week", "the following day", "la semaine prochaine", "earlier this month"."""

    needs = frozenset("LUVp")
    pattern = re.compile(
        r"(?:h?(?P<part>[EeA])[-vi]?)?h?(?:R?(?P<rel>[Rr])F?(?P<unit>[Up])|(?P<unit2>U)(?P<rel2>[LV]))"
        r"(?P<part2>E)?"
    )

    def read(self, match: re.Match[str], tokens: Tokens) -> Value | None:
        front = match.start("rel") >= 0
        at = match.start("unit" if front else "unit2")
        rel = match.start("rel" if front else "rel2")
        part_of_day = tokens.tags[at] == "p"
        unit = Unit.DAY if part_of_day else Unit(tokens.values[at])
        count = tokens.values[rel]
        last_day = unit is Unit.DAY and count < 0 and not part_of_day  # "his last day"
        if unit is Unit.HOUR or last_day or _is_title(tokens, rel, at):
            return None
        return UnitShift(
            unit,
            count,
            part=part_in(match, tokens),
            anchored=tokens.tags[rel] in "rV" or _is_next_day(match, tokens, unit, count),
        )


def _is_next_day(match: re.Match[str], tokens: Tokens, unit: Unit, count: int) -> bool:
    """ "the next day" and "the next morning" follow the day told last."""
    return tokens.tags[match.start()] == "h" and unit is Unit.DAY and count == 1


def _is_title(tokens: Tokens, rel: int, unit: int) -> bool:
    """Whether both words are capitals: the programme "This Week", the series "Last Days"."""
    if not (tokens.is_capital(rel) and tokens.is_capital(unit)):
        return False
    return tokens.word(unit) != tokens.word(unit).upper()


class PartOfUnit:
    """ "the end of the month", "later in the week", "year-end"."""

    needs = frozenset("AEe")
    pattern = re.compile(
        r"(?:h?(?P<part>[EeA])[-vi]{0,2}h?F?(?P<unit>U)|(?P<unit2>U)-?(?P<part2>E))"
    )

    def read(self, match: re.Match[str], tokens: Tokens) -> Value | None:
        unit = value_of(match, "unit" if match.start("unit") >= 0 else "unit2", tokens)
        if unit is None or unit <= Unit.HOUR:
            return None
        return UnitShift(Unit(unit), 0, part=part_in(match, tokens))


class TheUnit:
    """ "during the week", "for the quarter": the present one, where a preposition leads it."""

    needs = frozenset("U")
    pattern = re.compile(r"(?<=[iOktu~vg])hF?(?P<unit>U)(?![GAeHRrl<>vfntu-])")

    def read(self, match: re.Match[str], tokens: Tokens) -> Value | None:
        unit = value_of(match, "unit", tokens)
        if unit is None or unit <= Unit.DAY:
            return None
        return UnitShift(Unit(unit), 0, told=unit == Unit.QUARTER)


class AfterNext:
    """ "the week after next"."""

    needs = frozenset(">")
    pattern = re.compile(r"h?(?P<unit>U)>h?(?P<rel>R)(?!U|M|W)")

    def read(self, match: re.Match[str], tokens: Tokens) -> Value | None:
        unit = value_of(match, "unit", tokens)
        if not unit or value_of(match, "rel", tokens) != 1:
            return None
        return UnitShift(Unit(unit), 2)


class DayBeside:
    """ "the day before", "the week after" where no event follows: beside the date told last."""

    needs = frozenset("<>")
    pattern = re.compile(r"h(?P<unit>U)(?P<way>[<>])(?=[.,!)]|$)")

    def read(self, match: re.Match[str], tokens: Tokens) -> Value | None:
        unit = value_of(match, "unit", tokens)
        if not unit:
            return None
        count = -1 if tokens.tags[match.start("way")] == "<" else 1
        return UnitShift(Unit(unit), count, anchored=True)


class UnitSeries:
    """ "the past three weeks", "next 5 days", "the 2 next days"."""

    needs = frozenset("U")
    pattern = re.compile(
        r"(?:h(?=r)|h?(?=[Rcnq]))(?:(?P<rel>[Rr])(?P<count>[cnq])|(?P<count2>[cnq])(?P<rel2>[Rr]))x?(?P<unit>U)(?![-l])"
    )

    def read(self, match: re.Match[str], tokens: Tokens) -> Value | None:
        front = match.start("rel") >= 0
        count = value_of(match, "count" if front else "count2", tokens) or 0
        rel = value_of(match, "rel" if front else "rel2", tokens)
        unit = value_of(match, "unit", tokens)
        if count <= 0 or not rel or not unit or (count == 1 and not front):
            return None
        return UnitRun(Unit(unit), count * rel)
