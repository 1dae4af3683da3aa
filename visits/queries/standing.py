"""How a visit or a meeting stands on a day: what was said of it, against the calendar.

Only evidence says that a visit took place; a date that has passed says nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from visits.models import Meeting, Visit
from visits.terms import VisitStatus


@dataclass(frozen=True, slots=True)
class Standing:
    """`code` names the mark that pages draw, `words` say it."""

    code: str
    words: str


_PLAIN = {
    VisitStatus.INVITED: Standing("invited", "invited"),
    VisitStatus.PLANNED: Standing("planned", "planned"),
    VisitStatus.ONGOING: Standing("ongoing", "under way"),
    VisitStatus.COMPLETED: Standing("completed", "took place"),
    VisitStatus.POSTPONED: Standing("postponed", "postponed"),
    VisitStatus.CANCELLED: Standing("cancelled", "cancelled"),
}
REPORTED = Standing("reported", "under way when last reported")
CONFIRMED = Standing("confirmed", "planned, confirmed by both sides")
LEGEND = (
    _PLAIN[VisitStatus.INVITED],
    _PLAIN[VisitStatus.PLANNED],
    Standing("confirmed", "confirmed by both"),
    _PLAIN[VisitStatus.ONGOING],
    REPORTED,
    _PLAIN[VisitStatus.COMPLETED],
    Standing("unknown", "outcome not known"),
    _PLAIN[VisitStatus.POSTPONED],
    _PLAIN[VisitStatus.CANCELLED],
)


def standing_of(event: Visit | Meeting, day: date) -> Standing:
    """How the visit or meeting stands for someone who asks on the day."""
    status = VisitStatus(event.status)
    last = _last_day(event)
    is_past = last is not None and last < day
    if status in (VisitStatus.PLANNED, VisitStatus.INVITED) and is_past:
        return Standing("unknown", f"{status.value}, outcome not known")
    if status is VisitStatus.ONGOING and is_past:
        return REPORTED
    if isinstance(event, Visit):
        if status is VisitStatus.PLANNED and event.confirmed_by_both:
            return CONFIRMED
        if status is VisitStatus.INVITED and event.accepted:
            return Standing("invited", "invited, accepted")
    return _PLAIN[status]


def _last_day(event: Visit | Meeting) -> date | None:
    if isinstance(event, Meeting):
        return event.day_latest or event.day_earliest
    return event.end_latest or event.start_latest or event.start_earliest or event.window_latest
