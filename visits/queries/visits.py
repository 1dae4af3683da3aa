"""Visits: which are shown, which were asked for, and one with all that its page needs."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Prefetch, Q, QuerySet
from django.db.models.fields.json import KT
from django.db.models.functions import Coalesce

from visits.models import Country, Meeting, Official, Visit, VisitClaim, VisitMember
from visits.models.visit_indexes import OVER
from visits.queries.countries import WORD_LISTS
from visits.queries.criteria import VisitCriteria, Words, split_pair
from visits.queries.found_words import words_found
from visits.queries.officials import officials_called
from visits.queries.pair_days import visits_of_pairs
from visits.terms import EditorialState


def visits_alone() -> QuerySet[Visit]:
    """All but the rejected, with nothing read along: for counting and for subqueries."""
    return Visit.objects.exclude(state=EditorialState.REJECTED)


def visits_shown() -> QuerySet[Visit]:
    """All but the rejected, with what a line about one needs; three queries whatever the number.

    `days` is left unread: its half-open end lies beyond Python's last day for one in 9999.
    """
    return _with_its_line(visits_alone())


def visits_for_bars() -> QuerySet[Visit]:
    """All but the rejected, with what a bar needs; four queries whatever the number.

    `told_off` is the key of the claim that decided the status. Countries are read apart: a few
    of them stand in hundreds of bars.
    """
    countries = Country.objects.only("code", "names", "region")
    found = visits_alone().defer("days", "values", "reasons", "purpose").select_related("head")
    found = found.annotate(told_off=KT("values__status__claims__0"))
    return found.prefetch_related(
        "stops", Prefetch("host", countries), Prefetch("visitor_country", countries)
    )


def visit_to_name() -> QuerySet[Visit]:
    """All but the rejected, with what a title and its days need; two queries."""
    return _with_its_bar(visits_alone()).defer(*_unread(), "values", "reasons", "purpose")


def _with_its_line(visits: QuerySet[Visit]) -> QuerySet[Visit]:
    members = VisitMember.objects.select_related("official")
    found = _with_its_bar(visits).select_related("gathering").defer(*_unread())
    return found.prefetch_related(Prefetch("members", queryset=members))


def _with_its_bar(visits: QuerySet[Visit]) -> QuerySet[Visit]:
    return visits.select_related("head", "visitor_country", "host").prefetch_related("stops")


def _unread() -> list[str]:
    return [
        "days",
        *(f"{side}__{words}" for side in ("host", "visitor_country") for words in WORD_LISTS),
    ]


def days_overlapping(first: date | None, last: date | None) -> Q:
    """Visits some day of which may lie between the two days, both inclusive and nullable."""
    bounds = ("[" if first else "(") + ("]" if last else ")")
    return Q(days__overlap=DateRange(first, last, bounds))


def touching_days(criteria: VisitCriteria) -> Q:
    """Visits some day of which may lie between those asked for."""
    of_pairs = visits_of_pairs(criteria)
    if of_pairs is not None:
        return Q(pk__in=of_pairs)
    return days_overlapping(criteria.from_day, criteria.until_day)


def visits_matching(
    criteria: VisitCriteria, visits: QuerySet[Visit] | None = None
) -> QuerySet[Visit]:
    """The visits asked for, in the order of their first day, undated ones last."""
    found = visits_shown() if visits is None else visits
    if criteria.from_day or criteria.until_day:
        found = found.filter(touching_days(criteria))
    if criteria.officials:
        called = officials_called(criteria.officials)
        members = VisitMember.objects.filter(official__in=called)
        found = found.filter(pk__in=members.values("visit"))
    if criteria.countries:
        either = Q(host__in=criteria.countries) | Q(visitor_country__in=criteria.countries)
        found = found.filter(either)
    if criteria.pairs:
        found = found.filter(_between_pairs(criteria.pairs))
    if criteria.sources or criteria.languages:
        found = found.filter(pk__in=_told_by(criteria))
    if criteria.text:
        found = found.filter((criteria.found or words_found(criteria.text)).visits)
    plain = {
        "visitor_country__in": criteria.visitors,
        "host__in": criteria.hosts,
        "host__region__in": criteria.regions,
        "status__in": criteria.statuses,
        "kind__in": criteria.kinds,
        "rank__in": criteria.ranks,
        "state__in": criteria.states,
        "confidence__gte": criteria.confidence,
    }
    return found.filter(**{lookup: values for lookup, values in plain.items() if values})


def _between_pairs(pairs: Words) -> Q:
    """Visits from one country of a pair to the other one."""
    found = Q()
    for pair in pairs:
        one, other = split_pair(pair)
        found |= Q(visitor_country=one, host=other) | Q(visitor_country=other, host=one)
    return found


def _told_by(criteria: VisitCriteria) -> QuerySet[VisitClaim, int]:
    """Visits some announcement of which is of the sources and in one of the languages."""
    links = VisitClaim.objects.all()
    if criteria.sources:
        links = links.filter(claim__announcement__source__slug__in=criteria.sources)
    if criteria.languages:
        links = links.filter(claim__announcement__language__in=criteria.languages)
    return links.values_list("visit", flat=True)


def upcoming_visits(
    day: date, criteria: VisitCriteria, visits: QuerySet[Visit] | None = None
) -> QuerySet[Visit]:
    """Visits under way or still to come on the day; called-off and past ones are left out."""
    ahead = Q(end_latest__gte=day) | Q(end_latest=None, start_latest__gte=day)
    ahead |= Q(end_latest=None, start_latest=None, start_earliest__gte=day)
    return visits_matching(criteria, visits).filter(ahead).exclude(status__in=OVER)


# By an expression: an index in the order of days would be walked through all that is past.
SOONEST = Coalesce("start_earliest", "start_latest").asc(nulls_last=True)


def lines_of(visits: Iterable[Visit]) -> list[Visit]:
    """The same visits with what a line about one needs, for rows that were sorted alone.

    Whole rows are wide: thousands of them take long to sort, and so does all that they read along.
    """
    keys = [visit.pk for visit in visits]
    rows = visits_shown().in_bulk(keys)
    return [rows[pk] for pk in keys if pk in rows]


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


def visits_made_by(country: Country, most: int) -> list[Visit]:
    """The latest visits from the country."""
    return _latest(visits_alone().filter(visitor_country=country), most)


def visits_received_by(country: Country, most: int) -> list[Visit]:
    """The latest visits to the country."""
    return _latest(visits_alone().filter(host=country), most)


def _latest(visits: QuerySet[Visit], most: int) -> list[Visit]:
    return lines_of(recent_first(visits.only("pk"))[:most])


def recent_first(visits: QuerySet[Visit]) -> QuerySet[Visit]:
    """The latest on top, undated ones above all: they may still be to come."""
    day = Coalesce("start_earliest", "end_latest", "window_latest")
    return visits.order_by(day.desc(nulls_first=True), "-pk")
