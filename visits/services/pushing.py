"""Announcements that a publisher sends: all of a request is stored, or nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from visits.ingest.parsers.pushed import PushProblems, Sent
from visits.models import Announcement, Delivery, Source
from visits.services.incoming import problem_of, stored_guid
from visits.services.ingestion import Ingested, ingest_items
from visits.services.retractions import Retracted, lift_retractions, retract_announcements
from visits.validators import FieldProblem, check_web_address

#: As long as a key is remembered.
REMEMBERED = timedelta(days=7)


class SourcePaused(Exception):
    """The source takes nothing at the moment; the message says why."""


class KeyReused(Exception):
    """The idempotency key came with another body before."""


@dataclass(frozen=True, slots=True)
class Pushed:
    """The answer to a request, and what is due because of it.

    `is_new` is False where nothing was stored; `is_replay` where the same request came before.
    """

    results: list[dict[str, Any]]
    is_new: bool = False
    is_replay: bool = False
    readings: tuple[int, ...] = ()
    timelines: tuple[int, ...] = ()


@transaction.atomic
def push_announcements(*, source: Source, sent: Sent, key: str, body: bytes) -> Pushed:
    """Stores what was sent, as one. The same key and body again give the same answer.

    Without a key it is the guids that make the same request do nothing. Raises PushProblems,
    SourcePaused or KeyReused before anything is written.
    """
    # Two requests with one key come one after the other.
    row = Source.objects.select_for_update().get(pk=source.pk)
    if not row.is_active:
        raise SourcePaused(row.disabled_reason or "The source is paused.")
    digest = hashlib.sha256(body).hexdigest()
    if key and (before := row.deliveries.filter(key=key).first()):
        if before.digest != digest:
            raise KeyReused
        return Pushed(before.answer, is_replay=True)
    _check(sent)
    now = timezone.now()
    ingested = ingest_items(source=row, items=sent.items, fetched_at=now)
    if ingested.refused:
        raise PushProblems({"": "; ".join(ingested.refused)[:1000]})
    lifted = lift_retractions(source=row, guids=[item.guid for item in sent.items], now=now)
    taken = retract_announcements(
        source=row,
        reasons=dict.fromkeys(sent.retracted, "Its publisher took it back."),
        now=now,
    )
    results = _results(row, sent, ingested, taken)
    _note(row, now, has_news=bool(ingested.due))
    if key:
        row.deliveries.filter(created_at__lt=now - REMEMBERED).delete()
        Delivery.objects.create(source=row, key=key, digest=digest, answer=results)
    return Pushed(
        results,
        is_new=bool(ingested.due or taken.announcements or lifted.announcements),
        readings=tuple(sorted({*ingested.due, *lifted.readings})),
        timelines=taken.timelines,
    )


def _check(sent: Sent) -> None:
    """Refuses what could not be stored, before anything is."""
    problems: dict[str, str] = {}
    for item in sent.items:
        place = sent.guids.index(item.guid)
        prefix = f"announcements[{place}]." if len(sent.guids) > 1 else ""
        if refusal := problem_of(item):
            problems[f"{prefix}text"] = f"It can't be stored: {refusal}."
        try:
            check_web_address("url", item.url)
        except FieldProblem as problem:
            problems[f"{prefix}url"] = problem.message
    if problems:
        raise PushProblems(problems)


def _note(source: Source, now: datetime, *, has_news: bool) -> None:
    source.last_fetch_at = source.last_success_at = now
    if has_news:
        source.last_new_at = now
    source.save(update_fields=["last_fetch_at", "last_success_at", "last_new_at"])


def _results(
    source: Source, sent: Sent, ingested: Ingested, taken: Retracted
) -> list[dict[str, Any]]:
    """A line for each announcement, in the order in which they were sent."""
    latest = _latest(source, sent.guids)
    results = []
    for guid in sent.guids:
        pk = latest.get(stored_guid(guid))
        if guid in sent.retracted:
            state = "retracted" if pk else "unknown"
        elif pk in ingested.new:
            state = "new"
        elif pk in ingested.revised:
            state = "revised"
        else:
            state = "unchanged"
        results.append({"guid": guid, "state": state, "id": pk})
    return results


def _latest(source: Source, guids: Sequence[str]) -> dict[str, int]:
    rows = Announcement.objects.filter(
        source=source, guid__in=[stored_guid(guid) for guid in guids]
    ).order_by("revision")
    return dict(rows.values_list("guid", "pk"))
