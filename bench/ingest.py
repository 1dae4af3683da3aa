"""Ingest: announcements a second through the whole pipeline, stage by stage, and their cost."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from django.db import connection, models, transaction

from bench.figures import Figure
from bench.ingest_stored import among_stored
from bench.ingest_workers import through_workers
from bench.linking_stream import items_of
from visits.extraction import extract
from visits.ingest.items import Item
from visits.linking import signature
from visits.management.commands.replay import throwaway_database
from visits.models import Announcement, Claim, ClaimTimeline, Reading, Source, Timeline
from visits.queries.due import due_readings, due_timelines
from visits.queries.gazetteer import gazetteer, reader_version
from visits.services import reading
from visits.services.claims import claim_rows
from visits.services.incoming import announcement_of
from visits.services.ingestion import ingest_items
from visits.services.linking import link_due_timeline
from visits.services.reference import load_reference
from visits.tasks import TOGETHER

NOW = datetime(2025, 6, 1, tzinfo=UTC)
ROUNDS = 5
#: The tables that the database stage writes, in the order of their foreign keys, and their keys.
TABLES: dict[type[models.Model], list[str]] = {
    Announcement: ["source", "guid", "revision"],
    Reading: ["announcement"],
    Timeline: ["key"],
    Claim: ["key", "generation"],
    ClaimTimeline: ["claim", "timeline", "person"],
}


def measure(scales: list[int], texts: Path | None, var: Path) -> list[Figure]:
    items = items_of(texts)
    found = through_workers(items, var)
    with throwaway_database():
        load_reference()
        found += _stages(items) + _beside_upsert(items)
    return found + among_stored(scales)


def _stages(items: Sequence[Item]) -> list[Figure]:
    """One process without a broker: what each stage takes, and the same feed once more."""
    source = Source.objects.create(slug="stages", name="Stages", format="push")
    known = gazetteer()
    ingest = _timed(lambda: ingest_items(source=source, items=items, fetched_at=NOW))
    rows = list(Announcement.objects.filter(source=source).select_related("source"))
    read = _timed(lambda: [extract(reading.document_of(row), known) for row in rows])
    both = _timed(_read_all)
    link = _timed(_link_all)
    again = min(
        _timed(lambda: ingest_items(source=source, items=items, fetched_at=NOW))
        for _ in range(ROUNDS)
    )
    new, count = ingest + both + link, len(rows)
    split = {
        "check and store the text": ingest,
        "extract": read,
        "store claims": max(0.0, both - read),
        "link": link,
    }
    return [
        Figure("one process without a broker, new", count / new, "announcements/s"),
        *(Figure(f"of which: {name}", 1000 * took / count, "ms") for name, took in split.items()),
        Figure("the same feed once more", count / again, "announcements/s"),
        Figure("duplicates / new (at least)", new / again, "times", 5),
    ]


def _read_all() -> None:
    due = due_readings()
    for first in range(0, len(due), TOGETHER):
        reading.read_announcements(announcements=due[first : first + TOGETHER])


def _link_all() -> None:
    while due := due_timelines():
        for timeline in due:
            link_due_timeline(timeline_id=timeline)


def _beside_upsert(items: Sequence[Item]) -> list[Figure]:
    """Rows of one feed stored by the services, and the same rows by bulk upserts, in turns."""
    _empty()
    source, _ = Source.objects.get_or_create(slug="stages", defaults={"name": "Stages"})
    ingest_items(source=source, items=items, fetched_at=NOW)
    known, version = gazetteer(), reader_version()
    rows = list(Announcement.objects.select_related("source").order_by("pk"))
    told = {row.guid: extract(reading.document_of(row), known) for row in rows}
    ours, pure, theirs = [], [], []
    for _ in range(ROUNDS):
        _empty()
        took = _timed(lambda: ingest_items(source=source, items=items, fetched_at=NOW))
        rows = list(Announcement.objects.select_related("source").order_by("pk"))
        ours.append(took + _timed(partial(_store, rows, told, version)))
        pure.append(_timed(partial(_prepare, source, items, rows, told)))
        stored = {table: list(table._default_manager.all()) for table in TABLES}
        _empty()
        theirs.append(_timed(partial(_upsert, stored)))
    count, stage = len(rows), min(ours) - min(pure)
    return [
        Figure("services: texts and claims made and stored", count / min(ours), "announcements/s"),
        Figure("of which, without making rows: database stage", count / stage, "announcements/s"),
        Figure("bulk upserts of the same rows", count / min(theirs), "announcements/s"),
        Figure("services / bulk upsert", min(theirs) / min(ours), "times"),
        Figure("database stage / bulk upsert (at least)", min(theirs) / stage, "times", 0.7),
    ]


def _prepare(
    source: Source, items: Sequence[Item], rows: Sequence[Announcement], told: dict[str, Any]
) -> None:
    """What the services do without the database: texts normalised, hashed and signed, and claims
    made of events. Upserts get their rows ready.
    """
    for item in items:
        signature(announcement_of(source, item, NOW).text)
    for row in rows:
        found = told[row.guid]
        claim_rows(row, [*found.visits, *found.meetings], generation=1, engine="bench")


def _store(rows: Sequence[Announcement], told: dict[str, Any], version: str) -> None:
    for first in range(0, len(rows), TOGETHER):
        some = rows[first : first + TOGETHER]
        # What a worker does once it has read its texts, without reading them.
        reading._store(some, {row.pk: told[row.guid] for row in some}, version)


def _upsert(stored: dict[type[models.Model], list[Any]]) -> None:
    """A statement for each table and batch, in one transaction a batch, as the services do."""
    texts = stored[Announcement]
    for first in range(0, len(texts), TOGETHER):
        some = {row.pk for row in texts[first : first + TOGETHER]}
        with transaction.atomic():
            for table, keys in TABLES.items():
                rows = [row for row in stored[table] if _of(row, some, first)]
                told = [f.name for f in table._meta.concrete_fields if f.name not in {*keys, "id"}]
                table._default_manager.bulk_create(
                    rows, update_conflicts=True, unique_fields=keys, update_fields=told
                )


def _of(row: Any, texts: set[int], first: int) -> bool:
    if isinstance(row, Timeline):
        return first == 0
    return (row.pk if isinstance(row, Announcement) else row.announcement_id) in texts


def _empty() -> None:
    names = ", ".join(table._meta.db_table for table in TABLES)
    with connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {names} CASCADE")


def _timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began
