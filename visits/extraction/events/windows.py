"""Start and end of a stay from the date expressions that belong to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from visits.extraction.dates import DateExpression, Window

NEXT = 8
#: What lies further back is history.
HISTORY = timedelta(days=400)


@dataclass(frozen=True, slots=True)
class Stay:
    """Windows of the first and the last day as told, with the words of each."""

    start: Window | None = None
    end: Window | None = None
    days: tuple[int, int] | None = None
    start_words: DateExpression | None = None
    end_words: DateExpression | None = None
    stated_end: bool = True


def stay(days: tuple[DateExpression, ...], edge: str | None) -> Stay:
    """What the expressions say of a stay; `edge` tells which end a lone date is."""
    told = Stay()
    for day in days:
        told = _with(told, day, edge)
    return told


def _with(told: Stay, day: DateExpression, edge: str | None) -> Stay:
    start, end, length = told.start, told.end, told.days
    start_words, end_words = told.start_words, told.end_words
    if day.duration_days is not None and length is None:
        length = day.duration_days
    if day.kind == "range":
        start, end = start or day.window, end or day.last
        start_words, end_words = start_words or day, end_words or day
    elif day.kind == "until" or (day.window is not None and edge == "end"):
        if end is None:
            end, end_words = day.last or day.window, day
    elif day.window is not None and start is None:
        start, start_words = day.window, day
    elif end is None and start_words is not None and _follows(day, start_words):
        end, end_words = day.window, day
    return Stay(start, end, length, start_words, end_words)


def _follows(day: DateExpression, first: DateExpression) -> bool:
    """Whether a second date is the next thing said: "on Tuesday and Wednesday"."""
    if day.window is None or first.window is None or day.window.earliest is None:
        return False
    later = first.window.latest is not None and day.window.earliest > first.window.latest
    return later and day.window.is_day and 0 <= day.start - first.end <= NEXT


def completed(told: Stay) -> Stay:
    """The stay with the end (or start) that its length gives."""
    if told.days is None or (told.start is not None and told.end is not None):
        return told
    low, high = told.days
    if told.start is not None and told.start.days is not None and told.start.days <= 3:
        end = _moved(told.start, low - 1, high - 1)
        return Stay(told.start, end, told.days, told.start_words, told.start_words, False)
    if told.end is not None and told.end.days is not None and told.end.days <= 3:
        start = _moved(told.end, 1 - high, 1 - low)
        return Stay(start, told.end, told.days, told.end_words, told.end_words, False)
    return told


def _moved(window: Window, low: int, high: int) -> Window | None:
    """A closed window so many days later; None beyond the calendar."""
    assert window.earliest is not None
    assert window.latest is not None
    try:
        return Window(window.earliest + timedelta(low), window.latest + timedelta(high))
    except OverflowError:
        return None


def later_than(window: Window | None, day: date) -> bool:
    """Whether all days of a window come after a day."""
    return window is not None and window.earliest is not None and window.earliest > day


def earlier_than(window: Window | None, day: date) -> bool:
    return window is not None and window.latest is not None and window.latest < day


def compatible(one: Window | None, other: Window | None) -> bool:
    """Whether two windows may be about the same day; a missing one fits all."""
    return one is None or other is None or one.overlaps(other)


def narrower(one: Window | None, other: Window | None) -> Window | None:
    """The window that says more."""
    if one is None or other is None:
        return one or other
    if one.days is None:
        return other
    return one if other.days is None or one.days <= other.days else other
