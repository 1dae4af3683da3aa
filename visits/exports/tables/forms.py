"""The forms in which rows are exported: each makes of what is found the parts of a file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import orjson
from django.conf import settings
from django.db.models import QuerySet

from visits.exports.jsonld import event_of
from visits.exports.tables.colt import COLUMNS, colt_portions
from visits.exports.tables.flat import flat_meeting, flat_visit
from visits.exports.tables.portions import key_portions, meeting_portions, visit_portions
from visits.exports.tables.text import csv_of, jsonld_of, ndjson_of
from visits.models import Visit
from visits.queries.rows.context import Row, RowContext
from visits.queries.visits import visits_shown

Parts = Iterator[bytes]
Form = Callable[[Any, RowContext], Parts]


def nested_for(form: str) -> Callable[[str], Any]:
    """How text that the database made is put into rows: as it is, where they are JSON."""
    return orjson.Fragment if form == "ndjson" else orjson.loads


def _csv(flat: Callable[[Row], Row], pages: Any) -> Form:
    def told(found: Any, about: RowContext) -> Parts:
        return csv_of(_columns(flat), ([flat(row) for row in page] for page in pages(found, about)))

    return told


def _parquet(flat: Callable[[Row], Row], pages: Any) -> Form:
    def told(found: Any, about: RowContext) -> Parts:
        # Arrow takes 50 MiB, which only who asks for this form has to spend.
        from visits.exports.tables.parquet import parquet_of  # noqa: PLC0415

        rows = ([flat(row) for row in page] for page in pages(found, about))
        return parquet_of(_columns(flat), rows)

    return told


def _ndjson(pages: Any) -> Form:
    return lambda found, about: ndjson_of(pages(found, about))


def _columns(flat: Callable[[Row], Row]) -> list[str]:
    """The names that a flat row has, told by one of which nothing is known."""

    class Empty(dict[str, Any]):
        def __missing__(self, name: str) -> Any:
            several = ("members", "participants", "cities")
            if name == "dates":
                return Empty()
            return [] if name in several else None

    return [*flat(Empty())]


def _colt(found: QuerySet[Visit], about: RowContext) -> Parts:
    return csv_of(COLUMNS, colt_portions(visit_portions(found, about)))


def _jsonld(found: QuerySet[Visit], about: RowContext) -> Parts:
    whole = visits_shown()

    def nodes() -> Iterator[list[dict[str, Any]]]:
        for keys in key_portions(found, "start_earliest"):
            by_key = whole.in_bulk(keys)
            told = [event_of(by_key[key], settings.SITE_URL) for key in keys if key in by_key]
            yield [{k: v for k, v in node.items() if k != "@context"} for node in told]

    return jsonld_of("https://schema.org", nodes())


VISIT_FORMS: Mapping[str, Form] = {
    "csv": _csv(flat_visit, visit_portions),
    "ndjson": _ndjson(visit_portions),
    "parquet": _parquet(flat_visit, visit_portions),
    "jsonld": _jsonld,
    "colt.csv": _colt,
}
MEETING_FORMS: Mapping[str, Form] = {
    "csv": _csv(flat_meeting, meeting_portions),
    "ndjson": _ndjson(meeting_portions),
    "parquet": _parquet(flat_meeting, meeting_portions),
}
