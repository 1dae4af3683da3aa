"""Linking due timelines: live claims and decisions → visits, meetings, itineraries as rows."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from visits.linking import link
from visits.models import Timeline
from visits.queries.claim_values import link_claim
from visits.queries.claims import (
    claims_of_timelines,
    closure,
    decisions_of_timelines,
    neighbouring_meetings,
    siblings,
    timelines_of,
)
from visits.services.derived import write_linked
from visits.terms import DeliveryState

MAX_ATTEMPTS = 3
ROUNDS = 6


def link_due_timeline(*, timeline_id: int) -> bool:
    """Links the timeline and those it hangs together with; False where it was not due."""
    if not _take(timeline_id):
        return False
    try:
        _link(timeline_id)
    except Exception as problem:
        _fail(timeline_id, problem)
        raise
    return True


def link_now(timelines: Iterable[int]) -> None:
    """Links these at once, for an editor who waits; workers do the same to due ones."""
    for timeline_id in sorted(timelines):
        if Timeline.objects.filter(pk=timeline_id).exclude(state=DeliveryState.DONE).exists():
            _link(timeline_id)


@transaction.atomic
def _take(timeline_id: int) -> bool:
    row = (
        # Waits for whoever holds the row: its lock may be there for a neighbour's sake, and a task
        # that passed the row over would leave it due until the next sweep.
        Timeline.objects.select_for_update()
        .filter(pk=timeline_id, state__in=[DeliveryState.DUE, DeliveryState.RUNNING])
        .exclude(due_at=None)
        .first()
    )
    if row is None:
        return False
    row.attempts += 1
    row.started_at = timezone.now()
    row.state = DeliveryState.RUNNING
    if row.attempts > MAX_ATTEMPTS:
        row.state = DeliveryState.DEAD
        row.reason = row.reason or f"given up after {MAX_ATTEMPTS} attempts that did not end"
    row.save(update_fields=["attempts", "started_at", "state", "reason"])
    return row.state == DeliveryState.RUNNING


def _fail(timeline_id: int, problem: Exception) -> None:
    row = Timeline.objects.get(pk=timeline_id)
    row.state = DeliveryState.DEAD if row.attempts >= MAX_ATTEMPTS else DeliveryState.DUE
    row.reason = f"{type(problem).__name__}: {problem}"[:1000]
    row.save(update_fields=["state", "reason"])


def _link(timeline_id: int) -> None:
    for _ in range(ROUNDS):
        with transaction.atomic():
            whole = closure({timeline_id})
            wanted = whole | timelines_of(whole)
            _lock(wanted)
            # News that came in while we waited may have widened what hangs together.
            if closure({timeline_id}) <= wanted and timelines_of(whole) <= wanted:
                _link_locked(frozenset(closure({timeline_id})), timezone.now())
                return
    raise RuntimeError(f"timeline {timeline_id} kept growing over {ROUNDS} rounds")


def _lock(timelines: set[int]) -> None:
    list(Timeline.objects.select_for_update().filter(pk__in=timelines).order_by("key"))


def _link_locked(timelines: frozenset[int], now: datetime) -> None:
    own = claims_of_timelines(timelines)
    rows = {row.key: row for row in own}
    rows |= {row.key: row for row in siblings(own)}
    rows |= {row.key: row for row in neighbouring_meetings(own)}
    linked = link([link_claim(row) for row in rows.values()], decisions_of_timelines(timelines))
    write_linked(linked, rows, timelines, {row.key for row in own}, now)
    Timeline.objects.filter(pk__in=timelines).update(
        state=DeliveryState.DONE, due_at=None, attempts=0, reason=""
    )
