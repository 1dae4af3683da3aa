"""The day of a meeting from the visit that it is part of."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, timedelta

from visits.extraction.dates import DateExpression, Window
from visits.extraction.events.setting import Setting
from visits.extraction.events.tellings import Telling
from visits.extraction.records import Person, VisitEvent
from visits.terms import VisitStatus

WEEK = timedelta(days=7)


def day_of_visit(
    told: Sequence[Telling], visit: VisitEvent | None, setting: Setting
) -> Window | None:
    """The day of a meeting that has none of its own; None where it may be any day of the visit.

    It is that of a visit of one day; that of the arrival where it came "soon after" it, or where
    the visit began on the day of publication and the meeting is over.
    """
    first = visit.start if visit is not None else None
    if visit is None or first is None or not first.is_day:
        return None
    if visit.end == first:
        return first
    at_once = any(setting.lexicon.on_arrival.search(telling.line.text) for telling in told)
    over = any(telling.status == "completed" and telling.firm for telling in told)
    return first if at_once or (over and first.earliest == setting.published) else None


def on_the_trip(
    window: Window,
    day: DateExpression,
    people: Collection[Person],
    visits: Sequence[VisitEvent],
    setting: Setting,
) -> Window:
    """The window, a bare weekday that is today's moved to the week of a trip that is ahead."""
    today = setting.published
    if window != Window(today, today) or setting.lexicon.fixed_day.search(day.text):
        return window
    starts = [_departure(visit) for visit in visits if any(p in visit.visitors for p in people)]
    ahead = [start for start in starts if start is not None]
    if not ahead or len(ahead) < len(starts) or not today < min(ahead) <= today + WEEK:
        return window
    return Window(today + WEEK, today + WEEK)


def _departure(visit: VisitEvent) -> date | None:
    """The first day of a planned visit."""
    planned = visit.status is VisitStatus.PLANNED and visit.start is not None
    return visit.start.earliest if planned and visit.start is not None else None
