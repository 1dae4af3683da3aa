"""Meetings as rows, and those of visits."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from functools import cache
from typing import Any

from visits.models import Meeting
from visits.queries.rows.context import Row, RowContext
from visits.queries.rows.dates import window
from visits.queries.rows.reading import read_meetings
from visits.queries.standing import standing_of
from visits.terms import EditorialState

_MIDDLE, _BEFORE = date(2000, 1, 2), date(2000, 1, 1)


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
    found: dict[int, list[Row]] = defaultdict(list)
    for row in read_meetings(visits, about.language, by="visit_id"):
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
