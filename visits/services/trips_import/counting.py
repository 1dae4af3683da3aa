"""What became of the stored rows: each made a visit, or tells more of one that is there."""

from __future__ import annotations

from visits.models import ImportBatch, ImportRow, VisitClaim
from visits.terms import RowState


def count_outcomes(batch: ImportBatch) -> int:
    """How many visits there are because of the batch; rows that join others are marked.

    A visit counts for the first of its rows, where no other claim tells of it.
    """
    rows = ImportRow.objects.filter(batch=batch).exclude(announcement=None).order_by("number")
    rows.filter(joins=True).update(joins=False)
    stored = list(rows.exclude(state=RowState.CHANGED).values_list("pk", "announcement"))
    ours = {announcement for _, announcement in stored}
    told = VisitClaim.objects.filter(claim__announcement__in=ours, claim__superseded_at=None)
    visit_of = dict(told.order_by("-claim__key").values_list("claim__announcement", "visit"))
    others = (
        VisitClaim.objects.filter(visit__in=told.values("visit"))
        .exclude(claim__announcement__in=ours)
        .values_list("visit", flat=True)
    )
    taken = set(others)
    joins = []
    made = 0
    for pk, announcement in stored:
        visit = visit_of.get(announcement)
        if visit is None:
            continue
        if visit in taken:
            joins.append(pk)
        else:
            taken.add(visit)
            made += 1
    ImportRow.objects.filter(pk__in=joins).update(joins=True)
    return made
