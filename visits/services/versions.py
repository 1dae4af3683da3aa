"""Every state of a visit, with the time in which it was current."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db.models import Max

from visits.models import Visit, VisitVersion


def keep_version(
    visit: Visit, snapshot: dict[str, Any], published: datetime, now: datetime
) -> None:
    """Adds a version where the visit says something else than its current one."""
    current = VisitVersion.objects.filter(visit=visit.pk, recorded_to=None).first()
    if current is not None and current.snapshot == snapshot:
        return
    if current is not None:
        current.recorded_to = now
        current.save(update_fields=["recorded_to"])
    last = VisitVersion.objects.filter(visit=visit.pk).aggregate(last=Max("number"))["last"]
    VisitVersion.objects.create(
        visit=visit.pk,
        number=(last or 0) + 1,
        snapshot=snapshot,
        published_from=published,
        recorded_from=now,
    )


def close_versions(visits: Collection[int], now: datetime) -> None:
    """Ends the current versions of visits that are gone."""
    VisitVersion.objects.filter(visit__in=visits, recorded_to=None).update(recorded_to=now)
