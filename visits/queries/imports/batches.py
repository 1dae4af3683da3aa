"""Batches with what their rows came to."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from visits.models import ImportBatch, ImportRow
from visits.terms import IMPORT_UNDER_WAY, ImportStage, RowState


@dataclass(frozen=True, slots=True)
class Tally:
    """Rows by state, and what became of those that were stored."""

    total: int
    new: int = 0
    changed: int = 0
    same: int = 0
    doubtful: int = 0
    wrong: int = 0
    stored: int = 0
    made: int = 0
    joined: int = 0
    altered: int = 0
    left: int = 0

    @property
    def waiting(self) -> int:
        """Stored rows that no visit tells yet."""
        return self.stored - self.made - self.joined - self.altered

    @property
    def line(self) -> str:
        """Rows in = visits made + same + doubtful + wrong: every row is in one of them."""
        parts = [
            _counted(_("%(n)s visits made"), self.made),
            *([_counted(_("%(n)s changed"), self.altered)] if self.altered else []),
            _counted(_("%(n)s same"), self.same + self.joined),
            _counted(_("%(n)s doubtful"), self.left),
            _counted(_("%(n)s wrong"), self.wrong),
            *([_counted(_("%(n)s waiting to be linked"), self.waiting)] if self.waiting else []),
        ]
        return f"{_counted(_('%(n)s rows in'), self.total)} = {' + '.join(parts)}"


def _counted(words: str, n: int) -> str:
    return words % {"n": number_format(n, force_grouping=True)}


def tally_of(batch: ImportBatch) -> Tally:
    """The figures of a batch, in one query."""
    rows = ImportRow.objects.filter(batch=batch)
    is_stored = Q(announcement__isnull=False)
    states = {state.value: Count("pk", filter=Q(state=state)) for state in RowState}
    found = rows.aggregate(
        total=Count("pk"),
        stored=Count("pk", filter=is_stored),
        joined=Count("pk", filter=Q(joins=True)),
        altered=Count("pk", filter=is_stored & Q(state=RowState.CHANGED)),
        left=Count(
            "pk",
            filter=Q(
                announcement=None, state__in=[RowState.NEW, RowState.CHANGED, RowState.DOUBTFUL]
            ),
        ),
        **states,
    )
    return Tally(**found, made=batch.visits_made)


def batches() -> QuerySet[ImportBatch]:
    """All imports, the last one first, without their files."""
    return ImportBatch.objects.defer("body").select_related("user", "source")


def batches_under_way() -> list[int]:
    """Imports that a worker has to carry on."""
    rows = ImportBatch.objects.filter(stage__in=[stage.value for stage in IMPORT_UNDER_WAY])
    return list(rows.order_by("created_at").values_list("pk", flat=True))


def rows_of(batch: ImportBatch, state: str = "") -> QuerySet[ImportRow]:
    """The rows of a batch, or those in one state."""
    rows = ImportRow.objects.filter(batch=batch).order_by("number")
    return rows.filter(state=state) if state else rows


def rejected_rows(batch: ImportBatch) -> QuerySet[ImportRow]:
    """The rows that were left out: wrong ones, and doubtful ones that were not taken."""
    left = Q(state=RowState.WRONG) | Q(state=RowState.DOUBTFUL, announcement=None)
    return ImportRow.objects.filter(left, batch=batch).order_by("number")


def is_stored(batch: ImportBatch) -> bool:
    """Whether the rows count now."""
    return batch.stage in (ImportStage.STORING, ImportStage.LINKING, ImportStage.DONE)
