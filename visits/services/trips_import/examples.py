"""What stands in the columns of a table, for whoever has to say what they are."""

from __future__ import annotations

from collections.abc import Mapping

from visits.ingest.parsers.trips_tables import first_rows
from visits.models import ImportBatch

ROWS = 5
LONGEST = 40


def examples_of(*, batch: ImportBatch) -> Mapping[str, str]:
    """Column → the first cell under it that is not empty, of the first few rows, cut short."""
    found: dict[str, str] = {}
    for row in first_rows(bytes(batch.body), ROWS):
        for column, cell in zip(batch.header, row.cells, strict=False):
            if cell and column not in found:
                found[column] = cell if len(cell) <= LONGEST else f"{cell[:LONGEST]}…"
    return found
