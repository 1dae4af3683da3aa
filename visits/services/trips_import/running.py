"""A batch of trips carried on from wherever it is: looked at, stored, linked, taken back."""

from __future__ import annotations

import logging
from collections.abc import Callable
from time import monotonic

from django.db.models import Q
from django.utils import timezone

from visits.models import ClaimTimeline, ImportBatch, ImportRow
from visits.queries.leases import Work
from visits.services.leases import lease
from visits.services.linking import LinkingDelayed, link_now, link_together
from visits.services.trips_import.checking import check_batch
from visits.services.trips_import.counting import count_outcomes
from visits.services.trips_import.storing import store_some
from visits.services.trips_import.undoing import undo_some
from visits.terms import ImportStage

_log = logging.getLogger(__name__)
# Timelines of one transaction: enough to share its queries, few enough to let others in between.
TIMELINES = 150
Advance = Callable[[int], object]


def carry_on(*, batch_id: int, seconds: float = 10.0, advance: Advance = lambda _: None) -> bool:
    """Works on the batch for about so many seconds; whether more is to be done.

    One process works on a batch; another leaves it alone. Each step is a transaction of its own:
    stopped anywhere, the batch goes on from there. `advance` is told of rows as they get through.
    """
    with lease(Work.IMPORTING, [batch_id]) as ours:
        if not ours:
            return False
        until = monotonic() + seconds
        while _step(batch_id, advance):
            if monotonic() >= until:
                return True
    return False


def _step(batch_id: int, advance: Advance) -> bool:
    batch = ImportBatch.objects.filter(pk=batch_id).select_related("source").first()
    if batch is None or not batch.is_under_way:
        return False
    if batch.stage == ImportStage.CHECKING:
        check_batch(batch, advance)
        return False
    if batch.stage == ImportStage.STORING:
        advance(store_some(batch))
        return True
    if batch.stage == ImportStage.UNDOING and (undone := undo_some(batch)):
        advance(undone)
        return True
    if not _link_some(batch):
        _finish(batch)
    return True


def _link_some(batch: ImportBatch) -> int:
    """Links some timelines with news of the batch; 0 where there are no more.

    Those that can't be linked together are tried one by one; what fails then stays due, and a
    worker tries again.
    """
    last = int(batch.made.get("linked_to", 0))
    mine = ImportRow.objects.filter(batch=batch).exclude(announcement=None)
    told = Q(announcement__in=mine.values("announcement")) | Q(
        announcement__in=mine.exclude(before=None).values("before")
    )
    news = ClaimTimeline.objects.filter(told, is_news=True, timeline__gt=last)
    ids = list(news.order_by("timeline").values_list("timeline", flat=True).distinct()[:TIMELINES])
    if not ids:
        return 0
    try:
        link_together(ids)
    except Exception:  # whatever it is, one of them must not keep the others
        _log.exception("%s timelines could not be linked together", len(ids))
        try:
            link_now(ids)
        except LinkingDelayed:
            _log.warning("some timelines of import %s are linked later", batch.pk)
    batch.made = {**batch.made, "linked_to": ids[-1]}
    batch.save(update_fields=["made"])
    return len(ids)


def _finish(batch: ImportBatch) -> None:
    is_undone = batch.stage == ImportStage.UNDOING
    batch.visits_made = 0 if is_undone else count_outcomes(batch)
    batch.stage = ImportStage.UNDONE if is_undone else ImportStage.DONE
    batch.finished_at, batch.made, batch.done = timezone.now(), {}, batch.total
    batch.save(update_fields=["stage", "finished_at", "visits_made", "made", "done"])
