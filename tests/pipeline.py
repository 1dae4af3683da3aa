"""Announcements through the services, one after another, for tests of what comes out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from visits.ingest.items import Item
from visits.models import Meeting, Source, Visit
from visits.queries.due import due_readings, due_timelines
from visits.services.ingestion import Ingested, ingest_items
from visits.services.linking import link_due_timeline
from visits.services.reading import read_announcements
from visits.terms import SourceFormat, SourceSide

NOW = datetime(2025, 4, 1, 12, tzinfo=UTC)


def feed() -> Source:
    """A feed that carries a Chinese ministry, a Russian one and a wire."""
    source, _ = Source.objects.get_or_create(slug="feed", defaults={"name": "A feed"})
    for slug, country, side in (
        ("cn-mfa", "CN", SourceSide.MINISTRY),
        ("ru-mid", "RU", SourceSide.MINISTRY),
        ("wire", None, SourceSide.WIRE),
    ):
        Source.objects.get_or_create(
            slug=slug,
            defaults={
                "name": slug,
                "country_id": country,
                "side": side,
                "format": SourceFormat.PUSH,
                "feed": source,
            },
        )
    return source


def item(guid: str, text: str, *, day: str, publisher: str = "wire", title: str = "") -> Item:
    published = datetime.fromisoformat(f"{day}T09:00:00+00:00")
    return Item(guid, f"https://news.example/{guid}", title, text, published, publisher=publisher)


def receive(*items: Item) -> Ingested:
    return ingest_items(source=feed(), items=items, fetched_at=NOW)


def settle() -> None:
    """Reads and links until nothing is due."""
    while due := due_readings():
        read_announcements(announcements=due)
    while waiting := due_timelines():
        for pk in waiting:
            link_due_timeline(timeline_id=pk)


def tell(*items: Item) -> None:
    """Each item arrives, is read and linked before the next one comes."""
    for one in items:
        receive(one)
        settle()


def visit_facts() -> list[dict[str, Any]]:
    """What the calendar would say, without ids, in a stable order."""
    rows = Visit.objects.order_by("key").prefetch_related("members__official", "stops", "claims")
    return [
        {
            "key": row.key,
            "itinerary": row.itinerary.key,
            "members": [str(member.official) for member in row.members.all()],
            "host": row.host_id,
            "cities": [stop.city for stop in row.stops.all()],
            "start": (row.start_earliest, row.start_latest),
            "end": (row.end_earliest, row.end_latest),
            "status": row.status,
            "kind": row.kind,
            "state": row.state,
            "values": row.values,
            "claims": sorted(claim.key for claim in row.claims.all()),
        }
        for row in rows
    ]


def meeting_facts() -> list[dict[str, Any]]:
    rows = Meeting.objects.order_by("key").prefetch_related("participants__official", "visits")
    return [
        {
            "key": row.key,
            "participants": [str(one.official) for one in row.participants.all()],
            "day": (row.day_earliest, row.day_latest),
            "status": row.status,
            "visits": sorted(visit.key for visit in row.visits.all()),
        }
        for row in rows
    ]


def keys(rows: Sequence[dict[str, Any]]) -> list[str]:
    return [row["key"] for row in rows]
