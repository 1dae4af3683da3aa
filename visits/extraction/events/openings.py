"""Stays that begin on the day of the news: "Kicking off a four-day stay, she ..."."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from visits.extraction.dates import DateExpression
from visits.extraction.events.setting import Setting
from visits.extraction.events.tellings import Telling

CLOSE = 1
_BEGUN = ("ongoing", "completed", "now", "unknown")


def with_openings(told: Sequence[Telling], setting: Setting) -> list[Telling]:
    """The tellings, undated arrivals beside the day of the news on that day."""
    news = setting.news
    if news is None:
        return list(told)
    return [replace(t, days=(*t.days, news)) if _begins_now(t, news, setting) else t for t in told]


def _begins_now(telling: Telling, news: DateExpression, setting: Setting) -> bool:
    """Whether a stay begins in the sentence that names the day of the news or the next one."""
    visit = telling.frame.event.startswith("visit") and telling.edge == "start"
    if not visit or telling.status not in _BEGUN or not telling.stops:
        return False
    if not 0 <= telling.line.index - setting.news_line <= CLOSE:
        return False
    if any(day.window for day in telling.days) or any(stop.days for stop in telling.stops):
        return False
    return not any(
        isinstance(mark, DateExpression)
        and mark.window is not None
        and mark.window != news.window
        and position < telling.start
        for position, mark in telling.line.marks.items()
    )
