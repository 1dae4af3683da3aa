"""Meetings as rows: one query whatever their number, one more for those of visits."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from functools import cache
from typing import Any

from django.db.models import F, QuerySet
from django.db.models.functions import JSONObject

from visits.models import Meeting, MeetingParticipant
from visits.queries.rows.context import Row, RowContext, json_rows, name_of
from visits.queries.rows.dates import window
from visits.queries.standing import standing_of
from visits.terms import EditorialState

COLUMNS = (
    "pk",
    "form",
    "day_earliest",
    "day_latest",
    "date_words",
    "country_id",
    "city",
    "status",
    "state",
    "confidence",
    "changed_at",
    "gathering__slug",
)
_MIDDLE, _BEFORE = date(2000, 1, 2), date(2000, 1, 1)


def meeting_columns(
    meetings: QuerySet[Meeting], language: str, *more: str
) -> QuerySet[Meeting, Any]:
    """The meetings with all that `meeting_row` tells and `more` columns, as named tuples."""
    told = (*COLUMNS, "country_name", "people", *more)
    return _told(meetings, language).values_list(*told, named=True)


def _told(meetings: QuerySet[Meeting], language: str) -> QuerySet[Meeting]:
    person = JSONObject(
        slug="official__slug", name="official__name", country="official__country_id"
    )
    people = json_rows(MeetingParticipant.objects.all(), "meeting", person, "position", "pk")
    bare = meetings.select_related(None).prefetch_related(None)
    return bare.annotate(country_name=name_of("country", language), people=people)


def meeting_row(row: Any, about: RowContext) -> Row:
    """The row as the API tells meetings."""
    words = row.date_words
    last = row.day_latest or row.day_earliest
    return {
        "id": row.pk,
        "url": f"{about.site}meetings/{row.pk}/",
        "form": row.form,
        "participants": about.nested(row.people) if row.people else [],
        "day": window(row.day_earliest, row.day_latest, words, stated=bool(words)),
        "country": row.country_id,
        "country_name": row.country_name,
        "city": row.city,
        "status": row.status,
        "standing": _standing(row.status, last is not None and last < about.day),
        "state": row.state,
        "gathering": row.gathering__slug,
        "confidence": row.confidence,
        "changed_at": row.changed_at,
    }


@cache
def _standing(status: str, is_past: bool) -> str:
    """Asked of a meeting made up for the purpose, so that the rules stand in one place."""
    return standing_of(
        Meeting(status=status, day_latest=_BEFORE if is_past else _MIDDLE), _MIDDLE
    ).code


def meetings_by_visit(visits: Collection[int], about: RowContext) -> dict[int, list[Row]]:
    """The meetings of the visits that are shown, by visit, in their order; one query."""
    shown = Meeting.objects.exclude(state=EditorialState.REJECTED).filter(visits__in=visits)
    told = _told(shown, about.language).annotate(of_visit=F("visits"))
    found: dict[int, list[Row]] = defaultdict(list)
    rows = told.values_list(*COLUMNS, "country_name", "people", "of_visit", named=True)
    for row in rows.order_by(F("day_earliest").asc(nulls_last=True), "pk"):
        found[row.of_visit].append(meeting_row(row, about))
    return found


def visits_by_meeting(meetings: Collection[int]) -> dict[int, list[int]]:
    """The ids of the visits that are shown, by meeting; one query."""
    links = Meeting.visits.through.objects.filter(meeting__in=meetings)
    shown = links.exclude(visit__state=EditorialState.REJECTED)
    found: dict[int, list[int]] = defaultdict(list)
    for meeting, visit in shown.order_by("visit").values_list("meeting", "visit"):
        found[meeting].append(visit)
    return found
