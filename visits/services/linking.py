"""Linking due timelines: live claims and decisions → visits, meetings, itineraries as rows."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import connection, transaction
from django.utils import timezone

from visits.linking import link
from visits.models import ClaimTimeline, Decision, Timeline
from visits.queries.claim_values import link_claim
from visits.queries.parts import Part, part_of_news
from visits.services.derived import write_linked
from visits.services.timelines import lock_timelines
from visits.terms import DeliveryState

_log = logging.getLogger(__name__)
MAX_ATTEMPTS = 3
ROUNDS = 8
# Of PostgreSQL's advisory locks, those on timelines.
_TIMELINES = 7401


def link_due_timeline(*, timeline_id: int) -> bool:
    """Links what the timeline's news touch; False where there was nothing to do.

    A timeline that another process is at is left to it: before that one leaves, it looks for
    what came in since.
    """
    linked = False
    while _is_due(timeline_id):
        with _alone(timeline_id) as alone:
            if not alone or not _take(timeline_id):
                return linked
            try:
                _link(timeline_id)
            except Exception as problem:
                _fail(timeline_id, problem)
                raise
            linked = True
    return linked


class LinkingDelayed(Exception):
    """What was written is stored, and a worker will link it: at once it could not be done.

    `address` is that of what was stored, where it has one.
    """

    def __init__(self, address: str = "") -> None:
        super().__init__(address)
        self.address = address


def link_now(timelines: Iterable[int]) -> None:
    """Links these at once, for an editor who waits; workers do the same to due ones.

    Raises LinkingDelayed, after all were tried, where one could not be linked: it stays due.
    """
    problem = None
    for timeline_id in sorted(timelines):
        try:
            _link(timeline_id)
        except Exception as found:  # whatever it is, what the editor said is stored
            _log.exception("Timeline %s could not be linked at once.", timeline_id)
            problem = found
    if problem is not None:
        raise LinkingDelayed from problem


def _is_due(timeline_id: int) -> bool:
    rows = Timeline.objects.filter(pk=timeline_id).exclude(due_at=None)
    return rows.filter(state__in=[DeliveryState.DUE, DeliveryState.RUNNING]).exists()


@contextmanager
def _alone(timeline_id: int) -> Iterator[bool]:
    """Whether no other process is at this timeline; the lock goes when its process dies."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [_TIMELINES, timeline_id])
        (alone,) = cursor.fetchone()
        try:
            yield alone
        finally:
            if alone:
                cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [_TIMELINES, timeline_id])


@transaction.atomic
def _take(timeline_id: int) -> bool:
    row = (
        Timeline.objects.select_for_update(no_key=True)
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


@transaction.atomic
def _fail(timeline_id: int, problem: Exception) -> None:
    row = Timeline.objects.select_for_update(no_key=True).get(pk=timeline_id)
    row.state = DeliveryState.DEAD if row.attempts >= MAX_ATTEMPTS else DeliveryState.DUE
    row.reason = f"{type(problem).__name__}: {problem}"[:1000]
    row.save(update_fields=["state", "reason"])


def _link(timeline_id: int) -> None:
    """Links the timeline's news, some days of them at a time, until there are none."""
    while _link_some(timeline_id):
        pass


def _link_some(timeline_id: int) -> bool:
    """Whether there was news; where there is none any more, the timeline is done."""
    for _ in range(ROUNDS):
        part = part_of_news(timeline_id)
        timelines = {timeline_id} | (part.timelines if part else frozenset())
        with transaction.atomic():
            lock_timelines(timelines)
            # What came in while we waited may have widened what hangs together.
            part = part_of_news(timeline_id)
            if part is None:
                _done(timelines)
                return False
            if part.timelines <= timelines:
                _link_locked(part, timezone.now())
                _done(timelines)
                return True
    raise RuntimeError(f"timeline {timeline_id} kept growing over {ROUNDS} rounds")


def _link_locked(part: Part, now: datetime) -> None:
    linked = link((link_claim(row) for row in part.brought.values()), part.decisions)
    write_linked(linked, part, now)
    ClaimTimeline.objects.filter(claim__in=part.visits | part.meetings | part.gone).filter(
        is_news=True
    ).update(is_news=False)
    _mark_lost(part, set(linked.lost))


def _mark_lost(part: Part, lost: set[str]) -> None:
    """A decision that holds on to nothing any more waits for an editor, and goes nowhere."""
    known = [
        decision
        for decision in part.decisions
        if decision.left.announcement in part.texts
        and (decision.right is None or decision.right.announcement in part.texts)
    ]
    for is_lost in (True, False):
        keys = [int(decision.key) for decision in known if (decision.key in lost) == is_lost]
        if keys:
            rows = Decision.objects.filter(pk__in=keys).exclude(is_lost=is_lost)
            rows.update(is_lost=is_lost)


def _done(timelines: Iterable[int]) -> None:
    """Timelines, all of them locked, without news are done."""
    rows = Timeline.objects.filter(pk__in=list(timelines)).exclude(due_at=None)
    rows.exclude(places__is_news=True).update(
        state=DeliveryState.DONE, due_at=None, attempts=0, reason=""
    )
