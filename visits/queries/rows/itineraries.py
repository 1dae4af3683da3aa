"""Itineraries as rows with their visits, in two queries, and the meetings of these in one more."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any

from django.db.models import QuerySet

from visits.models import Itinerary
from visits.queries.rows.context import Row, RowContext, name_of
from visits.queries.rows.nested import visits_with
from visits.queries.rows.reading import read_visits

COLUMNS = (
    *("pk", "head__slug", "head__name", "head__country_id", "country_id"),
    *("start", "end", "flags", "changed_at"),
)


def itinerary_columns(tours: QuerySet[Itinerary], language: str) -> QuerySet[Itinerary, Any]:
    """The tours with all that `itinerary_row` tells, as named tuples."""
    bare = tours.select_related(None).prefetch_related(None)
    named = bare.annotate(country_name=name_of("country", language))
    return named.values_list(*COLUMNS, "country_name", named=True)


def itineraries_with(
    page: Iterable[Any], included: Collection[str], about: RowContext
) -> list[Row]:
    """The rows with their `visits` in order, these with their `meetings`, where included."""
    rows = [itinerary_row(row, about) for row in page]
    if rows and {"visits", "meetings"} & {*included}:
        told = read_visits([row["id"] for row in rows], about.language, by="itinerary_id")
        by_tour: dict[int, list[Row]] = defaultdict(list)
        for visit in visits_with(told, {*included} & {"meetings"}, about):
            by_tour[visit["itinerary"]].append(visit)
        for row in rows:
            row["visits"] = by_tour.get(row["id"], [])
    return rows


def itinerary_row(row: Any, about: RowContext) -> Row:
    """The row as the API tells tours."""
    head = {"slug": row.head__slug, "name": row.head__name, "country": row.head__country_id}
    return {
        "id": row.pk,
        "url": f"{about.site}itineraries/{row.pk}/",
        "head": head if row.head__slug else None,
        "country": row.country_id,
        "country_name": row.country_name,
        "start": row.start,
        "end": row.end,
        "flags": row.flags,
        "changed_at": row.changed_at,
    }
