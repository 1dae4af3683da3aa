"""What is due to be fetched, read or linked, oldest first.

A row is due that waits, whose failed attempt may be repeated by now, or that is marked as running
while no process holds its lease: its worker is gone. Times are compared with PostgreSQL's clock
alone, so that no machine's clock can hold work back.
"""

from __future__ import annotations

from datetime import timedelta

from django.db.models import Q, QuerySet
from django.db.models.functions import Now
from django.utils import timezone

from visits.models import Reading, Source, Timeline
from visits.queries.leases import NUMBERS, Work, leased
from visits.terms import DeliveryState, SourceFormat

AT_ONCE = 1000
MAX_ATTEMPTS = 3
# A fetched source is handed out again after this, where its worker said nothing more.
LOST_AFTER = timedelta(minutes=6)
PULLED = tuple(form for form in SourceFormat if form not in ("push", "manual"))


def open_rows() -> Q:
    """Rows that a worker who has their lease may take."""
    return Q(state__in=[DeliveryState.DUE, DeliveryState.RUNNING]) | Q(
        state=DeliveryState.FAILED, due_at__lte=Now()
    )


def waiting_rows() -> Q:
    """Rows that are still to be done, now or later."""
    return Q(state__in=[DeliveryState.DUE, DeliveryState.RUNNING, DeliveryState.FAILED])


def sources_to_pull() -> QuerySet[Source]:
    """Active feeds whose next check has come, and those that are marked as being fetched.

    Whoever has the lease of a source that is marked knows that its worker is gone.
    """
    return Source.objects.filter(is_active=True, format__in=PULLED).filter(
        Q(next_check_at=None)
        | Q(next_check_at__lte=timezone.now())
        | Q(fetch_state=DeliveryState.RUNNING)
    )


def due_sources() -> list[int]:
    found = sources_to_pull().order_by("next_check_at").values_list("pk", "fetch_state")
    return _unleased(list(found[:AT_ONCE]), Work.FETCHING)


def due_readings(*, tried: bool | None = None) -> list[int]:
    """Announcements to be read; with `tried`, those alone that were, or were never, attempted."""
    rows = Reading.objects.filter(open_rows())
    if tried is not None:
        rows = rows.filter(attempts__gt=0) if tried else rows.filter(attempts=0)
    return _free(rows, Work.READING)


def due_timelines() -> list[int]:
    return _free(Timeline.objects.filter(open_rows(), due_at__isnull=False), Work.LINKING)


def _free(rows: QuerySet[Reading] | QuerySet[Timeline], work: Work) -> list[int]:
    found = rows.order_by("due_at", "pk").values_list("pk", "state")
    return _unleased(list(found[:AT_ONCE]), work)


def _unleased(found: list[tuple[int, str]], work: Work) -> list[int]:
    """The rows without those that a live process works on."""
    if not any(state == DeliveryState.RUNNING for _, state in found):
        return [pk for pk, _ in found]
    taken = leased(work)
    return [
        pk for pk, state in found if state != DeliveryState.RUNNING or pk % NUMBERS not in taken
    ]
