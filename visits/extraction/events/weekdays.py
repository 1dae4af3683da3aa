"""Dates of a telling set right by its status: the weekday ahead or the one behind."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from visits.extraction.dates import DateExpression, Window
from visits.extraction.events import masks
from visits.extraction.events.lexicon import EventLexicon
from visits.extraction.events.tellings import Stop, Telling

WEEK = timedelta(days=7)
FAR = timedelta(days=60)
_AHEAD = {"planned", "ahead", "invited", "cancelled"}
_BEHIND = {"completed", "ongoing"}
#: Who "is in Rome for talks on Saturday" may be there before the talks.
_PRESENT = {"is", "are"}


def settled_days(telling: Telling, published: date, lexicon: EventLexicon) -> Telling:
    """The telling with bare weekdays on the side of the publication day that its verb says.

    A visit that is wrapped up without a date ends on the day that its sentence names.
    """

    present = telling.line.text[telling.start : telling.end] in _PRESENT

    def moved(days: tuple[DateExpression, ...]) -> tuple[DateExpression, ...]:
        during = telling.status == "ongoing" and (telling.frame.noun or present)
        status = "" if telling.edge == "end" or during else telling.status
        until = "planned" if telling.status == "ongoing" else status
        return tuple(
            _moved(day, until if day.kind == "until" else status, published, lexicon)
            for day in days
        )

    days = moved(telling.days)
    if telling.edge == "end" and not any(day.window for day in days):
        days += _last_day(telling, published)
    stops = tuple(
        Stop(stop.country, stop.city, stop.position, moved(stop.days)) for stop in telling.stops
    )
    if telling.status not in _BEHIND:
        stops = tuple(_in_order(stops, lexicon))
    return replace(telling, days=days, stops=stops)


def _in_order(stops: Sequence[Stop], lexicon: EventLexicon) -> Iterator[Stop]:
    """The stops, a bare weekday before that of the stop before it moved to the next week."""
    last: date | None = None
    for stop in stops:
        first = stop.days[0] if stop.days else None
        day = first.window.earliest if first is not None and first.window is not None else None
        bare = first is not None and not first.stated and not lexicon.fixed_day.search(first.text)
        if bare and last is not None and day is not None and last - WEEK < day < last:
            stop = replace(stop, days=tuple(shifted(d, lambda one: one + WEEK) for d in stop.days))
            day += WEEK
        last = day or last
        yield stop


def _moved(
    day: DateExpression, status: str, published: date, lexicon: EventLexicon
) -> DateExpression:
    window = day.window
    if window is None or window.earliest is None or window.latest is None or day.stated:
        return day
    near = window.is_day and abs(window.earliest - published) < WEEK
    if near and not lexicon.fixed_day.search(day.text):
        if status in _AHEAD and window.earliest < published:
            return shifted(day, lambda one: one + WEEK)
        if status in _BEHIND and window.earliest > published:
            return shifted(day, lambda one: one - WEEK)
    if status in _AHEAD and window.days == WEEK.days and window.latest == published:
        return shifted(day, lambda one: one + WEEK)  # on a Sunday, "this week" is the next one
    far = lexicon.fixed_year.search(day.text) is None
    if far and status in _AHEAD and window.latest < published - FAR:
        return shifted(day, lambda one: _year(one, 1))
    if far and status in _BEHIND and window.earliest > published + FAR:
        return shifted(day, lambda one: _year(one, -1))
    return day


def _year(day: date, years: int) -> date:
    """The same day of another year; 29 February becomes the 28th."""
    last = 28 if (day.month, day.day) == (2, 29) else day.day
    return day.replace(year=day.year + years, day=last)


def shifted(day: DateExpression, shift: Callable[[date], date]) -> DateExpression:
    def moved(window: Window | None) -> Window | None:
        if window is None or window.earliest is None or window.latest is None:
            return window
        return Window(shift(window.earliest), shift(window.latest))

    return replace(day, window=moved(day.window), last=moved(day.last))


def _last_day(telling: Telling, published: date) -> tuple[DateExpression, ...]:
    near = [
        mark
        for position, mark in sorted(telling.line.marks.items())
        if isinstance(mark, DateExpression)
        and telling.line.text[position] == masks.DATE
        and mark.window is not None
        and mark.window.is_day
        and mark.window.earliest is not None
        and abs(mark.window.earliest - published) <= timedelta(days=1)
    ]
    return tuple(near[:1]) if telling.status in _BEHIND else ()
