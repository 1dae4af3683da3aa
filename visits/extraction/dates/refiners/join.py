"""Two dates with a connector between them: a range, or one window of two parts."""

from __future__ import annotations

import re

from visits.extraction.dates.mentions import Duration, Mention, Span
from visits.extraction.dates.tokens import Tokens
from visits.extraction.dates.units import Unit
from visits.extraction.dates.values import (
    CalendarDate,
    UnitShift,
    Value,
    WeekdayIn,
    with_year_of,
)

_RANGE = re.compile(r"(?:-|[tu]-?)h?i?h?$")
_AND = re.compile(r"[&]h?$")
_EITHER = re.compile(r"(?:-|[tu]-?|[&|])?h?i?h?$")


def join_ranges(mentions: list[Mention], tokens: Tokens) -> list[Mention]:
    kept: list[Mention] = []
    for mention in mentions:
        joined = _join(kept[-1], mention, tokens) if kept else None
        if joined is None:
            kept.append(mention)
            continue
        kept[-1] = joined
        if len(kept) > 1 and (within := _in_week(kept[-2], joined, tokens)) is not None:
            kept[-2:] = [within]
    return kept


def _in_week(week: Mention, days: Mention, tokens: Tokens) -> Mention | None:
    """ "next week between Wednesday and Friday"."""
    told, span = week.value, days.value
    if not isinstance(told, UnitShift) or told.unit is not Unit.WEEK or not isinstance(span, Span):
        return None
    ends = (span.first, span.last)
    weekdays = [end.weekday for end in ends if isinstance(end, CalendarDate) and end.day is None]
    if tokens.tags[week.end : days.start] not in ("", ","):
        return None
    stays = [WeekdayIn(weekday, told) for weekday in weekdays if weekday is not None]
    if len(stays) < 2:
        return None
    return Mention(week.start, days.end, Span(stays[0], stays[1]), kind="range")


def _join(left: Mention, right: Mention, tokens: Tokens) -> Mention | None:
    if isinstance(left.value, (Span, Duration)) or isinstance(right.value, (Span, Duration)):
        return None
    between = tokens.tags[left.end : right.start]
    if len(between) > 5:
        return None
    lead = tokens.tags[left.start - 1] if left.start else ""
    if lead == "h" and left.start > 1:
        lead = tokens.tags[left.start - 2]
    parts = _is_part(left.value) and _is_part(right.value)
    if parts and lead not in ("f", "b") and _EITHER.match(between):
        first = with_year_of(left.value, right.value)
        return Mention(left.start, right.end, Span(first, right.value), bound="either")
    if between.startswith(",") and lead and lead in "fb":  # "from Sunday, April 27, to Tuesday"
        between = between[1:]
    if _RANGE.match(between) or (lead == "b" and _AND.match(between)):
        if not _comparable(left.value, right.value, bool(lead) and lead in "fb"):
            return None
        start = left.start - 1 if left.start and tokens.tags[left.start - 1] in "fb" else left.start
        first = with_year_of(left.value, right.value)
        return Mention(start, right.end, Span(first, right.value), kind="range")
    return None


def _comparable(left: Value, right: Value, led: bool) -> bool:
    """Whether the two are ends of a range: "May 30-June 2", not "Friday-Jun-15" of one day.

    Where no "from" or "between" leads them, they must be alike: "this year through August" is two.
    """
    if not (isinstance(left, CalendarDate) and isinstance(right, CalendarDate)):
        return led or isinstance(left, type(right)) or _is_today(left) or _is_today(right)
    if "weekday" in (_grain(left), _grain(right)):
        return _grain(left) == _grain(right) or (led and right.day is not None)
    return led or right.year is not None or _grain(left) == _grain(right)


def _is_today(value: Value) -> bool:
    return isinstance(value, UnitShift) and value.unit is Unit.DAY


def _grain(value: CalendarDate) -> str:
    if value.day is not None:
        return "day"
    if value.weekday is not None:
        return "weekday"
    return "month" if value.month is not None else "year"


def _is_part(value: Value) -> bool:
    return isinstance(value, CalendarDate) and value.part is not None
