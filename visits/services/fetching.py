"""Pulling one source: take it, fetch, parse, store, and set the next check."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from visits.ingest.items import Parsed
from visits.ingest.parsers import parse
from visits.models import Source
from visits.outbound import FetchFailed, fetch
from visits.queries.due import LOST_AFTER, sources_to_pull
from visits.queries.leases import Work
from visits.services.incoming import legible
from visits.services.ingestion import Ingested, ingest_items
from visits.services.leases import lease
from visits.terms import DeliveryState, SourceFormat

BACK_OFF_AT_MOST = timedelta(hours=24)

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Pulled:
    """What one pull of a source came to; `failure` says in words why it gave nothing."""

    ingested: Ingested
    problems: tuple[str, ...] = ()
    failure: str = ""


def fetch_source(*, source_id: int) -> Pulled:
    """Fetches and stores a due source's items; a failure is kept on the source, never raised."""
    with lease(Work.FETCHING, [source_id]) as ours:
        source = _take(source_id) if ours else None
        if source is None:
            return Pulled(Ingested(), failure="the source is not due, or is being fetched")
        return _pull_or_fail(source)


def _pull_or_fail(source: Source) -> Pulled:
    try:
        return _pull(source)
    except FetchFailed as problem:
        reason = str(problem)
    except Exception as problem:
        # Whatever a feed can do to us costs this feed its turn, and nobody else.
        logger.exception("source %s could not be pulled", source.slug)
        reason = f"{type(problem).__name__}: {problem}"
    _failed(source, reason)
    return Pulled(Ingested(), failure=reason)


@transaction.atomic
def _take(source_id: int) -> Source | None:
    """The source for this worker, who has its lease; None where it is not due.

    Its next check is set to when a worker counts as lost, should its lease outlive it.
    """
    due = sources_to_pull().filter(pk=source_id)
    source = due.select_for_update(of=("self",), skip_locked=True).first()
    if source is None:
        return None
    source.fetch_state = DeliveryState.RUNNING
    source.next_check_at = timezone.now() + LOST_AFTER
    source.save(update_fields=["fetch_state", "next_check_at"])
    return source


def _pull(source: Source) -> Pulled:
    now = timezone.now()
    answer = fetch(
        source.url,
        etag=source.etag,
        last_modified=source.last_modified,
        allow=settings.OUTBOUND_ALLOW,
    )
    parsed = Parsed(()) if answer.status == 304 else parse(SourceFormat(source.format), answer.body)
    ingested = ingest_items(source=source, items=parsed.items, fetched_at=now)
    problems = (*parsed.problems, *ingested.refused)
    if parsed.items or not parsed.problems:
        source.etag = legible(answer.headers.get("ETag", source.etag))[:500]
        source.last_modified = legible(answer.headers.get("Last-Modified", source.last_modified))[
            :200
        ]
    source.failures = 0
    source.last_error = legible("; ".join(problems))[:1000]
    if ingested.due:
        source.last_new_at = now
    _settle(source, now, timedelta(minutes=source.check_minutes))
    return Pulled(ingested, problems)


def _failed(source: Source, reason: str) -> None:
    source.failures += 1
    source.last_error = legible(reason)[:1000]
    wait = timedelta(minutes=source.check_minutes) * 2 ** min(source.failures - 1, 10)
    _settle(source, timezone.now(), min(wait, BACK_OFF_AT_MOST))


def _settle(source: Source, now: datetime, wait: timedelta) -> None:
    source.fetch_state = DeliveryState.DUE
    source.last_fetch_at = now
    source.next_check_at = now + wait
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
