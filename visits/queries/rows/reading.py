"""Columns of visits and meetings by plain SQL, one statement for a page.

The ORM has found which they are; building this statement with it takes longer than its answer.
"""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Collection
from functools import cache
from typing import Any, Literal

from django.db import connection

_NAME = (
    "(SELECT coalesce(c.names ->> %s, c.names ->> 'en') FROM visits_country c WHERE c.code = {})"
)
_VISIT = {
    "pk": "v.id",
    **{
        name: f"v.{name}"
        for name in (
            *("rank", "visitor_country_id", "host_id", "start_earliest", "start_latest"),
            *("end_earliest", "end_latest", "window_earliest", "window_latest", "date_words"),
            *("dates_stated", "kind", "status", "state", "accepted", "confirmed_by_both"),
            *("purpose", "itinerary_id", "confidence", "voices", "changed_at"),
        )
    },
    "head__slug": "h.slug",
    "head__name": "h.name",
    "head__country_id": "h.country_id",
    "gathering__slug": "g.slug",
    "visitor_name": _NAME.format("v.visitor_country_id"),
    "host_name": _NAME.format("v.host_id"),
    "told_members": "(SELECT json_agg(json_build_object('slug', o.slug, 'name', o.name, 'country', "
    "o.country_id, 'title', m.title) ORDER BY m.position, m.id)::text FROM visits_visitmember m "
    "JOIN visits_official o ON o.id = m.official_id WHERE m.visit_id = v.id)",
    "told_cities": "(SELECT json_agg(s.city ORDER BY s.position, s.id)::text FROM visits_stop s "
    "WHERE s.visit_id = v.id)",
}
_MEETING = {
    "pk": "v.id",
    **{
        name: f"v.{name}"
        for name in (
            *("form", "day_earliest", "day_latest", "date_words", "country_id", "city"),
            *("status", "state", "confidence", "changed_at"),
        )
    },
    "gathering__slug": "g.slug",
    "country_name": _NAME.format("v.country_id"),
    "people": "(SELECT json_agg(json_build_object('slug', o.slug, 'name', o.name, 'country', "
    "o.country_id) ORDER BY m.position, m.id)::text FROM visits_meetingparticipant m "
    "JOIN visits_official o ON o.id = m.official_id WHERE m.meeting_id = v.id)",
}
_FROM_VISIT = (
    "FROM visits_visit v LEFT JOIN visits_official h ON h.id = v.head_id "
    "LEFT JOIN visits_gathering g ON g.id = v.gathering_id"
)
_FROM_MEETING = "FROM visits_meeting v LEFT JOIN visits_gathering g ON g.id = v.gathering_id"
_OF_VISIT = "JOIN visits_meeting_visits l ON l.meeting_id = v.id AND l.visit_id = ANY(%s)"
VisitsBy = Literal["id", "itinerary_id", "gathering_id"]
MeetingsBy = Literal["id", "visit_id", "gathering_id"]


def read_visits(
    keys: Collection[int], language: str, *, by: VisitsBy = "id", values: bool = False
) -> list[Any]:
    """Named tuples in the order of their first day, none of a rejected visit."""
    names = [*_VISIT, *(["values"] if values else [])]
    told = ", ".join([*_VISIT.values(), *(['v."values"'] if values else [])])
    order = "ORDER BY v.start_earliest ASC NULLS LAST, v.id"
    shown = f"WHERE v.{by} = ANY(%s) AND v.state <> 'rejected' {order}"
    return _read(f"SELECT {told} {_FROM_VISIT} {shown}", [language] * 2 + [[*keys]], tuple(names))


def read_meetings(
    keys: Collection[int], language: str, *, by: MeetingsBy = "id", values: bool = False
) -> list[Any]:
    """The same of meetings; those of visits, each with the visit as `of_visit`."""
    names, told = [*_MEETING], [*_MEETING.values()]
    if values:
        names, told = [*names, "values"], [*told, 'v."values"']
    joined, where = "", f"v.{by} = ANY(%s) AND "
    if by == "visit_id":
        names, told = [*names, "of_visit"], [*told, "l.visit_id"]
        joined, where = _OF_VISIT, ""
    order = "ORDER BY v.day_earliest ASC NULLS LAST, v.id"
    shown = f"{joined} WHERE {where}v.state <> 'rejected' {order}"
    columns = ", ".join(told)
    return _read(f"SELECT {columns} {_FROM_MEETING} {shown}", [language, [*keys]], tuple(names))


def _read(statement: str, given: list[Any], names: tuple[str, ...]) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(statement, given)
        return [*map(_row_class(names)._make, cursor.fetchall())]


@cache
def _row_class(names: tuple[str, ...]) -> Any:
    return namedtuple("Row", names)


def in_order(rows: Collection[Any], keys: Collection[int]) -> list[Any]:
    """The rows as their keys stand; those that were taken away meanwhile are left out."""
    by_key = {row.pk: row for row in rows}
    return [by_key[key] for key in keys if key in by_key]
