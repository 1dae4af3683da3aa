from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now


class Subscription(models.Model):
    """A private feed: a filter under a secret address, which its owner can change and revoke.

    `query` is the query string of its criteria; `token_hash` the SHA-256 of the secret, which is
    kept nowhere else. A revoked one keeps its row and answers nobody.
    """

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="subscriptions"
    )
    name = models.CharField(max_length=120)
    query = models.CharField(max_length=2000, blank=True)
    token_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(db_default=Now())
    read_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(name="subscription_has_name", condition=~Q(name="")),
            models.CheckConstraint(
                name="subscription_hash_is_sha256",
                condition=Q(("token_hash__regex", r"^[0-9a-f]{64}$")),
            ),
            models.CheckConstraint(
                name="subscription_revoked_after_made",
                condition=Q(revoked_at__isnull=True) | Q(revoked_at__gte=F("created_at")),
            ),
        ]

    def __str__(self) -> str:
        return self.name
