"""The status of a visit or meeting, from those of its tellings and from the calendar."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from visits.extraction.dates import Window
from visits.extraction.events.answers import DECLINED
from visits.extraction.events.windows import earlier_than, later_than
from visits.terms import VisitStatus

#: A stay of which no end is told is over by then.
LONG = timedelta(days=45)
#: A plan whose first day lies so far back was carried out.
GONE = timedelta(days=10)
DONE = (VisitStatus.ONGOING, VisitStatus.COMPLETED)


def settled(
    word: str,
    start: Window | None,
    end: Window | None,
    published: date,
    *,
    tour: Window | None = None,
) -> VisitStatus:
    """What "ahead", "now" and "unknown" come to beside the dates; other words mean themselves."""
    if word == DECLINED:
        return VisitStatus.CANCELLED
    if word not in ("ahead", "now", "unknown"):
        return VisitStatus(word)
    if later_than(start, published) or (word == "ahead" and not earlier_than(start, published)):
        return VisitStatus.PLANNED
    if earlier_than(end, published):
        return VisitStatus.COMPLETED
    last = end or tour
    ahead = start is None or not earlier_than(start, published)
    if word == "unknown" and ahead and last and last.latest and last.latest > published:
        return VisitStatus.PLANNED
    open_window = start is not None and not start.is_day and not earlier_than(start, published)
    return VisitStatus.PLANNED if word == "unknown" and open_window else VisitStatus.ONGOING


def joined(
    votes: Sequence[tuple[VisitStatus, int]],
    start: Window | None,
    end: Window | None,
    published: date,
) -> VisitStatus:
    """One status from weighted votes in the order of the text.

    Calling off outweighs all; the dates correct a plan that lies behind and a stay that lies ahead.
    """
    words = [word for word, _ in votes]
    for off in (VisitStatus.CANCELLED, VisitStatus.POSTPONED):
        if off in words:
            return off
    weights: dict[VisitStatus, int] = {}
    for word, weight in votes:
        weights[word] = max(weights.get(word, 0), weight)
    best = max(weights.values(), default=0)
    strong = [word for word in words if weights[word] == best]
    done = [word for word in strong if word in DONE]
    status = done[0] if done else (strong[0] if strong else VisitStatus.PLANNED)
    if status in DONE and later_than(start, published):
        return VisitStatus.PLANNED
    if status is VisitStatus.ONGOING and earlier_than(end, published):
        return VisitStatus.COMPLETED
    if status is VisitStatus.COMPLETED and later_than(end, published):
        return VisitStatus.ONGOING
    if status is VisitStatus.ONGOING and end is None and earlier_than(start, published - LONG):
        return VisitStatus.COMPLETED
    if status is VisitStatus.PLANNED and earlier_than(end, published):
        return VisitStatus.COMPLETED
    if status is VisitStatus.PLANNED and end is None and earlier_than(start, published - GONE):
        return VisitStatus.COMPLETED
    return status
