"""Items of a feed → announcements and their due readings."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.db import transaction

from visits.extraction.documents import normalise, reading_text
from visits.ingest.items import Item
from visits.linking import signature
from visits.models import Announcement, Reading, Source

MAX_TEXT = 1_000_000


@dataclass(frozen=True, slots=True)
class Ingested:
    """What a feed's items came to; `refused` tells in words which items were left out and why."""

    new: tuple[int, ...] = ()
    revised: tuple[int, ...] = ()
    unchanged: int = 0
    refused: tuple[str, ...] = ()

    @property
    def due(self) -> tuple[int, ...]:
        """Keys of the announcements that are now due to be read."""
        return self.new + self.revised


@dataclass(frozen=True, slots=True)
class _Known:
    """The revisions that are stored of one announcement."""

    root: int
    revisions: int
    hashes: frozenset[str]


@transaction.atomic
def ingest_items(*, source: Source, items: Sequence[Item], fetched_at: datetime) -> Ingested:
    """Stores what is new, an edited text as a further revision, and leaves due readings.

    The source row is locked, so that two fetches of one feed come one after the other. A text
    that was seen before, in whatever revision, changes nothing.
    """
    Source.objects.select_for_update().get(pk=source.pk)
    publishers = {row.slug: row for row in Source.objects.filter(feed=source)}
    known = _known(source, items)
    new: list[int] = []
    revised: list[int] = []
    refused: list[str] = []
    unchanged = 0
    for item in items:
        publisher = publishers.get(item.publisher, source)
        problem = _problem(item)
        if problem:
            refused.append(f"{item.guid}: {problem}")
            continue
        row = _row(publisher, item, fetched_at)
        before = known.get((publisher.pk, row.guid))
        if before and row.content_hash in before.hashes:
            unchanged += 1
            continue
        if before:
            row.root_id, row.revision = before.root, before.revisions + 1
        row.save(force_insert=True)
        (revised if before else new).append(row.pk)
        known[(publisher.pk, row.guid)] = _Known(
            row.root_pk,
            row.revision,
            (before.hashes if before else frozenset()) | {row.content_hash},
        )
    Reading.objects.bulk_create(
        Reading(announcement_id=pk, due_at=fetched_at) for pk in [*new, *revised]
    )
    return Ingested(tuple(new), tuple(revised), unchanged, tuple(refused))


def _known(source: Source, items: Sequence[Item]) -> dict[tuple[int, str], _Known]:
    rows = (
        Announcement.objects.filter(guid__in={item.guid[:500] for item in items})
        .filter(source__in=Source.objects.filter(feed=source) | Source.objects.filter(pk=source.pk))
        .order_by("revision")
        .values_list("pk", "source_id", "guid", "root_id", "revision", "content_hash")
    )
    known: dict[tuple[int, str], _Known] = {}
    for pk, source_id, guid, root, revision, content_hash in rows:
        before = known.get((source_id, guid))
        hashes = (before.hashes if before else frozenset()) | {content_hash}
        known[(source_id, guid)] = _Known(root or pk, revision, hashes)
    return known


def _problem(item: Item) -> str:
    if not reading_text(item.title, item.text):
        return "nothing is left of its text"
    if len(item.text) > MAX_TEXT:
        return f"its text is longer than {MAX_TEXT} characters"
    return ""


def _row(publisher: Source, item: Item, fetched_at: datetime) -> Announcement:
    told = item.updated or item.published or fetched_at
    text = reading_text(item.title, item.text)
    return Announcement(
        source=publisher,
        guid=item.guid[:500],
        url=item.url[:2000],
        title=normalise(item.title)[:1000],
        text=text,
        language=(item.language or publisher.language)[:12].split("-")[0].lower(),
        published_at=told,
        published_on=told.astimezone(zone(publisher.timezone)).date(),
        fetched_at=fetched_at,
        content_hash=hashlib.sha256(text.encode()).hexdigest(),
        signature=sorted(signature(text)),
    )


def zone(name: str) -> tzinfo:
    """The time zone of that name, UTC where there is none."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")
