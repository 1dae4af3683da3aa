"""Every state of a visit, with the time in which it was current."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from django.db.models import Max

from visits.models import VisitVersion


def keep_versions(snapshots: Mapping[int, tuple[dict[str, Any], datetime]], now: datetime) -> None:
    """Adds a version for each visit that says something else than its current one.

    `snapshots` maps ids to what the visit says and when the news that it says so was published.
    """
    current = VisitVersion.objects.filter(visit__in=snapshots, recorded_to=None)
    same = {row.visit for row in current if row.snapshot == snapshots[row.visit][0]}
    changed = sorted(set(snapshots) - same)
    if not changed:
        return
    close_versions(changed, now)
    numbers = dict(
        VisitVersion.objects.filter(visit__in=changed)
        .order_by()
        .values_list("visit")
        .annotate(last=Max("number"))
    )
    VisitVersion.objects.bulk_create(
        VisitVersion(
            visit=pk,
            number=numbers.get(pk, 0) + 1,
            snapshot=snapshots[pk][0],
            published_from=snapshots[pk][1],
            recorded_from=now,
        )
        for pk in changed
    )


def close_versions(visits: Collection[int], now: datetime) -> None:
    """Ends the current versions of visits that are gone, or say something new."""
    VisitVersion.objects.filter(visit__in=visits, recorded_to=None).update(recorded_to=now)
