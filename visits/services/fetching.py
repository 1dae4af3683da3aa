"""Pulling one source: take it, gather what it tells, store that, and set the next check."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import InterfaceError, OperationalError, transaction
from django.utils import timezone

from visits.ingest.deciding import Came, Known, Next, asks_afresh, decide
from visits.ingest.folders import FolderProblem
from visits.ingest.headers import retry_after
from visits.ingest.politeness import HostBusy
from visits.ingest.sandbox import ParsingFailed
from visits.models import Source, SourcePage
from visits.outbound import FetchFailed
from visits.queries.due import LOST_AFTER, sources_to_pull
from visits.queries.leases import Work
from visits.services.gathering import Gather, Gathered, Visit, gather_directory, gather_feed
from visits.services.incoming import legible
from visits.services.ingestion import Ingested, ingest_items
from visits.services.leases import lease
from visits.services.page_lists import gather_list
from visits.services.retractions import lift_retractions, retract_announcements
from visits.services.tallies import count_event
from visits.terms import DeliveryState, SourceFormat

logger = logging.getLogger(__name__)

GATHER: dict[SourceFormat, Gather] = {
    SourceFormat.ATOM: gather_feed,
    SourceFormat.RSS: gather_feed,
    SourceFormat.JSON_FEED: gather_feed,
    SourceFormat.ICALENDAR: gather_feed,
    SourceFormat.HTML_LIST: gather_list,
    SourceFormat.DIRECTORY: gather_directory,
}
#: Where nothing can be read for a reason that is known.
EXPECTED = (FetchFailed, FolderProblem, ParsingFailed)
#: Kept on the source by a pull.
_KEPT = [
    "etag", "last_modified", "failures", "failing_since", "gones", "last_error", "last_fetch_at",
    "last_success_at", "last_new_at", "fetch_state", "next_check_at", "next_check_why",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Pulled:
    """What one pull of a source came to; `failure` says in words why it gave nothing.

    `readings` and `timelines` are due because of it.
    """

    ingested: Ingested = field(default_factory=Ingested)
    problems: tuple[str, ...] = ()
    failure: str = ""
    readings: tuple[int, ...] = ()
    timelines: tuple[int, ...] = ()


def fetch_source(*, source_id: int, now: datetime | None = None) -> Pulled:
    """Fetches and stores a due source's items; a failure is kept on the source, never raised.

    `now` decides when to look again, and whether this fetch leaves the validators out.
    """
    with lease(Work.FETCHING, [source_id]) as ours:
        source = _take(source_id) if ours else None
        if source is None:
            return Pulled(failure="the source is not due, or is being fetched")
        return _pull_or_fail(source, now or timezone.now())


def _pull_or_fail(source: Source, now: datetime) -> Pulled:
    status, headers = None, None
    try:
        return _pull(source, now)
    except HostBusy as busy:
        _settle(source, decide(_known(source), Came(busy_for=busy.wait), now))
        return Pulled(failure=str(busy))
    except (OperationalError, InterfaceError):
        # Says nothing of the source: it stays due, and is handed out again.
        raise
    except EXPECTED as problem:
        reason = str(problem)
        status, headers = getattr(problem, "status", None), getattr(problem, "headers", None)
    except Exception as problem:
        # Whatever a feed can do to us costs this feed its turn, and nobody else.
        logger.exception("source %s could not be pulled", source.slug)
        reason = f"{type(problem).__name__}: {problem}"
    wish = retry_after(headers, now) if headers and status in (429, 503) else None
    source.last_fetch_at = now
    source.last_error = legible(reason)[:1000]
    came = Came(failure=legible(reason), status=status, retry_after=wish)
    _settle(source, decide(_known(source), came, now))
    count_event(name="fetch_errors", label=source.slug)
    return Pulled(failure=reason)


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


def _pull(source: Source, now: datetime) -> Pulled:
    visit = Visit(source, now, afresh=asks_afresh(source.slug, now))
    found = GATHER[SourceFormat(source.format)](visit)
    with transaction.atomic():
        return _stored(source, found, now)


def _stored(source: Source, found: Gathered, now: datetime) -> Pulled:
    """Everything of one pull in one transaction: what is half stored is not stored."""
    ingested = ingest_items(source=source, items=found.items, fetched_at=now)
    lifted = lift_retractions(source=source, guids=[item.guid for item in found.items], now=now)
    taken = retract_announcements(source=source, reasons=found.retracted, now=now)
    SourcePage.objects.bulk_create(
        found.pages,
        update_conflicts=True,
        unique_fields=["source", "guid"],
        update_fields=["etag", "last_modified", "checked_at", "missing_since"],
    )
    problems = (*found.problems, *ingested.refused)
    if found.moved_to:
        source.moved_from, source.url = source.url, found.moved_to
        source.save(update_fields=["moved_from", "url"])
    if found.etag is not None:
        source.etag = _whole(found.etag, 500)
        source.last_modified = _whole(found.last_modified or "", 200)
    source.last_error = legible("; ".join(problems))[:1000]
    source.last_fetch_at = source.last_success_at = now
    if ingested.due:
        source.last_new_at = now
    came = Came(ttl=found.ttl, fresh_for=found.fresh_for, more=found.more)
    _settle(source, decide(_known(source), came, now))
    readings = tuple(sorted({*ingested.due, *lifted.readings}))
    return Pulled(ingested, problems, "", readings, taken.timelines)


def _whole(validator: str, most: int) -> str:
    """The validator as it came, or none: a part of it would be another one."""
    return validator if len(validator) <= most and validator == legible(validator) else ""


def _known(source: Source) -> Known:
    return Known(
        slug=source.slug,
        wait=timedelta(minutes=source.check_minutes),
        failures=source.failures,
        failing_since=source.failing_since,
        gones=source.gones,
    )


def _settle(source: Source, following: Next) -> None:
    source.fetch_state = DeliveryState.DUE
    source.next_check_at = following.at
    source.next_check_why = following.why
    source.failures = following.failures
    source.failing_since = following.failing_since
    source.gones = following.gones
    source.save(update_fields=_KEPT)
    # By itself, so that who pauses a source while it is fetched is not overruled.
    if following.disabled:
        source.is_active = False
        source.disabled_reason = following.disabled
        source.save(update_fields=["is_active", "disabled_reason"])
