from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from visits.choices import DOCUMENT_KINDS
from visits.terms import DocumentKind


class OutcomeDocument(models.Model):
    """A paper that a visit ended with, put in by an editor.

    `claim` is the name of a claim, not a row: whatever visit holds that claim shows the paper, so
    it goes along when visits are merged, parted or read again. `removed_at` takes it back.
    """

    claim = models.CharField(max_length=60, db_index=True)
    kind = models.CharField(max_length=12, choices=DOCUMENT_KINDS, default=DocumentKind.OTHER)
    title = models.CharField(max_length=300)
    url = models.URLField(max_length=2000)
    language = models.CharField(max_length=12, blank=True)
    editor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="outcome_documents"
    )
    added_at = models.DateTimeField(db_default=Now())
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )

    class Meta:
        ordering = ["added_at", "pk"]
        constraints = [
            models.CheckConstraint(name="document_has_title", condition=~Q(title="")),
            # Pages show it as a link, so it is never a script.
            models.CheckConstraint(
                name="document_url_is_a_link", condition=Q(url__iregex="^https?://")
            ),
            models.CheckConstraint(
                name="document_kind_known",
                condition=Q(kind__in=[k.value for k in DocumentKind]),
            ),
            models.UniqueConstraint(
                name="document_once", fields=["claim", "url"], condition=Q(removed_at__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return self.title
