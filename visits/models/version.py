from __future__ import annotations

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q
from django.db.models.fields.json import KT, KeyTransform
from django.db.models.functions import Coalesce

# The first and the last day that a snapshot leaves possible, as ISO text; NULL of an undated one.
FIRST_DAY_TOLD = Coalesce(
    KT("snapshot__start_earliest"),
    KT("snapshot__start_latest"),
    KT("snapshot__end_earliest"),
    KT("snapshot__end_latest"),
)
LAST_DAY_TOLD = Coalesce(
    KT("snapshot__end_latest"),
    KT("snapshot__end_earliest"),
    KT("snapshot__start_latest"),
    KT("snapshot__start_earliest"),
)


class VisitVersion(models.Model):
    """One state of a visit, and since when it stood: by publication, and by what we had learnt.

    By publication a state stands from `published_from` until the next one's (of several with one
    time the last counts). By record it stands from `recorded_from` to before `recorded_to`; a
    state that late news put into the past stands in no such time. An empty `snapshot` says that
    there was no such visit any more. `visit` is the public id, kept when that visit is gone.
    """

    visit = models.BigIntegerField()
    number = models.PositiveIntegerField()
    snapshot = models.JSONField()
    published_from = models.DateTimeField()
    recorded_from = models.DateTimeField()
    recorded_to = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["visit", "number"]
        indexes = [
            models.Index(name="version_published", fields=["visit", "published_from", "number"]),
            models.Index(name="version_latest", fields=["published_from", "id"]),
            models.Index(FIRST_DAY_TOLD, name="version_day"),
            models.Index(KT("snapshot__host_id"), FIRST_DAY_TOLD, name="version_host"),
            models.Index(KT("snapshot__visitor_country_id"), FIRST_DAY_TOLD, name="version_sender"),
            GinIndex(
                OpClass(KeyTransform("members", "snapshot"), "jsonb_path_ops"),
                name="version_members",
            ),
        ]
        constraints = [
            models.UniqueConstraint(name="visit_version_once", fields=["visit", "number"]),
            models.UniqueConstraint(
                name="visit_one_current_version",
                fields=["visit"],
                condition=Q(recorded_to__isnull=True),
            ),
            models.CheckConstraint(
                name="version_recorded_in_order",
                condition=Q(recorded_to=None) | Q(recorded_from__lte=F("recorded_to")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.visit} v{self.number}"
