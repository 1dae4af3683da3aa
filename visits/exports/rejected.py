"""The rows of an import that were left out, as a table of the same columns that can come back."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from visits.models import ImportBatch
from visits.queries.imports.batches import rejected_rows
from visits.queries.imports.reasons import reasons_in_words

CONTENT_TYPE = "text/csv; charset=utf-8"
_WHY = ("row", "state", "reason", "about column")


def rejected_csv(batch: ImportBatch) -> Iterator[bytes]:
    """Its header, then a line a row: the cells as they came, then why.

    Cells that a spreadsheet would calculate are kept from it by an apostrophe.
    """
    yield _line([*batch.header, *_WHY])
    for row in rejected_rows(batch).iterator(chunk_size=1000):
        why = reasons_in_words(row.reasons)
        yield _line([*row.cells, str(row.number), row.state, why, row.column])


def _line(cells: list[str]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerow([_safe(cell) for cell in cells])
    return text.getvalue().encode()


def _safe(cell: str) -> str:
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell
