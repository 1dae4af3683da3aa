"""The numbers behind the figures as CSV: rows in, bytes out."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from visits.queries.figures import Flow
from visits.queries.wording import country_name

CONTENT_TYPE = "text/csv; charset=utf-8"


def flows_csv(flows: Iterable[Flow]) -> bytes:
    """A line for each visitor and host that has a visit."""
    rows = [
        (flow.visitor, country_name(flow.visitor), flow.host, country_name(flow.host), flow.number)
        for flow in flows
    ]
    return written(("visitor", "visitor_name", "host", "host_name", "visits"), rows)


def years_csv(counts: dict[int | None, int]) -> bytes:
    """A line a year, those without a day last and without a year."""
    years = sorted(counts, key=lambda year: (year is None, year or 0))
    return written(("year", "visits"), [("" if y is None else y, counts[y]) for y in years])


def written(head: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """A table in UTF-8 with its head."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(head)
    writer.writerows(rows)
    return text.getvalue().encode()
