"""Days counted inside a stay: "on the second day of a three-day visit"."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from visits.extraction.dates import DateExpression
from visits.extraction.events.setting import Setting
from visits.extraction.events.tellings import Telling
from visits.extraction.events.weekdays import shifted

REACH = 70
NEAR = 4
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


def _day(telling: Telling, setting: Setting) -> DateExpression | None:
    named = [day for day in telling.days if day.window is not None]
    if named:
        window = named[0].window
        lone = len(named) == 1 and named[0].kind == "date" and window is not None
        return named[0] if lone and window is not None and window.is_day else None
    behind = telling.line.index - setting.news_line
    return setting.news if telling.line.sentence.is_title or 0 <= behind <= NEAR else None
