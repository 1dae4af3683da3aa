"""An import taken back as one: what it told counts no more, what it replaced counts again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from visits.models import Claim, ImportBatch, ImportRow, Retraction, Source
from visits.queries.imports.told import claims_by_announcement
from visits.services.timelines import store_claims
from visits.terms import ImportStage

TOGETHER = 500
_SAID = (
    *("key", "announcement", "subject", "value", "evidence", "side_id", "rule", "confidence"),
    "engine",
)


@transaction.atomic
def undo_some(batch: ImportBatch) -> int:
    """Takes back the next rows; how many, 0 where none is left.

    A row that a later import changed is left to that one. Texts and claims are kept, and count no
    more.
    """
    held = ImportBatch.objects.select_for_update(no_key=True).get(pk=batch.pk)
    if held.stage != ImportStage.UNDOING or held.source_id is None:
        return 0
    Source.objects.select_for_update(no_key=True).get(pk=held.source_id)
    last = int(held.made.get("undone_to", 0))
    rows = list(
        ImportRow.objects.filter(batch=held, number__gt=last)
        .exclude(announcement=None)
        .select_related("announcement")
        .order_by("number")[:TOGETHER]
    )
    if not rows:
        return 0
    _take_back(rows, timezone.now(), held)
    held.made = {**held.made, "undone_to": rows[-1].number}
    held.done += len(rows)
    held.save(update_fields=["made", "done"])
    return len(rows)


def _take_back(rows: Sequence[ImportRow], now: datetime, batch: ImportBatch) -> None:
    live = claims_by_announcement([row.announcement_id for row in rows if row.announcement_id])
    ours = [row for row in rows if row.announcement_id in live]
    restored = {row.announcement_id: row.before_id for row in ours if row.before_id}
    gone = [row.announcement for row in ours if not row.before_id and row.announcement]
    Retraction.objects.bulk_create(
        [
            Retraction(
                announcement_id=one.root_pk,
                reason=f"the import of {batch.name} was taken back"[:300],
                retracted_at=now,
            )
            for one in gone
        ],
        ignore_conflicts=True,
    )
    store_claims(
        _told_before(list(restored.values()), live, restored),
        now,
        replaced=[claim for claims in live.values() for claim in claims],
    )


def _told_before(
    before: Sequence[int], live: Mapping[int, list[Claim]], restored: Mapping[int | None, int]
) -> list[Claim]:
    """What the earlier revisions told last, to be told anew."""
    if not before:
        return []
    rows = Claim.objects.filter(announcement__in=before).select_related("announcement__source")
    last = dict(rows.order_by().values_list("announcement").annotate(Max("generation")))
    now = {
        restored[pk]: max(claim.generation for claim in claims)
        for pk, claims in live.items()
        if pk in restored
    }
    return [
        Claim(
            **{name: getattr(row, name) for name in _SAID},
            generation=now[row.announcement_id] + 1,
        )
        for row in rows.order_by("key", "generation")
        if row.generation == last[row.announcement_id]
    ]
