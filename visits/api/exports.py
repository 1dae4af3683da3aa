"""Everything that a filter finds, as one file: sent as it is read, in constant memory."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

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
from visits.exports.tables.forms import MEETING_FORMS, VISIT_FORMS, Form, Parts, nested_for
from visits.filters import CriteriaFilter, MeetingFilter
from visits.models import Meeting, Visit
from visits.queries.feeds import FeedOptions, feed_of
from visits.queries.today import today
from visits.queries.visits import visits_alone
from visits.terms import ChangeNoun, EditorialState

TYPES = {
    "csv": "text/csv; charset=utf-8",
    "ndjson": "application/x-ndjson",
    "parquet": "application/vnd.apache.parquet",
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

    forms: ClassVar[Mapping[str, Form]] = {}
    offered: ClassVar[Sequence[str]] = ()
    filterset_class: ClassVar[type[CriteriaFilter]]
    name: ClassVar[str]

    def perform_content_negotiation(self, request: Request, force: bool = False) -> Any:
        """The address says the form; problems are JSON all the same."""
        return self.get_renderers()[0], "application/json"

    def all_rows(self) -> QuerySet[Any, Any]:
        raise NotImplementedError

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        if kwargs["form"] not in self.offered:
            told = f"There is no such form: {', '.join(self.offered)} are offered."
            raise exceptions.NotFound(told)
        super().initial(request, *args, **kwargs)

    def export(self, request: Request, form: str) -> StreamingHttpResponse:
        asked = self.filterset_class
        refuse_unknown(request, filters_of(asked), repeatable_names(asked))
        filters = cleaned(asked, request)
        answer = StreamingHttpResponse(self.parts(form, filters), content_type=TYPES[form])
        answer["Content-Disposition"] = f'attachment; filename="{self.name}.{form}"'
        return answer

    def parts(self, form: str, filters: Any) -> Parts:
        about = self.about(nested=nested_for(form))
        return self.forms[form](filters.narrow(self.all_rows()), about)


def _calendar(filters: Any) -> Parts:
    """As the calendar feed of the same filter, which holds no more events than one can read."""
    criteria = filters.criteria()
    feed = feed_of(criteria, FeedOptions(), today())
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
    forms = VISIT_FORMS
    offered = [*VISIT_FORMS, "ics"]

    def all_rows(self) -> QuerySet[Visit, Any]:
        return visits_alone()

    def parts(self, form: str, filters: Any) -> Parts:
        return _calendar(filters) if form == "ics" else super().parts(form, filters)

    @extend_schema(
        operation_id="visits_export",
        parameters=_parameters(VisitQuery, offered),
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
    forms = MEETING_FORMS
    offered = [*MEETING_FORMS]

    def all_rows(self) -> QuerySet[Meeting, Any]:
        return Meeting.objects.exclude(state=EditorialState.REJECTED)

    @extend_schema(
        operation_id="meetings_export",
        parameters=_parameters(MeetingFilter, offered),
        responses={(200, TYPES[form]): _BINARY for form in MEETING_FORMS},
    )
    def get(self, request: Request, form: str) -> StreamingHttpResponse | Response:
        """All meetings that the filter finds, by their day, undated ones last."""
        return self.export(request, form)
