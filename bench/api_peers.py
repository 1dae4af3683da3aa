"""What the API is held against, served by the same processes: SQL alone, and nothing at all."""

from __future__ import annotations

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.urls import include, path

_WINDOW = (
    "CASE WHEN {first} IS NULL AND {last} IS NULL THEN NULL ELSE json_build_object('edtf', "
    "{first}::text, 'earliest', {first}, 'latest', {last}, 'phrase', v.date_words, 'stated', "
    "v.dates_stated) END"
)
_NAME = "(SELECT c.names ->> 'en' FROM visits_country c WHERE c.code = {})"
# ruff: noqa: S608  the statement is our own
# Everything that a row of the API tells, but for the sets and the approximate days of EDTF: the
# rows that are asked for have none.
ROWS = f"""
SELECT json_build_object('next', NULL, 'previous', NULL,
                         'results', coalesce(json_agg(row.told), '[]'))::text
FROM (
  SELECT json_build_object(
    'id', v.id, 'url', 'http://localhost/api/v1/visits/' || v.id || '/',
    'head', json_build_object('slug', h.slug, 'name', h.name, 'country', h.country_id),
    'members', (SELECT json_agg(json_build_object('slug', o.slug, 'name', o.name, 'country',
                  o.country_id, 'title', m.title) ORDER BY m.position, m.id)
                FROM visits_visitmember m JOIN visits_official o ON o.id = m.official_id
                WHERE m.visit_id = v.id),
    'rank', v.rank, 'visitor_country', v.visitor_country_id,
    'visitor_country_name', {_NAME.format("v.visitor_country_id")},
    'host', v.host_id, 'host_name', {_NAME.format("v.host_id")},
    'cities', coalesce((SELECT json_agg(s.city ORDER BY s.position, s.id) FROM visits_stop s
                        WHERE s.visit_id = v.id), '[]'),
    'dates', json_build_object(
      'edtf', v.start_earliest || '/' || v.end_latest,
      'start', {_WINDOW.format(first="v.start_earliest", last="v.start_latest")},
      'end', {_WINDOW.format(first="v.end_earliest", last="v.end_latest")},
      'within', {_WINDOW.format(first="v.window_earliest", last="v.window_latest")},
      'phrase', v.date_words, 'stated', v.dates_stated),
    'kind', v.kind, 'status', v.status,
    'standing', CASE WHEN v.status = 'planned' AND v.end_latest < %(today)s THEN 'unknown'
                     ELSE v.status END,
    'state', v.state, 'accepted', v.accepted, 'confirmed_by_both', v.confirmed_by_both,
    'purpose', v.purpose, 'gathering', g.slug, 'itinerary', v.itinerary_id,
    'confidence', v.confidence, 'voices', v.voices, 'changed_at', v.changed_at) AS told
  FROM visits_visit v
  LEFT JOIN visits_official h ON h.id = v.head_id
  LEFT JOIN visits_gathering g ON g.id = v.gathering_id
  WHERE v.host_id = %(host)s AND v.visitor_country_id = %(visitor)s AND v.state <> 'rejected'
    AND v.start_earliest >= %(first)s::date - 62 AND v.start_earliest <= %(last)s::date
    AND v.days && daterange(%(first)s::date, %(last)s::date, '[]')
  ORDER BY v.start_earliest, v.id LIMIT 50
) AS row
"""


def rows(request: HttpRequest) -> HttpResponse:
    """The same page as one JSON text, built by the database."""
    names = ("host", "visitor", "first", "last", "today")
    with connection.cursor() as cursor:
        cursor.execute(ROWS, {name: request.GET[name] for name in names})
        (told,) = cursor.fetchone()
    return HttpResponse(told, content_type="application/json")


def nothing(request: HttpRequest) -> HttpResponse:
    return HttpResponse(b'{"ok":true}', content_type="application/json")


urlpatterns = [
    path("peers/rows/", rows),
    path("peers/nothing/", nothing),
    path("", include("diplomacy.urls")),
]
