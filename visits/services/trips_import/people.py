"""Who the travellers of a table are, among the officials that are known."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date, timedelta

from visits.ingest.parsers.trips_values import Trip, stay_of
from visits.linking import family_key
from visits.linking.keys import names_compatible
from visits.models import Official, OfficialName, Tenure
from visits.services.officials import fold_name
from visits.terms import EditorialState

# A visit may fall so long before or after the time in office: as elect, or with open ends.
_BESIDE = timedelta(days=200)
_Span = tuple[date, date]


class KnownPeople:
    """The records that the travellers may be: by exact name, else by a like name in office."""

    def __init__(self, trips: Collection[Trip]) -> None:
        countries = {trip.country for trip in trips if trip.country}
        folded = {fold_name(one.name) for trip in trips for one in trip.travellers}
        self._exact: dict[tuple[str, str], set[str]] = defaultdict(set)
        standing = Official.objects.exclude(state=EditorialState.REJECTED)
        columns = ("pk", "key", "country")
        here = standing.filter(country__in=countries)
        for pk, key, country, name in here.filter(folded__in=folded).values_list(
            *columns, "folded"
        ):
            self._exact[name, country].add(key or f"visitbook:{pk}")
        others = OfficialName.objects.filter(official__in=here, folded__in=folded)
        for pk, key, country, name in others.values_list(
            *(f"official__{column}" for column in columns), "folded"
        ):
            self._exact[name, country].add(key or f"visitbook:{pk}")
        self._held: dict[str, list[tuple[str, str, list[_Span]]]] = defaultdict(list)
        for row, spans in _in_office(countries):
            key = row.key or f"visitbook:{row.pk}"
            self._held[family_key(row.name, row.country_id)].append((row.name, key, spans))

    def keys(self, name: str, country: str | None, trip: Trip) -> set[str]:
        """The keys of the records that this may be: none for a stranger."""
        exact = self._exact.get((fold_name(name), country or ""), set())
        if len(exact) == 1:
            return exact
        alike = {
            key
            for other, key, spans in self._held.get(family_key(name, country), ())
            if (not exact or key in exact)
            and _held_then(spans, trip)
            and names_compatible(name, other, country)
        }
        return alike or exact


def _in_office(countries: Iterable[str]) -> list[tuple[Official, list[_Span]]]:
    spans: dict[int, list[_Span]] = defaultdict(list)
    held = Tenure.objects.filter(official__country__in=list(countries))
    for official, start, end in held.order_by().values_list("official", "start", "end"):
        spans[official].append((start or date.min, end or date.max))
    rows = Official.objects.filter(pk__in=spans).exclude(state=EditorialState.REJECTED)
    return [(row, spans[row.pk]) for row in rows.only("pk", "key", "name", "country")]


def _held_then(spans: Iterable[_Span], trip: Trip) -> bool:
    stay = stay_of(trip)
    window = stay.start or stay.end
    day = (window.earliest or window.latest) if window else None
    if day is None:
        return True
    # Python's first and last days have nothing before and after them.
    return any(
        (start <= day or start - day <= _BESIDE) and (end >= day or day - end <= _BESIDE)
        for start, end in spans
    )
