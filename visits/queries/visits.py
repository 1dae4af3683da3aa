"""Visits: which are shown, which were asked for, and one with all that its page needs."""

from __future__ import annotations

from datetime import date

from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Prefetch, Q, QuerySet
from django.db.models.functions import Coalesce

from visits.models import Country, Meeting, Official, Visit, VisitMember
from visits.queries.criteria import VisitCriteria
from visits.queries.officials import officials_called
from visits.terms import EditorialState, VisitStatus


def visits_shown() -> QuerySet[Visit]:
    """All but the rejected, with what a line about one needs; three queries whatever the number.

    `days` is left unread: its half-open end lies beyond Python's last day for one in 9999.
    """
    return _with_its_line(Visit.objects.exclude(state=EditorialState.REJECTED))


def _with_its_line(visits: QuerySet[Visit]) -> QuerySet[Visit]:
    members = VisitMember.objects.select_related("official")
    return (
        visits.defer("days")
        .select_related("head", "visitor_country", "host", "gathering")
        .prefetch_related("stops", Prefetch("members", queryset=members))
    )


def days_overlapping(first: date | None, last: date | None) -> Q:
    """Visits some day of which may lie between the two days, both inclusive and nullable."""
    bounds = ("[" if first else "(") + ("]" if last else ")")
    return Q(days__overlap=DateRange(first, last, bounds))


def visits_matching(
    criteria: VisitCriteria, visits: QuerySet[Visit] | None = None
) -> QuerySet[Visit]:
    """The visits asked for, in the order of their first day, undated ones last."""
    found = visits_shown() if visits is None else visits
    if criteria.from_day or criteria.until_day:
        found = found.filter(days_overlapping(criteria.from_day, criteria.until_day))
    if criteria.officials:
        called = officials_called(criteria.officials)
        members = VisitMember.objects.filter(official__in=called)
        found = found.filter(pk__in=members.values("visit"))
    if criteria.countries:
        either = Q(host__in=criteria.countries) | Q(visitor_country__in=criteria.countries)
        found = found.filter(either)
    plain = {
        "visitor_country__in": criteria.visitors,
        "host__in": criteria.hosts,
        "status__in": criteria.statuses,
        "kind__in": criteria.kinds,
        "rank__in": criteria.ranks,
        "state__in": criteria.states,
    }
    return found.filter(**{lookup: values for lookup, values in plain.items() if values})


def upcoming_visits(day: date, criteria: VisitCriteria) -> QuerySet[Visit]:
    """Visits under way or still to come on the day; called-off and past ones are left out."""
    ahead = Q(end_latest__gte=day) | Q(end_latest=None, start_latest__gte=day)
    ahead |= Q(end_latest=None, start_latest=None, start_earliest__gte=day)
    off = [VisitStatus.CANCELLED, VisitStatus.COMPLETED, VisitStatus.POSTPONED]
    return visits_matching(criteria).filter(ahead).exclude(status__in=off)


def visit_with_everything(pk: int, *, rejected_too: bool = False) -> Visit | None:
    """One visit for its page, its meetings too; None where there is none to show."""
    meetings = (
        Meeting.objects.exclude(state=EditorialState.REJECTED)
        .select_related("country")
        .prefetch_related("participants__official")
    )
    visits = _with_its_line(Visit.objects.all()) if rejected_too else visits_shown()
    found = visits.select_related("itinerary__head").prefetch_related(
        Prefetch("meetings", queryset=meetings)
    )
    return found.filter(pk=pk).first()


def visits_of(official: Official) -> QuerySet[Visit]:
    """Visits in which the official travelled, the latest first."""
    members = VisitMember.objects.filter(official=official).values("visit")
    return recent_first(visits_shown().filter(pk__in=members))


def visits_made_by(country: Country) -> QuerySet[Visit]:
    return visits_shown().filter(visitor_country=country)


def visits_received_by(country: Country) -> QuerySet[Visit]:
    return visits_shown().filter(host=country)


def recent_first(visits: QuerySet[Visit]) -> QuerySet[Visit]:
    """The latest on top, undated ones above all: they may still be to come."""
    day = Coalesce("start_earliest", "end_latest", "window_latest")
    return visits.order_by(day.desc(nulls_first=True), "-pk")
