"""Date expressions as the half-open intervals of days in which annotators of TIMEX3 write values."""

from __future__ import annotations

from datetime import date, timedelta

from visits.extraction.dates.expressions import DateExpression, Precision
from visits.extraction.dates.finder import find_dates
from visits.extraction.dates.windows import Window

_COARSE = (Precision.MONTH, Precision.YEAR, Precision.QUARTER, Precision.DECADE)


def interval(expression: DateExpression) -> tuple[date, date] | None:
    """The first day and the day after the last; None for a duration or an open window.

    Annotators give the unit named ("early May" is May) and end a range of months or years where
    its last one begins.
    """
    window = expression.named or expression.window
    if window is None:
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
        return first.earliest, last.earliest
    return _half_open(Window(first.earliest, last.latest))


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
