"""The rows of the API as one SQLite table, what is nested as JSON text, for Datasette."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from django.db import connection

from bench.scale import VERSION

NESTED = ("head", "members", "cities", "dates")
_ROWS = """
SELECT v.id,
  json_build_object('slug', h.slug, 'name', h.name, 'country', h.country_id)::text,
  json_build_array(json_build_object('slug', h.slug, 'name', h.name, 'country', h.country_id,
                                     'title', ''))::text,
  v.rank, v.visitor_country_id, v.host_id, '[]',
  json_build_object('edtf', v.start_earliest || '/' || v.end_latest, 'start', json_build_object(
    'edtf', v.start_earliest, 'earliest', v.start_earliest, 'latest', v.start_latest, 'phrase', '',
    'stated', true), 'end', json_build_object('edtf', v.end_latest, 'earliest', v.end_earliest,
    'latest', v.end_latest, 'phrase', '', 'stated', true), 'within', NULL, 'phrase', '', 'stated',
    true)::text,
  v.kind, v.status, v.status, v.state, v.accepted, v.confirmed_by_both, v.purpose, NULL,
  v.itinerary_id, v.confidence, v.voices, v.changed_at::text, v.start_earliest::text,
  v.end_latest::text
FROM visits_visit v JOIN visits_official h ON h.id = v.head_id
"""
_TABLE = """
CREATE TABLE visits (id INTEGER PRIMARY KEY, head TEXT, members TEXT, rank INTEGER,
  visitor_country TEXT, host TEXT, cities TEXT, dates TEXT, kind TEXT, status TEXT, standing TEXT,
  state TEXT, accepted INTEGER, confirmed_by_both INTEGER, purpose TEXT, gathering TEXT,
  itinerary INTEGER, confidence REAL, voices INTEGER, changed_at TEXT, start_day TEXT, end_day TEXT)
"""
_COLUMNS = 22


def nested_table_of(visits: int, var: Path) -> Path:
    """The file with the visits of the connected database; made where it is not there yet."""
    folder = var / "bench-tables" / f"{visits}-{VERSION}-nested"
    folder.mkdir(parents=True, exist_ok=True)
    table = folder / "visits.db"
    if table.exists():
        return table
    made = folder / "making.db"
    made.unlink(missing_ok=True)
    file = sqlite3.connect(made)
    file.execute(_TABLE)
    slots = ",".join("?" * _COLUMNS)
    with connection.cursor() as cursor:
        cursor.execute(_ROWS)
        while rows := cursor.fetchmany(20_000):
            file.executemany(f"INSERT INTO visits VALUES ({slots})", rows)  # noqa: S608  our own
    file.execute("CREATE INDEX visits_pair ON visits (host, visitor_country, start_day)")
    file.execute("ANALYZE")
    file.commit()
    file.close()
    made.rename(table)
    return table
