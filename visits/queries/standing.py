"""How a visit or a meeting stands on a day: what was said of it, against the calendar.

Only evidence says that a visit took place; a date that has passed says nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from visits.models import Meeting, Visit
from visits.terms import VisitStatus

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, slots=True)
class Standing:
    """`code` names the mark that pages draw, `words` say it."""

    code: str
    words: StrOrPromise


_PLAIN = {
    VisitStatus.INVITED: Standing("invited", _("invited")),
    VisitStatus.PLANNED: Standing("planned", _("planned")),
    VisitStatus.ONGOING: Standing("ongoing", _("under way")),
    VisitStatus.COMPLETED: Standing("completed", _("took place")),
    VisitStatus.POSTPONED: Standing("postponed", _("postponed")),
    VisitStatus.CANCELLED: Standing("cancelled", _("cancelled")),
}
_UNKNOWN = {
    VisitStatus.PLANNED: Standing("unknown", _("planned, outcome not known")),
    VisitStatus.INVITED: Standing("unknown", _("invited, outcome not known")),
}
REPORTED = Standing("reported", _("under way when last reported"))
CONFIRMED = Standing("confirmed", _("planned, confirmed by both sides"))
LEGEND = (
    _PLAIN[VisitStatus.INVITED],
    _PLAIN[VisitStatus.PLANNED],
    Standing("confirmed", _("confirmed by both")),
    _PLAIN[VisitStatus.ONGOING],
    REPORTED,
    _PLAIN[VisitStatus.COMPLETED],
    Standing("unknown", _("outcome not known")),
    _PLAIN[VisitStatus.POSTPONED],
    _PLAIN[VisitStatus.CANCELLED],
)


def standing_of(event: Visit | Meeting, day: date) -> Standing:
    """How the visit or meeting stands for someone who asks on the day."""
    status = VisitStatus(event.status)
    last = _last_day(event)
    is_past = last is not None and last < day
    if status in (VisitStatus.PLANNED, VisitStatus.INVITED) and is_past:
        return _UNKNOWN[status]
    if status is VisitStatus.ONGOING and is_past:
        return REPORTED
    if isinstance(event, Visit):
        if status is VisitStatus.PLANNED and event.confirmed_by_both:
            return CONFIRMED
        if status is VisitStatus.INVITED and event.accepted:
            return Standing("invited", _("invited, accepted"))
    return _PLAIN[status]


def _last_day(event: Visit | Meeting) -> date | None:
    if isinstance(event, Meeting):
        return event.day_latest or event.day_earliest
    return event.end_latest or event.start_latest or event.start_earliest or event.window_latest
