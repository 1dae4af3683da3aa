"""One gathering: who comes and who does not, and who meets whom on its sidelines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q

from visits.models import Country, Gathering, Meeting, Official, Visit
from visits.queries.itineraries import days_of, sure_days_of
from visits.queries.meetings import meetings_shown
from visits.queries.visits import visits_shown
from visits.terms import MeetingForm, VisitStatus

MOST_VISITS, MOST_MEETINGS = 400, 200
_OFF = (VisitStatus.CANCELLED, VisitStatus.POSTPONED)


@dataclass(frozen=True, slots=True)
class Delegation:
    """Who comes for a country on one visit; without one they were told of at a meeting alone."""

    country: Country | None
    officials: tuple[Official, ...]
    visit: Visit | None


@dataclass(frozen=True, slots=True)
class Attendance:
    """Delegations by country; `days` are those of the gathering, else those that visits tell.

    `left_out` says that more visits or meetings point to it than are shown.
    """

    attend: tuple[Delegation, ...]
    invited: tuple[Delegation, ...]
    called_off: tuple[Delegation, ...]
    meetings: tuple[Meeting, ...]
    days: tuple[date, date] | None
    left_out: bool

    @property
    def countries(self) -> int:
        return len({one.country for one in self.attend if one.country})


def attendance_of(gathering: Gathering) -> Attendance:
    """What is known of it; the number of queries does not depend on the rows."""
    at = visits_shown().filter(gathering=gathering).order_by("visitor_country", "rank", "pk")
    visits = list(at[: MOST_VISITS + 1])
    shown = visits[:MOST_VISITS]
    of_visits = Meeting.visits.through.objects.filter(visit__gathering=gathering)
    beside = Q(gathering=gathering) | Q(pk__in=of_visits.values("meeting"))
    found = meetings_shown().filter(beside).order_by(F("day_earliest").asc(nulls_last=True), "pk")
    meetings = list(found[: MOST_MEETINGS + 1])
    delegations = [_delegation(visit) for visit in shown]
    known = {one.pk for delegation in delegations for one in delegation.officials}
    come = [one for one in delegations if one.visit and one.visit.status not in _NOT_COMING]
    return Attendance(
        attend=tuple(_by_country([*come, *_met(meetings[:MOST_MEETINGS], known)])),
        invited=tuple(_with_status(delegations, (VisitStatus.INVITED,))),
        called_off=tuple(_with_status(delegations, _OFF)),
        meetings=tuple(meetings[:MOST_MEETINGS]),
        days=_days(gathering, [one.visit for one in come if one.visit]),
        left_out=len(visits) > MOST_VISITS or len(meetings) > MOST_MEETINGS,
    )


_NOT_COMING = (VisitStatus.INVITED, *_OFF)


def _delegation(visit: Visit) -> Delegation:
    members = tuple(member.official for member in visit.members.all())
    return Delegation(visit.visitor_country, members, visit)


def _with_status(
    delegations: Iterable[Delegation], statuses: Sequence[VisitStatus]
) -> Iterator[Delegation]:
    return (one for one in delegations if one.visit and one.visit.status in statuses)


def _met(meetings: Iterable[Meeting], known: set[int]) -> Iterator[Delegation]:
    """Who met somebody there in person and is on no visit, such as the host's own people."""
    told: dict[int, Official] = {}
    for meeting in meetings:
        if meeting.form == MeetingForm.IN_PERSON and meeting.status not in _OFF:
            people = (one.official for one in meeting.participants.all())
            told |= {one.pk: one for one in people if one.pk not in known}
    return (Delegation(one.country, (one,), None) for one in told.values())


def _by_country(delegations: Iterable[Delegation]) -> list[Delegation]:
    return sorted(
        delegations,
        key=lambda one: (one.country is None, str(one.country), one.visit.rank if one.visit else 9),
    )


def _days(gathering: Gathering, visits: Iterable[Visit]) -> tuple[date, date] | None:
    if gathering.start and gathering.end:
        return gathering.start, gathering.end
    if day := gathering.start or gathering.end:
        return day, day
    told = list(visits)
    # A window ("in June") says when it may be, not how long it lasts.
    spans = [span for visit in told if (span := sure_days_of(visit))]
    spans = spans or [span for visit in told if (span := days_of(visit))]
    return (min(s[0] for s in spans), max(s[1] for s in spans)) if spans else None
