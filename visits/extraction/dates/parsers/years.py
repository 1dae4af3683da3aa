"""Years, seasons, decades and centuries."""

from __future__ import annotations

import re

from visits.extraction.dates.mentions import value_of
from visits.extraction.dates.parsers.months import PART, part_in
from visits.extraction.dates.tokens import Tokens
from visits.extraction.dates.units import Unit
from visits.extraction.dates.values import CalendarDate, Decade, Season, Value

FIRST_PLAIN_YEAR, LAST_PLAIN_YEAR = 1800, 2060
#: Behind an older one these words show that it counts nothing.
_GOING_ON = frozenset(
    ["he", "she", "it", "they", "there", "and", "when", "by", "after", "was", "with", "at"]
)


class YearAlone:
    """A number of four digits, unless it counts something: "1996", "fiscal 1989", "mid-1996"."""

    needs = frozenset("Y")
    pattern = re.compile(PART + r"(?P<mark>h?U)?F?(?P<year>Y)(?P<suffix>y)?")

    def read(self, match: re.Match[str], tokens: Tokens) -> Value | None:
        if match.start("mark") >= 0 and tokens.values[match.end("mark") - 1] != Unit.YEAR:
            return None
        year = value_of(match, "year", tokens) or 0
        led = match.start("year") > match.start() or match.start("suffix") >= 0
        if not led and not _is_year(year, match.start("year"), tokens):
            return None
        return CalendarDate(year=year, part=part_in(match, tokens))


def _is_year(year: int, at: int, tokens: Tokens) -> bool:
    before = tokens.tags[at - 1] if at else "!"
    after = tokens.tags[at + 1] if at + 1 < len(tokens.tags) else "!"
    if year < FIRST_PLAIN_YEAR and before in "iu":
        word = tokens.word(at + 1) if after not in "!,." else ""
        return not word or word[0].isupper() or word in _GOING_ON
    if not FIRST_PLAIN_YEAR <= year <= LAST_PLAIN_YEAR or after == "U":
        return False
    if before == "x" and tokens.ends[at - 1] == tokens.starts[at]:
        return False  # "$1998", "GS2000"
    if after == "x" and tokens.starts[at + 1] == tokens.ends[at]:
        return False
    counted = after == "x" and tokens.word(at + 1).endswith("s") and tokens.word(at + 1).islower()
    return not counted or before in "iI@fBtubkv<>"


class DecadeOrCentury:
    needs = frozenset("DKo")
    pattern = re.compile(PART + r"h?(?:'?(?P<decade>[YcK]?K)|(?P<nth>[oD])-?(?P<unit>U))")

    def read(self, match: re.Match[str], tokens: Tokens) -> Value | None:
        part = part_in(match, tokens)
        if match.start("decade") >= 0:
            first = value_of(match, "decade", tokens) or 0
            if match.end("decade") - match.start("decade") == 2:
                first = first * 100 + tokens.values[match.end("decade") - 1]
            if first < 100:
                if tokens.tags[match.start("decade") - 1] not in "h'" and _in_digits(match, tokens):
                    return None
                first += 1900 if first >= 20 else 2000
            return Decade(first, part)
        nth = value_of(match, "nth", tokens) or 0
        if value_of(match, "unit", tokens) != Unit.CENTURY or not 1 <= nth <= 21:
            return None
        return Decade(max(1, (nth - 1) * 100), part, years=100)


def _in_digits(match: re.Match[str], tokens: Tokens) -> bool:
    """Whether the decade is one like "30s", which may be somebody's age."""
    return tokens.word(match.start("decade"))[0].isdigit()


class SeasonOfYear:
    needs = frozenset("Ss")
    pattern = re.compile(
        PART + r"h?(?P<step>[Rr])?(?P<season>[Ss])(?:[,v]{0,2}(?P<year>Y))?(?P<step2>L)?"
    )

    def read(self, match: re.Match[str], tokens: Tokens) -> Value | None:
        at = match.start("season")
        step = value_of(match, "step", tokens)
        if step is None:
            step = value_of(match, "step2", tokens)
        year = value_of(match, "year", tokens)
        led = step is not None or year is not None or part_in(match, tokens) is not None
        before = tokens.tags[at - 1] if at else "!"
        after = tokens.tags[at + 1 : at + 2]
        if tokens.tags[at] == "s" and not led and (before != "h" or after in ("i", "v")):
            return None
        return Season(tokens.values[at], year, step)
