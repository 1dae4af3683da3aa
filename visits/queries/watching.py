"""What an operator watches: how much is due, how old it is, and which sources have gone quiet."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from django.db import connection
from django.db.models import Count, Min, Q
from django.utils import timezone

from visits.models import Reading, Source, Timeline
from visits.queries.due import sources_to_pull, waiting_rows
from visits.terms import DeliveryState

#: Announcements from which a source's habit is told, and the least number that tells one.
LATEST, LEAST = 30, 5
#: How many times its habit a source may be quiet, and for how long it may in any case.
PATIENCE, ALWAYS = 3, timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Stage:
    """The due rows of one stage. `oldest` is how long ago the oldest became due, in seconds."""

    name: str
    due: int
    oldest: float
    failed: int
    dead: int


def stages() -> list[Stage]:
    """Fetching, reading and linking, in this order."""
    now = timezone.now()
    due = sources_to_pull().aggregate(due=Count("pk"), oldest=Min("next_check_at"))
    failing = Source.objects.filter(is_active=True, failures__gt=0).count()
    disabled = Source.objects.filter(is_active=False).exclude(disabled_reason="").count()
    return [
        Stage("fetch", due["due"], _age(due["oldest"], now), failing, disabled),
        _stage("extract", Reading.objects.all(), now),
        _stage("link", Timeline.objects.filter(Q(due_at__isnull=False)), now),
    ]


def _stage(name: str, rows: object, now: datetime) -> Stage:
    waiting = rows.filter(waiting_rows())  # type: ignore[attr-defined]  # of either model
    found = waiting.aggregate(
        due=Count("pk"),
        oldest=Min("due_at"),
        failed=Count("pk", filter=Q(state=DeliveryState.FAILED)),
    )
    dead = rows.filter(state=DeliveryState.DEAD).count()  # type: ignore[attr-defined]
    return Stage(name, found["due"], _age(found["oldest"], now), found["failed"], dead)


def _age(moment: datetime | None, now: datetime) -> float:
    return max(0.0, (now - moment).total_seconds()) if moment else 0.0


@dataclass(frozen=True, slots=True)
class Quiet:
    """How long a source has told nothing new, and how long it usually tells nothing.

    `habit` is the gap between its latest announcements that nine in ten do not exceed; None where
    there are too few of them.
    """

    since: datetime | None
    silence: timedelta | None
    habit: timedelta | None

    @property
    def limit(self) -> timedelta | None:
        return max(ALWAYS, self.habit * PATIENCE) if self.habit is not None else None

    @property
    def is_stale(self) -> bool:
        return self.silence is not None and self.limit is not None and self.silence > self.limit


def quiet_sources(sources: Collection[int], now: datetime | None = None) -> dict[int, Quiet]:
    """By source; what the publishers of a feed tell counts as the feed's."""
    with connection.cursor() as cursor:
        cursor.execute(_LATEST, [LATEST, list(sources)])
        return {
            pk: _quiet(published, fetched, now or timezone.now())
            for pk, published, fetched in cursor.fetchall()
        }


_LATEST = """
SELECT s.id, latest.published, latest.fetched
FROM visits_source s, LATERAL (
  SELECT array_agg(published_at ORDER BY published_at) AS published, max(fetched_at) AS fetched
  FROM (
    SELECT published_at, fetched_at FROM visits_announcement
    WHERE source_id = ANY (ARRAY(SELECT id FROM visits_source WHERE id = s.id OR feed_id = s.id))
    ORDER BY published_at DESC LIMIT %s
  ) AS last_ones
) AS latest
WHERE s.id = ANY (%s)
"""


def _quiet(published: Sequence[datetime] | None, fetched: datetime | None, now: datetime) -> Quiet:
    if not published or fetched is None:
        return Quiet(None, None, None)
    gaps = sorted(b - a for a, b in pairwise(published))
    habit = gaps[(9 * len(gaps) - 1) // 10] if len(published) >= LEAST else None
    return Quiet(fetched, max(now - fetched, timedelta()), habit)
