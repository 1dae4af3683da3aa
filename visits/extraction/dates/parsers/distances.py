"""Lengths of time, bare or counted from a day."""

from __future__ import annotations

import re

from visits.extraction.dates.mentions import Duration, value_of
from visits.extraction.dates.tokens import Tokens
from visits.extraction.dates.units import Unit
from visits.extraction.dates.values import Distance, UnitRun, Value

_COUNT = r"~?(?P<count>[acnq])-?"


def _length(match: re.Match[str], tokens: Tokens, suffix: str = "") -> tuple[Unit, int] | None:
    unit = value_of(match, "unit" + suffix, tokens)
    at = match.start("count" + suffix)
    count = 1 if tokens.tags[at] == "a" else tokens.values[at]
    if not unit or count <= 0:
        return None
    if unit == Unit.HALF:  # "half a day"
        return None
    return Unit(unit), count


class Ago:
    needs = frozenset("GP")
    pattern = re.compile(_COUNT + r"(?P<unit>U)~?-?G|P~?(?P<count2>[acnq])(?P<unit2>U)")

    def read(self, match: re.Match[str], tokens: Tokens) -> Value | None:
        length = _length(match, tokens, "" if match.start("count") >= 0 else "2")
        return Distance(length[0], -length[1]) if length else None


class LaterOrEarlier:
    needs = frozenset("Ae")
    pattern = re.compile(_COUNT + r"(?P<unit>U)-?(?P<way>[Ae])")

    def read(self, match: re.Match[str], tokens: Tokens) -> Value | None:
        length = _length(match, tokens)
        if length is None:
            return None
        sign = 1 if tokens.tags[match.start("way")] == "A" else -1
        return Distance(length[0], sign * length[1], anchored=True, exact=sign > 0)


class Hence:
    """ "in two weeks", "10 days from now"; "in five years" of the past is a length of time."""

    needs = frozenset("HU")
    pattern = re.compile(
        r"(?:(?P<in>i)~?(?P<count>[acnq])(?P<unit>U)(?![GAe-])|~?(?P<count2>[acnq])(?P<unit2>U)H)"
    )

    def read(self, match: re.Match[str], tokens: Tokens) -> Value | None:
        suffix = "" if match.start("in") >= 0 else "2"
        at = match.start("count" + suffix)
        count = 1 if tokens.tags[at] == "a" else tokens.values[at]
        unit = value_of(match, "unit" + suffix, tokens)
        if not unit or count <= 0:
            return None
        return Distance(Unit(unit), count, exact=True, ahead=not suffix)


class Within:
    needs = frozenset("I")
    pattern = re.compile(r"Ih?R?~?(?P<count>[acnq])(?P<unit>U)(?![GAe-])")

    def read(self, match: re.Match[str], tokens: Tokens) -> Value | None:
        length = _length(match, tokens)
        return UnitRun(*length, from_today=True) if length else None


class BareDuration:
    needs = frozenset("UXl")
    pattern = re.compile(
        r"(?:(?P<count>[cnq]|a(?=U-?l)|a(?=-)|(?<=[gi<>~I])a)-?(?P<unit>U)(?:-?l)?|(?P<unit2>U)-?l|(?P<days>X))(?![GAeH=]|-=)"
    )

    def read(self, match: re.Match[str], tokens: Tokens) -> Duration | None:
        days = value_of(match, "days", tokens)
        if days:
            return Duration(Unit.DAY, days)
        if match.start("unit2") >= 0:
            unit = value_of(match, "unit2", tokens)
            return Duration(Unit(unit), 1) if unit else None
        length = _length(match, tokens)
        return Duration(*length) if length else None
