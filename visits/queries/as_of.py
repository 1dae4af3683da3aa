"""Visits as they were known at a time.

Lists read the stored versions; one visit or one tour is linked anew from the claims and decisions
that stood then, which comes to the same.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, F, Model, OuterRef, Q, QuerySet
from django.db.models.fields.json import KT
from django.db.models.lookups import GreaterThan

from visits.linking.asof import Basis
from visits.models import Country, Official, Stop, Visit, VisitMember, VisitVersion
from visits.models.version import FIRST_DAY_TOLD, LAST_DAY_TOLD
from visits.queries.criteria import VisitCriteria, Words, split_pair
from visits.queries.officials import officials_called
from visits.terms import EditorialState

_DAYS = (
    *("start_earliest", "start_latest", "end_earliest", "end_latest"),
    *("window_earliest", "window_latest"),
)
_APART = ("members", "cities", "claims")


def visits_as_of(
    when: datetime,
    basis: Basis = "published",
    criteria: VisitCriteria | None = None,
    *,
    rejected_too: bool = False,
) -> QuerySet[VisitVersion]:
    """The versions of visits that stood then and were not rejected, by first day, undated last.

    By publication: what had been told by then, as far as we know it today. By record: what we
    showed then. `visits_of_versions` makes visits of a page of them.
    """
    found: QuerySet[Any] = _standing(when, basis).alias(told_state=KT("snapshot__state"))
    if not rejected_too:
        found = found.exclude(told_state=EditorialState.REJECTED)
    found = versions_matching(found, criteria or VisitCriteria())
    return found.order_by(F("first").asc(nulls_last=True), "visit")


def _standing(when: datetime, basis: Basis) -> QuerySet[VisitVersion]:
    if basis == "recorded":
        ended = Q(recorded_to=None) | Q(recorded_to__gt=when)
        return VisitVersion.objects.filter(ended, recorded_from__lte=when)
    later = VisitVersion.objects.filter(visit=OuterRef("visit"), published_from__lte=when)
    follows = Q(published_from__gt=OuterRef("published_from")) | Q(
        GreaterThan(F("number"), OuterRef("number")), published_from=OuterRef("published_from")
    )
    told = VisitVersion.objects.filter(published_from__lte=when).exclude(snapshot={})
    return told.filter(~Exists(later.filter(follows)))


def versions_matching(
    found: QuerySet[VisitVersion], criteria: VisitCriteria
) -> QuerySet[VisitVersion]:
    """The versions that tell of visits asked for.

    What hangs on announcements (`sources`, `languages`, `text`) is not asked: versions do not
    tell it.
    """
    found = found.alias(
        host=KT("snapshot__host_id"),
        sender=KT("snapshot__visitor_country_id"),
        first=FIRST_DAY_TOLD,
        last=LAST_DAY_TOLD,
        told_status=KT("snapshot__status"),
        told_kind=KT("snapshot__kind"),
        told_rank=KT("snapshot__rank"),
        told_state=KT("snapshot__state"),
    )
    if criteria.officials:
        found = found.filter(_with_any(criteria.officials))
    if criteria.countries:
        found = found.filter(Q(host__in=criteria.countries) | Q(sender__in=criteria.countries))
    if criteria.pairs:
        found = found.filter(_between(criteria.pairs))
    if criteria.regions:
        of_region = Country.objects.filter(region__in=criteria.regions)
        found = found.filter(host__in=of_region.values("code"))
    plain = {
        "last__gte": criteria.from_day and criteria.from_day.isoformat(),
        "first__lte": criteria.until_day and criteria.until_day.isoformat(),
        "sender__in": criteria.visitors,
        "host__in": criteria.hosts,
        "told_status__in": criteria.statuses,
        "told_kind__in": criteria.kinds,
        "told_rank__in": [str(int(rank)) for rank in criteria.ranks],
        "told_state__in": criteria.states,
        "snapshot__confidence__gte": criteria.confidence,
    }
    return found.filter(**{lookup: asked for lookup, asked in plain.items() if asked})


def _with_any(officials: Words) -> Q:
    among = Q(pk=None)
    for pk in officials_called(officials).values_list("pk", flat=True):
        among |= Q(snapshot__members__contains=[pk])
    return among


def _between(pairs: Words) -> Q:
    found = Q()
    for pair in pairs:
        one, other = split_pair(pair)
        found |= Q(sender=one, host=other) | Q(sender=other, host=one)
    return found


def visits_of_versions(versions: Iterable[VisitVersion]) -> list[Visit]:
    """The visits as the versions tell them, with what a line about one needs; three queries.

    They are not in the database as they stand: not to be saved, and to be followed no further
    than to head, countries, members and stops.
    """
    rows = list(versions)
    people = Official.objects.in_bulk({pk for row in rows for pk in row.snapshot["members"]})
    heads = _heads([row.visit for row in rows if not {*row.snapshot["members"]} & {*people}])
    codes = {row.snapshot[name] for row in rows for name in ("host_id", "visitor_country_id")}
    countries = Country.objects.in_bulk(codes - {None})
    return [_visit(row, people, countries, heads.get(row.visit)) for row in rows]


def _heads(visits: Collection[int]) -> dict[int, Official]:
    """Who leads the visits today, where the record of then was replaced by a fuller one."""
    if not visits:
        return {}
    rows = Visit.objects.filter(pk__in=visits).exclude(head=None).select_related("head")
    return {row.pk: row.head for row in rows.defer("days") if row.head is not None}


def _visit(
    row: VisitVersion,
    people: Mapping[int, Official],
    countries: Mapping[str, Country],
    head: Official | None,
) -> Visit:
    told: dict[str, Any] = {
        name: date.fromisoformat(value) if name in _DAYS and value else value
        for name, value in row.snapshot.items()
        if name not in _APART
    }
    visit = Visit(pk=row.visit, changed_at=row.recorded_from, **told)
    visit._state.adding = False
    members = [people[pk] for pk in row.snapshot["members"] if pk in people]
    if not members and head is not None:
        members = [head]
    visit.head = members[0] if members else None
    visit.host = countries[row.snapshot["host_id"]]
    visit.visitor_country = countries.get(row.snapshot["visitor_country_id"])
    read_with(
        visit,
        "members",
        VisitMember.objects.all(),
        [VisitMember(visit=visit, official=one, position=n) for n, one in enumerate(members)],
    )
    read_with(
        visit,
        "stops",
        Stop.objects.all(),
        [Stop(visit=visit, city=city, position=n) for n, city in enumerate(row.snapshot["cities"])],
    )
    return visit


def read_with(record: Model, name: str, rows: QuerySet[Any], found: Sequence[Any]) -> None:
    """Puts related rows where `prefetch_related` would have put them."""
    rows._result_cache = list(found)
    rows._prefetch_done = True  # type: ignore[attr-defined]  # as Django's own prefetching does
    cache = record.__dict__.setdefault("_prefetched_objects_cache", {})
    cache[name] = rows
