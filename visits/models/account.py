from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from visits.choices import ACCOUNT_ROLES


class AccountInvitation(models.Model):
    """A right to make an account of a role, under an address that was shown once: its hash is kept.

    `accepted_by` is who made one with it. A revoked one, or one past its day, opens nothing.
    """

    email = models.EmailField()
    role = models.CharField(max_length=10, choices=ACCOUNT_ROLES)
    digest = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    created_at = models.DateTimeField(db_default=Now())
    expires_at = models.DateTimeField()
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    accepted_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                name="account_invitation_ends", condition=Q(expires_at__gt=F("created_at"))
            ),
            models.CheckConstraint(
                name="account_invitation_role_known",
                condition=Q(role__in=[role for role, _ in ACCOUNT_ROLES]),
            ),
        ]

    def __str__(self) -> str:
        return self.email
