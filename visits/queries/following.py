"""The sequence of changes as clients follow it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db.models import Subquery
from django.db.models.functions import Coalesce

from visits.models import Change
from visits.terms import ChangeEvent, ChangeNoun


def changes_of(
    nouns: Collection[ChangeNoun],
    *,
    after: int = 0,
    since: datetime | None = None,
    events: Collection[ChangeEvent] = (),
    limit: int,
) -> list[Change]:
    """At most `limit` changes after the number that were numbered since then, in their order."""
    found = Change.objects.filter(number__gt=after)
    if nouns:
        found = found.filter(noun__in=nouns)
    if events:
        found = found.filter(event__in=events)
    if since:
        # Times follow numbers: where the earlier ones end is looked up once.
        earlier = Change.objects.filter(at__lt=since).order_by("-at", "-number")
        found = found.filter(number__gt=Coalesce(Subquery(earlier.values("number")[:1]), 0))
    return list(found.order_by("number")[:limit])
