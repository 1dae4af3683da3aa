"""Where each person is for certain, day by day: visits, meetings in person, gatherings attended."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.db.models import Case, Count, F, Max, Min, Q, QuerySet, RowRange, When, Window
from django.db.models.functions import Coalesce

from visits.models import Gathering, Meeting, MeetingParticipant, Visit, VisitMember
from visits.queries.criteria import VisitCriteria
from visits.queries.officials import officials_called
from visits.queries.outcomes import NOT_MADE
from visits.queries.visits import visits_alone, visits_matching
from visits.terms import EditorialState, MeetingForm

# Unless days are asked for: what lies shortly behind, and what is ahead.
BEHIND, AHEAD = timedelta(days=90), timedelta(days=400)
# So many stays are compared; more are read of narrower days.
MOST_READ = 40_000

Days = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Stay:
    """The days that one person is somewhere for certain, at a gathering or not.

    It is told by a visit or by a meeting. `is_occasion`: the days are those of the gathering.
    """

    official: int
    place: str | None
    first: date
    last: date
    visit: int | None = None
    meeting: int | None = None
    gathering: int | None = None
    is_occasion: bool = False


def window_of(criteria: VisitCriteria, day: date) -> VisitCriteria:
    """The criteria with the usual days where none are asked for."""
    if criteria.from_day or criteria.until_day:
        return criteria
    return replace(criteria, from_day=day - BEHIND, until_day=day + AHEAD)


def stays_of(criteria: VisitCriteria) -> list[Stay]:
    """Stays, on the days asked for, of those who may be in two places; six queries.

    These are people whose visits overlap, who met somebody, or who attend a gathering. Undated
    visits to a gathering of the days asked for are among their stays.
    """
    days = _days_of_gatherings(criteria)
    undated = replace(criteria, from_day=None, until_day=None)
    occasional = visits_matching(undated, visits_alone()).filter(days=None, gathering__in=days)
    dated = visits_matching(criteria, visits_alone()).exclude(days=None)
    apart = [*_visiting(occasional, days, None), *_meeting(criteria, days)]
    people = {stay.official for stay in apart} | {*_with_overlapping(dated, days)}
    return [*_visiting(dated, days, people), *apart]


def _with_overlapping(visits: QuerySet[Visit], days: Collection[int]) -> QuerySet[Visit, int]:
    """Who is on a visit before an earlier one is surely over, or on one to a gathering.

    Found by the database, out of an index: of many thousands of travellers few are.
    """
    exact = When(start_earliest=F("start_latest"), then="start_latest")
    sure = visits.exclude(status__in=NOT_MADE).order_by()
    sure = sure.annotate(last=Coalesce("end_earliest", Case(exact)), person=F("members__official"))
    before = Window(
        Max("last"),
        partition_by=F("person"),
        order_by=[F("start_latest"), F("pk")],
        frame=RowRange(None, -1),
    )
    overlapping = sure.filter(last__gte=F("start_latest")).annotate(before=before)
    found = overlapping.filter(before__gt=F("start_latest")).values_list("person", flat=True)
    if not days:
        return found
    attending = sure.filter(gathering__in=days).values_list("person", flat=True)
    return found.union(attending)


def _days_of_gatherings(criteria: VisitCriteria) -> dict[int, Days]:
    """Days of gatherings on the days asked for: those that an editor gave one, else those that the
    visits to it with sure days have in common, if there are two of these."""
    own = Gathering.objects.filter(start__isnull=False, end__isnull=False)
    if criteria.from_day:
        own = own.filter(end__gte=criteria.from_day)
    if criteria.until_day:
        own = own.filter(start__lte=criteria.until_day)
    days = VisitCriteria(from_day=criteria.from_day, until_day=criteria.until_day)
    coming = visits_matching(days, visits_alone()).exclude(status__in=NOT_MADE)
    told = (
        coming.filter(gathering__start=None, start_latest__lte=F("end_earliest"))
        .order_by()
        .values("gathering")
        .annotate(opens=Max("start_latest"), closes=Min("end_earliest"), visits=Count("pk"))
        .filter(visits__gte=2, opens__lte=F("closes"), gathering__isnull=False)
    )
    found = {one.pk: (one.start, one.end) for one in own if one.start and one.end}
    return found | {one["gathering"]: (one["opens"], one["closes"]) for one in told}


def _visiting(
    visits: QuerySet[Visit], days: dict[int, Days], people: Collection[int] | None
) -> Iterator[Stay]:
    """The stays of those people, of all where None are given."""
    asked = visits.exclude(status__in=NOT_MADE).order_by()
    members = VisitMember.objects.filter(visit__in=asked.values("pk"))
    if people is not None:
        members = members.filter(official__in=people)
    rows = members.order_by("visit__start_earliest", "visit", "official").values_list(
        "official",
        "visit",
        "visit__host",
        "visit__start_earliest",
        "visit__start_latest",
        "visit__end_earliest",
        "visit__gathering",
        "visit__gathering__country",
    )
    for official, visit, host, begins, first, last, gathering, place in rows[:MOST_READ]:
        # Without a last day the first is sure, if it is one.
        until = last or (first if first == begins else None)
        if first and until and first <= until:
            yield Stay(official, host, first, until, visit=visit, gathering=gathering)
        if gathering in days:
            at, occasion = place or host, days[gathering]
            yield Stay(official, at, *occasion, visit, None, gathering, is_occasion=True)


def _meeting(criteria: VisitCriteria, days: dict[int, Days]) -> Iterator[Stay]:
    """Who met in person, on the day and at the gathering; the host's own people among them.

    None where more is asked for than meetings tell.
    """
    asked = VisitCriteria(
        from_day=criteria.from_day,
        until_day=criteria.until_day,
        officials=criteria.officials,
        countries=criteria.countries,
    )
    if criteria != asked:
        return
    rows = _participants(criteria, days).values_list(
        "official",
        "meeting",
        "meeting__country",
        "meeting__day_earliest",
        "meeting__day_latest",
        "meeting__gathering",
        "meeting__gathering__country",
    )
    for official, meeting, country, first, last, gathering, place in rows[:MOST_READ]:
        if country and first and first == last:
            yield Stay(official, country, first, first, meeting=meeting, gathering=gathering)
        if gathering in days and (place or country):
            at, occasion = place or country, days[gathering]
            yield Stay(official, at, *occasion, None, meeting, gathering, is_occasion=True)


def _participants(criteria: VisitCriteria, days: Collection[int]) -> QuerySet[MeetingParticipant]:
    """Of meetings whose day is sure, or whose gathering has days."""
    met = Meeting.objects.filter(form=MeetingForm.IN_PERSON).exclude(status__in=NOT_MADE)
    met = met.exclude(state=EditorialState.REJECTED)
    on_a_day = Q(day_earliest=F("day_latest"), country__isnull=False)
    if criteria.from_day:
        on_a_day &= Q(day_earliest__gte=criteria.from_day)
    if criteria.until_day:
        on_a_day &= Q(day_earliest__lte=criteria.until_day)
    found = MeetingParticipant.objects.filter(
        meeting__in=met.filter(on_a_day | Q(gathering__in=days)).values("pk")
    )
    if criteria.officials:
        found = found.filter(official__in=officials_called(criteria.officials))
    if criteria.countries:
        found = found.filter(official__country__in=criteria.countries)
    return found.order_by("meeting__day_earliest", "meeting", "official")
