"""Windows from the written form of the evaluation files, in which an editor's values stand."""

from __future__ import annotations

import calendar
from datetime import date

from visits.extraction.dates import Window
from visits.extraction.stays import in_calendar


def window_from_edtf(text: str | None) -> Window | None:
    """The days of a day, month, year, interval or "one of a set"; None for nothing or nonsense.

    Days beyond the calendar are nonsense.
    """
    found = _window(text)
    return found if in_calendar(found) else None


def _window(text: str | None) -> Window | None:
    plain = (text or "").strip().rstrip("~?%")
    if plain.startswith("[") and plain.endswith("]"):
        first, dots, last = plain[1:-1].partition("..")
        return _joined(first, last if dots else first)
    if "/" in plain:
        first, _, last = plain.partition("/")
        return _joined(first, last)
    return _single(plain)


def _joined(first: str, last: str) -> Window | None:
    begin, finish = _single(first), _single(last)
    earliest = begin.earliest if begin else None
    latest = finish.latest if finish else None
    if (earliest is None and latest is None) or (earliest and latest and latest < earliest):
        return None
    return Window(earliest, latest)


def _single(text: str) -> Window | None:
    parts = text.strip().rstrip("~?%").split("-")
    try:
        numbers = [int(part) for part in parts]
        if len(numbers) == 3:
            day = date(*numbers)
            return Window(day, day)
        if len(numbers) == 2:
            year, month = numbers
            return Window(
                date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
            )
        return Window(date(numbers[0], 1, 1), date(numbers[0], 12, 31))
    except ValueError:
        return None
