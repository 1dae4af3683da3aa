"""What one official or one country has ahead, received and was told of, by rank."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from visits.choices import RANKS
from visits.models import Country, Meeting, MeetingParticipant, Official, Visit, VisitMember
from visits.queries.criteria import VisitCriteria
from visits.queries.meetings import meetings_of
from visits.queries.outcomes import Outcomes, sum_of
from visits.queries.visits import (
    SOONEST,
    lines_of,
    recent_first,
    upcoming_visits,
    visits_alone,
    visits_shown,
)
from visits.terms import MeetingForm

BY_WIRE = (MeetingForm.CALL, MeetingForm.VIDEO)


@dataclass(frozen=True, slots=True)
class RankCount:
    """How many visitors of a rank a country sent and received."""

    words: str
    made: int
    received: int


@dataclass(frozen=True, slots=True)
class Traffic:
    """What a country sent and received: `ranks` are of visits made and planned, the highest
    first."""

    sent: Outcomes
    received: Outcomes
    ranks: tuple[RankCount, ...]


def next_visits_of(official: Official, day: date) -> QuerySet[Visit]:
    """Visits of the official that are under way or to come, the nearest first."""
    members = VisitMember.objects.filter(official=official).values("visit")
    return _nearest(upcoming_visits(day, VisitCriteria()).filter(pk__in=members))


def next_visits_with(country: Country, day: date, most: int) -> list[Visit]:
    """Visits to or from the country that are under way or to come, the nearest first."""
    asked = VisitCriteria(countries=(country.code,))
    return lines_of(_nearest(upcoming_visits(day, asked, visits_alone()).only("pk"))[:most])


def visits_received_by_official(official: Official) -> QuerySet[Visit]:
    """Visits to the official's country on which visitors met the official, the latest first."""
    if official.country_id is None:
        return visits_shown().none()
    met = MeetingParticipant.objects.filter(official=official).values("meeting")
    links = Meeting.visits.through.objects.filter(meeting__in=met).values("visit")
    own = VisitMember.objects.filter(official=official).values("visit")
    found = visits_shown().filter(host=official.country_id, pk__in=links)
    return recent_first(found.exclude(pk__in=own))


def calls_of(official: Official) -> QuerySet[Meeting]:
    """By phone and by video, the latest first."""
    return meetings_of(official).filter(form__in=BY_WIRE)


def met_in_person(official: Official) -> QuerySet[Meeting]:
    return meetings_of(official).filter(form=MeetingForm.IN_PERSON)


def traffic_of(country: Country, day: date) -> Traffic:
    """Visits either way by what became of them and by rank; four queries."""
    sent = sum_of(visits_alone().filter(visitor_country=country), day)
    received = sum_of(visits_alone().filter(host=country), day)
    ranks = (
        RankCount(str(words), sent.ranks[rank], received.ranks[rank])
        for rank, words in RANKS
        if sent.ranks[rank] or received.ranks[rank]
    )
    return Traffic(sent.outcomes, received.outcomes, tuple(ranks))


def journeys_counted(official: Official, day: date) -> Outcomes:
    """What became of the visits that the official was on; two queries."""
    members = VisitMember.objects.filter(official=official).values("visit")
    return sum_of(visits_alone().filter(pk__in=members), day).outcomes


def _nearest(visits: QuerySet[Visit]) -> QuerySet[Visit]:
    dated = visits.exclude(Q(start_earliest=None) & Q(end_latest=None))
    return dated.order_by(SOONEST, "pk")
