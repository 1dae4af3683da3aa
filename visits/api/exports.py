"""Everything that a filter finds, as one file: sent as it is read, in constant memory."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, ClassVar

import orjson
from django.conf import settings
from django.db.models import QuerySet
from django.http import StreamingHttpResponse
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import exceptions
from rest_framework.request import Request
from rest_framework.response import Response

from visits.api.evidence import EVIDENCE_NOUNS
from visits.api.languages import ACCEPT_LANGUAGE
from visits.api.nouns import ReadOnly
from visits.api.parameters import (
    cleaned,
    criteria_parameters,
    filters_of,
    refuse_unknown,
    repeatable_names,
)
from visits.api.visit_query import VisitQuery
from visits.exports import ical
from visits.exports.jsonld import event_of
from visits.exports.tables.colt import COLUMNS, colt_portions
from visits.exports.tables.flat import flat_meeting, flat_visit
from visits.exports.tables.parquet import CONTENT_TYPE, parquet_of
from visits.exports.tables.portions import SIZE, VISITS, meeting_portions, visit_portions
from visits.exports.tables.text import csv_of, jsonld_of, ndjson_of
from visits.filters import CriteriaFilter, MeetingFilter
from visits.models import Meeting, Visit
from visits.queries.feeds import FeedOptions, feed_of
from visits.queries.keyset import portions
from visits.queries.rows.context import Row, RowContext
from visits.queries.visits import visits_alone, visits_shown
from visits.terms import ChangeNoun, EditorialState

Parts = Iterator[bytes]
TYPES = {
    "csv": "text/csv; charset=utf-8",
    "ndjson": "application/x-ndjson",
    "parquet": CONTENT_TYPE,
    "jsonld": "application/ld+json",
    "ics": ical.CONTENT_TYPE,
    "colt.csv": "text/csv; charset=utf-8",
}
_BINARY = {"type": "string", "format": "binary"}


def _parameters(filterset: type[CriteriaFilter], forms: list[str]) -> list[OpenApiParameter]:
    told = [
        OpenApiParameter(
            name=one["name"],
            type=one["schema"],
            description=one["description"],
            style=one.get("style"),
            explode=one.get("explode"),
        )
        for one in criteria_parameters(filterset)
    ]
    form = OpenApiParameter("form", str, OpenApiParameter.PATH, enum=forms)
    return [form, *told, ACCEPT_LANGUAGE]


class ExportView(ReadOnly):
    """A file of rows in one of `forms`."""

    forms: ClassVar[dict[str, Callable[[Any, Any, RowContext], Parts]]] = {}
    filterset_class: ClassVar[type[CriteriaFilter]]
    name: ClassVar[str]

    def perform_content_negotiation(self, request: Request, force: bool = False) -> Any:
        """The address says the form; problems are JSON all the same."""
        return self.get_renderers()[0], "application/json"

    def all_rows(self) -> QuerySet[Any, Any]:
        raise NotImplementedError

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        if kwargs["form"] not in self.forms:
            told = f"There is no such form: {', '.join(self.forms)} are offered."
            raise exceptions.NotFound(told)
        super().initial(request, *args, **kwargs)

    def export(self, request: Request, form: str) -> StreamingHttpResponse:
        asked = self.filterset_class
        refuse_unknown(request, filters_of(asked), repeatable_names(asked))
        filters = cleaned(asked, request)
        about = self.about(nested=orjson.Fragment if form == "ndjson" else orjson.loads)
        parts = self.forms[form](filters, filters.narrow(self.all_rows()), about)
        answer = StreamingHttpResponse(parts, content_type=TYPES[form])
        answer["Content-Disposition"] = f'attachment; filename="{self.name}.{form}"'
        return answer


def _csv(flat: Callable[[Row], Row], pages: Any) -> Callable[[Any, Any, RowContext], Parts]:
    def told(_: Any, found: Any, about: RowContext) -> Parts:
        rows = ([flat(row) for row in page] for page in pages(found, about))
        return csv_of(_columns(flat), rows)

    return told


def _parquet(flat: Callable[[Row], Row], pages: Any) -> Callable[[Any, Any, RowContext], Parts]:
    def told(_: Any, found: Any, about: RowContext) -> Parts:
        rows = ([flat(row) for row in page] for page in pages(found, about))
        return parquet_of(_columns(flat), rows)

    return told


def _ndjson(pages: Any) -> Callable[[Any, Any, RowContext], Parts]:
    return lambda _, found, about: ndjson_of(pages(found, about))


def _columns(flat: Callable[[Row], Row]) -> list[str]:
    """The names that a flat row has, told by one of which nothing is known."""

    class Empty(dict[str, Any]):
        def __missing__(self, name: str) -> Any:
            several = ("members", "participants", "cities")
            if name == "dates":
                return Empty()
            return [] if name in several else None

    return [*flat(Empty())]


def _colt(_: Any, found: QuerySet[Visit], about: RowContext) -> Parts:
    return csv_of(COLUMNS, colt_portions(visit_portions(found, about)))


def _jsonld(_: Any, found: QuerySet[Visit], about: RowContext) -> Parts:
    whole = visits_shown()
    context = "https://schema.org"

    def nodes() -> Iterator[list[dict[str, Any]]]:
        for page in portions(found.values_list("pk", "start_earliest", named=True), VISITS, SIZE):
            by_key = whole.in_bulk([row.pk for row in page])
            told = [event_of(by_key[row.pk], settings.SITE_URL) for row in page if row.pk in by_key]
            yield [{k: v for k, v in node.items() if k != "@context"} for node in told]

    return jsonld_of(context, nodes())


def _ics(filters: Any, _: Any, about: RowContext) -> Parts:
    """As the calendar feed of the same filter, which holds no more events than one can read."""
    criteria = filters.criteria()
    feed = feed_of(criteria, FeedOptions(), about.day)
    page = f"{settings.SITE_URL}/?{criteria.query()}"
    yield ical.calendar_of(
        feed, FeedOptions(), name="Visitbook", site=settings.SITE_URL, about=page
    )


class VisitExportView(ExportView):
    """Visits as a file."""

    nouns = (
        *(ChangeNoun.VISIT, ChangeNoun.OFFICIAL, ChangeNoun.COUNTRY, ChangeNoun.GATHERING),
        *(ChangeNoun.MEETING, *EVIDENCE_NOUNS),
    )
    name = "visits"
    filterset_class = VisitQuery
    forms = {
        "csv": _csv(flat_visit, visit_portions),
        "ndjson": _ndjson(visit_portions),
        "parquet": _parquet(flat_visit, visit_portions),
        "jsonld": _jsonld,
        "ics": _ics,
        "colt.csv": _colt,
    }

    def all_rows(self) -> QuerySet[Visit, Any]:
        return visits_alone()

    @extend_schema(
        operation_id="visits_export",
        parameters=_parameters(VisitQuery, [*forms]),
        responses={(200, kind): _BINARY for kind in dict.fromkeys(TYPES.values())},
    )
    def get(self, request: Request, form: str) -> StreamingHttpResponse | Response:
        """All visits that the filter finds, by their first day, undated ones last."""
        return self.export(request, form)


class MeetingExportView(ExportView):
    """Meetings as a file."""

    nouns = (ChangeNoun.MEETING, ChangeNoun.OFFICIAL, ChangeNoun.COUNTRY, ChangeNoun.GATHERING)
    name = "meetings"
    filterset_class = MeetingFilter
    forms = {
        "csv": _csv(flat_meeting, meeting_portions),
        "ndjson": _ndjson(meeting_portions),
        "parquet": _parquet(flat_meeting, meeting_portions),
    }

    def all_rows(self) -> QuerySet[Meeting, Any]:
        return Meeting.objects.exclude(state=EditorialState.REJECTED)

    @extend_schema(
        operation_id="meetings_export",
        parameters=_parameters(MeetingFilter, [*forms]),
        responses={(200, TYPES[form]): _BINARY for form in forms},
    )
    def get(self, request: Request, form: str) -> StreamingHttpResponse | Response:
        """All meetings that the filter finds, by their day, undated ones last."""
        return self.export(request, form)
