"""What is said of one date expression found in a text."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from visits.extraction.dates.windows import Window

Kind = Literal["date", "range", "backward", "duration", "from", "until"]


class Precision(StrEnum):
    """How fine the words are, which may be finer or coarser than the window they denote."""

    DAY = "day"
    PART_OF_MONTH = "part_of_month"
    WEEK = "week"
    WEEKEND = "weekend"
    MONTH = "month"
    QUARTER = "quarter"
    SEASON = "season"
    PART_OF_YEAR = "part_of_year"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"
    RANGE = "range"
    DURATION = "duration"


@dataclass(frozen=True, slots=True)
class DateExpression:
    """One expression with the days it denotes; `text[start:end]` of what was read is `text`.

    `window` is the first end of an explicit range and `last` its second, which comes before it in
    a "backward" one ("brought forward from May 9 to May 2"); a bare duration has neither. `stated`
    is False where the reference day was needed to get at the year or the day. `named` is the
    calendar unit or day that the words name where the window is narrower or wider: all of May for
    "early May", 14 January for "by Jan. 14".
    """

    start: int
    end: int
    text: str
    window: Window | None
    last: Window | None
    precision: Precision
    stated: bool
    duration_days: tuple[int, int] | None
    kind: Kind
    named: Window | None = None
