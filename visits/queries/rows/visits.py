"""Visits as rows: one query whatever their number."""

from __future__ import annotations

from datetime import date
from functools import cache
from types import SimpleNamespace
from typing import Any

import orjson
from django.db.models import QuerySet
from django.db.models.functions import JSONObject

from visits.models import Stop, Visit, VisitMember
from visits.queries.rows.context import Row, RowContext, json_rows, name_of
from visits.queries.rows.dates import stay
from visits.queries.standing import standing_of

COLUMNS = (
    "pk",
    "rank",
    "visitor_country_id",
    "host_id",
    *("start_earliest", "start_latest", "end_earliest", "end_latest"),
    *("window_earliest", "window_latest", "date_words", "dates_stated"),
    "kind",
    "status",
    "state",
    "accepted",
    "confirmed_by_both",
    "purpose",
    "itinerary_id",
    "confidence",
    "voices",
    "changed_at",
)
_JOINED = ("head__slug", "head__name", "head__country_id", "gathering__slug")
_TOLD = ("visitor_name", "host_name", "told_members", "told_cities")
_MIDDLE, _BEFORE = date(2000, 1, 2), date(2000, 1, 1)


def visit_columns(visits: QuerySet[Visit], language: str, *more: str) -> QuerySet[Visit, Any]:
    """The visits with all that `visit_row` tells and `more` columns, as named tuples."""
    member = JSONObject(
        slug="official__slug",
        name="official__name",
        country="official__country_id",
        title="title",
    )
    people = json_rows(VisitMember.objects.all(), "visit", member, "position", "pk")
    cities = json_rows(Stop.objects.all(), "visit", "city", "position", "pk")
    return (
        visits.select_related(None)
        .prefetch_related(None)
        .annotate(
            visitor_name=name_of("visitor_country", language),
            host_name=name_of("host", language),
            told_members=people,
            told_cities=cities,
        )
        .values_list(*COLUMNS, *_JOINED, *_TOLD, *more, named=True)
    )


def visit_row(row: Any, about: RowContext) -> Row:
    """The row as the API tells visits; countries are codes, with their names beside."""
    return {
        "id": row.pk,
        "url": f"{about.site}visits/{row.pk}/",
        "head": _head(row),
        "members": about.nested(row.told_members) if row.told_members else [],
        "rank": row.rank,
        "visitor_country": row.visitor_country_id,
        "visitor_country_name": row.visitor_name,
        "host": row.host_id,
        "host_name": row.host_name,
        "cities": about.nested(row.told_cities) if row.told_cities else [],
        "dates": stay(row),
        "kind": row.kind,
        "status": row.status,
        "standing": standing_code(row, about.day),
        "state": row.state,
        "accepted": row.accepted,
        "confirmed_by_both": row.confirmed_by_both,
        "purpose": row.purpose,
        "gathering": row.gathering__slug,
        "itinerary": row.itinerary_id,
        "confidence": row.confidence,
        "voices": row.voices,
        "changed_at": row.changed_at,
    }


def _head(row: Any) -> Row | None:
    if row.head__slug is None:
        return None
    return {"slug": row.head__slug, "name": row.head__name, "country": row.head__country_id}


def standing_code(row: Any, day: date) -> str:
    """How the visit stands for someone who asks on the day."""
    last = row.end_latest or row.start_latest or row.start_earliest or row.window_latest
    is_past = last is not None and last < day
    return _standing(row.status, is_past, row.confirmed_by_both, row.accepted)


@cache
def _standing(status: str, is_past: bool, confirmed: bool, accepted: bool) -> str:
    """Asked of a visit made up for the purpose, so that the rules stand in one place."""
    last = _BEFORE if is_past else _MIDDLE
    event = Visit(status=status, end_latest=last, confirmed_by_both=confirmed, accepted=accepted)
    return standing_of(event, _MIDDLE).code


def columns_then(visit: Visit, language: str) -> Any:
    """The columns of a visit that is not in the database as it stands, such as one of a version."""
    members = [
        {
            "slug": member.official.slug,
            "name": member.official.name,
            "country": member.official.country_id,
            "title": member.title,
        }
        for member in visit.members.all()
    ]
    sender, head = visit.visitor_country, visit.head
    return SimpleNamespace(
        **{name: getattr(visit, name) for name in COLUMNS},
        head__slug=head.slug if head else None,
        head__name=head.name if head else None,
        head__country_id=head.country_id if head else None,
        gathering__slug=None,
        visitor_name=sender.name_in(language) if sender else None,
        host_name=visit.host.name_in(language),
        told_members=orjson.dumps(members).decode(),
        told_cities=orjson.dumps([stop.city for stop in visit.stops.all()]).decode(),
    )
