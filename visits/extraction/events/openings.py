"""Stays that begin or end on the day of the news: "Winding up a four-day stay, she ..."."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from visits.extraction.dates import DateExpression
from visits.extraction.events.setting import Setting, dateline_day, today
from visits.extraction.events.tellings import Telling

CLOSE = 1
#: So much of the sentence before a stay says that it ends.
REACH = 70
#: What a text tells so far down is history.
ENOUGH = 8
#: The title and the first paragraph.
LEAD = 1
_BEGUN = ("ongoing", "completed", "now", "unknown")


def with_openings(told: Sequence[Telling], setting: Setting) -> list[Telling]:
    """The tellings, undated arrivals beside the day of the news on that day.

    So are stays that are "winding up", by the day of the dateline where the lead names none. Who
    "arrived around noon" did so on the day of publication.
    """
    return [replace(t, days=t.days + _day_at_hand(t, setting)) for t in told]


def _day_at_hand(telling: Telling, setting: Setting) -> tuple[DateExpression, ...]:
    news, day = setting.news, setting.news or dateline_day(setting.mentions)
    if day is not None and _ends_now(telling, setting):
        return (day,)
    if news is not None and _begins_now(telling, news, setting):
        return (news,)
    found = setting.lexicon.clock.search(telling.line.text, telling.end, telling.end + REACH)
    if found is None or not _begins(telling) or telling.line.index > ENOUGH:
        return ()
    if any(isinstance(mark, DateExpression) for mark in telling.line.marks.values()):
        return ()
    return (today(telling.line, found.span(), setting.published),)


def _ends_now(telling: Telling, setting: Setting) -> bool:
    """Whether the lead tells of a stay without a day that it is coming to its end."""
    if not telling.frame.event.startswith("visit") or telling.edge != "end" or not telling.stops:
        return False
    if telling.line.sentence.paragraph > LEAD or any(day.window for day in telling.days):
        return False
    before = max(0, telling.start - REACH)
    return setting.lexicon.closing.search(telling.line.text, before, telling.start) is not None


def _begins(telling: Telling) -> bool:
    """Whether a telling is of a stay that has begun, on a day that it does not name."""
    visit = telling.frame.event.startswith("visit") and telling.edge == "start"
    if not visit or telling.status not in _BEGUN or not telling.stops:
        return False
    return not any(day.window for day in telling.days) and not any(s.days for s in telling.stops)


def _begins_now(telling: Telling, news: DateExpression, setting: Setting) -> bool:
    """Whether a stay begins in the sentence that names the day of the news or the next one."""
    if not _begins(telling) or not 0 <= telling.line.index - setting.news_line <= CLOSE:
        return False
    return not any(
        isinstance(mark, DateExpression)
        and mark.window is not None
        and mark.window != news.window
        and position < telling.start
        for position, mark in telling.line.marks.items()
    )
