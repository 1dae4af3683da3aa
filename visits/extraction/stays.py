"""The dates of a stay as an editor types them: EDTF, or words in any form that texts use."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

from visits.extraction.dates import DateExpression, Window, find_dates

# The calendar's days. Arithmetic with the usual days around a stay stays far from Python's limits.
FIRST_DAY, LAST_DAY = date(1800, 1, 1), date(2200, 12, 31)
_EDTF = re.compile(r"[\d\[\]./~?%X-]+")
_DAY = r"\d{4}(?:-\d{2}(?:-\d{2})?)?"
_SET = re.compile(rf"\[({_DAY})?\.\.({_DAY})?\]")
_ONE = re.compile(_DAY)
_YEAR = re.compile(r"(?<!\d)\d{4,5}(?!\d)")
_BETWEEN = re.compile(r"\s+(?:to|until|till|[-–—])\s+")
_BACKWARDS = "the last day comes before the first"
_BEYOND = f"the calendar runs from {FIRST_DAY.year} to {LAST_DAY.year}"


@dataclass(frozen=True, slots=True)
class Stay:
    """The windows of the first and of the last day; `end` is None where the words give none."""

    start: Window | None
    end: Window | None


def read_stay(words: str, today: date, language: str = "en") -> Stay | None:
    """The stay that the words tell, relative dates from `today`; None where they tell none.

    EDTF: a day, "2025-05", "[2025-05-01..2025-05-10]" (one of these days), and
    "start/end" of any of them. Raises ValueError, with the reason, for EDTF that is malformed,
    for a stay that ends before it begins, and for days that the calendar does not show.
    """
    try:
        stay = _read(words.strip(), today, language)
    except OverflowError as problem:
        raise ValueError(_BEYOND) from problem
    if stay is not None and not (in_calendar(stay.start) and in_calendar(stay.end)):
        raise ValueError(_BEYOND)
    return stay


def in_calendar(window: Window | None) -> bool:
    """Whether all days that the window names are ones that the calendar shows."""
    named = [] if window is None else [window.earliest, window.latest]
    return all(FIRST_DAY <= day <= LAST_DAY for day in named if day is not None)


def _read(words: str, today: date, language: str) -> Stay | None:
    if _EDTF.fullmatch(words) and re.search(r"\d{4}", words):
        begin, slash, finish = words.partition("/")
        stay = Stay(_window(begin), _window(finish) if slash else None)
    else:
        if any(not FIRST_DAY.year <= int(year) <= LAST_DAY.year for year in _YEAR.findall(words)):
            raise ValueError(_BEYOND)
        found = [e for e in find_dates(words, today, language) if _tells(e)]
        if not found:
            if _is_backwards(words, today, language):
                raise ValueError(_BACKWARDS)
            return None
        stay = _stay(found)
    first, last = stay.start and stay.start.earliest, stay.end and stay.end.latest
    if first and last and last < first:
        raise ValueError(_BACKWARDS)
    return stay


def _is_backwards(words: str, today: date, language: str) -> bool:
    """Whether the words are two days, the later one first: together they read as no stay."""
    parts = _BETWEEN.split(words)
    windows = [
        expression.window
        for part in parts
        for expression in find_dates(part, today, language)
        if expression.window is not None
    ]
    if len(parts) != 2 or len(windows) != 2:
        return False
    first, last = windows[0].earliest, windows[1].latest
    return first is not None and last is not None and last < first


def _tells(expression: DateExpression) -> bool:
    return expression.window is not None or expression.duration_days is not None


def _stay(found: list[DateExpression]) -> Stay:
    dated = [e for e in found if e.window is not None]
    lengths = [e.duration_days for e in found if e.duration_days is not None]
    if not dated:
        return Stay(None, None)
    first = dated[0]
    if first.last is not None:
        return Stay(first.window, first.last)
    if first.kind == "until":
        return Stay(None, first.window)
    if len(dated) > 1 and first.window and first.window.is_day:
        return Stay(first.window, dated[1].window)
    if lengths and first.window and first.window.is_day and lengths[0][0] == lengths[0][1]:
        assert first.window.earliest is not None
        last = first.window.earliest + timedelta(days=lengths[0][0] - 1)
        return Stay(first.window, Window(last, last))
    return Stay(first.window, None)


def _window(text: str) -> Window | None:
    text = text.rstrip("~?%")
    if text in ("", ".."):
        return None
    chosen = _SET.fullmatch(text)
    if chosen:
        first, last = (_span(part) if part else None for part in chosen.groups())
        return Window(first[0] if first else None, last[1] if last else None)
    if not _ONE.fullmatch(text):
        raise ValueError(f"“{text}” is not a date in EDTF, such as 2025-05-09 or 2025-05")
    return Window(*_span(text))


def _span(text: str) -> tuple[date, date]:
    numbers = [int(part) for part in text.split("-")]
    try:
        if len(numbers) == 3:
            day = date(*numbers)
            return day, day
        year, month = (*numbers, 0)[:2]
        first, last = (month, month) if month else (1, 12)
        end = calendar.monthrange(year, last)[1]
        return date(year, first, 1), date(year, last, end)
    except ValueError as problem:
        raise ValueError(f"“{text}” is not a day that the calendar has") from problem
