"""Date expressions as half-open intervals of days, as annotators of TIMEX3 write values."""

from __future__ import annotations

from datetime import date, timedelta

from visits.extraction.dates.expressions import DateExpression, Precision
from visits.extraction.dates.finder import find_dates
from visits.extraction.dates.windows import Window

_COARSE = (Precision.MONTH, Precision.YEAR, Precision.QUARTER, Precision.DECADE)
MID_MONTH = range(11, 21)


def interval(expression: DateExpression) -> tuple[date, date] | None:
    """The first day and the day after the last; None for a duration or an open window.

    Annotators give the unit named ("early May" is May) and end a range of months or years where
    its last one begins.
    """
    window = expression.named or expression.window
    if window is None or expression.kind == "backward":
        return None
    if expression.last is not None:
        return _range(window, expression.last)
    return _half_open(window)


def _half_open(window: Window) -> tuple[date, date] | None:
    if window.earliest is None or window.latest is None or window.latest == date.max:
        return None
    return window.earliest, window.latest + timedelta(days=1)


def _range(first: Window, last: Window) -> tuple[date, date] | None:
    if first.earliest is None or last.earliest is None:
        return None
    if not last.is_day:
        return _pivot(first) or first.earliest, _pivot(last) or last.earliest
    return _half_open(Window(_pivot(first) or first.earliest, last.latest))


def _pivot(window: Window) -> date | None:
    """Where a range begins or ends that is told by a part: the middle, or the day after the end."""
    first, last = window.earliest, window.latest
    if first is None or last is None or last == date.max:
        return None
    after = last + timedelta(days=1)
    if first.day == MID_MONTH.start and last.day == MID_MONTH.stop - 1:
        return first.replace(day=16)
    if first.day == MID_MONTH.stop and after.day == 1:
        return after
    if (first.month, first.day, last.month) == (5, 1, 8):
        return date(first.year, 7, 2)
    return after if (first.month, first.day, last.month) == (9, 1, 12) else None


def expressions_of(text: str, reference: date, language: str) -> list[dict[str, object]]:
    """The expressions that denote days, with `char_start`, `char_end` and ISO `start`, `end`."""
    found: list[dict[str, object]] = []
    for expression in find_dates(text, reference, language):
        days = interval(expression)
        if days is not None:
            found.append(
                {
                    "char_start": expression.start,
                    "char_end": expression.end,
                    "start": days[0].isoformat(),
                    "end": days[1].isoformat(),
                }
            )
    return found
