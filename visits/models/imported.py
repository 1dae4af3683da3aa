from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from visits.choices import IMPORT_KINDS, IMPORT_STAGES, ROW_STATES
from visits.models.announcement import Announcement
from visits.models.source import Source
from visits.terms import IMPORT_UNDER_WAY, ImportKind, ImportStage, RowState


class ImportBatch(models.Model):
    """A table that somebody brought: its file, how its columns are read, and how far it has come.

    `mapping` is field → column. `source` is whose word the rows are. `done` of `total` rows of the
    stage under way are through. `made` is what undoing an import of officials needs.
    """

    kind = models.CharField(max_length=10, choices=IMPORT_KINDS, default=ImportKind.TRIPS)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="imports",
    )
    name = models.CharField(max_length=200)
    body = models.BinaryField()
    source = models.ForeignKey(
        Source, null=True, blank=True, on_delete=models.PROTECT, related_name="imports"
    )
    header = models.JSONField(default=list)
    mapping = models.JSONField(default=dict)
    stage = models.CharField(max_length=10, choices=IMPORT_STAGES, default=ImportStage.MAPPING)
    takes_doubtful = models.BooleanField(default=False)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    visits_made = models.PositiveIntegerField(default=0)
    notes = models.JSONField(default=list)
    problem = models.CharField(max_length=1000, blank=True)
    made = models.JSONField(default=dict)
    created_at = models.DateTimeField(db_default=Now())
    applied_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(
                name="import_under_way",
                fields=["created_at"],
                condition=Q(stage__in=[stage.value for stage in IMPORT_UNDER_WAY]),
            )
        ]
        constraints = [
            models.CheckConstraint(
                name="import_stage_known", condition=Q(stage__in=[s.value for s in ImportStage])
            ),
            models.CheckConstraint(
                name="import_kind_known", condition=Q(kind__in=[k.value for k in ImportKind])
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"/imports/{self.pk}/"

    @property
    def is_under_way(self) -> bool:
        return self.stage in IMPORT_UNDER_WAY


class ImportRow(models.Model):
    """One row of the table: its cells, what it is, and what became of it.

    `value` is the trip as read, `guid` its name in the source. `reasons` say why it is doubtful,
    wrong or the same, by code and values (`visits.reasons`), and `column` which column
    that is about. `announcement` is what it became; `before` the revision that it replaced.
    `is_told` once linking made a visit of it, or added it to one (`joins`).
    """

    batch = models.ForeignKey(ImportBatch, on_delete=models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField()
    cells = models.JSONField(default=list)
    state = models.CharField(max_length=8, choices=ROW_STATES)
    reasons = models.JSONField(default=list, blank=True)
    column = models.CharField(max_length=200, blank=True)
    value = models.JSONField(null=True, blank=True)
    guid = models.CharField(max_length=500, blank=True)
    announcement = models.ForeignKey(
        Announcement, null=True, blank=True, on_delete=models.PROTECT, related_name="import_rows"
    )
    before = models.ForeignKey(
        Announcement, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    joins = models.BooleanField(default=False)

    class Meta:
        ordering = ["batch", "number"]
        indexes = [models.Index(name="import_row_state", fields=["batch", "state", "number"])]
        constraints = [
            models.UniqueConstraint(name="import_row_once", fields=["batch", "number"]),
            models.CheckConstraint(
                name="import_row_state_known",
                condition=Q(state__in=[s.value for s in RowState]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.batch_id}: row {self.number}"


class ImportMapping(models.Model):
    """How the columns of a table with this header were read the last time."""

    header = models.CharField(max_length=64, unique=True)
    mapping = models.JSONField(default=dict)
    source = models.CharField(max_length=200, blank=True)
    used_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["-used_at"]

    def __str__(self) -> str:
        return self.header
