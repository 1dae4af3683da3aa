from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from visits.choices import CORRECTION_NOUNS, CORRECTION_STATES
from visits.terms import CorrectionNoun, CorrectionState


class Correction(models.Model):
    """What a reader says is wrong with one fact, and where that is written.

    `target` is the id of what `noun` names and is no foreign key: visits are derived, and their
    rows go, while the correction stays. `about`, `shown` and `address` are what the reader saw.
    """

    noun = models.CharField(max_length=10, choices=CORRECTION_NOUNS)
    target = models.BigIntegerField()
    field = models.CharField(max_length=40)
    about = models.CharField(max_length=500)
    address = models.CharField(max_length=200)
    shown = models.CharField(max_length=1000, blank=True)
    wrong = models.CharField(max_length=2000)
    right = models.CharField(max_length=1000, blank=True)
    source_url = models.CharField(max_length=2000)
    contact = models.CharField(max_length=200, blank=True)
    reader = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="corrections",
    )
    state = models.CharField(max_length=10, choices=CORRECTION_STATES, default=CorrectionState.OPEN)
    created_at = models.DateTimeField(db_default=Now())
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    handled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["created_at", "pk"]
        indexes = [
            models.Index(
                name="correction_waiting",
                fields=["created_at"],
                condition=Q(state=CorrectionState.OPEN),
            ),
            models.Index(name="correction_target", fields=["noun", "target"]),
        ]
        constraints = [
            models.CheckConstraint(
                name="correction_noun_known",
                condition=Q(noun__in=[noun.value for noun in CorrectionNoun]),
            ),
            models.CheckConstraint(
                name="correction_state_known",
                condition=Q(state__in=[state.value for state in CorrectionState]),
            ),
            models.CheckConstraint(name="correction_says_what_is_wrong", condition=~Q(wrong="")),
            models.CheckConstraint(
                name="correction_source_is_web_address",
                condition=Q(source_url__regex=r"^https?://[^\s]+$"),
            ),
            models.CheckConstraint(
                name="correction_handled_by_somebody",
                condition=Q(state=CorrectionState.OPEN, handled_by=None, handled_at=None)
                | (~Q(state=CorrectionState.OPEN) & Q(handled_at__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.about}: {self.field}"

    def get_absolute_url(self) -> str:
        return f"/inbox/items/correction:{self.pk}/"
