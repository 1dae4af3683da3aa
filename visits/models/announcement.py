from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Func, Q

from visits.choices import DELIVERY_STATES
from visits.models.source import Source
from visits.terms import DeliveryState


class Announcement(models.Model):
    """One published text, immutable (a trigger holds that); an edited page is a new revision.

    `text` is the normalised reading text, its title as the first paragraph: spans index it.
    `root` is the first revision, None on that one. `published_on` is the day in the source's time
    zone; `signature` the shingle hashes by which copies are found.
    """

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="announcements")
    guid = models.CharField(max_length=500)
    revision = models.PositiveIntegerField(default=1)
    root = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="later_revisions",
    )
    url = models.URLField(max_length=2000, blank=True)
    title = models.CharField(max_length=1000, blank=True)
    text = models.TextField()
    language = models.CharField(max_length=12, default="en")
    published_at = models.DateTimeField(db_index=True)
    published_on = models.DateField()
    fetched_at = models.DateTimeField()
    content_hash = models.CharField(max_length=64, db_index=True)
    signature = ArrayField(models.BigIntegerField(), default=list)

    class Meta:
        ordering = ["-published_at", "-pk"]
        indexes = [
            GinIndex(Func(F("text"), function="visits_words"), name="announcement_words"),
        ]
        constraints = [
            models.UniqueConstraint(
                name="announcement_revision_once", fields=["source", "guid", "revision"]
            ),
            models.CheckConstraint(
                name="announcement_first_has_no_root",
                condition=Q(revision=1, root__isnull=True) | Q(revision__gt=1, root__isnull=False),
            ),
            # Pages show it as a link, so it is never a script.
            models.CheckConstraint(
                name="announcement_url_is_a_link", condition=Q(url="") | Q(url__iregex="^https?://")
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.guid

    def get_absolute_url(self) -> str:
        return f"/announcements/{self.pk}/"

    @property
    def root_pk(self) -> int:
        """The first revision's key: what decisions hold on to."""
        return self.root_id or self.pk


class Retraction(models.Model):
    """A publisher's taking back of an announcement: it is kept, and counts no more.

    `announcement` is the first revision, and stands for all. `lifted_at` is when the publisher
    told it again.
    """

    announcement = models.ForeignKey(
        Announcement, on_delete=models.CASCADE, related_name="retractions"
    )
    reason = models.CharField(max_length=300)
    retracted_at = models.DateTimeField()
    lifted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-retracted_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                name="retraction_one_in_force",
                fields=["announcement"],
                condition=Q(lifted_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.reason


class Reading(models.Model):
    """What became of reading an announcement: the due row that workers take.

    `notes` are stated reasons where little was read; `engine` names the version that read it.
    `is_current` is False on a revision that a later one replaced.
    """

    announcement = models.OneToOneField(
        Announcement, on_delete=models.CASCADE, primary_key=True, related_name="reading"
    )
    state = models.CharField(max_length=8, choices=DELIVERY_STATES, default=DeliveryState.DUE)
    attempts = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=1000, blank=True)
    engine = models.CharField(max_length=80, blank=True)
    notes = models.JSONField(default=list, blank=True)

    class Meta:
        ordering = ["due_at", "pk"]
        indexes = [
            models.Index(
                name="reading_due",
                fields=["due_at"],
                condition=Q(
                    state__in=[DeliveryState.DUE, DeliveryState.RUNNING, DeliveryState.FAILED]
                ),
            )
        ]

    def __str__(self) -> str:
        return f"{self.announcement_id}: {self.state}"
