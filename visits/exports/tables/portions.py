"""Portions of rows, each read when the one before was sent.

One query finds them all, whose answer waits on the database's side: it is sorted once, whatever
the filter, and neither the site's memory nor an open transaction holds it.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

from django.db.models import F, QuerySet

from visits.models import Meeting, Visit
from visits.queries.rows.context import Row, RowContext
from visits.queries.rows.meetings import meeting_row
from visits.queries.rows.reading import in_order, read_meetings, read_visits
from visits.queries.rows.visits import visit_row

SIZE = 1000


def key_portions(found: QuerySet[Any], day: str) -> Iterator[list[int]]:
    """The keys of what is found by the day of that name, those without one last."""
    keys = found.order_by(F(day).asc(nulls_last=True), "pk").values_list("pk", flat=True)
    waiting = keys.iterator(chunk_size=SIZE)
    while portion := [*islice(waiting, SIZE)]:
        yield portion


def visit_portions(found: QuerySet[Visit], about: RowContext) -> Iterator[list[Row]]:
    """Rows by their first day, undated ones last."""
    for keys in key_portions(found, "start_earliest"):
        yield [visit_row(row, about) for row in in_order(read_visits(keys, about.language), keys)]


def meeting_portions(found: QuerySet[Meeting], about: RowContext) -> Iterator[list[Row]]:
    """The same of meetings, by their day."""
    for keys in key_portions(found, "day_earliest"):
        told = in_order(read_meetings(keys, about.language), keys)
        yield [meeting_row(row, about) for row in told]
