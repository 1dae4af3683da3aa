"""The stored visits as one SQLite table with indexes, for Datasette."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from django.db import connection

from bench.scale import VERSION

# Datasette counts all rows of a filter and of suggested facets otherwise.
COUNTED = "&_nocount=1&_nofacet=1&_nosuggest=1"
_ROWS = """
SELECT v.id, o.name, v.visitor_country_id, v.host_id, v.kind, v.status, v.rank,
       v.start_earliest::text, v.end_latest::text
FROM visits_visit v JOIN visits_official o ON o.id = v.head_id
"""
_TABLE = """
CREATE TABLE visits (id INTEGER PRIMARY KEY, person TEXT, visitor TEXT, host TEXT, kind TEXT,
                     status TEXT, rank INTEGER, start_day TEXT, end_day TEXT)
"""


def table_of(visits: int, var: Path) -> Path:
    """The file with the visits of the connected database; made where it is not there yet."""
    folder = var / "bench-tables" / f"{visits}-{VERSION}"
    folder.mkdir(parents=True, exist_ok=True)
    table = folder / "visits.db"
    if table.exists():
        return table
    made = folder / "making.db"
    made.unlink(missing_ok=True)
    file = sqlite3.connect(made)
    file.execute(_TABLE)
    with connection.cursor() as cursor:
        cursor.execute(_ROWS)
        while rows := cursor.fetchmany(20_000):
            file.executemany("INSERT INTO visits VALUES (?,?,?,?,?,?,?,?,?)", rows)
    for columns in ("start_day, end_day", "host, start_day", "end_day"):
        name = columns.replace(", ", "_")
        file.execute(f"CREATE INDEX visits_{name} ON visits ({columns})")
    file.execute("CREATE VIRTUAL TABLE visits_fts USING fts5(person, content='visits')")
    file.execute("INSERT INTO visits_fts (rowid, person) SELECT id, person FROM visits")
    file.execute("ANALYZE")
    file.commit()
    file.close()
    made.rename(table)
    return table
