"""Days counted inside a stay or up to it: "the second day of a visit", "two days before it"."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

from visits.extraction.dates import DateExpression
from visits.extraction.events.setting import Setting, dateline_day
from visits.extraction.events.tellings import Telling
from visits.extraction.events.weekdays import shifted

REACH = 70
NEAR = 4
#: A comma and a blank behind a day.
BESIDE = 3
_LENGTHS = {"hours": 0, "eve": 1, "day": 1, "week": 7}
_AHEAD = ("planned", "ahead", "now", "unknown")
_BEHIND = ("ongoing", "completed")
_NTH = ("first", "second", "third", "fourth")


def counted(telling: Telling, setting: Setting) -> Telling:
    """The telling, begun so many days before the day that it names or that the news is of."""
    if telling.frame.event == "meeting":
        return telling
    found = setting.lexicon.nth_day.search(
        telling.line.text, max(0, telling.start - REACH), telling.start
    )
    day = _day(telling, setting) if found is not None else None
    if found is None or day is None:
        return telling
    lengths = tuple(one for one in telling.days if one.window is None)
    if found.lastgroup not in _NTH:
        return replace(telling, days=(*lengths, day), edge="end")
    before = timedelta(days=_NTH.index(found.lastgroup))
    return replace(telling, days=(*lengths, shifted(day, lambda one: one - before)), edge="start")


def away(telling: Telling, setting: Setting) -> Telling:
    """The telling, without a day of its own so many days before or after the day of the news."""
    if any(day.window for day in telling.days) or any(stop.days for stop in telling.stops):
        return telling
    text, start = telling.line.text, telling.start
    found = setting.lexicon.away.search(text, max(0, start - REACH), start)
    if found is None:
        return telling
    ahead = found["before"] is not None or found["eve"] is not None
    today = _anchor(telling, found.start(), setting)
    count = _count(telling, found)
    if today is None or count is None or telling.status not in (_AHEAD if ahead else _BEHIND):
        return telling
    moved = timedelta(days=count if ahead else -count)
    at = telling.line.marks[found.start("span")].start if found["span"] else -1
    lengths = tuple(day for day in telling.days if day.start != at)
    edge = telling.edge or (None if telling.frame.event == "meeting" else "start")
    return replace(telling, days=(*lengths, shifted(today, lambda one: one + moved)), edge=edge)


def _count(telling: Telling, found: re.Match[str]) -> int | None:
    """How many days away; None where the words leave it open."""
    if found["span"] is None:
        return _LENGTHS[next(name for name in _LENGTHS if found[name])]
    mark = telling.line.marks[found.start("span")]
    exact = isinstance(mark, DateExpression) and mark.duration_days
    return exact[0] if exact and exact[0] == exact[1] else None


def _anchor(telling: Telling, position: int, setting: Setting) -> DateExpression | None:
    """The day that is counted from: the one beside the words, else that of the news."""
    for at in range(position - BESIDE, position):
        mark = telling.line.marks.get(at)
        if isinstance(mark, DateExpression) and mark.window and mark.window.is_day:
            return mark
    near = 0 <= telling.line.index - max(setting.news_line, 0) <= NEAR
    return (setting.news or dateline_day(setting.mentions)) if near else None


def _day(telling: Telling, setting: Setting) -> DateExpression | None:
    named = [day for day in telling.days if day.window is not None]
    if named:
        window = named[0].window
        lone = len(named) == 1 and named[0].kind == "date" and window is not None
        return named[0] if lone and window is not None and window.is_day else None
    behind = telling.line.index - setting.news_line
    return setting.news if telling.line.sentence.is_title or 0 <= behind <= NEAR else None
