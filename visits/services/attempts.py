"""Attempts at due rows, counted on the rows themselves before the work begins."""

from __future__ import annotations

import logging
from datetime import timedelta

from django.db import InterfaceError, OperationalError, connection, transaction
from django.db.models import DateTimeField, DurationField, ExpressionWrapper, F, Q, QuerySet, Value
from django.db.models.functions import Now

from visits.models import Reading, Timeline
from visits.queries.due import MAX_ATTEMPTS, open_rows
from visits.terms import DeliveryState

Rows = QuerySet[Reading] | QuerySet[Timeline]

RETRY_AFTER = timedelta(seconds=10)
#: What says nothing of the row that was worked on.
DATABASE_GONE = (OperationalError, InterfaceError)

logger = logging.getLogger(__name__)


@transaction.atomic
def take(rows: Rows, *, tried_as_well: bool, waits: bool = False) -> list[int]:
    """Keys of the rows that are now running; the caller has their leases.

    A row that another transaction holds is left out, or waited for: whoever `waits` must not leave
    a row to one who only passes by, as those do who store claims in a timeline.
    A row whose attempts are used up is given up instead: so ends what kills its workers. Without
    `tried_as_well` what was attempted before is left, for whoever takes it alone.
    """
    found = rows.filter(open_rows()).select_for_update(no_key=True, skip_locked=not waits)
    attempts = dict(found.order_by("pk").values_list("pk", "attempts"))
    spent = [pk for pk, count in attempts.items() if count >= MAX_ATTEMPTS]
    if spent:
        _give_up(rows.model._default_manager.filter(pk__in=spent))
    wanted = [
        pk
        for pk, count in attempts.items()
        if count < MAX_ATTEMPTS and (tried_as_well or count == 0)
    ]
    if wanted:
        rows.model._default_manager.filter(pk__in=wanted).update(
            attempts=F("attempts") + 1, started_at=Now(), state=DeliveryState.RUNNING
        )
    return wanted


def _give_up(rows: Rows) -> None:
    told = f"given up after {MAX_ATTEMPTS} attempts that did not end"
    rows.filter(reason="").update(reason=told)
    rows.update(state=DeliveryState.DEAD)
    logger.error("%s %s", rows.model._meta.verbose_name, told)


def fail(rows: Rows, problem: Exception) -> None:
    """The attempt at these failed: tried again later, or given up, with the reason."""
    reason = f"{type(problem).__name__}: {problem}"[:1000]
    wait = ExpressionWrapper(
        Now() + Value(RETRY_AFTER, output_field=DurationField()) * F("attempts"),
        output_field=DateTimeField(),
    )
    spent = Q(attempts__gte=MAX_ATTEMPTS)
    rows.filter(~spent).update(state=DeliveryState.FAILED, reason=reason, due_at=wait)
    rows.filter(spent).update(state=DeliveryState.DEAD, reason=reason)


def give_back(rows: Rows) -> None:
    """Nothing was wrong with these: they are due again, and the attempt does not count."""
    rows.filter(state=DeliveryState.RUNNING).update(
        state=DeliveryState.DUE, attempts=F("attempts") - 1
    )


def give_back_after_loss(rows: Rows) -> None:
    """The same when the database went away, where it is there again by now.

    Where it is not, the rows stay as running without a lease: due, with the attempt counted.
    """
    if connection.in_atomic_block:
        return
    connection.close()
    try:
        give_back(rows)
    except DATABASE_GONE:
        connection.close()
