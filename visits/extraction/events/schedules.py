"""Schedules: the day in the title is the day of what the lines below it announce."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from visits.extraction.dates import DateExpression
from visits.extraction.events.lexicon import EventLexicon
from visits.extraction.events.lines import Line
from visits.extraction.events.tellings import Telling

_PRESENT = ("now", "ahead")


def schedule_day(lines: Sequence[Line], lexicon: EventLexicon) -> DateExpression | None:
    """The day of a schedule, from a title such as "Public Schedule – July 14, 2022"."""
    for line in lines:
        if not line.sentence.is_title:
            return None
        if lexicon.schedule.search(line.text):
            for _, mark in sorted(line.marks.items()):
                if isinstance(mark, DateExpression) and mark.window and mark.window.is_day:
                    return mark
    return None


def scheduled(telling: Telling, day: DateExpression | None) -> Telling:
    """The telling, planned for the day of the schedule if it says "meets" or "arrives"."""
    if day is None or telling.days or telling.frame.noun or telling.status not in _PRESENT:
        return telling
    if any(stop.days for stop in telling.stops):
        return telling
    if telling.frame.event != "meeting" and telling.frame.edge != "start":
        return telling
    return replace(telling, days=(day,), status="planned")
