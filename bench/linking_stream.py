"""Announcements a second through linking, in the order in which they were published."""

from __future__ import annotations

import json
import time
from datetime import UTC, datetime
from pathlib import Path

from bench.figures import Figure
from visits.extraction import Document, packaged_gazetteer
from visits.extraction.announcements import document_of
from visits.ingest.items import Item
from visits.management.commands.replay import throwaway_database
from visits.models import Source
from visits.queries.due import due_readings, due_timelines
from visits.sample import sample_announcements
from visits.services.ingestion import ingest_items
from visits.services.linking import link_due_timeline
from visits.services.reading import read_announcements
from visits.services.reference import load_reference


def announcements_a_second(texts: Path | None) -> list[Figure]:
    """Each text arrives, is read and is linked before the next; the linking alone is timed."""
    items = items_of(texts)
    took = 0.0
    with throwaway_database():
        load_reference()
        source = Source.objects.create(slug="stream", name="Stream", format="push")
        for item in items:
            ingest_items(source=source, items=[item], fetched_at=item.published or _LONG_AGO)
            read_announcements(announcements=due_readings())
            began = time.perf_counter()
            for timeline in due_timelines():
                link_due_timeline(timeline_id=timeline)
            took += time.perf_counter() - began
    return [
        Figure(f"{len(items)} announcements one by one, linked", len(items) / took, "a second"),
        Figure("one of them", 1000 * took / len(items), "ms"),
    ]


_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


def items_of(texts: Path | None) -> list[Item]:
    """The announcements of a file, or the sample's, in the order of publication."""
    if texts is None:
        return [
            Item(row.id, "", row.title, row.text, row.published, language=row.lang)
            for row in sample_announcements()
        ]
    with texts.open(encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines if line.strip()]
    documents = [document_of(record, packaged_gazetteer()) for record in records]
    return sorted((_item(document) for document in documents), key=_published)


def _item(document: Document) -> Item:
    day = document.published
    at = datetime(day.year, day.month, day.day, 12, tzinfo=UTC) if day else None
    return Item(document.id, "", document.title, document.text, at, language=document.language)


def _published(item: Item) -> datetime:
    return item.published or _LONG_AGO
