"""Portions of rows, each read when the one before was sent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.db.models import QuerySet

from visits.models import Meeting, Visit
from visits.queries.keyset import portions
from visits.queries.rows.context import Row, RowContext
from visits.queries.rows.meetings import meeting_row
from visits.queries.rows.reading import in_order, read_meetings, read_visits
from visits.queries.rows.visits import visit_row

SIZE = 1000
VISITS: Sequence[str] = ("start_earliest", "pk")
MEETINGS: Sequence[str] = ("day_earliest", "pk")


def visit_portions(found: QuerySet[Visit], about: RowContext) -> Iterator[list[Row]]:
    """Rows by their first day, undated ones last."""
    for page in portions(found.values_list("pk", "start_earliest", named=True), VISITS, SIZE):
        keys = [row.pk for row in page]
        yield [visit_row(row, about) for row in in_order(read_visits(keys, about.language), keys)]


def meeting_portions(found: QuerySet[Meeting], about: RowContext) -> Iterator[list[Row]]:
    """The same of meetings, by their day."""
    for page in portions(found.values_list("pk", "day_earliest", named=True), MEETINGS, SIZE):
        keys = [row.pk for row in page]
        told = in_order(read_meetings(keys, about.language), keys)
        yield [meeting_row(row, about) for row in told]
