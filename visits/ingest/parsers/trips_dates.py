"""Days as tables write them: ISO, 3/4/2021 in either order, words, EDTF, "TBD"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from visits.extraction.dates import Window
from visits.extraction.stays import Stay, in_calendar, read_stay
from visits.reasons import Reason, Refused, Why, because

_FIGURES = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})(?:[ T]\d{1,2}:\d{2}(?::\d{2})?)?")
_ISO = re.compile(
    r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[ T]\d{1,2}:\d{2}(?::\d{2})?(?:\.0+)?Z?)?"
)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
#: What tables write where no day is known yet.
UNKNOWN = frozenset(
    {
        *("tbd", "tba", "tbc", "n/a", "na", "nan", "none", "null", "unknown", "unk", "not known"),
        *("?", "-", "--", "…", "to be determined", "to be announced", "date tbd"),
    }
)
# Only words with a year of their own are read, so that this day never counts.
_ANY_DAY = date(2000, 1, 1)


class Order(StrEnum):
    """In which order a column writes 3/4/2021."""

    DAY_FIRST = "day first"
    MONTH_FIRST = "month first"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class Told:
    """What a cell tells; `doubt` says why it may mean another day."""

    stay: Stay | None
    doubt: Reason | None = None


def order_of(cells: Iterable[str]) -> Order:
    """The order that the column's own cells prove; unclear where none does, or both are there."""
    found = set()
    for cell in cells:
        figures = _FIGURES.fullmatch(cell.strip())
        if figures is None:
            continue
        first, mark, second = int(figures[1]), figures[2], int(figures[3])
        if first > 12 and second <= 12 and mark != ".":
            found.add(Order.DAY_FIRST)
        elif second > 12 and first <= 12:
            found.add(Order.MONTH_FIRST)
    return found.pop() if len(found) == 1 else Order.UNCLEAR


def read_cell(cell: str, order: Order) -> Told:
    """The stay of a cell, None for none known. Raises Refused for no date."""
    text = " ".join(cell.split())
    if not text or text.casefold().strip(". ") in {"", *UNKNOWN}:
        return Told(None)
    if iso := _ISO.fullmatch(text) or _COMPACT.fullmatch(text):
        return Told(_one(int(iso[1]), int(iso[2]), int(iso[3]), text))
    if figures := _FIGURES.fullmatch(text):
        return _in_figures(figures, order, text)
    if not _YEAR.search(text):
        raise Refused(Why.NO_YEAR, text=text[:60])
    try:
        stay = read_stay(text, _ANY_DAY)
    except ValueError:
        stay = None
    if stay is None or (stay.start is None and stay.end is None):
        raise Refused(Why.NO_DATE, text=text[:60])
    return Told(stay)


def _in_figures(figures: re.Match[str], order: Order, text: str) -> Told:
    first, second, year = int(figures[1]), int(figures[3]), int(figures[4])
    doubt = None
    if len(figures[4]) == 2:
        year += 2000 if year < 50 else 1900
        doubt = because(Why.SHORT_YEAR, text=text)
    if figures[2] == "." or first > 12:
        return Told(_one(year, second, first, text), doubt)
    if second > 12:
        return Told(_one(year, first, second, text), doubt)
    if first != second and order is Order.UNCLEAR:
        doubt = because(Why.EITHER_ORDER, text=text)
    if order is Order.MONTH_FIRST:
        first, second = second, first
    return Told(_one(year, second, first, text), doubt)


def _one(year: int, month: int, day: int, text: str) -> Stay:
    try:
        window = Window(date(year, month, day), date(year, month, day))
    except ValueError:
        raise Refused(Why.NO_SUCH_DAY, text=text[:60]) from None
    if not in_calendar(window):
        raise Refused(Why.OUT_OF_CALENDAR, first=1800, last=2200)
    return Stay(window, None)
