"""Tables of trips: what each tells became public at one moment, and is listed apart from news."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from visits.models import ImportBatch
from visits.queries.changes.criteria import ChangeCriteria
from visits.terms import ImportKind, ImportStage, VisitStatus

# So many of the latest tables are known; rows of older ones stand among the news of their day.
MOST_TABLES = 200


def tables_told() -> list[ImportBatch]:
    """Those that told of trips and were not taken back, the latest first; one query."""
    told = ImportBatch.objects.filter(kind=ImportKind.TRIPS).exclude(applied_at=None)
    rows = told.exclude(stage=ImportStage.UNDONE).select_related("source")
    return list(rows.defer("body", "made", "notes").order_by("-applied_at")[:MOST_TABLES])


def tables_apart(tables: Collection[ImportBatch], criteria: ChangeCriteria) -> list[ImportBatch]:
    """Those of the days asked for whose trips the list leaves out."""
    if criteria.table is not None:
        return []
    first, last = criteria.from_day or date.min, criteria.until_day or date.max
    return [
        table
        for table in tables
        if table.applied_at and first <= timezone.localdate(table.applied_at) <= last
    ]


def told_by_tables(
    found: QuerySet[Any], tables: Collection[ImportBatch], criteria: ChangeCriteria
) -> QuerySet[Any]:
    """What the table asked for told; without one all but the trips that tables told as made.

    A trip that a table announces, moves or calls off is news like any other.
    """
    if criteria.table is not None:
        return found.filter(
            published_from__in=[t.applied_at for t in tables if t.pk == criteria.table]
        )
    if not tables:
        return found
    moments = [table.applied_at for table in tables]
    news = ~Q(published_from__in=moments) | ~Q(told_status=VisitStatus.COMPLETED)
    return found.filter(news | Q(told_status=None))
