"""Visits as rows."""

from __future__ import annotations

from datetime import date
from functools import cache
from types import SimpleNamespace
from typing import Any

import orjson

from visits.models import Visit
from visits.queries.rows.context import Row, RowContext
from visits.queries.rows.dates import stay
from visits.queries.standing import standing_of

_MIDDLE, _BEFORE = date(2000, 1, 2), date(2000, 1, 1)


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
    """What `read_visits` tells, of a visit that is not stored as it stands."""
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
        **{name: value for name, value in vars(visit).items() if not name.startswith("_")},
        pk=visit.pk,
        head__slug=head.slug if head else None,
        head__name=head.name if head else None,
        head__country_id=head.country_id if head else None,
        gathering__slug=None,
        visitor_name=sender.name_in(language) if sender else None,
        host_name=visit.host.name_in(language),
        told_members=orjson.dumps(members).decode(),
        told_cities=orjson.dumps([stop.city for stop in visit.stops.all()]).decode(),
    )
