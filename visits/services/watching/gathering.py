"""Changes → entries: each state of a visit concerns each watch once."""

from __future__ import annotations

from django.db import transaction

from visits.choices import Rhythm
from visits.models import Watch, WatchEntry
from visits.queries.watches.concerned import states_concerning, visits_changed
from visits.services.changes import number_changes
from visits.terms import ChangeNoun

AT_ONCE = 1000


def gather_entries() -> int:
    """Puts down what changed of what people follow since it was looked at last; how much.

    Stopped half-way it goes on where it was: the place is stored with what was found.
    """
    latest = number_changes(nouns=[ChangeNoun.VISIT]).number
    behind = Watch.objects.filter(position__lt=latest, user__is_active=True).order_by("position")
    return sum(_gather(pk) for pk in list(behind.values_list("pk", flat=True)))


def _gather(pk: int) -> int:
    count, looked_at = 0, AT_ONCE
    while looked_at:
        with transaction.atomic():
            # Two gatherers of one watch come one after the other.
            rows = Watch.objects.select_for_update(no_key=True, of=["self"])
            watch = rows.select_related("saved").filter(pk=pk).first()
            if watch is None:
                return count
            visits, number = visits_changed(watch.position, AT_ONCE)
            looked_at = number - watch.position
            states = states_concerning(watch, visits) if visits else []
            is_mailed = watch.rhythm != Rhythm.NEVER
            WatchEntry.objects.bulk_create(
                [WatchEntry(watch=watch, version=one, is_mailed=is_mailed) for one in states],
                ignore_conflicts=True,
            )
            Watch.objects.filter(pk=pk).update(position=number)
            count += len(states)
    return count
