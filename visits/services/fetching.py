"""Pulling one source: fetch, parse, store, and set the next check."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone

from visits.ingest.items import Parsed
from visits.ingest.parsers import parse
from visits.models import Source
from visits.outbound import FetchFailed, fetch
from visits.services.ingestion import Ingested, ingest_items
from visits.terms import DeliveryState, SourceFormat

PULLED = (SourceFormat.ATOM, SourceFormat.RSS)
BACK_OFF_AT_MOST = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Pulled:
    """What one pull of a source came to; `failure` says in words why it gave nothing."""

    ingested: Ingested
    problems: tuple[str, ...] = ()
    failure: str = ""


def fetch_source(*, source_id: int) -> Pulled:
    """Fetches and stores the source's items; a failure is kept on the source, never raised."""
    source = Source.objects.get(pk=source_id)
    if not source.is_active or source.format not in PULLED:
        return Pulled(Ingested(), failure="the source is paused or is not one that is pulled")
    now = timezone.now()
    try:
        answer = fetch(
            source.url,
            etag=source.etag,
            last_modified=source.last_modified,
            allow=settings.OUTBOUND_ALLOW,
        )
    except FetchFailed as problem:
        _failed(source, now, str(problem))
        return Pulled(Ingested(), failure=str(problem))
    parsed = Parsed(()) if answer.status == 304 else parse(SourceFormat(source.format), answer.body)
    ingested = ingest_items(source=source, items=parsed.items, fetched_at=now)
    if parsed.items or not parsed.problems:
        source.etag = answer.headers.get("ETag", source.etag)[:500]
        source.last_modified = answer.headers.get("Last-Modified", source.last_modified)[:200]
    source.failures = 0
    source.last_error = "; ".join(parsed.problems)[:1000]
    source.last_fetch_at = now
    if ingested.due:
        source.last_new_at = now
    _settle(source, now + timedelta(minutes=source.check_minutes))
    return Pulled(ingested, parsed.problems)


def _failed(source: Source, now: datetime, reason: str) -> None:
    source.failures += 1
    source.last_error = reason[:1000]
    source.last_fetch_at = now
    wait = timedelta(minutes=source.check_minutes) * 2 ** min(source.failures - 1, 10)
    _settle(source, now + min(wait, BACK_OFF_AT_MOST))


def _settle(source: Source, next_check: datetime) -> None:
    source.fetch_state = DeliveryState.DUE
    source.next_check_at = next_check
    source.save(
        update_fields=[
            "etag",
            "last_modified",
            "failures",
            "last_error",
            "last_fetch_at",
            "last_new_at",
            "fetch_state",
            "next_check_at",
        ]
    )
