"""The words around a date, and how a date with parts missing is settled by them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

from visits.extraction.dates.expressions import Precision
from visits.extraction.dates.units import PRECISION, Unit, part_of
from visits.extraction.dates.windows import Window

# A yearless day so far off in the direction of the tense, and so near in the other, is the near
# one: "will travel" published after departure, "announced a visit on 28 April" before it.
FAR_DAYS, NEAR_DAYS = 300, 60
FAR_OF_EVENT, NEAR_OF_EVENT = 240, 90
EARLIER, LATER = 3, 4


class Tense(StrEnum):
    PAST = "past"
    FUTURE = "future"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Context:
    """What the words around and before say: the day of writing, the tense, the date told last.

    `of_event` is a date beside a summit, an election or a visit, which may be told of in the past
    tense before it takes place; one after "since" `is_settled`.
    """

    reference: date
    tense: Tense
    previous: Window | None = None
    of_event: bool = False
    is_settled: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """The days denoted; `window` has both its ends, which the finder opens for "by" and "after"."""

    window: Window
    precision: Precision
    stated: bool
    named: Window | None = None


class Value(Protocol):
    def resolve(self, context: Context) -> Reading | None:
        """The days denoted; None where there are no such days (30 February)."""
        ...


def day_reading(day: date, stated: bool) -> Reading:
    return Reading(Window(day, day), Precision.DAY, stated)


def pick(candidates: list[tuple[date, date]], context: Context) -> date | None:
    """The candidate that tense and nearness speak for; each is the first and last day of one."""
    reference = context.reference
    past = [pair for pair in candidates if pair[0] <= reference]
    future = [pair for pair in candidates if pair[1] >= reference]
    before = (reference - past[-1][1]).days if past else None
    ahead = (future[0][0] - reference).days if future else None
    if before is None or ahead is None:
        chosen = past[-1:] or future[:1]
        return chosen[0][0] if chosen else None
    if context.tense is Tense.PAST and not _is_yet_to_come(before, ahead, context):
        return past[-1][0]
    if context.tense is Tense.FUTURE and not (ahead > FAR_DAYS and before < NEAR_DAYS):
        return future[0][0]
    return past[-1][0] if before <= ahead else future[0][0]


def _is_yet_to_come(before: int, ahead: int, context: Context) -> bool:
    """Whether a date in a clause of the past is the near one to come, not the far one gone by."""
    if context.is_settled:
        return False
    if context.of_event:
        return before > FAR_OF_EVENT and ahead < NEAR_OF_EVENT
    return before > FAR_DAYS and ahead < NEAR_DAYS


def with_part(whole: Window, unit: Unit, part: int, context: Context, stated: bool) -> Reading:
    precision = Precision.PART_OF_MONTH if unit is Unit.MONTH else Precision.PART_OF_YEAR
    if unit <= Unit.WEEKEND:
        precision = PRECISION[unit]
    if part < EARLIER:
        return Reading(part_of(whole, unit, part), precision, stated, named=whole)
    now = Window(None, context.reference) if part == EARLIER else Window(context.reference, None)
    return Reading(whole.intersection(now) or whole, precision, stated=False, named=whole)
