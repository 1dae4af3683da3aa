"""Stored visits that a row may be about."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from visits.ingest.parsers.trips_values import Trip, stay_of
from visits.linking.keys import names_compatible
from visits.models import Visit
from visits.reference import fold
from visits.terms import EditorialState

_OWN = re.compile(r"(?:visit-|.*/visits/)?(\d{1,18})(?:@.*|/)?")
_UID = re.compile(r"visit-(\d{1,18})@.+")
_NEAR = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class Beside:
    """The visit, and in which facts it does not say what the row tells."""

    visit: int
    differs: tuple[str, ...] = ()

    @property
    def is_same(self) -> bool:
        return not self.differs


def own_id(trip: Trip) -> int | None:
    """The id of the visit of ours that the row names as such."""
    found = _OWN.fullmatch(trip.visit) if trip.visit else _UID.fullmatch(trip.key)
    return int(found[1]) if found else None


class StoredVisits:
    """The visits of the travellers of a table to its hosts, read once for all rows."""

    def __init__(self, trips: Collection[Trip], without: QuerySet[Visit]) -> None:
        named = {pk for trip in trips if (pk := own_id(trip)) is not None}
        hosts = {trip.host for trip in trips}
        senders = {trip.country for trip in trips if trip.country}
        days = [day for trip in trips for day in _days(trip)]
        wanted = Q(pk__in=named)
        if days and any(own_id(trip) is None for trip in trips):
            wanted |= Q(
                host__in=hosts,
                visitor_country__in=senders,
                start_earliest__range=(_shifted(min(days), -_NEAR), _shifted(max(days), _NEAR)),
            )
        rows = Visit.objects.filter(wanted).exclude(state=EditorialState.REJECTED)
        # What rests on the same source alone is told by the rows themselves.
        rows = (
            rows.exclude(Q(pk__in=without.values("pk")) & ~Q(pk__in=named))
            .select_related("head")
            .prefetch_related("stops")
        )
        self._by_id = {row.pk: row for row in rows}
        self._between: dict[tuple[str, str | None], list[Visit]] = defaultdict(list)
        for row in self._by_id.values():
            self._between[row.host_id, row.visitor_country_id].append(row)

    def named(self, trip: Trip) -> Beside | None:
        """The visit that the row names by its id."""
        row = self._by_id.get(own_id(trip) or 0)
        return Beside(row.pk, _differing(row, trip)) if row else None

    def near(self, trip: Trip) -> Beside | None:
        """A visit of the same person to the same host on the same days, or on days near them."""
        window = stay_of(trip).start
        day = window.earliest if window else None
        if day is None:
            return None
        near = [
            row
            for row in self._between.get((trip.host, trip.country), ())
            if row.head is not None
            and row.start_earliest is not None
            and abs(row.start_earliest - day) <= _NEAR
            and names_compatible(trip.travellers[0].name, row.head.name, trip.country)
        ]
        found = [Beside(row.pk, _differing(row, trip)) for row in near]
        return next((one for one in found if one.is_same), found[0] if found else None)


def _differing(row: Visit, trip: Trip) -> tuple[str, ...]:
    """The facts of the visit that are not as the row tells; what it leaves empty it does not."""
    stay = stay_of(trip)
    told: list[tuple[str, object, object]] = [("host", trip.host, row.host_id)]
    if trip.country:
        told.append(("visitor_country", trip.country, row.visitor_country_id))
    if stay.start:
        days = (row.start_earliest, row.start_latest)
        told.append(("start", (stay.start.earliest, stay.start.latest), days))
    if stay.end:
        days = (row.end_earliest, row.end_latest)
        told.append(("end", (stay.end.earliest, stay.end.latest), days))
    if trip.status:
        told.append(("status", trip.status, row.status))
    if trip.kind:
        told.append(("kind", trip.kind, row.kind))
    if trip.cities:
        cities = {fold(stop.city) for stop in row.stops.all()}
        told.append(("city", {fold(city) for city in trip.cities} <= cities, True))
    if trip.travellers:
        name = row.head.name if row.head else ""
        first = trip.travellers[0].name
        is_one = fold(first) == fold(name) or names_compatible(first, name, trip.country)
        told.append(("visitors", is_one, True))
    return tuple(fact for fact, one, other in told if one != other)


def _days(trip: Trip) -> Iterable[date]:
    window = stay_of(trip).start
    return [day for day in (window.earliest, window.latest) if day] if window else []


def _shifted(day: date, by: timedelta) -> date:
    try:
        return day + by
    except OverflowError:
        return day
