"""Linking due timelines: live claims and decisions → visits, meetings, itineraries as rows."""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from visits.linking import link
from visits.models import ClaimTimeline, Decision, Timeline
from visits.queries.claim_values import link_claim
from visits.queries.due import open_rows
from visits.queries.leases import Work
from visits.queries.link_weights import weights_in_force
from visits.queries.parts import Part, part_of_all_news, part_of_news, timelines_of_news
from visits.services.attempts import DATABASE_GONE, fail, give_back_after_loss, take
from visits.services.derived import write_linked
from visits.services.leases import lease
from visits.services.timelines import lock_timelines
from visits.terms import DeliveryState

_log = logging.getLogger(__name__)
ROUNDS = 8


def link_due_timeline(*, timeline_id: int) -> bool:
    """Links what the timeline's news touch; False where there was nothing to do.

    A timeline that another process is at is left to it: before that one leaves, it looks for
    what came in since. A failure is kept on the row, and it is tried again later.
    """
    linked = False
    mine = Timeline.objects.filter(pk=timeline_id).exclude(due_at=None)
    while mine.filter(open_rows()).exists():
        with lease(Work.LINKING, [timeline_id]) as ours:
            if not ours or not take(mine, tried_as_well=True, waits=True):
                return linked
            try:
                _link(timeline_id)
            except DATABASE_GONE:
                give_back_after_loss(mine)
                raise
            except Exception as problem:
                _log.exception(
                    "timeline %s could not be linked", timeline_id, extra={"timeline": timeline_id}
                )
                fail(mine, problem)
                return linked
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


def link_together(timelines: Collection[int]) -> None:
    """Links all news of these timelines in one go: what a table of trips left, each once.

    Raises RuntimeError where their news kept touching further ones.
    """
    held = {*timelines, *timelines_of_news(*timelines)}
    for _ in range(ROUNDS):
        with transaction.atomic():
            lock_timelines(held)
            part = part_of_all_news(timelines)
            if part is None or part.timelines <= held:
                if part is not None:
                    _link_locked(part, timezone.now())
                _set_done(held)
                return
        held |= part.timelines
    raise RuntimeError(f"{len(held)} timelines kept growing over {ROUNDS} rounds")


def _link(timeline_id: int) -> None:
    """Links the timeline's news, some days of them at a time, until there are none."""
    while _link_some(timeline_id):
        pass


def _link_some(timeline_id: int) -> bool:
    """Whether news is left; where there is none any more, the timeline is done."""
    timelines = {timeline_id} | timelines_of_news(timeline_id)
    for _ in range(ROUNDS):
        with transaction.atomic():
            lock_timelines(timelines)
            # Read under the locks: what came in while we waited may hang together with more.
            part = part_of_news(timeline_id)
            if part is None or part.timelines <= timelines:
                if part is not None:
                    _link_locked(part, timezone.now())
                return not _done(timelines, timeline_id)
        timelines |= part.timelines
    raise RuntimeError(f"timeline {timeline_id} kept growing over {ROUNDS} rounds")


def _link_locked(part: Part, now: datetime) -> None:
    claims = (link_claim(row) for row in part.brought.values())
    weights = weights_in_force()
    linked = link(claims, part.decisions, weights)
    write_linked(linked, part, weights, now)
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


def _done(timelines: Collection[int], timeline_id: int) -> bool:
    """Timelines, all of them locked, without news are done; whether this one is."""
    return timeline_id not in _set_done(timelines)


def _set_done(timelines: Collection[int]) -> set[int]:
    """Marks those without news as done; the others."""
    waiting = ClaimTimeline.objects.filter(timeline__in=timelines, is_news=True).order_by()
    left = set(waiting.values_list("timeline", flat=True).distinct())
    rows = Timeline.objects.filter(pk__in=set(timelines) - left).exclude(due_at=None)
    rows.update(state=DeliveryState.DONE, due_at=None, attempts=0, reason="")
    return left
